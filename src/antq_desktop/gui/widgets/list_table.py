"""The table of a list: its first column stays in view, and a million chosen lines are a few spans.

The first column is painted again over what was scrolled under it. A second view beside this one, as Qt's example has
it, would keep a second header of a million rows (16 MB) and show screen readers two tables.
"""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from antq_desktop.gui.widgets.arriving import arrive
from antq_desktop.gui.widgets.theme import Theme

ROW_HEIGHT = 34
MANY_LINES = 2_000
FIRST = 0

Index = QModelIndex | QPersistentModelIndex


class ListHeader(QHeaderView):
    """The headings; the first one is painted over what was scrolled under it."""

    menu_wanted = Signal(int, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None):
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._pressed_first = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setResizeContentsPrecision(0)
        self.setMinimumSectionSize(theme.pixels(48))

    def column_at(self, x: int) -> int:
        """The column whose heading is seen at a place; -1 beside all of them."""
        return FIRST if self._over_first(x) else self.logicalIndexAt(x)

    def seen_at(self, column: int) -> int:
        """Where a heading is seen to begin."""
        return max(0, self.sectionViewportPosition(column))

    def sort_next(self, column: int) -> None:
        """Sort by a column as a click does: ascending, descending, not at all."""
        ascending = Qt.SortOrder.AscendingOrder
        if not self.isSortIndicatorShown() or self.sortIndicatorSection() != column:
            self.setSortIndicator(column, ascending)
        elif self.sortIndicatorOrder() == ascending:
            self.setSortIndicator(column, Qt.SortOrder.DescendingOrder)
        else:
            self.setSortIndicator(-1, ascending)

    def _over_first(self, x: int) -> bool:
        return self.offset() > 0 and 0 <= x < self.sectionSize(FIRST)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the first heading where it covers others is not for those."""
        self._pressed_first = self._over_first(event.position().toPoint().x())
        if not self._pressed_first:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort by the first column where it covers others."""
        if not self._pressed_first:
            super().mouseReleaseEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton and self._over_first(event.position().toPoint().x()):
            self.sort_next(FIRST)
        self._pressed_first = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a column."""
        column = self.column_at(event.pos().x())
        if column >= 0:
            self.menu_wanted.emit(column, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the first heading over the others."""
        super().paintEvent(event)
        if self.offset() > 0:
            painter = QPainter(self.viewport())
            place = QRect(0, 0, self.sectionSize(FIRST), self.viewport().height())
            painter.fillRect(place, self._theme.colour("surface"))
            painter.save()
            self.paintSection(painter, place, FIRST)
            painter.restore()
            _edge(painter, place, self._theme)
            painter.end()


class ListTable(QTableView):
    """Lines of any register.

    Args:
        theme: sizes and colours.
    """

    resized = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None):
        super().__init__(parent)
        self._theme = theme
        self.header = ListHeader(theme, self)
        self.setHorizontalHeader(self.header)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        sides = self.verticalHeader()
        sides.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sides.setDefaultSectionSize(theme.pixels(ROW_HEIGHT))
        sides.hide()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; the headings look at a selection of their own, which stays empty.

        To paint a heading Qt asks whether its whole column is chosen, row after row: 24 s a paint for a million rows.
        """
        super().setModel(model)
        if model is not None:
            self.header.setSelectionModel(QItemSelectionModel(model, self.header))

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Chosen lines as (first row, number of rows), in order, apart from each other."""
        found: list[tuple[int, int]] = []
        for first, last in sorted((part.top(), part.bottom()) for part in self._ranges()):
            if found and first <= sum(found[-1]):
                begin, length = found[-1]
                found[-1] = (begin, max(length, last + 1 - begin))
            else:
                found.append((first, last + 1 - first))
        return tuple(found)

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def put_cursor(self, row: int) -> None:
        """Go to a row and choose it alone, whichever keys are held: Ctrl+S must not add it to what was chosen."""
        arrive(self, self.model().index(row, max(FIRST, self.currentIndex().column())))

    @property
    def chosen_count(self) -> int:
        """Number of chosen lines."""
        return sum(length for _, length in self.spans())

    @property
    def frozen_width(self) -> int:
        """How much at the left is covered by the first column."""
        return self.header.sectionSize(FIRST) if self.header.offset() > 0 else 0

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Never let Qt list every cell of a great selection, as it does for screen readers."""
        if max(_height(selected), _height(deselected)) > MANY_LINES:
            self.viewport().update()
        else:
            super().selectionChanged(selected, deselected)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Ctrl+Shift+Home and End choose up to the first and the last line, as in a spreadsheet."""
        if isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            if event.modifiers() & held == held:
                flags = QItemSelectionModel.SelectionFlag
                return flags.SelectCurrent | flags.Rows
        return super().selectionCommand(index, event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Move the mark of the cursor, also where the first column covers others."""
        super().currentChanged(current, previous)
        if self.frozen_width:
            self.viewport().update()

    def indexAt(self, place: QPoint) -> QModelIndex:
        """What is seen at a place: the first column where it covers others."""
        found = super().indexAt(place)
        if found.isValid() and 0 <= place.x() < self.frozen_width:
            return found.siblingAtColumn(FIRST)
        return found

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Leave no cell under the first column."""
        super().scrollTo(index, hint)
        covered = self.frozen_width - self.visualRect(index).left()
        if index.column() != FIRST and covered > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - covered)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint all anew when going sideways: part of it stays where it is."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.header.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns share the new room."""
        super().resizeEvent(event)
        self.resized.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the chosen lines, at the cursor when asked by key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.cursor_corner() if by_key else event.globalPos())

    def cursor_corner(self) -> QPoint:
        """Where a menu for the current line comes up, on the screen."""
        return self.viewport().mapToGlobal(self._seen(self.currentIndex()).bottomLeft())

    def _seen(self, index: Index) -> QRect:
        """Where a cell is seen."""
        place = self.visualRect(index)
        if index.column() == FIRST and self.frozen_width:
            place.moveLeft(0)
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the first column over the others, and the mark of the cursor."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.frozen_width:
            self._paint_first(painter, event.rect())
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(self._seen(self.currentIndex()).adjusted(1, 1, -2, -2))
        painter.end()

    def _paint_first(self, painter: QPainter, dirty: QRect) -> None:
        model, width = self.model(), self.frozen_width
        top, bottom = self.rowAt(max(0, dirty.top())), self.rowAt(dirty.bottom())
        last = model.rowCount() - 1 if bottom < 0 else bottom
        painter.fillRect(QRect(0, dirty.top(), width, dirty.height()), self._theme.colour("surface"))
        if top < 0:
            return
        for row in range(top, last + 1):
            index = model.index(row, FIRST)
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            option.state |= QStyle.StateFlag.State_Enabled
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if row % 2:
                option.features |= QStyleOptionViewItem.ViewItemFeature.Alternate
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewRow, option, painter, self)
            self.itemDelegate().paint(painter, option, index)
        _edge(painter, QRect(0, dirty.top(), width, dirty.height()), self._theme)


def _height(selection: QItemSelection) -> int:
    return sum(selection.at(place).height() for place in range(selection.count()))


def _edge(painter: QPainter, place: QRect, theme: Theme) -> None:
    """The line at the right of what stays in view."""
    painter.fillRect(QRect(place.right() - 1, place.top(), 2, place.height()), theme.colour("edge"))
