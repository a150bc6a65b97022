"""Values on their way to columns and to the journal, and back; one canonical form for each kind of field."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, cast
from uuid import UUID

from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.fields import FieldSpec, Kind, Value

Cell = str | int | bytes | None


def canonical(value: object) -> str:
    """JSON with sorted keys and no blanks, the text that digests are taken of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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
        return _empty(spec)
    reader = _FROM_JSON.get(spec.kind)
    return cast("Value", reader(value) if reader is not None else value)


def _empty(spec: FieldSpec) -> Value:
    if spec.kind in {Kind.CHOICE_SET, Kind.LINK_SET}:
        return frozenset()
    if spec.kind is Kind.ATTACHMENTS:
        return ()
    return False if spec.kind is Kind.FLAG else None


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
        return _empty(spec)
    if spec.kind is Kind.LINK:
        return UUID(bytes=bytes(cell))
    if spec.kind in {Kind.LINK_SET, Kind.CHOICE_SET, Kind.ATTACHMENTS}:
        return from_json(spec, json.loads(cell))
    return from_json(spec, cell)
