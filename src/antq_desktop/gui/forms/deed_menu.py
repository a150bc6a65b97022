"""What can be decided about one model or club as it is now, offered as a menu."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QMenu, QWidget

from antq_desktop.domain.choices import ENDED, GroupDeed, GroupStatus
from antq_desktop.gui.forms.deed_dialog import DEEDS, DeedDialog
from antq_desktop.gui.forms.kept_form import ask
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.services import records
from antq_desktop.services.group_rules import Group

POSSIBLE = {
    GroupStatus.ACTIVE: (GroupDeed.SUSPENDED, GroupDeed.CONSOLIDATED, GroupDeed.MERGED, GroupDeed.DISSOLVED),
    GroupStatus.DORMANT: (GroupDeed.RESUMED, GroupDeed.CONSOLIDATED, GroupDeed.MERGED, GroupDeed.DISSOLVED),
}


class DeedMenu(QMenu):
    """The decisions about one group at a time.

    Args:
        view: the office.
        key: `model_point` or `club`.
        current: the group's uid, or None where there is none.
        parent: the page.
    """

    def __init__(self, view: OfficeView, key: str, current: Callable[[], UUID | None], parent: QWidget):
        super().__init__(parent)
        self._view, self._key, self._current, self._page = view, key, current, parent
        self.setAccessibleName("Việc với mô hình, câu lạc bộ")

    def offer(self, under: QWidget) -> None:
        """Open under a button, with what makes sense now."""
        uid = self._current()
        line = None if uid is None else self._view.attempt(partial(records.get, self._view.office, self._key, uid))
        if line is None or not isinstance(line.record, Group):
            return
        status = line.record.status
        self.clear()
        for deed in (GroupDeed.RESUMED,) if status in ENDED else POSSIBLE[GroupStatus(status)]:
            self.addAction(f"{DEEDS[deed].title}…", partial(self.ask, deed))
        self.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def ask(self, deed: GroupDeed) -> None:
        """Ask for the day and the decision."""
        uid = self._current()
        if uid is not None:
            ask(self._view, lambda: DeedDialog(self._view, deed, self._key, uid, self._page))
