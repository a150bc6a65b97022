"""Records, values and tables as scripts and people read them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.fields import Record, Register, Value, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services.meaning import texts_of
from antq_desktop.services.office import Office
from antq_desktop.storage import naming


def plain(value: Value) -> Any:
    """A value as JSON has it: dates ISO, uids as text, sets as sorted lists."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ImpreciseDate):
        return value.iso
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    return list(value) if isinstance(value, tuple) else value


def told(office: Office, register: Register, records: Sequence[Record]) -> list[dict[str, Any]]:
    """Records for scripts: register, id, title, fields, and what links are called."""
    with office.store.reading() as connection:
        titles = naming.headings(connection, register, [record.uid for record in records])
    texts = texts_of(office, register, records)
    found = []
    for record, text in zip(records, texts, strict=True):
        one: dict[str, Any] = {"register": register.key, "id": str(record.uid), "title": titles.get(record.uid, "")}
        for place, (key, value) in enumerate(values_of(record).items()):
            one[key] = plain(value)
            if register.fields[key].links_to is not None:
                one[f"{key}_title"] = text[place]
        found.append(one)
    return found


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """`field=value` words as a mapping.

    Raises:
        UsageError: a word without "=".
    """
    found = {}
    for text in texts:
        key, sign, value = text.partition("=")
        if not sign:
            raise UsageError(f"“{text[:60]}” không có dạng ô=giá_trị.", do='Ví dụ: name="Thôn Đông".')
        found[key.strip()] = value
    return found


def registers_told() -> list[dict[str, Any]]:
    """Every register with its fields."""
    return [
        {
            "key": register.key,
            "title": register.title,
            "parent": register.parent_register,
            "fields": [
                {
                    "key": spec.key,
                    "label": spec.label,
                    "kind": str(spec.kind),
                    "required": spec.required,
                    "links_to": spec.links_to,
                    "choices": spec.choices,
                }
                for spec in register.fields.values()
            ],
        }
        for register in REGISTERS.values()
    ]


def table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Lines of a plain table, columns as wide as their longest text."""
    cells = [list(headers), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(headers))]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells]
