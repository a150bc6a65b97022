"""Telling what each row of a sheet is, so that every one of them is accounted for.

Words are read with their marks, so that a household of the surname Tống is no total and one of Trương no signature;
only texts typed without any marks are compared without.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from antq_desktop.domain.progress import Progress
from antq_desktop.domain.text import clean, fold, is_person_name
from antq_desktop.sheets.cells import CellValue, area_cased, cell_value, error_value, letter_of, shown
from antq_desktop.sheets.extent import COLUMN_LIMIT
from antq_desktop.sheets.headings import NUMBER_KEY, Mapping, TargetField, names_of, without_asides
from antq_desktop.sheets.legacy import Decoder
from antq_desktop.sheets.workbook import RawSheet

REMEMBERED = 20_000
STEP = 1_000
CUT_INSIDE = (
    "Dòng này có nhiều ô hơn dòng tiêu đề: có dấu phân cách nằm trong nội dung; đặt nội dung đó trong ngoặc kép."
)
CLASSES = ("title", "header", "column_numbers", "group", "subtotal", "footer", "empty")
_ROMAN = re.compile(r"(?=[IVXLC])M*(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?|[A-H]\.?", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")
_SUBTOTAL = re.compile(r"(?:tổng|cộng)\b(?! hòa| đồng)|(?:tong cong|tong so)\b|(?:tong|cong) ?:?$", re.IGNORECASE)
_SUMS = frozenset({"tổng", "cộng", "tong", "cong"})
_FOOTER = re.compile(
    r"(?:người lập|lập biểu|trưởng (?:thôn|bản|xóm|ấp|khu|ban|công an|tổ|phòng)|(?:phó )?chủ tịch|nơi nhận|ký tên|\(ký"
    r"|xác nhận|cán bộ|(?:tm|kt|tl)\b\.?|thủ trưởng|công an (?:xã|phường|đặc|huyện|tỉnh)|ghi chú:"
    r"|đại diện (?!hộ)|bí thư|nguoi lap|lap bieu"
    r"|truong (?:thon|xom|ap|khu|cong an)|chu tich|noi nhan|ky ten|xac nhan|can bo|thu truong"
    r"|cong an (?:xa|phuong))|.*\bng[aà]y\b.*\bth[aá]ng\b.*\bn[aă]m\b",
    re.IGNORECASE,
)
_AREA = re.compile(
    r"(?:[ivx\d]+ ?[.)] ?)?(?:(?:khu(?: phố| dân cư)?|kdc|tdp|kp|thôn|làng|bản|ấp|buôn|bon|phum|sóc|khóm|xóm|khối|tổ)"
    r"(?:\b|\d)|(?:khu pho|khu dan cu|to dan pho|thon|xom|buon|khom|khoi|soc)\b|(?:ap|ban|lang|to) ?\d)",
    re.IGNORECASE,
)
_GROUP_NUMBER = re.compile(r"^(?:[ivx]+|[a-h]|\d+) ?[.)/] ?|^khu dân cư ?: ?", re.IGNORECASE)
_GROUP_TAIL = re.compile(r" ?(?:[(:–,-] ?)?\d+ (?:hộ|ho)\b.*$| ?\([^)]*\)$|[ :.]+$", re.IGNORECASE)


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


def data_rows(
    sheet: RawSheet,
    mapping: Mapping,
    targets: Sequence[TargetField],
    decoder: Decoder,
    ignored: Counter[str],
    progress: Progress,
) -> Iterator[DataRow]:
    """Classify every row up to the last one that is not empty.

    Args:
        sheet: the sheet.
        mapping: what its columns are.
        targets: for the kinds of columns.
        decoder: of its old encodings.
        ignored: counts the rows of each other class.
        progress: told rows.

    Yields:
        The data rows.
    """
    sorter = _Sorter(sheet, mapping, targets, decoder)
    empty = 0
    for number, row in enumerate(sheet.rows, 1):
        name = sorter.class_of(number, row)
        if name == "empty" and not any(map(_filled, row)):
            empty += 1
            continue
        ignored["empty"] += empty
        empty = 0
        if name == "data":
            yield sorter.data(number, row)
        else:
            ignored[name] += 1
        if number % STEP == 0:
            progress.step(number, len(sheet.rows), "Đọc bảng")


def names_an_area(text: str) -> bool:
    """Whether a text begins with the word for a kind of residential area."""
    return _AREA.match(text) is not None


def _filled(cell: object) -> bool:
    return cell is not None and cell != "" and (not isinstance(cell, str) or not cell.isspace())


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a row shows at a glance.

    Attributes:
        texts: decoded texts of its filled cells, from left to right.
        first: number of the first filled column.
        place: text of the column of running numbers.
        name: text of the column of names.
    """

    texts: list[str]
    first: int
    place: str
    name: str

    @property
    def numbered(self) -> bool:
        """Whether it has a running number."""
        return self.place.rstrip(".").isdecimal()


