"""Reading back a list that this program wrote, by its hidden sheet and codes."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import python_calamine

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets.cells import letter_of, shown
from antq_desktop.sheets.panics import Panics
from antq_desktop.sheets.scan import SheetScan, bytes_of, refuse_bomb, scan
from antq_desktop.sheets.writer import CODE_HEADER, FORMAT, META_SHEET, SHEET

Cell = str | int | date | None
_BOOK = "xl/workbook.xml"
_MOST_NAMES = 1_000_000
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of a list that came back.

    Attributes:
        number: in the sheet, from 1.
        code: of its record; empty for a row that a person added.
        values: cells by field key.
    """

    number: int
    code: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list that came back.

    Attributes:
        meta: what it is.
        keys: field keys of its columns.
        rows: those that are not empty.
    """

    meta: dict[str, str]
    keys: tuple[str, ...]
    rows: tuple[OwnRow, ...]


def read_own_list(path: Path) -> OwnList | None:
    """Read a list; None when the file was not written by this program.

    Raises:
        SheetError: not there, no workbook, damaged, or its columns were moved or removed.
    """
    data = bytes_of(path)
    try:
        refuse_bomb(data, path.name)
        with Panics():
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            if META_SHEET not in book.sheet_names:
                return None
            said = _meta(book)
            rows = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            scanned = scan(package).get(SHEET, SheetScan())
    except (python_calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile, zlib.error) as reason:
        raise SheetError(
            f"Tệp {path.name} bị hỏng hoặc thiếu bảng “{SHEET}”.", do="Kết xuất lại danh sách."
        ) from reason
    if said.get("format") != FORMAT:
        return None
    keys, titles = tuple(said.get("keys", "").split("|")), said.get("titles", "").split("|")
    if not rows or [shown(cell) for cell in rows[0][: len(keys) + 1]] != [CODE_HEADER, *titles]:
        raise SheetError(
            f"Các cột của {path.name} đã bị đổi chỗ hoặc xóa.", do="Kết xuất lại, chỉ sửa nội dung ô, không đổi cột."
        )
    for row, column in scanned.errors:
        if column <= len(keys):
            raise SheetError(
                f"Ô {letter_of(column)}{row} là công thức chưa có kết quả hoặc báo lỗi.", do="Gõ giá trị rồi nhập lại."
            )
    lines = []
    for number, cells in enumerate(rows[1:], 2):
        values: dict[str, object] = {
            key: _cell(cells[place]) if place < len(cells) else None for place, key in enumerate(keys, 1)
        }
        if any(value is not None for value in values.values()):
            lines.append(OwnRow(number, shown(cells[0]).strip(), values))
    meta = {key: value for key, value in said.items() if key not in {"format", "keys", "titles"}}
    return OwnList(meta, keys, tuple(lines))


def own_register(path: Path) -> str | None:
    """Key of the register a file is the list of; None for any other file, a damaged one too."""
    try:
        with zipfile.ZipFile(path) as package:
            names = package.getinfo(_BOOK)
            if names.file_size > _MOST_NAMES or f'name="{META_SHEET}"'.encode() not in package.read(names):
                return None
        data = path.read_bytes()
        refuse_bomb(data, path.name)
        with Panics():
            said = _meta(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)))
    except (python_calamine.CalamineError, SheetError, OSError, ValueError, KeyError, RuntimeError, *_ZIP_FAULTS):
        return None
    return said.get("register") if said.get("format") == FORMAT else None


def _meta(book: python_calamine.CalamineWorkbook) -> dict[str, str]:
    rows = book.get_sheet_by_name(META_SHEET).to_python()
    return {shown(row[0]): shown(row[1]) for row in rows if len(row) > 1}


def _cell(cell: object) -> Cell:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    text = shown(cell)
    return text or None
