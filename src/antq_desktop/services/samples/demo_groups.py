"""Models and clubs of the sample commune: lively, weak, empty and written up afterwards, of several fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from antq_desktop.domain.choices import GroupDeed, GroupStatus, MemberRole
from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.ids import new_uid, seeded_uid
from antq_desktop.domain.registers.activity import ACTIVITIES, Activity
from antq_desktop.domain.registers.activity_result import ACTIVITY_RESULTS, ActivityResult
from antq_desktop.domain.registers.club import CLUBS, Club
from antq_desktop.domain.registers.group_file import GROUP_FILES, GroupFile
from antq_desktop.domain.registers.group_fund import GROUP_FUNDS, GroupFund
from antq_desktop.domain.registers.group_member import GROUP_MEMBERS, GroupMember
from antq_desktop.domain.registers.group_status import GROUP_STATUSES, Status
from antq_desktop.domain.registers.inspection import INSPECTIONS, Inspection
from antq_desktop.domain.registers.model_point import MODEL_POINTS, ModelPoint
from antq_desktop.domain.registers.model_team import MODEL_TEAMS, ModelTeam
from antq_desktop.services.office import Office
from antq_desktop.services.samples.demo_names import person
from antq_desktop.storage import attachments
from antq_desktop.storage.writing import Writing

COUNTS = {"S": (14, 3), "M": (40, 8), "L": (150, 30)}
TYPES = (
    *("tieng-keng-an-ninh", "camera-an-ninh", "lien-gia-pccc", "dong-ho-tu-quan", "giao-xu-binh-yen", "zalo-ket-noi"),
    *("kdc-khong-ma-tuy", "tuyen-duong-tu-quan", "nong-dan-tu-quan", "5-giup-1", "to-hoa-giai", "truong-hoc-an-toan"),
)
RESTING, CONSOLIDATED = 10, 8
LIVELY, WEAK, EMPTY, AFTERWARDS = "lively", "weak", "empty", "afterwards"
WAYS = (LIVELY, LIVELY, WEAK, LIVELY, EMPTY, LIVELY, AFTERWARDS, WEAK, LIVELY, LIVELY, EMPTY, LIVELY)
SHARES = {LIVELY: 0.92, WEAK: 0.45, EMPTY: 0.0, AFTERWARDS: 1.0}
LATE = {LIVELY: 2, WEAK: 40, EMPTY: 2}
FILES = ("decision", "rules", "members", "programme", "minutes")
CONTENTS = (
    "Tuyên truyền phòng, chống lừa đảo qua mạng; nhắc nhở treo biển số nhà.",
    "Kiểm điểm việc tuần tra tháng trước, phân công lịch trực.",
    "Phổ biến quy định về pháo; vận động các hộ ký cam kết.",
    "Bàn việc sửa đèn chiếu sáng ngõ; gặp gỡ gia đình mới đến.",
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is drawn from: random numbers, today, uids of what exists, numbers of pictures not drawn yet."""

    office: Office
    random: Random
    today: date
    areas: tuple[UUID, ...]
    police: UUID
    front: UUID
    pictures: Iterator[int]

    def uid(self) -> UUID:
        """A fresh uid."""
        return new_uid(self.office.clock())


def add_groups(writing: Writing, office: Office, areas: Sequence[UUID], size: str, seed: int) -> None:
    """Write the models and clubs of a sample commune of this size."""
    police, front = (seeded_uid("office", f"{office.unit_code}:{kind}") for kind in ("police", "front"))
    random = Random(seed)  # noqa: S311 - a sample, not a secret
    plan = _Plan(office, random, office.today(), tuple(areas), police, front, count())
    points, clubs = COUNTS[size]
    first: dict[str, UUID] = {}
    for number in range(points):
        _point(writing, plan, number, first)
    for number in range(clubs):
        _club(writing, plan, number)


