"""The dossier of a model or a club: who, where, since when, by what decisions, what its file lacks, what it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from antq_desktop.domain.choices import BOARD, Frequency, MemberRole
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import RecordGone
from antq_desktop.domain.periods import Period
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.group_file import GroupFile
from antq_desktop.domain.registers.group_fund import GroupFund
from antq_desktop.domain.registers.group_member import GroupMember
from antq_desktop.domain.registers.group_status import Status
from antq_desktop.domain.registers.inspection import Inspection
from antq_desktop.domain.registers.model_point import ModelPoint
from antq_desktop.domain.registers.model_team import ModelTeam
from antq_desktop.services.group_rules import Group, is_sensitive, members, statuses
from antq_desktop.services.groups import activities, group_board
from antq_desktop.services.groups.activities import Done
from antq_desktop.services.groups.group_reading import KnownGroup, Names, names
from antq_desktop.services.groups.groups import lived
from antq_desktop.services.office import Office
from antq_desktop.services.spells import holds
from antq_desktop.storage import rows
from antq_desktop.storage.rows import Reading

Part = TypeVar("Part")
RHYTHM = "sinh hoạt định kỳ hay theo vụ việc"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the checklist.

    Attributes:
        kind: its code.
        title: what it is.
        there: those that the file holds, oldest first; none is a gap where it is required.
        required: whether the file should hold one.
    """

    kind: str
    title: str
    there: tuple[GroupFile, ...]
    required: bool

    @property
    def lacks(self) -> bool:
        """Whether it should be there and is not."""
        return self.required and not self.there


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the timeline.

    Attributes:
        first: its first day.
        done: what was done in it.
        lived: whether the group existed and was active on a day of it, up to today.
        asked: whether anything is expected of it: a group that meets as needed owes no month.
    """

    first: date
    done: tuple[Done, ...]
    lived: bool
    asked: bool = True

    @property
    def is_gap(self) -> bool:
        """Whether nothing was done though the group was active and meets by a rhythm."""
        return self.lived and self.asked and not self.done


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one group, for a screen or a page.

    Attributes:
        key: `model_point` or `club`.
        group: its record.
        period: of the timeline.
        type: the named model, or empty.
        field: its field of work, or empty.
        kinds: tự phòng, tự quản … in words.
        lead: who leads.
        where: residential areas, or "toàn xã".
        sensitive: whether only the board may be named, and nobody on paper.
        status: code of its status at the end of the period, or today while it runs.
        statuses: its life by decisions, oldest first.
        board: who leads it on that day; names are for the screen only where it is sensitive.
        listed: everybody who is named on that day, the board first.
        members: how many belong to it on that day.
        teams: its teams of that day, also of one that ended by then.
        team_count: how many of them are counted: none of one that ended by then.
        papers: the checklist of its file.
        funds: money by year.
        inspections: what was seen at the place itself, newest first.
        months: of the period, oldest first.
        due: periods in which it should have met.
        met: those in which it did.
        results: by kind in words, added up.
        origin: what it was replicated from, farthest first.
        copies: what was replicated from it.
    """

    key: str
    group: Group
    period: Period
    type: str
    field: str
    kinds: str
    lead: str
    where: str
    sensitive: bool
    status: str
    statuses: tuple[Status, ...]
    board: tuple[GroupMember, ...]
    listed: tuple[GroupMember, ...]
    members: int
    teams: tuple[ModelTeam, ...]
    team_count: int
    papers: tuple[Paper, ...]
    funds: tuple[GroupFund, ...]
    inspections: tuple[Inspection, ...]
    months: tuple[Month, ...]
    due: int
    met: int
    results: tuple[tuple[str, int], ...]
    origin: tuple[str, ...]
    copies: tuple[str, ...]

    @property
    def gaps(self) -> list[str]:
        """What the file lacks, in words: papers, and how often the group meets."""
        return [*(paper.title for paper in self.papers if paper.lacks), *([] if self.group.frequency else [RHYTHM])]

    @property
    def done(self) -> list[Done]:
        """What was done in the period, oldest first."""
        return [done for month in self.months for done in month.done]


