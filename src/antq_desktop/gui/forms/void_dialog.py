"""Declaring one pledge void: a day and a reason, as a deed of its own that can be taken back."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.dates import NotADate, parse_date
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.editors import TextEditor
from antq_desktop.gui.forms.field_drafts import FieldDrafts
from antq_desktop.gui.forms.kept_form import KeptForm
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.pieces import label, named
from antq_desktop.services import meaning, records
from antq_desktop.services.half_typed import VOID
from antq_desktop.services.records import Saved

KEY, DAY, REASON = "pledge", "voided_on", "void_reason"
TITLE = "Hủy bản cam kết"
WORDS = "Bản này vẫn nằm trong sổ, ghi là đã hủy, và không được tính nữa. Hộ ký lại thì nhập bản mới."


class VoidDialog(KeptForm):
    """Asks for day and reason.

    Args:
        view: the office.
        uid: the pledge.
        parent: what it stands over.
    """

    def __init__(self, view: OfficeView, uid: UUID, parent: QWidget):
        fields = REGISTERS[KEY].fields
        self.day, self.reason = TextEditor(fields[DAY]), TextEditor(fields[REASON])
        self.day.fill(view.office.today())
        self.reason.setMaxLength(300)
        typed_first = {REASON: self.reason, DAY: self.day}  # the day is there already
        drafts = FieldDrafts(view.office, (VOID, uid), typed_first)
        self._uid, self._which = uid, meaning.heading(view.office, KEY, uid)
        super().__init__(view, TITLE, drafts, parent)
        self.lay_out(
            TITLE,
            self.go,
            label(TITLE, "h2", wrap=True),
            label(self._which, "strong", wrap=True),
            label(WORDS, "muted", wrap=True),
            named(fields[DAY].label, self.day, mandatory=True),
            named(fields[REASON].label, self.reason, mandatory=True),
        )

    def go(self) -> None:
        """Carry it out; the notice offers to take it back."""
        try:
            on = parse_date(self.day.text())
        except NotADate as reason:
            self.refuse(str(reason))
            self.day.setFocus()
            return
        values = {DAY: on, REASON: self.reason.text()}
        save = partial(records.save, self._view.office, KEY, values, uid=self._uid)
        self._view.write(TITLE, save, self._done, self._refused, Waiting(self))

    def _refused(self, error: BaseException) -> None:
        self.failed(error)
        (self.reason if not self.reason.text().strip() else self.day).setFocus()

    def _done(self, saved: Saved) -> None:
        self.accept()
        self._view.announce(saved.changes, f"Đã hủy bản cam kết của {self._which}.")
