"""Who works with the program: officers added, their roles and passwords, officers taken out."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import CHOICES, Role
from antq_desktop.domain.registers.officer import Officer
from antq_desktop.gui.forms.editors import ChecksEditor
from antq_desktop.gui.forms.login_field import LoginField
from antq_desktop.gui.forms.small_form import SmallForm
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.screens.security_settings import Card
from antq_desktop.gui.widgets.password_field import PasswordField
from antq_desktop.gui.widgets.pieces import Push, button, column, label, named, row
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.services import officers
from antq_desktop.services.officers import NewOfficer

HEADINGS = ("Họ và tên", "Tên đăng nhập", "Vai trò", "Trạng thái")
WORDS = "Vai trò giới hạn chương trình, không giới hạn người đã có mật khẩu mở dữ liệu."
LACKING = "chưa có mật khẩu"
OWN = "Vai trò của bạn đã đổi. Gõ mật khẩu để làm tiếp trong vai trò mới."
ASKED_AGAIN = "Hỏi lại trước mọi thay đổi về người mở được dữ liệu."


class OfficerForm(SmallForm):
    """What the dialogs of this card have in common: one's own password last, the work on the worker thread.

    Args:
        card: to refresh afterwards.
        title: of the dialog.
    """

    def __init__(self, card: "OfficersCard", title: str):
        super().__init__(card.view, title, card)
        self._card = card
        self.own = PasswordField(card.view.icons, "Mật khẩu của bạn")
        self.own_field = named("Mật khẩu của bạn", self.own, mandatory=True, hint=ASKED_AGAIN)

    def carry_out(self, title: str, act: Callable[[str], ChangeSet], words: str, why_lock: str = "") -> None:
        """Do it with one's own password; passwords are costly on purpose, so it takes a moment.

        Args:
            title: of the work.
            act: takes the password.
            words: of the notice.
            why_lock: the store locks afterwards, and the lock screen says this; empty where it stays open.
        """
        own = self.own.text()
        if not own:
            self.refuse("Gõ mật khẩu của bạn.")
            return

        def done(changes: ChangeSet) -> None:
            self.accept()
            self._card.refresh()
            self._view.changed.emit(changes)
            self._view.tell(words)
            if why_lock:
                self._view.lock_wanted.emit(why_lock)

        self._view.run(title, lambda _progress: act(own), done, self.failed)


class AddForm(OfficerForm):
    """Asks for a new officer."""

    def __init__(self, card: "OfficersCard"):
        super().__init__(card, "Thêm cán bộ")
        self.name = QLineEdit()
        self.login = LoginField()
        self.login.editingFinished.connect(self.fit)
        self.roles = _roles_editor()
        self.password = PasswordField(card.view.icons, "Mật khẩu ban đầu")
        hint = "Cán bộ tự đổi ngay lần đầu dùng."
        self.lay_out(
            "Thêm",
            self.go,
            named("Họ và tên", self.name, mandatory=True),
            column(named("Tên đăng nhập", self.login, mandatory=True), self.login.note, spacing=2),
            named("Vai trò", self.roles, mandatory=True),
            named("Mật khẩu ban đầu", self.password, mandatory=True, hint=hint),
            self.own_field,
        )

    def go(self) -> None:
        """Add."""
        self.login.write_out()
        roles = _roles_in(self.roles)
        kind = "front" if Role.FRONT in roles and Role.POLICE not in roles else "police"
        new = NewOfficer(self.login.text(), self.name.text(), self.password.text(), roles, kind)
        office = self._view.office
        self.carry_out("Thêm cán bộ", lambda own: officers.add(office, new, own), f"Đã thêm {new.name.strip()}.")


class RolesForm(OfficerForm):
    """Gives an officer other roles."""

    def __init__(self, card: "OfficersCard", officer: Officer):
        super().__init__(card, "Đổi vai trò")
        self._officer = officer
        self.roles = _roles_editor()
        self.roles.fill(officer.roles)
        own = officer.uid == card.view.office.officer.uid
        hint = "Đổi xong sổ tự khóa; mở lại là dùng vai trò mới." if own else ""
        roles = named("Vai trò", self.roles, hint=hint)
        self.lay_out("Đổi", self.go, label(officer.name, "h3"), roles, self.own_field)

    def go(self) -> None:
        """Change them."""
        office, login, roles = self._view.office, self._officer.login, _roles_in(self.roles)

        def act(own: str) -> ChangeSet:
            officers.confirm(office, own)
            return officers.set_roles(office, login, roles)

        own = self._officer.uid == office.officer.uid and roles != office.officer.roles
        self.carry_out("Đổi vai trò", act, f"Đã đổi vai trò của {self._officer.name}.", why_lock=OWN if own else "")


class PasswordForm(OfficerForm):
    """Gives an officer a new password: one forgotten, or none left after a recovery."""

    def __init__(self, card: "OfficersCard", officer: Officer):
        super().__init__(card, "Đặt lại mật khẩu")
        self._officer = officer
        self.new = PasswordField(card.view.icons, "Mật khẩu mới")
        self.again = PasswordField(card.view.icons, "Gõ lại mật khẩu mới")
        words = "Người khác đặt lại thì được đánh dấu bảy ngày; cán bộ nên tự đổi ngay."
        self.lay_out(
            "Đặt lại",
            self.go,
            label(officer.name, "h3"),
            label(words, "muted", wrap=True),
            named("Mật khẩu mới", self.new, mandatory=True),
            named("Gõ lại mật khẩu mới", self.again, mandatory=True),
            self.own_field,
        )

    def go(self) -> None:
        """Set it."""
        office, login, new = self._view.office, self._officer.login, self.new.text()
        if new != self.again.text():
            self.refuse("Hai lần gõ mật khẩu mới không giống nhau.")
            return
        words = f"Đã đặt lại mật khẩu của {self._officer.name}."
        self.carry_out("Đặt lại mật khẩu", lambda own: officers.change_password(office, login, new, own), words)


class LeavingForm(OfficerForm):
    """Takes an officer out."""

    def __init__(self, card: "OfficersCard", officer: Officer):
        super().__init__(card, "Ngừng sử dụng")
        self._officer = officer
        words = f"{officer.name} ({officer.login}) không đăng nhập được nữa. Việc đã làm vẫn còn trong lịch sử."
        self.lay_out("Ngừng sử dụng", self.go, label(words, wrap=True), self.own_field)

    def go(self) -> None:
        """Take out."""
        office, login = self._view.office, self._officer.login
        self.carry_out("Ngừng sử dụng", lambda own: officers.remove(office, login, own), "Đã ngừng sử dụng.")


class OfficersCard(Card):
    """Who works with the program, in which roles; administrators change it.

    Args:
        view: the office.
    """

    def __init__(self, view: OfficeView):
        self.view = view
        self._known: list[Officer] = []
        self.table = PlainTable("Cán bộ sử dụng", HEADINGS, stretch=2)
        pushes = (
            Push("Đặt lại mật khẩu…", lambda: self.ask(PasswordForm), "key-round"),
            Push("Đổi vai trò…", lambda: self.ask(RolesForm), "users"),
            Push("Ngừng sử dụng…", lambda: self.ask(LeavingForm), "log-out"),
        )
        self.buttons = [button(view.icons, push) for push in pushes]
        add = button(view.icons, Push("Thêm cán bộ…", self.ask_new, "plus", "primary"))
        add.setEnabled(view.office.may("officers"))
        super().__init__(
            column(
                row(label("Cán bộ sử dụng", "h2"), None, add),
                label(WORDS, "muted", wrap=True),
                self.table,
                row(*self.buttons, None),
                spacing=12,
            )
        )
        self.table.itemSelectionChanged.connect(self._show_state)
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list again whenever it is looked at."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the officers."""
        office = self.view.office
        self._known = self.view.attempt(lambda: officers.listed(office)) or []
        lacking = {officer.uid for officer in self.view.attempt(lambda: officers.without_password(office)) or ()}
        label_of = office.catalogues.label
        self.table.show_rows(
            [
                (
                    officer.name,
                    officer.login,
                    ", ".join(sorted(label_of("roles", role) for role in officer.roles)),
                    LACKING if officer.uid in lacking else "đang dùng" if officer.active else "đã ngừng",
                )
                for officer in self._known
            ]
        )
        self.table.fit_height()
        self._show_state()

    @property
    def chosen(self) -> Officer | None:
        """The officer marked in the table, if still at work."""
        place = self.table.currentRow()
        found = self._known[place] if 0 <= place < len(self._known) else None
        return found if found is not None and found.active else None

    def _show_state(self) -> None:
        may = self.view.office.may("officers") and self.chosen is not None
        own = self.chosen is not None and self.chosen.uid == self.view.office.officer.uid
        for place, made in enumerate(self.buttons):
            made.setEnabled(may and not (own and place != 1))

    def ask_new(self) -> None:
        """Ask for a new officer."""
        AddForm(self).open()

    def ask(self, form: Callable[["OfficersCard", Officer], SmallForm]) -> None:
        """Open a dialog about the officer that is marked."""
        if self.chosen is not None:
            form(self, self.chosen).open()


def _roles_editor() -> ChecksEditor:
    return ChecksEditor([(choice.code, choice.label) for choice in CHOICES["roles"]])


def _roles_in(editor: ChecksEditor) -> frozenset[str]:
    return frozenset(str(role) for role in editor.value())