def _point(writing: Writing, plan: _Plan, number: int, first: dict[str, UUID]) -> None:
    code, way = TYPES[number % len(TYPES)], WAYS[number % len(WAYS)]
    seed = next(seed for seed in plan.office.catalogues.model_types if seed.code == code)
    begun = ImpreciseDate(plan.today.year - 1 - number % 5, 1 + number % 12 if number % 3 else 0)
    lasting = number // len(TYPES)
    if lasting:
        begun = ImpreciseDate(plan.today.year - 1, 12)  # after what it was replicated from
    point = ModelPoint(
        uid=plan.uid(),
        name=f"{seed.name}{f' số {lasting + 1}' if lasting else ''}",
        type=seeded_uid("model_type", code),
        kinds=frozenset({"management", "prevention"} if number % 2 else {"management", "protection"}),
        areas=frozenset({plan.areas[number % len(plan.areas)]}),
        scale="area",
        lead_office=plan.police if number % 3 == 0 else None,
        lead_organization=seeded_uid("member_organization", "HPN") if number % 3 == 1 else None,
        lead_name="Ban công tác Mặt trận" if number % 3 == 2 else None,
        established_on=begun,
        decision_no=None if way == EMPTY else f"{10 + number}/QĐ-UBND",
        decision_on=None if way == EMPTY else begun.earliest,
        frequency="quarterly" if number % 4 == 3 else "monthly",
        member_count=10 + number % 15,
        replicated_from=first.get(code),
        status=GroupStatus.DORMANT if number % len(TYPES) == RESTING else GroupStatus.ACTIVE,
    )
    first.setdefault(code, point.uid)
    writing.add(point, MODEL_POINTS)
    _statuses(writing, plan, number, {"point": point.uid})
    for team in range(3 if number % 5 == 0 else 0):
        writing.add(ModelTeam(uid=plan.uid(), point=point.uid, name=f"Tổ {team + 1}", member_count=5), MODEL_TEAMS)
    _parts(writing, plan, {"point": point.uid}, way, ordinary=not seed.sensitive)
    if number % 3 == 0:
        _inspected(writing, plan, {"point": point.uid}, way)
    months = 3 if point.frequency == "quarterly" else 1
    _activities(writing, plan, {"point": point.uid}, way, months, seed.outputs)


def _club(writing: Writing, plan: _Plan, number: int) -> None:
    way = (LIVELY, AFTERWARDS, EMPTY, WEAK)[number % 4]
    club = Club(
        uid=plan.uid(),
        name=f"Câu lạc bộ Phòng, chống tội phạm số {number + 1}",
        area=plan.areas[number % len(plan.areas)],
        lead_organization=seeded_uid("member_organization", "HPN"),
        established_on=ImpreciseDate(plan.today.year - 2),
        decision_no=f"{70 + number}/QĐ-UBND",
        charter=f"Quy chế số {number + 1}",
        frequency="quarterly",
        topics="phòng, chống bạo lực gia đình",
        member_count=25,
    )
    writing.add(club, CLUBS)
    writing.add(Status(uid=plan.uid(), club=club.uid, status=GroupStatus.ACTIVE), GROUP_STATUSES)
    _parts(writing, plan, {"club": club.uid}, way, ordinary=True)
    _activities(writing, plan, {"club": club.uid}, way, 3, ("sessions",))


def _statuses(writing: Writing, plan: _Plan, number: int, owner: dict[str, Any]) -> None:
    """One of each dozen rests, one was consolidated."""
    since = plan.today - timedelta(days=100)
    eve = since - timedelta(days=1)
    resting, consolidated = number % len(TYPES) == RESTING, number % len(TYPES) == CONSOLIDATED
    changed = resting or consolidated
    begun = Status(uid=plan.uid(), status=GroupStatus.ACTIVE, to_on=eve if changed else None, **owner)
    writing.add(begun, GROUP_STATUSES)
    if resting:
        rest = Status(
            uid=plan.uid(),
            status=GroupStatus.DORMANT,
            from_on=since,
            deed=GroupDeed.SUSPENDED,
            reason="mưa lũ",
            **owner,
        )
        writing.add(rest, GROUP_STATUSES)
    elif consolidated:
        anew = Status(
            uid=plan.uid(),
            status=GroupStatus.ACTIVE,
            from_on=since,
            deed=GroupDeed.CONSOLIDATED,
            decision_no="41/QĐ-UBND",
            decision_on=eve,
            **owner,
        )
        writing.add(anew, GROUP_STATUSES)


