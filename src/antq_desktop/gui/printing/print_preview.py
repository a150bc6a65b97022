"""The paper as it will be printed: its pages, a range, the printer, or the system's own viewer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QResizeEvent, QShortcut, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.editors import mark
from antq_desktop.gui.printing.files_out import first_folder, open_path, tell_written
from antq_desktop.gui.printing.print_job import PrintJob, image_of
from antq_desktop.gui.printing.printers import usual_printer
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.tasks import Task
from antq_desktop.gui.widgets.pieces import Push, button, column, label, named, row, size_over
from antq_desktop.images.pdf_pages import POINTS_AN_INCH, PagePicture, Source, draw_page, page_sizes
from antq_desktop.services import leaving
from antq_desktop.services.papers import papers, proofs
from antq_desktop.services.papers.proofs import Proof
from antq_desktop.storage import looks

SHOWN_WIDTH = 760
ZOOMS = (50, 67, 80, 100, 125, 150, 200, 300)
WHOLE = 100
WIDEST = 940, 680
SPACING, MARGIN = 14, 18
KEPT_AROUND = 2
SAVED = "Đã lưu {name}."
OPENED = "Đã lưu tệp để mở bằng trình xem PDF: {name}, trong thư mục {folder}. Không cần nữa thì xóa."


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


class _Pages(QScrollArea):
    """The pages below each other; the wheel with Ctrl wants them larger or smaller."""

    larger_wanted = Signal()
    smaller_wanted = Signal()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or tell what is wanted."""
        turned = event.angleDelta().y()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif turned:
            (self.larger_wanted if turned > 0 else self.smaller_wanted).emit()


