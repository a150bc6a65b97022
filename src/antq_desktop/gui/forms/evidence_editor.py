"""The field of evidence files: small pictures in a row, brought by button, by drag and drop, or pasted.

Files are made small and kept by the worker; a form names them when it is saved. What draws them is loaded only when
there is something to draw.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.fields import Value
from antq_desktop.domain.progress import Progress
from antq_desktop.domain.rules import MOST_FILES
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.tasks import Task
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row

EVIDENCE = "antq_desktop.services.groups.evidence"
PICTURES = "antq_desktop.gui.printing.evidence_pictures"
PATTERN = "Ảnh, PDF (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif *.pdf);;Mọi tệp (*)"
SIDE = 96
CELL = QSize(SIDE + 32, SIDE + 34)
ROWS_SHOWN = 2
INSET, MARGIN = 4, 8
SHA = Qt.ItemDataRole.UserRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
HOW = "Kéo thả ảnh, PDF vào đây, hoặc dán bằng Ctrl+V."
HOW_TO_LOOK = "Enter: xem; Delete: bỏ khỏi dòng này."
NOTHING_TO_PASTE = "Chưa sao chép ảnh nào: chụp màn hình hoặc sao chép ảnh, tệp rồi dán lại."
WAIT = "Đang thu nhỏ tệp minh chứng; bấm Lưu lại khi xong."


class Errands:
    """Work asked for by a widget; nobody is called any more once the widget is gone."""

    def __init__(self) -> None:
        self._tasks: list[Task] = []

    def send(self, task: Task) -> None:
        """Remember a task until it has ended."""
        self._tasks.append(task)
        task.finished.connect(partial(self._tasks.remove, task))

    def end(self, *_: object) -> None:
        """Stop what still runs."""
        for task in self._tasks:
            task.abandon()


class _Row(QListWidget):
    """The small pictures; keys are handed to the editor."""

    def __init__(self, act: Callable[[QKeyEvent], bool]):
        super().__init__()
        self._act = act
        self.setProperty("cls", "evidence_row")
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setGridSize(CELL)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, remove, paste; otherwise move among the pictures."""
        if not self._act(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the pictures need, up to a limit."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height of at most so many rows of pictures; before it is laid out, in the width it will have."""
        around = self.parentWidget()
        width = self.width() if around is None or self.isVisible() else around.width() - 2 * MARGIN
        across = max(1, (width - 2 * INSET) // CELL.width())
        rows = -(-self.count() // across)
        self.setFixedHeight(CELL.height() * max(1, min(ROWS_SHOWN, rows)) + 2 * INSET)


class EvidenceEditor(QFrame):
    """Names of kept files as small pictures.

    Args:
        view: the office.
    """

    edited = Signal()

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self._files: list[str] = []
        self._coming = 0
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._seen.timeout.connect(self._go_to_pictures)
        self._errands = Errands()
        self.destroyed.connect(self._errands.end)
        self.setProperty("cls", "evidence")
        self.setProperty("sight", "whole")
        self.setAcceptDrops(True)
        self.pictures = _Row(self._key)
        self.pictures.setAccessibleName("Các tệp minh chứng")
        self.pictures.itemDoubleClicked.connect(lambda _item: self.look())
        self._add = button(view.icons, Push("Thêm tệp…", self.pick, "paperclip"))
        self._paste = button(view.icons, Push("Dán ảnh", self.paste, "copy", tip="Dán ảnh đã sao chép (Ctrl+V)"))
        self._words = label("", "small", wrap=True)
        foot = row(self._add, self._paste, self._words, spacing=10)
        foot.setStretch(2, 1)
        self.setLayout(column(self.pictures, foot, spacing=8, margins=(MARGIN, MARGIN, MARGIN, MARGIN)))
        self._show_state()

    @property
    def is_busy(self) -> bool:
        """Whether files are still on their way in."""
        return bool(self._coming)

    def value(self) -> tuple[str, ...]:
        """SHA-256 of the files, in order."""
        return tuple(self._files)

    def fill(self, value: Value) -> None:
        """Show the files a value names."""
        self.pictures.clear()
        self._files = []
        self._show(value if isinstance(value, tuple) else ())
        self._show_state()

    def setAccessibleName(self, name: str) -> None:
        """Name the parts too: the focus goes to them."""
        super().setAccessibleName(name)
        self.pictures.setAccessibleName(name)
        for made in (self._add, self._paste):
            made.setAccessibleName(f"{name}: {made.text().strip()}")

    def pick(self) -> None:
        """Choose files with the system's dialog; it is closed when the screen is locked."""
        dialog = QFileDialog(self, "Thêm tệp minh chứng", "", PATTERN)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.bring([Path(name) for name in names]))
        dialog.open()

    def paste(self) -> None:
        """Take the picture or the files that were copied."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self._view.tell(NOTHING_TO_PASTE)

    def bring(self, files: Sequence[Path]) -> None:
        """Take files from the disk."""
        self._bring(len(files), lambda: list(files))

    def look(self) -> None:
        """Show the file the cursor is on, large."""
        self._view.bring(PICTURES, self._preview)

    def _preview(self, brought: Any) -> None:
        """What draws pictures is there; the form may have gone meanwhile."""
        if isValid(self) and self.isVisible() and self.pictures.currentRow() >= 0:
            brought.EvidencePreview(self._view, self.value(), self.pictures.currentRow(), self).open()

    def remove(self) -> None:
        """Take the file the cursor is on off the record; it is not deleted, and comes back with the draft."""
        place = self.pictures.currentRow()
        if place < 0:
            return
        self.pictures.takeItem(place)
        del self._files[place]
        self._show_state()
        self.setFocus()
        self.edited.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures, if the field may be edited."""
        if _paths(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()
            self._mark_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._mark_over(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self._mark_over(over=False)
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Come into sight whole when what came has made it higher: the layout is later than the files."""
        super().resizeEvent(event)
        if event.size().height() > event.oldSize().height():
            self._seen.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V on a button pastes too."""
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif not self.pictures.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        elif event.key() in OPENING:
            self.look()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        else:
            return False
        return True

    def _mark_over(self, *, over: bool) -> None:
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)

    def _take(self, data: QMimeData) -> bool:
        """Take what is dropped or pasted; whether there was anything."""
        paths = _paths(data)
        if paths:
            self.bring(paths)
        elif data.hasImage():
            found = data.imageData()
            image = found.toImage() if isinstance(found, QPixmap) else found
            modules = self._view.modules
            self._bring(1, lambda: [modules.read(PICTURES).png_of(image)])
        else:
            return False
        return True

    def _bring(self, count: int, files: Callable[[], list[Path | bytes]]) -> None:
        room = MOST_FILES - len(self._files)
        if self.is_busy or count > room:
            full = f"Mỗi dòng tối đa {MOST_FILES} tệp minh chứng; còn thêm được {room}."
            self._view.tell(WAIT if self.is_busy else full)
            return
        office, modules = self._view.office, self._view.modules

        def work(progress: Progress) -> tuple[str, ...]:
            """On the worker: what reads pictures is loaded only now."""
            kept: tuple[str, ...] = modules.read(EVIDENCE).take_in(office, files(), progress)
            return kept

        self._coming += 1
        self._show_state()
        task = self._view.run("Thêm tệp minh chứng", work, self._came, self._view.fail)
        self._errands.send(task)
        task.finished.connect(self._arrived)

    def _came(self, kept: tuple[str, ...]) -> None:
        fresh = [sha256 for sha256 in kept if sha256 not in self._files]
        if len(fresh) < len(kept):
            self._view.tell("Tệp đã có ở dòng này thì không thêm lần nữa.")
        self._show(fresh)
        if fresh:
            self.pictures.setCurrentRow(len(self._files) - 1)
            self._seen.start()
            self.edited.emit()

    def _arrived(self) -> None:
        self._coming -= 1
        self._show_state()

    @property
    def _is_in_use(self) -> bool:
        return any(part.hasFocus() for part in (self.pictures, self._add, self._paste))

    def _go_to_pictures(self) -> None:
        """Bring what came into sight, unless the officer went on meanwhile."""
        if self._is_in_use:
            self.pictures.clearFocus()
            self.pictures.setFocus()

    def _show(self, files: Sequence[str]) -> None:
        for sha256 in files:
            item = QListWidgetItem(self._view.icons.icon("image", "muted", SIDE // 2), "…", self.pictures)
            item.setData(SHA, sha256)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._files.append(sha256)
            self._ask_for(sha256)

    def _ask_for(self, sha256: str) -> None:
        office, modules = self._view.office, self._view.modules
        pixels = round(SIDE * self.devicePixelRatioF())

        def work(_progress: Progress) -> object:
            return modules.read(PICTURES).thumbnail(office, sha256, pixels)

        task = Task("Vẽ ảnh nhỏ", work).then(partial(self._drawn, sha256), partial(self._not_drawn, sha256))
        self._errands.send(task)
        self._view.tasks.ask(task)

    def _drawn(self, sha256: str, found: object) -> None:
        pixmap = QPixmap.fromImage(found.image)  # type: ignore[attr-defined] # Thumbnail
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        self._dress(sha256, icon, str(found.words))  # type: ignore[attr-defined] # Thumbnail

    def _not_drawn(self, sha256: str, error: BaseException) -> None:
        if not isinstance(error, AntqError):
            self._view.fail(error)
            return
        self._dress(sha256, self._view.icons.icon("triangle-alert", "warn", SIDE // 2), "không mở được", error.what)

    def _dress(self, sha256: str, icon: QIcon, words: str, tip: str = "") -> None:
        for place in range(self.pictures.count()):
            item = self.pictures.item(place)
            if item.data(SHA) == sha256:
                item.setIcon(icon)
                item.setText(words)
                item.setToolTip(tip or f"{words}. {HOW_TO_LOOK}")
                item.setData(SPOKEN, f"Tệp {place + 1}: {words}")

    def _show_state(self) -> None:
        """Words under the pictures, which buttons can be pressed, where the focus goes."""
        count = len(self._files)
        self.pictures.fit()
        self.pictures.setVisible(bool(count))
        if count >= MOST_FILES and self._is_in_use:
            self.pictures.setFocus()
        for made in (self._add, self._paste):
            made.setEnabled(count < MOST_FILES)
        said = f"{count}/{MOST_FILES} tệp. {HOW_TO_LOOK}" if count else HOW
        self._words.setText("Đang thu nhỏ…" if self.is_busy else said)
        if count and self.pictures.currentRow() < 0:
            self.pictures.setCurrentRow(0)
        self.setFocusProxy(self.pictures if count else self._add)


def on_their_way(editors: Iterable[QWidget]) -> bool:
    """Whether a field among others still waits for files, so that nothing may be saved yet."""
    return any(isinstance(editor, EvidenceEditor) and editor.is_busy for editor in editors)


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
