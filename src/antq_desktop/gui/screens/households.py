"""Households: the ordinary list, with what happens to a household as plain actions."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QMenu, QToolButton

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.event_dialog import DRAFT, EVENTS, EventDialog
from antq_desktop.gui.forms.kept_form import ask
from antq_desktop.gui.forms.pledges_card import PledgesCard
from antq_desktop.gui.lists.pasting_elsewhere import BY_ENTRY, PastingElsewhere
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.places import Visiting
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import tool
from antq_desktop.services.households import possible_events

KEY = "household"
PLACE = 2


class HouseholdsPage(RecordList):
    """The register of households."""

    def __init__(self, view: OfficeView):
        super().__init__(view, REGISTERS[KEY])
        self.beside = self._pledges_of
        PastingElsewhere(self, BY_ENTRY)
        self.events = QMenu(self)
        self.events.setAccessibleName("Biến động của hộ")
        act = self._act("events", self.show_events)
        self._events_button: QToolButton = tool(act)
        self.add_tool(self._events_button, PLACE)
        self._show_actions()

    def _pledges_of(self, uid: UUID) -> PledgesCard:
        card = PledgesCard(self.view, uid)
        card.wanted.connect(partial(self._visit, card))
        return card

    def _visit(self, card: PledgesCard, pledge: UUID) -> None:
        """Open a pledge; whoever is through with it is in the form of the household again, if it is open still."""
        form = self.form

        def come_back() -> None:
            if form is not None and self.form is form:
                self.view.open(KEY)
                card.focus_on(pledge)

        self.view.open("pledge", Visiting(pledge, come_back))

    def line_menu_keys(self) -> tuple[str, ...]:
        """What happens to a household, too."""
        first, *others = super().line_menu_keys()
        return (first, "events", *others)

    def _show_actions(self) -> None:
        super()._show_actions()
        events = self.actions_by_key.get("events")
        if events is not None:
            events.setEnabled(self.table.currentIndex().isValid() and self.may_edit)

    def show_events(self) -> None:
        """Offer what can happen to the household the cursor is on, as it is now."""
        uid = self.current_uid
        possible = None if uid is None else self.view.attempt(partial(possible_events, self.view.office, uid))
        if possible is None:
            return
        self.events.clear()
        for key, event in EVENTS.items():
            if event.service in possible:
                self.events.addAction(f"{event.title}…", partial(self.ask_event, key))
        button = self._events_button
        self.events.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def ask_event(self, key: str) -> None:
        """Ask for the date and the rest of one event."""
        uid = self.current_uid
        if uid is not None:
            ask(self.view, lambda: EventDialog(self.view, key, uid, self))

    def take_up(self, act: str, part: UUID | None) -> None:  # noqa: ARG002 - shape of registers; a household has none
        """Open the dialog of an event again."""
        self.ask_event(act.removeprefix(DRAFT.format("")))