class PrintPreview(Dialog):
    """Shows a PDF page by page and prints what is wanted of it.

    Args:
        view: the office.
        paper: a PDF file; a proof, which lies on the disk only once it is saved; or bytes of a paper that must never
            lie there: to save it is not offered then, nor the system's viewer.
        title: what the paper is called, and the file it may be saved as; the file's name when left out.
    """

    def __init__(self, view: OfficeView, paper: Source | Proof, parent: QWidget | None = None, title: str = ""):
        super().__init__(parent, view.tasks)
        self._view = view
        self._proof = paper if isinstance(paper, Proof) else None
        self._paper: Source = paper.data if isinstance(paper, Proof) else paper
        self._name = paper.name if isinstance(paper, Path) else f"{title}{papers.PDF}"
        self._sizes: list[tuple[float, float]] = []
        self.pages: list[QLabel] = []
        self._drawn: dict[int, Task] = {}
        self._job: PrintJob | None = None
        self.zoom = WHOLE
        self.setWindowTitle(f"Xem trước: {title or (paper.name if isinstance(paper, Path) else 'giấy')}")
        self.resize(size_over(parent, *WIDEST))
        self.range = QLineEdit()
        self.range.setMinimumWidth(view.icons.theme.pixels(250))
        self.range.setPlaceholderText("để trống: tất cả; ví dụ 1-3, 5")
        self._fault = label("", "problem", wrap=True)
        self._fault.hide()
        self._count = label("", "muted")
        self._list = column(spacing=SPACING, margins=(MARGIN, MARGIN, MARGIN, MARGIN))
        self._sheets = QWidget()
        self._area = self._make_area()
        self._build()
        self._make_keys()
        self._area.verticalScrollBar().valueChanged.connect(self._show_visible)
        source = self._paper
        view.read("Mở tệp PDF", lambda _progress: page_sizes(source), self._opened, self._failed)

    @property
    def printed(self) -> list[int]:
        """Numbers of the pages that went to the printer the last time."""
        return [] if self._job is None else self._job.printed

    def _make_area(self) -> QScrollArea:
        self._sheets.setLayout(self._list)
        area = _Pages()
        area.setWidget(self._sheets)
        area.setWidgetResizable(True)
        area.setAccessibleName("Các trang")
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.larger_wanted.connect(self.larger)
        area.smaller_wanted.connect(self.smaller)
        return area

    def _make_keys(self) -> None:
        steps: tuple[tuple[Callable[[], None], tuple[str, ...]], ...] = (
            (self.larger, ("Ctrl++", "Ctrl+=")),
            (self.smaller, ("Ctrl+-",)),
            (self.as_wide_as_usual, ("Ctrl+0",)),
        )
        for act, keys in steps:
            for key in keys:
                QShortcut(QKeySequence(key), self, act)

    def _zoom_row(self) -> QHBoxLayout:
        """Smaller, how large now, larger; a copy of the file at the right."""
        icons = self._view.icons
        self._smaller = button(icons, Push("−", self.smaller, tip="Thu nhỏ (Ctrl+−)"))
        self._usual = button(icons, Push("100 %", self.as_wide_as_usual, tip="Cỡ ban đầu (Ctrl+0)"))
        self._larger = button(icons, Push("+", self.larger, tip="Phóng to (Ctrl++)"))
        self.keep = button(icons, Push("Lưu tệp PDF…", self.ask_where, "save"))
        names = (
            (self._smaller, "Thu nhỏ"),
            (self._usual, "Cỡ ban đầu"),
            (self._larger, "Phóng to"),
            (self.keep, "Lưu tệp PDF"),
        )
        for made, name in names:
            made.setAccessibleName(name)
            made.setAutoDefault(False)
        self.keep.setVisible(self._can_be_kept)
        return row(self._smaller, self._usual, self._larger, None, self.keep, spacing=6)

    def _build(self) -> None:
        icons = self._view.icons
        go = button(icons, Push("In…", self.ask_printer, "printer", "primary"))
        opens = button(icons, Push("Mở bằng trình xem PDF", self.open_outside, "file-check"))
        close = button(icons, Push("Đóng", self.accept))
        opens.setVisible(self._can_be_kept)
        for made in (go, opens, close):
            made.setAutoDefault(False)
        fields = row(named("In các trang", self.range), self._count, None, opens, close, go, spacing=10)
        parts = (self._zoom_row(), self._area, self._fault, fields)
        whole = column(*parts, spacing=10, margins=(14, 12, 14, 12))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        go.setFocus()

    def _opened(self, sizes: list[tuple[float, float]]) -> None:
        self._sizes = sizes
        self._count.setText(f"{show_count(len(sizes))} trang")
        for number in range(1, len(sizes) + 1):
            page = QLabel()
            page.setAccessibleName(f"Trang {number}")
            page.setStyleSheet("background: white; border: 1px solid #B9C3BE;")
            self.pages.append(page)
            self._list.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._size_pages()
        self._show_visible()

    def larger(self) -> None:
        """Show pages at the next larger size."""
        self._zoom_to(next((zoom for zoom in ZOOMS if zoom > self.zoom), ZOOMS[-1]))

    def smaller(self) -> None:
        """Show pages at the next smaller size."""
        self._zoom_to(next((zoom for zoom in reversed(ZOOMS) if zoom < self.zoom), ZOOMS[0]))

    def as_wide_as_usual(self) -> None:
        """Show pages as they are shown at first."""
        self._zoom_to(WHOLE)

    def _zoom_to(self, zoom: int) -> None:
        """Pages are drawn anew at another size; the place in the paper stays."""
        if zoom == self.zoom:
            return
        bar = self._area.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self.zoom = zoom
        self._usual.setText(f"{zoom} %")
        self._smaller.setEnabled(zoom > ZOOMS[0])
        self._larger.setEnabled(zoom < ZOOMS[-1])
        self._drawn.clear()
        self._size_pages()
        self._sheets.adjustSize()  # now, not with the next event: the bar is set to a place of the new size
        bar.setValue(round(place * bar.maximum()))
        self._show_visible()

    @property
    def _width(self) -> int:
        return SHOWN_WIDTH * self.zoom // WHOLE

    def _size_pages(self) -> None:
        for page, (width, height) in zip(self.pages, self._sizes, strict=True):
            page.clear()
            page.setFixedSize(self._width, round(self._width * height / width))

    def _failed(self, error: BaseException) -> None:
        self.reject()
        self._view.fail(error)

    def _show_visible(self, *_: object) -> None:
        """Draw the pages in view and the one after them; drop the pictures of those that are far."""
        seen = self._seen()
        if not seen:
            return
        for number in range(seen[0], min(seen[-1] + 1, len(self.pages)) + 1):
            if number not in self._drawn:
                dpi = self._width * self.devicePixelRatioF() / self._sizes[number - 1][0] * POINTS_AN_INCH
                work = partial(_draw, self._paper, number, len(self._sizes), dpi)
                self._drawn[number] = self._view.read("Vẽ trang", work, partial(self._show_page, self.zoom))
        for number in [number for number in self._drawn if _far(number, seen) > KEPT_AROUND]:
            self._drawn.pop(number).cancel()
            self.pages[number - 1].clear()

    def _seen(self) -> list[int]:
        """Numbers of the pages in view."""
        top = self._area.verticalScrollBar().value()
        bottom = top + self._area.viewport().height()
        begin, found = MARGIN, []
        for number, page in enumerate(self.pages, start=1):
            if begin <= bottom and begin + page.height() >= top:
                found.append(number)
            begin += page.height() + SPACING
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw what came into view."""
        super().resizeEvent(event)
        self._show_visible()

    def _show_page(self, zoom: int, picture: PagePicture) -> None:
        if zoom != self.zoom:
            return  # it was asked for before the size changed
        if picture.number not in self._drawn:
            return  # it went out of view meanwhile
        page = self.pages[picture.number - 1]
        pixmap = QPixmap.fromImage(image_of(picture))
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        page.setPixmap(pixmap)

    @property
    def _can_be_kept(self) -> bool:
        return self._proof is not None or isinstance(self._paper, Path)

    def open_outside(self) -> None:
        """Let the system's viewer show and print it; a proof is saved for that, and it is told where."""
        if isinstance(self._paper, Path):
            open_path(self._paper)
        elif self._proof is not None:
            self._save(first_folder(self._view) / self._name, OPENED, open_path)

    def ask_where(self) -> None:
        """Let the officer choose where a copy goes."""
        first = first_folder(self._view) / self._name
        found, _ = QFileDialog.getSaveFileName(self, "Lưu tệp PDF", str(first), "PDF (*.pdf)")
        if found:
            self.save_copy(Path(found))

    def save_copy(self, path: Path) -> None:
        """Write the paper where the officer wants it; a place that copies files to other machines is warned of."""
        target = path if path.suffix.lower() == papers.PDF else path.with_name(f"{path.name}{papers.PDF}")
        self._save(target, SAVED, lambda _path: None)

    def _save(self, target: Path, words: str, then: Callable[[Path], object]) -> None:
        """Write the file on the worker."""
        office, paper, proof, view = self._view.office, self._paper, self._proof, self._view

        def work(_progress: Progress) -> None:
            if proof is not None:
                proofs.save(office, proof, target)
            elif isinstance(paper, Path):
                papers.copy_paper(paper, target)

        def done(_nothing: None) -> None:
            told = words.format(name=target.name, folder=target.parent)
            tell_written(view, " ".join((told, leaving.synced(office, target))).strip(), target)
            then(target)

        view.run("Lưu tệp PDF", work, done)

    def wanted_pages(self) -> list[int] | None:
        """The pages of the range, or None when it makes no sense, which is told."""
        try:
            found = pages_in(self.range.text(), len(self._sizes))
        except ValueError:
            found = []
        fault = "" if found else f"Ghi trang từ 1 đến {show_count(len(self._sizes))}, ví dụ 1-3, 5."
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
        paths = self._view.office.paths
        printer = usual_printer(paths)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            if printer.printerName():
                looks.write_printer(paths, printer.printerName())
            self.print_pages(printer, pages)
        dialog.deleteLater()

    def print_pages(self, printer: QPrinter, pages: list[int]) -> None:
        """Print pages one after the other in grey; "Dừng" stops after the page at hand."""
        job = self._job = PrintJob(self._paper, printer, pages)
        tell, office, proof = self._view.tell, self._view.office, self._proof

        def work(progress: Progress) -> int:
            if proof is not None:
                proofs.note_printing(office, proof)
            return job.run(progress)

        task = self._view.run("In giấy", work, lambda count: tell(f"Đã gửi {show_count(count)} trang đến máy in."))
        task.cancelled.connect(lambda: tell(f"Đã dừng in sau {show_count(len(job.printed))} trang."))


def _far(number: int, seen: list[int]) -> int:
    """How many pages lie between one and those in view."""
    return max(0, seen[0] - number, number - seen[-1])


def _draw(paper: Source, number: int, count: int, dpi: float, progress: Progress) -> PagePicture:
    """On the worker, which must not be the last to hold a window."""
    progress.step(number, count)
    return draw_page(paper, number, dpi)
