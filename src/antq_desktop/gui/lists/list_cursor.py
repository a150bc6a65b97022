"""The cursor of a list whose lines may still be read: where it goes when they are there."""

from uuid import UUID

from PySide6.QtCore import QObject

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.gui.lists.record_table import RecordTableModel
from antq_desktop.gui.widgets.ahead import Ahead
from antq_desktop.gui.widgets.list_table import ListTable


class ListCursor(QObject):
    """Puts the cursor on what was sought, unless the officer went elsewhere meanwhile.

    Args:
        table: shows the model.
        model: of the list.

    Attributes:
        ahead: keys for lines that are still being read.
    """

    def __init__(self, table: ListTable, model: RecordTableModel):
        super().__init__(table)
        self._table = table
        self._model = model
        self.ahead = Ahead(table, lambda: model.turning)
        self._left: UUID | None = None
        self._lost: UUID | None = None
        self._was_reset = False
        model.modelAboutToBeReset.connect(self._list_leaves)
        model.modelReset.connect(self._list_opened)
        model.stood.connect(self._stood)

    @property
    def uid(self) -> UUID | None:
        """The record the cursor is on."""
        index = self._table.currentIndex()
        return self._model.uid(index.row()) if index.isValid() else None

    def go_to(self, uid: UUID | None) -> None:
        """Go to a record, if the list shows it."""
        if uid is not None:
            self._left = self.uid
            self._model.seek(uid)

    def follow(self, changes: ChangeSet | None = None) -> None:
        """Read again what was changed, and go to the one record that was, or stay where the cursor is."""
        self._left = self.uid
        touched = frozenset() if changes is None else changes.records.get(self._model.register.key, frozenset())
        self._model.refresh(changes, next(iter(touched)) if len(touched) == 1 else self._left)

    def go_to_lines(self) -> None:
        """Go to the lines, to the first one if none is chosen; to those to come while they are being read."""
        if self._model.turning:
            self.ahead.enter()
        elif not self._model.count:
            return
        elif not self._table.currentIndex().isValid():
            self._table.put_cursor(0)
        self._table.setFocus()

    def _list_leaves(self) -> None:
        self._lost, self._was_reset = self.uid, True

    def _list_opened(self) -> None:
        """Another list stands in the table: a cursor that was in it stays in it."""
        if self._table.hasFocus() and self._model.count:
            self._table.put_cursor(0)

    def _stood(self, place: int | None) -> None:
        last = self._lost if self._was_reset else self.uid
        self._lost, self._was_reset = None, False
        if place is not None and last not in {None, self._left}:
            self.go_to(last)
        elif place is not None:
            self._table.put_cursor(place)
        self.ahead.release()
