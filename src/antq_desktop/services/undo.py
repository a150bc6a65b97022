"""Taking back and doing again; the trail of operations."""

from datetime import date, datetime, timedelta
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet, Operation
from antq_desktop.domain.choices import NEED_DECISION
from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.errors import EditedElsewhere, RecordGone, UsageError
from antq_desktop.domain.fields import Problem, Register
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import group_rules, repeating
from antq_desktop.services.office import Office
from antq_desktop.services.stamping import withdraw_confirmations
from antq_desktop.storage import journal, rows, undoing
from antq_desktop.storage.rows import Reading
from antq_desktop.storage.store import Intent
from antq_desktop.storage.writing import Writing

_BRINGS_BACK = frozenset({journal.CREATED, journal.DELETED, repeating.VOID, "from_on", "to_on"})
DEED_DAYS = 7
_KINDS = {"undo": "hoàn tác", "redo": "làm lại"}
_INSTEAD = "Làm lại việc vừa hoàn tác: Ctrl+Y hoặc antq redo; hoàn tác việc gốc: dùng mã của việc gốc."


def undo(office: Office, operation: UUID | None = None) -> ChangeSet:
    """Take back an operation whole.

    Args:
        office: who takes back, where.
        operation: which one; the officer's own last one when left out.

    Raises:
        RecordGone: there is nothing to take back.
        UsageError: the set-up, a change of officers, or itself a taking back or doing again.
        EditedElsewhere: something it wrote was changed since; the message says what.
    """
    office.require("edit")
    with office.store.reading() as connection:
        target = operation or undoing.last_done(connection, office.officer.uid, office.store.device)
        done = None if target is None else journal.operation(connection, target)
    if target is None or done is None:
        raise RecordGone(
            "Không có thao tác nào để hoàn tác.", do="Xem antq history để tìm việc cần sửa; sửa tay nếu cần."
        )
    if done.kind != "do":
        raise UsageError(f"“{done.title}” là một lần {_KINDS[done.kind]}, không hoàn tác theo mã được.", do=_INSTEAD)
    if done.undone:
        raise RecordGone(f"Thao tác “{done.title}” đã được hoàn tác rồi.", do="Muốn có lại việc đó thì chọn Làm lại.")
    _refuse_empty(office, target, done)
    _refuse_key_data(office, target, done)
    _refuse_late(office, target, done)
    intent = Intent(title=f"Hoàn tác: {done.title}", actor=office.actor, kind="undo", target=target)
    with office.store.operation(intent) as (writing, outcome):
        undoing.take_back(writing, target)
        _expect_agreeable(office, writing, target)
    return outcome.changes


def _refuse_empty(office: Office, target: UUID, done: Operation) -> None:
    """A list that left with names is journalled, but wrote nothing that could be taken back."""
    with office.store.reading() as connection:
        if undoing.wrote_nothing(connection, target):
            raise RecordGone(f"Thao tác “{done.title}” không ghi gì vào sổ nên không có gì để hoàn tác.")


def _refuse_key_data(office: Office, target: UUID, done: Operation) -> None:
    """Set-up and changes of officers go with key slots, which no undo brings back."""
    with office.store.reading() as connection:
        if undoing.touches_key_data(connection, target):
            raise UsageError(
                f"Thao tác “{done.title}” gắn với cán bộ sử dụng và khóa mở dữ liệu, không hoàn tác được.",
                do="Thay đổi cán bộ ở phần cán bộ sử dụng.",
            )


def days_end(at: datetime) -> date:
    """Last day on which a consolidation, merger or dissolution can be taken back."""
    return at.astimezone(VIETNAM).date() + timedelta(days=DEED_DAYS)


def _refuse_late(office: Office, target: UUID, done: Operation) -> None:
    """A decision about a model or a club that has stood for a week is changed by another decision."""
    with office.store.reading() as connection:
        entries = journal.entries_of(connection, target)
    decided = any(
        entry.register == "group_status" and entry.field == journal.CREATED and entry.value.get("deed") in NEED_DECISION
        for entry in entries
    )
    if decided and office.today() > days_end(done.at):
        raise UsageError(
            f"“{done.title}” đã quá {DEED_DAYS} ngày nên không hoàn tác được.",
            do="Quyết định bị thu hồi thì ghi việc “Hoạt động lại” theo quyết định mới.",
        )


