"""Keys that are ahead of a list: pressed for lines that were asked for and are still being read."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView

LEAVING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape})


class Ahead(QObject):
    """Keeps what an officer does in a table whose lines are not there yet, and does it when they are.

    Args:
        table: in which. A press of the mouse in it means the lines that are seen.
        waits: whether the lines are not there yet.
    """

    def __init__(self, table: QTableView, waits: Callable[[], bool]):
        super().__init__(table)
        self._table = table
        self._waits = waits
        self._entered = False
        self._kept: list[Callable[[], object]] = []
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)

    @property
    def waiting(self) -> bool:
        """Whether keys are kept."""
        return self._entered and self._waits()

    def enter(self) -> None:
        """The officer went to the lines that are to come."""
        self._entered = True

    def hold(self, act: Callable[[], object]) -> bool:
        """Keep an act for the lines that are to come.

        Returns:
            Whether it was kept; else it is for the lines that are seen.
        """
        if self.waiting:
            self._kept.append(act)
            return True
        return False

    def release(self) -> None:
        """The lines are there: do what was kept, in its order."""
        kept, self._kept, self._entered = self._kept, [], False
        for act in kept:
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys, but those that leave the table."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() not in LEAVING:
            return self.hold(partial(self._press, event.clone()))
        if event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut}:
            self._entered, self._kept = False, []
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> None:
        if self._table.hasFocus():
            QApplication.sendEvent(self._table, event)
