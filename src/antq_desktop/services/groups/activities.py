"""Entering what models and clubs did: one activity for several groups, several at once; confirming."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.decode import check
from antq_desktop.domain.errors import RecordGone, RejectedRecord, RoleRefused, UsageError
from antq_desktop.domain.fields import Problem, Record
from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.registers.activity import ACTIVITIES, Activity
from antq_desktop.domain.registers.activity_result import ACTIVITY_RESULTS, ActivityResult
from antq_desktop.domain.registers.model_team import MODEL_TEAMS, ModelTeam
from antq_desktop.domain.text import fold
from antq_desktop.services.groups.groups import LINKS, POINT
from antq_desktop.services.meaning import heading
from antq_desktop.services.office import Office
from antq_desktop.services.records import decoded
from antq_desktop.services.repeating import repeated
from antq_desktop.storage import activity_lines, rows

MOST_AT_ONCE = 500
DAYS_AFTER_RESET = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity as it is entered.

    Attributes:
        groups: the register and uid of each group that did it; each gets a line of its own, once.
        values: typed values by field key of the register of activities, without the group.
        results: counts by kind.
    """

    groups: tuple[tuple[str, UUID], ...]
    values: Mapping[str, object]
    results: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entered:
    """What entering did.

    Attributes:
        changes: registers and records to look at again.
        uids: the activities, in the order they were given.
    """

    changes: ChangeSet
    uids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A problem of one line of an entry, with the group it is about."""

    group: str
    problem: Problem


def problems(office: Office, entries: Sequence[Entry]) -> list[Told]:
    """What entering would say, warnings too, without keeping anything."""
    return [told for _, _, found in _prepared(office, entries) for told in found]


def record(office: Office, entries: Sequence[Entry]) -> Entered:
    """Keep activities as one operation: all of them or none.

    Raises:
        RejectedRecord: a rule does not hold for one of them; nothing was kept.
        UsageError: none, or too many at once.
        RoleRefused: the role may not edit.
    """
    office.require("edit")
    count = sum(len(set(entry.groups)) for entry in entries)
    if not count:
        raise UsageError("Chưa chọn mô hình hoặc câu lạc bộ nào.", do="Chọn ít nhất một rồi lưu.")
    if count > MOST_AT_ONCE:
        raise UsageError(f"Mỗi lần ghi tối đa {MOST_AT_ONCE} hoạt động.", do="Chia thành nhiều lần; chưa ghi gì.")
    prepared = list(_prepared(office, entries))
    refused = [told.problem for _, _, found in prepared for told in found if not told.problem.warning]
    if refused:
        raise RejectedRecord(refused)
    title = "Ghi hoạt động" if count == 1 else f"Ghi {count} hoạt động"
    uids = []
    with office.store.operation(office.intent(title)) as (writing, outcome):
        for activity, results, _ in prepared:
            if activity is None:
                continue
            writing.add(activity, ACTIVITIES)
            for result in results:
                writing.add(result, ACTIVITY_RESULTS)
            uids.append(activity.uid)
    return Entered(outcome.changes, tuple(uids))


_Prepared = tuple[Record | None, list[ActivityResult], list[Told]]


def _prepared(office: Office, entries: Sequence[Entry]) -> Iterator[_Prepared]:
    for entry in entries:
        for key, uid in dict.fromkeys(entry.groups):
            activity, found = decoded(office, ACTIVITIES, {**entry.values, LINKS[key]: uid})
            found += repeated(office, ACTIVITIES, activity)
            results = [] if activity is None else list(_results(office, activity.uid, entry.results))
            found += [problem for result in results for problem in check(ACTIVITY_RESULTS, result, office.today())]
            name = heading(office, key, uid) if found else ""
            yield activity, results, [Told(name, problem) for problem in found]


def _results(office: Office, activity: UUID, counts: Mapping[str, int]) -> Iterator[ActivityResult]:
    for kind, amount in counts.items():
        if amount:
            yield ActivityResult(uid=new_uid(office.clock()), activity=activity, kind=kind, amount=amount)


def team_called(office: Office, key: str, uid: UUID, text: str) -> UUID:
    """The team of a group that a name or an id means.

    Args:
        office: where.
        key: register of the group.
        uid: the group.
        text: as typed.

    Raises:
        RecordGone: the group has no such team.
    """
    with office.store.reading() as connection:
        teams = [line.record for line in rows.parts(connection, MODEL_TEAMS, uid)] if key == POINT else []
    for team in teams:
        if isinstance(team, ModelTeam) and (fold(team.name) == fold(text) or str(team.uid) == text):
            return team.uid
    known = ", ".join(team.name for team in teams if isinstance(team, ModelTeam))
    raise RecordGone(
        f"Không có tổ nào là “{text[:60]}” ở “{heading(office, key, uid)}”.",
        do=f"Các tổ đang có: {known}." if known else "Nơi này không chia tổ; bỏ --team.",
    )


def confirm(office: Office, uids: Sequence[UUID]) -> ChangeSet:
    """Confirm activities that the other office entered.

    Raises:
        RoleRefused: of no office, or the password was reset by an administrator a few days ago.
        RejectedRecord: entered by the officer's own office.
        RecordGone: one is not in the register.
    """
    office.require("edit")
    mine = _confirming_office(office)
    with office.store.operation(office.intent(f"Xác nhận {len(uids)} hoạt động")) as (writing, outcome):
        for uid in uids:
            activity = writing.line(ACTIVITIES, uid).record
            if not isinstance(activity, Activity) or activity.confirmed_on is not None:
                continue
            if activity.entered_office in {None, mine}:
                words = f"Hoạt động ngày {show_date(activity.happened_on)} do cơ quan mình ghi; cơ quan kia xác nhận."
                raise RejectedRecord([Problem("confirmed_office", words, "own_entry")])
            writing.change(ACTIVITIES, uid, {"confirmed_on": office.today(), "confirmed_office": mine})
    return outcome.changes


def _confirming_office(office: Office) -> UUID:
    officer = office.officer
    if officer.office is None:
        raise RoleRefused(
            f"{officer.name} không thuộc cơ quan nào nên không xác nhận được.",
            do="Quản trị ghi cơ quan cho cán bộ này.",
        )
    reset = officer.password_reset_on
    if reset is not None and office.today() < reset + timedelta(days=DAYS_AFTER_RESET):
        until = show_date(reset + timedelta(days=DAYS_AFTER_RESET))
        raise RoleRefused(
            f"Mật khẩu của {officer.name} vừa được quản trị đặt lại nên chưa xác nhận được.",
            do=f"Xác nhận từ ngày {until}.",
        )
    return officer.office


@dataclass(frozen=True, slots=True)
class Done:
    """An activity with its results."""

    activity: Activity
    results: tuple[ActivityResult, ...]


def of_group(office: Office, uid: UUID, first: date, last: date) -> list[Done]:
    """What one group did between two days, oldest first."""
    with office.store.reading() as connection:
        found = []
        for line in rows.parts(connection, ACTIVITIES, uid):
            activity = line.record
            if isinstance(activity, Activity) and first <= activity.happened_on <= last:
                parts = rows.parts(connection, ACTIVITY_RESULTS, activity.uid)
                results = tuple(part.record for part in parts if isinstance(part.record, ActivityResult))
                found.append(Done(activity, results))
    return sorted(found, key=lambda done: done.activity.happened_on)


def results_of(office: Office, uid: UUID) -> list[ActivityResult]:
    """The results of one activity, in the register's order."""
    with office.store.reading() as connection:
        parts = [part.record for part in rows.parts(connection, ACTIVITY_RESULTS, uid)]
    return [part for part in parts if isinstance(part, ActivityResult)]


def of_all(office: Office, first: date, last: date) -> dict[UUID, list[Done]]:
    """What every group did between two days, oldest first, by group; groups that did nothing are left out."""
    found: dict[UUID, list[Done]] = {}
    with office.store.reading() as connection:
        results = activity_lines.results(connection, first, last)
        for line in activity_lines.between(connection, first, last):
            activity = line.record
            if not isinstance(activity, Activity):
                continue
            owner = activity.point or activity.club
            if owner is not None:
                parts = [part.record for part in results.get(activity.uid, ())]
                done = Done(activity, tuple(part for part in parts if isinstance(part, ActivityResult)))
                found.setdefault(owner, []).append(done)
    return found
