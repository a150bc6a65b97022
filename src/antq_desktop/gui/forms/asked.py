"""A field under its caption, with room below for what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from antq_desktop.gui.forms.asking import PathField
from antq_desktop.gui.forms.editors import mark
from antq_desktop.gui.widgets.password_field import PasswordField
from antq_desktop.gui.widgets.pieces import column, label, named


class Asked(QWidget):
    """One thing that is asked for.

    Args:
        caption: its name.
        field: where it is typed.
        mandatory: whether it must be filled in.
        hint: a sentence under it.
    """

    def __init__(self, caption: str, field: QWidget, *, mandatory: bool = True, hint: str = ""):
        super().__init__()
        self.field = field
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.setLayout(column(named(caption, field, mandatory=mandatory, hint=hint), self._problem, spacing=2))
        line = self._line
        if isinstance(line, QLineEdit):
            line.textChanged.connect(self._changed)

    @property
    def problem(self) -> str:
        """What is wrong, as shown."""
        return self._problem.text()

    @property
    def _line(self) -> QWidget:
        return self.field.line if isinstance(self.field, PasswordField | PathField) else self.field

    def _changed(self) -> None:
        """What was wrong is being put right."""
        if self.problem:
            self.say("")

    def rename(self, caption: str) -> None:
        """Ask for something else."""
        for words in self.findChildren(QLabel):
            if words.buddy() is self.field:
                words.setText(caption)
        self.field.setAccessibleName(caption)

    def say(self, words: str) -> None:
        """Show what is wrong; an empty text takes it away."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        if isinstance(self.field, PasswordField):
            self.field.be_quiet(quiet=bool(words))
        mark(self._line, wrong=bool(words))


def refuse(found: Sequence[tuple[Asked, str]]) -> bool:
    """Show at every field what is wrong with it and go to the first wrong one.

    Returns:
        Whether anything is wrong.
    """
    for asked, words in found:
        asked.say(words)
    wrong = [asked for asked, words in found if words]
    if wrong:
        wrong[0].field.setFocus()
    return bool(wrong)
