"""The last backup: made when the window is closed, before the keys go, if something was done since the last one."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget
from shiboken6 import isValid

from antq_desktop.domain.errors import AntqError, StorageError
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.running.tasks import Task
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row
from antq_desktop.services import upkeep
from antq_desktop.storage.backups import Backup

WIDTH = 460
TITLE = "Sao lưu trước khi đóng"
MAKING = "Đang sao lưu những việc làm từ lần sao lưu trước. Xong thì chương trình tự đóng."
FAILED = "Chưa sao lưu được: {} Những gì đã lưu vào sổ vẫn còn nguyên; lần mở sau máy sao lưu lại. Có thể đóng bây giờ."
UNKNOWN = "có lỗi không rõ."


class ClosingDialog(Dialog):
    """Tells that the last backup is made, and lets nobody wait who cannot."""

    def __init__(self, icons: Icons, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(icons.theme.pixels(WIDTH))
        self.words = label(MAKING, wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Tiến độ")
        self.stay = button(icons, Push("Ở lại", self.reject))
        self.stay.setAutoDefault(False)
        self.go = button(icons, Push("Đóng ngay, không chờ", self.accept))
        self.go.setAutoDefault(False)
        foot = row(None, self.stay, self.go)
        self.setLayout(column(self.words, self._bar, foot, spacing=12, margins=(22, 18, 22, 16)))
        self.stay.setFocus()

    def tell_failed(self, error: BaseException) -> None:
        """Say plainly what is not done; Enter closes."""
        said = " ".join(part for part in (error.what, error.do) if part) if isinstance(error, AntqError) else UNKNOWN
        self.words.setText(FAILED.format(said))
        self._bar.hide()
        self.go.setText("Đóng chương trình")
        self.go.setDefault(True)
        self.go.setFocus()


class LastBackup(QObject):
    """Makes it for one open store, until that closes.

    Args:
        page: what the unlocked window shows.
        frame: the window, which is closed when the backup is made.
    """

    def __init__(self, page: MainPage, frame: Frame):
        super().__init__(page)
        self._office = page.view.office
        self._frame = frame
        self._over = False
        self.dialog: ClosingDialog | None = None
        frame.last = self
        page.resting.connect(self._let_go)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.commitDataRequest.connect(self.make_at_once)

    def _let_go(self) -> None:
        """The store closes: nothing can be read from it any more, nor may it be held."""
        if self._frame.last is self:
            self._frame.last = None

    def begin(self) -> bool:
        """Begin the backup if one is due, and close the window when it is made; False if it may close now."""
        if self.dialog is not None:
            return True
        tasks = self._frame.tasks
        if self._over or tasks.covered or not (tasks.busy or self._is_due()):
            return False
        tasks.stop()
        self.dialog = ClosingDialog(self._frame.icons, self._frame)
        self.dialog.finished.connect(self._answered)
        self.dialog.open()
        tasks.start(Task(TITLE, self._make).then(self._made, self._failed))
        return True

    def make_at_once(self, *_: object) -> None:
        """Make it while the session of the machine ends: nobody can be asked, and little time is left."""
        try:
            if not self._over and not self._frame.tasks.busy:
                upkeep.closing_backup(self._office)
        except StorageError:
            return  # nobody is there to be told; the next start makes it
        self._over = True

    def _is_due(self) -> bool:
        try:
            return bool(upkeep.since_backup(self._office))
        except StorageError:
            return False  # a store that cannot be read is told of elsewhere, and holds nobody back

    def _make(self, _progress: Progress) -> Backup | None:
        return upkeep.closing_backup(self._office)

    def _made(self, _backup: Backup | None) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.accept()

    def _failed(self, error: BaseException) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.tell_failed(error)

    def _answered(self, result: int) -> None:
        """Close, or stay; a lock that came meanwhile closes too, since closing was wanted and nobody can be asked."""
        self.dialog = None
        if result == ClosingDialog.DialogCode.Accepted or self._frame.tasks.covered:
            self._over = True
            QTimer.singleShot(0, self._frame, self._frame.close)
