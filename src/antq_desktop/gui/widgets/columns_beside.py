"""Says which columns of a wide table lie beside what is in view, and whose line it is once its name is out of view."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView

WIDEST_WORDS = 1
"""Pixels the line asks for: its sentence wraps, and widens no page."""


class ColumnsBeside(QLabel):
    """A line under a table; hidden while every column is in view.

    Args:
        table: the table; it scrolls to the cell that has the cursor.
        name: its column that says whose a line is.
    """

    def __init__(self, table: QTableView, name: int):
        super().__init__()
        self.setProperty("cls", "small")
        self.setWordWrap(True)
        self.setMinimumWidth(WIDEST_WORDS)
        self._table, self._name = table, name
        bar = table.horizontalScrollBar()
        bar.valueChanged.connect(self.look)
        bar.rangeChanged.connect(self.look)
        table.selectionModel().currentChanged.connect(self.look)
        table.horizontalHeader().sectionResized.connect(self.look)
        self.hide()

    def look(self, *_: object) -> None:
        """Say what holds now."""
        left, right, hidden = self._places()
        parts = [
            f"Đang ở dòng “{self._whose()}”." if self._name in left and self._whose() else "",
            _said("Bên trái còn cột: {} (phím ←).", self._titles(left)),
            _said("Bên phải còn cột: {} (phím →).", self._titles(right)),
            _said("Không đủ chỗ cho cột: {}.", self._titles(hidden)),
        ]
        self.setText(" ".join(part for part in parts if part))
        self.setVisible(bool(left or right or hidden))

    def _places(self) -> tuple[list[int], list[int], list[int]]:
        """Columns that begin before what is in view, that end after it, and that are left out."""
        header, width = self._table.horizontalHeader(), self._table.viewport().width()
        hidden = [place for place in range(header.count()) if header.isSectionHidden(place)]
        shown = [place for place in range(header.count()) if place not in hidden]
        begins = {place: header.sectionViewportPosition(place) for place in shown}
        left = [place for place in shown if begins[place] < 0]
        right = [place for place in shown if begins[place] + header.sectionSize(place) > width and place not in left]
        return left, right, hidden

    def _titles(self, places: Iterable[int]) -> str:
        model, across = self._table.model(), Qt.Orientation.Horizontal
        return ", ".join(str(model.headerData(place, across)) for place in places)

    def _whose(self) -> str:
        index = self._table.currentIndex()
        return str(index.siblingAtColumn(self._name).data()) if index.isValid() else ""


def _said(words: str, titles: str) -> str:
    return words.format(titles) if titles else ""
