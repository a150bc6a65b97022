"""Settings: looks, password, backups, officers, and the lists that seldom change."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.screens.looks_settings import LooksCard
from antq_desktop.gui.screens.officers_settings import OfficersCard
from antq_desktop.gui.screens.printer_settings import PrinterCard
from antq_desktop.gui.screens.recovery_settings import RecoveryCard
from antq_desktop.gui.screens.security_settings import BackupCard, PasswordCard
from antq_desktop.gui.widgets.pieces import PAGE, Push, box, button, column, label, row, scrolled
from antq_desktop.gui.widgets.reflow import SideBySide
from antq_desktop.services import due, lists
from antq_desktop.storage import looks

SIDE_BY_SIDE_FROM = 840
SECURITY, BACKUPS = "Bảo mật", "Sao lưu"


class SettingsPage(QWidget):
    """Looks, security, backups, officers, lists."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("cls", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view = view
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Cài đặt")
        self.tabs.tabBar().setAccessibleName("Các phần cài đặt")
        self._contents: list[Callable[[], QVBoxLayout] | None] = []
        self._add_tab("Hiển thị", lambda: column(self.looks, self.printer, None, spacing=14))
        self._add_tab(SECURITY, self._security)
        self._add_tab(BACKUPS, lambda: column(self.backups, None))
        self._add_tab("Cán bộ sử dụng", lambda: column(self.officers, None))
        self._add_tab("Danh mục", self._lists)
        head = column(
            label("Cài đặt", "h1"), label(f"Dữ liệu nằm ở: {view.office.paths.folder}", "muted", wrap=True), spacing=2
        )
        whole = column(head, self.tabs, spacing=10, margins=PAGE)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.tabs.currentChanged.connect(self._fill)
        self._fill(0)

    @cached_property
    def looks(self) -> LooksCard:
        """How the window looks."""
        return LooksCard(self._view, looks.read(self._view.office.paths))

    @cached_property
    def printer(self) -> PrinterCard:
        """Where papers go."""
        return PrinterCard(self._view)

    @cached_property
    def password(self) -> PasswordCard:
        """One's own password."""
        return PasswordCard(self._view)

    @cached_property
    def recovery(self) -> RecoveryCard:
        """The two halves."""
        return RecoveryCard(self._view)

    @cached_property
    def backups(self) -> BackupCard:
        """Copies of the data."""
        return BackupCard(self._view)

    @cached_property
    def officers(self) -> OfficersCard:
        """Who works here."""
        return OfficersCard(self._view)

    def _add_tab(self, title: str, content: Callable[[], QVBoxLayout]) -> None:
        self._contents.append(content)
        self.tabs.addTab(QWidget(), title)

    def _fill(self, place: int) -> None:
        """Make what a tab shows when it is first looked at: all of them together would be felt."""
        content, self._contents[place] = self._contents[place], None
        tab = self.tabs.widget(place)
        if content is None or tab is None:
            return
        inside = content()
        inside.setContentsMargins(0, 10, 0, 0)
        page = QWidget()
        page.setLayout(inside)
        tab.setLayout(column(scrolled(page, self.tabs.tabText(place))))

    def show_part(self, part: str) -> None:
        """Bring the tab of that title to the front, or that of a card, and begin there."""
        cards: dict[str, tuple[str, Callable[[], QWidget]]] = {
            due.PASSWORD: (SECURITY, lambda: self.password),
            due.RECOVERY: (SECURITY, lambda: self.recovery),
            due.BACKUPS: (BACKUPS, lambda: self.backups),
        }
        title, card = cards.get(part, (part, None))
        for place in range(self.tabs.count()):
            if self.tabs.tabText(place) == title:
                self.tabs.setCurrentIndex(place)
        if card is not None:
            begin = card()
            QTimer.singleShot(0, begin, begin.setFocus)  # a tab made just now is on the screen only then

    def _security(self) -> QVBoxLayout:
        """One's own password beside the papers of the commune."""
        sides = []
        for card in (self.password, self.recovery):
            around = QWidget()
            around.setLayout(column(card, None))
            sides.append(around)
        return column(SideBySide(self._view.icons.theme, SIDE_BY_SIDE_FROM, sides), None)

    def _lists(self) -> QVBoxLayout:
        rows = column(label("Danh mục ít thay đổi", "h2"), spacing=8)
        for register in REGISTERS.values():
            if register.group == "settings" and not register.key_data:
                rows.addLayout(self._list_row(register.key, register.title))
        return column(box(rows), None)

    def _list_row(self, key: str, title: str) -> QHBoxLayout:
        count = lists.open_list(self._view.office, key).count
        opens = button(self._view.icons, Push("Mở", lambda: self._view.open(key), "list"))
        opens.setAccessibleName(f"Mở {title.lower()}")
        return row(label(title, "strong"), label(f"{show_count(count)} dòng", "muted"), None, opens, spacing=10)
