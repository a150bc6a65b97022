"""How far a year's round is: by residential area, by organisation, who lacks, and their list in two steps."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTabBar, QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period
from antq_desktop.gui.figures.group_bars import GroupBar, GroupBars
from antq_desktop.gui.figures.no_round import NoRound
from antq_desktop.gui.lists.known_households import KnownHouseholds
from antq_desktop.gui.printing import paper_asked
from antq_desktop.gui.printing.paper_asked import Asked
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.watching import Watch
from antq_desktop.gui.screens.indicators import WATCHED
from antq_desktop.gui.widgets.actions import make, tool
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.pieces import PAGE, box, column, label, named, page_head, row, scrolled
from antq_desktop.gui.widgets.reflow import SideBySide
from antq_desktop.services import indicators
from antq_desktop.services.indicators import I1, I1B, Drill, Figures, Share
from antq_desktop.services.papers.paper_kinds import Part

SIDE_BY_SIDE_FROM = 820
FIELDS = ("head_name", "address", "area", "organizations")
LEAST_TABLE = 260
ALL_SIGNED = "Không còn hộ nào chưa ký."
NO_HOUSEHOLDS = "Chưa có hộ nào để đếm. Vào Nhập từ Excel để nhập danh sách hộ, hoặc thêm ở sổ Hộ gia đình."
WORDS = "Chọn một dòng để thấy hộ chưa ký. Đếm theo hộ đang có trong sổ."


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose households are looked at: an area, an organisation, or both."""

    area: UUID | None
    organization: UUID | None


