"""First pass over a table: wraps the cells and cuts the rows into pages.

A group's title never stands alone at the foot of a page, a sub-total or total never alone at the head of one, and
the signatures never on a page without rows. A row that heads others stays with the first of them. A row taller than
a page goes on over the next pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from antq_desktop.domain.progress import Progress
from antq_desktop.reports.ink import Ink
from antq_desktop.reports.table_closing import Closing, measure_closing
from antq_desktop.reports.table_frame import LEAD, PAD, SIZE, Frame
from antq_desktop.reports.table_paper import HeadRow, Remark, Row, TableGroup, TablePaper
from antq_desktop.reports.text import paper_text

Kind = Literal["row", "head", "remark", "group", "subtotal", "total", "empty"]
Cell = tuple[tuple[str, str], ...]
CONTINUED = " (tiếp theo)"
_STYLES: dict[Kind, Literal["bold", "italic"]] = {
    "group": "bold",
    "subtotal": "italic",
    "total": "bold",
    "empty": "italic",
    "remark": "italic",
}
CELLED = frozenset({"row", "head"})
_FILLING = frozenset({"row", "remark"})
_LEADING = frozenset({"group", "head"})
_STEP = 500


@dataclass(slots=True)
class Band:
    """One horizontal strip of the table.

    Attributes:
        kind: what it is; all but those of `CELLED` run over the whole width.
        height: in points.
        cells: of a row: for each column its lines as (operators up to the x position, operators that draw).
        lines: of the other kinds: the wrapped sentence.
        top: y of its upper border, set when it is placed.
    """

    kind: Kind
    height: float
    cells: tuple[Cell, ...] = ()
    lines: tuple[str, ...] = ()
    top: float = 0.0


@dataclass(slots=True)
class Page:
    """One page.

    Attributes:
        first: it begins with the heading of the paper.
        bands: from top to bottom.
        closing: y at which boxes, notes and signatures begin; none on other pages.
    """

    first: bool
    bands: list[Band] = field(default_factory=list)
    closing: float | None = None


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table cut into pages."""

    frame: Frame
    pages: list[Page]
    closing: Closing


class _Cutter:
    """Places bands on pages."""

    def __init__(self, frame: Frame):
        self._frame = frame
        self.pages: list[Page] = []
        self._y = 0.0
        self._pending: list[Band] = []
        self._continued: Band | None = None
        self._running = False

    def open_page(self, *, first: bool) -> None:
        """Begin a page."""
        self.pages.append(Page(first))
        self._y = self._frame.rows_top(first=first)

    def open_group(self, title: Band | None, continued: Band | None) -> None:
        """Name the group to come; its title is placed together with its first band."""
        self._pending = [] if title is None else [title]
        self._continued = continued
        self._running = True

    def close_group(self) -> None:
        """Let further pages begin without a group's title, unless they begin with rows of the last group."""
        self._running = False

    def put(self, band: Band) -> None:
        """Place a band, on a further page when there is no room; one that heads others waits for the first of them."""
        if band.kind == "head":
            self._pending.append(band)
        else:
            self._lay(band)

    def settle(self) -> None:
        """Place what waited for a row that did not come."""
        if self._pending and self._pending[-1].kind == "head":
            self._lay(self._pending.pop())

    def _lay(self, band: Band) -> None:
        need = band.height + sum(waiting.height for waiting in self._pending)
        if self._y - need < self._frame.bottom:
            follows = not self._pending and band.kind in {"subtotal", "total"}
            self._turn(self._carried() if follows else [])
        for waiting in self._pending:
            self._place(waiting)
        self._pending.clear()
        self._place(band)

    def put_closing(self, height: float) -> None:
        """Reserve room under the table, together with at least one row."""
        if self._y - height < self._frame.bottom:
            self._turn(self._carried())
        self.pages[-1].closing = self._y
        self._y -= height

    def _turn(self, carried: list[Band]) -> None:
        self.open_page(first=False)
        begins = any(waiting.kind == "group" for waiting in self._pending)
        goes_on = carried[0].kind != "group" if carried else self._running and not begins
        if self._continued is not None and goes_on:
            self._place(Band("group", self._continued.height, lines=self._continued.lines))
        for band in carried:
            self._place(band)

    def _carried(self) -> list[Band]:
        """Take the last row, and what follows it, off the page, unless that would leave it without rows."""
        bands = self.pages[-1].bands
        at = next((n for n in range(len(bands) - 1, -1, -1) if bands[n].kind in _FILLING), 0)
        while at > 0 and bands[at - 1].kind in _LEADING:
            at -= 1
        if at <= 0 or not any(band.kind in _FILLING for band in bands[:at]):
            return []
        carried = bands[at:]
        del bands[at:]
        return carried

    def _place(self, band: Band) -> None:
        band.top = self._y
        self._y -= band.height
        self.pages[-1].bands.append(band)


