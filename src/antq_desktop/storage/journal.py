"""The append-only journal: operations, changes, digests and the hash chain.

Creating a line writes one change (field `*`, all values), an edit one for each field, removal and return one with
field `deleted`. A digest is SHA-256 over a random salt and the change's canonical text, so that an erased value
leaves the chain verifiable and cannot be guessed from it. The chain runs per (device, epoch) over the digests.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.changes import HistoryLine, Operation
from antq_desktop.domain.fields import Register
from antq_desktop.domain.registers import REGISTERS, children_of
from antq_desktop.storage.codec import canonical, from_json

CREATED = "*"
DELETED = "deleted"
SALT_BYTES = 16
DIGEST_BYTES = 32


class Entry(NamedTuple):
    """One change as it is written.

    Attributes:
        register: key of the register.
        uid: the line.
        field: key, `*` or `deleted`.
        value: what JSON can hold, or None.
        parents: digests of the changes it replaces.
    """

    register: str
    uid: UUID
    field: str
    value: Any
    parents: tuple[bytes, ...] = ()


def digest_of(operation: str, entry: Entry, text: str | None, salt: bytes) -> bytes:
    """SHA-256 over the salt and everything the change says; `operation` is the hex of its uid."""
    parents = b"".join(entry.parents).hex()
    body = f"{operation}\x1f{entry.register}\x1f{entry.uid.hex}\x1f{entry.field}\x1f{text or ''}\x1f{parents}"
    return hashlib.sha256(salt + body.encode()).digest()


def write_entries(connection: Connection, operation_id: int, operation: UUID, entries: Sequence[Entry]) -> list[bytes]:
    """Append changes; returns their digests in order."""
    rows = []
    digests = []
    name = operation.hex
    salts = secrets.token_bytes(SALT_BYTES * len(entries))
    for place, entry in enumerate(entries):
        text = None if entry.value is None else canonical(entry.value)
        salt = salts[place * SALT_BYTES : (place + 1) * SALT_BYTES]
        digest = digest_of(name, entry, text, salt)
        parents = b"".join(entry.parents) or None
        rows.append((operation_id, entry.register, entry.uid.bytes, entry.field, text, parents, salt, digest))
        digests.append(digest)
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO change(operation, register, uid, field, value, parents, salt, digest)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    return digests


class ChainLink:
    """The next value of the hash chain, fed digest by digest."""

    def __init__(self, previous: bytes, operation: UUID, number: int):
        self.count = 0
        self._state = hashlib.sha256(previous + operation.bytes + number.to_bytes(8, "big"))

    def add(self, digests: Iterable[bytes]) -> None:
        """Take in digests of changes in the order they were written."""
        for digest in digests:
            self._state.update(digest)
            self.count += 1

    @property
    def value(self) -> bytes:
        """The link."""
        return self._state.digest()


def head(connection: Connection, register: str, uid: UUID, field: str) -> tuple[bytes, ...]:
    """Digest of the change that gave a field its present value; empty if it never had one."""
    row = connection.exec_driver_sql(
        "SELECT digest FROM change WHERE uid = ? AND register = ? AND field IN (?, ?) ORDER BY id DESC LIMIT 1",
        (uid.bytes, register, field, CREATED),
    ).fetchone()
    return () if row is None else (bytes(row[0]),)


_OPERATION_COLUMNS = (
    "o.uid, o.title, o.officer, o.role, o.reason, o.at, o.n,"
    " coalesce((SELECT u.kind = 'undo' FROM operation u WHERE u.target = o.id ORDER BY u.id DESC LIMIT 1), 0),"
    " o.kind"
)


def _operation(row: Sequence[Any]) -> Operation:
    uid, title, officer, role, reason, at, number, undone, kind = row
    return Operation(
        UUID(bytes=bytes(uid)),
        title,
        None if officer is None else UUID(bytes=bytes(officer)),
        role,
        reason,
        datetime.fromisoformat(at).astimezone(UTC),
        number,
        bool(undone),
        kind,
    )


def operations(connection: Connection, limit: int = 200, *, before: int | None = None) -> list[Operation]:
    """Latest operations first.

    Args:
        connection: a reading transaction.
        limit: how many at most.
        before: only those with a smaller row number, to read on.
    """
    sql = f"SELECT {_OPERATION_COLUMNS} FROM operation o WHERE o.id < ? ORDER BY o.id DESC LIMIT ?"
    return [_operation(row) for row in connection.exec_driver_sql(sql, (before or 1 << 62, limit))]


def operation(connection: Connection, uid: UUID) -> Operation | None:
    """One operation by its uid."""
    sql = f"SELECT {_OPERATION_COLUMNS} FROM operation o WHERE o.uid = ?"
    row = connection.exec_driver_sql(sql, (uid.bytes,)).fetchone()
    return None if row is None else _operation(row)


def entries_of(connection: Connection, uid: UUID) -> list[Entry]:
    """Changes of an operation in the order they were written."""
    rows = connection.exec_driver_sql(
        "SELECT register, uid, field, value, parents FROM change"
        " WHERE operation = (SELECT id FROM operation WHERE uid = ?) ORDER BY id",
        (uid.bytes,),
    )
    return [_entry(row) for row in rows]


def reasons(connection: Connection, officer: UUID, limit: int) -> list[tuple[str, str]]:
    """Titles and reasons of an officer's latest operations that have a reason, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT title, reason FROM operation WHERE officer = ? AND reason <> '' ORDER BY id DESC LIMIT ?",
        (officer.bytes, limit),
    )
    return [(title, reason) for title, reason in rows]


