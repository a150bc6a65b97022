"""Cards of the settings: change the password, make backups, who works with the program."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QVBoxLayout

from antq_desktop.domain.choices import CHOICES, Role
from antq_desktop.domain.dates import show_moment
from antq_desktop.domain.registers.officer import Officer
from antq_desktop.gui.asking import PathField
from antq_desktop.gui.editors import ChecksEditor
from antq_desktop.gui.icons import Icons
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.password_field import PasswordField
from antq_desktop.gui.pieces import CARD, Push, button, column, label, named, row
from antq_desktop.gui.plain_table import PlainTable
from antq_desktop.services import officers, upkeep
from antq_desktop.services.officers import NewOfficer

REASONS = {
    "daily": "hằng ngày",
    "manual": "làm tay",
    "migration": "trước nâng cấp",
    "import": "trước khi nhập",
    "receive": "trước khi nhận gói",
    "restore": "trước khi phục hồi",
    "usb": "chép ra USB",
}
NEVER = "Mật khẩu không lưu ở đâu; quên thì dùng hai nửa mã khôi phục."


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
        self.setMaximumWidth(560)

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
        self.folder = PathField(view.icons, "Chép thêm ra (USB)", "folder")
        make = button(view.icons, Push("Sao lưu ngay", self.make, "database", "primary"))
        copy = button(view.icons, Push("Chép ra USB", self.copy_out, "save"))
        show = button(view.icons, Push("Mở thư mục", self.show_folder, "folder-open"))
        words = "Mỗi bản được mở thử để chắc là đọc được. Giữ 7 bản ngày, 4 bản tuần, 6 bản tháng."
        super().__init__(
            column(
                row(label("Sao lưu", "h2"), None, show, make),
                label(words, "muted", wrap=True),
                self.table,
                named("Chép thêm ra (USB)", self.folder),
                row(copy, None),
                spacing=12,
            )
        )

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
        if self.folder.path is None:
            self.folder.setFocus()
            return
        self._make(self.folder.path)

    def _make(self, folder: Path | None) -> None:
        office = self._view.office

        def done(_: object) -> None:
            self.refresh()
            self._view.tell("Đã sao lưu và mở thử được.")

        self._view.run("Sao lưu", lambda _progress: upkeep.backup(office, folder), done)

    def show_folder(self) -> None:
        """Open the folder of backups."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._view.office.paths.backups)))


class OfficerDialog(QDialog):
    """Asks for a new officer."""

    def __init__(self, card: "OfficersCard", icons: Icons):
        super().__init__(card)
        self._card = card
        self.setWindowTitle("Thêm cán bộ")
        self.setMinimumWidth(480)
        self.name = QLineEdit()
        self.login = QLineEdit()
        self.roles = ChecksEditor([(choice.code, choice.label) for choice in CHOICES["roles"]])
        self.password = PasswordField(icons, "Mật khẩu ban đầu")
        self.own = PasswordField(icons, "Mật khẩu của bạn")
        go = button(icons, Push("Thêm", self._go, "check", "primary"))
        give_up = button(icons, Push("Thôi", self.reject))
        self.setLayout(
            column(
                named("Họ và tên", self.name, mandatory=True),
                named("Tên đăng nhập", self.login, mandatory=True),
                named("Vai trò", self.roles, mandatory=True),
                named("Mật khẩu ban đầu", self.password, mandatory=True, hint="Cán bộ tự đổi ngay lần đầu dùng."),
                named(
                    "Mật khẩu của bạn", self.own, mandatory=True, hint="Hỏi lại trước khi thêm người mở được dữ liệu."
                ),
                row(None, give_up, go),
                spacing=12,
                margins=(22, 18, 22, 16),
            )
        )

    def _go(self) -> None:
        roles = frozenset(str(role) for role in self.roles.value())
        kind = "front" if Role.FRONT in roles and Role.POLICE not in roles else "police"
        new = NewOfficer(self.login.text(), self.name.text(), self.password.text(), roles, kind)
        self.accept()
        self._card.add(new, self.own.text())


class LeavingDialog(QDialog):
    """Asks for one's own password before an officer is taken out."""

    def __init__(self, card: "OfficersCard", login: str, icons: Icons):
        super().__init__(card)
        self._card = card
        self._login = login
        self.setWindowTitle("Ngừng sử dụng")
        self.setMinimumWidth(460)
        self.own = PasswordField(icons, "Mật khẩu của bạn")
        go = button(icons, Push("Ngừng sử dụng", self._go, look="primary"))
        give_up = button(icons, Push("Thôi", self.reject))
        self.setLayout(
            column(
                label(f"Cán bộ “{login}” không đăng nhập được nữa. Việc đã làm vẫn còn trong lịch sử.", wrap=True),
                named("Mật khẩu của bạn", self.own, mandatory=True),
                row(None, give_up, go),
                spacing=12,
                margins=(22, 18, 22, 16),
            )
        )

    def _go(self) -> None:
        self.accept()
        self._card.remove(self._login, self.own.text())


class OfficersCard(Card):
    """Who works with the program, in which roles."""

    def __init__(self, view: OfficeView):
        self._view = view
        may = view.office.may("officers")
        headings = ("Họ và tên", "Tên đăng nhập", "Vai trò", "Đang sử dụng")
        self.table = PlainTable("Cán bộ sử dụng", headings)
        add = button(view.icons, Push("Thêm cán bộ…", self.ask, "plus", "primary"))
        remove = button(view.icons, Push("Ngừng sử dụng…", self.ask_leaving, "log-out"))
        add.setEnabled(may)
        remove.setEnabled(may)
        words = "Vai trò giới hạn chương trình, không giới hạn người đã có mật khẩu mở dữ liệu."
        super().__init__(
            column(
                row(label("Cán bộ sử dụng", "h2"), None, remove, add),
                label(words, "muted", wrap=True),
                self.table,
                spacing=12,
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list again whenever it is looked at."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the officers."""
        known: list[Officer] = self._view.attempt(lambda: officers.listed(self._view.office)) or []
        label_of = self._view.office.catalogues.label
        self.table.show_rows(
            [
                (
                    officer.name,
                    officer.login,
                    ", ".join(sorted(label_of("roles", role) for role in officer.roles)),
                    "có" if officer.active else "không",
                )
                for officer in known
            ]
        )
        self.table.fit_height()

    def ask(self) -> None:
        """Ask for a new officer."""
        OfficerDialog(self, self._view.icons).open()

    def add(self, new: NewOfficer, own_password: str) -> None:
        """Add an officer on the worker thread (the password is costly on purpose)."""
        office = self._view.office

        def done(_: object) -> None:
            self.refresh()
            self._view.tell(f"Đã thêm cán bộ {new.name.strip()}.")

        self._view.run("Thêm cán bộ", lambda _progress: officers.add(office, new, own_password), done)

    def ask_leaving(self) -> None:
        """Ask for the password, then let an officer work here no more."""
        place = self.table.currentRow()
        if 0 <= place < self.table.rowCount():
            LeavingDialog(self, self.table.texts()[place][1], self._view.icons).open()

    def remove(self, login: str, own_password: str) -> None:
        """Take an officer out, on the worker thread."""
        office = self._view.office

        def done(_: object) -> None:
            self.refresh()
            self._view.tell("Đã ngừng sử dụng.")

        self._view.run("Ngừng sử dụng", lambda _progress: officers.remove(office, login, own_password), done)


__all__ = ["BackupCard", "OfficersCard", "PasswordCard"]
