"""How many things wait, counted also while the first page, which counts them for itself, is not looked at."""

from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.tasks import Task
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
        self._counted_elsewhere = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._count)
        view.changed.connect(self._changed)
        view.year_changed.connect(self.want)
        view.waiting.connect(self._heard)
        view.tasks.rested.connect(self._rested)

    def want(self, *_: object) -> None:
        """Count in a moment, once for all that happens until then."""
        self._pause.start()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.registers & self._registers:
            self.want()

    def _heard(self, _waiting: object) -> None:
        """The first page has counted just now, in work that will be told to have ended."""
        self._pause.stop()
        self._counted_elsewhere = True

    def _rested(self) -> None:
        if not self._counted_elsewhere:
            self.want()
        self._counted_elsewhere = False

    def _count(self) -> None:
        if self._view.tasks.busy:
            return  # it is counted when that is through
        office, period = self._view.office, self._view.period

        def count(_progress: Progress) -> list[Due]:
            return due.due(office, indicators.figures(office, period))

        self._view.tasks.ask(Task("Đếm việc cần làm", count).then(self._tell))

    def _tell(self, waiting: list[Due]) -> None:
        self._view.waiting.emit(waiting)
        self._pause.stop()
        self._counted_elsewhere = False
