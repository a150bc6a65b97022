"""The table of models and clubs: sorted by any heading, those that stand idle in a colour and in words."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from antq_desktop.domain.choices import ENDED, GroupStatus
from antq_desktop.domain.collation import sort_key
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.percent import show_count
from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.headed_model import HeadedModel, Index
from antq_desktop.gui.widgets.nothing_yet import NothingYet
from antq_desktop.gui.widgets.plain_table import Room, dress
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.groups.group_board import GroupLine, due_words

Words = Callable[[GroupLine], str]
Key = Callable[[GroupLine], Any]
NEVER = "chưa có"


def _last(line: GroupLine) -> str:
    day = show_date(line.last) if line.last else NEVER
    if line.status == GroupStatus.DORMANT:
        return f"{day} (đang tạm ngừng)"
    if line.status in ENDED:
        return f"{day} (đã kết thúc)"
    return f"{day} ({show_count(line.idle)} ngày)" if line.is_idle and line.idle is not None else day


COLUMNS: tuple[tuple[str, Words, Key], ...] = (
    ("Mô hình, câu lạc bộ", lambda line: line.name, lambda line: sort_key(line.name)),
    ("Nơi", lambda line: line.where, lambda line: sort_key(line.where)),
    ("Lĩnh vực", lambda line: line.field, lambda line: sort_key(line.field)),
    ("Chủ trì", lambda line: line.lead, lambda line: sort_key(line.lead)),
    ("Hoạt động cuối", _last, lambda line: str(line.last or "")),
    (
        "Kỳ có/phải có",
        due_words,
        lambda line: (line.due == 0, line.met / line.due if line.due else 0.0),
    ),
    ("Hoạt động", lambda line: show_count(line.activities), lambda line: line.activities),
    ("Minh chứng", lambda line: show_count(line.proven), lambda line: line.proven),
    ("Xác nhận", lambda line: show_count(line.confirmed), lambda line: line.confirmed),
)
NAME, WHERE, FIELD, LEAD, LAST, PERIODS, DONE, PROVEN, CONFIRMED = range(9)
RIGHT_COLUMNS = frozenset({PERIODS, DONE, PROVEN, CONFIRMED})
YIELDING = (LEAD, FIELD, CONFIRMED, WHERE, DONE)


class BoardModel(HeadedModel[GroupLine]):
    """Lines of the board, in the order of the heading that was clicked."""

    def __init__(self, theme: Theme, parent: QObject | None = None):
        super().__init__([heading for heading, _, _ in COLUMNS], RIGHT_COLUMNS, parent)
        self._theme = theme
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self._given: tuple[GroupLine, ...] = ()

    def show_lines(self, lines: Sequence[GroupLine]) -> None:
        """Show others, in the order chosen before."""
        self._given = tuple(lines)
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a heading; -1 as given."""
        self._order = (column, order)
        self._arrange()

    def _arrange(self) -> None:
        column, order = self._order
        self.beginResetModel()
        self.lines = self._given
        if column >= 0:
            falling = order == Qt.SortOrder.DescendingOrder
            self.lines = tuple(sorted(self._given, key=COLUMNS[column][2], reverse=falling))
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text and colour of a cell."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return COLUMNS[column][1](line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            lacks = (column == LAST and line.is_idle) or (column == PROVEN and line.activities > line.proven == 0)
            return self._theme.colour("warn") if lacks else None
        return None


class GroupLines(QTableView):
    """Groups with what they did; Enter or a double click opens the dossier."""

    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None):
        super().__init__(parent)
        self.board = BoardModel(theme, self)
        self.setModel(self.board)
        self.setAccessibleName("Các mô hình, câu lạc bộ và việc đã làm")
        CopyKey(self)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        dress(self, NAME)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._room = Room(self, NAME, YIELDING)
        self.none = NothingYet(self, "")
        self.doubleClicked.connect(self.opened)

    @property
    def current(self) -> GroupLine | None:
        """The group the cursor is on."""
        index = self.currentIndex()
        return self.board.lines[index.row()] if index.isValid() else None

    def show_lines(self, lines: Sequence[GroupLine]) -> None:
        """Show others; the group that had the cursor keeps it."""
        before = None if self.current is None else self.current.uid
        self.board.show_lines(lines)
        places = [place for place, line in enumerate(self.board.lines) if line.uid == before]
        if self.board.lines:
            self.selectRow(places[0] if places else 0)
        self._room.refill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out, or show them again, as there is room."""
        super().resizeEvent(event)
        self._room.share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)
