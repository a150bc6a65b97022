"""How much a workbook would take in memory once it is read, found out before it is.

The fast reader lays a sheet out as a full rectangle up to its farthest cell, and gives every cell its own copy of a
shared text. So a file of two kilobytes may ask for more memory than there is, which ends the whole program. What is
farther out, or longer, than any list needs is refused first.
"""

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from zipfile import ZipFile

from antq_desktop.domain.percent import show_count

UNPACKED_LIMIT = 300 << 20
RATIO_LIMIT = 200
ROW_LIMIT = 200_000
COLUMN_LIMIT = 256
CELL_LIMIT = 6_000_000
TEXT_TOTAL_LIMIT = 200 << 20
TOO_MUCH_TEXT = "có quá nhiều chữ để đọc vào bộ nhớ"
_PIECE, _LONGEST_TAG = 1 << 20, 32 << 20
_ATTRIBUTES = rb"((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)"
_UNUSUAL = re.compile(rb'<(?:\w+:)?(?:c|row)(?=[\s/>])(?! r="[A-Z]?(?:\d{1,5}|1\d{5})")')
_XLSX_TAG = re.compile(rb"<(?:\w+:)?(row|c|v|is|f)(?=[\s/>])" + _ATTRIBUTES + b">")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,7})[\"']")
_SHARED = re.compile(rb"\st\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d{1,7})")
_END_OF_TEXT = re.compile(rb"</(?:\w+:)?si\s*>|<(?:\w+:)?si\s*/>")
_ODS_TAG = re.compile(rb"<(?:\w+:)?(table|table-row|table-cell|covered-table-cell|p)(?=[\s/>])" + _ATTRIBUTES + b">")
_ODS_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,9})[\"']")
_XLSB_ROW, _XLSB_SHARED, _XLSB_TEXT, _XLSB_CELLS = 0, 7, 19, range(2, 12)


class TooLarge(Exception):
    """The workbook must not be given to the reader; the text says why, in Vietnamese."""


def check(package: ZipFile) -> None:
    """Look through every sheet of a packed workbook.

    Raises:
        TooLarge: it unpacks to too much, reaches too far, or its cells would hold too much text.
        zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError: it cannot be unpacked.
    """
    sizes = [(entry.file_size, entry.compress_size) for entry in package.infolist()]
    if sum(size for size, _ in sizes) > UNPACKED_LIMIT or any(map(_is_bomb, sizes)):
        raise TooLarge("giãn ra quá lớn khi mở")
    shared: dict[str, list[int]] = {}
    for name in package.namelist():
        if name.lower() == "xl/sharedstrings.xml":
            shared["xml"] = _sizes_of_texts(package, name)
        elif name.lower() == "xl/sharedstrings.bin":
            shared["bin"] = [size for kind, _, size in records(package.read(name)) if kind == _XLSB_TEXT]
    for name in package.namelist():
        lowered = name.lower()
        if lowered == "content.xml":
            _Reach().follow(_ods_cells(package, name))
        elif lowered.endswith(".xml") and lowered != "xl/sharedstrings.xml":
            _check_xlsx(package, name, shared.get("xml", []))
        elif lowered.startswith("xl/worksheets/") and lowered.endswith(".bin"):
            _check_xlsb(package.read(name), shared.get("bin", []))


def _is_bomb(sizes: tuple[int, int]) -> bool:
    unpacked, packed = sizes
    return unpacked > (1 << 20) and unpacked > packed * RATIO_LIMIT


def refuse_far(rows: int, columns: int) -> None:
    """Refuse a sheet of so many rows and columns if it is more than is read.

    Raises:
        TooLarge: it is.
    """
    if rows > ROW_LIMIT or columns > COLUMN_LIMIT:
        reach = f"có dữ liệu tới dòng {show_count(rows)}, cột {show_count(columns)}"
        raise TooLarge(f"{reach}; tối đa {show_count(ROW_LIMIT)} dòng, {show_count(COLUMN_LIMIT)} cột")
    if rows * columns > CELL_LIMIT:
        span = f"trải rộng {show_count(rows)} dòng, {show_count(columns)} cột"
        raise TooLarge(f"{span}; tối đa {show_count(CELL_LIMIT)} ô")