def redo(office: Office) -> ChangeSet:
    """Do again what the officer took back last.

    Raises:
        RecordGone: there is nothing to do again.
        EditedElsewhere: the lines were changed since.
    """
    office.require("edit")
    with office.store.reading() as connection:
        target = undoing.last_undone(connection, office.officer.uid, office.store.device)
        done = None if target is None else journal.operation(connection, target)
    if target is None or done is None:
        raise RecordGone(
            "Không có thao tác nào để làm lại.", do="Chỉ làm lại được việc vừa hoàn tác; nếu cần, nhập lại."
        )
    intent = Intent(title=f"Làm lại: {done.title}", actor=office.actor, kind="redo", target=target)
    with office.store.operation(intent) as (writing, outcome):
        undoing.do_again(writing, target)
        _expect_agreeable(office, writing, target)
    return outcome.changes


def _expect_agreeable(office: Office, writing: Writing, target: UUID) -> None:
    """What comes back must not stand there a second time, nor say what saving it would refuse.

    Raises:
        EditedElsewhere: what was entered since does not agree with it; nothing is written.
    """
    withdraw_confirmations(writing)
    writing.settle()
    entries = journal.entries_of(writing.connection, target)
    again = {(entry.register, entry.uid) for entry in entries if entry.field in _BRINGS_BACK}
    places = {(entry.register, entry.uid) for entry in entries}
    places.update(*(_group_of(writing.connection, *place) for place in tuple(places)))
    for key, uid in sorted(places, key=str):
        found = _refused(writing.connection, key, uid, comes_back=(key, uid) in again)
        if not found:
            continue
        with office.store.reading() as before:
            known = _refused(before, key, uid, comes_back=(key, uid) in again)
        fresh = next((problem for problem in found if problem not in known), None)
        if fresh is not None:
            raise EditedElsewhere(f"Chưa làm được: {fresh.message}", do="Xem lại dòng đã nhập sau rồi làm lại.")


def _group_of(connection: Reading, key: str, uid: UUID) -> set[tuple[str, UUID]]:
    """Register and uid of the model point or club that a line is part of; none for other lines."""
    register = REGISTERS[key]
    line = rows.get(connection, register, uid) if _is_of_group(register) else None
    owner = None if line is None else register.owner_of(line.record)
    return set() if owner is None else {owner}


def _is_of_group(register: Register) -> bool:
    """Whether lines of a register are parts of model points or clubs."""
    return not group_rules.GROUPS.isdisjoint(register.owners)


def _refused(connection: Reading, key: str, uid: UUID, *, comes_back: bool) -> list[Problem]:
    """What saving a line as it stands would refuse; nothing of a line that is not there."""
    register = REGISTERS[key]
    line = rows.get(connection, register, uid)
    if line is None or line.deleted:
        return []
    found = repeating.at_once(connection, register, line.record) if comes_back else []
    found += group_rules.against(connection, line.record)
    return [problem for problem in found if not problem.warning]


def next_undo(office: Office) -> Operation | None:
    """What Ctrl+Z would take back."""
    with office.store.reading() as connection:
        target = undoing.last_done(connection, office.officer.uid, office.store.device)
        return None if target is None else journal.operation(connection, target)


def is_undone(office: Office, operation: UUID) -> bool:
    """Whether an operation was taken back and not done again."""
    with office.store.reading() as connection:
        known = journal.operation(connection, operation)
    return known is not None and known.undone


def next_redo(office: Office) -> Operation | None:
    """What Ctrl+Y would do again."""
    with office.store.reading() as connection:
        target = undoing.last_undone(connection, office.officer.uid, office.store.device)
        return None if target is None else journal.operation(connection, target)


def operations(office: Office, limit: int = 200) -> list[Operation]:
    """The latest operations of all officers, newest first."""
    with office.store.reading() as connection:
        return journal.operations(connection, limit)
