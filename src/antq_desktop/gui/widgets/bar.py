"""A bar that shows a share; what it says is also said in words beside it and to screen readers."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from antq_desktop.gui.widgets.theme import Theme

HEIGHT = 8
TICK = 2


class Bar(QWidget):
    """A share of 100 %.

    Args:
        theme: colours.
        share: 0 to 100.
        words: what it says.
        reached: whether the target is reached; only colours it.
        target: where the target stands, 0 to 100; None draws no tick.
    """

    def __init__(self, theme: Theme, share: float, words: str, *, reached: bool, target: float | None = None):
        super().__init__()
        self._target = target
        self._theme = theme
        self._share = max(0.0, min(100.0, share))
        self._reached = reached
        self.setFixedHeight(HEIGHT + 4)
        self.setAccessibleName(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and the share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(QRectF(0, 2, self.width(), HEIGHT), HEIGHT / 2, HEIGHT / 2)
        if self._share > 0:
            width = max(float(HEIGHT), self.width() * self._share / 100)
            painter.setBrush(self._theme.colour("good" if self._reached else "gold"))
            painter.drawRoundedRect(QRectF(0, 2, width, HEIGHT), HEIGHT / 2, HEIGHT / 2)
        if self._target is not None:
            place = min(self.width() - TICK, self.width() * self._target / 100)
            painter.setBrush(self._theme.colour("text"))
            painter.drawRect(QRectF(place, 0, TICK, HEIGHT + 4))
        painter.end()