def last(connection: Connection) -> int:
    """Row number of the latest operation; 0 for an empty journal."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM operation").scalar_one())


def count_after(connection: Connection, number: int) -> int:
    """How many operations came after the one with a row number."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM operation WHERE id > ?", (number,)).scalar_one())


def first_moment(connection: Connection) -> datetime | None:
    """When the first operation was done; None for an empty journal."""
    row = connection.exec_driver_sql("SELECT at FROM operation ORDER BY id LIMIT 1").fetchone()
    return None if row is None else datetime.fromisoformat(row[0])


def rows_touched(connection: Connection, uid: UUID) -> int:
    """How many rows an operation wrote."""
    row = connection.exec_driver_sql(
        "SELECT count(DISTINCT uid) FROM change WHERE operation = (SELECT id FROM operation WHERE uid = ?)",
        (uid.bytes,),
    ).fetchone()
    return 0 if row is None else int(row[0])


def _entry(row: Sequence[Any]) -> Entry:
    register, uid, field, value, parents = row
    cut = bytes(parents or b"")
    return Entry(
        register,
        UUID(bytes=bytes(uid)),
        field,
        None if value is None else json.loads(value),
        tuple(cut[start : start + DIGEST_BYTES] for start in range(0, len(cut), DIGEST_BYTES)),
    )


def replaces_erased(connection: Connection, entry: Entry) -> bool:
    """Whether a value that a change replaced was erased on request; looked for among the changes of its record."""
    sql = "SELECT salt IS NULL FROM change WHERE uid = ? AND digest = ?"
    found = (connection.exec_driver_sql(sql, (entry.uid.bytes, parent)).fetchone() for parent in entry.parents)
    return any(row is not None and bool(row[0]) for row in found)


def value_before(connection: Connection, entry: Entry) -> Any:
    """What a field held before a change: the value of the change it replaces."""
    if not entry.parents:
        return None
    row = connection.exec_driver_sql(
        "SELECT field, value FROM change WHERE digest = ? AND uid = ?", (entry.parents[0], entry.uid.bytes)
    ).fetchone()
    return None if row is None else _value_of(entry.field, *row)


def _value_of(field: str, written: str, value: str | None) -> Any:
    """What a change left in a field: a change of the field itself, or the one that created the line."""
    if value is None:
        return None
    held = json.loads(value)
    return held.get(field) if written == CREATED else held


def history(connection: Connection, register: Register, uid: UUID) -> list[HistoryLine]:
    """Life of a line and of its parts, oldest first; of parts of others, the operations by which they name it."""
    own = {uid.bytes, *_parts(connection, register, uid.bytes)}
    uids = [*own, *(other for other in _naming(connection, register, uid.bytes) if other not in own)]
    marks = ",".join("?" * len(uids))
    rows = connection.exec_driver_sql(
        f"SELECT {_OPERATION_COLUMNS}, c.register, c.uid, c.field, c.value, c.parents, c.salt, c.digest"
        f" FROM change c JOIN operation o ON o.id = c.operation WHERE c.uid IN ({marks}) ORDER BY c.id",
        tuple(uids),
    ).fetchall()
    written = {bytes(row[15]): (row[11], row[12]) for row in rows}
    lines = [_history_line(tuple(row), written) for row in rows]
    naming = {(line.operation.uid, line.uid) for line in lines if _names(line, uid)}
    return [line for line in lines if line.uid.bytes in own or (line.operation.uid, line.uid) in naming]