def dossier(office: Office, key: str, uid: UUID, period: Period) -> Dossier:
    """Read the dossier of a group.

    Raises:
        RecordGone: it is not in the register.
    """
    register = REGISTERS[key]
    last = period.cut_off(office.today())
    done = activities.of_group(office, uid, period.start, last)
    with office.store.reading() as connection:
        line = rows.get(connection, register, uid)
        if line is None or line.deleted or not isinstance(line.record, Group):
            raise RecordGone(f"Không còn {register.noun} này trong sổ.", do="Tìm lại trong danh sách.")
        group = line.record
        called = names(office, connection)
        past = tuple(statuses(connection, uid))
        listed = _listed(connection, group, last)
        teams = _parts(connection, "model_team", uid, ModelTeam) if key == "model_point" else ()
        count = members(connection, group, last)
        known = KnownGroup(key, group, tuple(lived(group, past)), count, teams, past)
        due = group_board.due_of(known, period.start, last)
        named = called.type_of(group)
        return Dossier(
            key=key,
            group=group,
            period=period,
            type="" if named is None else named.name,
            field=called.field(group),
            kinds=_kinds(office, group),
            lead=called.lead(group, on_paper=False),
            where=called.where(group),
            sensitive=is_sensitive(connection, group),
            status=known.state_on(last),
            statuses=past,
            board=tuple(member for member in listed if member.role in BOARD),
            listed=listed,
            members=known.members,
            teams=tuple(team for team in teams if _there(team, last)),
            team_count=known.teams_on(last),
            papers=_papers(office, key, _parts(connection, "group_file", uid, GroupFile)),
            funds=_parts(connection, "group_fund", uid, GroupFund),
            inspections=_inspections(connection, uid),
            months=months_of(known, period, last, done),
            due=len(due),
            met=group_board.met_of(due, [each.activity.happened_on for each in done]),
            results=_results(called, done),
            origin=_origin(connection, group),
            copies=_copies(connection, uid),
        )


def _parts(connection: Reading, key: str, uid: UUID, kind: type[Part]) -> tuple[Part, ...]:
    return tuple(line.record for line in rows.parts(connection, REGISTERS[key], uid) if isinstance(line.record, kind))


def _there(team: ModelTeam, day: date) -> bool:
    return (team.valid_from is None or team.valid_from <= day) and (team.valid_to is None or day <= team.valid_to)


def _inspections(connection: Reading, uid: UUID) -> tuple[Inspection, ...]:
    found = _parts(connection, "inspection", uid, Inspection)
    return tuple(sorted(found, key=lambda each: each.inspected_on, reverse=True))


def _kinds(office: Office, group: Group) -> str:
    if not isinstance(group, ModelPoint):
        return ""
    order = [choice.code for choice in office.catalogues.choices("model_kinds")]
    found = sorted(group.kinds, key=order.index)
    return ", ".join(office.catalogues.label("model_kinds", code) for code in found)


def _listed(connection: Reading, group: Group, day: date) -> tuple[GroupMember, ...]:
    """Who is named on a day, the board first; of sensitive groups nobody else."""
    found = [member for member in _parts(connection, "group_member", group.uid, GroupMember) if holds(member, day)]
    if is_sensitive(connection, group):
        found = [member for member in found if member.role in BOARD]
    return tuple(sorted(found, key=lambda member: [*MemberRole].index(MemberRole(member.role))))


def _papers(office: Office, key: str, there: tuple[GroupFile, ...]) -> tuple[Paper, ...]:
    required = {kind.code for kind in office.catalogues.file_kinds if key in kind.of}
    found = []
    for choice in office.catalogues.choices("group_file_kinds"):
        mine = tuple(file for file in there if file.kind == choice.code)
        if mine or choice.code in required:
            found.append(Paper(choice.code, choice.label, mine, choice.code in required))
    return tuple(found)


