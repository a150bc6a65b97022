"""What typed texts mean in this office, and what its values are called."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.catalogue import Catalogues
from antq_desktop.domain.dates import ImpreciseDate, show_date
from antq_desktop.domain.fields import FieldSpec, Kind, Record, Register, Value, values_of
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services.office import Office
from antq_desktop.storage import naming


@dataclass(frozen=True, slots=True)
class OfficeLookup:
    """The `Lookup` of an office: its catalogues and its registers."""

    office: Office

    def choice(self, list_key: str, text: str) -> str | None:
        """Code of a choice, or None."""
        return self.office.catalogues.find(list_key, text)

    def link(self, register: str, text: str) -> tuple[UUID, ...]:
        """Uids of the lines a text may mean."""
        with self.office.store.reading() as connection:
            return naming.called(connection, REGISTERS[register], text)


def heading(office: Office, register_key: str, uid: UUID) -> str:
    """What a record is called; an empty text if there never was one."""
    with office.store.reading() as connection:
        return naming.headings(connection, REGISTERS[register_key], [uid]).get(uid, "")


def show(office: Office, spec: FieldSpec, value: Value) -> str:
    """Text of one value as lists and papers write it."""
    names: dict[UUID, str] = {}
    links = _links_in(value)
    if links and spec.links_to is not None:
        with office.store.reading() as connection:
            names = naming.headings(connection, REGISTERS[spec.links_to], links)
    return text_of(office.catalogues, spec, value, names)


def _links_in(value: Value) -> list[UUID]:
    if isinstance(value, UUID):
        return [value]
    if isinstance(value, frozenset):
        return [item for item in value if isinstance(item, UUID)]
    return []


def text_of(catalogues: Catalogues, spec: FieldSpec, value: Value, names: Mapping[UUID, str]) -> str:
    """Text of one value when the names of links are known.

    Args:
        catalogues: for labels of choices.
        spec: the field.
        value: its value.
        names: names of linked lines by uid.
    """
    if isinstance(value, UUID):
        return names.get(value, "")
    if isinstance(value, frozenset):
        return ", ".join(sorted(_member(catalogues, spec, item, names) for item in value))
    if isinstance(value, str):
        return catalogues.label(spec.choices or "", value) if spec.kind is Kind.CHOICE else value
    return _plain(spec, value)


def _plain(spec: FieldSpec, value: bool | int | date | ImpreciseDate | tuple[str, ...] | None) -> str:
    if isinstance(value, bool):
        return "có" if value else ""
    if spec.hides(value):
        return spec.in_place_of_hidden
    if isinstance(value, int):
        return str(value) if spec.unit == "năm" else show_count(value)
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, tuple):
        return f"{len(value)} tệp" if value else ""
    return "" if value is None else str(value)


def _member(catalogues: Catalogues, spec: FieldSpec, item: str | UUID, names: Mapping[UUID, str]) -> str:
    if isinstance(item, UUID):
        return names.get(item, "")
    return catalogues.label(spec.choices or "", item)


def is_ended(register: Register, record: Record) -> bool:
    """Whether a line stands in its register and counts no more."""
    spec = register.ended_by
    return spec is not None and bool(getattr(record, spec.key)) != (spec.kind is Kind.FLAG)


def with_ending(register: Register, record: Record, texts: tuple[str, ...], said: str = "") -> tuple[str, ...]:
    """Texts of all fields of a line, the one that ends it with the word that says so, or with what is said instead."""
    spec = register.ended_by
    if spec is None or not is_ended(register, record):
        return texts
    place = list(register.fields).index(spec.key)
    return (*texts[:place], said or f"{spec.ends} {texts[place]}".strip(), *texts[place + 1 :])


Names = Callable[[str, Iterable[UUID]], Mapping[UUID, str]]


def texts_of(
    office: Office, register: Register, records: Iterable[Record], instead: Names | None = None
) -> list[tuple[str, ...]]:
    """Texts of all fields of many records, links named in one go for each register.

    Args:
        office: where.
        register: of the records.
        records: what to put into words.
        instead: other names for linked lines of a register than today's.
    """
    lines = [values_of(record) for record in records]
    wanted: dict[str, set[UUID]] = {}
    for spec in register.fields.values():
        if spec.links_to is not None:
            wanted.setdefault(spec.links_to, set()).update(
                uid for values in lines for uid in _links_in(values[spec.key])
            )
    names: dict[UUID, str] = {}
    with office.store.reading() as connection:
        for key, uids in wanted.items():
            names.update(naming.headings(connection, REGISTERS[key], uids))
            names.update(instead(key, uids) if instead else {})
    specs = tuple(register.fields.values())
    return [tuple(text_of(office.catalogues, spec, values[spec.key], names) for spec in specs) for values in lines]
