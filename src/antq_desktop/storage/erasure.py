"""Erasing a record's personal values on request, everywhere they can be reached.

The row stays with a mark, so that counts stay true; values leave the table, the journal (whose digests stay, so that
the chain still verifies), the order keys and search entries, and by a checkpoint the write-ahead log. Uids of what was
erased stand in a file beside the database, to be erased again after a restore.
"""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Kind, Register
from antq_desktop.domain.registers import REGISTERS, children_of
from antq_desktop.storage import projection, rows
from antq_desktop.storage.journal import CREATED
from antq_desktop.storage.sealed_text import replace_file

MARK = "(đã xóa theo yêu cầu)"


def erase(connection: Connection, register: Register, uid: UUID) -> int:
    """Erase personal values of a record and of its dated rows, inside a writing transaction.

    Returns:
        Number of journal entries whose value was erased.
    """
    erased = _erase_one(connection, register, uid)
    for child in children_of(register.key):
        for line in _all_parts(connection, child, uid):
            erased += _erase_one(connection, child, line)
    return erased


def _all_parts(connection: Connection, child: Register, parent: UUID) -> list[UUID]:
    parent_id = f"(SELECT id FROM {child.parent_register} WHERE uid = ?)"
    sql = f"SELECT t.uid FROM {child.key} t WHERE t.{child.parent} = {parent_id}"
    return [UUID(bytes=bytes(row[0])) for row in connection.exec_driver_sql(sql, (parent.bytes,))]


def _erase_one(connection: Connection, register: Register, uid: UUID) -> int:
    personal = [spec for spec in register.fields.values() if spec.personal]
    if not personal or rows.get(connection, register, uid) is None:
        return 0
    sets = ", ".join(f"{spec.key} = ?" for spec in personal)
    cells = [MARK if spec.name else None for spec in personal]
    connection.exec_driver_sql(f"UPDATE {register.key} SET ver = ver + 1, {sets} WHERE uid = ?", (*cells, uid.bytes))
    projection.settle(connection, register, [uid])
    keys = [CREATED, *(spec.key for spec in personal if spec.kind is not Kind.LINK)]
    marks = ",".join("?" * len(keys))
    done = connection.exec_driver_sql(
        f"UPDATE change SET value = NULL, salt = NULL WHERE uid = ? AND salt IS NOT NULL AND field IN ({marks})",
        (uid.bytes, *keys),
    )
    return int(done.rowcount)


def optimize(connection: Connection) -> None:
    """Rewrite the search index, so that no erased word stays in it."""
    for table in ("search_folded", "search_toned"):
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES('optimize')")


def remembered(path: Path) -> list[tuple[str, UUID]]:
    """What was erased, as (register, uid), from the list beside the database."""
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="ascii").splitlines():
        key, _, text = line.partition(" ")
        if key in REGISTERS and len(text) == 32:
            found.append((key, UUID(hex=text)))
    return found


def remember(path: Path, entries: Iterable[tuple[str, UUID]]) -> None:
    """Add to the list beside the database."""
    known = dict.fromkeys((*remembered(path), *entries))
    text = "".join(f"{key} {uid.hex}\n" for key, uid in known)
    replace_file(path, text.encode("ascii"))
