"""Coming back on an empty machine: a backup, the two recovery halves, a new password."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.asked import Asked, refuse
from antq_desktop.gui.forms.asking import PathField, on_enter
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.new_password import NewPassword
from antq_desktop.gui.forms.typed_half import TypedHalf
from antq_desktop.gui.help.trouble import Trouble
from antq_desktop.gui.running.tasks import Task, Tasks
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row, scrolled, size_over
from antq_desktop.services import restoring
from antq_desktop.services.office import Environment, Office

WORDS = "Cần bản sao lưu (tệp .antq, lấy cả tệp .keys để cạnh nếu có) và đủ hai nửa mã phục hồi."
NO_FILE = "Chọn tệp bản sao lưu."
DIGITS = "17 nhóm, mỗi nhóm 6 chữ số; dấu cách và xuống dòng không tính."


class RestoreDialog(Dialog):
    """Puts a backup into an empty folder and opens it.

    Args:
        icons: with the theme.
        tasks: the runner of long work.
        trouble: shows faults of the program.
        place: the empty folder with what surrounds the program.
        parent: what it stands over.
    """

    restored = Signal(object)

    def __init__(
        self,
        icons: Icons,
        tasks: Tasks,
        trouble: Trouble,
        place: tuple[Path, Environment],
        parent: QWidget,
    ):
        super().__init__(parent, tasks)
        self._tasks = tasks
        self._folder, self._environment = place
        self._trouble = trouble
        self.setWindowTitle("Phục hồi từ bản sao lưu")
        self.resize(size_over(parent, icons.theme.pixels(680), icons.theme.pixels(690)))
        self.file = PathField(icons, "Bản sao lưu", "open", "Bản sao lưu (*.antq)")
        self.login = QLineEdit()
        self.password = NewPassword(icons, lambda: (self.login.text(),), "Mật khẩu mới")
        self._file = Asked("Bản sao lưu", self.file)
        self._halves = [TypedHalf(f"Nửa {which} của mã phục hồi", hint=DIGITS) for which in ("thứ nhất", "thứ hai")]
        self.halves = tuple(asked.line for asked in self._halves)
        self._login = Asked("Tên đăng nhập đã dùng", self.login)
        self.fault = label("", "problem", wrap=True)
        self.fault.hide()
        self._go = button(icons, Push("Phục hồi", self.restore, "database", "primary"))
        give_up = button(icons, Push("Thôi", self.reject))
        give_up.setAutoDefault(False)
        self._go.setDefault(True)
        inside = QWidget()
        inside.setLayout(
            column(
                label(WORDS, wrap=True),
                self._file,
                *self._halves,
                self._login,
                self.password,
                None,
                spacing=12,
                margins=(22, 16, 22, 8),
            )
        )
        foot = column(self.fault, row(None, give_up, self._go), spacing=8, margins=(22, 4, 22, 14))
        whole = column(scrolled(inside, "Phục hồi"), foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        for line in (self.file.line, *self.halves, self.login):
            on_enter(line, self._go_on)
        self.file.setFocus()

    def _go_on(self) -> None:
        """Enter: pick the backup, then what is still empty, and restore when nothing is; not twice meanwhile."""
        path = self.file.path
        if path is None:
            self.file.pick()
            return
        self._file.say("" if path.is_file() else NO_FILE)
        lines = (*self.halves, self.login, self.password.password.line, self.password.again.line)
        empty = next((line for line in lines if not line.text().strip()), None)
        if not path.is_file():
            self.file.setFocus()
        elif empty is not None:
            empty.setFocus()
        else:
            self._go.click()

    def restore(self) -> None:
        """Check what can be checked, then restore on the worker thread."""
        path = self.file.path
        missing = [
            (self._file, "" if path is not None and path.is_file() else NO_FILE),
            *(
                (asked, "" if field.text().strip() else "Gõ đủ các nhóm số.")
                for asked, field in zip(self._halves, self.halves, strict=True)
            ),
            (self._login, "" if self.login.text().strip() else "Ghi tên đăng nhập."),
        ]
        if refuse(missing) or self.password.refused():
            return
        halves = (self.halves[0].text(), self.halves[1].text())
        login, password = self.login.text().strip(), self.password.text()

        def work(progress: Progress) -> Office:
            progress.step(0, None, "Phục hồi: mở bản sao lưu")
            return restoring.recover(self._folder, halves, login, password, self._environment, path)

        self._wait(working=True)
        task = Task("Phục hồi", work).then(self._restored, self._failed)
        task.cancelled.connect(partial(self._wait, working=False))
        self._tasks.start(task)

    def _wait(self, *, working: bool) -> None:
        self._go.setEnabled(not working)
        self.fault.setVisible(not working and bool(self.fault.text()))

    def _restored(self, office: Office) -> None:
        self.password.clear()
        self.accept()
        self.restored.emit(office)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AntqError):
            self.fault.setText(error.message)
        else:
            self._trouble.show(error)
        self._wait(working=False)
