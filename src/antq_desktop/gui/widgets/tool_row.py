"""A row of tools: as many of them show their words as there is room for, the first ones longest."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout

from antq_desktop.gui.widgets.tool_button import ToolButton

SPACING = 6


class ToolRow(QHBoxLayout):
    """Buttons beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(SPACING)
        self._worded: list[ToolButton] = []
        self._bare: list[ToolButton] = []
        self._room = 0

    def add(self, made: ToolButton, place: int = -1) -> None:
        """Put a button with words among those with words; at the end when no place is given."""
        number = len(self._worded) if place < 0 else place
        self._worded.insert(number, made)
        self.insertWidget(number, made)
        if self._room:
            self.fit(self._room)

    def add_bare(self, made: ToolButton) -> None:
        """Add a button that only shows its icon."""
        self._bare.append(made)
        self.addWidget(made)

    @property
    def buttons(self) -> tuple[ToolButton, ...]:
        """All of them from left to right."""
        return (*self._worded, *self._bare)

    def add_stretch(self) -> None:
        """Leave the room that is left between the buttons so far and those that come."""
        self.addStretch(1)

    def button_of(self, action: QAction) -> ToolButton:
        """The button of an action."""
        return next(made for made in self.buttons if made.defaultAction() is action)

    def fit(self, room: int) -> None:
        """Let buttons show their words while these find room; `room` is the width of the row."""
        self._room = room
        seen = [made for made in self._worded if not made.isHidden()]
        left = room - self._bare_width
        narrow = [made.width_with(words=False) + SPACING for made in seen]
        wide = [made.width_with(words=True) + SPACING for made in seen]
        for number, made in enumerate(seen):
            fits = sum(wide[: number + 1]) + sum(narrow[number + 1 :]) <= left
            made.show_words(shown=fits)

    def minimumSize(self) -> QSize:
        """Buttons without words, so that a narrow window can be narrow."""
        whole = super().minimumSize()
        least = sum(made.width_with(words=False) + SPACING for made in self._worded if not made.isHidden())
        return QSize(least + self._bare_width, whole.height())

    @property
    def _bare_width(self) -> int:
        return sum(made.sizeHint().width() + SPACING for made in self._bare)
