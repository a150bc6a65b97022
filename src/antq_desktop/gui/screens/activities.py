"""Activities: the ordinary list, with the results of each and the confirmation by the other office."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.fields import Record
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.parts_card import PartsCard
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import tool
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row
from antq_desktop.services import meaning
from antq_desktop.services.groups import activities

KEY, RESULT = "activity", "activity_result"
WIDTH = 560


class ResultsDialog(Dialog):
    """The results of one activity, by number; each is saved as it is added.

    Args:
        view: the office.
        uid: the activity.
        parent: what it stands over.
    """

    def __init__(self, view: OfficeView, uid: UUID, parent: QWidget):
        super().__init__(parent)
        self._view, self._uid = view, uid
        self.setWindowTitle("Kết quả của hoạt động")
        self.setMinimumWidth(WIDTH)
        self.card = PartsCard(view, REGISTERS[RESULT], "Kết quả", {"activity": uid})
        close = button(view.icons, Push("Đóng", self.accept, look="primary"))
        title = label(meaning.heading(view.office, KEY, uid), "h2", wrap=True)
        self.setLayout(column(title, self.card, row(None, close), spacing=12, margins=(22, 18, 22, 16)))
        view.changed.connect(self._changed)
        self._show()
        self.card.add.setFocus()

    def _changed(self, changes: ChangeSet) -> None:
        if RESULT in changes.registers:
            self._show()

    def _show(self) -> None:
        found: list[Record] = list(activities.results_of(self._view.office, self._uid))
        self.card.show_parts(found, "Chưa ghi kết quả nào. Chỉ ghi số, không ghi tên ai.")


class ActivitiesPage(RecordList):
    """The register of activities."""

    def __init__(self, view: OfficeView):
        super().__init__(view, REGISTERS[KEY])
        self.add_tool(tool(self._act("results", self.show_results)), 2)
        self.add_tool(tool(self._act("confirm", self.confirm_chosen)), 3)
        self._show_actions()

    def line_menu_keys(self) -> tuple[str, ...]:
        """Results and confirmation, too."""
        first, *others = super().line_menu_keys()
        return (first, "results", "confirm", *others)

    def _show_actions(self) -> None:
        super()._show_actions()
        there = self.table.currentIndex().isValid() and self.may_edit
        for key in ("results", "confirm"):
            if key in self.actions_by_key:
                self.actions_by_key[key].setEnabled(there)

    def show_results(self) -> None:
        """Show the results of the activity the cursor is on."""
        uid = self.current_uid
        if uid is not None:
            ResultsDialog(self.view, uid, self).open()

    def confirm_chosen(self) -> None:
        """Confirm the chosen activities, which the other office entered, all of them or none."""
        if self.table.chosen_count > activities.MOST_AT_ONCE:
            self.view.tell(f"Mỗi lần xác nhận tối đa {activities.MOST_AT_ONCE} hoạt động.")
            return
        rows = (place for first, length in self.table.spans() for place in range(first, first + length))
        uids = [uid for uid in map(self.model.uid, rows) if uid is not None]
        if uids:
            confirm = partial(activities.confirm, self.view.office, uids)
            self.view.write("Xác nhận", confirm, self.view.announce)
