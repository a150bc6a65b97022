"""A field for a password, with hints about the keyboard; the lock screen has it, so it imports nothing heavy."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row

if sys.platform == "win32":
    import ctypes

UNIKEY = "Mật khẩu có chữ tiếng Việt có dấu. UniKey đang bật?"
CAPS = "Phím Caps Lock đang bật?"
CAPS_KEY = 0x14
LOOKED_AT = frozenset({QEvent.Type.FocusIn, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


def caps_lock() -> bool | None:
    """Whether Caps Lock is on, where the system can be asked; None where only the letters tell."""
    if sys.platform == "win32":
        return bool(ctypes.windll.user32.GetKeyState(CAPS_KEY) & 1)
    return None


class PasswordField(QWidget):
    """A password with a button that shows it, and hints about the keyboard.

    Args:
        icons: for the button.
        caption: what it asks for.
        parent: where it stands.
        caps: tells whether Caps Lock is on.
    """

    entered = Signal()

    def __init__(
        self,
        icons: Icons,
        caption: str,
        parent: QWidget | None = None,
        caps: Callable[[], bool | None] = caps_lock,
    ):
        super().__init__(parent)
        self._icons = icons
        self._caps = caps
        self._is_quiet = False
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(caption)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(self._look)
        self.eye = button(icons, Push("", self.toggle, "eye"))
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
        """Notice Caps Lock: as the system says, else by a capital letter that came without Shift."""
        known = self._caps() if event.type() in LOOKED_AT else None
        if known is not None:
            self._tell_caps(on=known)
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if letter.isalpha():
                self._tell_caps(on=letter.isascii() and letter.isupper() != shift)
        return super().eventFilter(watched, event)

    def be_quiet(self, *, quiet: bool) -> None:
        """Give no hints while what is wrong is told: that says where to look."""
        self._is_quiet = quiet
        self._say(self.hint.text())

    def _tell_caps(self, *, on: bool) -> None:
        if on:
            self._say(CAPS)
        elif self.hint.text() == CAPS:
            self._say("")

    def _look(self, text: str) -> None:
        if not text.isascii():
            self._say(UNIKEY)
        elif self.hint.text() == UNIKEY:
            self._say("")

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words) and not self._is_quiet)
