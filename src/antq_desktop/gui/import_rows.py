"""The rows of a list on their way in: what becomes of each, corrected in place."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QWidget,
)

from antq_desktop.gui.plain_table import PlainTable
from antq_desktop.services.import_plan import DECISION_KEY, Outcome, PlannedRow

ROW_HEADINGS = (
    *("Dòng", "Kết quả", "Chủ hộ", "Khu dân cư", "Địa chỉ", "Tổ chức", "Ngày ký"),
    *("Quyết định", "Lý do, lưu ý"),
)
FIELDS = {2: "head_name", 3: "area", 4: "address", 5: "organizations", 6: "signed_on", 7: DECISION_KEY}
DECISION, REASON = 7, 8
ROW_KEYS = (("F8", "dòng cần xem tiếp"), ("Enter", "sửa ô"), ("Ctrl+D", "lấy như dòng trên"), ("Esc", "thôi sửa"))
WAITING = frozenset({Outcome.REJECTED, Outcome.DECISION})
Index = QModelIndex | QPersistentModelIndex


class _Answers(QStyledItemDelegate):
    """Offers the answers to a row's question; others can be typed."""

    def __init__(self, table: "ImportRows"):
        super().__init__(table)
        self._table = table

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A box of the answers that fit the row."""
        made = QComboBox(parent)
        made.setEditable(True)
        made.addItems(self._table.answers(index.row()))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What was decided before."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data() or ""))

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Keep the answer: of a numbered household its number."""
        item = self._table.item(index.row(), index.column())
        if isinstance(editor, QComboBox) and item is not None:
            item.setText(editor.currentText().partition(")")[0].strip())


class ImportRows(PlainTable):
    """Rows of a plan; F8 goes to the next that waits for a person, Ctrl+D fills down, every cell can be typed over.

    Args:
        name: for screen readers.
    """

    corrected = Signal(object, str, str)
    released = Signal()

    def __init__(self, name: str):
        super().__init__(name, ROW_HEADINGS, right=(0,), stretch=REASON, yielding=(5, 4))
        self.planned: tuple[PlannedRow, ...] = ()
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setItemDelegateForColumn(DECISION, _Answers(self))
        self.itemChanged.connect(self._typed)

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed into now."""
        return self.state() is QAbstractItemView.State.EditingState

    @property
    def waiting(self) -> int:
        """Rows shown that are rejected or wait for a decision."""
        return sum(row.outcome in WAITING for row in self.planned)

    @property
    def why(self) -> str:
        """The whole reason of the row that has the cursor: the column may be too narrow for it."""
        item = self.item(self.currentRow(), REASON)
        return "" if item is None else item.text()

    def show_planned(self, planned: Sequence[PlannedRow], texts: Sequence[Sequence[str]]) -> None:
        """Show rows with their texts; the cell that had the cursor keeps it.

        Args:
            planned: in the order shown.
            texts: of `ROW_HEADINGS`, one for each.
        """
        before, column = self._current_row(), max(0, self.currentColumn())
        with QSignalBlocker(self):
            self.planned = tuple(planned)
            self.show_rows(texts)
            for place, row in enumerate(self.planned):
                self._allow(place, row)
        same = [place for place, row in enumerate(self.planned) if before and _key(row) == _key(before)]
        if same:
            self.setCurrentCell(same[0], column)

    def _allow(self, place: int, row: PlannedRow) -> None:
        """Cells that may be typed over: what a column of the file can say, and answers where there is a question."""
        for column in range(self.columnCount()):
            item = self.item(place, column)
            if item is None:
                continue
            open_cell = column in FIELDS and (column != DECISION or row.outcome is Outcome.DECISION or row.decision)
            kept = item.flags() | Qt.ItemFlag.ItemIsEditable
            item.setFlags(kept if open_cell else item.flags() & ~Qt.ItemFlag.ItemIsEditable)

    def answers(self, place: int) -> list[str]:
        """Answers to the question of a row, those with a number first."""
        row = self.planned[place]
        numbered = [
            f"{number}) {address or 'chưa có địa chỉ'}" for number, (_, address) in enumerate(row.candidates, 1)
        ]
        return [*numbered, "hộ mới" if row.candidates else "khu mới", "bỏ qua"]

    def _current_row(self) -> PlannedRow | None:
        place = self.currentRow()
        return self.planned[place] if 0 <= place < len(self.planned) else None

    def _typed(self, item: QTableWidgetItem) -> None:
        if item.column() in FIELDS:
            self.corrected.emit(_key(self.planned[item.row()]), FIELDS[item.column()], item.text().strip())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that rows may be shown anew: nobody types any more."""
        super().closeEditor(editor, hint)
        self.released.emit()

    def next_waiting(self, step: int = 1) -> bool:
        """Go to the next row that is rejected or waits for a decision, around the end; False when there is none."""
        count, begin = len(self.planned), self.currentRow()
        for away in range(1, count + 1):
            place = (begin + step * away) % count
            if self.planned[place].outcome in WAITING:
                self.setCurrentCell(place, self._cell_of(self.planned[place]))
                return True
        return False

    def _cell_of(self, row: PlannedRow) -> int:
        """Column of a row's first fault, or of its question."""
        if row.outcome is Outcome.DECISION:
            return DECISION
        places = {key: column for column, key in FIELDS.items()}
        found = [places[fault.field] for fault in row.faults if fault.field in places]
        return next((column for column in found if not self.isColumnHidden(column)), 2)

    def fill_down(self) -> None:
        """Say in this cell what the row above says."""
        place, column = self.currentRow(), self.currentColumn()
        above, here = self.item(place - 1, column), self.item(place, column)
        if place > 0 and column in FIELDS and above is not None and here is not None:
            here.setText(above.text())
            if place + 1 < self.rowCount():
                self.setCurrentCell(place + 1, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, F8 looks for the next that waits, Ctrl+D fills down."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.editing:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_F8:
            self.next_waiting(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        else:
            super().keyPressEvent(event)


def _key(row: PlannedRow) -> tuple[str | None, int]:
    return (row.sheet, row.row_no)
