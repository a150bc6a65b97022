"""The map of models by field of work and lead: numbers with the idle ones said beside them, a total at each end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from antq_desktop.domain.percent import show_count
from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.plain_table import dress
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.groups.group_map import GroupMap

ALL = "Tổng"
NONE = "–"
FIELD_SHARE = 0.4


class GroupMapTable(QTableWidget):
    """Enter or a double click on a number shows its groups; an empty pair says so by a dash."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme):
        super().__init__()
        self._theme = theme
        self._map = GroupMap((), (), {})
        self.setAccessibleName("Mô hình theo lĩnh vực và nơi chủ trì")
        CopyKey(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        dress(self, 0)
        self.doubleClicked.connect(lambda _index: self._choose())

    def show_map(self, found: GroupMap) -> None:
        """Show other numbers."""
        self._map = found
        headings = ["Lĩnh vực", *found.leads, ALL]
        self.clear()
        self.setColumnCount(len(headings))
        self.setRowCount(len(found.fields) + 1)
        for place, words in enumerate(headings):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            self.setHorizontalHeaderItem(place, item)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        for row, field in enumerate(found.fields):
            self._put(row, 0, f"{field[:1].upper()}{field[1:]}")
            for column, lead in enumerate(found.leads, 1):
                self._put_cell(row, column, field, lead)
            self._put(row, len(headings) - 1, show_count(found.of_field(field)), strong=True)
        last = len(found.fields)
        self._put(last, 0, ALL, strong=True)
        for column, lead in enumerate(found.leads, 1):
            self._put(last, column, show_count(found.of_lead(lead)), strong=True)
        whole = sum(cell.groups for cell in found.cells.values())
        self._put(last, len(headings) - 1, show_count(whole), strong=True)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Columns share the width if their headings can be read so; else each is as wide as it needs."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        needed = sum(max(header.sectionSizeHint(n), self.sizeHintForColumn(n)) for n in range(self.columnCount()))
        roomy = needed <= self.viewport().width()
        header.setSectionResizeMode(modes.Stretch if roomy else modes.ResizeToContents)
        if self.columnCount():
            header.setSectionResizeMode(0, modes.ResizeToContents if roomy else modes.Interactive)
            if not roomy:
                header.resizeSection(0, int(self.viewport().width() * FIELD_SHARE))

    def _put_cell(self, row: int, column: int, field: str, lead: str) -> None:
        cell = self._map.cells.get((field, lead))
        if cell is None:
            self._put(row, column, NONE, colour="muted")
            return
        words = show_count(cell.groups) + (f" · {show_count(cell.idle)} không hoạt động" if cell.idle else "")
        self._put(row, column, words, colour="warn" if cell.idle else "")

    def _put(self, row: int, column: int, words: str, *, strong: bool = False, colour: str = "") -> None:
        item = QTableWidgetItem(words)
        item.setToolTip(words)
        if column:
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        if strong:
            font = self.font()
            font.setBold(True)
            item.setFont(font)
        if colour:
            item.setForeground(self._theme.colour(colour))
        self.setItem(row, column, item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the groups of a number."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        row, column = self.currentRow(), self.currentColumn()
        if row < 0:
            return
        field = self._map.fields[row] if row < len(self._map.fields) else ""
        lead = self._map.leads[column - 1] if 0 < column <= len(self._map.leads) else ""
        self.chosen.emit(field, lead)
