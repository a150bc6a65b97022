"""A dialog with a few fields and one answer; what is refused is told in it, and nothing typed is lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from antq_desktop.domain.errors import AntqError
from antq_desktop.gui.forms.asking import on_enter
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.link_editor import LinkEditor
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import make
from antq_desktop.gui.widgets.keys import is_enter
from antq_desktop.gui.widgets.pieces import Item, Push, button, column, label, row, tighten

WIDTH, SPACING = 480, 12


class SmallForm(Dialog):
    """The frame of such a dialog. Enter goes from field to field as in the form of a record, and answers at the last.

    Ctrl+S answers too, wherever one is.

    Args:
        view: the office.
        title: of the dialog.
        parent: what it stands over.
    """

    def __init__(self, view: OfficeView, title: str, parent: QWidget):
        super().__init__(parent, view.tasks)
        self._view = view
        self.setWindowTitle(title)
        self.setMinimumWidth(view.icons.theme.pixels(WIDTH))
        self.fault = label("", "problem", wrap=True)
        self.fault.hide()
        self._others: list[QPushButton] = []
        make(self, view.icons, "save", self._save)

    def offer(self, other: QPushButton) -> None:
        """Put another answer before the one that is laid out."""
        self._others.append(other)

    def _save(self) -> None:
        self._answer.click()

    def lay_out(self, answer: str, act: Callable[[], object], *items: Item) -> None:
        """Put the fields above the answer, which Enter in the last one gives too, and the way out."""
        go = self._answer = button(self._view.icons, Push(answer, act, "check", "primary"))
        go.setDefault(True)
        give_up = button(self._view.icons, Push("Thôi", self.reject))
        give_up.setAutoDefault(False)
        foot = row(None, give_up, *self._others, go)
        made = column(*items, self.fault, 6, foot, spacing=SPACING, margins=(22, 18, 22, 16))
        self.setLayout(made)
        for line in self.findChildren(QLineEdit):
            line.textEdited.connect(self.fault.hide)
        for several in self.findChildren(QPlainTextEdit):
            on_enter(several, self.go_on)
        for link in self.findChildren(LinkEditor):
            link.entered.connect(self.go_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, else it goes on."""
        if is_enter(event) and not isinstance(self.focusWidget(), QPushButton):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """To the next field; from the last one to the answer."""
        place: QWidget | None = self.focusWidget()
        while place is not None and place is not self._answer:
            place = place.nextInFocusChain()
            if place is not None and place.isVisibleTo(self) and place.isEnabled() and _is_field(place):
                place.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self._answer.click()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need, which are dressed only now."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as what is shown needs now."""
        tighten(self, self.width())

    def refuse(self, words: str) -> None:
        """Say why it does not go on, with room for the words: else they are drawn over what stands above them."""
        self.fault.setText(words)
        self.fault.show()
        self.fit()

    def failed(self, error: BaseException) -> None:
        """Tell an error of a service here; a fault of the program closes the dialog and is shown as one."""
        if isinstance(error, AntqError):
            self.refuse(" ".join(part for part in (error.what, error.do) if part))
        else:
            self.reject()
            self._view.fail(error)


def _is_field(widget: QWidget) -> bool:
    """Whether Enter stops there: buttons are left to Tab, but for those that are all there is of a field."""
    around = widget.parentWidget()
    is_whole = around is not None and around.property("sight") == "whole"
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and (is_whole or not isinstance(widget, QPushButton))
