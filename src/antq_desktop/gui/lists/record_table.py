"""One table model for every register: it knows the number of lines and reads a page when it is shown."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QIcon

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.fields import FieldSpec, Kind, Register
from antq_desktop.gui.lists.list_reader import Answer, ListReader, Wish
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.services.lists import ListQuery, ListRow, OpenList
from antq_desktop.services.office import Office

PAGE = 100
PAGES_KEPT = 60
TELLS = 1
"""The column beside the name says that a line counts no more, where the field that says it is in no list."""

Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


_OF_LINES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.ForegroundRole,
    }
)


def _side(spec: FieldSpec) -> int | None:
    """Numbers stand at the right, under their heading."""
    return _RIGHT if spec.kind is Kind.INTEGER and spec.unit != "năm" else None


def columns_of(register: Register) -> tuple[FieldSpec, ...]:
    """Fields as columns: those that lists show at first, then all others, which a view may hide."""
    return tuple(sorted(register.fields.values(), key=lambda spec: not spec.in_list))


class RecordTableModel(QAbstractTableModel):
    """Shows any register as its list service reads it.

    What is wanted of a long register is read beside the window; what was there stays until then.

    Attributes:
        tells: the column that says beside its own text that a line counts no more, if one has to.

    Args:
        office: where.
        register: of which the lines are.
        query: what is shown at first.
        view: lends its worker to long registers; without one everything is read at once.
    """

    awaited = Signal()
    stood = Signal(object)

    def __init__(
        self,
        office: Office,
        register: Register,
        query: ListQuery | None = None,
        view: OfficeView | None = None,
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self.register = register
        order = list(register.fields)
        self.columns: tuple[FieldSpec, ...] = columns_of(register)
        self._marks: dict[str, QIcon] = {}
        self._places = tuple(order.index(spec.key) for spec in self.columns)
        self._linked = frozenset(spec.links_to for spec in self.columns if spec.links_to)
        self._query = self._wanted = query or ListQuery()
        self._pages: OrderedDict[int, list[ListRow]] = OrderedDict()
        self._list: OpenList | None = None
        ending = register.ended_by
        self.tells = TELLS if ending is not None and not ending.in_list else None
        self._struck = QFont()
        self._struck.setStrikeOut(True)
        self._faint = None if view is None else view.icons.theme.colour("muted")
        self._wish = Wish(self._query)
        self._reader = ListReader(office, register.key, self._stand, view)
        self._want(self._wish)

    @property
    def query(self) -> ListQuery:
        """What is shown."""
        return self._query

    @property
    def wanted(self) -> ListQuery:
        """What is going to be shown; what is shown, unless it is still being read."""
        return self._wanted

    @property
    def reading(self) -> bool:
        """Whether something is still being read; `awaited` and `stood` tell when it begins and is there."""
        return self._reader.busy

    @property
    def long(self) -> bool:
        """Whether the register is so long that its lists are read beside the window."""
        return self._reader.beside

    @property
    def turning(self) -> bool:
        """Whether other lines than those shown were asked for and are still being read."""
        return self.reading and (self._list is None or self._wanted != self._query)

    @property
    def count(self) -> int:
        """Number of lines."""
        return 0 if self._list is None else self._list.count

    def show_query(self, query: ListQuery) -> None:
        """Show something else."""
        self._want(Wish(query))

    def refresh(self, changes: ChangeSet | None = None, sought: UUID | None = None) -> bool:
        """Read again, unless the changes are about other registers; where one line was changed, that one.

        Args:
            changes: what was changed, if that is known.
            sought: a record whose place `stood` should tell.

        Returns:
            Whether anything is read again.
        """
        if changes is not None and not self.shows(changes):
            return False
        touched = frozenset() if changes is None else changes.records.get(self.register.key, frozenset())
        known, changed = None, None
        if changes is not None and len(touched) == 1 and not self._linked & changes.registers and not self.reading:
            known, changed = self._list, next(iter(touched))
        self._want(Wish(self._wanted, known, changed, self._row_read(changed), sought))
        return True

    def shows(self, changes: ChangeSet) -> bool:
        """Whether something that can be seen here was changed."""
        return bool({self.register.key, *self._linked} & changes.registers)

    def seek(self, uid: UUID) -> None:
        """Let `stood` tell the place of a record, as soon as what is being read is there."""
        if self.reading:
            self._wish = replace(self._wish, sought=uid)
        else:
            self._want(Wish(self._wanted, self._list, sought=uid))

    def _want(self, wish: Wish) -> None:
        self._wish, self._wanted = wish, wish.query
        self._reader.want(wish)
        if self.reading:
            self.awaited.emit()

    def _stand(self, answer: Answer) -> None:
        """Show what was found."""
        if answer.opened is not self._list:
            self.beginResetModel()
            self._query, self._list = answer.wish.query, answer.opened
            self._pages.clear()
            self.endResetModel()
        elif answer.line is not None and answer.wish.row is not None:
            self._put(answer.wish.row, answer.line)
        if self._wish.sought != answer.wish.sought:
            self._want(Wish(self._wanted, self._list, sought=self._wish.sought))
        else:
            self.stood.emit(answer.place)

    def _put(self, row: int, line: ListRow) -> None:
        page = self._pages.get(row - row % PAGE)
        if page is not None and row % PAGE < len(page):
            page[row % PAGE] = line
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _row_read(self, uid: UUID | None) -> int | None:
        """Where a line stands, if it is among those that were read."""
        found = (
            first + place for first, page in self._pages.items() for place, line in enumerate(page) if line.uid == uid
        )
        return next(found, None)

    def line(self, row: int) -> ListRow | None:
        """One line in words; None if it is gone since the list was opened."""
        first = row - row % PAGE
        page = self._pages.get(first)
        if page is None:
            if self._list is None:
                return None
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
        return None if self._list is None else self._list.place_of(uid)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Lines of the list."""
        return 0 if parent.isValid() else self.count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Fields shown."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment and accessible words of a cell; lines that count no more are struck out."""
        if not index.isValid():
            return None
        spec = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(spec)
        if role not in _OF_LINES:
            return None
        line = self.line(index.row())
        tells = line is not None and line.ended and index.column() == self.tells
        if role == Qt.ItemDataRole.FontRole:
            return self._struck if line is not None and line.ended and not spec.ends and not tells else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._faint if line is not None and line.ended else None
        text = "" if line is None else line.texts[self._places[index.column()]]
        if line is not None and tells:
            text = f"{line.ending} · {text}"
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return text
        with_name = line is not None and line.ended and index.column() == 0
        return f"{spec.label}: {text}, {line.ending}" if line is not None and with_name else f"{spec.label}: {text}"

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
        if (key, descending) != (self._wanted.sort, self._wanted.descending):
            self.show_query(ListQuery(self._wanted.text, self._wanted.equal, key, descending))
