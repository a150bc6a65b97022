"""The geometry of a table's pages: columns, headings, where the rows begin and end. Points, y upwards."""

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from antq_desktop.reports.ink import Ink
from antq_desktop.reports.table_paper import TablePaper
from antq_desktop.reports.text import paper_text

SIZE = 10.5
LEAD = 12.6
PAD = 3.0
TITLE_SIZE = 14.0
SMALL = 9.0
ISSUERS_GAP = 16.0
LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 15 * mm, 15 * mm, 20 * mm


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the table on a first page.

    Attributes:
        issuers: lines at the top left, with their face's weight decided by place: the last is bold.
        title: wrapped lines of the title.
        subtitle: wrapped lines under it.
        height: of all together, with the gap to the table.
    """

    issuers: tuple[str, ...]
    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The fixed measures of one paper.

    Attributes:
        width: of the page.
        height: of the page.
        edges: x of the column borders, one more than columns.
        titles: wrapped heading lines of each column.
        titles_height: height of the row of headings.
        row_height: least height of a row.
        heading: what stands over the table on first pages.
        bottom: y under which no row goes.
    """

    width: float
    height: float
    edges: tuple[float, ...]
    titles: tuple[tuple[str, ...], ...]
    titles_height: float
    row_height: float
    heading: Heading
    bottom: float

    @property
    def left(self) -> float:
        """X of the table's left border."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """X of the table's right border."""
        return self.edges[-1]

    def table_top(self, *, first: bool) -> float:
        """Y of the upper border of the table."""
        return self.height - float(TOP) - (self.heading.height if first else 0.0)

    def rows_top(self, *, first: bool) -> float:
        """Y at which the rows begin, under the headings of the columns."""
        return self.table_top(first=first) - self.titles_height

    @property
    def longest(self) -> int:
        """How many lines a cell may have before its row goes on over the next page."""
        room = self.rows_top(first=True) - self.bottom - 2 * self.row_height - 2 * PAD
        return max(1, int(room / LEAD))


def make_frame(paper: TablePaper, ink: Ink) -> Frame:
    """Measure a paper."""
    width, height = (A4[1], A4[0]) if paper.landscape else A4
    room = width - LEFT - RIGHT
    scale = room / sum(column.width_mm for column in paper.columns)
    edges = [LEFT]
    for column in paper.columns:
        edges.append(edges[-1] + column.width_mm * scale)
    titles = tuple(
        ink.wrap(paper_text(column.title), "bold", SIZE, right - left - 2 * PAD)
        for column, left, right in zip(paper.columns, edges, edges[1:], strict=False)
    )
    return Frame(
        width=width,
        height=height,
        edges=tuple(edges),
        titles=titles,
        titles_height=max(len(lines) for lines in titles) * LEAD + 3 * PAD,
        row_height=max(paper.row_height_mm * mm, LEAD + 2 * PAD - 0.6),
        heading=_heading(paper, ink, room),
        bottom=BOTTOM,
    )


def _heading(paper: TablePaper, ink: Ink, room: float) -> Heading:
    title = tuple(line for text in paper.title for line in ink.wrap(paper_text(text), "bold", TITLE_SIZE, room))
    subtitle = tuple(line for text in paper.subtitle for line in ink.wrap(paper_text(text), "italic", 12.0, room))
    issuers = tuple(paper_text(line) for line in paper.issuers)
    height = len(issuers) * 14.0 + len(title) * 18.0 + len(subtitle) * 15.0
    return Heading(issuers, title, subtitle, height + (ISSUERS_GAP if issuers else 0.0) + 8.0)
