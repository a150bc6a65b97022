"""What tables of known columns share: headings, the side numbers stand at, no rows below rows."""

from collections.abc import Collection, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from antq_desktop.gui.widgets.plain_table import RIGHT

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Line = TypeVar("Line")
Index = QModelIndex | QPersistentModelIndex


class HeadedModel(QAbstractTableModel, Generic[Line]):
    """Lines under fixed headings.

    Args:
        headings: one for each column.
        right: columns set to the right, for numbers.
    """

    def __init__(self, headings: Sequence[str], right: Collection[int] = (), parent: QObject | None = None):
        super().__init__(parent)
        self._headings = tuple(headings)
        self._right = frozenset(right)
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Rows shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One column for each heading."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in self._right else LEFT
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def side(self, column: int) -> Qt.AlignmentFlag | None:
        """How a cell of a column is set; None for the left."""
        return RIGHT if column in self._right else None
