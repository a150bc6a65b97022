"""How many things wait, counted also while the first page, which counts them for itself, is not looked at."""

from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.periods import Period
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.services import due, indicators
from antq_desktop.services.due import Due

PAUSE_MS = 1_000


class DueCount(QObject):
    """Tells `OfficeView.waiting` once the pages are there, after changes, and after long work: a package, a backup.

    Args:
        view: the office.
        registers: keys of the registers whose changes matter.
        parent: what it goes with.
    """

    def __init__(self, view: OfficeView, registers: Collection[str], parent: QObject):
        super().__init__(parent)
        self._view, self._registers = view, frozenset(registers)
        self._tells = False
        self._counts: Latest[Period, list[Due]] = Latest(view, "Đếm việc cần làm", self._find, self._tell, self._failed)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._count)
        view.changed.connect(self._changed)
        view.year_changed.connect(self.want)
        view.waiting.connect(self._heard)
        view.tasks.rested.connect(self.want)

    def want(self, *_: object) -> None:
        """Count in a moment, once for all that happens until then."""
        self._pause.start()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.registers & self._registers:
            self.want()

    def _heard(self, _waiting: object) -> None:
        """The first page has counted for itself; what is counted here may be older than the last change."""
        if not self._tells:
            self._pause.stop()

    def _count(self) -> None:
        if self._view.office.store.is_open and not self._view.tasks.busy:  # else it is counted when that is through
            self._counts.want(self._view.period)

    def _find(self, period: Period) -> list[Due]:
        return due.due(self._view.office, indicators.figures(self._view.office, period))

    def _failed(self, error: BaseException) -> None:
        """A store that was closed meanwhile is no fault: nobody is there whom the number would tell anything."""
        if self._view.office.store.is_open:
            self._view.fail(error)

    def _tell(self, waiting: list[Due]) -> None:
        self._tells = True
        self._view.waiting.emit(waiting)
        self._tells = False
