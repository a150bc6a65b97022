"""The life of a record in words: one step for each operation, with its fields before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from antq_desktop.domain.changes import HistoryLine, Operation
from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.dates import show_moment
from antq_desktop.domain.fields import FieldSpec, Register, Value
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import meaning, records, withholding
from antq_desktop.services.office import Office
from antq_desktop.storage import journal, naming, rows

FEW_ROWS = 20
ADDED, CHANGED, TAKEN, SAME = "thêm", "đổi", "bỏ", ""
ERASED = "đã xóa theo yêu cầu"
PROGRAM = "chương trình"


@dataclass(frozen=True, slots=True)
class FieldStep:
    """One field before and after a step.

    Attributes:
        part: what the row is called when it is a part of the record ("Cư trú của hộ: Đông Hạ"), or of whose it is when
            it is a part of another one ("Hộ: Lò Văn Bình – Đông Hạ"); else empty.
        label: of the field.
        before: in words; empty when there was nothing.
        after: in words.
        mark: `thêm`, `đổi`, `bỏ`, or empty when the field stayed.
    """

    part: str
    label: str
    before: str
    after: str
    mark: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one operation did to a record and its parts.

    Attributes:
        operation: it.
        who: name of the officer.
        when: in Viet Nam's time, dd/MM/yyyy HH:MM.
        title: what was done, with the word that it was taken back.
        fields: of every row it touched, changed or not, in the order of the register.
    """

    operation: Operation
    who: str
    when: str
    title: str
    fields: tuple[FieldStep, ...]

    @property
    def changed(self) -> tuple[FieldStep, ...]:
        """Only what differs."""
        return tuple(item for item in self.fields if item.mark)


_Row = dict[str, str]


class _Teller:
    """Puts lines into words; remembers rows as they stood, and names it has looked up."""

    def __init__(self, office: Office):
        self._office = office
        self._rows: dict[tuple[str, UUID], _Row] = {}
        self._names: dict[tuple[str, UUID], str] = {}

    def name(self, key: str, uid: UUID) -> str:
        if (key, uid) not in self._names:
            said = meaning.heading(self._office, key, uid)
            self._names[key, uid] = withholding.heading(self._office, REGISTERS[key], uid, said)
        return self._names[key, uid]

    def _part(self, own: tuple[str, UUID], key: str, uid: UUID) -> str:
        """What a row that was touched is called beside the record that is told of."""
        if uid == own[1]:
            return ""
        with self._office.store.reading() as connection:
            owner = _owner(connection, key, uid)
        if owner is None or owner == own or REGISTERS[owner[0]].owners:
            return f"{REGISTERS[key].title}: {self.name(key, uid)}"
        return f"{REGISTERS[owner[0]].noun.capitalize()}: {self.name(*owner)}"

    def fields(self, own: tuple[str, UUID], lines: Iterable[HistoryLine]) -> Iterable[FieldStep]:
        touched: dict[tuple[str, UUID], list[HistoryLine]] = {}
        for line in lines:
            touched.setdefault((line.register, line.uid), []).append(line)
        for (key, uid), mine in touched.items():
            register = REGISTERS[key]
            before = self._rows.get((key, uid), {})
            after = dict(before)
            for line in mine:
                after.update(self._said(register, line))
            self._rows[key, uid] = after
            yield from _compared(register, self._part(own, key, uid), before, after)

    def _said(self, register: Register, line: HistoryLine) -> _Row:
        if line.field == journal.DELETED:
            return {journal.DELETED: "đã xóa" if line.after else ""}
        if line.field != journal.CREATED:
            return {line.field: ERASED if line.erased else self._text(register.fields[line.field], line.after)}
        shown = (spec for spec in register.stored if spec.key in line.values and spec.key not in register.parents)
        return {spec.key: self._text(spec, line.values[spec.key]) for spec in shown} or {"*": ERASED}

    def _text(self, spec: FieldSpec, value: Value) -> str:
        return meaning.show(self._office, spec, value)


def _compared(register: Register, part: str, before: _Row, after: _Row) -> Iterable[FieldStep]:
    if before.get(journal.DELETED, "") != after.get(journal.DELETED, ""):
        gone = bool(after.get(journal.DELETED))
        said = ("còn trong sổ", "đã xóa") if gone else ("đã xóa", "còn trong sổ")
        yield FieldStep(part, register.noun.capitalize(), *said, TAKEN if gone else ADDED)
    for key in (*register.fields, "*"):
        was, now = before.get(key, ""), after.get(key, "")
        if was or now:
            label = register.fields[key].label if key in register.fields else register.noun.capitalize()
            yield FieldStep(part, label, was, now, _mark(was, now))


def _mark(was: str, now: str) -> str:
    if was == now:
        return SAME
    if not was:
        return ADDED
    return CHANGED if now else TAKEN


def life(office: Office, register_key: str, uid: UUID) -> list[Step]:
    """Steps of a record, newest first; its dated rows are told with it.

    Args:
        office: where.
        register_key: of the record.
        uid: which.
    """
    teller = _Teller(office)
    steps = []
    lines = records.history(office, register_key, uid)
    for operation, mine in groupby(lines, key=lambda line: line.operation):
        fields = tuple(teller.fields((register_key, uid), mine))
        who = PROGRAM if operation.officer is None else teller.name("officer", operation.officer)
        when = operation.at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
        title = f"{operation.title} (đã hoàn tác)" if operation.undone else operation.title
        steps.append(Step(operation, who, when, title, fields))
    return steps[::-1]


def reach(office: Office, operation: UUID) -> int:
    """How many rows an operation wrote, all registers together: that many would be taken back with it."""
    with office.store.reading() as connection:
        return journal.rows_touched(connection, operation)


def named(office: Office, operation: UUID, title: str) -> str:
    """Title of an operation with the record it is about, if it is about one: "Thêm hộ – Lò Văn An – Thôn Đông"."""
    if not 0 < reach(office, operation) <= FEW_ROWS:
        return title
    with office.store.reading() as connection:
        places = dict.fromkeys((entry.register, entry.uid) for entry in journal.entries_of(connection, operation))
        owners = dict.fromkeys(owner for key, uid in places if (owner := _owner(connection, key, uid)) is not None)
        first = next(iter(owners), None)
        if first is None or sum(key == first[0] for key, _ in owners) > 1:
            return title
        name = naming.headings(connection, REGISTERS[first[0]], [first[1]]).get(first[1], "")
    said = name.split(" – ")[0]
    return f"{title} – {name}" if name and said not in title else title


def _owner(connection: rows.Reading, key: str, uid: UUID) -> tuple[str, UUID] | None:
    """The record that a row is, or is a part of."""
    register = REGISTERS[key]
    if not register.owners:
        return key, uid
    line = rows.get(connection, register, uid)
    return None if line is None else register.owner_of(line.record)


def in_words(office: Office, operation: Operation) -> str:
    """What an operation did, when, and how many rows it wrote: for whoever is asked about it."""
    count = show_count(reach(office, operation.uid))
    return f"“{named(office, operation.uid, operation.title)}” lúc {show_moment(operation.at)} ({count} dòng trong sổ)"
