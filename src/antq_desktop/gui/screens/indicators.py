"""The year's figures: what is reached, what lacks, and the households behind every number."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.indicators import LINES_DO_NOT_ADD_UP, Measure, Status
from antq_desktop.domain.percent import show_count, show_percent
from antq_desktop.domain.periods import Period
from antq_desktop.gui.figures.due_card import DueCard
from antq_desktop.gui.figures.group_bars import GroupBar, GroupBars
from antq_desktop.gui.figures.lively_card import LivelyCard
from antq_desktop.gui.figures.no_round import NoRound
from antq_desktop.gui.places import may_open
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.watching import Watch
from antq_desktop.gui.screens.drill import DrillPage
from antq_desktop.gui.widgets.bar import Bar
from antq_desktop.gui.widgets.pieces import PAGE, Push, box, button, column, in_turn, label, row, scrolled
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.gui.widgets.reflow import SideBySide
from antq_desktop.services import due, indicators
from antq_desktop.services.due import Due
from antq_desktop.services.indicators import I1, I1B, AreaFigures, Drill, Figures
from antq_desktop.services.papers.paper_kinds import Part

PAPER = "antq_desktop.gui.printing.paper_asked"
CARDS_FROM, LISTS_FROM = 700, 800
WAYS = (
    ("papers", "Biểu giấy", "printer", ""),
    ("export", "Xuất gói dữ liệu", "package-check", "primary"),
)
WATCHED = frozenset(
    {
        "household",
        "pledge",
        "membership",
        "residence",
        "member_organization",
        "residential_area",
        "declared_figure",
        "pledge_campaign",
    }
)
NO_AREAS = "Chưa có khu dân cư nào. Việc đầu tiên: dán danh sách thôn, tổ dân phố vào sổ Khu dân cư."
LINE_HEADINGS = (
    "Hộ có hội viên",
    "Đã ký",
    "Tổng số hộ",
    "Tỷ lệ",
    "Chỉ tiêu phấn đấu",
    "Đạt / chưa đạt",
    "Tổ chức kê khai",
)
AREA_HEADINGS = ("Khu dân cư", "Hộ", "Đã ký", "Tỷ lệ", "Hộ hội viên", "Hội viên đã ký", "Tỷ lệ hội viên")


def line_row(measure: Measure, organization: str) -> tuple[str, ...]:
    """The measure of an organisation as the table shows it: by its short name alone, so that they can be told apart."""
    there = measure.status is Status.OK
    return (
        organization,
        show_count(measure.numerator) if there else "",
        show_count(measure.denominator) if there else "",
        measure.shown,
        "" if measure.threshold is None else str(measure.threshold),
        measure.verdict,
        _typed(measure),
    )


def _typed(measure: Measure) -> str:
    """Figures people typed: what was fixed, with the households in the registers, else what was declared."""
    if measure.note:
        return f"✎ {measure.note}"
    typed = measure.declared if measure.frozen is None else measure.frozen
    return "" if typed is None else f"✎ {show_count(typed)}"


def area_row(area: AreaFigures, members: Measure | None) -> tuple[str, ...]:
    """An area's counts as the table shows them, with its line of I1."""
    told = "" if members is None or not members.note else f"✎ {members.note}"
    return (
        area.name,
        show_count(area.households),
        show_count(area.signed),
        show_percent(area.signed, area.households) if area.households else "",
        told or show_count(area.member_households),
        show_count(area.member_signed),
        members.shown if members is not None and members.denominator else "",
    )


def _table_box(title: str, table: PlainTable, *more: QWidget) -> QFrame:
    hint = label("Enter hoặc nhấn đúp: xem hộ chưa ký", "small")
    head = row(label(title, "h2"), None, hint, margins=(16, 0, 16, 0))
    return box(column(head, table, *more, spacing=6), margins=(1, 12, 1, 8))


