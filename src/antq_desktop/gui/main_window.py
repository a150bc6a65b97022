"""What the unlocked window shows: rail, top line and the pages, each made when it is first wanted."""

from collections import Counter
from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QStackedWidget, QWidget

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.actions import make
from antq_desktop.gui.icons import Icons
from antq_desktop.gui.notices import Notices
from antq_desktop.gui.office_view import WAITS, OfficeView
from antq_desktop.gui.pieces import box, column, label, picture, row
from antq_desktop.gui.rail import Place, Rail
from antq_desktop.gui.record_list import RecordList
from antq_desktop.gui.screens.indicators import IndicatorsPage
from antq_desktop.gui.tasks import Tasks
from antq_desktop.gui.top_search import TopSearch
from antq_desktop.gui.trouble import Trouble
from antq_desktop.services.due import Due
from antq_desktop.services.office import Office

NARROW_BELOW = 1100
YEARS_BACK = 6
REGISTER_ICONS = {
    "household": "house",
    "pledge": "scroll-text",
    "residential_area": "map-pin",
    "member_organization": "users",
    "refusal_count": "list",
    "declared_figure": "badge-check",
}
SHORT_TITLES = {"refusal_count": "Số hộ từ chối"}
LATER = MappingProxyType(
    {
        "entry": ("pledge_entry", "PledgeEntryPage"),
        "meeting": ("meeting", "MeetingPage"),
        "board": ("board", "BoardPage"),
        "import": ("import_wizard", "ImportPage"),
        "papers": ("papers", "PapersPage"),
        "export": ("export_wizard", "ExportPage"),
        "outbox": ("outbox", "OutboxPage"),
        "verify": ("verify", "VerifyPage"),
        "enrolment": ("enrolment", "EnrolmentPage"),
        "settings": ("settings", "SettingsPage"),
        "residential_area": ("areas", "AreasPage"),
        "household": ("households", "HouseholdsPage"),
        "pledge_campaign": ("campaigns", "CampaignsPage"),
    }
)
GROUPS = (("registers", "SỔ ĐĂNG KÝ"), ("people", "SỔ ĐĂNG KÝ"), ("places", "ĐỊA BÀN"))


def places() -> list[Place]:
    """Every place of the rail, registers from their list."""
    found = [
        Place("overview", "Tổng quan", "layout-dashboard"),
        Place("entry", "Nhập cam kết", "square-check", "HẰNG NGÀY"),
        Place("meeting", "Sau cuộc họp", "calendar-check", "HẰNG NGÀY"),
        Place("board", "Tiến độ đợt ký", "list-filter", "HẰNG NGÀY"),
    ]
    for group, title in GROUPS:
        found.extend(
            Place(
                register.key,
                SHORT_TITLES.get(register.key, register.title),
                REGISTER_ICONS.get(register.key, "list"),
                title,
            )
            for register in REGISTERS.values()
            if register.group == group
        )
    exchange = "TRAO ĐỔI"
    found += [
        Place("import", "Nhập từ Excel", "file-spreadsheet", exchange),
        Place("papers", "Biểu giấy", "printer", exchange),
        Place("export", "Xuất gói dữ liệu", "package-check", exchange),
        Place("outbox", "Hộp thư đi", "send", exchange),
        Place("verify", "Kiểm tra gói", "shield-check", exchange),
        Place("enrolment", "Khóa niêm phong", "key-round", exchange),
        Place("settings", "Cài đặt", "settings", "foot"),
        Place("lock", "Khóa màn hình", "lock", "foot"),
    ]
    return found


SAMPLE_DATA = "Dữ liệu mẫu để dùng thử: mọi tên và số liệu đều bịa ra. Không nhập dữ liệu thật vào đây."
DRAFTS_LOST = (
    "Không đọc được những bản đang nhập dở từ lần trước (tệp hỏng đã để riêng: {})."
    " Mọi thứ đã lưu vào sổ không bị ảnh hưởng; bản nào chưa kịp lưu thì nhập lại."
)


@runtime_checkable
class KeepsDrafts(Protocol):
    """A page in which something may be typed and not saved yet."""

    def keep_drafts(self) -> None:
        """Keep it as a draft."""