def _links_aside(child: Register, register: Register) -> list[str]:
    """Fields of a part that name a line of a register it is no part of thereby: the household it split off from."""
    return [
        spec.key for spec in child.fields.values() if spec.links_to == register.key and spec.key not in child.parents
    ]


def _naming(connection: Connection, register: Register, uid: bytes) -> Iterator[bytes]:
    """Uids of parts of other lines that name a line."""
    for child in children_of(register.key):
        for link in _links_aside(child, register):
            sql = f"SELECT uid FROM {child.key} WHERE {link} = (SELECT id FROM {register.key} WHERE uid = ?)"
            yield from (bytes(row[0]) for row in connection.exec_driver_sql(sql, (uid,)).fetchall())


def _names(line: HistoryLine, uid: UUID) -> bool:
    """Whether a change of a part wrote that it names a line aside."""
    register = REGISTERS[line.register]
    said = line.values if line.field == CREATED else {line.field: line.after}
    return any(value == uid and key not in register.parents for key, value in said.items())


def _parts(connection: Connection, register: Register, uid: bytes) -> Iterator[bytes]:
    """Uids of all parts a line ever had, and of the parts of those."""
    for child in children_of(register.key):
        link = child.owners[register.key]
        sql = f"SELECT uid FROM {child.key} WHERE {link} = (SELECT id FROM {register.key} WHERE uid = ?)"
        for row in connection.exec_driver_sql(sql, (uid,)).fetchall():
            yield bytes(row[0])
            yield from _parts(connection, child, bytes(row[0]))


def _history_line(row: Sequence[Any], written: Mapping[bytes, tuple[str, str | None]]) -> HistoryLine:
    """A change in the life of a line; `written` are field and value of all its changes by their digests."""
    done = _operation(row[:9])
    entry = _entry(row[9:14])
    erased = row[14] is None
    register = REGISTERS[entry.register]
    if entry.field == CREATED:
        values = {
            key: from_json(register.fields[key], value)
            for key, value in (entry.value or {}).items()
            if key in register.fields
        }
        return HistoryLine(done, entry.register, entry.uid, CREATED, values=values, erased=erased)
    if entry.field == DELETED:
        return HistoryLine(done, entry.register, entry.uid, DELETED, after=bool(entry.value))
    spec = register.fields[entry.field]
    replaced = written.get(entry.parents[0]) if entry.parents else None
    before = from_json(spec, None if replaced is None else _value_of(entry.field, *replaced))
    after = from_json(spec, entry.value)
    return HistoryLine(done, entry.register, entry.uid, entry.field, before, after, erased=erased)


def broken_chains(connection: Connection) -> list[str]:
    """Operations at which a chain or a digest does not verify, as hex uids; empty when all is well."""
    broken = []
    state: dict[tuple[bytes, bytes], bytes] = {}
    rows = connection.exec_driver_sql("SELECT id, uid, device, epoch, n, chain FROM operation ORDER BY id")
    for operation_id, uid, device, epoch, number, chain in rows:
        known = UUID(bytes=bytes(uid))
        digests, intact = _digests(connection, operation_id, known)
        key = (bytes(device), bytes(epoch))
        link = ChainLink(state.get(key, b""), known, number)
        link.add(digests)
        if not intact or chain is None or link.value != bytes(chain):
            broken.append(known.hex)
        state[key] = bytes(chain or b"")
    return broken


def _digests(connection: Connection, operation_id: int, uid: UUID) -> tuple[list[bytes], bool]:
    intact = True
    digests = []
    rows = connection.exec_driver_sql(
        "SELECT register, uid, field, value, parents, salt, digest FROM change WHERE operation = ? ORDER BY id",
        (operation_id,),
    )
    for register, line, field, value, parents, salt, digest in rows:
        digests.append(bytes(digest))
        if salt is None:
            intact = intact and value is None
            continue
        entry = _entry((register, line, field, None, parents))
        intact = intact and digest_of(uid.hex, entry, value, bytes(salt)) == bytes(digest)
    return digests, intact