class _Rows:
    """Turns rows of text into bands; equal texts of a column are worked on once."""

    def __init__(self, paper: TablePaper, frame: Frame, ink: Ink):
        self._frame = frame
        self._ink = ink
        self._columns = [
            (left + PAD, right - left - 2 * PAD, column.align)
            for left, right, column in zip(frame.edges, frame.edges[1:], paper.columns, strict=False)
        ]
        self._known: list[dict[str, Cell]] = [{} for _ in paper.columns]
        self._known_bold: list[dict[str, Cell]] = [{} for _ in paper.columns]
        self._least = max([1, *(len(column.choices) for column in paper.columns)])

    def bands(self, row: Row) -> Iterable[Band]:
        """The bands of one row: one, or several when it is taller than a page."""
        cells = []
        tallest = self._least
        heads = isinstance(row, HeadRow)
        all_known = self._known_bold if heads else self._known
        for text, known, n in zip(row, all_known, range(len(self._columns)), strict=True):
            cell = known.get(text)
            if cell is None:
                cell = known[text] = self._cell(text, n, "bold" if heads else "regular")
            tallest = max(tallest, len(cell))
            cells.append(cell)
        longest = self._frame.longest
        if tallest <= longest:
            height = tallest * LEAD + 2 * PAD
            least = self._frame.row_height
            return (Band("head" if heads else "row", height if height > least else least, tuple(cells)),)
        return [self._slice(cells, start, min(start + longest, tallest)) for start in range(0, tallest, longest)]

    def sentence(self, kind: Kind, text: str) -> Band:
        """A band over the whole width."""
        room = self._frame.right - self._frame.left - 2 * PAD
        lines = self._ink.wrap(paper_text(text), _STYLES[kind], SIZE, room)
        return Band(kind, max(len(lines) * LEAD + 2 * PAD - 0.6, 18.0), lines=lines)

    def _slice(self, cells: list[Cell], start: int, end: int) -> Band:
        return Band("row", (end - start) * LEAD + 2 * PAD, tuple(cell[start:end] for cell in cells))

    def _cell(self, text: str, number: int, style: Literal["regular", "bold"]) -> Cell:
        left, room, align = self._columns[number]
        text = paper_text(text)
        if not text:
            return ()
        ink = self._ink
        lines = []
        whole = ink.measure(text, style)
        fits = whole.width * SIZE * 0.001 <= room
        for line in (text,) if fits else ink.wrap(text, style, SIZE, room):
            measured = whole if fits else ink.measure(line, style)
            x = left
            if align != "left":
                spare = room - measured.width * SIZE * 0.001
                x += spare / 2 if align == "center" else spare
            codes = measured.codes
            if style == "bold":
                drawn = f"{ink.show(line, style, SIZE)} {ink.font('regular', SIZE)}"
            else:
                drawn = ink.show_in_current(line, "regular", SIZE) if codes is None else f"({codes}) Tj"
            lines.append((f"1 0 0 1 {x:.2f} ", f" Tm {drawn}"))
        return tuple(lines)


def lay_out(paper: TablePaper, frame: Frame, ink: Ink, progress: Progress) -> TableLayout:
    """Cut a paper into pages.

    Args:
        paper: its groups are read once.
        frame: from `table_frame.make_frame`.
        ink: of the document to be drawn.
        progress: told the rows laid out.

    Raises:
        Cancelled: the person asked to stop.
        ValueError: a row does not have one text per column.
    """
    closing = measure_closing(paper, frame, ink)
    cutter = _Cutter(frame)
    rows = _Rows(paper, frame, ink)
    done = 0
    for number, group in enumerate(paper.groups):
        if number == 0 or paper.group_starts_page:
            cutter.open_page(first=True)
        before = done
        done = _lay_group(group, cutter, rows, progress, done)
        if done == before and group.subtotal is None:
            cutter.put(rows.sentence("empty", paper.empty))
        if paper.group_starts_page:
            cutter.put_closing(closing.height)
    if not cutter.pages:
        cutter.open_page(first=True)
        cutter.put(rows.sentence("empty", paper.empty))
    cutter.close_group()
    if paper.total is not None:
        cutter.put(rows.sentence("total", paper.total))
    if closing.height and not paper.group_starts_page:
        cutter.put_closing(closing.height)
    return TableLayout(frame, cutter.pages, closing)


def _lay_group(group: TableGroup, cutter: _Cutter, rows: _Rows, progress: Progress, done: int) -> int:
    if group.title:
        cutter.open_group(rows.sentence("group", group.title), rows.sentence("group", group.title + CONTINUED))
    else:
        cutter.open_group(None, None)
    for row in group.rows:
        if done % _STEP == 0:
            progress.step(done, None, "Đang dàn trang")
        for band in (rows.sentence("remark", row.words),) if isinstance(row, Remark) else rows.bands(row):
            cutter.put(band)
        done += 1
    cutter.settle()
    if group.subtotal is not None:
        cutter.put(rows.sentence("subtotal", group.subtotal))
    return done
