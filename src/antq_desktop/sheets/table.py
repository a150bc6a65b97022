"""The one way in for whoever imports: a file becomes tables of classified, decoded, parsed rows."""

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from antq_desktop.domain.errors import SheetError
from antq_desktop.domain.identity import has_identity_number
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.domain.text import fold
from antq_desktop.sheets import headings
from antq_desktop.sheets.cells import shown
from antq_desktop.sheets.headings import Header, Mapping, TargetField
from antq_desktop.sheets.legacy import Decoder
from antq_desktop.sheets.rows import CLASSES, DataRow, data_rows
from antq_desktop.sheets.workbook import Pasted, RawSheet, read_workbook

NO_HEADER_CODE = "ANTQ-3002"
OWN_SHEET = "_antq"
SAMPLES = 5
FIRST_ROWS = 600
Refuses = Callable[[str], bool]
Remembered = Callable[[str], Mapped[str, str] | None]
Row = TypeVar("Row")
Take = Callable[[DataRow, str | None], Row]


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a person wants a file to be read.

    Attributes:
        columns: field key by column number, from 0; found by headings when left out.
        header_row: number of the header row, from 1; 0 when the list has none; found when left out.
        sheet: only this sheet.
        password: of the workbook.
    """

    columns: Mapped[int, str] | None = None
    header_row: int | None = None
    sheet: str | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class SheetTable(Generic[Row]):
    """One sheet that has a header.

    Attributes:
        sheet: its name, None for a text file.
        headers: heading by column number, from 0.
        mapping: what the columns are.
        rows: what was made of the data rows.
        ignored: how many rows of each other class; together with `rows` they are all rows of the sheet.
        encodings: how many cells in each encoding.
        samples: first texts of each column that is not refused, for choosing by eye.
    """

    sheet: str | None
    headers: dict[int, str]
    mapping: Mapping
    rows: list[Row]
    ignored: dict[str, int]
    encodings: dict[str, int]
    samples: dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FileTables(Generic[Row]):
    """A file read as tables.

    Attributes:
        kind: its ending without the dot.
        file_encoding: encoding of a text file, else `unicode` or the old encoding most cells are in.
        sha256: of its bytes, hex.
        tables: at least one.
        skipped_sheets: sheets without a header.
    """

    kind: str
    file_encoding: str
    sha256: str
    tables: tuple[SheetTable[Row], ...]
    skipped_sheets: tuple[str, ...]


def read_tables(
    source: Path | Pasted,
    targets: Sequence[TargetField],
    take: Take[Row],
    *,
    chosen: Chosen | None = None,
    remembered: Remembered | None = None,
    refuses: Refuses = lambda _heading: False,
    progress: Progress | None = None,
) -> FileTables[Row]:
    """Read a file as tables.

    Args:
        source: the file, or what was pasted.
        targets: what columns may be.
        take: makes what is wanted of a data row of a sheet, as soon as it is read: the cells of a long file would
            take too much memory all at once.
        chosen: how a person wants it to be read.
        remembered: what a person chose earlier for the same headings: field key by folded heading.
        refuses: whether a column of a heading is refused for what it tells of persons.
        progress: told rows.

    Raises:
        SheetError: the file cannot be read, or no sheet has a column of names.
    """
    chosen = chosen or Chosen()
    sheet = chosen.sheet
    book = read_workbook(source, password=chosen.password, progress=progress)
    watcher = progress or Silent()
    tables: list[SheetTable[Row]] = []
    skipped: list[str] = []
    for number, raw in enumerate(book.sheets):
        watcher.step(number, len(book.sheets), "Đọc bảng")
        if raw.name == OWN_SHEET or (sheet is not None and raw.name != sheet):
            continue
        table = _table(raw, targets, chosen, remembered, refuses, take, watcher)
        if table is None:
            skipped.append(raw.name or source.name)
        else:
            tables.append(table)
    if sheet is not None and sheet not in {raw.name for raw in book.sheets}:
        raise SheetError(f"{source.name} không có bảng “{sheet}”.", do="Chọn lại bảng.")
    if not tables:
        wanted = ", ".join(f"“{target.label}”" for target in targets if target.required)
        raise SheetError(
            f"Không thấy cột {wanted} trong {headings.SEARCHED_ROWS} dòng đầu của {source.name}.",
            do="Kiểm tra dòng tiêu đề, hoặc chọn cột bằng tay.",
            code=NO_HEADER_CODE,
        )
    encoding = book.file_encoding
    old = {name: count for table in tables for name, count in table.encodings.items() if name != "unicode"}
    if encoding == "unicode" and old:
        encoding = max(old, key=lambda name: old[name])
    return FileTables(book.kind, encoding, book.sha256, tuple(tables), tuple(skipped))


def first_texts(pasted: Pasted) -> dict[int, tuple[str, ...]]:
    """First texts of every pasted column, from 0, for choosing by eye what it is; identity numbers are left out.

    Raises:
        SheetError: what was pasted has no cells.
    """
    (raw,) = read_workbook(pasted).sheets
    first = list(islice(raw.rows, FIRST_ROWS))
    decoder = Decoder(cell for row in first for cell in row if isinstance(cell, str))
    width = max(map(len, first), default=0)
    return {column: _samples(raw, first, 0, column, decoder) for column in range(width)}


def _table(
    raw: RawSheet,
    targets: Sequence[TargetField],
    chosen: Chosen,
    remembered: Remembered | None,
    refuses: Refuses,
    take: Take[Row],
    progress: Progress,
) -> SheetTable[Row] | None:
    first = list(islice(raw.rows, FIRST_ROWS))
    decoder = Decoder(cell for row in raw.rows for cell in row if isinstance(cell, str))
    decoded = [
        [
            _peek(raw, decoder, (number, column), cell) if isinstance(cell, str) else cell
            for column, cell in enumerate(row)
        ]
        for number, row in enumerate(first[: max(headings.SEARCHED_ROWS, chosen.header_row or 0)], 1)
    ]
    header = _header(decoded, targets, chosen, remembered)
    if header is None:
        return None
    columns = dict(chosen.columns) if chosen.columns is not None else _columns(header, decoded, targets, remembered)
    under = header.first_row - 1
    refused = headings.refused_columns(header.texts, first[under:], columns, targets, refuses)
    gone = {column.index for column in refused}
    columns = {column: key for column, key in columns.items() if column not in gone}
    headers = {column: texts[0] for column, texts in header.texts.items() if column not in gone}
    unmapped = tuple(text for column, text in headers.items() if column not in columns)
    mapping = Mapping(columns, header.rows, header.first_row, refused, unmapped)
    counted: Counter[str] = Counter()
    rows = [take(row, raw.name) for row in data_rows(raw, mapping, targets, decoder, counted, progress)]
    ignored = {name: counted[name] for name in CLASSES}
    samples = {column: _samples(raw, first[: under + 60], under, column, decoder) for column in headers}
    return SheetTable(raw.name, headers, mapping, rows, ignored, dict(decoder.counts), samples)


def _header(
    rows: Sequence[Sequence[object]], targets: Sequence[TargetField], chosen: Chosen, remembered: Remembered | None
) -> Header | None:
    if chosen.header_row == 0:
        return headings.without_header(rows, chosen.columns or {}, targets)
    if chosen.header_row is not None:
        return headings.header_at(rows, (chosen.header_row,))
    found = headings.find(rows, targets)
    if found is None and chosen.columns:
        return headings.first_filled(rows, chosen.columns, targets)
    return headings.first_known(rows, remembered) if found is None and remembered else found


def _columns(
    header: Header, rows: Sequence[Sequence[object]], targets: Sequence[TargetField], remembered: Remembered | None
) -> dict[int, str]:
    known = remembered(headings.signature([texts[0] for texts in header.texts.values()])) if remembered else None
    if known is None or not header.rows:
        found = headings.match(header.texts, targets)
        return headings.match_cells(found, header.texts, rows[header.first_row - 1 :], targets)
    return {column: known[name] for column, texts in header.texts.items() if (name := fold(texts[0])) in known}


def _samples(
    raw: RawSheet, first: Sequence[Sequence[object]], after: int, column: int, decoder: Decoder
) -> tuple[str, ...]:
    found: list[str] = []
    for number, row in enumerate(first[after:], after + 1):
        text = shown(row[column]).strip() if column < len(row) else ""
        if text and not has_identity_number(text):
            found.append(_peek(raw, decoder, (number, column), text))
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _peek(raw: RawSheet, decoder: Decoder, place: tuple[int, int], text: str) -> str:
    return decoder.peek(text, raw.fonts.get(place), raw.runs.get(place, ()))
