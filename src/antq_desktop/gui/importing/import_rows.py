"""The rows of a list on their way in: what becomes of each, corrected in place."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QTableView,
    QWidget,
)

from antq_desktop.gui.importing.import_answers import AnswerBoxes
from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.plain_table import RIGHT, Bounded, Room, dress
from antq_desktop.services.imports.import_kinds import ListKind
from antq_desktop.services.imports.import_plan import BETWEEN_ANSWERS, DECISION_KEY, NEW_AREA, Outcome, PlannedRow

NUMBER, OUTCOME, REASON = "_number", "_outcome", "_why"
FIRST_FIELD = 2
AREA_KEY = ("F7", "tạo khu dân cư này")
NO_ROW_ABOVE = "Đây là dòng đầu đang hiện: không có dòng trên để lấy."
NOT_TYPED = "Ô này do chương trình ghi nên không lấy như dòng trên được."
ROW_KEYS = (
    ("F8", "dòng cần xem tiếp"),
    ("Enter", "sửa ô"),
    ("F9", "bỏ qua dòng"),
    ("Ctrl+D", "lấy như dòng trên"),
    ("Esc", "thôi sửa"),
)
WAITING = frozenset({Outcome.REJECTED, Outcome.DECISION})
TEXT_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole})
Index = QModelIndex | QPersistentModelIndex
Words = Callable[[PlannedRow, str], str]
RowKey = tuple[str | None, int]


class RowsModel(QAbstractTableModel):
    """Planned rows in words; those in sight are put into words, however many there are.

    Args:
        words: text of a row for a key: `NUMBER`, `OUTCOME`, `REASON` or that of a field.
        kind: what the list is of.
    """

    typed = Signal(object, str, str)

    def __init__(self, words: Words, kind: ListKind, parent: QObject | None = None):
        super().__init__(parent)
        self._words = words
        self.columns = columns_of(kind)
        self._texts: dict[int, list[str]] = {}
        self.planned: tuple[PlannedRow, ...] = ()

    def show_planned(self, planned: Sequence[PlannedRow], columns: dict[str, str]) -> None:
        """Show other rows, under these headings."""
        self.beginResetModel()
        self.columns = columns
        self.planned = tuple(planned)
        self._texts = {}
        self.endResetModel()

    def texts(self, place: int) -> list[str]:
        """A row in words, as it is shown: what was typed over it too."""
        if place not in self._texts:
            self._texts[place] = [self._words(self.planned[place], key) for key in self.columns]
        return self._texts[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Rows shown."""
        return 0 if parent.isValid() else len(self.planned)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One column for each heading."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return list(self.columns.values())[section]
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return (RIGHT if section == 0 else left) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 0:
            return RIGHT
        return self.texts(index.row())[index.column()] if index.isValid() and role in TEXT_ROLES else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Type over a cell; what it means is found out by whoever hears of it."""
        if role != Qt.ItemDataRole.EditRole or not self.may_type(index.row(), index.column()):
            return False
        text = str(value).strip()
        self.texts(index.row())[index.column()] = text
        self.dataChanged.emit(index, index)
        self.typed.emit(key_of(self.planned[index.row()]), self.key_at(index.column()), text)
        return True

    def may_type(self, place: int, column: int) -> bool:
        """Whether a cell may be typed over: what a column can say, and answers where there is a question."""
        row, key = self.planned[place], self.key_at(column)
        return key not in {NUMBER, OUTCOME, REASON} and (key != DECISION_KEY or is_asked(row))

    def key_at(self, column: int) -> str:
        """Key of a column."""
        return list(self.columns)[column]

    def place_of(self, key: str) -> int:
        """Column of a key; that of the first field for one that is not shown."""
        return list(self.columns).index(key) if key in self.columns else FIRST_FIELD

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that may be typed over."""
        known = super().flags(index)
        may = index.isValid() and self.may_type(index.row(), index.column())
        return known | Qt.ItemFlag.ItemIsEditable if may else known


