"""A choice that the wheel scrolls past: it never changes one on its way over the page.

It does so itself. A filter over every event of the program would know it too, and would cost a quarter more with every
page that is made. The lock screen has one, so this brings nothing that paints: Qt's styles cost 6 ms to read.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class StillBox(QComboBox):
    """One of a few; the list that hangs open scrolls as ever."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel brings no focus either

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        event.ignore()
