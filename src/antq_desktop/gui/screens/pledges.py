"""Pledges: the ordinary list, where one that was written by mistake is declared void."""

from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.gui.forms.kept_form import ask
from antq_desktop.gui.forms.void_dialog import VoidDialog
from antq_desktop.gui.lists.pasting_elsewhere import BY_ENTRY, PastingElsewhere
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import tool
from antq_desktop.services import records

KEY = "pledge"
PLACE = 2
VOID_ALREADY = "Bản cam kết này đã hủy ngày {}. Muốn dùng lại thì mở ra, xóa ngày hủy và lý do hủy rồi lưu."


class PledgesPage(RecordList):
    """The register of pledges."""

    def __init__(self, view: OfficeView):
        super().__init__(view, REGISTERS[KEY])
        PastingElsewhere(self, BY_ENTRY)
        self.add_tool(tool(self._act("void", self.ask_void)), PLACE)
        self._show_actions()

    def line_menu_keys(self) -> tuple[str, ...]:
        """To declare a pledge void, too."""
        first, *others = super().line_menu_keys()
        return (first, "void", *others)

    def _show_actions(self) -> None:
        super()._show_actions()
        void = self.actions_by_key.get("void")
        if void is not None:
            void.setEnabled(self.actions_by_key["remove"].isEnabled())

    def ask_void(self) -> None:
        """Ask for day and reason, unless the pledge is void already."""
        if self._cursor.ahead.hold(self.ask_void):
            return
        uid = self.current_uid
        line = None if uid is None else self.view.attempt(lambda: records.get(self.view.office, KEY, uid))
        if uid is None or line is None or not isinstance(line.record, Pledge):
            return
        if line.record.voided_on is not None:
            self.view.tell(VOID_ALREADY.format(show_date(line.record.voided_on)))
            return
        ask(self.view, lambda: VoidDialog(self.view, uid, self))

    def take_up(self, act: str, part: UUID | None) -> None:  # noqa: ARG002 - shape of registers; pledges know one deed
        """Open the dialog again."""
        self.ask_void()
