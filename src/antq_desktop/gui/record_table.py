"""One table model for every register: it knows the number of lines and reads a page when it is shown."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QIcon

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.fields import FieldSpec, Kind, Register
from antq_desktop.services.lists import ListQuery, ListRow, OpenList, open_list
from antq_desktop.services.office import Office

PAGE = 200
PAGES_KEPT = 30
ANCHOR_MS = 15
ANCHORED_FROM = 4096

Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _side(spec: FieldSpec) -> int | None:
    """Numbers stand at the right, under their heading."""
    return _RIGHT if spec.kind is Kind.INTEGER and spec.unit != "năm" else None


def columns_of(register: Register) -> tuple[FieldSpec, ...]:
    """Fields as columns: those that lists show at first, then all others, which a view may hide."""
    return tuple(sorted(register.fields.values(), key=lambda spec: not spec.in_list))


class RecordTableModel(QAbstractTableModel):
    """Shows any register as its list service reads it.

    Args:
        office: where.
        register: of which the lines are.
        query: what is shown at first.
    """

    def __init__(
        self, office: Office, register: Register, query: ListQuery | None = None, parent: QObject | None = None
    ):
        super().__init__(parent)
        self._office = office
        self.register = register
        order = list(register.fields)
        self.columns: tuple[FieldSpec, ...] = columns_of(register)
        self._marks: dict[str, QIcon] = {}
        self._places = tuple(order.index(spec.key) for spec in self.columns)
        self._query = query or ListQuery()
        self._pages: OrderedDict[int, list[ListRow]] = OrderedDict()
        self._list: OpenList = open_list(office, register.key, self._query)
        self._anchors = QTimer(self, interval=ANCHOR_MS)
        self._anchors.timeout.connect(self._anchor)
        self._start_anchors()

    @property
    def query(self) -> ListQuery:
        """What is shown."""
        return self._query

    @property
    def count(self) -> int:
        """Number of lines."""
        return self._list.count

    def show_query(self, query: ListQuery) -> None:
        """Show something else."""
        self.beginResetModel()
        self._query = query
        self._list = open_list(self._office, self.register.key, query)
        self._pages.clear()
        self.endResetModel()
        self._start_anchors()

    def refresh(self, changes: ChangeSet | None = None) -> bool:
        """Read again, unless the changes are about other registers.

        Returns:
            Whether anything was read again.
        """
        shown = {self.register.key, *(spec.links_to for spec in self.columns if spec.links_to)}
        if changes is not None and not shown & changes.registers:
            return False
        self.show_query(self._query)
        return True

    def line(self, row: int) -> ListRow | None:
        """One line in words; None if it is gone since the list was opened."""
        first = row - row % PAGE
        page = self._pages.get(first)
        if page is None:
            page = self._list.rows(first, PAGE)
            self._pages[first] = page
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(first)
        return page[row - first] if row - first < len(page) else None

    def uid(self, row: int) -> UUID | None:
        """Which record a line shows."""
        if not 0 <= row < self.count:
            return None
        line = self.line(row)
        return None if line is None else line.uid

    def place_of(self, uid: UUID) -> int | None:
        """At which row a record stands."""
        return self._list.place_of(uid)

    def _start_anchors(self) -> None:
        if self.count > ANCHORED_FROM:
            self._anchors.start()
        else:
            self._anchors.stop()

    def _anchor(self) -> None:
        if not self._list.anchor():
            self._anchors.stop()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Lines of the list."""
        return 0 if parent.isValid() else self._list.count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Fields shown."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment and accessible words of a cell."""
        if not index.isValid():
            return None
        spec = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(spec)
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        line = self.line(index.row())
        text = "" if line is None else line.texts[self._places[index.column()]]
        return f"{spec.label}: {text}" if role == Qt.ItemDataRole.AccessibleTextRole else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Labels of the fields, with a mark at those the list is narrowed by."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        spec = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(spec)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._marks.get(spec.key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{spec.label}, đang lọc" if spec.key in self._marks else spec.label
        return spec.label if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} else None

    def mark(self, keys: Iterable[str], icon: QIcon) -> None:
        """Mark the headings of some columns."""
        self._marks = dict.fromkeys(keys, icon)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a field in the database; column -1 is the register's own order."""
        key = self.columns[column].key if 0 <= column < len(self.columns) else None
        descending = self.register.newest_first if key is None else order == Qt.SortOrder.DescendingOrder
        if (key, descending) != (self._query.sort, self._query.descending):
            self.show_query(ListQuery(self._query.text, self._query.equal, key, descending))
