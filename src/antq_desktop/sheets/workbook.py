"""Reading a file into rows of cells, whatever its kind; errors say in words what is wrong with the file."""

import csv
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import python_calamine
import xlrd
from xlrd.compdoc import CompDocError
from xlrd.formula import FormulaError

from antq_desktop.domain.errors import SheetError
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.sheets import extent, protected, scan_ods, scan_xlsb, text_file
from antq_desktop.sheets.legacy import Runs, of_font
from antq_desktop.sheets.panics import Panics
from antq_desktop.sheets.scan import OLE, TOO_LARGE_CODE, TOO_LARGE_DO, SheetScan, bytes_of, refuse_bomb, scan
from antq_desktop.sheets.sheet_rows import Rows, SheetRows, cut

TEXT_KINDS = frozenset({".csv", ".txt", ".tsv"})
ZIP_KINDS = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods"})
_ODD_XLS = (
    *(xlrd.XLRDError, CompDocError, FormulaError, NotImplementedError, AssertionError, struct.error),
    *(LookupError, ValueError, ArithmeticError, TypeError, AttributeError),
)
PASSWORD_CODE = "ANTQ-3003"  # noqa: S105 - a code of an error
_ZIP = b"PK"
_END_OF_ZIP = b"PK\x05\x06"  # the fast reader looks for it from the end of any file, whatever stands before it


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as it stands.

    Attributes:
        name: None for a text file.
        rows: cells as the reader gives them.
        hidden_rows: numbers from 1.
        fonts: old Vietnamese font by (row from 1, column from 0).
        runs: parts of a text with fonts of their own by (row from 1, column from 0).
        errors: what an error cell shows by (row from 1, column from 0); empty for a formula without a value.
    """

    name: str | None
    rows: Rows
    hidden_rows: AbstractSet[int] = frozenset()
    fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    runs: Mapping[tuple[int, int], Runs] = field(default_factory=dict)
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pasted:
    """Cells that were copied in a spreadsheet: columns are cut by tabs, rows by line ends."""

    text: str

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return "Phần đã dán"

    @property
    def rows(self) -> list[list[object]]:
        """Its cells.

        Raises:
            SheetError: it is no text, far too large, or has a quote that is not closed.
        """
        return _text_rows(self.text, self.name, "\t")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file.

    Attributes:
        kind: its ending without the dot.
        sheets: visible sheets in order.
        file_encoding: encoding of a text file, else `unicode`.
        sha256: of its bytes, hex.
    """

    kind: str
    sheets: tuple[RawSheet, ...]
    file_encoding: str
    sha256: str


def read_workbook(source: Path | Pasted, *, password: str | None = None, progress: Progress | None = None) -> Workbook:
    """Read a file, or cells that were pasted.

    Args:
        source: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv or .txt, or what was pasted.
        password: of a protected workbook.
        progress: told sheets.

    Raises:
        SheetError: missing, protected, damaged, empty, too large, or of another kind.
    """
    if isinstance(source, Pasted):
        digest = hashlib.sha256(source.text.encode("utf-8", "replace")).hexdigest()
        return Workbook("paste", (RawSheet(None, source.rows),), "unicode", digest)
    path = source
    data = bytes_of(path)
    kind = path.suffix.lower()
    digest = hashlib.sha256(data).hexdigest()
    if kind in TEXT_KINDS:
        text, encoding = text_file.decode(data)
        return Workbook(kind[1:], (RawSheet(None, _text_rows(text, f"Tệp {path.name}")),), encoding, digest)
    if kind not in ZIP_KINDS | {".xls"}:
        raise SheetError(f"Không đọc được loại tệp “{kind or path.name}”.", do="Dùng tệp .xlsx, .xls, .ods hoặc .csv.")
    if data.startswith(OLE) and protected.is_protected(data):
        data = _unlocked(data, path, password)
    if data.startswith(OLE):
        kind, data = ".xls", data.replace(_END_OF_ZIP, bytes(len(_END_OF_ZIP)))
    else:
        kind = ".xlsx" if kind == ".xls" and (data.startswith(_ZIP) or _END_OF_ZIP in data) else kind
    if kind in ZIP_KINDS:
        refuse_bomb(data, path.name)
    return Workbook(kind[1:], tuple(_sheets(data, path, kind, progress or Silent())), "unicode", digest)


def _unlocked(data: bytes, path: Path, password: str | None) -> bytes:
    if not password:
        raise _protected(path, "được đặt mật khẩu")
    try:
        return protected.opened(data, password)
    except protected.NotOpened as reason:
        raise _protected(path, "không mở được bằng mật khẩu này") from reason


def _protected(path: Path, what: str) -> SheetError:
    return SheetError(
        f"Tệp {path.name} {what}.",
        do="Gõ đúng mật khẩu của tệp, hoặc mở bằng Excel, bỏ mật khẩu rồi lưu và nhập lại.",
        code=PASSWORD_CODE,
    )


def _text_rows(text: str, name: str, separator: str | None = None) -> list[list[object]]:
    if "\x00" in text:
        raise SheetError(f"{name} không phải là văn bản.", do="Lưu lại từ Excel dạng CSV UTF-8.")
    try:
        rows = [cut(row) for row in text_file.rows_of(text, separator)]
    except csv.Error as reason:
        raise SheetError(
            f"{name} có ô quá dài hoặc dấu ngoặc kép không khép.", do="Mở bằng Excel và sửa dòng đó."
        ) from reason
    _refuse_far(len(rows), max(map(len, rows), default=0), name)
    return rows


