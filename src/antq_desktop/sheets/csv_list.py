"""Lists as CSV for programs that read no workbooks: UTF-8 with its mark, semicolons, no formula can come alive."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.progress import Progress
from antq_desktop.sheets.formulas import harmless
from antq_desktop.sheets.placing import whole_file
from antq_desktop.sheets.writer import Column

_STEP = 500


def write_csv(
    path: Path, columns: Sequence[Column], rows: Iterable[Sequence[str | int | date | None]], progress: Progress
) -> int:
    """Write a list; codes of records stay at home, since such a file does not come back.

    Args:
        path: the .csv; replaced whole.
        columns: of the list.
        rows: the record's code first, then one cell for each column.
        progress: told rows.

    Returns:
        Number of rows.

    Raises:
        StorageError: it cannot be written; the old file is as it was.
    """
    count = 0
    with whole_file(path) as partial, partial.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\r\n")
        out.writerow([column.title for column in columns])
        for count, row in enumerate(rows, 1):
            out.writerow([_text(cell) for cell in row[1:]])
            if count % _STEP == 0:
                progress.step(count, None, "Ghi tệp CSV")
    return count


def _text(cell: str | int | date | None) -> str:
    """A cell as text; one that a spreadsheet would take for a formula is quoted."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return show_date(cell)
    return harmless(cell) if isinstance(cell, str) else str(cell)
