"""Remembers how a list is looked at, a moment after the last change, and finds it so the next time."""

from PySide6.QtCore import QObject, QTimer

from antq_desktop.domain.errors import AntqError
from antq_desktop.gui.lists.list_columns import ListColumns
from antq_desktop.gui.lists.record_table import RecordTableModel
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.services import list_looks
from antq_desktop.services.list_looks import ListLook

PAUSE_MS = 1500


class ListMemory(QObject):
    """The memory of one list.

    Args:
        view: the office.
        model: shows the list.
        columns: in which it is shown.
    """

    def __init__(self, view: OfficeView, model: RecordTableModel, columns: ListColumns):
        super().__init__(columns)
        self._view = view
        self._model = model
        self._columns = columns
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._write)
        model.modelReset.connect(self._timer.start)
        columns.changed.connect(self._timer.start)

    @property
    def look(self) -> ListLook:
        """How the list is looked at now."""
        query = self._model.query
        shown = tuple(spec.key for spec in self._columns.shown)
        columns = () if shown == self._columns.usual else shown
        return ListLook(columns, self._columns.own_widths, query.sort, query.descending, query.equal)

    def flush(self) -> None:
        """Write now what was not written yet."""
        if self._timer.isActive():
            self._write()

    def _write(self) -> None:
        """Long work that writes is not waited for."""
        if self._view.office.store.is_written_to():
            self._timer.start()
            return
        self._timer.stop()
        try:
            list_looks.remember(self._view.office, self._model.register, self.look)
        except AntqError:
            return  # a look that is not remembered is chosen again
