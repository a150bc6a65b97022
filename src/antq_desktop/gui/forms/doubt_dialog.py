"""A question with a cautious answer, which Enter gives; Escape leaves everything as it is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.running.office_view import Doubt
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row

WIDTH = 480


class DoubtDialog(Dialog):
    """Asks whether something is meant.

    Args:
        doubt: what is asked.
        icons: for its buttons.
        parent: what it stands over.
    """

    def __init__(self, doubt: Doubt, icons: Icons, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle(doubt.title)
        self.setMinimumWidth(icons.theme.pixels(WIDTH))
        self.words = label(doubt.words, wrap=True)
        self.answers = [button(icons, Push(words, partial(self._answer, act))) for words, act in doubt.answers]
        for made in self.answers:
            made.setAutoDefault(True)  # Enter presses the one that has the focus
        self.answers[0].setProperty("cls", "primary")
        foot = row(None, *reversed(self.answers))
        self.setLayout(column(self.words, 6, foot, spacing=12, margins=(22, 18, 22, 16)))
        self.answers[0].setDefault(True)
        self.answers[0].setFocus()

    def _answer(self, act: Callable[[], object]) -> None:
        self.accept()
        act()
