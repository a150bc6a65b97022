"""Keeping a page true: it reads again when what it shows was changed, at once or when it is next looked at."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.gui.running.office_view import OfficeView


class Watch(QObject):
    """Calls a page's reading anew.

    Args:
        page: read anew while it is seen; hidden ones when they are shown.
        view: tells what was changed, and that another year is looked at.
        registers: keys of the registers it shows something of.
        read: reads it.
    """

    def __init__(self, page: QWidget, view: OfficeView, registers: Collection[str], read: Callable[[], object]):
        super().__init__(page)
        self._page, self._registers, self._read = page, frozenset(registers), read
        self._stale = False
        page.installEventFilter(self)
        view.changed.connect(self._changed)
        view.year_changed.connect(self._again)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.registers & self._registers:
            self._again()

    def _again(self, *_: object) -> None:
        self._stale = not self._page.isVisible()
        if not self._stale:
            self._read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read what was changed while the page was hidden."""
        if event.type() is QEvent.Type.Show and self._stale:
            self._stale = False
            self._read()
        return super().eventFilter(watched, event)