class BoardPage(QWidget):
    """The page "Tiến độ đợt ký"."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self.view = view
        self.figures: Figures | None = None
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Xếp theo khu dân cư hay tổ chức")
        for words in ("Theo khu dân cư", "Theo tổ chức"):
            self.tabs.addTab(words)
        self.only = ChoiceBox()
        self.bars = GroupBars(view.icons.theme, "Tiến độ")
        self.missing = KnownHouseholds(view, "Hộ chưa ký", FIELDS)
        self.missing.none.say(NO_HOUSEHOLDS)
        self.missing.setMinimumHeight(view.icons.theme.pixels(LEAST_TABLE))
        self._where = label("", "h2", wrap=True)
        self._lacking = label("", "muted", wrap=True)
        self._actions = [
            make(self, view.icons, "print_unsigned", partial(self.print_list, "unsigned-list")),
            make(self, view.icons, "print_meeting", partial(self.print_list, "meeting-list")),
        ]
        self._counts: Latest[Period, Figures] = Latest(
            view, "Đếm tiến độ", partial(indicators.figures, view.office), self._show
        )
        self._drills: Latest[Scope, tuple[Scope, Drill]] = Latest(
            view, "Tìm hộ chưa ký", self._find, self._show_drill, self._no_drill
        )
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self._only_field = named("Chỉ tính", self.only)
        bars = column(self.tabs, self._only_field, self.bars, None, spacing=10)
        tools = row(*(tool(action) for action in self._actions), None, tool(self.missing.open_action))
        found = column(self._where, self._lacking, tools, box(column(self.missing), "table", (1, 1, 1, 1)), spacing=8)
        found.setStretch(3, 1)
        cards: list[QFrame] = [box(bars), box(found)]
        middle = SideBySide(self.view.icons.theme, SIDE_BY_SIDE_FROM, cards, (4, 5))
        self._head = label("", "strong", wrap=True)
        self.no_round = NoRound(self.view)
        whole = column(page_head("Tiến độ đợt ký", WORDS), self.no_round, self._head, middle, spacing=12, margins=PAGE)
        whole.setStretch(3, 1)
        page = QWidget()
        page.setLayout(whole)
        self.setLayout(column(scrolled(page, "Tiến độ đợt ký")))

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._other_side)
        self.only.currentIndexChanged.connect(self._show_bars)
        self.bars.moved.connect(self._look)
        self.bars.opened.connect(self._into_list)
        Watch(self, self.view, WATCHED, self.refresh)

    @property
    def by_area(self) -> bool:
        """Whether the bars are areas; else they are organisations."""
        return self.tabs.currentIndex() == 0

    @property
    def scope(self) -> Scope:
        """Whose households are looked at."""
        only = self.only.currentData()
        chosen = None if self.bars.chosen is None else self.bars.chosen.uid
        return Scope(chosen, only) if self.by_area else Scope(only, chosen)

    def showEvent(self, event: object) -> None:
        """Begin at the bars."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt's own event
        self.bars.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, *_: object) -> None:
        """Count again, off the window's thread."""
        self._counts.want(self.view.period)

    def _show(self, figures: Figures) -> None:
        self.figures = figures
        self.no_round.show_figures(figures)
        line = figures.line(I1B)
        self._head.setVisible(figures.round_open and line is not None and bool(line.denominator))
        if line is not None:
            counted = f"{show_count(line.numerator)}/{show_count(line.denominator)} hộ đã ký ({line.shown})"
            lacking = line.denominator - line.numerator
            self._head.setText(f"Năm {figures.period.year}: {counted}, còn {show_count(lacking)} hộ.")
        self._other_side()

    def _other_side(self, *_: object) -> None:
        """Offer what the bars can be limited to: an organisation for areas, an area for organisations."""
        figures = self.figures
        if figures is None:
            return
        everybody = "Mọi hộ" if self.by_area else "Toàn xã"
        areas = [(area.name, area.uid) for area in figures.areas]
        organizations = [(f"Hộ có hội viên {name}", uid) for _, name, uid in figures.organizations]
        kept = self.only.currentData()
        self.only.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.only.clear()
        for words, uid in ((everybody, None), *(organizations if self.by_area else areas)):
            self.only.addItem(words, uid)
        self.only.setCurrentIndex(max(0, self.only.findData(kept)))
        self.only.blockSignals(False)  # noqa: FBT003
        self._show_bars()

    def _show_bars(self, *_: object) -> None:
        if self.figures is None:
            return
        count = indicators.by_area if self.by_area else indicators.by_organization
        self.bars.show_bars([_bar(share) for share in count(self.figures, self.only.currentData())])
        self._look()

    def _look(self, *_: object) -> None:
        """Find who lacks where the cursor is."""
        self.missing.await_households()
        self._drills.want(self.scope)

    def _find(self, scope: Scope) -> tuple[Scope, Drill]:
        figures = self.figures
        codes = {} if figures is None else {uid: code for code, _, uid in figures.organizations}
        line = I1B if scope.organization is None else f"{I1}.{codes[scope.organization]}"
        return scope, indicators.drill(self.view.office, self.view.period, line, scope.area)

    def _no_drill(self, error: BaseException) -> None:
        self.missing.await_households(awaited=False)
        self.view.fail(error)

    def _show_drill(self, found: tuple[Scope, Drill]) -> None:
        scope, drill = found
        self.missing.show_households(drill.missing)
        self.missing.show_field("area", shown=scope.area is None)
        self._where.setText(self._named(scope))
        lacking = show_count(len(drill.missing))
        whole = show_count(len(drill.denominator))
        done = f"Cả {whole} hộ đã ký." if drill.denominator else "Chưa có hộ nào."
        self._lacking.setText(f"Còn {lacking} hộ chưa ký trong {whole} hộ." if drill.missing else done)
        self.missing.none.say(ALL_SIGNED if drill.denominator else NO_HOUSEHOLDS)
        self._actions[0].setEnabled(bool(drill.missing))
        self._actions[1].setEnabled(bool(drill.denominator))

    def _named(self, scope: Scope) -> str:
        figures = self.figures
        if figures is None:
            return ""
        areas = [area.name for area in figures.areas if area.uid == scope.area]
        organizations = [name for _, name, uid in figures.organizations if uid == scope.organization]
        return " · ".join((*areas, *organizations)) or self.view.office.unit_name

    def _into_list(self, _uid: object) -> None:
        """Enter goes from the bar to the households."""
        self._look()
        self.missing.enter()

    def print_list(self, kind: str) -> None:
        """Ask for the reason, make the paper of what is looked at and show it."""
        area = self.scope.area
        part = Part(() if area is None else (area,), self.scope.organization)
        paper_asked.ask(self.view, Asked(kind, self._where.text(), part), self)


def _bar(share: Share) -> GroupBar:
    return GroupBar(share.uid, share.name, share.signed, share.households)
