"""What stays the same from one paper to the next: area, organisation, round and day, remembered between sessions."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import PledgeForm
from antq_desktop.domain.dates import NotADate, parse_date, parse_near
from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.entry.pick import Pick
from antq_desktop.gui.forms.asking import on_enter
from antq_desktop.gui.forms.editors import TextEditor
from antq_desktop.gui.running.office_view import Doubt, OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.kept_room import KeptRoom
from antq_desktop.gui.widgets.pieces import column, named
from antq_desktop.services import pledging, preferences, records
from antq_desktop.services.pledging import Sitting

MOST = 2000
MEMORY = "sitting"
ONE_ROW_FROM = 670
LONG_SHARE, SHORT_SHARE = 5, 3


class SittingCard(QFrame):
    """The card on top of the pages where pledges are entered.

    Args:
        view: the office.
        with_organization: whether the papers may be an organisation's list.
        form: how the pledges are made.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, view: OfficeView, *, with_organization: bool, form: PledgeForm, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self._form = form
        self.area = Pick(self._entries("residential_area"), "Nhiều khu dân cư" if with_organization else "")
        self.organization = Pick(self._entries("member_organization"), "Không theo tổ chức")
        self.campaign = Pick(self._entries("pledge_campaign"))
        self.day = TextEditor(REGISTERS["pledge"].fields["signed_on"])
        self.day.read_as(self._read_day)
        self._fault, self.caution = KeptRoom("problem"), KeptRoom("caution")
        self._fault.hide()
        fields: list[QVBoxLayout] = [named("Khu dân cư", self.area), named("Đợt ký", self.campaign)]
        if with_organization:
            fields.insert(1, named("Tổ chức vận động", self.organization))
        self._fields = (*fields, named("Ngày ký", self.day))
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        self._across = 0
        self._place(len(self._fields))
        holder = column(self._grid, self._fault, self.caution, spacing=4)
        self.setProperty("cls", "card")
        holder.setContentsMargins(18, 12, 18, 4)
        self.setLayout(holder)
        self._recall()
        self._show_doubts(self.sitting)
        self._told = self.sitting
        self._meant: tuple[UUID, date] | None = None
        picks = [self.area, *([self.organization] if with_organization else []), self.campaign]
        for pick, following in zip(picks, [*picks[1:], self.day], strict=True):
            pick.currentIndexChanged.connect(self._chosen)
            pick.entered.connect(partial(self._picked, following))
        self.day.edited.connect(self._day_edited)
        self.day.editingFinished.connect(self._chosen)  # one that was typed in full is written out no more
        on_enter(self.day, self._day_entered)
        view.changed.connect(self._registers_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two fields beside each other where four do not fit; there is no room to keep free then."""
        super().resizeEvent(event)
        roomy = event.size().width() >= self._view.icons.theme.pixels(ONE_ROW_FROM)
        self._place(len(self._fields) if roomy else 2)
        for words in (self.caution, self._fault):
            words.keep(1 if roomy else 0)

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for field in self._fields:
            self._grid.removeItem(field)
        for place, field in enumerate(self._fields):
            self._grid.addLayout(field, place // across, place % across)
        for place in range(len(self._fields)):
            self._grid.setColumnStretch(place, self._share(place, across))

    def _share(self, place: int, across: int) -> int:
        """A day needs less room than a name, where all stand in one row."""
        if place >= across:
            return 0
        return SHORT_SHARE if place == len(self._fields) - 1 else LONG_SHARE

    def _entries(self, register: str) -> list[tuple[UUID, str]]:
        found = records.suggestions(self._view.office, register, "", MOST)
        return list(reversed(found)) if register == "pledge_campaign" else found

    def _recall(self) -> None:
        known = preferences.recall(self._view.office, MEMORY)
        for key, pick in (("area", self.area), ("organization", self.organization), ("campaign", self.campaign)):
            text = known.get(key)
            pick.choose(UUID(hex=text) if isinstance(text, str) else None)
        said = known.get("day")
        self.day.fill(date.fromisoformat(said) if isinstance(said, str) else self._view.office.today())

    @property
    def sitting(self) -> Sitting | None:
        """What is chosen, or None while something lacks, which is then told under the fields."""
        fault = ""
        day = None
        try:
            day = self._read_day(self.day.value())
        except NotADate as reason:
            fault = f"Ngày ký: {reason}"
        if self.campaign.uid is None:
            fault = "Chưa có đợt ký nào. Mở đợt ký của năm trong Cài đặt, mục Danh mục."
        self._fault.setText(fault)
        came, went = (self._fault, self.caution) if fault else (self.caution, self._fault)
        went.hide()
        came.show()  # always one of them, so that nothing below the card moves
        if day is None or self.campaign.uid is None:
            return None
        organization = self.organization.uid if self.organization.isVisibleTo(self) else None
        return Sitting(
            campaign=self.campaign.uid,
            signed_on=day,
            area=self.area.uid,
            organization=organization,
            form=self._form,
        )

    def show_again(self, area: UUID | None, campaign: UUID, day: str) -> None:
        """Choose what was chosen before, the day as it was typed; told as one change."""
        with QSignalBlocker(self.area), QSignalBlocker(self.campaign):
            self.area.choose(area)
            self.campaign.choose(campaign)
        self.day.setText(day)
        self._chosen()

    @property
    def words(self) -> str:
        """What is chosen, in one line."""
        return f"{self.area.currentText()} · {self.campaign.currentText()} · {self.day.text()}"

    def _read_day(self, text: str) -> date:
        """A day, of the year of the round if no other is said."""
        try:
            return parse_date(text)
        except NotADate:
            return parse_near(text, self._year_of_round())

    def _year_of_round(self) -> int:
        today = self._view.office.today().year
        try:
            return today if self.campaign.uid is None else pledging.campaign(self._view.office, self.campaign.uid).year
        except AntqError:
            return today  # what is wrong with the round is told when something is saved in it

    def _day_edited(self) -> None:
        """A day counts once the field is left, be it one or not."""
        if not self.day.hasFocus():
            self._chosen()

    def _picked(self, following: QWidget) -> None:
        """Go on to the papers, or to the next field while something lacks."""
        if self.sitting is None:
            following.setFocus()
        else:
            self.entered.emit()

    def _day_entered(self) -> None:
        """Go on to the papers, unless it is no day."""
        self.day.write_out()
        self._chosen()
        if self.sitting is not None:
            self.entered.emit()

    def _chosen(self, *_: object) -> None:
        sitting = self.sitting
        if sitting == self._told:
            return
        self._told = sitting
        if sitting is not None:
            self._remember(sitting)
        self._show_doubts(sitting)
        self.changed.emit()

    def _show_doubts(self, sitting: Sitting | None) -> None:
        """Say at the card, before the first paper, what is odd about its day."""
        found = () if sitting is None else pledging.doubts(self._view.office, sitting)
        self.caution.setText(" ".join(problem.message for problem in found))

    def ask_about_day(self, sitting: Sitting, go_on: Callable[[], object]) -> bool:
        """Ask before the first paper whether an odd day is meant; what the rules refuse is no question.

        Args:
            sitting: what is about to be saved.
            go_on: what saying yes does.

        Returns:
            Whether it was asked, so that nothing is to be saved now.
        """
        day = (sitting.campaign, sitting.signed_on)
        found = pledging.doubts(self._view.office, sitting)
        if day == self._meant or not found or not all(problem.warning for problem in found):
            return False

        def mean_it() -> None:
            self._meant = day
            go_on()

        answers = (("Sửa ngày ký", self.go_to_day), ("Đúng ngày trên giấy, lưu", mean_it))
        words = " ".join(problem.message for problem in found)
        self._view.asked.emit(Doubt("Ngày ký", f"{words} Trên giấy có đúng ngày này không?", answers))
        return True

    def go_to_day(self) -> None:
        """Put the day right."""
        self.day.setFocus()
        self.day.selectAll()

    def _remember(self, sitting: Sitting) -> None:
        choices = {
            "area": sitting.area.hex if sitting.area else None,
            "campaign": sitting.campaign.hex,
            "day": sitting.signed_on.isoformat(),
        }
        if self.organization.isVisibleTo(self):
            choices["organization"] = sitting.organization.hex if sitting.organization else None

        def keep() -> None:
            office = self._view.office
            preferences.remember(office, MEMORY, {**preferences.recall(office, MEMORY), **choices})

        # a choice that is not remembered is chosen again
        self._view.write("Ghi nhớ", keep, lambda _kept: None, lambda _error: None, Waiting(words=""))

    def _registers_changed(self, changes: ChangeSet) -> None:
        for register, pick in (
            ("residential_area", self.area),
            ("member_organization", self.organization),
            ("pledge_campaign", self.campaign),
        ):
            if register in changes.registers:
                pick.show_entries(self._entries(register))
