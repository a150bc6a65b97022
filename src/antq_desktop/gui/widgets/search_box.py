"""A search box that can be typed into with any Vietnamese input method."""

import unicodedata

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from antq_desktop.gui.widgets.icons import Icons

PAUSE_MS = 120


class SearchBox(QLineEdit):
    """Says what to search for once typing pauses; never while an input method composes a letter."""

    searched = Signal(str)
    down_pressed = Signal()

    def __init__(self, icons: Icons, words: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._composing = False
        self._last = ""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._say)
        self.textChanged.connect(self._typed)

    def start_again(self) -> None:
        """Empty the box without a search; the same text typed once more is searched for once more."""
        self.clear()
        self._timer.stop()
        self._last = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wait while a letter is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing:
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the results, Enter searches at once, Escape empties."""
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._timer.stop()
            self._say()
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")  # a key did it, as Backspace would
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        if not self._composing:
            self._timer.start()

    def _say(self) -> None:
        text = unicodedata.normalize("NFC", self.text())
        if not self._composing and text != self._last:
            self._last = text
            self.searched.emit(text)