class _Reach:
    """The rectangle that the cells of one sheet span."""

    def __init__(self) -> None:
        self._rows = self._columns = 0

    def follow(self, cells: Iterator[tuple[int, int]]) -> None:
        """Stretch to every cell, rows and columns counted from 1; the first row begins another sheet at (0, 0).

        Raises:
            TooLarge: a sheet has become so.
        """
        for row, column in cells:
            if not row:
                self._rows = self._columns = 0
            elif row > self._rows or column > self._columns:
                self._rows, self._columns = max(self._rows, row), max(self._columns, column)
                refuse_far(self._rows, self._columns)


def pieces(package: ZipFile, name: str) -> Iterator[bytes]:
    """The XML of a part in pieces that end before a tag.

    Raises:
        TooLarge: one text or tag of it is longer than a whole list should be.
    """
    with package.open(name) as stream:
        rest = b""
        while block := stream.read(_PIECE):
            rest += block
            cut = rest.rfind(b"<")
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > _LONGEST_TAG:
                raise TooLarge(TOO_MUCH_TEXT)
        yield rest


def _check_xlsx(package: ZipFile, name: str, sizes: Sequence[int]) -> None:
    cells, unusual = 0, False
    for piece in pieces(package, name):
        unusual = unusual or _UNUSUAL.search(piece) is not None
        cells += piece.count(b't="s"') + piece.count(b"t='s'")
    if unusual:
        _Reach().follow(_xlsx_cells(package, name))
    if cells * max(sizes, default=0) > TEXT_TOTAL_LIMIT:
        used = (int(place) for piece in pieces(package, name) for place in _SHARED.findall(piece))
        if sum(sizes[place] for place in used if place < len(sizes)) > TEXT_TOTAL_LIMIT:
            raise TooLarge(TOO_MUCH_TEXT)


def _xlsx_cells(package: ZipFile, name: str) -> Iterator[tuple[int, int]]:
    """Cells that say something; a row or cell without its own place follows the one before."""
    row = column = 0
    for piece in pieces(package, name):
        for tag, attributes in _XLSX_TAG.findall(piece):
            if tag == b"row":
                place = _PLACE.search(attributes)
                row, column = int(place[2]) if place else row + 1, 0
            elif tag == b"c":
                place = _PLACE.search(attributes)
                column = _number_of(place[1]) if place and place[1] else column + 1
                row = int(place[2]) if place else row
            elif row and column:
                yield row, column


def _number_of(letters: bytes) -> int:
    """Number of a column from 1: A, B, …, AA."""
    return reduce(lambda number, letter: number * 26 + letter - 64, letters.upper(), 0)


def _sizes_of_texts(package: ZipFile, name: str) -> list[int]:
    sizes, begun = [], 0
    for piece in pieces(package, name):
        *whole, rest = _END_OF_TEXT.split(piece)
        for text in whole:
            sizes.append(begun + len(text))
            begun = 0
        begun += len(rest)
    return sizes


def _ods_cells(package: ZipFile, name: str) -> Iterator[tuple[int, int]]:
    """Cells that say something; empty ones count only where something stands behind them."""
    row = column = 0
    for piece in pieces(package, name):
        for tag, attributes in _ODS_TAG.findall(piece):
            repeated = _ODS_REPEATED.search(attributes)
            count = int(repeated[1]) if repeated else 1
            if tag == b"table":
                row = column = 0
                yield 0, 0
            elif tag == b"table-row":
                row, column = row + count, 0
            elif tag != b"p":
                column += count
            if column and (tag == b"p" or b"value-type" in attributes):
                yield row, column


def _check_xlsb(data: bytes, sizes: Sequence[int]) -> None:
    reach, row, total = _Reach(), 0, 0
    for kind, place, _ in records(data):
        if kind == _XLSB_ROW:
            row = int.from_bytes(data[place : place + 4], "little") + 1
        elif kind in _XLSB_CELLS:
            reach.follow(iter([(row, int.from_bytes(data[place : place + 4], "little") + 1)]))
        if kind == _XLSB_SHARED:
            text = int.from_bytes(data[place + 8 : place + 12], "little")
            total += sizes[text] if text < len(sizes) else 0
            if total > TEXT_TOTAL_LIMIT:
                raise TooLarge(TOO_MUCH_TEXT)


def records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of every record of a binary part."""
    place = 0
    while place < len(data):
        kind, place = _varied(data, place, 2)
        size, place = _varied(data, place, 4)
        yield kind, place, size
        place += size


def _varied(data: bytes, place: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    number = 0
    for step in range(most):
        byte = data[place + step] if place + step < len(data) else 0
        number |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:
            return number, place + step + 1
    return number, place + most
