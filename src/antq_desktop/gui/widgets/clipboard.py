"""What goes from a table to the clipboard: never as Qt's own copy, which any history or cloud would keep."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTreeView

WINDOWS = 'application/x-qt-windows-mime;value="{}"'
UNWATCHED = (
    (WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"), bytes(4)),
    (WINDOWS.format("CanIncludeInClipboardHistory"), bytes(4)),
    (WINDOWS.format("CanUploadToCloudClipboard"), bytes(4)),
    ("x-kde-passwordManagerHint", b"secret"),
)
"""Formats by which the clipboard asks to stay out of histories and clouds.

Source: Microsoft Learn, "Clipboard Formats", cloud clipboard and clipboard history formats; KDE's Klipper.
"""


def private_text(text: str) -> QMimeData:
    """A text for the clipboard that asks to be kept nowhere else."""
    data = QMimeData()
    data.setText(text)
    for name, said in UNWATCHED:
        data.setData(name, said)
    return data


class CopyKey(QObject):
    """Answers Ctrl+C of a table or list in place of Qt.

    One line is no list: the line of the cursor goes to the clipboard as a private text. Several chosen lines are a
    list that leaves: whoever may let them ask why and take them; without that the line of the cursor goes alone.

    Args:
        table: of which.
        take: is given the chosen rows, in their order, and copies them.
    """

    def __init__(self, table: QAbstractItemView, take: Callable[[Sequence[int]], object] | None = None):
        super().__init__(table)
        self._table = table
        self._take = take
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key before the table does; an open cell has keys of its own."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if not event.matches(QKeySequence.StandardKey.Copy):
            return super().eventFilter(watched, event)
        if self._take is not None:
            self._take(self._rows())
        elif self._table.currentIndex().isValid():
            QGuiApplication.clipboard().setMimeData(private_text(self._line()))
        return True

    def _rows(self) -> list[int]:
        chosen = {index.row() for index in self._table.selectionModel().selectedIndexes()}
        current = self._table.currentIndex()
        return sorted(chosen) or ([current.row()] if current.isValid() else [])

    def _line(self) -> str:
        """Texts of the line of the cursor, as they are seen from left to right."""
        index, places = self._table.currentIndex(), [self._table.currentIndex().column()]
        header: QHeaderView | None = None
        if isinstance(self._table, QTableView):
            header = self._table.horizontalHeader()
        elif isinstance(self._table, QTreeView):
            header = self._table.header()
        if header is not None:
            seen = (header.logicalIndex(place) for place in range(header.count()))
            places = [place for place in seen if not header.isSectionHidden(place)]
        texts = (str(index.siblingAtColumn(place).data() or "") for place in places)
        return "\t".join(" ".join(text.split()) for text in texts)
