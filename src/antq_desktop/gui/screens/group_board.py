"""All living models and clubs at one look: what they did, what they lack, where there are none, what grew of what."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabBar, QWidget

from antq_desktop.domain.collation import sort_key
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period
from antq_desktop.domain.text import fold
from antq_desktop.gui.groups.group_lines import GroupLines
from antq_desktop.gui.groups.group_map_table import GroupMapTable
from antq_desktop.gui.groups.lineage_tree import LineageTree
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.watching import Watch
from antq_desktop.gui.screens.dossier import WATCHED, show_dossier
from antq_desktop.gui.widgets.actions import make, tool
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.pieces import PAGE, box, column, label, row, scrolled
from antq_desktop.gui.widgets.reflow import SideBySide
from antq_desktop.gui.widgets.search_box import SearchBox
from antq_desktop.services.groups import group_board, group_map, group_watch
from antq_desktop.services.groups.group_board import IDLE_DAYS, GroupLine
from antq_desktop.services.groups.group_watch import Watched
from antq_desktop.services.groups.groups import POINT

TABS = ("Danh sách", "Lĩnh vực và nơi chủ trì", "Nhân rộng")
LISTED, MAPPED, GROWN = range(3)
ALL, IDLE, UNPROVEN, MISSED = "all", "idle", "unproven", "missed"
UNSAID, UNCONFIRMED = "unsaid", "unconfirmed"
WAYS = (
    (ALL, "Mọi mô hình, câu lạc bộ"),
    (IDLE, f"Chưa có hoạt động, hoặc ngừng quá {IDLE_DAYS} ngày"),
    (UNPROVEN, "Trong năm chưa có minh chứng"),
    (MISSED, "Thiếu kỳ sinh hoạt"),
    (UNSAID, "Chưa ghi sinh hoạt"),
    (UNCONFIRMED, "Chưa được xác nhận lần nào"),
)
CHOSEN: dict[str, Callable[[GroupLine], bool]] = {
    ALL: lambda _line: True,
    IDLE: lambda line: line.is_silent,
    UNPROVEN: lambda line: line.proven == 0,
    MISSED: lambda line: line.met < line.due,
    UNSAID: lambda line: line.frequency is None,
    UNCONFIRMED: lambda line: line.confirmed == 0,
}
NO_GROUPS = "Chưa có mô hình, câu lạc bộ nào: thêm ở sổ Mô hình, Câu lạc bộ, hoặc nhập danh sách từ Excel ở hai sổ đó."
NO_MATCH = "Không có nơi nào khớp. Xóa bớt chữ tìm hoặc chọn lại bộ lọc."
NO_FAMILIES = "Chưa ghi điểm nào nhân rộng từ điểm khác: ghi ở ô “Nhân rộng từ” của điểm mô hình."
FILTERS_FROM, TOOLS_FROM, LEAST_TABLE, SEARCH_WIDTH = 700, 640, 150, 150


class GroupBoardPage(QStackedWidget):
    """The page "Theo dõi mô hình"."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self.view = view
        theme = view.icons.theme
        self._found: Watched | None = None
        self._reading: Latest[Period, Watched] = Latest(
            view, "Đọc hoạt động của các mô hình", partial(group_watch.watch, view.office), self._show
        )
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Cách xem")
        self.tabs.setExpanding(False)
        for words in TABS:
            self.tabs.addTab(words)
        self.way, self.field, self.lead = ChoiceBox(), ChoiceBox(), ChoiceBox()
        for box_, name in ((self.way, "Lọc"), (self.field, "Lĩnh vực"), (self.lead, "Nơi chủ trì")):
            box_.setAccessibleName(name)
            box_.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box_.setMinimumContentsLength(9)
        for key, words in WAYS:
            self.way.addItem(words, key)
        self.search = SearchBox(view.icons, "Tìm tên, nơi")
        self.search.setMinimumWidth(theme.pixels(SEARCH_WIDTH))
        self.table = GroupLines(theme)
        self.map = GroupMapTable(theme)
        self.tree = LineageTree(theme, view.office.catalogues)
        self._views = QStackedWidget()
        self._told = label("", "muted", wrap=True)
        self._lately = label("", "muted", wrap=True)
        self._filters = QWidget()
        self._page = QWidget()
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        icons = self.view.icons
        make(self._page, icons, "search", self.search.setFocus)
        self._note = make(self._page, icons, "note_activity", self.note_activity)
        self._open = make(self._page, icons, "dossier", self.open_dossier)
        log = make(self._page, icons, "activity_log", lambda: self.view.open("papers", "activity-log"))
        for made in (self.table, self.map, self.tree):
            made.setMinimumHeight(icons.theme.pixels(LEAST_TABLE))
            self._views.addWidget(box(column(made), "table", (1, 1, 1, 1)))
        text, what = QWidget(), QWidget()
        by_text = row(self.search, self.way, spacing=10)
        by_text.setStretch(0, 2)
        by_text.setStretch(1, 3)
        text.setLayout(by_text)
        what.setLayout(row(self.field, self.lead, spacing=10))
        filters = SideBySide(icons.theme, FILTERS_FROM, (text, what), (3, 2))
        self._filters.setLayout(column(filters))
        buttons = QWidget()
        buttons.setLayout(row(tool(self._open), tool(self._note), tool(log), None))
        tools = SideBySide(icons.theme, TOOLS_FROM, (buttons, self._told), (0, 1))
        head = column(label("Theo dõi mô hình, câu lạc bộ", "h1"), self._lately, spacing=2)
        body = (head, self.tabs, self._filters, tools, self._views)
        whole = column(*body, spacing=10, margins=PAGE)
        whole.setStretch(len(body) - 1, 1)
        self._page.setLayout(whole)
        self.addWidget(scrolled(self._page, "Theo dõi mô hình"))

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._other_view)
        for chooser in (self.way, self.field, self.lead):
            chooser.currentIndexChanged.connect(self._show_lines)
        self.search.searched.connect(self._show_lines)
        self.search.down_pressed.connect(self.table.setFocus)
        self.table.opened.connect(self.open_dossier)
        self.map.chosen.connect(self._show_pair)
        self.tree.opened.connect(self._open_point)
        Watch(self, self.view, WATCHED, self.refresh)

    def show_part(self, part: str) -> None:
        """Show the list by one of the filters."""
        self.tabs.setCurrentIndex(LISTED)
        self.way.setCurrentIndex(max(0, self.way.findData(part)))

    def showEvent(self, event: object) -> None:
        """Begin at what is shown."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt's own event
        if self.currentIndex() == 0:
            self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _shown(self) -> QWidget:
        return (self.table, self.map, self.tree)[self.tabs.currentIndex()]

    def refresh(self, *_: object) -> None:
        """Read again, off the window's thread."""
        self._reading.want(self.view.period)

    def _show(self, found: Watched) -> None:
        self._found = found
        lately = group_board.lately(found.lines)
        unheard = sum(line.is_unheard for line in found.lines)
        stopped = sum(line.is_idle for line in found.lines if not line.is_unheard)
        proven = f"{show_count(lately.proven)}/{show_count(lately.points)} điểm mô hình có minh chứng"
        today = self.view.office.today()
        until = self.view.period.cut_off(today)
        days = f"{IDLE_DAYS} ngày qua" if until == today else f"{IDLE_DAYS} ngày đến {show_date(until)}"
        told = f"Tham khảo, không phải xếp loại: {proven} trong {days} · {group_board.silent_words(unheard, stopped)}."
        self._lately.setText(told if found.lines else "")
        _offer(self.field, "Mọi lĩnh vực", {group_map.field_of(line) for line in found.lines})
        _offer(self.lead, "Mọi nơi chủ trì", {line.lead_body for line in found.lines})
        self.map.show_map(group_map.map_of(found.lines))
        self.tree.show_families(found.lineage.families)
        self._show_lines()

    def _show_lines(self, *_: object) -> None:
        """Show the lines that fit the filters."""
        if self._found is None:
            return
        chosen, wanted = CHOSEN[self.way.currentData()], fold(self.search.text())
        field, lead = self.field.currentData(), self.lead.currentData()
        self.table.show_lines(
            [
                line
                for line in self._found.lines
                if chosen(line)
                and field in {None, group_map.field_of(line)}
                and lead in {None, line.lead_body}
                and wanted in fold(f"{line.name} {line.where}")
            ]
        )
        self._other_view()

    def _other_view(self, *_: object) -> None:
        place = self.tabs.currentIndex()
        self._views.setCurrentIndex(place)
        self._filters.setVisible(place == LISTED)
        none_yet = self._found is not None and not self._found.lines
        self.table.none.say(NO_GROUPS if none_yet else NO_MATCH)
        self._told.setText("" if none_yet and place == LISTED else self._words(place))
        self._open.setEnabled(place == GROWN or (place == LISTED and bool(self.table.board.lines)))
        self._note.setEnabled(self.view.office.may("edit") and self._open.isEnabled())

    def _words(self, place: int) -> str:
        found = self._found
        if found is None:
            return ""
        if not found.lines:
            return NO_GROUPS
        if place == LISTED:
            shown, whole = len(self.table.board.lines), len(found.lines)
            return f"{show_count(shown)}/{show_count(whole)} nơi · số liệu {self.view.period.title.lower()}."
        if place == MAPPED:
            return (
                "Số mô hình có ở cuối kỳ theo lĩnh vực và nơi chủ trì; Enter xem danh sách. Dấu – là chưa có nơi nào."
            )
        families = found.lineage.families
        if not families:
            return NO_FAMILIES
        grown = sum(1 for family in families for _ in family.everyone()) - len(families)
        said = f"{show_count(grown)} điểm nhân rộng từ {show_count(len(families))} mô hình gốc"
        return f"{said} · {show_count(found.lineage.alone)} điểm đứng riêng."

    def _show_pair(self, field: str, lead: str) -> None:
        """From a number of the map to its groups."""
        self.way.setCurrentIndex(0)
        self.search.start_again()
        self.field.setCurrentIndex(max(0, self.field.findData(field)))
        self.lead.setCurrentIndex(max(0, self.lead.findData(lead)))
        self.tabs.setCurrentIndex(LISTED)
        self._show_lines()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> tuple[str, UUID] | None:
        """Register and uid of the group the cursor is on."""
        if self.tabs.currentIndex() == GROWN:
            uid = self.tree.current_uid
            return None if uid is None else (POINT, uid)
        line = self.table.current if self.tabs.currentIndex() == LISTED else None
        return None if line is None else (line.key, line.uid)

    def open_dossier(self) -> None:
        """Open the dossier of the group the cursor is on."""
        group = self.current
        if group is not None:
            show_dossier(self, self.view, group, lambda: self._shown.setFocus(Qt.FocusReason.OtherFocusReason))

    def _open_point(self, _uid: object) -> None:
        self.open_dossier()

    def note_activity(self) -> None:
        """Go to the month's page, to the line of the group the cursor is on."""
        group = self.current
        if group is not None:
            self.view.open("month", str(group[1]))


def _offer(chooser: QComboBox, everything: str, found: set[str]) -> None:
    """Offer what there is; what was chosen stays chosen if it is still there."""
    kept = chooser.currentData()
    chooser.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    chooser.clear()
    chooser.addItem(everything, None)
    for words in sorted(found, key=sort_key):
        chooser.addItem(words, words)
    chooser.setCurrentIndex(max(0, chooser.findData(kept)))
    chooser.blockSignals(False)  # noqa: FBT003
