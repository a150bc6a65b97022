"""Finding lines by what officers call them, and calling lines by their names.

Residential areas are compared without case, marks and the word of their kind, so that "thôn đông hạ" finds
"Thôn Đông Hạ" and "Đông Hạ" alike.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Kind, Register
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.text import fold

_AREA_WORDS = re.compile(
    r"^(?:khu dan cu|kdc|to dan pho|tdp|khu pho|kp|thon|lang|ban|ap|buon|bon|phum|soc|khom|xom|khoi|to|so)\s+"
)
_ANY_KIND = frozenset({"khu dan cu", "kdc", "so"})
_SHORT_KINDS = {"tdp": "to dan pho", "to": "to dan pho", "kp": "khu pho", "bon": "buon"}
CODES = {"member_organization": "code", "unit": "code", "pledge_template": "code", "officer": "login"}


def area_key(name: str) -> str:
    """Folded name of a residential area without the word of its kind."""
    folded = fold(name)
    shortened = folded
    while (cut := _AREA_WORDS.sub("", shortened)) != shortened:
        shortened = cut
    return shortened or folded


def area_kind(name: str) -> str:
    """Folded word of an area's kind; empty where none is said, or only that it is a residential area."""
    rest = fold(name)
    while found := _AREA_WORDS.match(rest):
        word = found.group().strip()
        if word not in _ANY_KIND:
            return _SHORT_KINDS.get(word, word)
        rest = rest[found.end() :]
    return ""


def heading_sql(register: Register, alias: str = "t") -> str:
    """SQL of what a line is called: its own heading fields, or those of the lines they link to."""
    parts = []
    for key in register.heading:
        spec = register.fields[key]
        if spec.kind is Kind.LINK:
            linked, inner = REGISTERS[spec.links_to or ""], f"{alias}l"
            first = linked.heading[0]
            deeper = linked.fields[first].kind is Kind.LINK
            said = heading_sql(linked, inner) if deeper else f"{inner}.{first}"
            parts.append(f"coalesce((SELECT {said} FROM {linked.key} {inner} WHERE {inner}.id = {alias}.{key}), '')")
        elif spec.hidden_below:
            shown = (
                f"CASE WHEN {alias}.{key} < {spec.hidden_below} THEN '{spec.in_place_of_hidden}' ELSE {alias}.{key} END"
            )
            parts.append(f"coalesce({shown}, '')")
        elif spec.kind is Kind.DATE:
            parts.append(f"coalesce(strftime('%d/%m/%Y', {alias}.{key}), '')")
        else:
            parts.append(f"coalesce({alias}.{key}, '')")
    joined = (f"CASE {part} WHEN '' THEN '' ELSE {part} || ' – ' END" for part in parts)
    return f"rtrim({' || '.join(joined)}, ' –')"


def headings(connection: Connection, register: Register, uids: Iterable[UUID]) -> dict[UUID, str]:
    """What lines are called, by uid; removed ones too."""
    found: dict[UUID, str] = {}
    wanted = [uid.bytes for uid in uids]
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ",".join("?" * len(part))
        sql = f"SELECT t.uid, {heading_sql(register)} FROM {register.key} t WHERE t.uid IN ({marks})"
        for uid, text in connection.exec_driver_sql(sql, tuple(part)):
            found[UUID(bytes=bytes(uid))] = str(text).strip(" –")
    return found


def called(connection: Connection, register: Register, text: str, *, removed: bool = False) -> tuple[UUID, ...]:
    """Lines a text may mean: by uid, by code, by name, by the whole heading; several when the name is not enough.

    Args:
        connection: a reading transaction.
        register: where they stand.
        text: as typed.
        removed: look among removed lines instead of live ones.
    """
    by_uid = _by_uid(connection, register, text, removed=removed)
    if by_uid:
        return by_uid
    code = CODES.get(register.key)
    if code is not None:
        found = _where(connection, register, f"t.{code} = ? COLLATE NOCASE", text, removed=removed)
        if found:
            return found
    key = register.heading[0]
    if register.fields[key].kind is Kind.LINK:
        return ()
    exact = _where(connection, register, f"t.{key} = ?", text, removed=removed)
    found = exact or _by_folded(connection, register, text, removed=removed)
    return found or _by_heading(connection, register, text, removed=removed)


def _by_uid(connection: Connection, register: Register, text: str, *, removed: bool) -> tuple[UUID, ...]:
    try:
        uid = UUID(text)
    except ValueError:
        return ()
    return _where(connection, register, "t.uid = ?", uid.bytes, removed=removed)


def _standing(*, removed: bool) -> str:
    return f"t.deleted_at IS {'NOT ' if removed else ''}NULL"


def _where(
    connection: Connection, register: Register, condition: str, value: str | bytes, *, removed: bool
) -> tuple[UUID, ...]:
    standing = _standing(removed=removed)
    sql = f"SELECT t.uid FROM {register.key} t WHERE {standing} AND {condition} ORDER BY t.sk LIMIT 50"
    return tuple(UUID(bytes=bytes(row[0])) for row in connection.exec_driver_sql(sql, (value,)))


def _by_heading(connection: Connection, register: Register, text: str, *, removed: bool) -> tuple[UUID, ...]:
    """Lines that lists call so, as “Nguyễn Văn An – Thôn Đông”, which tells households of one name apart."""
    name, dash, _ = text.partition(" – ")
    known = _by_folded(connection, register, name, removed=removed) if dash else ()
    whole = headings(connection, register, known)
    return tuple(uid for uid in known if fold(whole[uid]) == fold(text))


def _by_folded(connection: Connection, register: Register, text: str, *, removed: bool) -> tuple[UUID, ...]:
    """Small registers and removed lines are compared whole; households go by the search index."""
    key = area_key if register.key == "residential_area" else fold
    wanted = key(text)
    columns = [spec.key for spec in register.fields.values() if spec.key in {"name", "short_name", "aliases", "title"}]
    if register.heading[0] not in columns:
        columns.insert(0, register.heading[0])
    sql = f"SELECT t.uid, {', '.join(f't.{column}' for column in columns)} FROM {register.key} t"
    sql += f" WHERE {_standing(removed=removed)}"
    if register.fields[register.heading[0]].name and not removed:
        sql += " AND t.uid IN (SELECT e.uid FROM search_entry e WHERE e.f LIKE ?)"
        rows = connection.exec_driver_sql(sql + " ORDER BY t.sk LIMIT 50", (f"{wanted} %",))
    else:
        rows = connection.exec_driver_sql(sql + " ORDER BY t.sk")
    found = []
    for uid, *texts in rows:
        names = [part for item in texts for part in str(item or "").split("|")]
        if wanted in {key(name) for name in names if name}:
            found.append(UUID(bytes=bytes(uid)))
    return tuple(found)
