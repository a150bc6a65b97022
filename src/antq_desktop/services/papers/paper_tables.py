"""A table that leaves as PDF or as a workbook, with the same columns and rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.list_head import ListHead
from antq_desktop.reports.pdf_file import Target
from antq_desktop.reports.table_paper import HeadRow, Remark, Row, TableColumn, TableGroup, TablePaper
from antq_desktop.reports.table_writer import write_table
from antq_desktop.sheets.paper_book import BookRow, PaperBook, write_paper_book
from antq_desktop.sheets.writer import Column

Cell = str | int | date | None
LETTERS_PER_MM = 0.6
NARROWEST = 8


class Year(int):
    """A figure that is printed without dots between its digits."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row.

    Attributes:
        cells: one for each column.
        heads: whether it stands over the rows that belong to it.
    """

    cells: tuple[Cell, ...]
    heads: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """Rows under a title.

    Attributes:
        title: over them; empty for none.
        rows: lines, and sentences among them.
        subtotal: sentence under them.
    """

    title: str
    rows: tuple[Line | str, ...]
    subtotal: str | None = None

    @property
    def lines(self) -> int:
        """Number of rows that are no sentences."""
        return sum(isinstance(row, Line) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """A paper that is one table, its figures and days still figures and days.

    Attributes:
        title: lines of the title.
        footer: how the bottom line calls it.
        columns: from left to right.
        parts: in order.
        head: issuing bodies, lines under the title, signatures, watermark.
        empty: what stands in place of rows.
        total: sentence of the grand total.
        notes: sentences after the table.
        purpose: what the paper may be used for; empty without names.
        part_starts_page: each part is a paper of its own.
    """

    title: tuple[str, ...]
    footer: str
    columns: tuple[TableColumn, ...]
    parts: tuple[TablePart, ...]
    head: ListHead
    empty: str
    total: str | None = None
    notes: tuple[str, ...] = ()
    purpose: str = ""
    part_starts_page: bool = False

    @property
    def lines(self) -> int:
        """Number of rows that are no sentences."""
        return sum(part.lines for part in self.parts)


def print_table(target: Target, table: FigureTable, fonts: FontSet, progress: Progress, from_page: int = 1) -> int:
    """Write a table as PDF; returns the number of pages. Errors as `table_writer.write_table`."""
    head = table.head
    paper = TablePaper(
        title=table.title,
        columns=table.columns,
        groups=(TableGroup(part.title, _printed(part.rows), part.subtotal) for part in table.parts),
        author=head.author,
        made_on=head.made_on,
        subtitle=head.subtitle,
        issuers=head.issuers,
        total=table.total,
        footer=head.footer(table.footer),
        purpose=table.purpose,
        notes=table.notes,
        signatures=head.signatures,
        watermark=head.watermark,
        from_page=from_page,
        group_starts_page=table.part_starts_page,
        empty=table.empty,
    )
    return write_table(target, paper, fonts, progress)


def _printed(rows: Iterable[Line | str]) -> Iterator[Row | Remark]:
    for row in rows:
        if isinstance(row, str):
            yield Remark(row)
        else:
            cells = tuple(_text(cell) for cell in row.cells)
            yield HeadRow(cells) if row.heads else cells


def _text(cell: Cell) -> str:
    if isinstance(cell, Year):
        return str(cell)
    if isinstance(cell, int):
        return show_count(cell)
    return show_date(cell) if isinstance(cell, date) else cell or ""


def write_workbook(path: Path, table: FigureTable, progress: Progress) -> int:
    """Write a table as a workbook; returns the number of rows under the headings. Errors as `write_paper_book`."""
    head = table.head
    mark = (head.watermark,) if head.watermark else ()
    book = PaperBook(
        title=" – ".join((table.footer, head.author, *mark)),
        head=(*head.issuers, *table.title, *mark, *head.subtitle),
        bold_lines=len(head.issuers) + len(table.title) + len(mark),
        columns=[
            Column("", column.title, width=max(NARROWEST, round(column.width_mm * LETTERS_PER_MM)))
            for column in table.columns
        ],
        rows=_written(table),
    )
    return write_paper_book(path, book, progress)


def _written(table: FigureTable) -> Iterator[BookRow]:
    for part in table.parts:
        if part.title:
            yield BookRow((part.title,), bold=True)
        for row in part.rows or (table.empty,):
            yield BookRow((row,)) if isinstance(row, str) else BookRow(row.cells, bold=row.heads)
        if part.subtotal is not None:
            yield BookRow((part.subtotal,), bold=True)
    if not table.parts:
        yield BookRow((table.empty,))
    if table.total is not None:
        yield BookRow((table.total,), bold=True)
    yield from (BookRow((words,)) for words in (*table.notes, table.purpose) if words)
