"""The life of models and clubs: suspend, resume, consolidate, merge, dissolve; each a status with its decision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import ENDED, NEED_DECISION, STATUS_OF, GroupDeed
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.decode import check
from antq_desktop.domain.errors import RecordGone, RejectedRecord, UsageError
from antq_desktop.domain.fields import Problem
from antq_desktop.domain.group_life import Life
from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.group_status import GROUP_STATUSES, Status
from antq_desktop.services import group_rules, records, undo
from antq_desktop.services.group_rules import Group, founded, statuses
from antq_desktop.services.office import Office
from antq_desktop.services.records import reason_of
from antq_desktop.storage.rows import Reading
from antq_desktop.storage.writing import Writing

POINT, CLUB = "model_point", "club"
KEYS = (POINT, CLUB)
LINKS = {POINT: "point", CLUB: "club"}
WORDS = {
    GroupDeed.SUSPENDED: "Tạm ngừng",
    GroupDeed.RESUMED: "Hoạt động lại",
    GroupDeed.CONSOLIDATED: "Củng cố, kiện toàn",
    GroupDeed.MERGED: "Nhập",
    GroupDeed.DISSOLVED: "Giải thể",
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """On what a deed rests.

    Attributes:
        on: the first day of the new status.
        decision_no: number of the decision.
        decision_on: its date.
        reason: why, in a few words.
    """

    on: date
    decision_no: str = ""
    decision_on: date | None = None
    reason: str = ""


def act(
    office: Office, deed: GroupDeed, key: str, uids: Sequence[UUID], grounds: Grounds, into: UUID | None = None
) -> ChangeSet:
    """Do something to one or several groups, as one operation.

    Args:
        office: who, where.
        deed: what.
        key: `model_point` or `club`.
        uids: the groups.
        grounds: day, decision, reason.
        into: the group the others are merged into, of the same register.

    Raises:
        RejectedRecord: no decision where one is needed, a day before the founding or the last status, a group that
            ended already, activities after the end.
        UsageError: nothing to merge into.
        RecordGone: a group is not in the register.
        RoleRefused: the role may not edit.
    """
    office.require("edit")
    register = REGISTERS[key]
    if (deed is GroupDeed.MERGED) != (into is not None):
        raise UsageError(
            "Nhập thì chọn mô hình hoặc câu lạc bộ nhận; việc khác thì không.", do="Xem lại rồi làm lại; chưa ghi gì."
        )
    several = f"{len(uids)} {register.noun}" if len(uids) > 1 else register.noun
    said = reason_of(grounds.reason)
    with office.store.operation(office.intent(f"{WORDS[deed]} {several}", said or None)) as (writing, outcome):
        if into is not None:
            _refuse_ended(_living(writing, key, into), statuses(writing.connection, into))
        for uid in uids:
            _begin(office, writing, deed, key, uid, replace(grounds, reason=said), into)
    return outcome.changes


def warnings(
    office: Office, deed: GroupDeed, key: str, uids: Sequence[UUID], grounds: Grounds, into: UUID | None = None
) -> list[Problem]:
    """What is to be asked before a deed is done; arguments as `act`. What `act` refuses is not told here."""
    found = []
    with office.store.reading() as connection:
        for uid in uids:
            status = _status(office, deed, key, uid, grounds, into)
            found += [problem for problem in group_rules.against(connection, status) if problem.warning]
    return found


def _status(office: Office, deed: GroupDeed, key: str, uid: UUID, grounds: Grounds, into: UUID | None) -> Status:
    """The status a deed begins."""
    links: dict[str, Any] = {LINKS[key]: uid}
    if into is not None:
        links[f"merged_{LINKS[key]}"] = into
    return Status(
        uid=new_uid(office.clock()),
        status=STATUS_OF[deed],
        from_on=grounds.on,
        deed=deed,
        decision_no=grounds.decision_no.strip() or None,
        decision_on=grounds.decision_on,
        reason=grounds.reason or None,
        **links,
    )


def refused(
    office: Office, connection: Reading, deed: GroupDeed, key: str, group: Group, grounds: Grounds
) -> list[Problem]:
    """What would keep a deed from being done to a group, one that is stored or one that is about to be.

    Args:
        office: where.
        connection: a reading transaction.
        deed: neither a merger nor setting up again.
        key: `model_point` or `club`.
        group: to which, as it is or will be.
        grounds: day, decision, reason.
    """
    past = statuses(connection, group.uid)
    status = _status(office, deed, key, group.uid, grounds, None)
    found = [*check(GROUP_STATUSES, status, office.today()), *group_rules.of_status(group, status)]
    found += group_rules.of_past(connection, status, group)
    try:
        _refuse_ended(group, past)
        _expect(group, deed, past[-1] if past else None, grounds, decided=deed in NEED_DECISION)
    except RejectedRecord as reason:
        found += [problem for problem in reason.problems if isinstance(problem, Problem)]
    told = {(problem.field, problem.code): problem for problem in found if not problem.warning}
    return list(told.values())


def begin(office: Office, writing: Writing, deed: GroupDeed, key: str, uid: UUID, grounds: Grounds) -> None:
    """Do a deed that is no merger to a group, within an operation.

    Raises:
        RejectedRecord: as `act`.
    """
    writing.flush()
    _begin(office, writing, deed, key, uid, grounds, None)


def _living(writing: Writing, key: str, uid: UUID) -> Group:
    group = writing.line(REGISTERS[key], uid).record
    if not isinstance(group, Group):
        raise RecordGone("Không còn mô hình, câu lạc bộ này trong sổ.", do="Tìm lại trong danh sách.")
    return group


def _refuse_ended(group: Group, past: Sequence[Status]) -> None:
    last = past[-1] if past else None
    if last is not None and last.status in ENDED:
        words = (
            f"“{group.name}” không còn từ {show_date(last.from_on)}; lập lại thì ghi “hoạt động lại” theo quyết định."
        )
        raise RejectedRecord([Problem("status", words, "ended")])


def _begin(
    office: Office, writing: Writing, deed: GroupDeed, key: str, uid: UUID, grounds: Grounds, into: UUID | None
) -> None:
    group = _living(writing, key, uid)
    past = statuses(writing.connection, uid)
    last = past[-1] if past else None
    again = last is not None and last.status in ENDED
    if again and deed is not GroupDeed.RESUMED:
        _refuse_ended(group, past)
    _expect(group, deed, last, grounds, decided=deed in NEED_DECISION or again)
    status = _status(office, deed, key, uid, grounds, into)
    problems = [*check(GROUP_STATUSES, status, office.today()), *group_rules.against(writing.connection, status)]
    refused = [problem for problem in problems if not problem.warning]
    if refused:
        raise RejectedRecord(refused)
    if last is not None:
        writing.change(GROUP_STATUSES, last.uid, {"to_on": grounds.on - timedelta(days=1)})
    writing.add(status, GROUP_STATUSES)
    writing.flush()


def _expect(group: Group, deed: GroupDeed, last: Status | None, grounds: Grounds, *, decided: bool) -> None:
    """What a deed needs, and that it changes something.

    Raises:
        RejectedRecord: it does not.
    """
    found = []
    if decided and not grounds.decision_no.strip():
        found.append(Problem("decision_no", f"{WORDS[deed]} cần số quyết định.", "required"))
    if decided and grounds.decision_on is None:
        found.append(Problem("decision_on", f"{WORDS[deed]} cần ngày quyết định.", "required"))
    if deed is GroupDeed.SUSPENDED and not grounds.reason and not grounds.decision_no.strip():
        found.append(Problem("reason", "Tạm ngừng thì ghi lý do hoặc số quyết định.", "required"))
    if last is not None and last.from_on is not None and grounds.on <= last.from_on:
        words = f"Ngày {show_date(grounds.on)} không sau ngày {show_date(last.from_on)} của tình trạng trước."
        found.append(Problem("from_on", words, "order"))
    if last is not None and last.status == STATUS_OF[deed] and deed is not GroupDeed.CONSOLIDATED:
        state = "tạm ngừng" if deed is GroupDeed.SUSPENDED else "hoạt động"
        found.append(Problem("status", f"“{group.name}” đang {state} rồi.", "same"))
    if found:
        raise RejectedRecord(found)


@dataclass(frozen=True, slots=True)
class LastDeed:
    """The last thing done to a group, while it can be taken back.

    Attributes:
        operation: to take back.
        title: what was done.
        until: last day on which it can be.
    """

    operation: UUID
    title: str
    until: date


def last_deed(office: Office, uid: UUID) -> LastDeed | None:
    """What can be taken back of a group's life; None when nothing was done, or too long ago."""
    with office.store.reading() as connection:
        past = statuses(connection, uid)
    if not past or past[-1].deed is None:
        return None
    told = records.history(office, GROUP_STATUSES.key, past[-1].uid)
    done = told[0].operation if told else None
    if done is None or done.undone:
        return None
    until = undo.days_end(done.at)
    return None if office.today() > until else LastDeed(done.uid, done.title, until)


def lives_of(connection: Reading, group: Group) -> list[Life]:
    """Times in which a group existed, oldest first; several if it was dissolved and set up again."""
    return lived(group, statuses(connection, group.uid))


def lived(group: Group, past: Sequence[Status]) -> list[Life]:
    """As `lives_of`, from statuses that were read already, oldest first."""
    found = []
    begin, living = founded(group), True
    for status in past:
        if status.status in ENDED and living:
            end = status.from_on
            if end is not None and begin is not None:
                end = max(begin, end)
            found.append(Life(begin, end))
            living = False
        elif status.status not in ENDED and not living:
            begin, living = status.from_on, True
    if living:
        found.append(Life(begin, None))
    return found
