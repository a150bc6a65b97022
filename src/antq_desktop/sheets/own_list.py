"""Reading back a list that this program wrote, by its hidden sheet and codes."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import python_calamine

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets.cells import shown
from antq_desktop.sheets.scan import refuse_bomb
from antq_desktop.sheets.writer import CODE_HEADER, META_SHEET, SHEET

FORMAT = "antq-list/1"
Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list that came back.

    Attributes:
        meta: what it is.
        keys: field keys of its columns.
        rows: record code (empty for rows a person added) and cells by field key.
    """

    meta: dict[str, str]
    keys: tuple[str, ...]
    rows: tuple[tuple[str, dict[str, object]], ...]


def read_own_list(path: Path) -> OwnList | None:
    """Read a list; None when the file was not written by this program.

    Raises:
        SheetError: no workbook, damaged, or its columns were moved or removed.
    """
    try:
        data = path.read_bytes()
        refuse_bomb(data, path.name)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        if META_SHEET not in book.sheet_names:
            return None
        said = {shown(row[0]): shown(row[1]) for row in book.get_sheet_by_name(META_SHEET).to_python() if len(row) > 1}
        rows = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile) as reason:
        raise SheetError(
            f"Tệp {path.name} bị hỏng hoặc thiếu bảng “{SHEET}”.", do="Kết xuất lại danh sách."
        ) from reason
    if said.get("format") != FORMAT:
        return None
    keys = tuple(said["keys"].split("|"))
    if not rows or shown(rows[0][0]) != CODE_HEADER or len(rows[0]) < len(keys) + 1:
        raise SheetError(
            f"Các cột của {path.name} đã bị đổi chỗ hoặc xóa.", do="Kết xuất lại, chỉ sửa nội dung ô, không đổi cột."
        )
    lines = []
    for row in rows[1:]:
        cells: dict[str, object] = {
            key: _cell(row[place]) if place < len(row) else None for place, key in enumerate(keys, 1)
        }
        if any(cell is not None for cell in cells.values()):
            lines.append((shown(row[0]), cells))
    meta = {key: value for key, value in said.items() if key not in {"format", "keys"}}
    return OwnList(meta, keys, tuple(lines))


def _cell(cell: object) -> Cell:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    text = shown(cell)
    return text or None
