"""When nobody knows the password: the two recovery halves, typed from their papers, and a new password."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.errors import AntqError
from antq_desktop.gui.forms.asked import refuse
from antq_desktop.gui.forms.asking import on_enter
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.new_password import NewPassword
from antq_desktop.gui.forms.typed_half import TypedHalf
from antq_desktop.gui.help.trouble import Trouble
from antq_desktop.gui.running.tasks import Task, Tasks
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, named, row, scrolled, size_over
from antq_desktop.services.office import Office

WORDS = (
    "Hai nửa mã phục hồi in trên hai tờ giấy do hai người giữ. Gõ đủ các nhóm số của cả hai tờ rồi đặt mật khẩu mới;"
    " dữ liệu không đổi. Quản trị cũng đặt lại được mật khẩu cho người khác ở Cài đặt › Cán bộ sử dụng."
)
HINT = "Nhóm số trên giấy, cách nhau bằng dấu cách hoặc viết liền."
WIDTH, HEIGHT = 620, 680
Recover = Callable[[str, tuple[str, str], str], Office]


class RecoverDialog(Dialog):
    """Asks for the halves and a new password, and opens the store with them.

    Args:
        icons: for its buttons.
        tasks: opening takes a second.
        trouble: shows what is no fault of the officer's.
        logins: officers of the store.
        login: the one who forgot.
    """

    def __init__(
        self, icons: Icons, tasks: Tasks, trouble: Trouble, logins: Sequence[str], login: str, parent: QWidget
    ):
        super().__init__(parent, tasks)
        self._tasks = tasks
        self._trouble = trouble
        self.setWindowTitle("Quên mật khẩu")
        self.resize(size_over(parent, icons.theme.pixels(WIDTH), icons.theme.pixels(HEIGHT)))
        self.logins = ChoiceBox()
        self.logins.setAccessibleName("Đặt mật khẩu cho")
        self.logins.addItems(list(logins))
        self.logins.setCurrentText(login)
        self._asked = [TypedHalf(f"Nửa {which}, gõ từ giấy", hint=HINT) for which in ("thứ nhất", "thứ hai")]
        self.halves = tuple(asked.line for asked in self._asked)
        self.password = NewPassword(icons, lambda: (self.logins.currentText(),), "Mật khẩu mới")
        self.fault = label("", "problem", wrap=True)
        self.fault.hide()
        self.go_button = button(icons, Push("Mở và đặt mật khẩu", self._go, "key-round", "primary"))
        self.go_button.setDefault(True)
        give_up = button(icons, Push("Thôi", self.reject))
        give_up.setAutoDefault(False)
        inside = QWidget()
        inside.setLayout(
            column(
                label(WORDS, "muted", wrap=True),
                named("Đặt mật khẩu cho", self.logins),
                *self._asked,
                self.password,
                None,
                spacing=12,
                margins=(22, 18, 22, 8),
            )
        )
        foot = column(self.fault, row(None, give_up, self.go_button), spacing=8, margins=(22, 4, 22, 14))
        whole = column(scrolled(inside, "Quên mật khẩu"), foot)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        for line in self.halves:
            on_enter(line, self._go_on)
        self.halves[0].setFocus()

    def _go_on(self) -> None:
        """Enter: what is still empty, and the store opens when nothing is; not twice while it opens."""
        lines = (*self.halves, self.password.password.line, self.password.again.line)
        empty = next((line for line in lines if not line.text().strip()), None)
        if empty is None:
            self.go_button.click()
        else:
            empty.setFocus()

    def go(self, recover: Recover, opened: Callable[[Office], object]) -> None:
        """What to do with the answers, and who takes the open store."""
        self._recover, self._opened = recover, opened
        self.open()

    def _go(self) -> None:
        missing = [
            (asked, "" if field.text().strip() else "Gõ đủ các nhóm số của tờ giấy.")
            for asked, field in zip(self._asked, self.halves, strict=True)
        ]
        if refuse(missing) or self.password.refused():
            return
        self.fault.hide()
        self.go_button.setEnabled(False)
        halves = (self.halves[0].text(), self.halves[1].text())
        work = partial(self._recover, self.logins.currentText(), halves, self.password.text())
        task = Task("Mở bằng mã phục hồi", lambda _progress: work(), entrance=True)
        self._tasks.start(task.then(self._done, self._failed))

    def _done(self, office: Office) -> None:
        self._forget()
        self.accept()
        self._opened(office)

    def _failed(self, error: BaseException) -> None:
        self.go_button.setEnabled(True)
        if isinstance(error, AntqError):
            self.fault.setText(" ".join(part for part in (error.what, error.do) if part))
            self.fault.show()
        else:
            self.reject()
            self._trouble.show(error)

    def _forget(self) -> None:
        for field in self.halves:
            field.clear()
        self.password.clear()

    def reject(self) -> None:
        """Give up, and forget what was typed."""
        self._forget()
        super().reject()
