"""Choosing a password: twice, with its strength in words, and a trial whether the keyboard program leaves it alone."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from antq_desktop.gui.forms.asked import Asked, refuse
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.password_field import PasswordField
from antq_desktop.gui.widgets.pieces import column, label, set_look
from antq_desktop.services import passwords

HINT = "Ít nhất 10 ký tự; tốt nhất là một câu dài dễ nhớ, gõ không dấu, không có tên người, tên cơ quan."
TRIAL = "Không bắt buộc: bật UniKey (hoặc tắt nếu đang bật) rồi gõ lại lần nữa."
LOOKS = {passwords.WEAK: "caution", passwords.FAIR: "small", passwords.GOOD: "fine"}


class NewPassword(QWidget):
    """Fields of a new password.

    Args:
        icons: with the theme.
        known: what others can guess (login, name, unit), asked while typing.
        caption: of the first field.
    """

    def __init__(self, icons: Icons, known: Callable[[], tuple[str, ...]] = tuple, caption: str = "Mật khẩu"):
        super().__init__()
        self._known = known
        self.password = PasswordField(icons, caption)
        self.again = PasswordField(icons, f"Gõ lại {caption.lower()}")
        self.trial = PasswordField(icons, "Gõ thử")
        self.strength = label("", "small", wrap=True)
        self.verdict = label("", "small", wrap=True)
        self.first = Asked(caption, self.password, hint=HINT)
        self.second = Asked(f"Gõ lại {caption.lower()}", self.again)
        third = Asked("Gõ thử với UniKey", self.trial, mandatory=False, hint=TRIAL)
        for field in (self.password, self.again, self.trial):
            field.line.textChanged.connect(self._look)
        for words in (self.strength, self.verdict):
            words.hide()
        self.setLayout(column(self.first, self.strength, self.second, third, self.verdict, spacing=8))
        self.setFocusProxy(self.password)

    def text(self) -> str:
        """What is typed in the first field."""
        return self.password.text()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.password, self.again, self.trial):
            field.clear()

    def refused(self) -> bool:
        """Say at the fields what is wrong.

        Returns:
            Whether anything is.
        """
        judged = passwords.strength(self.text(), self._known())
        if judged.refused:
            self.strength.hide()  # the field itself says it
        same = self.text() == self.again.text()
        return refuse(
            [
                (self.first, judged.words if judged.refused else ""),
                (self.second, "" if same or judged.refused else "Hai lần gõ mật khẩu không giống nhau."),
            ]
        )

    def _look(self) -> None:
        typed = self.text()
        judged = passwords.strength(typed, self._known())
        self.strength.setText(judged.words)
        self.strength.setVisible(bool(typed))
        set_look(self.strength, LOOKS[judged.level])
        if self.second.problem and typed == self.again.text():
            self.second.say("")
        tried = self.trial.text()
        if tried == typed:
            words, look = "Gõ được như nhau: mật khẩu này không bị UniKey đổi.", "fine"
        elif typed.startswith(tried):
            words, look = "", "small"
        else:
            words, look = "Khác với lần đầu: UniKey đã đổi chữ. Chọn câu khác, hoặc luôn tắt UniKey khi gõ.", "caution"
        self.verdict.setText(words)
        self.verdict.setVisible(bool(tried and words))
        set_look(self.verdict, look)
