"""What a record that is to be kept links to: nothing that was removed."""

from uuid import UUID

from antq_desktop.domain.fields import Problem, Record, Register, Value, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.storage import naming, rows
from antq_desktop.storage.rows import Reading

WORDS = "{}: “{}” đã bị xóa khỏi sổ; chọn dòng khác, hoặc hoàn tác việc xóa đó trước."


def to_removed(connection: Reading, register: Register, record: Record) -> list[Problem]:
    """Say of every link to a line that was removed, but for those the record had before.

    Args:
        connection: a reading transaction.
        register: of the record.
        record: as it is to be kept.
    """
    line = rows.get(connection, register, record.uid)
    before = {} if line is None else values_of(line.record)
    values, found = values_of(record), []
    for spec in register.fields.values():
        fresh = _uids(values[spec.key]) - _uids(before.get(spec.key))
        if spec.links_to is None or not fresh:
            continue
        other = REGISTERS[spec.links_to]
        gone = [uid for uid, linked in rows.many(connection, other, fresh).items() if linked.deleted]
        names = naming.headings(connection, other, gone)
        found += [Problem(spec.key, WORDS.format(spec.label, names[uid]), "removed") for uid in gone]
    return found


def _uids(value: Value) -> frozenset[UUID]:
    several = value if isinstance(value, frozenset) else (value,)
    return frozenset(item for item in several if isinstance(item, UUID))
