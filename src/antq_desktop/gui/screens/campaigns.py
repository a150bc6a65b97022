"""Rounds of pledges: the ordinary list, with that of a new year opened in one step and its meeting lists in two."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.dates import NotADate, parse_date
from antq_desktop.domain.errors import RejectedRecord
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.editors import TextEditor
from antq_desktop.gui.forms.small_form import SmallForm
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.actions import tool
from antq_desktop.gui.widgets.pieces import label, named
from antq_desktop.services import campaigns, indicators, records
from antq_desktop.services.indicators import Figures
from antq_desktop.services.office import Office
from antq_desktop.services.records import Saved

KEY = "pledge_campaign"
YEAR = "[0-9]{4}"
WORDS = (
    "Hộ, khu dân cư và tổ chức giữ nguyên như hiện nay; năm mới bắt đầu với mọi hộ chưa ký."
    " Mở xong thì in luôn được danh sách họp của từng khu dân cư."
)
MEANT = "Nếu đúng vậy, bấm Mở đợt ký lần nữa."
LISTS = "antq_desktop.gui.printing.meeting_lists"


class OpenYearDialog(SmallForm):
    """Asks for the year and its days.

    Args:
        view: the office.
        opened: called with the year once its round is open.
        parent: what it stands over.
        year: whose round is to be opened; the next that lacks one when left out.
    """

    def __init__(self, view: OfficeView, opened: Callable[[int], object], parent: QWidget, year: int | None = None):
        super().__init__(view, "Mở đợt ký của năm", parent)
        self._then = opened
        self._meant: tuple[int, list[date | None]] | None = None
        fields = REGISTERS[KEY].fields
        self.year, self.opened, self.due = (TextEditor(fields[key]) for key in ("year", "opened_on", "due_on"))
        self._offered = ""
        self.year.edited.connect(self._offer_day)
        self.year.fill(year or campaigns.next_year(view.office))
        self.lay_out(
            "Mở đợt ký",
            self.go,
            label(WORDS, "muted", wrap=True),
            named("Năm cam kết", self.year, mandatory=True),
            named("Phát động ngày", self.opened, hint="Có thể để trống."),
            named("Hoàn thành trước ngày", self.due, hint="Có thể để trống."),
        )

    def _offer_day(self) -> None:
        """Today, unless a day was typed; a round of years ago is not announced today."""
        typed, today = self.year.value().strip(), self._view.office.today()
        if re.fullmatch(YEAR, typed) and self.opened.value() == self._offered:
            self.opened.fill(today if int(typed) >= today.year else None)
            self._offered = self.opened.value()

    def go(self) -> None:
        """Open it; what is wrong is told here."""
        typed = self.year.value().strip()
        if not re.fullmatch(YEAR, typed):
            self.refuse("Năm cam kết gõ bằng bốn chữ số, ví dụ 2027.")
            return
        try:
            days = [parse_date(line.value()) if line.value().strip() else None for line in (self.opened, self.due)]
        except NotADate as reason:
            self.refuse(str(reason))
            return
        office, year = self._view.office, int(typed)
        odd = campaigns.doubts(office, year, days[0], days[1])
        if odd and (year, days) != self._meant:
            self._meant = year, days
            self.refuse(" ".join((*(problem.message for problem in odd), MEANT)))
            self._go_to(odd[0].field)
            return
        begin = partial(campaigns.open_year, office, year, days[0], days[1])
        self._view.write("Mở đợt ký", begin, partial(self._opened, year), self.failed, Waiting(self))

    def failed(self, error: BaseException) -> None:
        """Tell an error, and go to the field it is about."""
        super().failed(error)
        if isinstance(error, RejectedRecord):
            self._go_to(error.problems[0].field)

    def _go_to(self, key: str) -> None:
        field = {"opened_on": self.opened, "due_on": self.due}.get(key, self.year)
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def _opened(self, year: int, saved: Saved) -> None:
        self.accept()
        self._view.announce(saved.changes, f"{saved.changes.title}: xong.")
        self._then(year)


@dataclass(frozen=True, slots=True)
class Wish:
    """Meeting lists that are wanted: of the round of a year, and whether that was opened just now."""

    year: int
    opened: bool


class RoundLists(QObject):
    """Offers the meeting lists of rounds over a page, once its households are counted.

    Args:
        view: the office.
        over: the page.
    """

    def __init__(self, view: OfficeView, over: QWidget):
        super().__init__(over)
        self._view, self._over = view, over
        self._counts: Latest[Wish, tuple[Wish, Figures]] = Latest(
            view, "Đếm hộ từng khu dân cư", partial(_counted, view.office), self._ask_which
        )

    def offer(self, year: int, *, opened: bool = False) -> None:
        """Offer those of a year.

        Args:
            year: of the round.
            opened: whether it was opened just now.
        """
        self._counts.want(Wish(year, opened))

    def _ask_which(self, counted: tuple[Wish, Figures]) -> None:
        """What draws papers is read from the disk when it is first wanted."""
        wish, found = counted
        self._view.bring(LISTS, lambda module: module.ask(self._view, self._over, found, opened=wish.opened))

    def ask_year(self, year: int | None = None) -> None:
        """Open the round of a year, of the next that lacks one when left out; then offer its lists."""
        OpenYearDialog(self._view, partial(self.offer, opened=True), self._over, year).open()


class CampaignsPage(RecordList):
    """The register of rounds."""

    def __init__(self, view: OfficeView):
        super().__init__(view, REGISTERS[KEY])
        self._lists = RoundLists(view, self)
        act = self._act("open_year", self.ask_year)
        act.setEnabled(self.may_edit)
        self.add_tool(tool(act), 0)
        self.add_tool(tool(self._act("print_meeting", self.ask_lists)), 1)
        self._show_actions()

    def line_menu_keys(self) -> tuple[str, ...]:
        """The meeting lists of a round, too."""
        first, *others = super().line_menu_keys()
        return (first, "print_meeting", *others)

    def _show_actions(self) -> None:
        super()._show_actions()
        lists = self.actions_by_key.get("print_meeting")
        if lists is not None:
            lists.setEnabled(self.table.currentIndex().isValid() and self.view.office.may("print"))

    def ask_year(self) -> None:
        """Open the round of a new year, then offer its meeting lists."""
        self._lists.ask_year()

    def ask_lists(self) -> None:
        """Offer the meeting lists of the round the cursor is on."""
        uid = self.current_uid
        found = None if uid is None else self.view.attempt(partial(records.get, self.view.office, KEY, uid))
        if found is not None:
            self._lists.offer(found.record.year)


def _counted(office: Office, wish: Wish) -> tuple[Wish, Figures]:
    """Households of each area, with what they were counted for."""
    return wish, indicators.figures(office, office.catalogues.period(str(wish.year)))
