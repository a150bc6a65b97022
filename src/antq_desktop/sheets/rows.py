"""Telling what each row of a sheet is, so that every one of them is accounted for."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from antq_desktop.domain.text import clean, fold
from antq_desktop.sheets.cells import CellValue, cell_value, letter_of, re_cased, shown
from antq_desktop.sheets.headings import NUMBER_KEY, Mapping, TargetField
from antq_desktop.sheets.legacy import Decoder
from antq_desktop.sheets.workbook import RawSheet

CLASSES = ("title", "header", "column_numbers", "group", "subtotal", "footer", "empty")
_ROMAN = re.compile(r"(?=[IVXLC])M*(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_SUBTOTAL = re.compile(r"^(?:tong cong|tong so|tong|cong)\b")
_FOOTER = re.compile(
    r"^(?:nguoi lap|truong|chu tich|ngay|noi nhan|ky ten|xac nhan|can bo|tm |kt |thu truong|cong an|ghi chu:|lap bieu)"
    r"|ngay .* thang .* nam"
)


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row that says something about a household.

    Attributes:
        row_no: its number in the sheet, from 1.
        values: cells by field key; `_decision` and `_row` where the workbook of rejected rows has them.
        group: the group row it stands under, usually an area.
        hidden: whether Excel hides it.
    """

    row_no: int
    values: dict[str, CellValue]
    group: str | None
    hidden: bool


@dataclass(slots=True)
class Sorted:
    """Rows of a sheet by class."""

    rows: list[DataRow] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)


def sort_rows(sheet: RawSheet, mapping: Mapping, targets: Sequence[TargetField], decoder: Decoder) -> Sorted:
    """Classify every row up to the last one that is not empty.

    Args:
        sheet: the sheet.
        mapping: what its columns are.
        targets: for the kinds of columns.
        decoder: of its old encodings.
    """
    kinds = {target.key: target.kind for target in targets}
    sorter = _Sorter(sheet, mapping, kinds, decoder)
    last = max((number for number, row in enumerate(sheet.rows, 1) if any(map(_filled, row))), default=0)
    found = Sorted()
    for number in range(1, last + 1):
        row = sheet.rows[number - 1]
        name = sorter.class_of(number, row)
        if name == "data":
            found.rows.append(sorter.data(number, row))
        else:
            found.ignored[name] += 1
    return found


def _filled(cell: object) -> bool:
    return cell is not None and cell != "" and (not isinstance(cell, str) or bool(cell.strip()))


class _Sorter:
    """Remembers the current group and whether the data have ended."""

    def __init__(self, sheet: RawSheet, mapping: Mapping, kinds: dict[str, str], decoder: Decoder):
        self._sheet = sheet
        self._columns = {column: key for column, key in mapping.columns.items() if key != NUMBER_KEY}
        self._kinds = kinds
        self._decoder = decoder
        self._header = mapping.header_rows
        self._refused = frozenset(column.index for column in mapping.refused)
        self._number = next((column for column, key in mapping.columns.items() if key == NUMBER_KEY), None)
        self._name = next((column for column, key in mapping.columns.items() if key == "head_name"), None)
        self._numbered = self._is_numbered()
        self._group: str | None = None
        self._ended = False

    def _is_numbered(self) -> bool:
        if self._number is None:
            return False
        body = self._sheet.rows[self._header[-1] :]
        filled = [row[self._number] for row in body if self._number < len(row) and _filled(row[self._number])]
        return sum(shown(cell).strip().rstrip(".").isdecimal() for cell in filled) >= 2

    def class_of(self, number: int, row: Sequence[object]) -> str:
        """One of `CLASSES`, or `data`."""
        if number in self._header:
            return "header"
        filled = [(column, cell) for column, cell in enumerate(row) if _filled(cell) and column not in self._refused]
        if not filled:
            return "empty"
        if number < self._header[0]:
            return "title"
        texts = [clean(self._text(number, column, cell)) for column, cell in filled]
        if number == self._header[-1] + 1 and len(texts) > 1 and all(map(_COLUMN_NUMBER.fullmatch, texts)):
            return "column_numbers"
        named = self._name is not None and self._name < len(row) and _filled(row[self._name])
        if any(_SUBTOTAL.match(fold(text)) for text in texts[:2]) and len(texts) <= len(self._columns):
            return "subtotal"
        return self._unnumbered(row, texts, named=named)

    def _unnumbered(self, row: Sequence[object], texts: list[str], *, named: bool) -> str:
        numbered = self._number is not None and self._number < len(row) and _filled(row[self._number])
        place = shown(row[self._number]).strip() if numbered and self._number is not None else ""
        if numbered and _ROMAN.fullmatch(place) and len(texts) <= 3 and not place.isdecimal():
            self._begin_group(texts[1] if len(texts) > 1 else "")
            return "group"
        if len(texts) == 1 and not numbered:
            return self._lonely(texts[0])
        if not numbered and (self._ended or self._is_footer(texts)) and (self._numbered or len(texts) <= 2):
            self._ended = True
            return "footer"
        return "data" if named or len(texts) > 1 else "footer"

    def _begin_group(self, text: str) -> None:
        self._group = (re_cased(text) if text == text.upper() else text) or None

    def _lonely(self, text: str) -> str:
        """A row with one text: a footer if it reads like one, else the name of a group."""
        if self._ended or self._is_footer([text]):
            self._ended = True
            return "footer"
        self._begin_group(text)
        return "group"

    def _is_footer(self, texts: list[str]) -> bool:
        return any(_FOOTER.search(fold(text)) for text in texts)

    def data(self, number: int, row: Sequence[object]) -> DataRow:
        """Read the mapped cells."""
        values = {}
        for column, key in self._columns.items():
            if column in self._refused:
                continue
            cell = row[column] if column < len(row) else None
            text, capitals = self._decoded(number, column, cell)
            values[key] = cell_value(self._kinds.get(key, "text"), cell, text, letter_of(column), capitals=capitals)
        return DataRow(number, values, self._group, number in self._sheet.hidden_rows)

    def _text(self, number: int, column: int, cell: object) -> str:
        return self._decoder.peek(shown(cell), self._sheet.fonts.get((number, column)))

    def _decoded(self, number: int, column: int, cell: object) -> tuple[str, bool]:
        text = shown(cell)
        if not isinstance(cell, str) or not text:
            return text, False
        return self._decoder.decode(text, self._sheet.fonts.get((number, column)))
