"""Evidence files as pictures of the window: small ones for a row, large ones in a dialog, page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.asking import Given, Question, ReasonDialog
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.evidence_editor import Errands
from antq_desktop.gui.printing.files_out import proposed, tell_written
from antq_desktop.gui.printing.print_job import image_of
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.tasks import Task
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row
from antq_desktop.images.photos import LONGEST
from antq_desktop.services import leaving
from antq_desktop.services.groups import evidence
from antq_desktop.services.office import Office
from antq_desktop.storage.attachments import Attachment, AttachmentSize

FIRST_SIZE = (940, 680)
ROUND = 40
FIT, LARGER = "Vừa khung", "Phóng to"
LEAVES = "Tệp có thể có mặt người, họ tên: việc ghi ra được ghi vào nhật ký cùng lý do."


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture of a file, and what the file is called."""

    words: str
    image: QImage


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page of a file, drawn; the file stands in the row at `place`."""

    place: int
    page: int
    pages: int
    file: Attachment
    image: QImage


def thumbnail(office: Office, sha256: str, longest: int) -> Thumbnail:
    """Draw a file small, in the middle of a square; not for the window's thread.

    Raises:
        AntqError: it is not there, or damaged.
    """
    file = evidence.opened(office, sha256)
    image = image_of(evidence.draw(file, longest))
    square = QImage(longest, longest, QImage.Format.Format_ARGB32_Premultiplied)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.drawImage((longest - image.width()) // 2, (longest - image.height()) // 2, image)
    painter.end()
    return Thumbnail(_words(file), square)


def png_of(image: QImage) -> bytes:
    """A picture of the clipboard as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the binding takes a text
    return bytes(buffer.data().data())


def _words(file: Attachment) -> str:
    return evidence.words_of(AttachmentSize(file.sha256, file.media, len(file.data)))


def _draw(office: Office, files: Sequence[str], place: int, page: int) -> _Shown:
    """A page of the file at a place; the last one for page 0."""
    file = evidence.opened(office, files[place])
    pages = evidence.pages(file)
    wanted = page or pages
    return _Shown(place, wanted, pages, file, image_of(evidence.draw(file, LONGEST, wanted)))


