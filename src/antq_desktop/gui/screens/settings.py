"""Settings: looks, password, backups, officers, and the lists that seldom change."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import PAGE, Push, box, button, column, label, row, scrolled
from antq_desktop.gui.screens.looks_settings import LooksCard
from antq_desktop.gui.screens.officers_settings import OfficersCard
from antq_desktop.gui.screens.recovery_settings import RecoveryCard
from antq_desktop.gui.screens.security_settings import BackupCard, PasswordCard
from antq_desktop.services import lists
from antq_desktop.storage import looks


class SettingsPage(QWidget):
    """Looks, security, backups, officers, lists."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("cls", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view = view
        self.password = PasswordCard(view)
        self.recovery = RecoveryCard(view)
        self.backups = BackupCard(view)
        self.officers = OfficersCard(view)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Cài đặt")
        self.tabs.tabBar().setAccessibleName("Các phần cài đặt")
        self.looks = LooksCard(view, looks.read(view.office.paths))
        self._add_tab("Hiển thị", column(self.looks, None))
        self._add_tab("Bảo mật", column(self.password, self.recovery, None, spacing=14))
        self._add_tab("Sao lưu", column(self.backups, None))
        self._add_tab("Cán bộ sử dụng", column(self.officers, None))
        self._add_tab("Danh mục", self._lists())
        head = column(
            label("Cài đặt", "h1"), label(f"Dữ liệu nằm ở: {view.office.paths.folder}", "muted", wrap=True), spacing=2
        )
        whole = column(head, self.tabs, spacing=10, margins=PAGE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _add_tab(self, title: str, content: QVBoxLayout) -> None:
        page = QWidget()
        content.setContentsMargins(0, 10, 0, 0)
        page.setLayout(content)
        self.tabs.addTab(scrolled(page, title), title)

    def show_part(self, part: str) -> None:
        """Bring the tab of that title to the front."""
        for place in range(self.tabs.count()):
            if self.tabs.tabText(place) == part:
                self.tabs.setCurrentIndex(place)

    def _lists(self) -> QVBoxLayout:
        rows = column(label("Danh mục ít thay đổi", "h2"), spacing=8)
        for register in REGISTERS.values():
            if register.group == "settings" and not register.key_data:
                rows.addLayout(self._list_row(register.key, register.title))
        return column(box(rows), None)

    def _list_row(self, key: str, title: str) -> QHBoxLayout:
        count = lists.open_list(self._view.office, key).count
        opens = button(self._view.icons, Push(f"Mở {title.lower()}", lambda: self._view.open(key), "list"))
        return row(label(title, "strong"), label(f"{count} dòng", "muted"), None, opens, spacing=10)