class IndicatorsPage(QStackedWidget):
    """Cards of I1 and I1b, the lines of organisations, and the table of areas."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self.figures: Figures | None = None
        self._counts: Latest[Period, tuple[Figures, list[Due]]] = Latest(view, "Đếm chỉ tiêu", self._count, self._show)
        self._shown_areas: tuple[AreaFigures, ...] = ()
        self._title = label("", "h1", wrap=True)
        self._cut_off = label("", "muted", wrap=True)
        self._cards = SideBySide(view.icons.theme, CARDS_FROM)
        self.lines = PlainTable("Chỉ tiêu theo tổ chức", LINE_HEADINGS, right=(1, 2, 3, 6), yielding=(4, 6))
        self.areas = PlainTable("Theo khu dân cư", AREA_HEADINGS, right=(1, 2, 3, 4, 5, 6), yielding=(5, 4))
        self.lines.opens(self._open_line)
        self.areas.opens(self._open_area)
        self.bars = GroupBars(view.icons.theme, "Tiến độ theo khu dân cư")
        self.bars.opened.connect(self._open_bar)
        self._no_areas = label(NO_AREAS, "muted", wrap=True)
        self._no_areas.setContentsMargins(8, 0, 8, 0)
        for table in (self.areas, self.lines):
            table.say_when_empty(NO_AREAS if table is self.areas else "Chưa có tổ chức thành viên nào.")
        self.due = DueCard(view)
        self.no_round = NoRound(view)
        self.lively = LivelyCard(view, self)
        self._page = QWidget()
        self._drills: Latest[tuple[Period, str, UUID | None], Drill] = Latest(
            view,
            "Tìm hộ của con số",
            lambda wish: indicators.drill(view.office, *wish),
            self._show_drill,
            self._no_drill,
        )
        self._build()
        self.addWidget(scrolled(self._page, "Tổng quan"))
        view.waiting.connect(self.due.show_due)
        Watch(self, view, WATCHED, self.refresh)
        self.refresh()

    def _build(self) -> None:
        icons = self._view.icons
        ways = [
            button(icons, Push(words, partial(self._view.open, key), icon, look))
            for key, words, icon, look in WAYS
            if may_open(self._view.office, key)
        ]
        self._ways: list[QPushButton] = ways
        head = row(column(self._title, self._cut_off, spacing=2), *ways)
        head.setStretch(0, 1)
        notes = label(LINES_DO_NOT_ADD_UP, "small", wrap=True)
        notes.setContentsMargins(16, 2, 16, 2)
        body = column(
            head,
            self.no_round,
            self._cards,
            SideBySide(icons.theme, LISTS_FROM, (self._bars_box(), self.due), (3, 2)),
            self.lively,
            _table_box("Theo khu dân cư", self.areas),
            _table_box("Theo tổ chức", self.lines, notes),
            None,
            spacing=14,
            margins=PAGE,
        )
        self._page.setLayout(body)

    def _bars_box(self) -> QFrame:
        hint = label("xếp từ chậm nhất · Enter: xem hộ chưa ký", "small")
        title = column(label("Tiến độ ký cam kết theo khu dân cư", "h2", wrap=True), hint, spacing=0)
        head = row(title, margins=(8, 0, 8, 0))
        head.setStretch(0, 1)
        if may_open(self._view.office, "papers"):
            chart = partial(self._view.open, "papers", "progress-chart")
            head.addWidget(button(self._view.icons, Push("In biểu đồ", chart, "printer", "quiet")))
        return box(column(head, self._no_areas, self.bars, None, spacing=8), margins=(10, 14, 10, 10))

    def refresh(self, *_: object) -> None:
        """Count again, off the window's thread."""
        self._counts.want(self._view.period)

    def _count(self, period: Period) -> tuple[Figures, list[Due]]:
        found = indicators.figures(self._view.office, period)
        return found, due.due(self._view.office, found)

    def _show(self, found: tuple[Figures, list[Due]]) -> None:
        figures, waiting = found
        self.figures = figures
        self._view.waiting.emit(waiting)
        office = self._view.office
        self._title.setText(f"Tổng quan năm {figures.period.year}")
        self._cut_off.setText(f"{office.unit_name} · số liệu tính đến ngày {show_date(figures.cut_off)}")
        self.no_round.show_figures(figures)
        main = [measure for measure in figures.measures if measure.id in {I1, I1B}]
        self._missing: list[QPushButton] = []
        self._cards.show_widgets([self._card(measure) for measure in main])
        in_turn(*self._ways[-1:], *self._missing)
        in_turn(self.bars, *self.due.buttons)
        called = {f"{I1}.{code}": name for code, name, _ in figures.organizations}
        self.lines.show_rows([line_row(measure, called[measure.id]) for measure in self._organization_lines()])
        self.lines.fit_height(20)
        self._shown_areas = figures.areas
        self.bars.show_bars([GroupBar(area.uid, area.name, area.signed, area.households) for area in figures.areas])
        self._no_areas.setVisible(not figures.areas)
        self.bars.setVisible(bool(figures.areas))
        self.areas.show_rows([area_row(area, figures.line(I1, area.uid)) for area in self._shown_areas])
        self.areas.fit_height(10)

    def _organization_lines(self) -> list[Measure]:
        figures = self.figures
        return [] if figures is None else [item for item in figures.measures if item.id not in {I1, I1B}]

    def _card(self, measure: Measure) -> QFrame:
        icons = self._view.icons
        percent = label(measure.shown, "figure" if measure.status is Status.OK else "h2")
        pill = label(measure.verdict.capitalize(), "pill_good" if measure.reached else "pill_warn")
        pill.setVisible(bool(measure.verdict))
        share = 100 * measure.numerator / measure.denominator if measure.denominator else 0.0
        counted = f"{show_count(measure.numerator)}/{show_count(measure.denominator)} hộ"
        aim = "" if measure.threshold is None else f" · chỉ tiêu phấn đấu {measure.threshold}"
        target = None if measure.threshold is None else measure.threshold.tenths / 10
        words = f"{measure.title}: {measure.shown}"
        bar = Bar(icons.theme, share, words, reached=bool(measure.reached), target=target)
        missing = button(icons, Push("Xem hộ chưa ký", lambda: self.open_drill(measure.id, None), look="quiet"))
        missing.setVisible(measure.denominator > 0)
        self._missing.append(missing)
        title = label(f"{measure.id} · {measure.title}", "strong", wrap=True)
        note = f" · ✎ {measure.note}" if measure.note else ""
        foot = row(label(counted + aim + note, "small", wrap=True), missing)
        foot.setStretch(0, 1)
        return box(column(title, row(percent, None, pill, spacing=10), bar, foot, spacing=8))

    def _open_line(self, place: int) -> None:
        self.open_drill(self._organization_lines()[place].id, None)

    def _open_area(self, place: int) -> None:
        self.open_drill(I1B, self._shown_areas[place].uid)

    def _open_bar(self, area: UUID) -> None:
        self.open_drill(I1B, area)

    def open_drill(self, indicator: str, area: UUID | None) -> None:
        """Show the households behind a number; they are found on the worker."""
        self.close_drill()
        office, period = self._view.office, self._view.period
        titles = {measure.id: measure.title for measure in (self.figures.measures if self.figures else ())}
        named = [item.name for item in self._shown_areas if item.uid == area]
        where = named[0] if named else office.unit_name
        line = None if self.figures is None else self.figures.line(indicator, area)
        told = f"{where}, {period.title}" + (f" · ✎ {line.note}" if line is not None and line.note else "")
        page = DrillPage(self._view, f"{indicator} · {titles.get(indicator, '')}", told)
        page.left.connect(self.close_drill)
        page.print_wanted.connect(partial(self._print_missing, page, (period, indicator, area), where))
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.table.enter()
        self._drills.want((period, indicator, area))

    def _show_drill(self, drill: Drill) -> None:
        page = self.currentWidget()
        if isinstance(page, DrillPage):
            page.show_drill(drill)

    def _no_drill(self, error: BaseException) -> None:
        self.close_drill()
        self._view.fail(error)

    def _print_missing(self, page: DrillPage, wish: tuple[Period, str, UUID | None], where: str) -> None:
        """Ask for the list of those in view that have not signed."""
        period, indicator, area = wish
        lines = () if self.figures is None else self.figures.organizations
        named = next(((name, uid) for code, name, uid in lines if indicator == f"{I1}.{code}"), None)
        about = where if named is None else f"{where} · {named[0]}"
        organization = None if named is None else named[1]
        part = Part(() if area is None else (area,), organization, members=indicator == I1)
        view = self._view
        view.bring(PAPER, lambda found: found.ask(view, found.Asked("unsigned-list", about, part, period), page))

    def show_first_view(self) -> None:
        """Whoever asks for the page that is in view already wants its figures."""
        self.close_drill()

    def close_drill(self) -> None:
        """Back to the figures."""
        page = self.currentWidget()
        if isinstance(page, DrillPage):
            self.removeWidget(page)
            page.deleteLater()
