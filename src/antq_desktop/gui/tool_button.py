"""A button with a picture and words, as wide as both need."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

QT_SPACES = 2


class ToolButton(QToolButton):
    """Qt leaves the width of two spaces after the words, so that they do not stand in the middle."""

    def sizeHint(self) -> QSize:
        """What picture and words need."""
        hint = super().sizeHint()
        if self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon and self.text():
            hint.setWidth(hint.width() - QT_SPACES * self.fontMetrics().horizontalAdvance(" "))
        return hint

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()
