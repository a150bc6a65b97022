"""Pages on their way to a printer. Painter and printer belong to the worker from the first page to the last."""

from collections.abc import Sequence

from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from antq_desktop.domain.errors import ReportError
from antq_desktop.domain.progress import Progress
from antq_desktop.images.pdf_pages import PagePicture, Source, draw_page

MOST_DPI = 300


def image_of(picture: PagePicture) -> QImage:
    """A drawn page as an image of the window."""
    form = QImage.Format.Format_Grayscale8 if picture.grey else QImage.Format.Format_RGB888
    return QImage(picture.data, picture.width, picture.height, picture.stride, form).copy()


class PrintJob:
    """Some pages of a paper for one printer.

    Args:
        paper: the PDF file, or its bytes.
        printer: chosen and set; nobody else may use it until the job is through.
        pages: numbers from 1, in the order wanted.

    Attributes:
        printed: numbers of the pages the printer has taken.
    """

    def __init__(self, paper: Source, printer: QPrinter, pages: Sequence[int]):
        self._paper = paper
        self._printer = printer
        self._pages = pages
        self.printed: list[int] = []

    def run(self, progress: Progress) -> int:
        """Print in grey; called on the worker.

        Returns:
            How many pages were printed.

        Raises:
            Cancelled: stopped after the page at hand; what was printed is whole.
            ReportError: the printer does not begin, or a page cannot be drawn.
        """
        self._tell(progress)
        self._printer.setResolution(min(self._printer.resolution(), MOST_DPI))
        painter = QPainter()
        if not painter.begin(self._printer):
            raise ReportError("Máy in không nhận việc.", do="Kiểm tra máy in rồi in lại.")
        try:
            for number in self._pages:
                self._tell(progress)
                self._put(painter, number)
        finally:
            painter.end()  # whatever ended the work: a painter that is freed while it paints ends the program
        return len(self.printed)

    def _tell(self, progress: Progress) -> None:
        done, whole = len(self.printed), len(self._pages)
        progress.step(done, whole, f"In trang {done + 1} trên {whole}")

    def _put(self, painter: QPainter, number: int) -> None:
        picture = draw_page(self._paper, number, self._printer.resolution(), grey=True)
        if self.printed:
            self._printer.newPage()
        painter.drawImage(painter.viewport(), image_of(picture))
        self.printed.append(number)
