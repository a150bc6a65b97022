"""One of the records of a register, chosen by a few letters without marks, the arrows or the pointer."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from antq_desktop.gui.entry.quick_find import QuickFind
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.keys import ENTER

PAUSE_MS = 1_000
SHORTCUTS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Pick(ChoiceBox):
    """Goes to what is typed: initials or words without marks, whichever of its words they begin.

    Backspace takes a letter back, as UniKey does to put its mark. Letters that mean nothing are kept, for the same
    reason; after a pause the next one begins anew where it cannot go on.

    Args:
        entries: uid and words.
        nothing: words for choosing none, or empty where one must be chosen.

    Signals:
        entered: it is left by Enter, or was chosen from the open list.
    """

    entered = Signal()

    def __init__(self, entries: Iterable[tuple[UUID, str]], nothing: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._nothing = nothing
        self._typed, self._names = "", QuickFind()
        self._since = QElapsedTimer()
        self._by_key = False
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.view().installEventFilter(self)
        self.activated.connect(self._activated)
        self.show_entries(entries)

    def show_entries(self, entries: Iterable[tuple[UUID, str]]) -> None:
        """Offer other records; what is chosen stays chosen if it is still there."""
        chosen = self.uid
        with QSignalBlocker(self):
            self.clear()
            if self._nothing:
                self.addItem(self._nothing, None)
            for uid, words in entries:
                self.addItem(words, uid)
            self.choose(chosen)
        self._names = QuickFind([(self.itemText(place), "") for place in range(self.count())])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; the arrows and letters choose."""
        if event.key() in ENTER:
            self._typed = ""
            self.entered.emit()
        elif not self._takes_letter(event):
            self._typed = ""
            self._by_key = True
            super().keyPressEvent(event)
            self._by_key = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters choose in the open list as well."""
        if watched is self.view() and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._takes_letter(event)
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes back types anew."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._typed = ""
        super().focusInEvent(event)

    def _activated(self) -> None:
        """Chosen from the open list, by the pointer or by Enter: the box has done its part."""
        if not self._by_key:
            self._typed = ""
            self.entered.emit()

    def _takes_letter(self, event: QKeyEvent) -> bool:
        """Whether a key was one of what is typed to choose; a blank is only between words."""
        letter = event.text()
        if event.modifiers() & SHORTCUTS:
            return False
        if event.key() == Qt.Key.Key_Backspace and self._typed:
            self._typed = self._typed[:-1]
        elif (letter.isprintable() and letter.strip()) or (letter == " " and self._typed):
            paused = not self._since.isValid() or self._since.elapsed() > PAUSE_MS
            goes_on = self._names.find(self._typed + letter) is not None
            self._typed = letter.strip() if paused and not goes_on else self._typed + letter
        else:
            return False
        self._since.start()
        found = self._names.find(self._typed)
        if found is not None:
            self._go_to(found)
        return True

    def _go_to(self, place: int) -> None:
        if self.view().isVisible():
            self.view().setCurrentIndex(self.model().index(place, self.modelColumn()))
        else:
            self.setCurrentIndex(place)

    @property
    def uid(self) -> UUID | None:
        """What is chosen."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, UUID) else None

    def choose(self, uid: UUID | None) -> None:
        """Choose a record; the first entry when it is not offered."""
        found = next((place for place in range(self.count()) if self.itemData(place) == uid), 0)
        self.setCurrentIndex(found if self.count() else -1)
