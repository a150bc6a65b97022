"""Lists as workbooks for Excel: text stays text, no formula can come alive, and the program can read them back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.sheets.formulas import is_dangerous
from antq_desktop.sheets.placing import whole_file

CODE_HEADER = "_ma"
FORMAT = "antq-list/1"
META_SHEET = "_antq"
SHEET = "Danh sách"
FONT = {"font_name": "Times New Roman", "font_size": 12}
_CELL_LIMIT = 32_767
_STEP = 500
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: field key, by which the program reads it back.
        title: heading.
        kind: text, integer or date.
        width: in characters.
    """

    key: str
    title: str
    kind: str = "text"
    width: int = 24


class Styles:
    """Cell formats of one workbook.

    Args:
        book: the workbook.
        more: properties of all of them, over the usual ones, for example `bold`.
    """

    def __init__(self, book: Any, **more: bool):
        usual = {**FONT, "valign": "top", **more}
        self.text: Format = book.add_format({"num_format": "@", "text_wrap": True, **usual})
        self.quoted: Format = book.add_format({"num_format": "@", "quote_prefix": True, **usual})
        self.date: Format = book.add_format({"num_format": "dd/mm/yyyy", **usual})
        self.number: Format = book.add_format(usual)
        head = {**FONT, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E7EEEB"}
        self.head: Format = book.add_format(head)


def write_list(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | int | date | None]],
    *,
    title: str,
    meta: Mapping[str, str],
    progress: Progress | None = None,
) -> int:
    """Write a list.

    Args:
        path: the .xlsx; replaced whole.
        columns: of the list.
        rows: the record's code first, then one cell for each column.
        title: for the file's properties and the page header.
        meta: what the list is, for reading it back.
        progress: told rows.

    Returns:
        Number of rows.

    Raises:
        StorageError: it cannot be written; the old file is as it was.
    """
    watcher = progress or Silent()
    with whole_file(path) as partial, Workbook(str(partial), options_for(partial)) as book:
        book.set_properties({"title": title})
        styles = Styles(book)
        sheet = book.add_worksheet(SHEET)
        _set_page(sheet, columns, title)
        sheet.write_string(0, 0, CODE_HEADER, styles.head)
        for place, column in enumerate(columns, 1):
            sheet.write_string(0, place, column.title, styles.head)
        count = 0
        for count, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                write_cell(sheet, (count, place), cell, styles)
            if count % _STEP == 0:
                watcher.step(count, None, "Ghi tệp Excel")
        sheet.autofilter(0, 1, max(1, count), len(columns))
        _write_meta(book.add_worksheet(META_SHEET), columns, meta)
    return count


def options_for(partial: Path) -> dict[str, Any]:
    """Options of a workbook whose helping files lie beside it."""
    return {**OPTIONS, "tmpdir": str(partial.parent)}


def _set_page(sheet: Worksheet, columns: Sequence[Column], title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2)
    sheet.set_header(f"&C{title.replace('&', '&&')}")
    sheet.set_footer("&RTrang &P/&N")
    sheet.set_column(0, 0, None, None, {"hidden": True})
    for place, column in enumerate(columns, 1):
        sheet.set_column(place, place, column.width)


def write_cell(sheet: Worksheet, place: tuple[int, int], cell: str | int | date | None, styles: Styles) -> None:
    """Write one cell as what it is; a text is never anything but a text."""
    row, column = place
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, styles.date)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, styles.number)
    else:
        text = cell[:_CELL_LIMIT]
        sheet.write_string(row, column, text, styles.quoted if is_dangerous(text) else styles.text)


def _write_meta(sheet: Worksheet, columns: Sequence[Column], meta: Mapping[str, str]) -> None:
    sheet.very_hidden()
    keys, titles = "|".join(column.key for column in columns), "|".join(column.title for column in columns)
    lines = [("format", FORMAT), ("keys", keys), ("titles", titles), *meta.items()]
    for row, (key, value) in enumerate(lines):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
