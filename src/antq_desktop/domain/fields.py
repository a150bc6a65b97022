"""What a column means: kinds of fields, registers and records. Everything else derives from these.

A register is one frozen dataclass whose annotations carry a `field(…)`; the type and whether it may be
empty are read from the annotation, so nothing is said twice.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from antq_desktop.domain.dates import ImpreciseDate

Value = str | int | bool | date | UUID | ImpreciseDate | frozenset[str] | frozenset[UUID] | tuple[str, ...] | None


class Kind(StrEnum):
    """The fixed set of field kinds; what they cannot say is a hand-written screen."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    CHOICE = "choice"
    CHOICE_SET = "choice_set"
    LINK = "link"
    LINK_SET = "link_set"
    DATE = "date"
    IMPRECISE_DATE = "imprecise_date"
    FLAG = "flag"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """Data about one field; no callables, no colours.

    Attributes:
        key: name of the attribute.
        label: what officers read.
        kind: one of the fixed set.
        required: whether it may be empty.
        choices: key of the list of choices, for the two kinds of choice.
        links_to: key of the register linked to.
        in_list: whether lists show it at first.
        personal: names a person or a way to reach one; kept out of logs and packages.
        never_leaves: phone and note: never on paper, in a workbook or in a package.
        aliases: other column headings of real workbooks.
        unit: what a number counts.
        help: a sentence under the field in forms.
        group: heading of the group in the form.
        projected: `child.field` when the value is that of the open row of a dated child register;
            `child.open` for a flag telling whether such a row is open.
        most: characters a text may have when it is typed or imported; the usual number of its kind where 0. What is
            longer in a store stays as it is until somebody changes it.
        name: a person's name: cleaned, re-cased and sorted as such.
        stamped: written by the program when the line is made or dealt with; nobody types it.
        hidden_below: counts of persons smaller than this are shown as "dưới …" everywhere but in the form.
        free: written freely about a model or a club: of sensitive ones it stands in form and dossier only.
        ends: what a value here says of the line (“đã hủy”), of a flag that it does not hold (“không còn cư trú”): it
            stands in its register and counts no more.
    """

    key: str
    label: str
    kind: Kind
    required: bool
    choices: str | None = None
    links_to: str | None = None
    in_list: bool = True
    personal: bool = False
    never_leaves: bool = False
    aliases: tuple[str, ...] = ()
    unit: str = ""
    help: str = ""
    group: str = ""
    projected: str | None = None
    most: int = 0
    name: bool = False
    long: bool = False
    stamped: bool = False
    hidden_below: int = 0
    free: bool = False
    ends: str = ""

    def hides(self, value: object) -> bool:
        """Whether a value is a count too small to be shown."""
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < self.hidden_below

    @property
    def in_place_of_hidden(self) -> str:
        """What stands where a count is hidden."""
        return f"dưới {self.hidden_below}"

    @property
    def empty(self) -> Value:
        """What stands where nothing was said."""
        if self.kind in {Kind.CHOICE_SET, Kind.LINK_SET}:
            return frozenset()
        if self.kind is Kind.ATTACHMENTS:
            return ()
        return False if self.kind is Kind.FLAG else None

    @property
    def typed(self) -> bool:
        """Whether officers type it."""
        return not self.derived and not self.stamped

    @property
    def derived(self) -> bool:
        """Whether the program works it out from dated rows, so that nobody types it."""
        return (self.projected or "").endswith(".open")


