"""A recovery half typed from its paper: shown back below the field with the numbers that stand on the paper."""

from PySide6.QtWidgets import QLineEdit

from antq_desktop.gui.forms.asked import Asked
from antq_desktop.gui.widgets.pieces import label
from antq_desktop.gui.widgets.scanner import TAKES_SCANS
from antq_desktop.storage.recovery import numbered, typed_groups, wrong_groups

WRONG = "Gõ sai nhóm {}: đối chiếu với nhóm cùng số trên giấy."


class TypedHalf(Asked):
    """Asks for one half.

    Args:
        caption: its name.
        mandatory: whether it must be filled in.
        hint: a sentence under it.
    """

    def __init__(self, caption: str, *, mandatory: bool = True, hint: str = ""):
        self.line = QLineEdit()
        self.line.setProperty(TAKES_SCANS, "digits")  # the paper carries them as a code too
        super().__init__(caption, self.line, mandatory=mandatory, hint=hint)
        self.shown = label("", "code")
        self.shown.setAccessibleName(f"{caption}: các nhóm đã gõ")
        self.shown.hide()
        layout = self.layout()
        assert layout is not None  # noqa: S101 - every field stands in one
        layout.addWidget(self.shown)
        self.line.textChanged.connect(self._show)

    def _show(self, text: str) -> None:
        """Number what is typed; a wrong group is told before the next one is typed."""
        groups = typed_groups(text)
        self.shown.setText(numbered(groups))
        self.shown.setVisible(bool(groups))
        wrong = ", ".join(str(number) for number in wrong_groups(groups))
        self.say(WRONG.format(wrong) if wrong else "")
