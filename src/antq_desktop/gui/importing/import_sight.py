"""The preview of a list in a low window: it scrolls, and the cell in question stays in sight."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QWidget

from antq_desktop.gui.importing.import_rows import ImportRows
from antq_desktop.gui.widgets.pieces import InSight, Item, box, column, scrolled


class RowInSight(InSight):
    """The part of the preview that scrolls where the window is low: the cell that has the cursor stays in sight.

    Args:
        inside: what scrolls.
        rows: the table in it.
        name: for screen readers.
    """

    def __init__(self, inside: QWidget, rows: ImportRows, name: str):
        super().__init__()
        self._inside, self._rows = inside, rows
        scrolled(inside, name, self)
        rows.moved.connect(self._later)
        self.verticalScrollBar().rangeChanged.connect(self._later)

    def _later(self, *_: object) -> None:
        QTimer.singleShot(0, self, self._follow_cell)  # when the table has scrolled, and sentences have their height

    def _follow_cell(self) -> None:
        cell = self._rows.visualRect(self._rows.currentIndex())
        if cell.isValid():
            place = self._rows.viewport().mapTo(self._inside, cell.center())
            self.ensureVisible(place.x(), place.y(), 0, cell.height())


def preview_page(name: str, content: QLayout, rows: ImportRows, *under: Item) -> QWidget:
    """The page of a preview: a card with the rows that scrolls where it must, and what is always in sight under it."""
    inside, page = QWidget(), QWidget()
    inside.setLayout(column(box(content)))
    layout = column(RowInSight(inside, rows, name), *under, spacing=8)
    layout.setStretch(0, 1)
    page.setLayout(layout)
    return page
