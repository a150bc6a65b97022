"""Search without marks, exact marks first, by prefix and by initials, over every register.

Each line has one search entry: folded words (with a word for its register and the initials of names) and tone keys.
Five tiers, each in the order of the entries and cut at the limit: words with exactly the typed marks, then folded
words with the last one as prefix, then names whose initials are just what was typed, then those whose initials go on,
then initials from a later word of a name on, since "Thôn Cẩm Khê" is "ck" to those who live there. The latter are for
places, groups and the like, whose names are few and long, and not for persons. Among the first few hundred of a tier
those lines come first that begin with what was typed. Ranking scores are not used: they would look at every match.
Lines of sensitive models and clubs that have no other words than those written freely are not found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Kind, Register, Value
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.text import fold, has_marks, initials, tone_key
from antq_desktop.storage.codec import canonical
from antq_desktop.storage.order import search_texts
from antq_desktop.storage.sensitive import UNSEARCHED

_REGISTER_WORDS = {key: "§" + key.replace("_", "") for key in REGISTERS}
_INITIALS, _LATER_INITIALS = "¤", "·"
_MOST_INITIALS = 8
_LOOKED_AT = 400
_FIND = """
SELECT register, uid FROM (
    SELECT e.id, e.register, e.uid, e.{text} AS said FROM {table} JOIN search_entry e ON e.id = {table}.rowid
    WHERE {table} MATCH ? {only} {hidden} LIMIT ?
) ORDER BY instr(said || ' ', ?) <> 1, instr(said, ?) <> 1, id LIMIT ?
"""
# All entries in one statement: FTS5 writes its index out before every statement that fires a trigger, which for
# statements of one line each takes four times as long.
_ENTER = (
    "INSERT INTO search_entry(register, uid, f, x)"
    " SELECT ?, unhex(value ->> 0), value ->> 1, value ->> 2 FROM json_each(?)"
)
_HIDDEN = " ".join(f"AND NOT (e.register = '{key}' AND e.uid IN ({sql}))" for key, sql in UNSEARCHED.items())
_LEAVE = "DELETE FROM search_entry WHERE uid IN (SELECT unhex(value) FROM json_each(?))"


def _named(register: Register) -> tuple[tuple[str, bool], ...]:
    """Fields found by initials, each with whether it is a person's name: names of persons, and what lines are called.

    What is written freely or about a person's home has none, so that no more of it can be guessed than by its words.
    """
    called = {*register.heading, *register.sort}
    specs = [register.fields[key] for key in register.search]
    plain = [spec for spec in specs if spec.kind is Kind.TEXT and not spec.free]
    return tuple((spec.key, spec.name) for spec in plain if spec.name or (spec.key in called and not spec.personal))


_NAMED = {key: _named(register) for key, register in REGISTERS.items()}


@dataclass(frozen=True, slots=True)
class Hit:
    """A found line."""

    register: str
    uid: UUID


def entry_texts(register: Register, values: dict[str, Value]) -> tuple[str, str] | None:
    """Folded and toned text of a line, or None when it has nothing to search for."""
    texts = search_texts(register, values)
    if not texts:
        return None
    whole = " ".join(texts)
    folded = [fold(whole), _REGISTER_WORDS[register.key]]
    for key, person in _NAMED[register.key]:
        name = str(values.get(key) or "")
        if person and name:
            folded.append(_INITIALS + initials(name))
        elif name:
            folded.extend(_initials_within(name))
    return " ".join(folded), tone_key(whole)


def _initials_within(name: str) -> Iterable[str]:
    """Initials of a whole name and from each later word of it on; the last word alone is found by its letters anyhow.

    As many letters of each as are looked for, however many are typed.
    """
    words = fold(name).split()
    begun = [initials(" ".join(words[place:]))[:_MOST_INITIALS] for place in range(len(words) - 1)]
    return [_INITIALS + whole for whole in begun[:1]] + [_LATER_INITIALS + later for later in dict.fromkeys(begun[1:])]


def enter(
    connection: Connection,
    register: Register,
    lines: Sequence[tuple[UUID, dict[str, Value]]],
    *,
    known_new: bool = False,
) -> None:
    """Write search entries of lines; lines without values lose theirs."""
    if not register.search:
        return
    if not known_new:
        connection.exec_driver_sql(_LEAVE, (canonical([uid.hex for uid, _ in lines]),))
    entries = [(uid.hex, *texts) for uid, values in lines if (texts := entry_texts(register, values)) is not None]
    connection.exec_driver_sql(_ENTER, (register.key, canonical(entries)))


def _quoted(words: Iterable[str], *, prefix: bool) -> str:
    parts = [f'"{word}"' for word in words]
    return " ".join(parts) + ("*" if prefix else "")


def matches(text: str, register: Register | None) -> list[tuple[str, str]]:
    """Tiers of a query as (FTS table, MATCH expression); empty for a text without letters or digits."""
    words = fold(text).split()
    if not words:
        return []
    only = f'"{_REGISTER_WORDS[register.key]}" ' if register is not None else ""
    tiers = []
    if has_marks(text):
        tiers.append(("search_toned", _quoted(tone_key(text).split(), prefix=False)))
    tiers.append(("search_folded", only + _quoted(words, prefix=not text.endswith(" "))))
    if len(words) == 1 and not words[0].isdigit():
        letters = words[0][:_MOST_INITIALS]
        begun = (only + _quoted([mark + letters], prefix=True) for mark in (_INITIALS, _LATER_INITIALS))
        tiers.extend(("search_folded", expression) for expression in begun)
    return tiers


def whole_initials(text: str, register: Register | None) -> str:
    """MATCH expression for lines whose initials are just what was typed; empty for what can be no initials."""
    words = fold(text).split()
    if len(words) != 1 or words[0].isdigit():
        return ""
    only = [] if register is None else [_REGISTER_WORDS[register.key]]
    return _quoted([*only, _INITIALS + words[0]], prefix=False)


def find(connection: Connection, text: str, register: Register | None = None, limit: int = 50) -> list[Hit]:
    """Find lines by what was typed.

    Args:
        connection: a reading transaction.
        text: as typed, with or without marks; the last word may be unfinished unless a blank follows it.
        register: only lines of this one.
        limit: how many at most.

    Returns:
        Hits without repetition, exact marks first, and names that begin so before others.
    """
    found: dict[UUID, Hit] = {}
    only, keys = ("", ()) if register is None else ("AND e.register = ?", (register.key,))
    tiers = matches(text, register)
    if whole := whole_initials(text, register):
        tiers.insert(-2, ("search_folded", whole))  # before those that go on, which hold them too
    for table, expression in tiers:
        toned = table == "search_toned"
        begin = tone_key(text) if toned else fold(text)
        sql = _FIND.format(table=table, text="x" if toned else "f", only=only, hidden=_HIDDEN)
        bound = (expression, *keys, max(limit, _LOOKED_AT), f"{begin} ", begin, limit)
        for key, uid in connection.exec_driver_sql(sql, bound):
            found.setdefault(UUID(bytes=bytes(uid)), Hit(key, UUID(bytes=bytes(uid))))
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def count(connection: Connection, text: str, register: Register | None = None) -> int:
    """Number of lines a query finds in all; each tier may add to the one before."""
    tiers = matches(text, register)
    if not tiers:
        return 0
    parts = " UNION ".join(f"SELECT rowid FROM {table} WHERE {table} MATCH ?" for table, _ in tiers)
    only = "" if register is None else " AND e.register = ?"
    parameters = tuple(expression for _, expression in tiers) + (() if register is None else (register.key,))
    sql = f"SELECT count(*) FROM search_entry e JOIN ({parts}) m ON m.rowid = e.id WHERE 1 {_HIDDEN}{only}"
    row = connection.exec_driver_sql(sql, parameters).fetchone()
    return int(row[0]) if row is not None else 0
