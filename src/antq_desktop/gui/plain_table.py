"""A small table of texts that fits in memory: indicators, previews, the outbox."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEAST_LETTERS = 24


class PlainTable(QTableWidget):
    """Rows of texts under headings; Enter or a double click opens a row.

    Args:
        name: for screen readers.
        headings: one for each column.
        right: columns set to the right, for numbers.
        stretch: the column that takes what is left.
        yielding: columns that are left out, the first of these first, until the stretched one can be read.
    """

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        right: Sequence[int] = (),
        stretch: int = 0,
        yielding: Sequence[int] = (),
    ):
        super().__init__(0, len(headings))
        self._stretch = stretch
        self._yielding = tuple(yielding)
        self._right = frozenset(right)
        self._act: Callable[[int], object] | None = None
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(32)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        for place in range(len(headings)):
            side = RIGHT if place in self._right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            heading = QTableWidgetItem(headings[place])
            heading.setTextAlignment(side)
            self.setHorizontalHeaderItem(place, heading)
        self.doubleClicked.connect(self._opened)

    def opens(self, act: Callable[[int], object]) -> None:
        """What Enter or a double click does with a row."""
        self._act = act

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Replace all rows; one text for each column."""
        self.setRowCount(0)
        self.setRowCount(len(rows))
        for place, texts in enumerate(rows):
            for number, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if number in self._right:
                    item.setTextAlignment(RIGHT)
                self.setItem(place, number, item)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out, or show them again, as there is room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        header = self.horizontalHeader()
        others = [place for place in range(self.columnCount()) if place != self._stretch]
        widths = {place: max(header.sectionSizeHint(place), self.sizeHintForColumn(place)) for place in others}
        least = self.fontMetrics().averageCharWidth() * LEAST_LETTERS
        room = self.viewport().width() - least - sum(widths.values())
        for place in self._yielding:
            self.setColumnHidden(place, room < 0)
            room += widths[place] if room < 0 else 0

    def texts(self) -> list[tuple[str, ...]]:
        """What is shown, row by row."""
        model = self.model()
        return [
            tuple(str(model.index(place, number).data()) for number in range(self.columnCount()))
            for place in range(self.rowCount())
        ]

    def fit_height(self, most: int = 12) -> None:
        """Be as high as the rows, up to a number of them."""
        rows = min(max(self.rowCount(), 1), most)
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 4
        self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            self._open(self.currentRow())
        else:
            super().keyPressEvent(event)

    def _opened(self, index: QModelIndex) -> None:
        self._open(index.row())

    def _open(self, place: int) -> None:
        if self._act is not None:
            self._act(place)
