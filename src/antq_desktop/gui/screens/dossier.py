"""The dossier of a model or a club on one page."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import ENDED, GroupStatus
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.deed_menu import DeedMenu
from antq_desktop.gui.forms.parts_card import PartsCard
from antq_desktop.gui.groups.year_strip import YearStrip
from antq_desktop.gui.places import Visiting
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import make, tool
from antq_desktop.gui.widgets.pieces import (
    PAGE,
    Push,
    box,
    button,
    clear,
    column,
    in_turn,
    label,
    row,
    scrolled,
    set_look,
)
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.gui.widgets.reflow import SideBySide
from antq_desktop.services.groups import dossiers, group_board, groups
from antq_desktop.services.groups.activities import Done
from antq_desktop.services.groups.dossiers import Dossier
from antq_desktop.services.groups.groups import LINKS, LastDeed

SIDE_BY_SIDE_FROM = 780
CAPTION = 124
PILLS = {GroupStatus.ACTIVE: "pill_good", GroupStatus.DORMANT: "pill_warn"}
WATCHED = frozenset(
    {"model_point", "club", "model_type", "residential_area", "activity", "activity_result"}
    | {"group_status", "group_member", "group_file", "group_fund", "model_team", "inspection"}
)
PAPER = "antq_desktop.gui.printing.paper_asked"
HEADINGS = ("Ngày", "Việc", "Dự", "Kết quả", "Xác nhận")
SCROLLS = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
SENSITIVE = "Loại nhạy cảm: chỉ ghi tên ban chủ nhiệm; tên không in ra giấy, không có trong danh sách nào."


class DossierPage(QWidget):
    """Everything about one group; what is added here is written at once."""

    left = Signal()

    def __init__(self, view: OfficeView, key: str, uid: UUID, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("cls", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view, self.key, self.uid = view, key, uid
        self.dossier: Dossier | None = None
        self.lacking: list[QPushButton] = []
        self.again: Callable[[], object] = self.read
        self._is_left = False
        self.left.connect(self._leave)
        self._title = label("", "h1", wrap=True)
        self._where = label("", "muted", wrap=True)
        self._status = label("", "pill")
        self._facts = column(spacing=7)
        self._life = column(spacing=7)
        self.deeds = DeedMenu(view, key, lambda: self.uid, self)
        acts = {"print_dossier": self.print_out, "note_activity": self.note_activity, "deeds": self.show_deeds}
        self.acts = {name: make(self, view.icons, name, act) for name, act in acts.items()}
        self._tools = {name: tool(act) for name, act in self.acts.items()}
        self._take_back = button(view.icons, Push("Lấy lại", self.take_back, "undo-2"))
        self._papers = column(spacing=6)
        self.strip = YearStrip(view.icons.theme)
        self._year = label("", "h2", wrap=True)
        self._counted = label("", "muted", wrap=True)
        self.done = PlainTable("Hoạt động trong năm", HEADINGS, right=(2,), stretch=3, yielding=(4,))
        self.done.opens(self.open_activity)
        owner = {LINKS[key]: uid}
        self.members = PartsCard(view, REGISTERS["group_member"], "Ban chủ nhiệm, thành viên", owner)
        self.teams = PartsCard(view, REGISTERS["model_team"], "Tổ", owner)
        self.files = PartsCard(view, REGISTERS["group_file"], "Giấy tờ đang có", owner)
        self.inspections = PartsCard(view, REGISTERS["inspection"], "Kiểm tra tại chỗ", owner)
        self.funds = PartsCard(view, REGISTERS["group_fund"], "Kinh phí", owner)
        self.teams.setVisible("point" in owner)
        self._last: LastDeed | None = None
        self._build()
        view.changed.connect(self._changed)
        view.year_changed.connect(self.read)
        self.read()

    def _build(self) -> None:
        back = make(self, self.view.icons, "leave", self.left.emit)
        head = row(tool(back, bare=True), column(self._title, self._where, spacing=2), self._status, spacing=12)
        head.setStretch(1, 1)
        theme = self.view.icons.theme
        facts = box(column(label("Thông tin chung", "h2"), self._facts, None, spacing=10))
        life = box(column(label("Quá trình", "h2"), self._life, row(self._take_back, None), None, spacing=10))
        papers = box(column(label("Hồ sơ phải có", "h2"), self._papers, None, spacing=10))
        year = box(column(self._year, self._counted, self.strip, self.done, spacing=10))
        page = QWidget()
        page.setLayout(
            column(
                head,
                row(*self._tools.values(), None),
                SideBySide(theme, SIDE_BY_SIDE_FROM, (facts, life), (1, 1)),
                year,
                SideBySide(theme, SIDE_BY_SIDE_FROM, (papers, self.files), (2, 3)),
                self.inspections,
                self.members,
                SideBySide(theme, SIDE_BY_SIDE_FROM, (self.teams, self.funds), (1, 1)),
                None,
                spacing=14,
                margins=PAGE,
            )
        )
        self._area = scrolled(page, "Hồ sơ")
        self.setLayout(column(self._area))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that go through a long page."""
        action = SCROLLS.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self._area.verticalScrollBar().triggerAction(action)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.registers & WATCHED:
            self.read()

    def read(self, *_: object) -> None:
        """Read the dossier anew."""
        office, period = self.view.office, self.view.period
        found = self.view.attempt(lambda: dossiers.dossier(office, self.key, self.uid, period))
        if found is None:
            self.left.emit()
            return
        self.dossier = found
        self._last = groups.last_deed(office, self.uid)
        self._show(found)

    def _show(self, found: Dossier) -> None:
        office, group = self.view.office, found.group
        self._title.setText(group.name)
        self._where.setText(" · ".join(part for part in (found.type, found.field, found.where) if part))
        then, now = (office.catalogues.label("group_statuses", code) for code in (found.status, group.status))
        self._status.setText(then if then == now else f"{then}, nay {now}")
        set_look(self._status, "pill_bad" if group.status in ENDED else PILLS.get(GroupStatus(group.status), "pill"))
        self.acts["print_dossier"].setEnabled(office.may("print"))
        self.acts["note_activity"].setEnabled(office.may("edit") and group.status not in ENDED)
        self.acts["deeds"].setEnabled(office.may("edit"))
        self._show_facts(found)
        self._show_life(found)
        self._show_papers(found)
        self._show_year(found)
        self._show_parts(found)

    def _show_facts(self, found: Dossier) -> None:
        group, catalogues = found.group, self.view.office.catalogues
        clear(self._facts)
        decided = f"{group.decision_no} ngày {show_date(group.decision_on)}" if group.decision_no else "chưa ghi"
        known = (
            ("Thành lập", str(group.established_on) if group.established_on else "chưa ghi"),
            ("Quyết định", decided.removesuffix(" ngày ")),
            ("Chủ trì", found.lead or "chưa ghi"),
            ("Tính chất", found.kinds),
            ("Sinh hoạt", catalogues.label("meeting_frequencies", group.frequency) if group.frequency else "chưa ghi"),
            ("Thành viên", f"{show_count(found.members)} người" if found.members else "chưa ghi"),
            ("Nhân rộng từ", " → ".join(found.origin)),
            ("Nhân rộng thành", ", ".join(found.copies)),
        )
        for caption, words in known:
            if words:
                self._facts.addLayout(_fact(caption, words, self.view.icons.theme.pixels(CAPTION)))

    def _show_life(self, found: Dossier) -> None:
        clear(self._life)
        for status in reversed(found.statuses):
            self._life.addWidget(label(dossiers.status_words(self.view.office, found.group, status), wrap=True))
        last = self._last
        self._take_back.setVisible(last is not None)
        if last is not None:
            self._take_back.setText(f"Lấy lại: {last.title.lower()} (đến {show_date(last.until)})")

    def _leave(self) -> None:
        self._is_left = True

    def open_activity(self, place: int) -> None:
        """Open an activity of the table; whoever is through with it is on its row again, if this is open still."""
        view, there = self.view, self.view.place

        def come_back() -> None:
            if not self._is_left:
                view.open(there)
                self.done.setFocus(Qt.FocusReason.OtherFocusReason)

        if self.dossier is not None:
            view.open("activity", Visiting(self.dossier.done[-1 - place].activity.uid, come_back))

    def fill_in(self) -> None:
        """Open the form of the group; whoever is through with it is in the dossier again."""
        view, there, key, again = self.view, self.view.place, self.key, self.again

        def come_back() -> None:
            view.open(there)
            if there == key:
                again()

        if there == key:
            self.left.emit()  # in its own register the form takes this place
        view.open(key, Visiting(self.uid, come_back))

    def take_up(self, register: str, part: UUID | None) -> None:
        """Open the form of a part in which something was typed and not saved.

        Args:
            register: key of the register the part is in.
            part: the line to change, None for a new one.
        """
        cards = (self.members, self.teams, self.files, self.inspections, self.funds)
        for card in cards:
            if card.register.key == register:
                card.ask(part)

    def print_out(self) -> None:
        """Ask for the reason, then show the page about this group as it will be printed."""
        found = self.dossier
        if found is not None:
            group, name = (self.key, self.uid), found.group.name
            self.view.bring(PAPER, lambda module: module.ask_dossier(self.view, group, name, self))

    def note_activity(self) -> None:
        """Go to the month's page, to the line of this group."""
        self.view.open("month", str(self.uid))

    def show_deeds(self) -> None:
        """Offer what can be decided about it as it is now."""
        self.deeds.offer(self._tools["deeds"])

    def take_back(self) -> None:
        """Take the last decision back, as long as that can be."""
        if self._last is not None:
            self.view.undo(self._last.operation)

    def _show_papers(self, found: Dossier) -> None:
        clear(self._papers)
        self.lacking = []
        for paper in found.papers:
            if paper.lacks:
                self._show_lacking(f"{paper.title}: chưa có", partial(self.files.ask_new, {"kind": paper.kind}))
            elif paper.required:
                self._papers.addWidget(label(f"✓ {paper.title}", "fine", wrap=True))
        if not found.group.frequency:
            self._show_lacking(f"{dossiers.RHYTHM}: chưa ghi", self.fill_in)
        in_turn(self.done, *self.lacking)

    def _show_lacking(self, words: str, fill_in: Callable[[], object]) -> None:
        """What the file lacks, with the way to where it is filled in."""
        go = button(self.view.icons, Push("Ghi", fill_in, look="quiet"))
        go.setAccessibleName(f"Ghi {words}")
        go.setEnabled(self.view.office.may("edit"))
        self.lacking.append(go)
        line = row(label(f"✗ {words}", "caution", wrap=True), go)
        line.setStretch(0, 1)
        self._papers.addLayout(line)

    def _show_year(self, found: Dossier) -> None:
        self._year.setText(f"Hoạt động {found.period.title}")
        due = f"{found.met}/{found.due} kỳ phải sinh hoạt đã có" if found.due else _none_due(found.group.frequency)
        proven = sum(bool(each.activity.evidence) for each in found.done)
        confirmed = sum(each.activity.confirmed_on is not None for each in found.done)
        results = "; ".join(f"{show_count(amount)} {kind}" for kind, amount in found.results)
        proof = f"{show_count(proven)} có minh chứng · {show_count(confirmed)} được xác nhận"
        said = [f"{show_count(len(found.done))} hoạt động", due, proof]
        self._counted.setText(" · ".join([*said, results] if results else said))
        self.strip.show_months(found.months)
        self.done.show_rows([self._row(each) for each in reversed(found.done)])
        self.done.fit_height(8)
        self.done.setVisible(bool(found.done))

    def _row(self, done: Done) -> tuple[str, ...]:
        activity, catalogues = done.activity, self.view.office.catalogues
        results = ", ".join(
            f"{show_count(part.amount)} {catalogues.label('activity_results', part.kind)}" for part in done.results
        )
        confirmed = f"đã xác nhận {show_date(activity.confirmed_on)}" if activity.confirmed_on else ""
        return (
            show_date(activity.happened_on),
            catalogues.label("activity_kinds", activity.kind),
            "" if activity.attendance is None else show_count(activity.attendance),
            results or (activity.content or "").split("\n")[0],
            confirmed,
        )

    def _show_parts(self, found: Dossier) -> None:
        self.members.show_parts(found.listed, "Chưa ghi ai.", note=SENSITIVE if found.sensitive else "")
        self.inspections.show_parts(found.inspections, "Chưa có lần kiểm tra nào.")
        self.teams.show_parts(found.teams, "Không chia tổ.")
        self.files.show_parts([file for paper in found.papers for file in paper.there], "Chưa có giấy tờ nào.")
        self.funds.show_parts(found.funds, "Chưa ghi khoản nào.")


def show_dossier(stack: QStackedWidget, view: OfficeView, group: tuple[str, UUID], back: Callable[[], object]) -> None:
    """Open a dossier over what a stack shows now; leaving it brings that back.

    Args:
        stack: where.
        view: the office.
        group: register and uid.
        back: called once it was left.
    """
    below = stack.currentIndex()
    page = DossierPage(view, *group)

    def leave() -> None:
        stack.removeWidget(page)
        page.deleteLater()
        stack.setCurrentIndex(below)
        back()

    page.again = partial(show_dossier, stack, view, group, back)
    page.left.connect(leave)
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    page.setFocus()


def _none_due(frequency: str | None) -> str:
    """Why no period is counted."""
    words = group_board.none_due(frequency)
    return f"{words}: không tính kỳ phải sinh hoạt" if frequency is None else f"sinh hoạt {words}"


def _fact(caption: str, words: str, width: int) -> QHBoxLayout:
    name: QLabel = label(caption, "muted")
    name.setMinimumWidth(width)
    made = row(name, label(words, wrap=True), spacing=10)
    made.setStretch(1, 1)
    return made
