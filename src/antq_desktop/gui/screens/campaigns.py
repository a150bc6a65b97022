"""Rounds of pledges: the ordinary list, with the round of a new year opened in one step."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from antq_desktop.domain.dates import NotADate, parse_date, show_date
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.actions import tool
from antq_desktop.gui.boxes import NumberBox
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import label, named
from antq_desktop.gui.record_list import RecordList
from antq_desktop.gui.small_form import SmallForm
from antq_desktop.gui.waiting import Waiting
from antq_desktop.services import campaigns
from antq_desktop.services.records import Saved

KEY = "pledge_campaign"
WORDS = (
    "Hộ, khu dân cư và tổ chức giữ nguyên như hiện nay; năm mới bắt đầu với mọi hộ chưa ký."
    " Sau đó in danh sách họp ở trang Biểu giấy."
)


class OpenYearDialog(SmallForm):
    """Asks for the year and its days."""

    def __init__(self, view: OfficeView, parent: QWidget):
        super().__init__(view, "Mở đợt ký của năm", parent)
        self.year = NumberBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(campaigns.next_year(view.office))
        self.opened = QLineEdit(show_date(view.office.today()))
        self.due = QLineEdit()
        self.due.setPlaceholderText("ngày/tháng/năm, có thể để trống")
        self.lay_out(
            "Mở đợt ký",
            self.go,
            label(WORDS, "muted", wrap=True),
            named("Năm cam kết", self.year, mandatory=True),
            named("Phát động ngày", self.opened),
            named("Hoàn thành trước ngày", self.due),
        )

    def go(self) -> None:
        """Open it; what is wrong is told here."""
        try:
            days = [parse_date(line.text()) if line.text().strip() else None for line in (self.opened, self.due)]
        except NotADate as reason:
            self.refuse(str(reason))
            return
        office, year = self._view.office, self.year.value()
        begin = partial(campaigns.open_year, office, year, days[0], days[1])
        self._view.write("Mở đợt ký", begin, self._opened, self.failed, Waiting(self))

    def _opened(self, saved: Saved) -> None:
        self.accept()
        self._view.announce(saved.changes, f"{saved.changes.title}: xong. In danh sách họp ở trang Biểu giấy.")


class CampaignsPage(RecordList):
    """The register of rounds."""

    def __init__(self, view: OfficeView):
        super().__init__(view, REGISTERS[KEY])
        act = self._act("open_year", self.ask_year)
        act.setEnabled(self.may_edit)
        self.add_tool(tool(act), 0)

    def ask_year(self) -> None:
        """Open the round of a new year."""
        OpenYearDialog(self.view, self).open()
