"""Where a new login name is typed: left, it is written as logins are, and a line below says so."""

from PySide6.QtWidgets import QLineEdit

from antq_desktop.domain.logins import LONGEST, RULE, is_login, login_of
from antq_desktop.gui.widgets.pieces import label


class LoginField(QLineEdit):
    """Takes any text while it is typed.

    Attributes:
        note: what was made of the text, to be laid out below; hidden while there is nothing to say.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("chữ thường, không dấu")
        self.setMaxLength(LONGEST)
        self.note = label("", "caution", wrap=True)
        self.note.hide()
        self.editingFinished.connect(self.write_out)
        self.textEdited.connect(self.note.hide)

    def write_out(self) -> None:
        """Write what was typed as a login, if it is not one and can be made one."""
        typed = self.text().strip()
        made = login_of(typed)
        if not is_login(typed) and made:
            self.note.setText(f"Viết thành “{made}”: {RULE}.")
            self.note.show()
            typed = made
        self.setText(typed)
