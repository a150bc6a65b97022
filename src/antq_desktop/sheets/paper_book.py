"""Tables of papers as workbooks: the same columns and rows as on paper, figures as figures and days as days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.sheets.placing import whole_file
from antq_desktop.sheets.writer import Column, Styles, options_for, write_cell

Cell = str | int | date | None
_SHEET = "Biểu"
_STEP = 500


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row.

    Attributes:
        cells: one for each column, or a single sentence that runs over the columns after it.
        bold: whether it heads or sums up other rows.
    """

    cells: tuple[Cell, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PaperBook:
    """A paper's table.

    Attributes:
        title: for the file's properties and the page header.
        head: lines over the table; the first `bold_lines` of them are bold.
        bold_lines: how many.
        columns: from left to right.
        rows: read once.
        landscape: how its pages lie when it is printed.
    """

    title: str
    head: tuple[str, ...]
    bold_lines: int
    columns: Sequence[Column]
    rows: Iterable[BookRow]
    landscape: bool = True


def write_paper_book(path: Path, book: PaperBook, progress: Progress | None = None) -> int:
    """Write the table.

    Args:
        path: the .xlsx; replaced whole.
        book: what to write.
        progress: told rows.

    Returns:
        Number of rows under the headings.

    Raises:
        StorageError: it cannot be written; the old file is as it was.
    """
    watcher = progress or Silent()
    with whole_file(path) as partial, Workbook(str(partial), options_for(partial)) as workbook:
        workbook.set_properties({"title": book.title})
        plain, bold = Styles(workbook), Styles(workbook, bold=True)
        running = (Styles(workbook, text_wrap=False), Styles(workbook, bold=True, text_wrap=False))
        sheet = workbook.add_worksheet(_SHEET)
        top = len(book.head) + 1
        _set_page(sheet, book, top)
        for place, words in enumerate(book.head):
            write_cell(sheet, (place, 0), words, running[place < book.bold_lines])
        for place, column in enumerate(book.columns):
            sheet.write_string(top, place, column.title, plain.head)
        count = 0
        for count, row in enumerate(book.rows, 1):
            styles = (bold if row.bold else plain) if len(row.cells) > 1 else running[row.bold]
            for place, cell in enumerate(row.cells):
                write_cell(sheet, (top + count, place), cell, styles)
            if count % _STEP == 0:
                watcher.step(count, None, "Ghi tệp Excel")
    return count


def _set_page(sheet: Worksheet, book: PaperBook, top: int) -> None:
    if book.landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 2)
    sheet.set_footer("&RTrang &P/&N")
    for place, column in enumerate(book.columns):
        sheet.set_column(place, place, column.width)
