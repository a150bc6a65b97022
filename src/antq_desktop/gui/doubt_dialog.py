"""A question whose answer is no, unless it is said otherwise: Enter and Escape leave everything as it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from antq_desktop.gui.icons import Icons
from antq_desktop.gui.office_view import Doubt
from antq_desktop.gui.pieces import Push, button, column, label, row

WIDTH = 480
NO = "Không"


class DoubtDialog(QDialog):
    """Asks whether something is meant.

    Args:
        doubt: what is asked.
        icons: for its buttons.
        parent: what it stands over.
    """

    def __init__(self, doubt: Doubt, icons: Icons, parent: QWidget):
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(doubt.answer)
        self.setMinimumWidth(icons.theme.pixels(WIDTH))
        self._go = doubt.go
        self.words = label(doubt.words, wrap=True)
        self.no = button(icons, Push(NO, self.reject, look="primary"))
        self.yes = button(icons, Push(doubt.answer, self._agree))
        self.no.setDefault(True)
        self.yes.setAutoDefault(False)
        foot = row(None, self.yes, self.no)
        self.setLayout(column(self.words, 6, foot, spacing=12, margins=(22, 18, 22, 16)))
        self.no.setFocus()

    def _agree(self) -> None:
        self.accept()
        self._go()
