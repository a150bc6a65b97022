"""The word that an input method still composes is written before a key saves, takes or leaves what is typed."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
ALONE = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta})
PRESSED = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class InputMethod(Protocol):
    """What the platform is asked, as `QInputMethod`."""

    def commit(self) -> None:
        """Write what is composed."""

    def reset(self) -> None:
        """End composing."""


def _acts(event: QKeyEvent) -> bool:
    """Whether a key asks for something to be done: Enter, or a key with Ctrl; Ctrl+Alt is AltGr, which types."""
    commands = event.modifiers() & HELD == Qt.KeyboardModifier.ControlModifier
    return event.key() in ENTER or (commands and event.key() not in ALONE)


class Composing(QObject):
    """Watches the field with the focus, whichever window it is in.

    Every key that saves comes there first, as a question about shortcuts or as a press, whether it is a form's, a
    dialog's or a cell's; nothing that saves needs to know of input methods.

    Args:
        method: of the platform; Qt's own when left out.
    """

    def __init__(self, parent: QObject | None = None, method: InputMethod | None = None):
        super().__init__(parent)
        self._method = method
        self._field: QWidget | None = None
        self._word = ""
        self._taken = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
            self._follow(None, application.focusWidget())

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field, self._word = now, ""
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note what is being composed; write it before a key acts."""
        if isinstance(event, QInputMethodEvent):
            self._word = event.preeditString()
            self._taken = self._taken or bool(event.commitString())
        elif self._word and event.type() in PRESSED and isinstance(event, QKeyEvent) and _acts(event):
            self.finish()
        return False

    def finish(self) -> None:
        """Have the word written into its field, once.

        IBus and fcitx write it when they are told to commit; for Windows Qt knows no such thing and writes it with
        `reset`, which elsewhere throws it away. Where neither wrote, it is written here.
        """
        word, field = self._word, self._field
        if not word or field is None:
            return
        self._taken = False
        method = self._method or QGuiApplication.inputMethod()
        method.commit()
        if not self._taken:
            method.reset()
        if not self._taken:
            done = QInputMethodEvent()
            done.setCommitString(word)
            QApplication.sendEvent(field, done)
        self._word = ""
