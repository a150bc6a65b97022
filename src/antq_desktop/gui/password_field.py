"""A field for a password, with hints about the keyboard; the lock screen has it, so it imports nothing heavy."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from antq_desktop.gui.icons import Icons
from antq_desktop.gui.pieces import Push, button, column, label, row

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