class EvidencePreview(Dialog):
    """Shows the files of a record one after the other, in memory only.

    Args:
        view: the office.
        files: SHA-256 of the files.
        place: which of them is shown first, from 0.
        parent: what it stands over.
    """

    def __init__(self, view: OfficeView, files: Sequence[str], place: int, parent: QWidget):
        super().__init__(parent)
        self._view = view
        self._files = tuple(files)
        self._shown: _Shown | None = None
        self._errands = Errands()
        self.destroyed.connect(self._errands.end)
        self.setWindowTitle("Xem tệp minh chứng")
        around = parent.window().size()
        self.resize(min(FIRST_SIZE[0], around.width() - ROUND), min(FIRST_SIZE[1], around.height() - ROUND))
        self.head = label("Đang mở…", "strong")
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName("Tệp minh chứng")
        self._area = QScrollArea()
        self._area.setWidget(self.picture)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Ảnh, trang đang xem; phím mũi tên cuộn")
        self._build()
        self._go(place, 1)

    def _build(self) -> None:
        icons = self._view.icons
        self._back = button(icons, Push("Trước", self.back, "chevron-left", tip="Trước (Page Up)"))
        self._next = button(icons, Push("Sau", self.forth, "chevron-right", tip="Sau (Page Down)"))
        self._size = button(icons, Push(LARGER, self.resize_picture, "search", tip=f"{LARGER} (+)"))
        self._leave = button(icons, Push("Ghi ra tệp…", self.let_out, "download"))
        self._leave.setVisible(self._view.office.may("export"))
        close = button(icons, Push("Đóng", self.close))
        for made in (self._back, self._next, self._size, self._leave, close):
            made.setAutoDefault(False)
        for keys, act in (("PgUp", self.back), ("PgDown", self.forth), ("+", self.resize_picture)):
            QShortcut(QKeySequence(keys), self, act)
        foot = row(self._back, self._next, self._size, None, self._leave, close, spacing=8)
        whole = column(self.head, self._area, foot, spacing=10, margins=(14, 12, 14, 12))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._area.setFocus()

    def back(self) -> None:
        """The page before, or the last one of the file before."""
        if self._shown is not None and self._shown.page > 1:
            self._go(self._shown.place, self._shown.page - 1)
        elif self._shown is not None and self._shown.place:
            self._go(self._shown.place - 1, 0)

    def forth(self) -> None:
        """The next page, or the first one of the next file."""
        if self._shown is not None and self._shown.page < self._shown.pages:
            self._go(self._shown.place, self._shown.page + 1)
        elif self._shown is not None and self._shown.place + 1 < len(self._files):
            self._go(self._shown.place + 1, 1)

    def resize_picture(self) -> None:
        """Between the whole picture and every pixel of it, at least as wide as the window."""
        self._size.setText(LARGER if self._is_large else FIT)
        self._size.setAccessibleName(self._size.text())
        self._put()

    @property
    def _is_large(self) -> bool:
        return self._size.text() == FIT

    def _go(self, place: int, page: int) -> None:
        work: Callable[[Progress], _Shown] = lambda _progress: _draw(self._view.office, self._files, place, page)  # noqa: E731 - one line
        task = Task("Mở tệp minh chứng", work).then(self._opened, self._failed)
        self._errands.send(task)
        self._view.tasks.ask(task)

    def _opened(self, shown: _Shown) -> None:
        self._shown = shown
        words = f"Tệp {shown.place + 1}/{len(self._files)}: {_words(shown.file)}"
        self.head.setText(words + (f", trang {shown.page}/{shown.pages}" if shown.pages > 1 else ""))
        self.picture.setAccessibleName(self.head.text())
        self._back.setEnabled(shown.place > 0 or shown.page > 1)
        self._next.setEnabled(shown.place + 1 < len(self._files) or shown.page < shown.pages)
        self._put()
        self._area.verticalScrollBar().setValue(0)

    def _failed(self, error: BaseException) -> None:
        self.close()
        self._view.fail(error)

    def _put(self) -> None:
        if self._shown is None:
            return
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(self._shown.image)
        room = self._area.maximumViewportSize() * ratio
        smooth = Qt.TransformationMode.SmoothTransformation
        if self._is_large:
            bar = self._area.verticalScrollBar().sizeHint().width()
            pixmap = pixmap.scaledToWidth(max(pixmap.width(), round(room.width() - bar * ratio)), smooth)
        elif pixmap.width() > room.width() or pixmap.height() > room.height():
            pixmap = pixmap.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture anew."""
        super().resizeEvent(event)
        self._put()

    def let_out(self) -> None:
        """Ask where and why, then write the file to the disk."""
        if self._shown is None:
            return
        file, office = self._shown.file, self._view.office
        ending = evidence.ENDINGS[file.media]
        first = proposed(self._view, ["Minh chứng", str(self._shown.place + 1)], ending)
        question = Question("Ghi tệp minh chứng ra ngoài", LEAVES, "Ghi tệp", password=True)
        asked = ("Ghi vào tệp", "save", f"{ending[1:].upper()} (*{ending})", first)
        go = partial(_write, self._view, file.sha256)
        ReasonDialog(question, go, self._view.icons, self, asked, partial(leaving.synced, office)).open()


def _write(view: OfficeView, sha256: str, given: Given) -> None:
    path = given.path
    if path is None:
        return

    def work(_progress: Progress) -> Path:
        evidence.save_to(view.office, sha256, path, leaving.Grounds(given.reason, given.password))
        return path

    view.run(
        "Ghi tệp minh chứng", work, lambda done: tell_written(view, f"Đã ghi tệp minh chứng vào {done.name}.", done)
    )