def field(
    label: str,
    *,
    choices: str | None = None,
    links_to: str | None = None,
    **data: Any,
) -> FieldSpec:
    """Describe a field inside `Annotated`; key, kind and `required` are filled in from the annotation."""
    return FieldSpec(key="", label=label, kind=Kind.TEXT, required=False, choices=choices, links_to=links_to, **data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of a register. Records are values: they cross every wall and never change."""

    uid: UUID


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found.

    Attributes:
        field: key of the field at fault, or an empty text for the whole record.
        message: one Vietnamese sentence.
        code: stable code for scripts.
        warning: whether the record may be saved all the same.
    """

    field: str
    message: str
    code: str = "rule"
    warning: bool = False


Rule = Callable[[Any, date], Problem | None]


@dataclass(frozen=True, slots=True)
class Rivals:
    """Which spells of one record exclude each other: those that agree in a field.

    Attributes:
        field: its key.
        only: the one value that can stand but once; any value when left out.
        words: what to say when it would stand twice, with a place for the days of the other.
    """

    field: str
    only: str | None = None
    words: str = ""

    def agree(self, spell: Record, other: Record) -> bool:
        """Whether two spells may not hold at the same time."""
        value = getattr(spell, self.field)
        return value == getattr(other, self.field) and self.only in {None, value}


@dataclass(frozen=True, kw_only=True)
class Register:
    """A book of records of one kind.

    Attributes:
        key: stable key, also the table's name.
        title: name of the book.
        noun: what one line is ("hộ gia đình").
        record: dataclass of its lines.
        heading: fields that name a line in other places.
        sort: fields a list is ordered by at first; `name` fields order by given name.
        newest_first: whether a list begins at the end of that order.
        search: fields that searching looks into.
        parents: fields linking to the record this one is part of; where there are several, one of them is set.
        spell: whether rows are dated spells with `from_on` and `to_on` of their parent.
        rivals: which of these rows may not hold at the same time; all of one parent when left out.
        unique: sets of fields that should not repeat; checked by services, never by an index.
        rules: functions of (record, today) that find problems.
        group: where the window shows it ("registers", "groups", "places", "settings", "parts").
        private: lines name persons: they stand nowhere but with what they are part of; no list, search or sheet.
        key_data: seeded or managed by the program; officers do not add lines by hand.
        by_deed: set where lines come and go by deeds of their owners only: fields that may be put right by hand.
    """

    key: str
    title: str
    noun: str
    record: type[Record]
    heading: tuple[str, ...]
    sort: tuple[str, ...] = ()
    newest_first: bool = False
    search: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    spell: bool = False
    rivals: Rivals | None = None
    unique: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    group: str = "registers"
    private: bool = False
    key_data: bool = False
    by_deed: tuple[str, ...] | None = None

    @cached_property
    def fields(self) -> Mapping[str, FieldSpec]:
        """Specifications by key, in the order of the dataclass."""
        hints = get_type_hints(self.record, include_extras=True)
        specs = (spec_of(item.name, hints[item.name]) for item in dataclass_fields(self.record) if item.name != "uid")
        return types.MappingProxyType({spec.key: spec for spec in specs})

    @cached_property
    def stored(self) -> tuple[FieldSpec, ...]:
        """Fields that are written in the journal: all but the projected ones."""
        return tuple(spec for spec in self.fields.values() if spec.projected is None)

    @cached_property
    def projected(self) -> tuple[FieldSpec, ...]:
        """Fields whose value is that of an open child row."""
        return tuple(spec for spec in self.fields.values() if spec.projected is not None)

    @cached_property
    def ended_by(self) -> FieldSpec | None:
        """The field whose value says that a line counts no more, if there is one."""
        return next((spec for spec in self.fields.values() if spec.ends), None)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Registers its lines are parts of, each with the field that links there."""
        return types.MappingProxyType({self.fields[key].links_to or "": key for key in self.parents})

    def owner_of(self, record: Record) -> tuple[str, UUID] | None:
        """The register and the record a line is part of."""
        for owner, key in self.owners.items():
            uid = getattr(record, key)
            if uid is not None:
                return owner, uid
        return None

    def __str__(self) -> str:
        return self.key


def spec_of(key: str, annotation: object) -> FieldSpec:
    """Complete a specification from its annotation.

    Raises:
        TypeError: the annotation is not one of the fixed kinds.
    """
    if get_origin(annotation) is not Annotated:
        raise TypeError(f"{key} carries no field(…)")
    inner, spec = get_args(annotation)[:2]
    options = [inner]
    if get_origin(inner) in {Union, types.UnionType}:
        options = [option for option in get_args(inner) if option is not types.NoneType]
    required = options == [inner] and inner is not bool and get_origin(inner) not in {frozenset, tuple}
    values = {name: getattr(spec, name) for name in FieldSpec.__dataclass_fields__}
    values.update(key=key, kind=_kind(options[0], spec, key), required=required)
    return FieldSpec(**values)


def _kind(python_type: object, spec: FieldSpec, key: str) -> Kind:
    plain = {
        int: Kind.INTEGER,
        bool: Kind.FLAG,
        date: Kind.DATE,
        ImpreciseDate: Kind.IMPRECISE_DATE,
        UUID: Kind.LINK,
    }
    if python_type is str:
        if spec.choices is not None:
            return Kind.CHOICE
        return Kind.LONG_TEXT if spec.long else Kind.TEXT
    if get_origin(python_type) is frozenset:
        return Kind.LINK_SET if get_args(python_type) == (UUID,) else Kind.CHOICE_SET
    if get_origin(python_type) is tuple:
        return Kind.ATTACHMENTS
    for known, kind in plain.items():
        if python_type is known:
            return kind
    raise TypeError(f"{key}: {python_type!r} is not a kind of field")


def values_of(record: Record) -> dict[str, Value]:
    """Values of a record by field key, without its uid."""
    return {item.name: getattr(record, item.name) for item in dataclass_fields(record) if item.name != "uid"}
