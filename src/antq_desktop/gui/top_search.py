"""Search over every register from the top line; the results open their record."""

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import column, label
from antq_desktop.gui.search_box import SearchBox
from antq_desktop.services import searching

SHOWN = 12
WIDTH = 560


class TopSearch(QWidget):
    """A search box with a list of results under it."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self.line = SearchBox(view.icons, "Tìm hộ, cam kết, khu dân cư…  Ctrl+K")
        self.line.setMaximumWidth(430)
        self.results = QListWidget()
        self.results.setAccessibleName("Kết quả tìm")
        self.results.setProperty("cls", "results")
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._total = label("", "small")
        self._total.setContentsMargins(10, 4, 10, 4)
        self._box = QFrame(self, Qt.WindowType.ToolTip)
        self._box.setProperty("cls", "card")
        self._box.setLayout(column(self.results, self._total, spacing=0, margins=(1, 1, 1, 1)))
        self._box.hide()
        self.setLayout(column(self.line))
        self.setFocusProxy(self.line)
        self.line.searched.connect(self._show)
        self.line.down_pressed.connect(self._open_current)
        self.line.installEventFilter(self)
        self.results.itemClicked.connect(self._open)

    def take_focus(self) -> None:
        """Go to the box."""
        self.line.setFocus()
        self.line.selectAll()

    def _show(self, text: str) -> None:
        self.results.clear()
        if not text.strip():
            self._box.hide()
            return
        found = searching.find(self._view.office, text, None, SHOWN)
        for hit in found.hits:
            register = REGISTERS[hit.register]
            detail = f" · {hit.detail}" if hit.detail else ""
            item = QListWidgetItem(f"{hit.title}\n{register.title}{detail}")
            item.setData(Qt.ItemDataRole.UserRole, (hit.register, hit.uid))
            self.results.addItem(item)
        self._total.setText(f"{show_count(found.total)} kết quả" if found.total else "Không tìm thấy.")
        self.results.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        rows = min(self.results.count(), 6)
        height = sum(self.results.sizeHintForRow(place) for place in range(rows)) + 4
        self.results.setFixedHeight(max(height, 4))
        self._box.setFixedWidth(WIDTH)
        self._box.adjustSize()
        self._box.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 4)))
        self._box.show()

    def _open_current(self) -> None:
        item = self.results.currentItem()
        if self._box.isVisible() and item is not None:
            self._open(item)

    def _open(self, item: QListWidgetItem) -> None:
        register, uid = item.data(Qt.ItemDataRole.UserRole)
        self._box.hide()
        self.line.clear()
        if isinstance(uid, UUID):
            self._view.open(register, uid)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move in the results while typing goes on; leaving hides them."""
        if event.type() is QEvent.Type.FocusOut:
            self._box.hide()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._box.isVisible():
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.results.setCurrentRow(max(0, min(self.results.count() - 1, self.results.currentRow() + step)))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._box.hide()
        return super().eventFilter(watched, event)
