"""Models and clubs: the ordinary lists, with the dossier of each and what is decided about them."""

from uuid import UUID

from PySide6.QtWidgets import QToolButton

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.deed_dialog import DRAFT
from antq_desktop.gui.forms.deed_menu import DeedMenu
from antq_desktop.gui.forms.parts_card import DRAFT as PART_DRAFT
from antq_desktop.gui.lists.pasting_elsewhere import BY_FILE, PastingElsewhere
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.screens.dossier import DossierPage, show_dossier
from antq_desktop.gui.widgets.actions import make, tool

DEED, PART = DRAFT.format(""), PART_DRAFT.format("")


class GroupsPage(RecordList):
    """The register of model points, or that of clubs."""

    def __init__(self, view: OfficeView, key: str):
        super().__init__(view, REGISTERS[key])
        PastingElsewhere(self, BY_FILE)
        self.deeds = DeedMenu(view, key, lambda: self.current_uid, self)
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
        self.deeds.offer(self._deeds_button)

    def take_up(self, act: str, part: UUID | None) -> None:
        """Open the dialog of a decision again, or that of a part, over the dossier it stands in."""
        if act.startswith(DEED):
            self.ask_deed(GroupDeed(act.removeprefix(DEED)))
            return
        self.show_dossier()
        dossier = self.currentWidget()
        if isinstance(dossier, DossierPage):
            dossier.take_up(act.removeprefix(PART), part)

    def ask_deed(self, deed: GroupDeed) -> None:
        """Ask for the day and the decision."""
        self.deeds.ask(deed)


class PointsPage(GroupsPage):
    """The register of model points."""

    def __init__(self, view: OfficeView):
        super().__init__(view, "model_point")


class ClubsPage(GroupsPage):
    """The register of clubs."""

    def __init__(self, view: OfficeView):
        super().__init__(view, "club")