def _sheets(data: bytes, path: Path, kind: str, progress: Progress) -> list[RawSheet]:
    scans = _scan_xls(data, path) if kind == ".xls" else {}
    try:
        with Panics():
            found = _laid_out(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)), path, progress)
        if kind in ZIP_KINDS:
            scans = _scan_packed(data)
    except python_calamine.PasswordError as reason:
        raise _protected(path, "được đặt mật khẩu") from reason
    except (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError) as reason:
        raise _damaged(path) from reason
    return [_raw(name, rows, scans.get(name, SheetScan())) for name, rows in found.items()]


def _laid_out(book: python_calamine.CalamineWorkbook, path: Path, progress: Progress) -> dict[str, Rows]:
    """Rows of the visible sheets by name."""
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == python_calamine.SheetVisibleEnum.Visible
        and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    found: dict[str, Rows] = {}
    for number, name in enumerate(visible):
        progress.step(number, len(visible), f"Đọc {name}")
        sheet = book.get_sheet_by_name(name)
        _refuse_far(*((0, 0) if sheet.end is None else (sheet.end[0] + 1, sheet.end[1] + 1)), f"Tệp {path.name}")
        found[name] = SheetRows(sheet)
    return found


def _raw(name: str, rows: Rows, scanned: SheetScan) -> RawSheet:
    return RawSheet(name, rows, scanned.hidden, scanned.fonts, scanned.runs, scanned.errors)


def _scan_packed(data: bytes) -> dict[str, SheetScan]:
    """What the fast reader hides, by what the file is and not how it is named."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if scan_ods.CONTENT in names:
            return scan_ods.scan(package)
        return scan_xlsb.scan(package) if scan_xlsb.WORKBOOK in names else scan(package)


def _scan_xls(data: bytes, path: Path) -> dict[str, SheetScan]:
    """Hidden rows, error cells and old Vietnamese fonts of an old workbook.

    Raises:
        SheetError: it is under a password, which the fast reader does not see, or cannot be measured.
    """
    book = _open_old(data, path)
    for sheet in book.sheets():
        _refuse_far(
            sheet.nrows, max(map(partial(_last_filled, sheet), range(sheet.nrows)), default=0), f"Tệp {path.name}"
        )
    names = [font.name for font in book.font_list]
    return {sheet.name: _scan_old_sheet(book, sheet, names) for sheet in book.sheets()}


def _open_old(data: bytes, path: Path) -> xlrd.Book:
    """An old workbook, without its fonts if those are damaged; what cannot be measured is not read at all."""
    odd: Exception | None = None
    for fonts in (True, False):
        try:
            return xlrd.open_workbook(
                file_contents=data, formatting_info=fonts, ragged_rows=True, logfile=io.StringIO()
            )
        except _ODD_XLS as reason:
            if "encrypted" in str(reason):
                raise _protected(path, "được đặt mật khẩu") from reason
            odd = reason
    raise _damaged(path) from odd


def _damaged(path: Path) -> SheetError:
    return SheetError(
        f"Tệp {path.name} không phải là bảng tính hoặc bị hỏng.",
        do="Mở tệp bằng Excel, chọn “Lưu thành” dạng .xlsx rồi nhập lại.",
    )


def _last_filled(sheet: xlrd.sheet.Sheet, row: int) -> int:
    return len(bytes(sheet.row_types(row)).rstrip(bytes([xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK])))


def _scan_old_sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet, names: Sequence[str]) -> SheetScan:
    found = SheetScan({row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden})
    old = any(map(of_font, names))
    for row in range(sheet.nrows):
        kinds = sheet.row_types(row)
        if xlrd.XL_CELL_ERROR in kinds:
            found.errors.update(
                ((row + 1, column), xlrd.error_text_from_code.get(sheet.cell_value(row, column), "#N/A"))
                for column, kind in enumerate(kinds)
                if kind == xlrd.XL_CELL_ERROR
            )
        for column in range(len(kinds)) if old else ():
            name = _font_at(book, sheet, row, column)
            if of_font(name):
                found.fonts[row + 1, column] = name
    for (row, column), begun in sheet.rich_text_runlist_map.items() if old else ():
        text, starts = sheet.cell_value(row, column), [0, *(start for start, _ in begun)]
        fonts = ["", *(names[font] if font < len(names) else "" for _, font in begun)]
        found.runs[row + 1, column] = tuple(
            (text[start:end], font) for start, end, font in zip(starts, [*starts[1:], None], fonts, strict=True)
        )
    return found


def _font_at(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    try:
        return str(book.font_list[book.xf_list[sheet.cell_xf_index(row, column)].font_index].name)
    except IndexError:
        return ""


def _refuse_far(rows: int, columns: int, name: str) -> None:
    try:
        extent.refuse_far(rows, columns)
    except extent.TooLarge as reason:
        raise SheetError(f"{name} quá lớn để nhập: {reason}.", do=TOO_LARGE_DO, code=TOO_LARGE_CODE) from reason