class ImportRows(QTableView):
    """Rows of a plan; F8 goes to the next that waits for a person, Ctrl+D fills down, every cell can be typed over.

    Args:
        name: for screen readers.
        words: text of a row for a key of a column.
        kind: what the list is of; another may be shown later.
    """

    corrected = Signal(object, str, str)
    released = Signal()
    moved = Signal()
    area_wanted = Signal()
    skip_wanted = Signal()
    told = Signal(str)
    """Why a key brought nothing."""

    def __init__(self, name: str, words: Words, kind: ListKind):
        super().__init__()
        self._areas: tuple[str, ...] = ()
        self._kind = kind
        self._beside: frozenset[str] = frozenset()
        self._asks = False
        self._behind: tuple[RowKey, ...] = ()
        self._model = RowsModel(words, kind, self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        CopyKey(self)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._plain, self._answers = Bounded(self), AnswerBoxes(self, self.answers)
        self._room = Room(self, self._model.place_of(REASON), ())
        self._arrange()
        self._model.typed.connect(self.corrected)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())

    @property
    def planned(self) -> tuple[PlannedRow, ...]:
        """Rows shown."""
        return self._model.planned

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed into now."""
        return self.state() is QAbstractItemView.State.EditingState

    @property
    def waiting(self) -> int:
        """Rows shown that are rejected or wait for a decision."""
        return sum(row.outcome in WAITING for row in self.planned)

    @property
    def row(self) -> int:
        """Row that has the cursor, or -1."""
        return self.currentIndex().row()

    @property
    def column(self) -> int:
        """Column that has the cursor, or -1."""
        return self.currentIndex().column()

    @property
    def current(self) -> PlannedRow | None:
        """The row that has the cursor."""
        return self.planned[self.row] if self.row >= 0 else None

    @property
    def why(self) -> str:
        """The whole reason of the row that has the cursor: the column may be too narrow for it."""
        return self._model.texts(self.row)[-1] if self.row >= 0 else ""

    def texts(self) -> list[tuple[str, ...]]:
        """What is shown, row by row."""
        return [tuple(self._model.texts(place)) for place in range(len(self.planned))]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out, or show them again, as there is room."""
        super().resizeEvent(event)
        self._room.share()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _arrange(self) -> None:
        """Give answers and reasons their columns, and say which go first where there is no room."""
        dress(self, self._model.place_of(REASON))
        for column in range(self._model.columnCount()):
            self.setItemDelegateForColumn(column, self._plain)
            self.showColumn(column)
        self.setItemDelegateForColumn(self._model.place_of(DECISION_KEY), self._answers)
        empty = () if self._asks else (DECISION_KEY,)
        shown = [key for key in (*empty, *self._kind.shown.yielding) if key not in self._beside]
        self._room.arrange(self._model.place_of(REASON), list(map(self._model.place_of, shown)))

    def show_planned(self, planned: Sequence[PlannedRow], kind: ListKind, areas: tuple[str, ...] = ()) -> None:
        """Show rows in their order; the cell that had the cursor keeps it.

        Args:
            planned: the rows.
            kind: what the list is of.
            areas: names of areas that may be answered.
        """
        self._areas = areas
        place, held = self.row, self.current
        if held is not None and held.outcome in WAITING:
            around = (*self.planned[self.row :], *self.planned[: self.row])
            self._behind = tuple(map(key_of, around))
        column = self._model.key_at(max(0, self.column))
        shown = (self._kind, self._beside, self._asks)
        self._beside = self._asked_at(planned, kind)
        self._asks = any(map(is_asked, planned))
        self._kind = kind
        self._model.show_planned(planned, columns_of(kind, self._beside))
        if shown != (kind, self._beside, self._asks):
            self._arrange()
        same = [at for at, row in enumerate(self.planned) if held is not None and key_of(row) == key_of(held)]
        if same:
            self.go(same[0], self._model.place_of(column))
        elif held is not None and held.outcome not in WAITING and self.planned:
            self.go(min(place, len(self.planned) - 1), self._model.place_of(column))
        self._room.refill()

    def _asked_at(self, planned: Sequence[PlannedRow], kind: ListKind) -> frozenset[str]:
        """Columns that hold cells at fault: shown whatever room there is, and as long as the list is the same."""
        found = {key for row in planned for key in row.asks_at}
        before = self._beside if kind is self._kind else frozenset()
        kept = {key for key in before - found if any(key in row.columns for row in planned)}
        return frozenset(found | kept)

    def go(self, place: int, column: int) -> None:
        """Put the cursor into a cell."""
        index = self._model.index(place, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def type_over(self, place: int, column: int, text: str) -> bool:
        """Type over a cell; False where that is not to be."""
        return self._model.setData(self._model.index(place, column), text)

    def answers(self, place: int) -> list[str]:
        """Answers to the question of a row, each behind those that were given to earlier ones."""
        row = self.planned[place]
        if row.offered:
            before = row.answers[: row.answered]
            return ["bỏ qua", *(f"{BETWEEN_ANSWERS} ".join((*before, each)) for each in row.offered)]
        offered = [f"{number}) {where or row.words.nowhere}" for number, (_, where) in enumerate(row.candidates, 1)]
        offered += [row.words.new] if row.candidates else [*self._areas, NEW_AREA]
        given = [] if row.outcome is not Outcome.DECISION else row.answers[: row.answered]
        return [f"{BETWEEN_ANSWERS} ".join((*given, answer)) for answer in (*offered, "bỏ qua")]

    def finish(self) -> None:
        """Take over what is being typed into a cell now."""
        editor = self.indexWidget(self.currentIndex()) if self.editing else None
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that rows may be shown anew: nobody types any more."""
        super().closeEditor(editor, hint)
        self.released.emit()

    def next_waiting(self, step: int = 1) -> bool:
        """Go to the next mistake or question, those of this row first, around the end; False when there is none.

        Where none is left, rows that are taken although they may be known already are looked at in turn.
        """
        here = self._left_of_row(step)
        if here is not None:
            self.go(self.row, here)
            return True
        for place in self._ahead(step):
            if self.planned[place].outcome in WAITING:
                self.go(place, self._cells_of(self.planned[place])[0 if step > 0 else -1])
                return True
        doubtful = next((place for place in self._ahead(step) if self.planned[place].doubtful), None)
        if doubtful is not None:
            self.go(doubtful, FIRST_FIELD)
        return doubtful is not None

    def begin(self) -> None:
        """Put the cursor where somebody who sees the rows for the first time has to look, else into the first row."""
        self._behind = ()
        self.setCurrentIndex(QModelIndex())
        if not self.next_waiting() and self.planned:
            self.go(0, FIRST_FIELD)

    def _left_of_row(self, step: int) -> int | None:
        """Column of the next mistake of the row that has the cursor; from a cell that is right any other one is."""
        row = self.current
        if row is None or row.outcome not in WAITING:
            return None
        cells = self._cells_of(row)[::step]
        further = [column for column in cells if (column - self.column) * step > 0]
        if not further and self.column not in cells:
            further = cells
        return further[0] if further else None

    def _ahead(self, step: int) -> Iterator[int]:
        """Places of rows from the cursor on; from where its row stood before it was put right and moved away."""
        row = self.current
        moved = self._behind[:1] and (row is None or (row.outcome not in WAITING and key_of(row) == self._behind[0]))
        if moved:
            places = {key_of(row): place for place, row in enumerate(self.planned)}
            yield from (places[key] for key in self._behind[1:][::step] if key in places)
        count, begin = len(self.planned), self.row
        yield from ((begin + step * away) % count for away in range(1, count + 1))

    def _cells_of(self, row: PlannedRow) -> list[int]:
        """Columns of a row's faults from the left, or that of its question."""
        if row.outcome is Outcome.DECISION:
            return [self._model.place_of(DECISION_KEY)]
        found = {self._model.place_of(fault.field) for fault in row.faults}
        return sorted(column for column in found if not self.isColumnHidden(column)) or [FIRST_FIELD]

    def fill_down(self) -> None:
        """Say in this cell what the row above says, and go one row down."""
        place, column = self.row, self.column
        if place == 0:
            self.told.emit(NO_ROW_ABOVE)
        elif place > 0 and not self._model.may_type(place, column):
            self.told.emit(NOT_TYPED)
        elif place > 0 and self.type_over(place, column, self._model.texts(place - 1)[column]):
            self.go(min(place + 1, len(self.planned) - 1), column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, F8 looks for the next that waits, Ctrl+D fills down."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.editing:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_F8:
            self.next_waiting(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_F7:
            self.area_wanted.emit()
        elif event.key() == Qt.Key.Key_F9:
            self.skip_wanted.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        else:
            super().keyPressEvent(event)


def is_asked(row: PlannedRow) -> bool:
    """Whether there is a question about a row, answered or not."""
    return row.outcome is Outcome.DECISION or bool(row.decision)


def columns_of(kind: ListKind, beside: AbstractSet[str] = frozenset()) -> dict[str, str]:
    """Headings of a preview by their keys, in order; those of fields that are seldom shown behind the others."""
    usual = dict(kind.shown.columns)
    first = {NUMBER: "Dòng", OUTCOME: "Kết quả"}
    more = {field.key: field.label for field in kind.targets() if field.key in beside and field.key not in usual}
    return first | usual | more | {DECISION_KEY: kind.words.answer, REASON: "Lý do, lưu ý"}


def key_of(row: PlannedRow) -> RowKey:
    """What tells a row of a list from the others: its sheet and its number there."""
    return (row.sheet, row.row_no)
