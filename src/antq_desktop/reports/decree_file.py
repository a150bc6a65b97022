"""Puts the pieces of an official paper on pages and into a file."""

import math
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from antq_desktop.domain.progress import Progress
from antq_desktop.reports.decree import BOTTOM, LEFT, RIGHT, TOP, WIDTH
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.pdf_file import CREATOR, LANGUAGE, PDF_VERSION, PaperInfo, Target, write_file
from antq_desktop.reports.text import paper_text

_PAGE_NUMBER_SIZE = 13
_MARK_SIZE = 10
_GREY = 0.9


def write_decree(
    target: Target,
    pieces: Sequence[Any],
    info: PaperInfo,
    fonts: FontSet,
    progress: Progress,
    watermark: str | None = None,
) -> int:
    """Print an official paper.

    Args:
        target: where the paper goes; an older one there is replaced.
        pieces: from `decree.DecreeSet`; used up.
        info: properties of the file.
        fonts: the paper's faces.
        progress: told the pages.
        watermark: large grey words under every page.

    Returns:
        The number of pages.

    Raises:
        DiskFull, StoreReadOnly, ReportError: from the disk.
        Cancelled: the person asked to stop; no file is left behind.
    """
    buffer = BytesIO()
    pages = 0

    def decorate(canvas: Canvas, template: BaseDocTemplate) -> None:
        nonlocal pages
        pages = template.page
        canvas.setDateFormatter(info.pdf_date)
        if watermark:
            _watermark(canvas, paper_text(watermark), fonts)
        if pages > 1:
            canvas.setFont(fonts.regular, _PAGE_NUMBER_SIZE)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 13 * mm, str(pages))
        progress.step(pages, None, "Đang in ra tệp")

    template = _template(buffer, info, fonts)
    frame = Frame(LEFT, BOTTOM, WIDTH, A4[1] - TOP - BOTTOM, 0, 0, 0, 0)
    template.addPageTemplates([PageTemplate("paper", [frame], onPage=decorate)])
    template.build(list(pieces), canvasmaker=_canvas)
    progress.step(pages, pages, "Đang ghi tệp")
    write_file(target, buffer.getvalue())
    return pages


def _template(buffer: BytesIO, info: PaperInfo, fonts: FontSet) -> BaseDocTemplate:
    return BaseDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=LEFT,
        rightMargin=RIGHT,
        topMargin=TOP,
        bottomMargin=BOTTOM,
        title=paper_text(info.title),
        author=paper_text(info.author),
        subject=paper_text(info.title),
        creator=CREATOR,
        lang=LANGUAGE,
        displayDocTitle=1,
        invariant=1,
        initialFontName=fonts.regular,
    )


def _canvas(*args: Any, **settings: Any) -> Canvas:
    return Canvas(*args, **{**settings, "pdfVersion": PDF_VERSION, "pageCompression": 1})


def _watermark(canvas: Canvas, words: str, fonts: FontSet) -> None:
    width, height = A4
    size = min(0.72 * math.hypot(width, height) / fonts.width(words, "bold", 1.0), 110.0)
    canvas.saveState()
    canvas.setFillGray(_GREY)
    canvas.setFont(fonts.bold, size)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.drawCentredString(0, -0.3 * size, words)
    canvas.restoreState()
    canvas.setFont(fonts.bold, _MARK_SIZE)
    canvas.drawCentredString(width / 2, 9 * mm, words)
