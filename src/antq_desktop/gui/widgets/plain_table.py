"""A small table of texts that fits in memory: indicators, previews, the outbox."""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
)

from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.nothing_yet import NothingYet

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEAST_LETTERS = 24
MOST_LETTERS = 30
MEASURED_ROWS = 40
FIXED, TO_CONTENTS = QHeaderView.ResizeMode.Fixed, QHeaderView.ResizeMode.ResizeToContents
"""Rows whose texts are measured for the width of a column: more than a screen shows, and bounded for long tables."""
ROW_AROUND = 16
EMPTY_ROWS = 2
CELL_SIDES = 16
"""Left and right of a text in its cell, as the style sheet says."""


def dress(table: QTableView, stretch: int) -> None:
    """Give a table of texts its look; columns are as wide as what their first rows hold, one takes what is left."""
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + ROW_AROUND)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setResizeContentsPrecision(MEASURED_ROWS)
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)


class Room(QObject):
    """Shares out the width of a table: columns that yield are left out until the stretched one can be read.

    That begins when the table comes into sight: before that it may not wear its style yet.

    Args:
        table: the table.
        stretch: its column that takes what is left.
        yielding: columns that are left out, the first of these first.
        letters: how many letters of the stretched one shall be readable.
    """

    def __init__(self, table: QTableView, stretch: int, yielding: Sequence[int], letters: int = LEAST_LETTERS):
        super().__init__(table)
        self._table = table
        self._letters = self._most_letters = letters
        self._shortened: Mapping[int, int] = {}
        self._left_out: frozenset[int] = frozenset()
        self.arrange(stretch, yielding)
        table.installEventFilter(self)

    def arrange(self, stretch: int, yielding: Sequence[int]) -> None:
        """From now on these columns stretch and yield."""
        self._stretch = stretch
        self._yielding = tuple(yielding)
        self._shared = -1
        self._measured: dict[tuple[int, int], int] = {}

    def shorten(self, least: Mapping[int, int], most: int) -> None:
        """Let columns that yield be shortened before they are left out.

        Args:
            least: how many letters of each are kept in sight.
            most: up to so many letters of the stretched one are readable as far as its texts have them.
        """
        self._shortened, self._most_letters = least, most

    def leave_out(self, places: Collection[int]) -> None:
        """Show all columns but these from the next filling on, however much room there is."""
        came_back, self._left_out = self._left_out - frozenset(places), frozenset(places)
        for place in self._left_out | came_back:
            self._table.setColumnHidden(place, place in self._left_out)

    def eventFilter(self, _table: QObject, event: QEvent) -> bool:
        """Share out once the table is in sight."""
        if event.type() is QEvent.Type.Show:
            self.share()
        return False

    def refill(self) -> None:
        """The table holds something else now: measure it, and share out the width."""
        self._shared = -1
        self._measured.clear()
        self.share()

    def share(self) -> None:
        """Leave columns out, or show them again; nothing is measured while the width stays as it was."""
        table, header = self._table, self._table.horizontalHeader()
        if not table.isVisible() or self._shared == table.viewport().width():
            return
        self._shared = table.viewport().width()
        yielding = [place for place in self._yielding if place not in self._left_out]
        for place in yielding:
            table.setColumnHidden(place, False)  # noqa: FBT003 - a hidden column tells no width
        others = [place for place in range(header.count()) if place not in {self._stretch, *self._left_out}]
        widths = {place: self._width(place) for place in others}
        letter = table.fontMetrics().averageCharWidth()
        room = table.viewport().width() - self._least_stretched(letter) - sum(widths.values())
        for place in yielding:
            spare = widths[place] - letter * self._shortened[place] if place in self._shortened else 0
            shorter = room < 0 <= room + spare
            table.setColumnHidden(place, room < 0 and not shorter)
            if place in self._shortened:
                header.setSectionResizeMode(place, FIXED if shorter else TO_CONTENTS)
            if shorter:
                header.resizeSection(place, widths[place] + room)
                room = 0
            elif room < 0:
                room += widths[place]

    def _least_stretched(self, letter: int) -> int:
        """What the stretched column is to have: as its texts need, between the least and the most letters of it."""
        least, most = letter * self._letters, letter * self._most_letters
        return min(most, max(least, self._width(self._stretch))) if least < most else least

    def _width(self, place: int) -> int:
        """What a column takes: what it was given, or what is in it, measured once for each size of letters."""
        table, header = self._table, self._table.horizontalHeader()
        if header.sectionResizeMode(place) == QHeaderView.ResizeMode.Interactive:
            return header.sectionSize(place)
        key = (place, table.fontMetrics().height())
        if key not in self._measured:
            self._measured[key] = max(header.sectionSizeHint(place), table.sizeHintForColumn(place))
        return self._measured[key]


