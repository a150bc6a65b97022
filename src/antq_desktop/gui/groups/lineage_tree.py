"""Families of model points as a tree: what was replicated from what, and which of it still lives."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from antq_desktop.domain.catalogue import Catalogues
from antq_desktop.domain.choices import ENDED
from antq_desktop.domain.dates import show_date
from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.groups.lineage import Branch

HEADINGS = ("Mô hình", "Nơi", "Thành lập", "Tình trạng", "Hoạt động cuối")
UID = Qt.ItemDataRole.UserRole
NAME, WHERE, SINCE = range(3)
ROW, WIDE_FROM = 30, 620


class LineageTree(QTreeWidget):
    """Enter or a double click opens the dossier of a point; arrows open and close its copies."""

    opened = Signal(object)

    def __init__(self, theme: Theme, catalogues: Catalogues):
        super().__init__()
        self._theme = theme
        self._catalogues = catalogues
        self.setAccessibleName("Nhân rộng mô hình")
        CopyKey(self)
        self.setHeaderLabels(HEADINGS)
        self.setAlternatingRowColors(True)
        self.setExpandsOnDoubleClick(False)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.itemDoubleClicked.connect(lambda item, _column: self.opened.emit(item.data(0, UID)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out where and since when in a narrow window, so that names can be read."""
        super().resizeEvent(event)
        for column in (WHERE, SINCE):
            self.setColumnHidden(column, event.size().width() < self._theme.pixels(WIDE_FROM))

    def show_families(self, families: Sequence[Branch]) -> None:
        """Show other families, all open."""
        self.clear()
        for family in families:
            self.addTopLevelItem(self._item(family))
        self.expandAll()
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def _item(self, branch: Branch) -> QTreeWidgetItem:
        status = self._catalogues.label("group_statuses", branch.status)
        last = show_date(branch.last) if branch.last else "chưa có"
        item = QTreeWidgetItem([branch.name, branch.where, branch.since, status, last])
        item.setData(NAME, UID, branch.uid)
        item.setSizeHint(NAME, QSize(0, self._theme.pixels(ROW)))
        for column in range(len(HEADINGS)):
            item.setToolTip(column, item.text(column))
            if branch.status in ENDED:
                item.setForeground(column, self._theme.colour("muted"))
        item.addChildren([self._item(copy) for copy in branch.copies])
        return item

    @property
    def current_uid(self) -> UUID | None:
        """The point the cursor is on."""
        item = self.currentItem()
        uid: UUID | None = None if item is None else item.data(0, UID)
        return uid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_uid is not None:
            self.opened.emit(self.current_uid)
        else:
            super().keyPressEvent(event)