def months_of(known: KnownGroup, period: Period, last: date, done: Sequence[Done]) -> tuple[Month, ...]:
    """The calendar months of a period with what a group did in each, oldest first.

    Args:
        known: the group.
        period: whose months.
        last: the day the figures are of.
        done: what the group did in the period.
    """
    found = []
    asked = known.group.frequency != Frequency.ON_DEMAND
    begin = period.start.replace(day=1)
    while begin <= period.end:
        after = date(begin.year + begin.month // 12, begin.month % 12 + 1, 1)
        inside = tuple(each for each in done if begin <= each.activity.happened_on < after)
        is_lived = _lived(max(begin, period.start), min(after, period.end), last, known)
        found.append(Month(begin, inside, is_lived, asked))
        begin = after
    return tuple(found)


def _lived(first: date, after: date, last: date, known: KnownGroup) -> bool:
    """Whether a group was active on the first day of a month that lies behind, or began in it."""
    if first > last:
        return False
    day = max(first, known.lives[0].begin) if known.lives and known.lives[0].begin else first
    if day >= after or not known.lives_on(day):
        return False
    return not any(status.status == "dormant" and holds(status, day) for status in known.past)


def _results(called: Names, done: list[Done]) -> tuple[tuple[str, int], ...]:
    sums: dict[str, int] = {}
    for each in done:
        for result in each.results:
            sums[result.kind] = sums.get(result.kind, 0) + result.amount
    return tuple((called.catalogues.label("activity_results", kind), amount) for kind, amount in sums.items())


def _origin(connection: Reading, group: Group) -> tuple[str, ...]:
    found: list[str] = []
    seen = {group.uid}
    origin = group.replicated_from if isinstance(group, ModelPoint) else None
    while origin is not None and origin not in seen:
        seen.add(origin)
        line = rows.get(connection, REGISTERS["model_point"], origin)
        if line is None or not isinstance(line.record, ModelPoint):
            break
        found.insert(0, line.record.name)
        origin = line.record.replicated_from
    return tuple(found)


def _copies(connection: Reading, uid: UUID) -> tuple[str, ...]:
    copies = (
        rows.get(connection, REGISTERS[key], copy)
        for key, field, copy in rows.linking(connection, uid, "model_point")
        if (key, field) == ("model_point", "replicated_from")
    )
    return tuple(sorted(line.record.name for line in copies if line and isinstance(line.record, ModelPoint)))


def inspection_words(office: Office, each: Inspection) -> str:
    """One inspection in a sentence: when, what was seen, what is proposed, by when; no free text."""
    label = office.catalogues.label
    parts = [f"{show_date(each.inspected_on)}: {label('inspection_findings', each.finding)}"]
    if each.proposal:
        parts.append(f"đề nghị {label('inspection_proposals', each.proposal)}")
    if each.mended_on:
        parts.append(f"đã khắc phục {show_date(each.mended_on)}")
    elif each.mend_by:
        parts.append(f"khắc phục trước {show_date(each.mend_by)}")
    return ", ".join(parts)


def status_words(office: Office, group: Group, status: Status) -> str:
    """One status in a sentence: what happened, when, by what decision, why."""
    catalogues = office.catalogues
    if status.deed is None:
        return f"thành lập {group.established_on}" if group.established_on else "thành lập, chưa ghi ngày"
    parts = [catalogues.label("group_deeds", status.deed)]
    if status.from_on is not None:
        parts.append(f"từ {show_date(status.from_on)}")
    if status.decision_no:
        dated = f" ngày {show_date(status.decision_on)}" if status.decision_on else ""
        parts.append(f"(Quyết định {status.decision_no}{dated})")
    if status.reason:
        parts.append(f"– {status.reason}")
    return " ".join(parts)