class MainPage(QWidget):
    """The unlocked window's content.

    Args:
        office: unlocked.
        tasks: the runner of long work.
        icons: with the theme.
        trouble: shows errors.
        notices: shows notices.
    """

    lock_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, office: Office, tasks: Tasks, icons: Icons, trouble: Trouble, notices: Notices):
        super().__init__()
        self.view = OfficeView(office, tasks, icons, self)
        self._makers: dict[str, Callable[[], QWidget]] = self._page_makers()
        self.pages: dict[str, QWidget] = {}
        self.rail = Rail(icons, places(), office.unit_name)
        self.stack = QStackedWidget()
        self._top = self._make_top()
        right = QWidget()
        right.setLayout(column(self._top, *self._warnings(), self.stack, spacing=0))
        right.layout().setStretch(right.layout().count() - 1, 1)  # type: ignore[union-attr] # set just above
        whole = row(self.rail, right, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.rail.wanted.connect(self._rail_wanted)
        self.view.page_wanted.connect(self.open)
        self.view.told.connect(notices.tell)
        tasks.rested.connect(lambda: notices.take_away(WAITS))
        self.view.waiting.connect(self._show_badges)
        self.view.troubled.connect(trouble.show)
        make(self, icons, "lock", self.lock_wanted.emit)
        make(self, icons, "switch", self.switch_wanted.emit)
        self._number_keys()
        self.setFocusProxy(self.rail.buttons["overview"])
        self.open("overview")

    def _page_makers(self) -> dict[str, Callable[[], QWidget]]:
        makers: dict[str, Callable[[], QWidget]] = {"overview": lambda: IndicatorsPage(self.view)}
        for key in LATER:
            makers[key] = self._later_maker(key)
        for key in REGISTERS:
            makers.setdefault(key, self._register_maker(key))
        return makers

    def _later_maker(self, key: str) -> Callable[[], QWidget]:
        """A page that brings heavy libraries with it is read from the disk when it is first wanted."""
        module, name = LATER[key]

        def make_page() -> QWidget:
            page: QWidget = getattr(import_module(f"antq_desktop.gui.screens.{module}"), name)(self.view)
            return page

        return make_page

    def _register_maker(self, key: str) -> Callable[[], QWidget]:
        return lambda: RecordList(self.view, REGISTERS[key])

    def _make_top(self) -> QFrame:
        office = self.view.office
        self.search = TopSearch(self.view)
        self.years = QComboBox()
        self.years.setAccessibleName("Năm đang xem")
        this_year = office.today().year
        for year in range(this_year + 1, this_year - YEARS_BACK, -1):
            self.years.addItem(f"Năm {year}", year)
        self.years.setCurrentIndex(1)
        self.years.currentIndexChanged.connect(self._year_chosen)
        QShortcut(QKeySequence("Ctrl+K"), self, self.search.take_focus)
        officer = label(office.officer.name, "strong")
        inside = row(
            self.search, None, self.years, 6, picture(self.view.icons, "user"), officer, margins=(24, 8, 24, 8)
        )
        inside.setStretch(0, 3)
        return box(inside, "top", (24, 8, 24, 8))

    def _warnings(self) -> list[QWidget]:
        """Strips under the top bar: sample data, drafts that could not be read."""
        office = self.view.office
        told = [SAMPLE_DATA] if office.training else []
        if office.drafts.set_aside is not None:
            told.append(DRAFTS_LOST.format(office.drafts.set_aside.name))
        return [self._warning(words) for words in told]

    def _warning(self, words: str) -> QWidget:
        inside = row(picture(self.view.icons, "triangle-alert", "warn", 16), label(words, wrap=True), spacing=8)
        inside.setStretch(1, 1)
        return box(inside, "sample", (24, 4, 24, 4))

    def _number_keys(self) -> None:
        for number, place in enumerate(places()[:9], start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(self.rail.buttons[place.key].click)

    def _year_chosen(self) -> None:
        self.view.set_year(int(self.years.currentData()))

    def _show_badges(self, waiting: list[Due]) -> None:
        """One number a place, for things to do there and nothing else."""
        counts = Counter[str]()
        for item in waiting:
            counts[item.page] += item.count
        self.rail.show_badges(counts)

    def _rail_wanted(self, key: str) -> None:
        if key == "lock":
            self.lock_wanted.emit()
        else:
            self.open(key)

    def open(self, key: str, what: object = None) -> None:
        """Show a page.

        Args:
            key: of the page: one of the rail's, or a register's.
            what: the uid of a record to open there.
        """
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        self.rail.show_place(key)
        if isinstance(page, RecordList) and isinstance(what, UUID):
            page.open_record(what)

    def page(self, key: str) -> QWidget:
        """A page by its key, made now if it was not wanted before."""
        if key not in self.pages:
            self.pages[key] = self._makers[key]()
            self.stack.addWidget(self.pages[key])
        return self.pages[key]

    def keep_drafts(self) -> None:
        """Keep what is typed in every open form."""
        for page in self.pages.values():
            if isinstance(page, KeepsDrafts):
                page.keep_drafts()

    def rest(self) -> None:
        """Write down what is remembered for the next time; called last, when no work runs."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the rail in a narrow window."""
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=event.size().width() < NARROW_BELOW)
