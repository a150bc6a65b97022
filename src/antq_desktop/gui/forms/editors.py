"""One editor for each kind of field. All take any text while it is typed; what is wrong is said, not eaten.

Input methods for Vietnamese send backspaces and replace letters, so there are no input masks, no inline
completion, and validators answer Intermediate, never Invalid.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from antq_desktop.domain.dates import ImpreciseDate, NotADate, parse_date, parse_imprecise, show_date
from antq_desktop.domain.fields import FieldSpec, Kind, Value
from antq_desktop.gui.forms.evidence_editor import EvidenceEditor
from antq_desktop.gui.forms.link_editor import LinkEditor
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.services import lists, records

CHECKS_SHOWN = 6
CHECK_HEIGHT = 28
CHECK_ROOM = 48
CHECKS_INSET = 4
CHECK_WIDEST = 330
USUAL_WIDTH = 440
CHECKS_READ = 500


Reader = Callable[[str], date | ImpreciseDate]


class Lenient(QValidator):
    """Tells what is complete, and lets everything else be typed on.

    Args:
        complete: raises ValueError for a text that is not complete.
    """

    def __init__(self, complete: Callable[[str], object], parent: QObject | None = None):
        super().__init__(parent)
        self._complete = complete

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Acceptable or Intermediate, never Invalid."""
        try:
            if text.strip():
                self._complete(text)
        except ValueError:
            return QValidator.State.Intermediate, text, place
        return QValidator.State.Acceptable, text, place


class TextEditor(QLineEdit):
    """A line of text, a number or a date; dates are written out when the field is left."""

    edited = Signal()

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None):
        super().__init__(parent)
        self._reader: Reader | None = None
        if spec.kind is Kind.DATE:
            self.setPlaceholderText("ngày/tháng/năm")
            self.read_as(parse_date)
        elif spec.kind is Kind.IMPRECISE_DATE:
            self.setPlaceholderText("năm, tháng/năm hoặc ngày/tháng/năm")
            self.read_as(parse_imprecise)
        elif spec.kind is Kind.INTEGER:
            self.setValidator(Lenient(int, self))
        self.textChanged.connect(self.edited)

    def read_as(self, reader: Reader) -> None:
        """Take dates as a reader understands them."""
        self._reader = reader
        self.setValidator(Lenient(reader, self))

    def value(self) -> str:
        """What is typed, composed."""
        return unicodedata.normalize("NFC", self.text())

    def fill(self, value: Value) -> None:
        """Show a value."""
        if isinstance(value, date):
            self.setText(show_date(value))
        else:
            self.setText("" if value is None else str(value))

    def write_out(self) -> None:
        """Write a date that can be read out in full."""
        if self._reader is None or not self.text().strip():
            return
        try:
            self.fill(self._reader(self.value()))
        except NotADate:
            self.edited.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write a date out in full when the field is left."""
        self.write_out()
        super().focusOutEvent(event)


class LongTextEditor(QPlainTextEdit):
    """Several lines of text; Tab goes to the next field."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 18)
        self.textChanged.connect(self.edited)

    def value(self) -> str:
        """What is typed, composed."""
        return unicodedata.normalize("NFC", self.toPlainText())

    def fill(self, value: Value) -> None:
        """Show a value."""
        self.setPlainText("" if value is None else str(value))


