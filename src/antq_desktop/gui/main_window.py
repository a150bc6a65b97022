"""What the unlocked window shows: rail, top line and the pages, each made when it is first wanted."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import TypeGuard

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from antq_desktop.domain.errors import StorageError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.commands import all_commands
from antq_desktop.gui.due_count import DueCount
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.doubt_dialog import DoubtDialog
from antq_desktop.gui.granting import come_back, grant, half_form
from antq_desktop.gui.help import key_table
from antq_desktop.gui.help.help_book import HelpPage
from antq_desktop.gui.help.help_window import HelpDesk
from antq_desktop.gui.help.trouble import Trouble
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.page_wishes import HasFirstView, KeepsDrafts, Left, Returning
from antq_desktop.gui.places import NEEDS, may_open, places, places_of, rail_place
from antq_desktop.gui.printing import files_out
from antq_desktop.gui.rail import Rail
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.tasks import Tasks
from antq_desktop.gui.running.waiting import WAITS
from antq_desktop.gui.screens.indicators import WATCHED, IndicatorsPage
from antq_desktop.gui.top_bar import TopBar, years_shown
from antq_desktop.gui.top_search import TopSearch
from antq_desktop.gui.widgets.actions import make
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.notices import Notices
from antq_desktop.gui.widgets.pieces import box, column, label, picture, row
from antq_desktop.services import recents
from antq_desktop.services.due import Due
from antq_desktop.services.office import Office
from antq_desktop.services.recents import Opened

NARROW_BELOW = 1100
FIRST = "overview"
SCREENS = "antq_desktop.gui.screens"
COMING = "Đang mở trang…"
MANY = 500
LATER = MappingProxyType(
    {
        "entry": ("pledge_entry", "PledgeEntryPage"),
        "meeting": ("meeting", "MeetingPage"),
        "board": ("board", "BoardPage"),
        "month": ("month", "MonthPage"),
        "group_board": ("group_board", "GroupBoardPage"),
        "import": ("import_wizard", "ImportPage"),
        "papers": ("papers", "PapersPage"),
        "export": ("export_wizard", "ExportPage"),
        "outbox": ("outbox", "OutboxPage"),
        "verify": ("verify", "VerifyPage"),
        "enrolment": ("enrolment", "EnrolmentPage"),
        "settings": ("settings", "SettingsPage"),
        "residential_area": ("areas", "AreasPage"),
        "household": ("households", "HouseholdsPage"),
        "pledge": ("pledges", "PledgesPage"),
        "pledge_campaign": ("campaigns", "CampaignsPage"),
        "model_point": ("groups", "PointsPage"),
        "club": ("groups", "ClubsPage"),
        "activity": ("activities", "ActivitiesPage"),
    }
)

SAMPLE_DATA = "Dữ liệu mẫu để dùng thử: mọi tên và số liệu đều bịa ra. Không nhập dữ liệu thật vào đây."
NOT_KEPT = "Chưa giữ được bản đang gõ: {} Xem lại chỗ đang làm dở, gõ lại phần thiếu."
DRAFTS_LOST = (
    "Không đọc được những bản đang nhập dở từ lần trước (tệp hỏng đã để riêng: {})."
    " Mọi thứ đã lưu vào sổ không bị ảnh hưởng; bản nào chưa kịp lưu thì nhập lại."
)


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
    resting = Signal()

    def __init__(self, office: Office, tasks: Tasks, icons: Icons, trouble: Trouble, notices: Notices):
        super().__init__()
        self.view = OfficeView(office, tasks, icons, self)
        self._makers: dict[str, Callable[[], QWidget]] = self._page_makers()
        self.pages: dict[str, QWidget] = {}
        self.place, self._first = "", Left(FIRST, self.view.year)
        self._help = trouble.help or HelpDesk(self, icons)
        self.rail = Rail(icons, places_of(office), office.unit_name)
        self.stack = QStackedWidget()
        self._coming = label(COMING, "muted")
        self._coming.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self._coming)
        self._opened: list[Opened] = recents.recall(office)
        self.actions_by_key = self._make_actions()
        self.search = self._make_search()
        self.top = TopBar(self.view, self.search, [*self.actions_by_key.values()])
        right = QWidget()
        right.setLayout(column(self.top, *self._warnings(), self.stack, spacing=0))
        right.layout().setStretch(right.layout().count() - 1, 1)  # type: ignore[union-attr] # set just above
        whole = row(self.rail, right, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.rail.wanted.connect(self._rail_wanted)
        self.view.page_wanted.connect(self.open)
        self.view.told.connect(notices.tell)
        self.view.asked.connect(lambda doubt: DoubtDialog(doubt, icons, self).open())
        self._notices = notices
        tasks.rested.connect(self._work_rested)
        self.view.waiting.connect(self._show_badges)
        self._due = DueCount(self.view, WATCHED, self)
        self.view.troubled.connect(trouble.show)
        self._number_keys()
        self.setFocusProxy(self.rail.buttons["overview"])

    def showEvent(self, event: QShowEvent) -> None:
        """Make the first page when the frame around it is on the screen, so that neither holds up the other."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        if not self.place:
            self.open(self._first.place, Returning(self._first.line, self._first.form))
            self._due.want()

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
            page: QWidget = getattr(import_module(f"{SCREENS}.{module}"), name)(self.view)
            return page

        return make_page

    def _register_maker(self, key: str) -> Callable[[], QWidget]:
        return lambda: RecordList(self.view, REGISTERS[key])

    def _make_actions(self) -> dict[str, QAction]:
        """What can be done from every page."""
        acts: dict[str, Callable[[], object]] = {
            "switch": self.switch_wanted.emit,
            "lock": self.lock_wanted.emit,
            "help": self.show_help,
            "keys": self.show_keys,
            "about": self.show_about,
        }
        return {key: self._window_wide(make(self, self.view.icons, key, act)) for key, act in acts.items()}

    def _window_wide(self, action: QAction) -> QAction:
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return action

    def _make_search(self) -> TopSearch:
        years = years_shown(self.view.office.today().year)
        made = TopSearch(self.view, all_commands(self.view, self.actions_by_key, years), lambda: self._opened)
        made.done.connect(self._to_page)
        self._window_wide(make(self, self.view.icons, "find", made.take_focus))
        return made

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
        for number, place in enumerate(places_of(self.view.office)[:9], start=1):
            action = self._window_wide(QAction(place.title, self))
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(self.rail.buttons[place.key].click)
            self.addAction(action)

    def _work_rested(self) -> None:
        self._notices.take_away(WAITS)

    def _show_badges(self, waiting: list[Due]) -> None:
        """One number a place, for things to do there and nothing else."""
        counts = Counter[str]()
        for item in waiting:
            counts[item.page] += item.count
        self.rail.show_badges(counts)

    def _rail_wanted(self, key: str) -> None:
        if key == "lock":
            self.lock_wanted.emit()
            return
        page = self.pages.get(key)
        if key == self.place and isinstance(page, HasFirstView):
            page.show_first_view()
        self.open(key)

    def open(self, key: str, what: object = None) -> None:
        """Show a page; one whose libraries were not read yet comes as soon as they are.

        Args:
            key: of the page: one of the rail's, or a register's.
            what: the uid of a record to open there, another wish for a register, the part of a page to show, or the
                period it is about.
        """
        if not may_open(self.view.office, key):
            self.view.attempt(lambda: self.view.office.require(NEEDS[key]))
            return
        self.place = self.view.place = key
        self.rail.show_place(rail_place(key))
        if key in self.pages or key not in LATER:
            self._show(key, what)
            return
        self.stack.setCurrentWidget(self._coming)
        self.view.bring(f"{SCREENS}.{LATER[key][0]}", lambda _module: self._arrived(key, what))

    def _arrived(self, key: str, what: object) -> None:
        if self.place == key:  # nobody went elsewhere meanwhile
            self._show(key, what)

    def _show(self, key: str, what: object) -> None:
        page = self.page(key)
        self._let_go_of_focus(page)
        self.stack.setCurrentWidget(page)
        if key == FIRST:
            self._due.want()  # what was typed elsewhere, and not saved, changes no register
        grant(page, what)
        self._give_focus(page)
        if isinstance(page, RecordList) and isinstance(what, Returning):
            page.go_to(what.uid)  # only now: the focus goes to the first line
            if what.form is not None:
                come_back(page, what.form)

    @property
    def left(self) -> Left:
        """Where the officer is."""
        page = self.pages.get(self.place)
        if not isinstance(page, RecordList):
            return Left(self.place, self.view.year)
        return Left(self.place, self.view.year, self.view.attempt(lambda: page.current_uid), half_form(page))

    def return_to(self, left: Left) -> None:
        """Begin with what was left behind a lock, if the officer's roles have use of it still."""
        self.view.set_year(left.year)
        if left.place and may_open(self.view.office, left.place):
            self._first = left

    def _let_go_of_focus(self, coming: QWidget) -> None:
        """Take the keys from the page that goes: Qt hands them to the first button of the one that comes otherwise."""
        focus: QWidget | None = self.window().focusWidget()
        going: QWidget | None = self.stack.currentWidget()
        if focus is not None and going is not None and going is not coming and going.isAncestorOf(focus):
            self.stack.setFocus()

    def _give_focus(self, page: QWidget) -> None:
        """The keys of a page work where the focus is: it goes there with the officer, unless the page placed it."""
        focus: QWidget | None = self.window().focusWidget()  # also while another program's window is in front
        if not self.isVisible() or focus is self.search.line or (focus is not None and page.isAncestorOf(focus)):
            return
        if _has_lines(page):
            page.focus_table()
            return
        place = page.focusProxy() or page.nextInFocusChain()
        while place is not page and place is not None:
            takes = place.focusPolicy() & Qt.FocusPolicy.TabFocus and place.isEnabled()
            if takes and page.isAncestorOf(place) and place.isVisible():
                place.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            place = place.nextInFocusChain()

    @property
    def help_key(self) -> str:
        """The page of help about what is in view; parts of a record are told of with the record."""
        register = REGISTERS.get(self.place)
        return next(iter(register.owners), self.place) if register is not None else self.place

    def show_help(self) -> None:
        """Open the help at the page in view."""
        self._help.open_key(self.help_key)

    def show_keys(self) -> None:
        """Show every key of the window, of this page and of the others that were opened."""
        parts = [("Ở mọi trang", key_table.keys_of(self, inner=False))]
        parts.extend((self._title(key), key_table.keys_of(self.page(key))) for key in (self.place, *self.pages))
        self._help.open(HelpPage("keys", key_table.TITLE, key_table.table(dict(parts).items())))

    def show_about(self) -> None:
        """Open what the program is, and what somebody who helps has to know."""
        self.view.bring("antq_desktop.gui.about", lambda found: found.AboutDialog(self.view, self).open())

    def _title(self, key: str) -> str:
        known = {place.key: place.title for place in places()}
        return known.get(key) or REGISTERS[key].title

    def _to_page(self) -> None:
        """Let keys reach the page; what is opened next may take them further."""
        page: QWidget | None = self.stack.currentWidget()
        seen = 0
        if _has_lines(page):
            page.focus_table()
            return
        while page is not None and seen < MANY and not _takes_keys(page):
            page, seen = page.nextInFocusChain(), seen + 1
        if page is not None:
            page.setFocus()

    def page(self, key: str) -> QWidget:
        """A page by its key, made now if it was not wanted before."""
        if key not in self.pages:
            made = self.pages[key] = self._makers[key]()
            self.stack.addWidget(made)
            self._give_steps(made)
            if isinstance(made, RecordList):
                made.currentChanged.connect(partial(self._note_opened, key))
        return self.pages[key]

    def _give_steps(self, page: QWidget) -> None:
        """Let a page without steps of its own answer their keys: what was done elsewhere is asked about."""
        if not any(action.shortcut() == QKeySequence("Ctrl+Z") for action in page.findChildren(QAction)):
            make(page, self.view.icons, "undo", self.view.undo)
            make(page, self.view.icons, "redo", self.view.redo)

    def _note_opened(self, key: str, _place: int) -> None:
        page = self.pages[key]
        uid = page.form.uid if isinstance(page, RecordList) and page.form is not None else None
        if uid is not None:
            self._opened = [(key, uid), *(known for known in self._opened if known != (key, uid))][: recents.KEPT]

    def keep_drafts(self) -> str:
        """Keep what is typed in every open form, and in the dialogs over them; what fails in one holds up no other.

        Returns:
            What to tell if some of it is not kept; empty if all of it is.
        """
        told = ""
        for holder in (*self.pages.values(), *self.findChildren(Dialog)):
            if isinstance(holder, KeepsDrafts):
                try:
                    holder.keep_drafts()
                except StorageError as error:
                    told = NOT_KEPT.format(error.what)
        return told

    def rest(self) -> None:
        """Write down what is remembered for the next time; called last, when no work runs."""
        self.view.tasks.rested.disconnect(self.top.refresh)
        self.resting.emit()
        with suppress(StorageError):  # the lock screen has no place to tell that a convenience is lost
            recents.remember(self.view.office, self._opened)
            files_out.keep(self.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the rail in a narrow window."""
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=event.size().width() < NARROW_BELOW)


def _has_lines(page: QWidget | None) -> TypeGuard[RecordList]:
    """Whether a page shows lines of a register, or will as soon as they are read."""
    return isinstance(page, RecordList) and page.form is None and bool(page.model.count or page.model.turning)


def _takes_keys(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
