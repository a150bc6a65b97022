"""The lock screen. It paints before anything heavy is loaded, so it imports nothing but its own look."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from antq_desktop.gui.icons import Icons
from antq_desktop.gui.pieces import Push, box, button, column, label, named, picture, row

UNIKEY = "Mật khẩu có chữ tiếng Việt có dấu. UniKey đang bật?"
CAPS = "Phím Caps Lock đang bật?"


class PasswordField(QWidget):
    """A password with a button that shows it, and hints about the keyboard."""

    entered = Signal()

    def __init__(self, icons: Icons, caption: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._icons = icons
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(caption)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(self._look)
        self.eye = button(icons, Push("", self.toggle, "eye"))
        self.eye.setText("")
        self.eye.setAccessibleName("Hiện mật khẩu")
        self.eye.setToolTip("Hiện mật khẩu")
        self.eye.setCheckable(True)
        self.hint = label("", "caution", wrap=True)
        self.hint.hide()
        typed = row(self.line, self.eye, spacing=6)
        typed.setStretch(0, 1)
        self.setLayout(column(typed, self.hint, spacing=4))
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed and hide again."""
        self.line.clear()
        if self.line.echoMode() is QLineEdit.EchoMode.Normal:
            self.toggle()

    def toggle(self) -> None:
        """Show or hide what is typed."""
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.eye.setChecked(hidden)
        self.eye.setIcon(self._icons.icon("eye-off" if hidden else "eye", "text", 17))
        self.eye.setAccessibleName("Ẩn mật khẩu" if hidden else "Hiện mật khẩu")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a capital letter that came without Shift."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if letter.isalpha() and letter.isascii() and letter.isupper() != shift:
                self._say(CAPS)
            elif letter.isalpha() and self.hint.text() == CAPS:
                self._say("")
        return super().eventFilter(watched, event)

    def _look(self, text: str) -> None:
        if not text.isascii():
            self._say(UNIKEY)
        elif self.hint.text() == UNIKEY:
            self._say("")

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))


class LockScreen(QWidget):
    """Asks who works and for the password."""

    unlock_wanted = Signal(str, str)

    def __init__(self, icons: Icons, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("cls", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.logins = QComboBox()
        self.logins.setAccessibleName("Tên đăng nhập")
        self.password = PasswordField(icons, "Mật khẩu")
        self.password.entered.connect(self._go)
        self._message = label("", "problem", wrap=True)
        self._message.hide()
        self._state = label("", "small", wrap=True)
        self.unlock = button(icons, Push("Mở khóa", self._go, "key-round", "primary"))
        self._unit = label("Sổ phong trào Toàn dân bảo vệ an ninh Tổ quốc", "muted", wrap=True)
        self._sample = self._sample_box(icons)
        title = row(
            picture(icons, "shield-check", "accent", 40),
            column(label("ANTQ Desktop", "h1"), self._unit, spacing=0),
            spacing=14,
        )
        title.setStretch(1, 1)
        self._card = box(
            column(
                title,
                8,
                named("Tên đăng nhập", self.logins),
                named("Mật khẩu", self.password),
                self._message,
                row(self._state, None, self.unlock),
                self._sample,
                spacing=12,
            ),
            margins=(28, 24, 28, 24),
        )
        self._card.setFixedWidth(440)
        self.setLayout(column(None, row(None, self._card, None), None))
        self.setTabOrder(self.logins, self.password.line)
        self.setTabOrder(self.password.line, self.unlock)

    def _sample_box(self, icons: Icons) -> QFrame:
        self._sample_words = label("", wrap=True)
        inside = row(picture(icons, "info", "warn"), self._sample_words, spacing=10)
        inside.setStretch(1, 1)
        frame = box(inside, "banner", (12, 8, 12, 8))
        frame.hide()
        return frame

    def show_logins(self, logins: Sequence[str]) -> None:
        """Fill in who may log in; the only one is chosen."""
        chosen = self.logins.currentText()
        self.logins.clear()
        self.logins.addItems(list(logins))
        self.logins.setCurrentIndex(max(0, self.logins.findText(chosen)))

    def show_sample(self, password: str) -> None:
        """Tell the password of the sample commune; it holds made-up data only."""
        self._sample_words.setText(
            f"Dữ liệu mẫu “Xã Mẫu”, toàn bộ tên và số liệu là bịa ra để dùng thử.\nMật khẩu: {password}"
        )
        self._sample.show()

    def show_state(self, words: str, *, busy: bool) -> None:
        """Tell what is going on; fields rest while it is busy."""
        self._state.setText(words)
        self.unlock.setEnabled(not busy)
        self.logins.setEnabled(not busy)
        self.password.setEnabled(not busy)
        if not busy:
            self.password.setFocus()

    def show_refusal(self, words: str) -> None:
        """Say why it stays locked."""
        self._message.setText(words)
        self._message.setVisible(bool(words))
        self.password.line.selectAll()

    def _go(self) -> None:
        if not self.unlock.isEnabled():
            return
        if not self.password.text():
            self.show_refusal("Gõ mật khẩu.")
            return
        self.show_refusal("")
        self.unlock_wanted.emit(self.logins.currentText(), self.password.text())
