"""Erasing a record's personal values on request, everywhere they can be reached.

The row stays with a mark, so that counts stay true; values leave the table, the journal (whose digests stay, so that
the chain still verifies), the order keys and search entries, and by a checkpoint the write-ahead log. What was typed
freely in records that point to it goes too, and the titles and reasons of operations that named it. Uids of what was
erased stand in a file beside the database, to be erased again after a restore.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Kind, Register
from antq_desktop.domain.registers import REGISTERS, children_of
from antq_desktop.domain.text import fold
from antq_desktop.storage import projection, rows, settings
from antq_desktop.storage.journal import CREATED
from antq_desktop.storage.sealed_text import replace_file

MARK = "(đã xóa theo yêu cầu)"


def erase(connection: Connection, register: Register, uid: UUID) -> int:
    """Erase personal values of a record and of its dated rows, removed ones too, inside a writing transaction.

    Returns:
        Number of journal entries whose value was erased.
    """
    names = names_of(connection, register, uid)
    parts = _parts_of(connection, register, uid)
    about = _linked_to(connection, register, uid)
    erased = sum(_erase_personal(connection, each, line) for each, line in ((register, uid), *parts))
    erased += sum(_erase_free_text(connection, each, line) for each, line in about)
    _unname_operations(connection, {uid, *(line for _, line in (*parts, *about))}, names)
    _unname_choices(connection, names)
    return erased


def names_of(connection: Connection, register: Register, uid: UUID) -> tuple[str, ...]:
    """Every name a record and its dated rows have, or had in the journal."""
    found: dict[str, None] = {}
    for each, line in ((register, uid), *_parts_of(connection, register, uid)):
        keys = [spec.key for spec in each.fields.values() if spec.name]
        kept = rows.get(connection, each, line)
        found.update(dict.fromkeys(str(getattr(kept.record, key) or "") for key in keys if kept is not None))
        for field, value in connection.exec_driver_sql(
            "SELECT field, value FROM change WHERE uid = ? AND register = ? AND value IS NOT NULL",
            (line.bytes, each.key),
        ):
            said = json.loads(value)
            if field == CREATED:
                found.update(dict.fromkeys(str(said.get(key) or "") for key in keys))
            elif field in keys:
                found[str(said)] = None
    return tuple(name for name in found if name not in {"", MARK})


def _parts_of(connection: Connection, register: Register, uid: UUID) -> list[tuple[Register, UUID]]:
    return [
        part
        for child in children_of(register.key)
        for line in _pointing(connection, child, child.owners[register.key], register, uid)
        for part in ((child, line), *_parts_of(connection, child, line))
    ]


def _linked_to(connection: Connection, register: Register, uid: UUID) -> list[tuple[Register, UUID]]:
    """Lines of other registers that point to a record."""
    found: dict[UUID, Register] = {}
    for other in REGISTERS.values():
        for spec in other.stored:
            if spec.kind is Kind.LINK and spec.links_to == register.key:
                found.update(dict.fromkeys(_pointing(connection, other, spec.key, register, uid), other))
    return [(other, line) for line, other in found.items()]


def _pointing(connection: Connection, other: Register, key: str, register: Register, uid: UUID) -> list[UUID]:
    sql = f"SELECT t.uid FROM {other.key} t WHERE t.{key} = (SELECT id FROM {register.key} WHERE uid = ?)"
    return [UUID(bytes=bytes(row[0])) for row in connection.exec_driver_sql(sql, (uid.bytes,))]


def _erase_personal(connection: Connection, register: Register, uid: UUID) -> int:
    personal = [spec for spec in register.fields.values() if spec.personal]
    if not personal or rows.get(connection, register, uid) is None:
        return 0
    _overwrite(connection, register, uid, {spec.key: MARK if spec.name else None for spec in personal})
    keys = [CREATED, *(spec.key for spec in personal if spec.kind is not Kind.LINK)]
    marks = ",".join("?" * len(keys))
    return _forget(connection, uid, f"field IN ({marks})", keys)


def _erase_free_text(connection: Connection, register: Register, uid: UUID) -> int:
    """Erase what was typed freely; a mark stays where there was something, since rules may ask for it."""
    keys = [spec.key for spec in register.stored if spec.kind in {Kind.TEXT, Kind.LONG_TEXT} and not spec.personal]
    line = rows.get(connection, register, uid)
    if not keys or line is None:
        return 0
    filled = [key for key in keys if getattr(line.record, key)]
    if filled:
        _overwrite(connection, register, uid, dict.fromkeys(filled, MARK))
    marks = ",".join("?" * len(keys))
    began = " OR ".join("json_extract(value, ?) IS NOT NULL" for _ in keys)
    condition = f"(field IN ({marks}) OR (field = ? AND ({began})))"
    return _forget(connection, uid, condition, [*keys, CREATED, *(f"$.{key}" for key in keys)])


def _overwrite(connection: Connection, register: Register, uid: UUID, cells: dict[str, str | None]) -> None:
    sets = ", ".join(f"{key} = ?" for key in cells)
    connection.exec_driver_sql(
        f"UPDATE {register.key} SET ver = ver + 1, {sets} WHERE uid = ?", (*cells.values(), uid.bytes)
    )
    projection.settle(connection, register, [uid])


def _forget(connection: Connection, uid: UUID, condition: str, values: Sequence[str]) -> int:
    done = connection.exec_driver_sql(
        f"UPDATE change SET value = NULL, salt = NULL WHERE uid = ? AND salt IS NOT NULL AND {condition}",
        (uid.bytes, *values),
    )
    return int(done.rowcount)


def _unname_operations(connection: Connection, uids: set[UUID], names: Sequence[str]) -> None:
    """Take names out of titles, and reasons away from operations about the lines and from those that name them.

    Neither is part of the chain. The trigger that seals operations is taken down for this, and put back.
    """
    touching: set[int] = set()
    for uid in uids:
        found = connection.exec_driver_sql("SELECT DISTINCT operation FROM change WHERE uid = ?", (uid.bytes,))
        touching.update(int(row[0]) for row in found)
    told = [f" {fold(name)} " for name in names if len(name.split()) > 1]
    wanted: list[tuple[str, str | None, int]] = []
    for number, title, reason in connection.exec_driver_sql("SELECT id, title, reason FROM operation").fetchall():
        new = reason
        if reason and (number in touching or any(name in f" {fold(reason)} " for name in told)):
            new = MARK
        named = next((name for name in names if number in touching and title.endswith(f": {name}")), None)
        shown = title if named is None else title.removesuffix(named) + MARK
        if (shown, new) != (title, reason):
            wanted.append((shown, new, number))
    if not wanted:
        return
    seal = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = 'operation_is_sealed'").scalar_one()
    connection.exec_driver_sql("DROP TRIGGER operation_is_sealed")
    connection.exec_driver_sql("UPDATE operation SET title = ?, reason = ? WHERE id = ?", wanted)
    connection.exec_driver_sql(str(seal))


def _unname_choices(connection: Connection, names: Sequence[str]) -> None:
    """Drop what officers kept under a name of somebody erased: filters of lists."""
    told = [f" {fold(name)} " for name in names if len(name.split()) > 1]
    for key, text in settings.everything(connection).items():
        if not key.startswith("choice:") or text is None:
            continue
        known = json.loads(text)
        kept = {called: what for called, what in known.items() if not any(name in f" {fold(called)} " for name in told)}
        if kept != known:
            settings.write(connection, key, json.dumps(kept, ensure_ascii=False, sort_keys=True))


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
