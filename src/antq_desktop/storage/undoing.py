"""Taking back whole operations and doing them again; the journal only ever grows.

An operation can be taken back while everything it wrote still stands as it left it; otherwise the reason is told,
naming the first line that was edited since.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.errors import EditedElsewhere
from antq_desktop.domain.fields import Kind, Register, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.storage import journal, rows
from antq_desktop.storage.codec import from_json, to_json
from antq_desktop.storage.journal import CREATED, DELETED, Entry
from antq_desktop.storage.writing import Writing

_KEY_DATA = ", ".join(f"'{register.key}'" for register in REGISTERS.values() if register.key_data)
_OF_KEY_DATA = f"SELECT 1 FROM change k WHERE k.operation = o.id AND k.register IN ({_KEY_DATA})"


def last_done(connection: Connection, officer: UUID | None, device: UUID) -> UUID | None:
    """The officer's newest operation on this device that can be undone: not set-up, nor a change of officers."""
    row = connection.exec_driver_sql(
        "SELECT o.uid FROM operation o WHERE o.officer IS ? AND o.device = ? AND o.kind = 'do'"
        " AND coalesce((SELECT u.kind = 'undo' FROM operation u WHERE u.target = o.id ORDER BY u.id DESC LIMIT 1), 0)"
        " = 0 AND EXISTS(SELECT 1 FROM change c WHERE c.operation = o.id)"  # the cheap question first: a look at each
        f" AND NOT EXISTS({_OF_KEY_DATA}) ORDER BY o.id DESC LIMIT 1",  # line of every import taken back would be felt
        (None if officer is None else officer.bytes, device.bytes),
    ).fetchone()
    return None if row is None else UUID(bytes=bytes(row[0]))


def touches_key_data(connection: Connection, operation: UUID) -> bool:
    """Whether an operation wrote to a register that the program keeps together with its keys."""
    sql = f"SELECT 1 FROM operation o WHERE o.uid = ? AND EXISTS({_OF_KEY_DATA})"
    return connection.exec_driver_sql(sql, (operation.bytes,)).fetchone() is not None


def wrote_nothing(connection: Connection, operation: UUID) -> bool:
    """Whether an operation changed no line: it only tells that something left."""
    sql = "SELECT 1 FROM change c JOIN operation o ON o.id = c.operation WHERE o.uid = ? LIMIT 1"
    return connection.exec_driver_sql(sql, (operation.bytes,)).fetchone() is None


def last_undone(connection: Connection, officer: UUID | None, device: UUID) -> UUID | None:
    """The operation to do again: the one undone last, if nothing was done after the undoing."""
    row = connection.exec_driver_sql(
        "SELECT o.kind, o.id FROM operation o WHERE o.officer IS ? AND o.device = ?"
        " AND EXISTS(SELECT 1 FROM change c WHERE c.operation = o.id) AND o.kind = 'do' ORDER BY o.id DESC LIMIT 1",
        (None if officer is None else officer.bytes, device.bytes),
    ).fetchone()
    newest_do = 0 if row is None else int(row[1])
    row = connection.exec_driver_sql(
        "SELECT t.uid FROM operation u JOIN operation t ON t.id = u.target"
        " WHERE u.officer IS ? AND u.device = ? AND u.kind = 'undo' AND u.id > ?"
        " AND u.id = (SELECT max(v.id) FROM operation v WHERE v.target = t.id) ORDER BY u.id DESC LIMIT 1",
        (None if officer is None else officer.bytes, device.bytes, newest_do),
    ).fetchone()
    return None if row is None else UUID(bytes=bytes(row[0]))


def take_back(writing: Writing, operation: UUID) -> None:
    """Write the inverse of an operation.

    Raises:
        EditedElsewhere: something it wrote was changed since, or others now depend on it.
    """
    entries = journal.entries_of(writing.connection, operation)
    created = {entry.uid for entry in entries if entry.field == CREATED}
    for entry in reversed(entries):
        _take_back_one(writing, REGISTERS[entry.register], entry, created)
    _expect_whole(writing, entries)


