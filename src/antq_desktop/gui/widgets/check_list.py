"""A list of ticks in a dialog; the space bar ticks."""

from collections.abc import Collection, Iterable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.theme import Theme

LINE_HEIGHT = 28
LINES_SHOWN, LEAST_LINES = 9, 4
AROUND = 150
"""What words, buttons and the frame of a dialog take besides its list, at type size 100 %."""

DATA = Qt.ItemDataRole.UserRole


class CheckList(QListWidget):
    """Lines with a tick each.

    Args:
        theme: for sizes.
        name: for screen readers.
        over: the window its dialog stands over, which is not to be higher than that.
        beside: what its dialog holds besides list, words and buttons, in pixels at type size 100 %.
    """

    def __init__(self, theme: Theme, name: str, over: QWidget, beside: int = 0):
        super().__init__()
        self._height = theme.pixels(LINE_HEIGHT)
        self.setProperty("cls", "checks")
        self.setAccessibleName(name)
        CopyKey(self)
        room = (over.window().height() - theme.pixels(AROUND + beside)) // self._height
        self.setMinimumHeight(self._height * max(LEAST_LINES, min(LINES_SHOWN, room)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Iterable[tuple[Any, str, bool]]) -> None:
        """Replace all lines.

        Args:
            lines: what each stands for, its words, whether it is ticked.
        """
        self.clear()
        for what, words, ticked in lines:
            item = QListWidgetItem(words, self)
            item.setData(DATA, what)
            item.setToolTip(words)
            item.setSizeHint(QSize(0, self._height))
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.setCurrentRow(0)

    def shrink(self) -> None:
        """Be no higher than the lines need that are there."""
        self.setMinimumHeight(min(self.minimumHeight(), self._height * self.count() + 2 * self.frameWidth()))
        self.setMaximumHeight(self._height * self.count() + 2 * self.frameWidth())

    def tick_only(self, wanted: Collection[Any]) -> None:
        """Tick the lines that stand for these, and no others."""
        for item in (self.item(place) for place in range(self.count())):
            item.setCheckState(Qt.CheckState.Checked if item.data(DATA) in wanted else Qt.CheckState.Unchecked)

    def move_line(self, by: int) -> None:
        """Move the line under the cursor up or down."""
        place = self.currentRow()
        if place >= 0 and 0 <= place + by < self.count():
            self.insertItem(place + by, self.takeItem(place))
            self.setCurrentRow(place + by)

    @property
    def ticked(self) -> list[Any]:
        """What the ticked lines stand for, in order."""
        items = (self.item(place) for place in range(self.count()))
        return [item.data(DATA) for item in items if item.checkState() is Qt.CheckState.Checked]
