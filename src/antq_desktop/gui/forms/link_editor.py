"""A field that points to another record: typed text with suggestions under it."""

import unicodedata
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from antq_desktop.domain.fields import Value
from antq_desktop.gui.widgets.keys import ENTER
from antq_desktop.services import meaning, records
from antq_desktop.services.office import Office

PAUSE_MS = 120
SHOWN = 30


class LinkEditor(QLineEdit):
    """Typing searches; Down or the pointer chooses. What is typed and not chosen is looked up when saving.

    Args:
        office: where.
        register: key of the register pointed to.
    """

    edited = Signal()
    chosen = Signal(object)
    entered = Signal()

    def __init__(self, office: Office, register: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._office = office
        self._register = register
        self._uid: UUID | None = None
        self._composing = False
        self._offered_for = ""
        self.setPlaceholderText("Gõ để tìm, hoặc phím ↓")
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._popup = QListView()
        self._popup.setProperty("cls", "popup")
        self._popup.setAccessibleName("Gợi ý")
        self._completer.setPopup(self._popup)
        self._popup.installEventFilter(self)  # after the completer's own, so that it sees keys first
        self._completer.activated[QModelIndex].connect(self._choose_index)  # type: ignore[index] # one of two forms
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._suggest)
        self.textEdited.connect(self._typed)

    @property
    def suggestions(self) -> list[str]:
        """What is offered now."""
        return [self._found.item(place).text() for place in range(self._found.rowCount())]

    def value(self) -> UUID | str:
        """The record chosen, or the text typed."""
        return self._uid if self._uid is not None else self._typed_text()

    def fill(self, value: Value) -> None:
        """Show a record, or a text that was typed before."""
        self._uid = value if isinstance(value, UUID) else None
        if isinstance(value, UUID):
            self.setText(meaning.heading(self._office, self._register, value))
        else:
            self.setText("" if value is None else str(value))
        self.setCursorPosition(0)
        self.edited.emit()

    def choose(self, uid: UUID) -> None:
        """Point to a record."""
        self.fill(uid)
        self.chosen.emit(uid)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wait while a letter is being composed; what was offered for the words before it is offered no longer."""
        was, self._composing = self._composing, bool(event.preeditString())
        if self._composing:
            self._popup.hide()
        super().inputMethodEvent(event)
        if was and not self._composing and self.hasFocus() and self._uid is None and self.text():
            self._timer.start()  # the last word may be given up, the ones before it stand

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down offers what there is, even before anything is typed."""
        if event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self._suggest()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the list takes the line that is marked, if one is, and goes on like Enter in the field.

        A list that was made for other words than stand there by now, after fast typing, is made anew first: the one
        line that is left is taken, of several none before it was seen.
        """
        is_enter = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER
        if watched is not self._popup or not is_enter:
            return super().eventFilter(watched, event)
        marked = self._popup.currentIndex()
        if self._sought() != self._offered_for:
            self._suggest()
            marked = self._found.index(0, 0)
            if self._found.rowCount() > 1:
                return True
        self._popup.hide()
        if marked.isValid():
            self._choose_index(marked)
        self.entered.emit()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the one record that is called exactly so; nothing is offered here any more."""
        super().focusOutEvent(event)
        if not self._popup.isVisible():
            self._timer.stop()
        if self._uid is None and self.text().strip() and not self._popup.isVisible():
            found = meaning.OfficeLookup(self._office).link(self._register, self._typed_text().strip())
            if len(found) == 1:
                self.choose(found[0])

    def _typed_text(self) -> str:
        return unicodedata.normalize("NFC", self.text())

    def _sought(self) -> str:
        """What is offered something for: all there is, where a record is chosen already."""
        return "" if self._uid is not None else self._typed_text()

    def _typed(self) -> None:
        self._uid = None
        self.edited.emit()
        if not self._composing:
            self._timer.start()

    def _suggest(self) -> None:
        if self._composing or not self.isVisible():
            return
        self._timer.stop()
        self._offered_for = self._sought()
        self._found.clear()
        for uid, name in records.suggestions(self._office, self._register, self._offered_for, SHOWN):
            item = QStandardItem(name)
            item.setData(uid, Qt.ItemDataRole.UserRole)
            self._found.appendRow(item)
        if self._found.rowCount():
            self._completer.complete()
        else:
            self._popup.hide()

    def _choose_index(self, index: QModelIndex) -> None:
        uid = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(uid, UUID):
            self.choose(uid)
            self.end(False)  # noqa: FBT003 - Qt's own signature
