"""What is written freely about sensitive models and clubs stays at home: in their own form and dossier.

Lists, search, workbooks, copies, prints, histories and scripts ask here before a text goes on. See
docs/decisions/0017.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from antq_desktop.domain.changes import HistoryLine
from antq_desktop.domain.choices import BOARD
from antq_desktop.domain.fields import Kind, Record, Register, Value
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.group_member import GROUP_MEMBERS, GroupMember
from antq_desktop.services.meaning import Names, texts_of
from antq_desktop.services.office import Office
from antq_desktop.storage import rows, sensitive
from antq_desktop.storage.rows import Reading

WITHHELD = "(không đưa ra)"
NOTHING: frozenset[str] = frozenset()


class Withholding:
    """Which fields of lines of a register are not shown; asked of one snapshot.

    Args:
        connection: to read by.
        register: of the lines.
    """

    def __init__(self, connection: Reading, register: Register):
        self._register = register
        self._keys = frozenset(spec.key for spec in register.fields.values() if spec.free)
        self._groups = sensitive.groups(connection) if self._keys else frozenset()

    def keys(self, record: Record) -> frozenset[str]:
        """Keys of the fields of a line that are withheld."""
        owner = self._register.owner_of(record) if self._register.parents else (self._register.key, record.uid)
        return self._keys if owner is not None and owner[1] in self._groups else NOTHING

    def texts(self, record: Record, texts: Sequence[str]) -> tuple[str, ...]:
        """Texts of all fields of a line, those that are withheld covered; empty ones stay empty."""
        keys = self.keys(record)
        if not keys:
            return tuple(texts)
        return tuple(
            WITHHELD if text and key in keys else text for key, text in zip(self._register.fields, texts, strict=True)
        )


def leaving_texts(
    office: Office, register: Register, records: Sequence[Record], instead: Names | None = None
) -> list[tuple[str, ...]]:
    """As `meaning.texts_of`, for lists and whatever leaves: what is withheld is covered."""
    with office.store.reading() as connection:
        withholding = Withholding(connection, register)
    texts = texts_of(office, register, records, instead)
    return [withholding.texts(record, text) for record, text in zip(records, texts, strict=True)]


def covered(connection: Reading, lines: Sequence[HistoryLine]) -> list[HistoryLine]:
    """A history without what is withheld of sensitive groups, nor the names of their members.

    Args:
        connection: to read by.
        lines: of one record and its parts.
    """
    named = _ordinary(connection, lines)
    keys: dict[UUID, frozenset[str]] = {}
    for register in map(REGISTERS.__getitem__, {line.register for line in lines}):
        withholding = Withholding(connection, register)
        now = rows.many(connection, register, {line.uid for line in lines if line.register == register.key})
        keys |= {uid: withholding.keys(line.record) for uid, line in now.items()}
    for uid in named:
        keys[uid] = keys.get(uid, NOTHING) | {"full_name"}
    return [_covered(line, keys.get(line.uid, NOTHING)) for line in lines]


def _covered(line: HistoryLine, keys: Collection[str]) -> HistoryLine:
    if not keys:
        return line
    register = REGISTERS[line.register]
    operation = replace(line.operation, reason=WITHHELD) if line.operation.reason else line.operation
    values = {key: _cover(register, key, value) if key in keys else value for key, value in line.values.items()}
    line = replace(line, operation=operation, values=values)
    if line.field not in keys:
        return line
    before, after = (_cover(register, line.field, value) for value in (line.before, line.after))
    return replace(line, before=before, after=after)


def _cover(register: Register, key: str, value: Value) -> Value:
    return WITHHELD if value is not None and register.fields[key].kind is not Kind.LINK else None


def _ordinary(connection: Reading, lines: Sequence[HistoryLine]) -> set[UUID]:
    """Members of sensitive groups who are not of the board, or were not at some time."""
    members = {line.uid for line in lines if line.register == GROUP_MEMBERS.key}
    if not members:
        return set()
    groups = sensitive.groups(connection)
    roles: dict[UUID, set[object]] = {
        uid: {line.record.role}
        for uid, line in rows.many(connection, GROUP_MEMBERS, members).items()
        if isinstance(line.record, GroupMember) and {line.record.point, line.record.club} & groups
    }
    for line in lines:
        if line.uid in roles:
            roles[line.uid] |= {line.values["role"]} if "role" in line.values else set()
            roles[line.uid] |= {line.before, line.after} if line.field == "role" else set()
    return {uid for uid, had in roles.items() if not had <= BOARD}


def heading(office: Office, register: Register, uid: UUID, said: str) -> str:
    """What a line is called, covered where that is withheld.

    Args:
        office: where.
        register: of the line.
        uid: the line.
        said: its name.
    """
    with office.store.reading() as connection:
        line = rows.get(connection, register, uid)
        if line is None:
            return said
        keys = Withholding(connection, register).keys(line.record)
        if isinstance(line.record, GroupMember) and line.record.role not in BOARD:
            owner = register.owner_of(line.record)
            keys |= {"full_name"} if owner is not None and owner[1] in sensitive.groups(connection) else NOTHING
    return WITHHELD if keys & set(register.heading) else said
