"""The window driven by keys that are counted, where the focus is and nowhere else."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from antq_desktop.services.samples import demo
from hands import activate, settle, type_text


class Hands(QObject):
    """Presses keys where the focus is, counts them, and notices a mouse or a lost focus."""

    def __init__(self, qtbot, frame):
        super().__init__()
        self._qtbot = qtbot
        self._frame = frame
        self.keys = 0
        self.clicks = 0
        QApplication.instance().installEventFilter(self)

    def _focus(self):
        """Where keys go: in the dialog in front, if there is one.

        A window without a screen may stop being the active one by itself, which is no key's fault.
        """
        front = QApplication.activeModalWidget() or self._frame
        assert front.focusWidget() is not None, "the focus is lost"
        if QApplication.focusWidget() is None or QApplication.activeWindow() is not front:
            activate(self._qtbot, front)
        return front.focusWidget()

    def press_all(self, keys):
        """Press keys one after the other: letters, keys, or keys with Ctrl as pairs."""
        for key in keys:
            if isinstance(key, str):
                self.type(key)
            elif isinstance(key, tuple):
                self.press(key[1], Qt.KeyboardModifier.ControlModifier)
            else:
                self.press(key)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        focus = self._focus()
        self.keys += 1
        QTest.keyClick(focus, key, modifiers)

    def type(self, text):
        focus = self._focus()
        self.keys += len(text)
        type_text(focus, text)

    def eventFilter(self, watched, event):
        self.clicks += isinstance(watched, QWidget) and event.type() is QEvent.Type.MouseButtonPress
        return False


def unlock(qtbot, desk, hands):
    hands.type(demo.PASSWORD)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.main is not None, timeout=30_000)
    settle(qtbot, desk.frame.tasks)
    activate(qtbot, desk.frame)
