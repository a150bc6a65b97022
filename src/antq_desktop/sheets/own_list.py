"""Reading back a list that this program wrote, by its hidden sheet and codes."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import python_calamine

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets.cells import shown
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
        values: cells by field key; of a formula its result, None where it has none.
        formulas: which cells are formulas or show an error: the error by field key, empty for a formula that shows
            none; under an empty key where that is the code.
    """

    number: int
    code: str
    values: dict[str, object]
    formulas: Mapping[str, str] = field(default_factory=dict)


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
            scanned = scan(package, formulas=True).get(SHEET, SheetScan())
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
    formulas = _formulas(scanned, keys)
    lines = []
    for number in (*range(2, len(rows) + 1), *sorted(number for number in formulas if number > len(rows))):
        cells = rows[number - 1] if number <= len(rows) else []
        known = formulas.get(number, {})
        values: dict[str, object] = {
            key: _cell(cells[place]) if place < len(cells) and not known.get(key) else None
            for place, key in enumerate(keys, 1)
        }
        if known or any(value is not None for value in values.values()):
            code = "" if "" in known or not cells else shown(cells[0]).strip()
            lines.append(OwnRow(number, code, values, known))
    meta = {key: value for key, value in said.items() if key not in {"format", "keys", "titles"}}
    return OwnList(meta, keys, tuple(lines))


def _formulas(scanned: SheetScan, keys: Sequence[str]) -> dict[int, dict[str, str]]:
    """By row what `OwnRow.formulas` says."""
    found: dict[int, dict[str, str]] = {}
    for row, column in (*scanned.formulas, *scanned.errors):
        if row > 1 and column <= len(keys):
            key = keys[column - 1] if column else ""
            found.setdefault(row, {})[key] = scanned.errors.get((row, column), "")
    return found


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
