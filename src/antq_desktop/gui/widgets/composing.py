"""The word that an input method still composes is written before a key saves, takes or leaves what is typed."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

LEAVING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape})
STEPS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
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
    """Whether a key does something with what is typed or leaves it, and is not itself typed; Ctrl+Alt is AltGr.

    Those an input method wants for its own window of choices it keeps: they never come here.
    """
    commands = event.modifiers() & HELD == Qt.KeyboardModifier.ControlModifier
    acting = event.key() in LEAVING | STEPS or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return acting or (commands and event.key() not in ALONE)


def _said(field: QObject) -> object:
    """What a field says without the word that is being composed; of several lines, the one with the cursor."""
    return field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) if isinstance(field, QWidget) else None


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
        self._beside: object = None
        self._taken = False
        self._noting: QObject | None = None
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what is being composed; write it before a key acts."""
        if isinstance(event, QInputMethodEvent):
            if watched is self._noting:
                return False
            self._note(watched, event)
            return True
        if self._word and event.type() in PRESSED and isinstance(event, QKeyEvent) and _acts(event):
            self.finish()
        return False

    def _note(self, field: QObject, event: QInputMethodEvent) -> None:
        """Let a field take an event, then note what is composed there, and beside which text."""
        before, self._noting = self._noting, field
        self._taken = self._taken or bool(event.commitString())
        QApplication.sendEvent(field, event)
        self._noting = before
        if field is self._field:  # typing into a cell opens a field in it, which has noted the event for itself
            self._word, self._beside = event.preeditString(), _said(field)

    def finish(self) -> None:
        """Have the word written into its field, once; not if the program has written something else there since.

        IBus and fcitx write it when they are told to commit; for Windows Qt knows no such thing and writes it with
        `reset`, which elsewhere throws it away. Where neither wrote, it is written here.
        """
        word, field = self._word, self._field
        if not word or field is None or _said(field) != self._beside:
            self._word = ""
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
