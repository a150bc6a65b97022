"""Reading a file into rows of cells, whatever its kind; errors say in words what is wrong with the file."""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine
import xlrd

from antq_desktop.domain.errors import SheetError
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.sheets import text_file
from antq_desktop.sheets.legacy import of_font
from antq_desktop.sheets.scan import SheetScan, refuse_bomb, scan

ROW_LIMIT = 200_000
COLUMN_LIMIT = 256
FILE_LIMIT = 100 << 20
TEXT_KINDS = frozenset({".csv", ".txt", ".tsv"})
ZIP_KINDS = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods"})
PASSWORD_CODE = "ANTQ-3003"  # noqa: S105 - a code of an error
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as it stands.

    Attributes:
        name: None for a text file.
        rows: cells as the reader gives them.
        hidden_rows: numbers from 1.
        fonts: old Vietnamese font by (row from 1, column from 0).
    """

    name: str | None
    rows: Sequence[Sequence[object]]
    hidden_rows: frozenset[int] = frozenset()
    fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)


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


def read_workbook(path: Path, *, password: str | None = None, progress: Progress | None = None) -> Workbook:
    """Read a file.

    Args:
        path: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv or .txt.
        password: not usable; a protected workbook is refused with what to do.
        progress: told sheets.

    Raises:
        SheetError: missing, protected, damaged, empty, too large, or of another kind.
    """
    data = _bytes_of(path)
    kind = path.suffix.lower()
    digest = hashlib.sha256(data).hexdigest()
    if kind in TEXT_KINDS:
        text, encoding = text_file.decode(data)
        return Workbook(kind[1:], (_limited(RawSheet(None, _text_rows(text, path)), path),), encoding, digest)
    if kind not in ZIP_KINDS | {".xls"}:
        raise SheetError(f"Không đọc được loại tệp “{kind or path.name}”.", do="Dùng tệp .xlsx, .xls, .ods hoặc .csv.")
    if kind in ZIP_KINDS and data.startswith(_OLE):
        raise _protected(path, password)
    if kind in ZIP_KINDS:
        refuse_bomb(path)
    sheets = _sheets(path, kind, progress or Silent())
    return Workbook(kind[1:], tuple(_limited(sheet, path) for sheet in sheets), "unicode", digest)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise SheetError(f"Tệp {path.name} quá lớn để nhập.", do="Chia tệp thành nhiều phần.", code="ANTQ-3004")
        data = path.read_bytes()
    except OSError as reason:
        raise SheetError(f"Không mở được tệp {path.name}.", do="Kiểm tra tên tệp; đóng tệp nếu đang mở.") from reason
    if not data.strip():
        raise SheetError(f"Tệp {path.name} trống, không có dòng nào.", do="Chọn lại tệp.")
    return data


def _protected(path: Path, password: str | None) -> SheetError:
    said = " Chương trình không mở tệp bằng mật khẩu." if password else ""
    return SheetError(
        f"Tệp {path.name} được đặt mật khẩu.{said}",
        do="Mở bằng Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi lưu và nhập lại.",
        code=PASSWORD_CODE,
    )


def _text_rows(text: str, path: Path) -> list[list[object]]:
    if "\x00" in text:
        raise SheetError(f"Tệp {path.name} không phải là tệp văn bản.", do="Lưu lại từ Excel dạng CSV UTF-8.")
    try:
        return text_file.rows_of(text)
    except csv.Error as reason:
        raise SheetError(
            f"Tệp {path.name} có ô quá dài hoặc dấu ngoặc kép không khép.", do="Mở bằng Excel và sửa dòng đó."
        ) from reason


def _sheets(path: Path, kind: str, progress: Progress) -> list[RawSheet]:
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == python_calamine.SheetVisibleEnum.Visible
            and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        found = {}
        for number, name in enumerate(visible):
            progress.step(number, len(visible), f"Đọc {name}")
            found[name] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except python_calamine.PasswordError as reason:
        raise _protected(path, None) from reason
    except (python_calamine.CalamineError, OSError, ValueError) as reason:
        raise SheetError(
            f"Tệp {path.name} không phải là bảng tính hoặc bị hỏng.",
            do="Mở tệp bằng Excel, chọn “Lưu thành” dạng .xlsx rồi nhập lại.",
        ) from reason
    scans = scan(path) if kind in {".xlsx", ".xlsm"} else {}
    if kind == ".xls":
        scans = _scan_xls(path)
    return [_raw(name, rows, scans.get(name)) for name, rows in found.items()]


def _raw(name: str, rows: Sequence[Sequence[object]], scanned: SheetScan | None) -> RawSheet:
    if scanned is None:
        return RawSheet(name, rows)
    return RawSheet(name, rows, scanned.hidden, scanned.fonts)


def _scan_xls(path: Path) -> dict[str, SheetScan]:
    """Fonts of an old workbook, only when it lists an old Vietnamese one."""
    try:
        book = xlrd.open_workbook(str(path), formatting_info=True)
    except (xlrd.XLRDError, NotImplementedError, AssertionError, IndexError, ValueError):
        return {}
    names = [font.name for font in book.font_list]
    if not any(of_font(name) for name in names):
        return {}
    found = {}
    for sheet in book.sheets():
        fonts = {}
        for row in range(sheet.nrows):
            for column in range(sheet.ncols):
                name = names[book.xf_list[sheet.cell_xf_index(row, column)].font_index]
                if of_font(name):
                    fonts[row + 1, column] = name
        hidden = frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
        found[sheet.name] = SheetScan(hidden, fonts)
    return found


def _limited(sheet: RawSheet, path: Path) -> RawSheet:
    width = max((len(row) for row in sheet.rows), default=0)
    if len(sheet.rows) > ROW_LIMIT or width > COLUMN_LIMIT:
        raise SheetError(
            f"Tệp {path.name} có {len(sheet.rows)} dòng, {width} cột; tối đa {ROW_LIMIT} dòng, {COLUMN_LIMIT} cột.",
            do="Chia tệp thành nhiều phần.",
            code="ANTQ-3004",
        )
    return sheet