class _Whole(QStyledItemDelegate):
    """Reckons the lines of a cell with the width between its sides; Qt's own takes that of the whole cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the text needs there."""
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(0, 0, -CELL_SIDES, 0)
        return super().sizeHint(inside, index)


class Bounded(QStyledItemDelegate):
    """Wishes for no wider a column than a long name needs, however long a text in it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the text, up to a number of letters."""
        wished = super().sizeHint(option, index)
        return wished.boundedTo(QSize(option.fontMetrics.averageCharWidth() * MOST_LETTERS, wished.height()))


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
        self._room = Room(self, stretch, yielding)
        self._right = frozenset(right)
        self._act: Callable[[int], object] | None = None
        self._none: NothingYet | None = None
        self._wraps = 0.0
        self._most = 0
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        dress(self, stretch)
        CopyKey(self)
        for place in range(len(headings)):
            side = RIGHT if place in self._right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            heading = QTableWidgetItem(headings[place])
            heading.setTextAlignment(side)
            self.setHorizontalHeaderItem(place, heading)
        self.doubleClicked.connect(self._opened)

    def opens(self, act: Callable[[int], object]) -> None:
        """What Enter or a double click does with a row."""
        self._act = act

    def shorten(self, least: Mapping[int, int], most: int) -> None:
        """Let columns that yield be shortened before they are left out; see `Room.shorten`."""
        self._room.shorten(least, most)

    def leave_out(self, places: Collection[int]) -> None:
        """Show all columns but these from the next rows on, however much room there is."""
        self._room.leave_out(places)

    def say_when_empty(self, words: str) -> None:
        """What stands in the table while it has no rows."""
        self._none = self._none or NothingYet(self, words)
        self._none.say(words)

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
        self._room.refill()

    def wrap(self, first: float) -> None:
        """Break long texts into lines, and be as high as all rows need, however wide the window.

        Args:
            first: share of the width that the first column takes.
        """
        self._wraps = first
        self.setItemDelegate(_Whole(self))
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the rows in the look of the window: before this the table has none, and its heading is lower."""
        super().showEvent(event)
        if self._most:
            self.fit_height(self._most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out, or show them again, as there is room."""
        super().resizeEvent(event)
        self._room.share()
        if self._wraps and event.size().width() != event.oldSize().width():
            self.horizontalHeader().resizeSection(0, int(event.size().width() * self._wraps))
            QTimer.singleShot(0, self, self.fit_height)

    def texts(self) -> list[tuple[str, ...]]:
        """What is shown, row by row."""
        model = self.model()
        return [
            tuple(str(model.index(place, number).data()) for number in range(self.columnCount()))
            for place in range(self.rowCount())
        ]

    def fit_height(self, most: int = 12) -> None:
        """Be as high as the rows, up to a number of them."""
        self._most = most
        least = 1 if self._none is None else EMPTY_ROWS
        rows = min(self.rowCount() or least, most)
        height = rows * self.verticalHeader().defaultSectionSize()
        if self._wraps:
            height = sum(self.rowHeight(place) for place in range(self.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + height + 4)

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
