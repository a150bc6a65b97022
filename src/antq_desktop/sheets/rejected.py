"""Rows that were not taken, as a workbook to correct and import again: own columns, the reason, room to decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter import Workbook

from antq_desktop.sheets.placing import whole_file
from antq_desktop.sheets.writer import Styles, options_for, write_cell

REASON, DECISION, ROW, BATCH = "Lý do", "Quyết định", "_dong", "_lo"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row.

    Attributes:
        sheet: where it stood, None in a text file.
        row_no: its number there.
        cells: texts of mapped columns only, in the order of the headings.
        reason: why it was not taken.
        needs_decision: whether a person has to choose.
        answer: what was answered so far.
    """

    sheet: str | None
    row_no: int
    cells: Sequence[str]
    reason: str
    needs_decision: bool
    answer: str = ""


def write_rejected(
    path: Path, headers: Sequence[str], rows: Iterable[RejectedRow], batch: str, answer: str = DECISION
) -> int:
    """Write rejected rows; returns how many.

    Args:
        path: the .xlsx; replaced whole.
        headers: headings of mapped columns in the file's own order.
        rows: what was not taken.
        batch: names the file they came from.
        answer: heading of the column in which a person decides.

    Raises:
        StorageError: it cannot be written.
    """
    with whole_file(path) as partial, Workbook(str(partial), options_for(partial)) as book:
        styles = Styles(book)
        sheet = book.add_worksheet("Dòng chưa nhập")
        for column, header in enumerate((*headers, REASON, answer, ROW, BATCH)):
            sheet.write_string(0, column, header, styles.head)
        width = len(headers)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(0, width - 1), 22)
        sheet.set_column(width, width, 60)
        sheet.set_column(width + 1, width + 1, 18)
        sheet.set_column(width + 2, width + 3, None, None, {"hidden": True})
        count = 0
        for count, row in enumerate(rows, 1):
            place = f"{row.sheet}!{row.row_no}" if row.sheet else str(row.row_no)
            for column, text in enumerate((*row.cells, row.reason, row.answer, place, batch)):
                write_cell(sheet, (count, column), text, styles)
    return count
