"""A chart of shares in the layout of the decree: a bar a line, read without colour, its numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.lib.colors import black, white
from reportlab.lib.enums import TA_LEFT
from reportlab.platypus import Flowable, Table, TableStyle

from antq_desktop.domain.progress import Progress
from antq_desktop.reports.decree import WIDTH, DecreeSet
from antq_desktop.reports.decree_file import write_decree
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.letterhead import Letterhead
from antq_desktop.reports.pdf_file import PaperInfo, Target
from antq_desktop.reports.table_paper import SignatureBlock

SIZE = 12
NAME, WORDS = 0.32, 0.26
HEIGHT, HATCH = 9.0, 3.0


@dataclass(frozen=True, slots=True)
class BarLine:
    """One bar.

    Attributes:
        name: what it is of.
        share: part that is reached, 0 to 1.
        words: percentage and numbers, beside the bar.
    """

    name: str
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars under a title."""

    title: str
    bars: tuple[BarLine, ...]


@dataclass(frozen=True, slots=True)
class ChartPaper:
    """The paper.

    Attributes:
        letterhead: who issues it.
        dated: place and blank date.
        made_on: day of printing, for the file's properties.
        subject: lines under "BIỂU ĐỒ".
        charts: under each other.
        notes: sentences in small letters at the end.
        watermark: large grey words.
    """

    letterhead: Letterhead
    dated: str
    made_on: date
    subject: tuple[str, ...]
    charts: tuple[BarChart, ...]
    notes: tuple[str, ...]
    watermark: str | None


class _Bar(Flowable):  # type: ignore[misc] # reportlab has no types
    """What is reached hatched, what lacks white."""

    def __init__(self, share: float, width: float):
        super().__init__()
        self.width, self.height = width, HEIGHT
        self._share = min(1.0, max(0.0, share))

    def draw(self) -> None:
        """Draw the frame, then the hatching within what is reached."""
        canvas = self.canv
        canvas.setStrokeColor(black)
        canvas.setFillColor(white)
        canvas.setLineWidth(0.6)
        canvas.rect(0, 0, self.width, HEIGHT, fill=1)
        reached = self.width * self._share
        if not reached:
            return
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(0, 0, reached, HEIGHT)
        canvas.clipPath(path, stroke=0)
        place = -HEIGHT
        while place < reached:
            canvas.line(place, 0, place + HEIGHT, HEIGHT)
            place += HATCH
        canvas.restoreState()
        canvas.setLineWidth(1.6)
        canvas.line(reached, 0, reached, HEIGHT)


def write_charts(target: Target, paper: ChartPaper, fonts: FontSet, progress: Progress) -> int:
    """Print the charts; returns the number of pages. Errors as `decree_file.write_decree`."""
    info = PaperInfo(f"Biểu đồ: {paper.subject[0]}", paper.letterhead.author, paper.made_on)
    return write_decree(target, _pieces(paper, DecreeSet(fonts)), info, fonts, progress, paper.watermark)


def _pieces(paper: ChartPaper, put: DecreeSet) -> list[Any]:
    pieces = [put.letterhead(paper.letterhead, paper.dated), *put.title("BIỂU ĐỒ", paper.subject)]
    for chart in paper.charts:
        pieces += [*put.section(chart.title), _bars(chart.bars, put)]
    closing = [put.note(words) for words in paper.notes]
    closing.append(put.signatures(SignatureBlock(paper.letterhead.titles), [paper.letterhead.archive]))
    return [*pieces, put.together(closing)]


def _bars(bars: Sequence[BarLine], put: DecreeSet) -> Table:
    width = WIDTH * (1 - NAME - WORDS)
    data = [
        [
            put.paragraph(bar.name, SIZE, alignment=TA_LEFT),
            _Bar(bar.share, width - 8),
            put.paragraph(bar.words, SIZE, alignment=TA_LEFT),
        ]
        for bar in bars
    ]
    table = Table(data, colWidths=[WIDTH * NAME, width, WIDTH * WORDS], spaceAfter=8)
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return table