def _parts(writing: Writing, plan: _Plan, owner: dict[str, Any], way: str, *, ordinary: bool) -> None:
    roles = (MemberRole.HEAD, MemberRole.DEPUTY, MemberRole.SECRETARY, *(MemberRole.MEMBER,) * 4)
    for role in roles if ordinary else roles[:3]:
        member = GroupMember(uid=plan.uid(), full_name=person(plan.random), role=role, **owner)
        writing.add(member, GROUP_MEMBERS)
    kept = {LIVELY: FILES, WEAK: FILES[:3], EMPTY: FILES[:1], AFTERWARDS: FILES}[way]
    for kind in kept:
        writing.add(GroupFile(uid=plan.uid(), kind=kind, dated=plan.today - timedelta(days=300), **owner), GROUP_FILES)
    if way == LIVELY:
        fund = GroupFund(uid=plan.uid(), year=plan.today.year, amount=5_000_000, source="xã hội hóa", **owner)
        writing.add(fund, GROUP_FUNDS)


def _inspected(writing: Writing, plan: _Plan, owner: dict[str, Any], way: str) -> None:
    """What was found at the place itself: the book of the one written up afterwards says more than there was."""
    findings = {LIVELY: ("as_written", "replicate"), WEAK: ("less", "consolidate"), AFTERWARDS: ("none_seen", None)}
    if way not in findings:
        return
    finding, proposal = findings[way]
    day = plan.today - timedelta(days=60)
    inspection = Inspection(
        uid=plan.uid(),
        inspected_on=day,
        office=plan.police,
        finding=finding,
        proposal=proposal,
        mend_by=None if way == LIVELY else day + timedelta(days=90),
        **owner,
    )
    writing.add(inspection, INSPECTIONS)


def _activities(
    writing: Writing, plan: _Plan, owner: dict[str, Any], way: str, months: int, outputs: Sequence[str]
) -> None:
    same = next(plan.pictures)
    for turn, day in enumerate(_days(plan, way, months)):
        late = plan.today - timedelta(days=12) if way == AFTERWARDS else day + timedelta(days=LATE[way])
        papered = way == WEAK or (way == AFTERWARDS and turn % 2 == 1)
        confirmed = way == LIVELY and plan.random.random() < 0.5
        activity = Activity(
            uid=plan.uid(),
            happened_on=day,
            kind="meeting",
            attendance=9 if way == AFTERWARDS else plan.random.randrange(6, 11),
            content=CONTENTS[0] if way == AFTERWARDS else plan.random.choice(CONTENTS),
            evidence=_evidence(writing, plan, way, same, turn),
            from_paper=papered,
            paper_ref=f"Sổ sinh hoạt năm {day.year}, trang {2 * turn + 3}" if papered else None,
            entered_on=min(max(late, day), plan.today),
            entered_office=plan.police,
            confirmed_on=min(day + timedelta(days=5), plan.today) if confirmed else None,
            confirmed_office=plan.front if confirmed else None,
            **owner,
        )
        writing.add(activity, ACTIVITIES)
        for kind in outputs[:1] if way == LIVELY else ():
            amount = plan.random.randrange(1, 9)
            result = ActivityResult(uid=plan.uid(), activity=activity.uid, kind=kind, amount=amount)
            writing.add(result, ACTIVITY_RESULTS)


def _evidence(writing: Writing, plan: _Plan, way: str, same: int, turn: int) -> tuple[str, ...]:
    """A picture of some activities of lively ones; the same one again and again of those written up afterwards."""
    from antq_desktop.images.sample_pictures import sample_picture  # noqa: PLC0415 - only who makes a commune draws

    if way == AFTERWARDS:
        number = same
    elif way == LIVELY and turn % 3 != 1:
        number = next(plan.pictures)
    else:
        return ()
    picture = sample_picture(number)
    return (attachments.keep(writing.connection, picture.media, picture.data, plan.office.clock()),)


def _days(plan: _Plan, way: str, months: int) -> Iterator[date]:
    """A day of every due period of the year in which the group met; resting ones stop before the last."""
    for month in range(months, plan.today.month + 1, months):
        day = date(plan.today.year, month, plan.random.randrange(3, 20))
        if day < plan.today - timedelta(days=1) and plan.random.random() < SHARES[way]:
            yield day
