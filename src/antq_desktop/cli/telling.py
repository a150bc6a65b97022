"""Records, values and tables as scripts and people read them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.fields import FieldSpec, Record, Register, Value, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services.meaning import texts_of
from antq_desktop.services.office import Office
from antq_desktop.services.withholding import WITHHELD, Withholding
from antq_desktop.storage import naming

WIDEST = 48
_WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True)
class Told:
    """A record in both ways: for scripts, and the texts of its fields in order."""

    data: dict[str, Any]
    texts: tuple[str, ...]


def plain(value: Value, spec: FieldSpec | None = None) -> Any:
    """A value as JSON has it: dates ISO, uids as text, sets as sorted lists; a count that its field hides is null."""
    if spec is not None and spec.hides(value):
        return None
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ImpreciseDate):
        return value.iso
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    return list(value) if isinstance(value, tuple) else value


def told(office: Office, register: Register, records: Sequence[Record], *, alone: bool = False) -> list[Told]:
    """Records with register, id, title, fields, and as `<field>_title` what links and hidden counts are called.

    Args:
        office: where.
        register: of the records.
        records: what to tell.
        alone: whether one record is looked at, as in its form; else what is withheld of sensitive groups is covered.
    """
    with office.store.reading() as connection:
        titles = naming.headings(connection, register, [record.uid for record in records])
        withholding = Withholding(connection, register)
    found = []
    for record, whole in zip(records, texts_of(office, register, records), strict=True):
        withheld = frozenset() if alone else withholding.keys(record)
        texts = withholding.texts(record, whole) if withheld else whole
        title = WITHHELD if withheld & set(register.heading) else titles.get(record.uid, "")
        one: dict[str, Any] = {"register": register.key, "id": str(record.uid), "title": title}
        for text, (key, value) in zip(texts, values_of(record).items(), strict=True):
            spec = register.fields[key]
            one[key] = None if key in withheld else plain(value, spec)
            if spec.links_to is not None or spec.hides(value) or key in withheld:
                one[f"{key}_title"] = text
        found.append(Told(one, texts))
    return found


def one_line_each(register: Register, records: Sequence[Told]) -> list[str]:
    """Records as a table of the fields that lists show, each with its uid."""
    shown = [(place, spec.label) for place, spec in enumerate(register.fields.values()) if spec.in_list]
    rows = [(one.data["id"], *(one.texts[place] for place, _ in shown)) for one in records]
    return table(("Mã", *(label for _, label in shown)), rows)


def one_line_a_field(register: Register, record: Told) -> list[str]:
    """A record with every field that is filled in, one a line."""
    labels = [spec.label for spec in register.fields.values()]
    filled = [(label, text) for label, text in zip(labels, record.texts, strict=True) if text]
    return table(("Mã", record.data["id"]), filled)


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """`field=value` words as a mapping.

    Raises:
        UsageError: a word without "=", or a field named twice.
    """
    found: dict[str, str] = {}
    for text in texts:
        key, sign, value = text.partition("=")
        key = key.strip()
        if not sign:
            raise UsageError(f"“{text[:60]}” không có dạng ô=giá_trị.", do='Ví dụ: name="Thôn Đông".')
        if key in found:
            raise UsageError(f"Ô “{key[:60]}” ghi hai lần.", do="Nhiều giá trị thì cách nhau bằng dấu |.")
        found[key] = value
    return found


def registers_told() -> list[dict[str, Any]]:
    """Every register with its fields."""
    return [
        {
            "key": register.key,
            "title": register.title,
            "parents": list(register.owners),
            "editable": not register.key_data and register.by_deed is None,
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


def width(text: str) -> int:
    """Columns a text takes on a terminal: marks of their own take none, wide letters two."""
    marks = sum(unicodedata.combining(letter) != 0 for letter in text)
    return len(text) - marks + sum(unicodedata.east_asian_width(letter) in _WIDE for letter in text)


def table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Lines of a plain table; texts that would push others off the screen are cut, those of the last column not."""
    cells = [list(headers), *([*map(_short, row[:-1]), _line(row[-1])] for row in rows)]
    widths = [max(width(row[place]) for row in cells) for place in range(len(headers))]
    return ["  ".join(_padded(text, most) for text, most in zip(row, widths, strict=True)).rstrip() for row in cells]


def _line(cell: object) -> str:
    return " ".join(("" if cell is None else str(cell)).split())


def _short(cell: object) -> str:
    text = _line(cell)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))
