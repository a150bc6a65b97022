"""Cells of a workbook that break a rule: each on a line with the reason, its text typed over in place."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableWidgetItem, QWidget

from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.services.imports.return_plan import BadCell
from antq_desktop.services.imports.returning import FORMULA

HEADINGS = ("Dòng", "Tên", "Ô", "Tệp ghi", "Vì sao sai")
TYPED, WHY = 3, 4
STARTS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class BadCells(PlainTable):
    """The table of bad cells. Enter, F2 or any letter begins to type; a fault of a whole row has nothing to type."""

    corrected = Signal(int, str, str)
    released = Signal()

    def __init__(self) -> None:
        super().__init__("Các ô sai trong tệp", HEADINGS, right=(0,), stretch=WHY)
        self._cells: tuple[BadCell, ...] = ()
        self.setEditTriggers(STARTS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.itemChanged.connect(self._changed)
        self.opens(self._begin)

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self.state() == QAbstractItemView.State.EditingState

    def show_cells(self, cells: Sequence[BadCell]) -> None:
        """Show them; the place stays, so that the next one follows the one that was mended."""
        place = max(0, self.currentRow())
        self._cells = tuple(cells)
        with QSignalBlocker(self):
            self.show_rows([(str(cell.row), cell.title, cell.label, cell.file, cell.why) for cell in cells])
            for number, cell in enumerate(cells):
                self._settle(number, typed=bool(cell.field))
        if cells:
            self.setCurrentCell(min(place, len(cells) - 1), TYPED)

    def only_to_read(self) -> None:
        """Nothing is typed over any more."""
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def _settle(self, number: int, *, typed: bool) -> None:
        for place in range(len(HEADINGS)):
            item = self.item(number, place)
            if item is not None and not (typed and place == TYPED):
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)

    def _begin(self, place: int) -> None:
        item = self.item(place, TYPED)
        if item is not None and self.editTriggers() and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentItem(item)
            self.editItem(item)

    def _changed(self, item: QTableWidgetItem) -> None:
        cell = self._cells[item.row()]
        if item.column() == TYPED and item.text() != cell.file:
            self.corrected.emit(cell.row, cell.field, item.text())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that nothing is typed any more; Enter over the result of a formula takes it as it stands."""
        super().closeEditor(editor, hint)
        item = self.currentItem()
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and item is not None:
            cell = self._cells[item.row()]
            if cell.code == FORMULA and cell.file and item.text() == cell.file:
                self.corrected.emit(cell.row, cell.field, cell.file)
        self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While a cell is typed in, its keys are its own."""
        if self.editing:
            QAbstractItemView.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def _opened(self, index: QModelIndex) -> None:
        """A double click begins to type by itself."""
