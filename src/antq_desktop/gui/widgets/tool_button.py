"""A button with a picture and words, as wide as both need, or with its picture alone."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

from antq_desktop.gui.widgets.keys import ENTER
from antq_desktop.gui.widgets.theme import dress_again

WORDED = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
BARE = Qt.ToolButtonStyle.ToolButtonIconOnly
QT_SPACES = 2


class ToolButton(QToolButton):
    """Qt leaves the width of two spaces after the words, so that they do not stand in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self._widths: dict[tuple[bool, str], int] = {}
        side = self.fontMetrics().height() + 1
        self.setIconSize(QSize(side, side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again once the window dresses it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._widths = {}

    def show_words(self, *, shown: bool) -> None:
        """Show picture and words, or the picture alone with less room around it."""
        if self.property("bare") is shown or self.property("bare") is None:
            self.setToolButtonStyle(WORDED if shown else BARE)
            self.setProperty("bare", not shown)
            dress_again(self)

    def width_with(self, *, words: bool) -> int:
        """How wide it is with its words, or without them."""
        key = (words, self.text())
        if key not in self._widths:
            before = self.toolButtonStyle() is WORDED
            self.show_words(shown=words)
            self.ensurePolished()
            self._widths[key] = self.sizeHint().width()
            self.show_words(shown=before)
        return self._widths[key]

    def sizeHint(self) -> QSize:
        """What picture and words need."""
        hint = super().sizeHint()
        if self.toolButtonStyle() is WORDED and self.text():
            hint.setWidth(hint.width() - QT_SPACES * self.fontMetrics().horizontalAdvance(" "))
        return hint

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()