class _Column:
    """One mapped column and what its repeated cells said."""

    def __init__(self, index: int, key: str, kind: str, letter: str):
        self.index, self.key, self.kind, self.letter = index, key, kind, letter
        self.empty = CellValue(None, "", None, None, letter)
        self.repeats = kind not in {"name", "text"}
        self.known: dict[object, tuple[CellValue, str]] = {}


def _index_of(column: _Column) -> int:
    return column.index


class _Sorter:
    """Remembers the current group and whether the data have ended."""

    def __init__(self, sheet: RawSheet, mapping: Mapping, targets: Sequence[TargetField], decoder: Decoder):
        self._sheet = sheet
        self._kinds = {NUMBER_KEY: NUMBER_KEY} | {target.key: target.kind for target in targets}
        self._mapping = mapping
        self._columns = [
            _Column(column, key, self._kinds.get(key, "text"), letter_of(column))
            for column, key in mapping.columns.items()
            if key != NUMBER_KEY
        ]
        own = (column for column in self._columns if not column.key.startswith("_"))
        self._last = max(own, key=_index_of, default=None)
        self._errors, self._fonts, self._runs = sheet.errors, sheet.fonts, sheet.runs
        self._dressed = bool(sheet.fonts or sheet.runs)
        self._decoder = decoder
        self._header, self._begin = mapping.header_rows, mapping.first_row
        self._refused = frozenset(column.index for column in mapping.refused)
        self._number = self._first_of(NUMBER_KEY)
        self._name = self._first_of("name")
        self._area = self._first_of("area")
        names = names_of(targets).items()
        self._name_headings = frozenset(name for name, key in names if self._kinds.get(key) == "name")
        self._numbered = self._is_numbered()
        self._most_cells = self._usual_width() if sheet.name is None else COLUMN_LIMIT
        self._group: str | None = None
        self._ended = False

    def _first_of(self, kind: str) -> int:
        """First column of a kind, or -1."""
        columns = self._mapping.columns.items()
        return next((column for column, key in columns if self._kinds.get(key) == kind), -1)

    def _is_numbered(self) -> bool:
        if self._number < 0:
            return False
        body = islice(self._sheet.rows, self._begin - 1, None)
        cells = (row[self._number] for row in body if self._number < len(row))
        numbers = (cell for cell in cells if _filled(cell) and shown(cell).strip().rstrip(".").isdecimal())
        return len(list(islice(numbers, 2))) == 2

    def _usual_width(self) -> int:
        """Cells of the header or of most rows: a line of a text file with more was cut inside a text."""
        lengths = Counter(map(len, islice(self._sheet.rows, self._begin - 1, None)))
        usual = lengths.most_common(1)[0][0] if lengths else 0
        header = islice(self._sheet.rows, self._begin - 1 - len(self._header), self._begin - 1)
        return max(usual, *map(len, header), 0)

    def class_of(self, number: int, row: Sequence[object]) -> str:
        """One of `CLASSES`, or `data`."""
        if number > self._begin and self._plain(row):
            return "data"
        if number in self._header:
            return "header"
        filled = [column for column, cell in enumerate(row) if _filled(cell) and column not in self._refused]
        if self._errors:
            filled = [column for column in filled if (number, column) not in self._errors]
        if not filled:
            return "data" if (number, self._name) in self._errors and number >= self._begin else "empty"
        if number < self._begin:
            return "title"
        texts = {column: clean(self._text(number, column, row[column])) for column in filled}
        seen = _Seen(list(texts.values()), filled[0], texts.get(self._number, ""), texts.get(self._name, ""))
        below_header = number == self._begin
        if below_header and len(filled) > 1 and all(map(_COLUMN_NUMBER.fullmatch, seen.texts)):
            return "column_numbers"
        return self._by_words(seen)

    def _plain(self, row: Sequence[object]) -> bool:
        """A row with a running number and a name is data whatever else it says."""
        if not 0 <= self._number < len(row) or not 0 <= self._name < len(row):
            return False
        number, name = row[self._number], row[self._name]
        if not isinstance(name, str) or not name or name.isspace() or name.lstrip()[:4].lower() in _SUMS:
            return False
        return isinstance(number, float) or shown(number).strip().rstrip(".").isdecimal()

    def _by_words(self, seen: _Seen) -> str:
        if fold(without_asides(seen.name)) in self._name_headings:
            self._ended = False
            return "header"
        heads = [text for text in (seen.place, seen.name) if text] or seen.texts[:1]
        if any(map(_SUBTOTAL.match, heads)):
            return "subtotal"
        if seen.numbered:
            return "data" if len(seen.texts) > 1 else "empty"
        if seen.place and _ROMAN.fullmatch(seen.place) and len(seen.texts) <= 3:
            self._begin_group(seen.texts[1] if len(seen.texts) > 1 else "")
            return "group"
        if self._is_footer(seen):
            self._ended = True
            return "footer"
        return "group" if self._is_group(seen) else "data"

    def _is_footer(self, seen: _Seen) -> bool:
        few = self._numbered or len(seen.texts) <= 2
        if self._ended:
            return few
        if seen.name and not _FOOTER.match(seen.name) and is_person_name(seen.name) and len(seen.texts) > 1:
            return False
        return (few or len(seen.texts) <= 3) and any(map(_FOOTER.match, seen.texts))

    def _is_group(self, seen: _Seen) -> bool:
        """One text that names an area, maybe with a count; a lone name in a list that has areas is a household."""
        reads_like_one = names_an_area(seen.texts[0]) and seen.first != self._area
        if len(seen.texts) > 2 or (len(seen.texts) == 2 and not (reads_like_one and self._counts(seen))):
            return False
        own = seen.first == self._name and is_person_name(seen.name)
        if not reads_like_one and (seen.first == self._area or (own and (self._area >= 0 or not self._numbered))):
            return False
        self._begin_group(seen.texts[0])
        return True

    def _counts(self, seen: _Seen) -> bool:
        return seen.first == self._name or not seen.name

    def _begin_group(self, text: str) -> None:
        text = _GROUP_TAIL.sub("", _GROUP_NUMBER.sub("", text))
        self._group = (area_cased(text) if text == text.upper() else text) or None

    def data(self, number: int, row: Sequence[object]) -> DataRow:
        """Read the mapped cells."""
        values = {}
        width = len(row)
        for column in self._columns:
            cell = row[column.index] if column.index < width else None
            if cell is None or cell == "":
                error = self._errors.get((number, column.index))
                values[column.key] = column.empty if error is None else error_value(error, column.letter)
            else:
                values[column.key] = self._value(number, column, cell)
        if width > self._most_cells and self._last is not None:
            last = self._last
            values[last.key] = replace(values[last.key], error=CUT_INSIDE, code="cut")
        return DataRow(number, values, self._group, number in self._sheet.hidden_rows)

    def _value(self, number: int, column: _Column, cell: object) -> CellValue:
        """Read one cell; the same text of the same column is read once."""
        place = (number, column.index)
        if isinstance(cell, bool) or place in self._errors or (self._dressed and self._has_font(place)):
            return self._fresh(number, column, cell)
        found = column.known.get(cell)
        if found is None:
            value = self._fresh(number, column, cell)
            if column.repeats and len(column.known) < REMEMBERED:
                column.known[cell] = (value, self._decoder.last if isinstance(cell, str) else "")
            return value
        if found[1]:
            self._decoder.counts[found[1]] += 1
        return found[0]

    def _has_font(self, place: tuple[int, int]) -> bool:
        return place in self._fonts or place in self._runs

    def _fresh(self, number: int, column: _Column, cell: object) -> CellValue:
        error = self._errors.get((number, column.index))
        if error is not None:
            return error_value(error, column.letter)
        text, capitals = shown(cell), False
        if isinstance(cell, str):
            place = (number, column.index)
            text, capitals = self._decoder.decode(text, self._fonts.get(place), self._runs.get(place, ()))
        return cell_value(column.kind, cell, text, column.letter, capitals=capitals)

    def _text(self, number: int, column: int, cell: object) -> str:
        if not isinstance(cell, str):
            return shown(cell)
        place = (number, column)
        return self._decoder.peek(cell, self._fonts.get(place), self._runs.get(place, ()))
