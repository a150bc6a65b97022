"""The cell in which a question about a row of a list is answered."""

import re
from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.services.imports.import_plan import BETWEEN_ANSWERS

_NUMBERED = re.compile(rf"(^|{BETWEEN_ANSWERS} )(\d+)\).*$")
Index = QModelIndex | QPersistentModelIndex


class AnswerBoxes(QStyledItemDelegate):
    """Offers the answers to a row's question; others can be typed.

    Args:
        table: of the rows.
        answers: those that fit the row at a place.
    """

    def __init__(self, table: QWidget, answers: Callable[[int], list[str]]):
        super().__init__(table)
        self._answers = answers

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A box of the answers that fit the row."""
        made = ChoiceBox(parent)
        made.setEditable(True)
        made.addItems(self._answers(index.row()))
        made.setCompleter(None)  # type: ignore[arg-type] # Qt takes it for none: nothing is put before what is typed
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What was decided before."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data() or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep the answer: of a numbered household its number."""
        if isinstance(editor, QComboBox):
            model.setData(index, _NUMBERED.sub(r"\1\2", editor.currentText()).strip())
