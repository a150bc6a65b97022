"""Models and clubs: the ordinary lists, with the dossier of each and what is decided about them."""

from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton

from antq_desktop.domain.choices import ENDED, GroupDeed, GroupStatus
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.actions import make, tool
from antq_desktop.gui.deed_dialog import DEEDS, DeedDialog
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.record_list import RecordList
from antq_desktop.gui.screens.dossier import show_dossier
from antq_desktop.services import records
from antq_desktop.services.group_rules import Group

POSSIBLE = {
    GroupStatus.ACTIVE: (GroupDeed.SUSPENDED, GroupDeed.CONSOLIDATED, GroupDeed.MERGED, GroupDeed.DISSOLVED),
    GroupStatus.DORMANT: (GroupDeed.RESUMED, GroupDeed.CONSOLIDATED, GroupDeed.MERGED, GroupDeed.DISSOLVED),
}


class GroupsPage(RecordList):
    """The register of model points, or that of clubs."""

    def __init__(self, view: OfficeView, key: str):
        super().__init__(view, REGISTERS[key])
        self.deeds = QMenu(self)
        self.deeds.setAccessibleName("Việc với mô hình, câu lạc bộ")
        self.add_tool(tool(self._act("dossier", self.show_dossier)), 0)
        self._deeds_button: QToolButton = tool(self._act("deeds", self.show_deeds))
        self.add_tool(self._deeds_button, 3)
        if view.office.may("import"):
            bring = make(self.page, view.icons, "import_list", lambda: view.open("import", key))
            self.add_tool(tool(bring, bare=True))
        self._show_actions()

    def line_menu_keys(self) -> tuple[str, ...]:
        """The dossier and what is decided, too."""
        return ("dossier", "deeds", *super().line_menu_keys())

    def _show_actions(self) -> None:
        super()._show_actions()
        there = self.table.currentIndex().isValid()
        for key in ("dossier", "deeds"):
            if key in self.actions_by_key:
                self.actions_by_key[key].setEnabled(there and (key == "dossier" or self.may_edit))

    def show_dossier(self) -> None:
        """Open the dossier of the group the cursor is on."""
        uid = self.current_uid
        if uid is not None:
            show_dossier(self, self.view, (self.register.key, uid), self.focus_table)

    def show_deeds(self) -> None:
        """Offer what can be decided about the group the cursor is on, as it is now."""
        uid = self.current_uid
        line = (
            None if uid is None else self.view.attempt(partial(records.get, self.view.office, self.register.key, uid))
        )
        if line is None or not isinstance(line.record, Group):
            return
        status = line.record.status
        self.deeds.clear()
        possible = (GroupDeed.RESUMED,) if status in ENDED else POSSIBLE[GroupStatus(status)]
        for deed in possible:
            self.deeds.addAction(f"{DEEDS[deed].title}…", partial(self.ask_deed, deed))
        self.deeds.popup(self._deeds_button.mapToGlobal(self._deeds_button.rect().bottomLeft()))

    def ask_deed(self, deed: GroupDeed) -> None:
        """Ask for the day and the decision."""
        uid = self.current_uid
        if uid is not None:
            DeedDialog(self.view, deed, self.register.key, [uid], self).open()


class PointsPage(GroupsPage):
    """The register of model points."""

    def __init__(self, view: OfficeView):
        super().__init__(view, "model_point")


class ClubsPage(GroupsPage):
    """The register of clubs."""

    def __init__(self, view: OfficeView):
        super().__init__(view, "club")