class ChoiceEditor(ChoiceBox):
    """One of a list; a blank first line where the field may be empty."""

    edited = Signal()

    def __init__(self, entries: Iterable[tuple[str, str]], *, may_be_empty: bool, parent: QWidget | None = None):
        super().__init__(parent)
        if may_be_empty:
            self.addItem("", None)
        for code, text in entries:
            self.addItem(text, code)
        self.currentIndexChanged.connect(self.edited)

    def value(self) -> str | None:
        """Code of what is chosen."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, str) else None

    def fill(self, value: Value) -> None:
        """Choose a code."""
        self.setCurrentIndex(next((place for place in range(self.count()) if self.itemData(place) == value), -1))


class FlagEditor(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, words: str, parent: QWidget | None = None):
        super().__init__(words, parent)
        self.toggled.connect(self.edited)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def fill(self, value: Value) -> None:
        """Tick or untick."""
        self.setChecked(bool(value))


class ChecksEditor(QListWidget):
    """Several of a list, as ticks side by side; arrows move, Space ticks."""

    edited = Signal()

    def __init__(self, entries: Sequence[tuple[str | UUID, str]], parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("cls", "checks")
        self.setViewportMargins(CHECKS_INSET, CHECKS_INSET, CHECKS_INSET, CHECKS_INSET)
        widest = max((self.fontMetrics().horizontalAdvance(text) for _, text in entries), default=100)
        self._cell = QSize(min(widest + CHECK_ROOM, CHECK_WIDEST), CHECK_HEIGHT)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setGridSize(self._cell)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for value, text in entries:
            item = QListWidgetItem(text, self)
            item.setToolTip(text)
            item.setSizeHint(self._cell - QSize(6, 0))
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.itemChanged.connect(self.edited)
        self._fit(USUAL_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the rows of ticks need, up to a limit."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        across = max(1, (width - 2) // self._cell.width())
        rows = -(-self.count() // across)
        self.setFixedHeight(CHECK_HEIGHT * max(1, min(CHECKS_SHOWN, rows)) + 2 * CHECKS_INSET + 2)

    def value(self) -> frozenset[str] | frozenset[UUID]:
        """What is ticked."""
        items = (self.item(place) for place in range(self.count()))
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def fill(self, value: Value) -> None:
        """Tick what the value holds."""
        wanted: frozenset[object] = frozenset(value) if isinstance(value, frozenset) else frozenset()
        for place in range(self.count()):
            item = self.item(place)
            ticked = item.data(Qt.ItemDataRole.UserRole) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line, so that Space works at once."""
        super().focusInEvent(event)
        self.setCurrentRow(max(0, self.currentRow()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no line as chosen while the field is not in use."""
        super().focusOutEvent(event)
        self.clearSelection()


Editor = TextEditor | LongTextEditor | ChoiceEditor | FlagEditor | ChecksEditor | LinkEditor | EvidenceEditor


def editor_of(view: OfficeView, spec: FieldSpec, of: UUID | None = None) -> Editor:
    """The editor of a field; among several lines that may be ticked is not the one whose field it is."""
    office = view.office
    if spec.kind in {Kind.TEXT, Kind.INTEGER, Kind.DATE, Kind.IMPRECISE_DATE}:
        return TextEditor(spec)
    if spec.kind is Kind.LONG_TEXT:
        return LongTextEditor()
    if spec.kind is Kind.FLAG:
        return FlagEditor(spec.label)
    if spec.kind is Kind.LINK:
        return LinkEditor(office, spec.links_to or "")
    choices = [(choice.code, choice.label) for choice in office.catalogues.choices(spec.choices or "")]
    if spec.kind is Kind.CHOICE:
        return ChoiceEditor(choices, may_be_empty=not spec.required)
    if spec.kind is Kind.CHOICE_SET:
        return ChecksEditor(choices)
    if spec.kind is Kind.ATTACHMENTS:
        return EvidenceEditor(view)
    few = lists.open_list(office, spec.links_to or "").count <= CHECKS_READ
    found = records.suggestions(office, spec.links_to or "", "", CHECKS_READ) if few else ()
    return ChecksEditor([(uid, name) for uid, name in found if uid != of])


def mark(editor: QWidget, *, wrong: bool) -> None:
    """Show or hide that a field is at fault."""
    if bool(editor.property("wrong")) != wrong:
        editor.setProperty("wrong", wrong)
        editor.style().unpolish(editor)
        editor.style().polish(editor)


__all__ = ["ChecksEditor", "ChoiceEditor", "Editor", "FlagEditor", "LongTextEditor", "TextEditor", "editor_of", "mark"]