def _take_back_one(writing: Writing, register: Register, entry: Entry, created: set[UUID]) -> None:
    if entry.field == CREATED:
        _expect_untouched(writing, register, entry)
        _expect_unused(writing, register, entry.uid, created)
        writing.remove(register, entry.uid)
    elif entry.field == DELETED:
        if entry.value:
            writing.bring_back(register, entry.uid)
        else:
            writing.remove(register, entry.uid)
    else:
        before = journal.value_before(writing.connection, entry)
        _replace(writing, register, entry, expected=entry.value, wanted=before)


def do_again(writing: Writing, operation: UUID) -> None:
    """Write an operation that was taken back once more.

    Raises:
        EditedElsewhere: the lines were changed since it was taken back.
    """
    entries = journal.entries_of(writing.connection, operation)
    for entry in entries:
        register = REGISTERS[entry.register]
        if entry.field == CREATED or (entry.field == DELETED and not entry.value):
            writing.bring_back(register, entry.uid)
        elif entry.field == DELETED:
            writing.remove(register, entry.uid)
        else:
            before = journal.value_before(writing.connection, entry)
            _replace(writing, register, entry, expected=before, wanted=entry.value)
    _expect_whole(writing, entries)


def _replace(writing: Writing, register: Register, entry: Entry, *, expected: Any, wanted: Any) -> None:
    spec = register.fields[entry.field]
    line = writing.line(register, entry.uid)
    if journal.replaces_erased(writing.connection, entry):
        raise EditedElsewhere(f"Chưa hoàn tác được: nội dung của {register.noun} này đã được xóa theo yêu cầu.")
    if to_json(spec, values_of(line.record)[spec.key]) != expected:
        raise _edited(register, line.record, spec.label)
    writing.change(register, entry.uid, {spec.key: from_json(spec, wanted)})


def _expect_untouched(writing: Writing, register: Register, entry: Entry) -> None:
    line = writing.line(register, entry.uid)
    values = values_of(line.record)
    for spec in register.stored:
        now, was = to_json(spec, values[spec.key]), (entry.value or {}).get(spec.key)
        if (None if now is False else now) != (None if was is False else was):
            raise _edited(register, line.record, spec.label)


def _expect_unused(writing: Writing, register: Register, uid: UUID, created: set[UUID]) -> None:
    others = [link for link in rows.linking(writing.connection, uid, register.key) if link[2] not in created]
    if others:
        first: Sequence[Any] = others[0]
        raise EditedElsewhere(
            f"Chưa hoàn tác được: {register.noun} này đang được dùng ở {REGISTERS[first[0]].title}"
            f" ({len(others)} dòng).",
            do="Xóa hoặc sửa các dòng đó trước, rồi hoàn tác lại.",
        )


def _expect_whole(writing: Writing, entries: Sequence[Entry]) -> None:
    """No line may come back to life with a link to one that was removed meanwhile."""
    for key in {entry.register for entry in entries}:
        register = REGISTERS[key]
        uids = list({entry.uid.bytes for entry in entries if entry.register == key})
        for spec in register.stored:
            if spec.kind is Kind.LINK and rows.links_to_removed(writing.connection, register, spec, uids):
                raise EditedElsewhere(
                    f"Chưa hoàn tác được: {register.noun} này thuộc “{spec.label}” đã bị xóa sau đó.",
                    do="Hoàn tác việc xóa đó trước.",
                )


def _edited(register: Register, record: object, label: str) -> EditedElsewhere:
    heading = next((str(getattr(record, key)) for key in register.heading if isinstance(getattr(record, key), str)), "")
    return EditedElsewhere(
        f"Chưa hoàn tác được: {register.noun} {heading} đã được sửa sau đó (ô “{label}”).",
        do="Xem lịch sử của dòng này; sửa tay nếu vẫn cần đổi lại.",
    )
