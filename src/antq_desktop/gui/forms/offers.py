"""Words offered for a field, to be taken by a click or by the arrows instead of typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button

BESIDE = 2
MOST = 6
ROOM = 230
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
HINT = "Alt+1, Alt+2… hoặc phím ↓: lấy lý do gợi ý"


class Offers(QWidget):
    """Buttons under a field, two beside each other, with a key each. Tab passes them by: who types goes on.

    The field's own arrows go through what is offered too.

    Args:
        icons: with the theme.
        line: the field.
        words: what is offered.
        most: how many buttons there is room for; the arrows reach the others too.
    """

    taken = Signal()

    def __init__(self, icons: Icons, line: QLineEdit, words: Sequence[str] = (), most: int = MOST):
        super().__init__()
        self._icons = icons
        self._line = line
        self._most = most
        self._words: list[str] = []
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(BESIDE, 1)
        self.setLayout(self._grid)
        line.installEventFilter(self)
        self.offer(words)

    def offer(self, words: Sequence[str]) -> None:
        """Offer other words."""
        for old in self.buttons:
            self._grid.removeWidget(old)
            old.deleteLater()
        self._words = list(words)
        self.buttons = [self._make(number, said) for number, said in enumerate(self._words[: self._most], start=1)]
        for place, made in enumerate(self.buttons):
            self._grid.addWidget(made, place // BESIDE, place % BESIDE, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(words))
        self._line.setPlaceholderText(HINT if words else "")

    def _make(self, number: int, said: str) -> QPushButton:
        made = button(self._icons, Push(said, partial(self._take, said), look="quiet"))
        room = self._icons.theme.pixels(ROOM)
        shown = made.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room)
        made.setText(shown)
        made.setShortcut(QKeySequence(f"Alt+{number}"))
        made.setToolTip(f"{said} (Alt+{number})")
        made.setAccessibleName(f"Lý do: {said}")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAutoDefault(False)
        return made

    def _take(self, said: str) -> None:
        self._line.setText(said)
        self.taken.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows up and down go through what is offered."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._words:
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        present = self._line.text()
        place = self._words.index(present) + step if present in self._words else 0
        self._line.setText(self._words[place % len(self._words)])
        self._line.selectAll()
