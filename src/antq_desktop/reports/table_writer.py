"""Second pass over a table: draws the pages that `table_layout` has cut, in raw operators.

Fast because every distinct text is measured and encoded once, each page is one string, and no object stands for
a cell. Pages before `from_page` are laid out (numbers and totals need them) but not drawn.
"""

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.progress import Progress
from antq_desktop.reports.fonts import FontSet, Style
from antq_desktop.reports.ink import Ink
from antq_desktop.reports.pdf_file import PaperInfo, Target, add_page, document_bytes, new_document, write_file
from antq_desktop.reports.table_closing import closing_operators
from antq_desktop.reports.table_frame import (
    BOTTOM,
    ISSUERS_GAP,
    LEAD,
    LEFT,
    PAD,
    SIZE,
    SMALL,
    TITLE_SIZE,
    TOP,
    Frame,
    make_frame,
)
from antq_desktop.reports.table_layout import CELLED, Band, Page, TableLayout, lay_out
from antq_desktop.reports.table_paper import TablePaper
from antq_desktop.reports.text import paper_text
from antq_desktop.reports.watermark import watermark_operators

_STEP = 20
_RISE = 0.34 * SIZE
_BOX = 8.0
_SHADE = 0.92


def write_table(target: Target, paper: TablePaper, fonts: FontSet, progress: Progress) -> int:
    """Print a table as PDF.

    Args:
        target: where the paper goes; an older one there is replaced.
        paper: what to print.
        fonts: the paper's faces.
        progress: told rows laid out, then pages drawn.

    Returns:
        The number of pages drawn.

    Raises:
        UsageError: `from_page` lies behind the last page.
        ReportError: the file cannot be written.
        DiskFull, StoreReadOnly: from the disk.
        Cancelled: the person asked to stop; no file is left behind.
    """
    document = new_document(PaperInfo(paper_text(" ".join(paper.title)), paper_text(paper.author), paper.made_on))
    ink = Ink(fonts, document)
    frame = make_frame(paper, ink)
    layout = lay_out(paper, frame, ink, progress)
    count = len(layout.pages)
    if not 1 <= paper.from_page <= count:
        raise UsageError(
            f"Bản in chỉ có {count} trang, không in được từ trang {paper.from_page}.",
            do=f"Chọn trang từ 1 đến {count}.",
        )
    draw = _Drawing(paper, layout, ink)
    for number in range(paper.from_page, count + 1):
        if number % _STEP == 0:
            progress.step(number, count, "Đang in ra tệp")
        add_page(document, frame.width, frame.height, draw.page(number))
    data = document_bytes(document)
    progress.step(count, count, "Đang ghi tệp")
    write_file(target, data)
    return count - paper.from_page + 1


