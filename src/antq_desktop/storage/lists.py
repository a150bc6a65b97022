"""Lists of a register: filtered, sorted, read a window at a time, whether ten lines or a million.

The list knows only how many lines there are; a page is read when it is shown. In the register's own order, anchors
(order key and id of every 4096th line) make a jump to any place cheap. Lists that are narrowed or sorted otherwise and
looked at for longer than one page are `Ordered`, in a module of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Kind, Register
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.storage import search
from antq_desktop.storage.rows import Line, line_of, select_list
from antq_desktop.storage.sensitive import UNSEARCHED

STEP = 4096


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows.

    Attributes:
        text: typed into the list's search box.
        equal: wanted values by field key; a link by uid, a choice by code; several are alternatives. None stands
            for "empty".
        initials: of the whole name of the lines, or empty for whatever they are.
        sort: field key to sort by, or None for the register's own order.
        descending: last first.
    """

    text: str = ""
    equal: dict[str, tuple[UUID | str | int | None, ...]] = field(default_factory=dict)
    sort: str | None = None
    descending: bool = False
    initials: str = ""


class Window:
    """A list opened on a connection's snapshot; cheap to make again when the register changes."""

    def __init__(self, connection: Connection, register: Register, query: Query):
        self._register = register
        self._query = query
        self._where, self._parameters = _where(register, query)
        self._anchors: list[tuple[bytes, int]] = []
        self.count = self._count(connection)

    def _count(self, connection: Connection) -> int:
        sql = f"SELECT count(*) FROM {self._register.key} t WHERE {self._where}"
        row = connection.exec_driver_sql(sql, tuple(self._parameters)).fetchone()
        return int(row[0]) if row is not None else 0

    @property
    def in_own_order(self) -> bool:
        """Whether the order is the register's own, for which there is an index."""
        return in_own_order(self._register, self._query)

    def lines(self, connection: Connection, start: int, length: int) -> list[Line]:
        """Lines from a place on."""
        sql = f"SELECT t.uid, t.ver, t.deleted_at, {select_list(self._register.key)} FROM {self._register.key} t"
        where, parameters, offset = self._seek(start)
        sql += f" WHERE {where} ORDER BY {self._order()} LIMIT ? OFFSET ?"
        rows = connection.exec_driver_sql(sql, (*parameters, length, offset))
        return [line_of(self._register, tuple(row)) for row in rows]

    def uids(self, connection: Connection) -> list[UUID]:
        """Uids of all lines in order, for print, export and selection."""
        sql = f"SELECT t.uid FROM {self._register.key} t WHERE {self._where} ORDER BY {self._order()}"
        rows = connection.exec_driver_sql(sql, tuple(self._parameters))
        return [UUID(bytes=bytes(row[0])) for row in rows]

    def place_of(self, connection: Connection, uid: UUID) -> int | None:
        """At which place of a list in its own order a line stands, or None if it is not in the list."""
        sql = f"SELECT t.sk, t.id FROM {self._register.key} t WHERE {self._where} AND t.uid = ?"
        row = connection.exec_driver_sql(sql, (*self._parameters, uid.bytes)).fetchone()
        if row is None:
            return None
        mine = (bytes(row[0]), int(row[1]))
        last_first = self._query.descending
        before = sum(anchor >= mine if last_first else anchor <= mine for anchor in self._anchors)
        where, parameters, _ = self._seek(max(0, before - 1) * STEP)
        where += f" AND (t.sk, t.id) {'>' if last_first else '<'} (?, ?)"
        sql = f"SELECT count(*) FROM {self._register.key} t WHERE {where}"
        counted = connection.exec_driver_sql(sql, (*parameters, *mine)).scalar()
        return max(0, before - 1) * STEP + int(counted or 0)

    def stays(self, connection: Connection, uid: UUID, place: int) -> bool:
        """Whether a line that was changed, the only one of its register, still stands at its place."""
        found = self.lines(connection, place, 1)
        return bool(found) and found[0].record.uid == uid

    def anchor(self, connection: Connection) -> bool:
        """Find one more anchor; False when there is none left. Call it between other work."""
        if not self.in_own_order or len(self._anchors) * STEP >= self.count:
            return False
        where, parameters, offset = self._seek(len(self._anchors) * STEP)
        sql = f"SELECT t.sk, t.id FROM {self._register.key} t WHERE {where} ORDER BY {self._order()} LIMIT 1 OFFSET ?"
        row = connection.exec_driver_sql(sql, (*parameters, offset)).fetchone()
        if row is None:
            return False
        self._anchors.append((bytes(row[0]), int(row[1])))
        return True

    def _order(self) -> str:
        direction = " DESC" if self._query.descending else ""
        if self._query.sort is None or self.in_own_order:
            return f"t.sk{direction}, t.id{direction}"
        return f"{_sort_expression(self._register, self._query.sort)}{direction} NULLS LAST, t.sk, t.id"

    def _seek(self, start: int) -> tuple[str, Sequence[object], int]:
        """Condition, parameters and remaining offset for reading from a place."""
        nearest = min(start // STEP, len(self._anchors) - 1)
        if nearest < 0 or not self.in_own_order:
            return self._where, self._parameters, start
        sign = "<=" if self._query.descending else ">="
        where = f"{self._where} AND (t.sk, t.id) {sign} (?, ?)"
        return where, [*self._parameters, *self._anchors[nearest]], start - nearest * STEP


def in_own_order(register: Register, query: Query) -> bool:
    """Whether a list is in its register's own order; sorting by the name that order begins with is the same."""
    if query.sort is None:
        return True
    return not query.descending and register.sort[:1] == (query.sort,) and register.fields[query.sort].name


def _sort_expression(register: Register, key: str) -> str:
    spec = register.fields[key]
    if spec.kind is Kind.LINK:
        return f"(SELECT l.sk FROM {spec.links_to} l WHERE l.id = t.{key})"
    if spec.name:
        return "t.sk" if register.sort[:1] == (key,) else f"vi_name_order(t.{key})"
    if spec.kind in {Kind.TEXT, Kind.LONG_TEXT}:
        return f"vi_order(t.{key})"
    if spec.hidden_below:
        return f"max(t.{key}, {spec.hidden_below - 1})"
    return f't."{key}"'


def _where(register: Register, query: Query) -> tuple[str, list[object]]:
    parts = ["t.deleted_at IS NULL"]
    parameters: list[object] = []
    for key, wanted in query.equal.items():
        part, values = _equal(register, key, wanted)
        parts.append(part)
        parameters.extend(values)
    if query.text.strip():
        part, values = _text_part(register, query.text)
        parts.append(part)
        parameters.extend(values)
    if query.initials:
        whole = search.whole_initials(query.initials, register)
        own, values = _among(register, [("search_folded", whole)] if whole else [])
        parts.append(f"t.uid IN ({own})" if own else "0")
        parameters.extend(values)
    return " AND ".join(parts), parameters


def _equal(register: Register, key: str, wanted: tuple[UUID | str | int | None, ...]) -> tuple[str, list[object]]:
    spec = register.fields[key]
    values = [value for value in wanted if value is not None]
    alternatives = []
    if None in wanted:
        alternatives.append(f"t.{key} IS NULL")
    if spec.kind is Kind.LINK and values:
        uids = [value.bytes for value in values if isinstance(value, UUID)]
        marks = ",".join("?" * len(uids))
        alternatives.append(f"t.{key} IN (SELECT id FROM {spec.links_to} WHERE uid IN ({marks}))")
        return f"({' OR '.join(alternatives)})", list(uids)
    if spec.kind in {Kind.LINK_SET, Kind.CHOICE_SET}:
        alternatives.extend(f"instr(t.{key}, ?) > 0" for _ in values)
        texts = [f'"{value.hex if isinstance(value, UUID) else value}"' for value in values]
        return f"({' OR '.join(alternatives) or '0'})", list(texts)
    if values:
        alternatives.append(f"t.{key} IN ({','.join('?' * len(values))})")
    plain = [value.hex if isinstance(value, UUID) else value for value in values]
    return f"({' OR '.join(alternatives) or '0'})", list(plain)


def _text_part(register: Register, text: str) -> tuple[str, list[object]]:
    """Condition for a typed text: a line's own words, or those of a linked line that names it.

    It names the lines by id, so that they are looked up from what the search found; a condition on each line would
    have every line of the register read.
    """
    found: list[str] = []
    parameters: list[object] = []
    own, values = _among(register, search.matches(text, register))
    if own:
        found.append(f"SELECT w.id FROM {register.key} w WHERE w.uid IN ({own})")
        parameters.extend(values)
    for key in register.heading:
        linked = register.fields[key].links_to
        if linked is None:
            continue
        part, values = _among(REGISTERS[linked], search.matches(text, REGISTERS[linked]))
        if part:
            ids = f"SELECT l.id FROM {linked} l WHERE l.uid IN ({part})"
            found.append(f"SELECT w.id FROM {register.key} w WHERE w.{key} IN ({ids})")
            parameters.extend(values)
    return f"t.id IN ({' UNION ALL '.join(found)})" if found else "0", parameters


def _among(register: Register, tiers: Sequence[tuple[str, str]]) -> tuple[str, list[object]]:
    """Statement for the uids of lines that one of the tiers of a search finds."""
    if not tiers:
        return "", []
    union = " UNION ".join(f"SELECT rowid FROM {table} WHERE {table} MATCH ?" for table, _ in tiers)
    sql = f"SELECT e.uid FROM search_entry e WHERE e.register = ? AND e.id IN ({union})"
    if register.key in UNSEARCHED:
        sql += f" AND e.uid NOT IN ({UNSEARCHED[register.key]})"
    return sql, [register.key, *(expression for _, expression in tiers)]
