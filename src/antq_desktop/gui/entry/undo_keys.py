"""Ctrl+Z and Ctrl+Y in a field mean its letters only while there are letters to take back; else they are the page's."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class _Leaves(QObject):
    """Lets the page have both keys where the field has no use of them."""

    def __init__(self, line: QLineEdit, *, once_empty: bool):
        super().__init__(line)
        self._line = line
        self._once_empty = once_empty
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field from claiming a step that it cannot make."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if not any(event.matches(step) for step in STEPS) or self._has_own():
            return super().eventFilter(watched, event)
        event.ignore()
        return True

    def _has_own(self) -> bool:
        if self._once_empty:
            return bool(self._line.text())
        return self._line.isUndoAvailable() or self._line.isRedoAvailable()


def leave_undo(line: QLineEdit, *, once_empty: bool = False) -> None:
    """Let the page step back and forth while a field has no letters of its own to take back.

    Args:
        line: the field.
        once_empty: an empty field has none, whatever stood in it before: a box that is typed into again and again.
    """
    _Leaves(line, once_empty=once_empty)