class _Drawing:
    """Draws the pages of one layout."""

    def __init__(self, paper: TablePaper, layout: TableLayout, ink: Ink):
        self._paper = paper
        self._layout = layout
        self._ink = ink
        frame = layout.frame
        self._watermark = (
            watermark_operators(paper_text(paper.watermark), ink, frame.width, frame.height) if paper.watermark else ""
        )
        self._column_titles = {first: self._titles(frame, frame.table_top(first=first)) for first in (True, False)}
        self._footer = self._foot(frame)
        self._body_font = ink.font("regular", SIZE)
        self._choices = [
            (left, tuple(ink.show_in_current(paper_text(word), "regular", SIZE) for word in column.choices))
            for left, column in zip(frame.edges, paper.columns, strict=False)
            if column.choices
        ]

    def page(self, number: int) -> str:
        """All operators of one page, counted from 1."""
        frame = self._layout.frame
        page = self._layout.pages[number - 1]
        lines: list[str] = [self._watermark, "0.5 w 0 G 0 g"]
        text: list[str] = ["BT"]
        if page.first:
            self._heading(frame, lines, text)
        text.append(self._column_titles[page.first])
        text.append(self._body_font)
        self._bands(page, lines, text)
        counter = f"Trang {number}/{len(self._layout.pages)}"
        text.append(self._footer)
        text.append(
            self._at(
                frame.right - self._ink.width(counter, "regular", SMALL + 1), BOTTOM - 26, counter, "regular", SMALL + 1
            )
        )
        text.append("ET")
        if page.closing is not None:
            text.append(closing_operators(self._layout.closing, frame, self._ink, page.closing))
        return "\n".join([*lines, *text])

    def _at(self, x: float, y: float, text: str, style: Style, size: float) -> str:
        return f"1 0 0 1 {x:.2f} {y:.2f} Tm {self._ink.show(text, style, size)}"

    def _centred(self, middle: float, y: float, text: str, style: Style, size: float) -> str:
        return self._at(middle - self._ink.width(text, style, size) / 2, y, text, style, size)

    def _heading(self, frame: Frame, lines: list[str], text: list[str]) -> None:
        heading = frame.heading
        y = frame.height - TOP
        last = len(heading.issuers) - 1
        middle = LEFT + max([60.0, *(self._ink.width(line, "bold", 12.0) / 2 for line in heading.issuers)])
        for n, line in enumerate(heading.issuers):
            y -= 14.0
            text.append(self._centred(middle, y + 2, line, "bold" if n == last else "regular", 12.0))
        if heading.issuers:
            reach = self._ink.width(heading.issuers[-1], "bold", 12.0) * 0.21
            lines.append(f"{middle - reach:.2f} {y - 2:.2f} m {middle + reach:.2f} {y - 2:.2f} l S")
            y -= ISSUERS_GAP
        for line in heading.title:
            y -= 18.0
            text.append(self._centred(frame.width / 2, y + 4, line, "bold", TITLE_SIZE))
        for line in heading.subtitle:
            y -= 15.0
            text.append(self._centred(frame.width / 2, y + 4, line, "italic", 12.0))

    def _titles(self, frame: Frame, top: float) -> str:
        out = []
        for left, right, lines in zip(frame.edges, frame.edges[1:], frame.titles, strict=False):
            y = top - frame.titles_height / 2 + len(lines) * LEAD / 2 - LEAD / 2 - _RISE
            for n, line in enumerate(lines):
                out.append(self._centred((left + right) / 2, y - n * LEAD, line, "bold", SIZE))
        return "\n".join(out)

    def _foot(self, frame: Frame) -> str:
        out = []
        if self._paper.purpose:
            out.append(self._at(frame.left, BOTTOM - 13, paper_text(self._paper.purpose), "italic", SMALL))
        if self._paper.footer:
            out.append(self._at(frame.left, BOTTOM - 26, paper_text(self._paper.footer), "italic", SMALL + 1))
        if self._paper.watermark:
            mark = paper_text(self._paper.watermark)
            out.append(self._centred(frame.width / 2, BOTTOM - 39, mark, "bold", SMALL + 1))
        return "\n".join(out)

    def _bands(self, page: Page, lines: list[str], text: list[str]) -> None:
        frame = self._layout.frame
        left, right = f"{frame.left:.2f}", f"{frame.right:.2f}"
        top = frame.table_top(first=page.first)
        start, bottom = top, top - frame.titles_height
        lines.extend(self._shade(band) for band in page.bands if band.kind == "remark")
        lines.append(f"{left} {top:.2f} m {right} {top:.2f} l {left} {bottom:.2f} m {right} {bottom:.2f} l")
        for band in page.bands:
            bottom = band.top - band.height
            if band.kind in CELLED:
                self._row(band, lines, text)
            else:
                self._uprights(start, band.top, lines)
                start = bottom
                self._sentence(band, text)
            lines.append(f"{left} {bottom:.2f} m {right} {bottom:.2f} l")
        self._uprights(start, bottom, lines)
        lines.append(f"{left} {top:.2f} m {left} {bottom:.2f} l {right} {top:.2f} m {right} {bottom:.2f} l S")

    def _shade(self, band: Band) -> str:
        frame = self._layout.frame
        corner = f"{frame.left:.2f} {band.top - band.height:.2f}"
        return f"{_SHADE} g {corner} {frame.right - frame.left:.2f} {band.height:.2f} re f 0 g"

    def _uprights(self, top: float, bottom: float, lines: list[str]) -> None:
        if top - bottom > 0.01:
            high, low = f"{top:.2f}", f"{bottom:.2f}"
            lines.extend(f"{x:.2f} {high} m {x:.2f} {low} l" for x in self._layout.frame.edges[1:-1])

    def _row(self, band: Band, lines: list[str], text: list[str]) -> None:
        middle = band.top - band.height / 2 - _RISE
        single = f"{middle:.2f}"
        for cell in band.cells:
            if len(cell) == 1:
                before, after = cell[0]
                text.append(before + single + after)
            elif cell:
                y = middle + (len(cell) - 1) * LEAD / 2
                for before, after in cell:
                    text.append(f"{before}{y:.2f}{after}")
                    y -= LEAD
        for left, words in self._choices:
            y = middle + (len(words) - 1) * LEAD / 2
            for word in words:
                lines.append(f"{left + PAD + 1:.2f} {y - 0.8:.2f} {_BOX} {_BOX} re")
                text.append(f"1 0 0 1 {left + PAD + _BOX + 5:.2f} {y:.2f} Tm {word}")
                y -= LEAD

    def _sentence(self, band: Band, text: list[str]) -> None:
        style: Style = "italic" if band.kind in {"subtotal", "empty", "remark"} else "bold"
        y = band.top - band.height / 2 + (len(band.lines) - 1) * LEAD / 2 - _RISE
        for line in band.lines:
            text.append(self._at(self._layout.frame.left + PAD, y, line, style, SIZE))
            y -= LEAD
        text.append(self._body_font)
