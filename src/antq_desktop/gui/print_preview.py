"""The paper as it will be printed: its pages, a range, the printer, or the system's own viewer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QScrollArea, QWidget

from antq_desktop.domain.progress import Progress
from antq_desktop.gui.editors import mark
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import Push, button, column, label, named, row
from antq_desktop.gui.print_job import PrintJob, image_of
from antq_desktop.images.pdf_pages import POINTS_AN_INCH, PagePicture, Source, draw_page, page_sizes

SHOWN_WIDTH = 760
SPACING, MARGIN = 14, 18


def pages_in(text: str, count: int) -> list[int]:
    """Pages of a range as officers write it: "1-3, 5"; empty means all.

    Raises:
        ValueError: it names no page, or one that is not there.
    """
    if not text.strip():
        return list(range(1, count + 1))
    found: list[int] = []
    for part in text.replace(";", ",").split(","):
        first, _, last = part.partition("-")
        begin, end = int(first), int(last or first)
        if not 1 <= begin <= end <= count:
            raise ValueError(part)
        found.extend(range(begin, end + 1))
    return found


class PrintPreview(QDialog):
    """Shows a PDF page by page and prints what is wanted of it.

    Args:
        view: the office.
        paper: the PDF file, or the bytes of one that must not lie on the disk: the system's viewer is not offered then.
        title: what the paper is called; the file's name when left out.
    """

    def __init__(self, view: OfficeView, paper: Source, parent: QWidget | None = None, title: str = ""):
        super().__init__(parent)
        self._view = view
        self._paper = paper
        self._sizes: list[tuple[float, float]] = []
        self.pages: list[QLabel] = []
        self._drawn: set[int] = set()
        self._job: PrintJob | None = None
        self.setWindowTitle(f"Xem trước: {title or (paper.name if isinstance(paper, Path) else 'giấy')}")
        self.resize(QSize(940, 680))
        self.range = QLineEdit()
        self.range.setMinimumWidth(view.icons.theme.pixels(250))
        self.range.setPlaceholderText("để trống: tất cả; ví dụ 1-3, 5")
        self._fault = label("", "problem", wrap=True)
        self._fault.hide()
        self._count = label("", "muted")
        self._list = column(spacing=SPACING, margins=(MARGIN, MARGIN, MARGIN, MARGIN))
        self._area = self._make_area()
        self._build()
        self._area.verticalScrollBar().valueChanged.connect(self._show_visible)
        view.run("Mở tệp PDF", lambda _progress: page_sizes(paper), self._opened, self._failed)

    @property
    def printed(self) -> list[int]:
        """Numbers of the pages that went to the printer the last time."""
        return [] if self._job is None else self._job.printed

    def _make_area(self) -> QScrollArea:
        inside = QWidget()
        inside.setLayout(self._list)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName("Các trang")
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return area

    def _build(self) -> None:
        icons = self._view.icons
        go = button(icons, Push("In…", self.ask_printer, "printer", "primary"))
        opens = button(icons, Push("Mở bằng trình xem PDF", self.open_outside, "file-check"))
        close = button(icons, Push("Đóng", self.accept))
        opens.setVisible(isinstance(self._paper, Path))
        for made in (go, opens, close):
            made.setAutoDefault(False)
        fields = row(named("In các trang", self.range), self._count, None, opens, close, go, spacing=10)
        whole = column(self._area, self._fault, fields, spacing=10, margins=(14, 12, 14, 12))
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _opened(self, sizes: list[tuple[float, float]]) -> None:
        self._sizes = sizes
        self._count.setText(f"{len(sizes)} trang")
        for number, (width, height) in enumerate(sizes, start=1):
            page = QLabel()
            page.setAccessibleName(f"Trang {number}")
            page.setFixedSize(SHOWN_WIDTH, round(SHOWN_WIDTH * height / width))
            page.setStyleSheet("background: white; border: 1px solid #B9C3BE;")
            self.pages.append(page)
            self._list.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._show_visible()

    def _failed(self, error: BaseException) -> None:
        self.reject()
        self._view.fail(error)

    def _show_visible(self, *_: object) -> None:
        """Draw the pages in view and the one after them; the others wait."""
        top = self._area.verticalScrollBar().value()
        bottom = top + self._area.viewport().height()
        begin = MARGIN
        for number, page in enumerate(self.pages, start=1):
            near = begin - page.height() <= bottom and begin + page.height() >= top
            begin += page.height() + SPACING
            if near and number not in self._drawn:
                self._drawn.add(number)
                dpi = SHOWN_WIDTH * self.devicePixelRatioF() / self._sizes[number - 1][0] * POINTS_AN_INCH
                self._view.run("Vẽ trang", partial(self._draw, number, dpi), self._show_page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw what came into view."""
        super().resizeEvent(event)
        self._show_visible()

    def _draw(self, number: int, dpi: float, progress: Progress) -> PagePicture:
        progress.step(number, len(self._sizes))
        return draw_page(self._paper, number, dpi)

    def _show_page(self, picture: PagePicture) -> None:
        page = self.pages[picture.number - 1]
        pixmap = QPixmap.fromImage(image_of(picture))
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        page.setPixmap(pixmap)

    def open_outside(self) -> None:
        """Let the system's viewer show and print it."""
        if isinstance(self._paper, Path):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._paper)))

    def wanted_pages(self) -> list[int] | None:
        """The pages of the range, or None when it makes no sense, which is told."""
        try:
            found = pages_in(self.range.text(), len(self._sizes))
        except ValueError:
            found = []
        fault = "" if found else f"Ghi trang từ 1 đến {len(self._sizes)}, ví dụ 1-3, 5."
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        mark(self.range, wrong=bool(fault))
        return found or None

    def ask_printer(self) -> None:
        """Choose a printer, then print the range."""
        pages = self.wanted_pages()
        if pages is None:
            self.range.setFocus()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)

        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_pages(printer, pages)

    def print_pages(self, printer: QPrinter, pages: list[int]) -> None:
        """Print pages one after the other in grey; "Dừng" stops after the page at hand."""
        job = self._job = PrintJob(self._paper, printer, pages)
        tell = self._view.tell
        task = self._view.run("In giấy", job.run, lambda count: tell(f"Đã gửi {count} trang đến máy in."))
        task.cancelled.connect(lambda: tell(f"Đã dừng in sau {len(job.printed)} trang."))
