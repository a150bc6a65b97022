"""Cards of the settings: change the password, make backups."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from antq_desktop.domain.dates import show_moment
from antq_desktop.gui.forms.asking import PathField, on_enter
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.password_field import PasswordField
from antq_desktop.gui.widgets.pieces import CARD, Push, button, column, label, named, row
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.services import officers, upkeep

REASONS = {
    "daily": "hằng ngày",
    "manual": "làm tay",
    "closing": "khi đóng chương trình",
    "migration": "trước nâng cấp",
    "import": "trước khi nhập",
    "receive": "trước khi nhận gói",
    "restore": "trước khi phục hồi",
    "usb": "chép ra USB",
}
NEVER = "Mật khẩu không lưu ở đâu; quên thì dùng hai nửa mã phục hồi."
KEPT = (
    "Mỗi bản được mở thử để chắc là đọc được. Giữ bản cuối của 7 ngày, 4 tuần, 6 tháng gần nhất, thêm bản đầu của ngày"
    " gần nhất và mọi bản làm trước khi nhập hay nâng cấp; quá 2 GB thì bỏ dần từ bản cũ nhất."
)


class Card(QFrame):
    """A card of the settings."""

    def __init__(self, layout: QVBoxLayout):
        super().__init__()
        self.setProperty("cls", "card")
        layout.setContentsMargins(*CARD)
        self.setLayout(layout)


class PasswordCard(Card):
    """Changes one's own password."""

    def __init__(self, view: OfficeView):
        self._view = view
        self.old = PasswordField(view.icons, "Mật khẩu đang dùng")
        self.new = PasswordField(view.icons, "Mật khẩu mới")
        self.again = PasswordField(view.icons, "Gõ lại mật khẩu mới")
        self.fault = label("", "problem", wrap=True)
        self.fault.hide()
        change = button(view.icons, Push("Đổi mật khẩu", self.change, "key-round", "primary"))
        super().__init__(
            column(
                label("Đổi mật khẩu", "h2"),
                label(f"Cán bộ: {view.office.officer.name}. {NEVER}", "muted", wrap=True),
                named("Mật khẩu đang dùng", self.old),
                named("Mật khẩu mới", self.new, hint="Ít nhất 10 ký tự."),
                named("Gõ lại mật khẩu mới", self.again),
                self.fault,
                row(change, None),
                spacing=12,
            )
        )
        self.setFocusProxy(self.old)

    def change(self) -> None:
        """Check both entries, then change it on the worker thread."""
        if self.new.text() != self.again.text():
            self._refuse("Hai lần gõ mật khẩu mới không giống nhau.")
            return
        self._refuse("")
        office, old, new = self._view.office, self.old.text(), self.new.text()
        login = office.officer.login

        def done(_: object) -> None:
            for field in (self.old, self.new, self.again):
                field.clear()
            self._view.tell("Đã đổi mật khẩu.")

        self._view.run("Đổi mật khẩu", lambda _progress: officers.change_password(office, login, new, old), done)

    def _refuse(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))


class BackupCard(Card):
    """Lists backups and makes one now."""

    def __init__(self, view: OfficeView):
        self._view = view
        self.table = PlainTable("Các bản sao lưu", ("Lúc", "Loại", "Dung lượng", "Tệp"), right=(2,), stretch=3)
        self.table.say_when_empty("Chưa có bản sao lưu nào. Nhấn “Sao lưu ngay” để làm bản đầu tiên.")
        self.folder = PathField(view.icons, "Chép thêm ra (USB)", "folder")
        on_enter(self.folder.line, self.copy_out)
        make = button(view.icons, Push("Sao lưu ngay", self.make, "database", "primary"))
        copy = button(view.icons, Push("Chép ra USB", self.copy_out, "save"))
        show = button(view.icons, Push("Mở thư mục", self.show_folder, "folder-open"))
        super().__init__(
            column(
                row(label("Sao lưu", "h2"), None, show, make),
                label(KEPT, "muted", wrap=True),
                self.table,
                named("Chép thêm ra (USB)", self.folder),
                row(copy, None),
                spacing=12,
            )
        )
        self.setFocusProxy(make)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list again whenever it is looked at."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the list of backups."""
        known = self._view.attempt(lambda: upkeep.listed_backups(self._view.office)) or []
        self.table.show_rows(
            [
                (
                    show_moment(backup.made_at),
                    REASONS.get(backup.reason, backup.reason),
                    f"{backup.size / 1_048_576:.1f} MB".replace(".", ","),
                    backup.path.name,
                )
                for backup in known
            ]
        )
        self.table.fit_height(9)

    def make(self) -> None:
        """Make a backup on the worker thread."""
        self._make(None)

    def copy_out(self) -> None:
        """Make a backup and copy it to the chosen folder."""
        folder = self.folder.ready()
        if folder is None:
            self.folder.setFocus()
            return
        self._make(folder)

    def _make(self, folder: Path | None) -> None:
        office = self._view.office

        def done(_: object) -> None:
            self.refresh()
            self._view.tell("Đã sao lưu và mở thử được.")

        self._view.run("Sao lưu", lambda _progress: upkeep.backup(office, folder), done)

    def show_folder(self) -> None:
        """Open the folder of backups."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._view.office.paths.backups)))
