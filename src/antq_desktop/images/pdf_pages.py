"""Pages of a PDF, a file or one that never was one, as pictures, for the preview and for the printer."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import pypdfium2

from antq_desktop.domain.errors import ReportError

POINTS_AN_INCH = 72
Source = Path | bytes
ONE_AT_A_TIME = Lock()
"""Held by whoever uses the library, which knows no threads."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page, drawn.

    Attributes:
        number: of the page, from 1.
        width: pixels across.
        height: pixels down.
        stride: bytes from one line to the next.
        data: lines from the top; one byte a pixel when grey, else red, green, blue.
        grey: whether it is grey.
    """

    number: int
    width: int
    height: int
    stride: int
    data: bytes
    grey: bool


def page_sizes(source: Source) -> list[tuple[float, float]]:
    """Width and height of every page in points.

    Raises:
        ReportError: the file is not there, or no PDF.
    """
    try:
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(source) as document:
            return [document.get_page_size(number) for number in range(len(document))]
    except (pypdfium2.PdfiumError, OSError) as reason:
        raise _unreadable(source) from reason


def draw_page(source: Source, number: int, dpi: float, *, grey: bool = False) -> PagePicture:
    """Draw one page, after whatever another thread draws.

    Args:
        source: the PDF file, or its bytes.
        number: of the page, from 1.
        dpi: pixels an inch.
        grey: for the printer.

    Raises:
        ReportError: the file or the page is not there, or no PDF.
    """
    try:
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(source) as document:
            if not 1 <= number <= len(document):
                raise ReportError(f"Không có trang {number}.", do="Chọn trang khác.")
            bitmap = document[number - 1].render(
                scale=dpi / POINTS_AN_INCH, grayscale=grey, rev_byteorder=True, prefer_bgrx=False
            )
            return PagePicture(number, bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), grey)
    except (pypdfium2.PdfiumError, OSError) as reason:
        raise _unreadable(source) from reason


def _unreadable(source: Source) -> ReportError:
    called = source.name if isinstance(source, Path) else "tờ giấy này"
    return ReportError(f"Không đọc được {called}.", do="Tạo lại tệp PDF rồi xem lại.")
