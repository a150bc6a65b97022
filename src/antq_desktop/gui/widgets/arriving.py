"""Putting the cursor of a table somewhere as a key would, so that Shift goes on from there.

Qt keeps the place from which Shift chooses to itself and moves it by keys and the mouse only: after a plain
`setCurrentIndex` the next Shift+Down would choose everything from where a key was pressed last. Where no widget has the
focus, because another window is the active one, Qt takes such a key for one of the table's own and gives it the focus.
"""

from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget


def arrive(table: QTableView, index: QModelIndex | QPersistentModelIndex) -> None:
    """Put the cursor into a cell and choose it alone, whichever keys are held; the focus stays where it is."""
    flags = QItemSelectionModel.SelectionFlag
    if not index.isValid():
        return
    focused = cast("QWidget | None", table.window().focusWidget())
    above = index.row() > 0
    beside = index.model().index(index.row() - 1 if above else 1, index.column())
    if beside.isValid():
        table.selectionModel().setCurrentIndex(beside, flags.NoUpdate)
        key = Qt.Key.Key_Down if above else Qt.Key.Key_Up
        QTableView.keyPressEvent(table, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
        if focused is not None and table.window().focusWidget() is table:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
    table.scrollTo(index)
