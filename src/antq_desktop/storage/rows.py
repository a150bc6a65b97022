"""Reading lines of registers as records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import FieldSpec, Kind, Record, Register, Value
from antq_desktop.domain.registers import REGISTERS, children_of
from antq_desktop.storage.codec import from_cell

BATCH = 500


Reading = Connection
"""A transaction that reads, as services hand it on."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record with what the form needs to save it again.

    Attributes:
        record: the values.
        version: rises by one with every change.
        deleted: whether it has been removed.
    """

    record: Record
    version: int
    deleted: bool = False


@lru_cache(maxsize=256)
def select_list(key: str, alias: str = "t") -> str:
    """Columns of a register in the order of its fields, links as uids."""
    return ", ".join(_expression(spec, alias) for spec in REGISTERS[key].fields.values())


def _expression(spec: FieldSpec, alias: str) -> str:
    column = f'{alias}."{spec.key}"'
    if spec.kind is Kind.LINK:
        return f"(SELECT uid FROM {spec.links_to} WHERE id = {column})"
    return column


def record_of(register: Register, uid: bytes, cells: Sequence[object]) -> Record:
    """Build a record from its uid and the cells of `select_list`."""
    values: dict[str, Value] = {
        spec.key: from_cell(spec, cell) for spec, cell in zip(register.fields.values(), cells, strict=True)
    }
    return register.record(uid=UUID(bytes=bytes(uid)), **values)


def line_of(register: Register, row: Sequence[object]) -> Line:
    """Build a line from uid, ver, deleted_at and the cells of `select_list`."""
    uid, version, deleted_at, *cells = row
    assert isinstance(uid, bytes)  # noqa: S101 - STRICT tables hold what their columns say
    assert isinstance(version, int)  # noqa: S101
    return Line(record_of(register, uid, cells), version, deleted_at is not None)


def get(connection: Connection, register: Register, uid: UUID) -> Line | None:
    """One line, removed ones too; None if there never was one."""
    sql = f"SELECT t.uid, t.ver, t.deleted_at, {select_list(register.key)} FROM {register.key} t WHERE t.uid = ?"
    row = connection.exec_driver_sql(sql, (uid.bytes,)).fetchone()
    return None if row is None else line_of(register, tuple(row))


def many(connection: Connection, register: Register, uids: Iterable[UUID]) -> dict[UUID, Line]:
    """Lines by uid; uids that do not exist are left out."""
    found: dict[UUID, Line] = {}
    wanted = [uid.bytes for uid in uids]
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        marks = ",".join("?" * len(part))
        sql = (
            f"SELECT t.uid, t.ver, t.deleted_at, {select_list(register.key)} FROM {register.key} t"
            f" WHERE t.uid IN ({marks})"
        )
        for row in connection.exec_driver_sql(sql, tuple(part)):
            line = line_of(register, tuple(row))
            found[line.record.uid] = line
    return found


def all_live(connection: Connection, register: Register) -> Iterator[Line]:
    """Every line that has not been removed, in the register's own order."""
    sql = (
        f"SELECT t.uid, t.ver, t.deleted_at, {select_list(register.key)} FROM {register.key} t"
        " WHERE t.deleted_at IS NULL ORDER BY t.sk, t.id"
    )
    for row in connection.exec_driver_sql(sql):
        yield line_of(register, tuple(row))


def ended(connection: Connection, register: Register) -> Iterator[Line]:
    """Every live spell of a register that has a last day, oldest first."""
    sql = (
        f"SELECT t.uid, t.ver, t.deleted_at, {select_list(register.key)} FROM {register.key} t"
        " WHERE t.deleted_at IS NULL AND t.to_on IS NOT NULL ORDER BY t.to_on, t.id"
    )
    for row in connection.exec_driver_sql(sql):
        yield line_of(register, tuple(row))


def parts(connection: Connection, register: Register, owner: UUID) -> list[Line]:
    """Live lines of a child register that are part of one line, oldest first."""
    of_owner = " OR ".join(f"t.{link} = (SELECT id FROM {key} WHERE uid = ?)" for key, link in register.owners.items())
    sql = (
        f"SELECT t.uid, t.ver, t.deleted_at, {select_list(register.key)} FROM {register.key} t"
        f" WHERE ({of_owner}) AND t.deleted_at IS NULL ORDER BY t.sk, t.id"
    )
    cells = (owner.bytes,) * len(register.owners)
    return [line_of(register, tuple(row)) for row in connection.exec_driver_sql(sql, cells)]


def all_parts(connection: Connection, owner: Register, uid: UUID) -> Iterator[tuple[Register, Line]]:
    """Live parts of a line, and the parts of those."""
    for child in children_of(owner.key):
        for line in parts(connection, child, uid):
            yield child, line
            yield from all_parts(connection, child, line.record.uid)


def linking(connection: Connection, uid: UUID, key: str) -> list[tuple[str, str, UUID]]:
    """Live lines that point to a line: (register, field, uid)."""
    found: list[tuple[str, str, UUID]] = []
    for register in REGISTERS.values():
        for spec in register.stored:
            if spec.kind is Kind.LINK and spec.links_to == key:
                sql = (
                    f"SELECT t.uid FROM {register.key} t WHERE t.{spec.key} ="
                    f" (SELECT id FROM {key} WHERE uid = ?) AND t.deleted_at IS NULL LIMIT 1000"
                )
                rows = connection.exec_driver_sql(sql, (uid.bytes,))
                found.extend((register.key, spec.key, UUID(bytes=bytes(row[0]))) for row in rows)
    return found


def links_to_removed(connection: Connection, register: Register, spec: FieldSpec, uids: Sequence[bytes]) -> bool:
    """Whether any of some live lines points to a removed one."""
    for start in range(0, len(uids), BATCH):
        part = uids[start : start + BATCH]
        sql = (
            f"SELECT 1 FROM {register.key} t JOIN {spec.links_to} l ON l.id = t.{spec.key} WHERE t.deleted_at IS NULL"
            f" AND l.deleted_at IS NOT NULL AND t.uid IN ({','.join('?' * len(part))}) LIMIT 1"
        )
        if connection.exec_driver_sql(sql, tuple(part)).fetchone() is not None:
            return True
    return False
