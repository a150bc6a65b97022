"""Values on their way to columns and to the journal, and back; one canonical form for each kind of field."""

import json
from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any, cast
from uuid import UUID

from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.fields import FieldSpec, Kind, Record, Register, Value

Cell = str | int | bytes | None


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """JSON with sorted keys and no blanks, the text that digests are taken of."""
    return _ENCODER.encode(value)


def _sorted_texts(value: Any) -> list[str]:
    return sorted(item.hex if isinstance(item, UUID) else str(item) for item in value)


def to_json(spec: FieldSpec, value: Value) -> Any:
    """Value as the journal and the state hash see it; None for everything empty."""
    if value is None or value in {frozenset(), ()}:
        return None
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ImpreciseDate):
        return value.iso
    if isinstance(value, frozenset):
        return _sorted_texts(value)
    if isinstance(value, tuple):
        return list(value)
    return bool(value) if spec.kind is Kind.FLAG else value


def from_json(spec: FieldSpec, value: Any) -> Value:
    """Undo `to_json`."""
    if value is None:
        return spec.empty
    reader = _FROM_JSON.get(spec.kind)
    return cast("Value", reader(value) if reader is not None else value)


_FROM_JSON: dict[Kind, Callable[[Any], Any]] = {
    Kind.LINK: lambda value: UUID(hex=value),
    Kind.DATE: date.fromisoformat,
    Kind.IMPRECISE_DATE: ImpreciseDate.from_iso,
    Kind.LINK_SET: lambda value: frozenset(UUID(hex=item) for item in value),
    Kind.CHOICE_SET: frozenset,
    Kind.ATTACHMENTS: tuple,
    Kind.FLAG: bool,
}


def to_cell(spec: FieldSpec, value: Value) -> Cell:
    """Value as its column keeps it; a link as the 16 bytes of the uid, which the statement turns into an id."""
    if isinstance(value, UUID):
        return value.bytes
    if spec.kind is Kind.FLAG:
        return int(bool(value))
    plain = to_json(spec, value)
    return canonical(plain) if isinstance(plain, list) else plain


def from_cell(spec: FieldSpec, cell: Any) -> Value:
    """Undo `to_cell`; a link comes as the 16 bytes of the uid."""
    if cell is None:
        return spec.empty
    if spec.kind is Kind.LINK:
        return UUID(bytes=bytes(cell))
    if spec.kind in {Kind.LINK_SET, Kind.CHOICE_SET, Kind.ATTACHMENTS}:
        return from_json(spec, json.loads(cell))
    return from_json(spec, cell)


_TO_JSON: dict[Kind, Callable[[Any], Any]] = {
    Kind.LINK: lambda value: value.hex,
    Kind.DATE: date.isoformat,
    Kind.IMPRECISE_DATE: lambda value: value.iso,
    Kind.LINK_SET: lambda value: _sorted_texts(value) or None,
    Kind.CHOICE_SET: lambda value: _sorted_texts(value) or None,
    Kind.ATTACHMENTS: lambda value: list(value) or None,
    Kind.FLAG: bool,
}
_TO_CELL: dict[Kind, Callable[[Any], Cell]] = {
    Kind.DATE: date.isoformat,
    Kind.IMPRECISE_DATE: lambda value: value.iso,
    Kind.LINK_SET: lambda value: canonical(_sorted_texts(value)) if value else None,
    Kind.CHOICE_SET: lambda value: canonical(_sorted_texts(value)) if value else None,
    Kind.ATTACHMENTS: lambda value: canonical(list(value)) if value else None,
    Kind.FLAG: int,
}


class BulkCodec:
    """Turns many records of one register into cells and first values; the kinds are looked up once."""

    def __init__(self, register: Register):
        keys = tuple(register.fields)
        self._keys = keys
        self._get = attrgetter(*keys, "uid")
        self._cells = tuple(_TO_CELL.get(spec.kind) for spec in register.fields.values())
        self._texts = tuple(
            (place, spec.key, _TO_JSON.get(spec.kind))
            for place, spec in enumerate(register.fields.values())
            if spec.projected is None
        )

    def values(self, record: Record) -> tuple[Value, ...]:
        """Values in the order of the fields."""
        found: tuple[Value, ...] = self._get(record)[:-1]
        return found

    def named(self, values: tuple[Value, ...]) -> dict[str, Value]:
        """Values by field key."""
        return dict(zip(self._keys, values, strict=True))

    def cells(self, values: tuple[Value, ...]) -> list[Any]:
        """Cells as `to_cell` makes them, but links as they are."""
        return [
            value if turn is None or value is None else turn(value)
            for turn, value in zip(self._cells, values, strict=True)
        ]

    def first(self, values: tuple[Value, ...]) -> dict[str, Any]:
        """First values for the journal: stored fields that are not empty, as `to_json` makes them."""
        found = {}
        for place, key, turn in self._texts:
            value: Any = values[place]
            if value is None:
                continue
            plain = value if turn is None else turn(value)
            if plain is not None:
                found[key] = plain
        return found
