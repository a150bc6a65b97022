"""Keys that put the lines of a register in the order officers expect."""

from datetime import date

from antq_desktop.domain.collation import name_sort_key, sort_key
from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.fields import FieldSpec, Register, Value


def _part(spec: FieldSpec, value: Value, sort_as: Value) -> bytes:
    if value is None:
        return b"\xff"
    if isinstance(value, bool):
        return b"\x01" if value else b"\x02"
    if isinstance(value, int):
        return (value + (1 << 62)).to_bytes(8, "big")
    if isinstance(value, date | ImpreciseDate):
        return (value.isoformat() if isinstance(value, date) else value.iso).encode()
    if isinstance(value, str):
        if spec.name:
            return name_sort_key(value, sort_as if isinstance(sort_as, str) else None)
        return sort_key(value)
    return b""


def order_key(register: Register, values: dict[str, Value]) -> bytes:
    """Key of one line by the fields its register names in `sort`.

    Names of persons are ordered by given name unless `sort_as` says otherwise; empty values come last.
    """
    sort_as = values.get("sort_as")
    parts = (_part(register.fields[key], values.get(key), sort_as) for key in register.sort)
    return b"\x00\x00".join(parts)


def search_texts(register: Register, values: dict[str, Value]) -> tuple[str, ...]:
    """Texts of a line that searching looks into, names first."""
    found = (values.get(key) for key in register.search)
    return tuple(str(value) for value in found if value)
