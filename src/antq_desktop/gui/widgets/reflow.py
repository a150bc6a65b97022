"""What stands side by side in a wide window and under each other in a narrow one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from antq_desktop.gui.widgets.pieces import label, row
from antq_desktop.gui.widgets.theme import Theme

SPACING = 14


class SideBySide(QWidget):
    """Widgets in a row, or in a column where the row does not fit.

    Args:
        theme: for the type size.
        least: logical pixels from which the row fits, at 100 %.
        widgets: what stands there.
        stretch: one number for each, or none for equal shares.
    """

    def __init__(self, theme: Theme, least: int, widgets: Sequence[QWidget] = (), stretch: Sequence[int] = ()):
        super().__init__()
        self._least = theme.pixels(least)
        self._inside: QBoxLayout = row(*widgets, spacing=SPACING)
        for place in range(len(widgets)):
            self._inside.setStretch(place, stretch[place] if stretch else 1)
        self.setLayout(self._inside)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Put others in their place."""
        while (item := self._inside.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for made in widgets:
            self._inside.addWidget(made, 1)
        self._turn(self.width())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the column may be, so that the row can turn into one."""
        whole = super().minimumSizeHint()
        return QSize(max(self._narrowest, default=whole.width()), whole.height())

    @property
    def _narrowest(self) -> list[int]:
        items = (self._inside.itemAt(place) for place in range(self._inside.count()))
        return [item.minimumSize().width() for item in items if item is not None]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the row into a column or back."""
        super().resizeEvent(event)
        self._turn(event.size().width())

    def _turn(self, width: int) -> None:
        needed = sum(self._narrowest) + SPACING * (self._inside.count() - 1)
        wide = width >= max(self._least, needed)
        self._inside.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


class KeyHints(QWidget):
    """Keys and what they do, as many as there is room for."""

    def __init__(self, keys: Sequence[tuple[str, str]]):
        super().__init__()
        self._pairs: list[tuple[QLabel, QLabel]] = [(label(key, "key"), label(words, "small")) for key, words in keys]
        self.setLayout(row(*(made for pair in self._pairs for made in pair), None, spacing=7))
        self.setMinimumWidth(1)

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Keys and what they do, those without room too."""
        return [(key.text(), words.text()) for key, words in self._pairs]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit."""
        super().resizeEvent(event)
        left = event.size().width()
        for pair in self._pairs:
            left -= sum(made.sizeHint().width() + 7 for made in pair)
            for made in pair:
                made.setVisible(left >= 0)
