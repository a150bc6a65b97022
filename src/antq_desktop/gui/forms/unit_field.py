"""Finding the unit in the list that comes with the program, by name without marks or by code."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from antq_desktop.domain.catalogue import UnitSeed
from antq_desktop.services import setup, units

TRAINING = " – không có thật, để tập"
NOTHING = "Danh mục kèm theo không có đơn vị này: ghi mã và tên của đơn vị vào hai ô dưới."


class UnitField(QLineEdit):
    """Typing offers units under the field; Down and Enter choose one.

    Args:
        known: units of the data files.
        today: only units that exist today are offered.
    """

    chosen = Signal(object)

    def __init__(self, known: Sequence[UnitSeed], today: date, parent: QWidget | None = None):
        super().__init__(parent)
        self._known = known
        self._today = today
        self._composing = False
        self._model = QStandardItemModel(self)
        self._popup = QListView()
        self._popup.setProperty("cls", "popup")
        self._popup.setAccessibleName("Đơn vị tìm thấy")
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setPopup(self._popup)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index] # one of two forms
        self.setPlaceholderText("gõ tên không cần dấu, hoặc mã; phím ↓ để xem danh sách")
        self.textEdited.connect(self.offer)

    @property
    def offered(self) -> list[str]:
        """What is offered now."""
        items = [self._model.item(place) for place in range(self._model.rowCount())]
        return [item.text() for item in items if item.isEnabled()]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wait while a letter is being composed; what was offered for the words before it is offered no longer."""
        self._composing = bool(event.preeditString())
        if self._composing:
            self._popup.hide()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down offers what there is, even before anything is typed."""
        if event.key() == Qt.Key.Key_Down:
            self.offer()
        else:
            super().keyPressEvent(event)

    def offer(self) -> None:
        """Show what fits."""
        if self._composing:
            return
        self._model.clear()
        for unit in units.matching(self._known, unicodedata.normalize("NFC", self.text()), self._today):
            item = QStandardItem(f"{unit.code} – {unit.name}{TRAINING if setup.is_training(unit.code) else ''}")
            item.setData(unit, Qt.ItemDataRole.UserRole)
            self._model.appendRow(item)
        if not self._model.rowCount() and self.text().strip():
            nothing = QStandardItem(NOTHING)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(nothing)
        if self._model.rowCount():
            self._completer.complete()
        else:
            self._popup.hide()

    def _take(self, index: QModelIndex) -> None:
        unit = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(unit, UnitSeed):
            self.take(unit)

    def take(self, unit: UnitSeed) -> None:
        """Choose a unit."""
        self.setText(unit.name)
        self.chosen.emit(unit)
