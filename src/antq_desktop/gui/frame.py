"""The window itself: one page at a time over the strip of running work."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from antq_desktop.domain.errors import AntqError
from antq_desktop.gui.help.trouble import Trouble
from antq_desktop.gui.help.unseen import Unseen
from antq_desktop.gui.running.progress_strip import ProgressStrip
from antq_desktop.gui.running.tasks import Task, Tasks
from antq_desktop.gui.widgets.composing import Composing
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.notices import Notices
from antq_desktop.gui.widgets.pieces import column
from antq_desktop.gui.widgets.scanner import Scanner
from antq_desktop.gui.widgets.theme import Theme

TITLE = "ANTQ Desktop"
MEANWHILE = "Trong lúc khóa: {}"
UNSEEN = "Chưa ai xem {}; làm lại việc đó để xem."
NO_USE = "Máy quét: mã này chưa dùng được ở trang này."
FIRST_HELP = "first_run"
FIRST_SIZE, AROUND = QSize(1366, 728), 60
"""The window where a screen has room for it and for so many pixels around it; else it fills the screen."""
LEAST_SIZE = (880, 480)


class LastWork(Protocol):
    """What is to be done before the window closes."""

    def begin(self) -> bool:
        """Begin it, and close the window again when it is through; False if there is nothing to wait for."""


def has_room(screen: QSize) -> bool:
    """Whether a screen shows the whole window with what is around it: at 150 % most laptops' do not."""
    wanted = FIRST_SIZE + QSize(AROUND, AROUND)
    return wanted.boundedTo(screen) == wanted


class Frame(QMainWindow):
    """Holds the page in view, the progress strip, notices and trouble.

    Args:
        icons: with the theme.

    Attributes:
        last: what closing waits for; None for nothing.
    """

    closing = Signal()

    def __init__(self, icons: Icons):
        super().__init__()
        icons.theme.wear(self)
        self.icons = icons
        self.tasks = Tasks(self)
        self.trouble = Trouble(self, icons)
        self.tasks.failed.connect(self.trouble.show)
        self.page: QWidget | None = None
        self.last: LastWork | None = None
        self._kept: dict[str, tuple[str, BaseException | None]] = {}
        self._inside = QWidget()
        self._strip = ProgressStrip(self.tasks, icons)
        self._layout = column(self._strip, spacing=0)
        self._inside.setLayout(self._layout)
        self.setCentralWidget(self._inside)
        self.notices = Notices(self._inside)
        self.composing = Composing(self)
        self.scanner = Scanner(self)
        self.scanner.scanned.connect(self._tell_scanned)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icons.icon("shield-check", "accent", 32))
        self.resize(FIRST_SIZE)
        self.setMinimumSize(*LEAST_SIZE)
        self._help = QShortcut(QKeySequence("F1"), self, self._show_help)

    def appear(self) -> None:
        """Show itself where all of it can be seen."""
        room = self.screen().availableSize()
        self.resize(FIRST_SIZE.boundedTo(room))
        if has_room(room):
            self.show()
        else:
            self.showMaximized()

    def wear(self, theme: Theme) -> None:
        """Look otherwise from now on; pages that are shown are made anew by whoever shows them."""
        self.icons.wear(theme)
        theme.wear(self)
        self._layout.removeWidget(self._strip)
        self._strip.deleteLater()
        self._strip = ProgressStrip(self.tasks, self.icons)
        self._layout.addWidget(self._strip)
        self.setWindowIcon(self.icons.icon("shield-check", "accent", 32))

    def cover(self) -> None:
        """Hide all that may tell of records: dialogs, the notice, the words of running work, the title.

        Results of work wait from now on.
        """
        self.tasks.cover()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            for widget in application.topLevelWidgets():
                if widget is not self and widget.isVisible() and not widget.close():
                    _end(widget)
        self.notices.forget()
        self._strip.say_nothing(quiet=True)
        self.setWindowTitle(TITLE)

    def uncover(self, unit: str) -> None:
        """Say again whose registers these are and what runs."""
        self.tasks.uncover()
        self._strip.say_nothing(quiet=False)
        self.setWindowTitle(f"{TITLE} – {unit}")

    def hand_over(self, keep: Callable[[], str]) -> None:
        """Deliver what waited while the window was covered: the officer is back, and the page is there still.

        Args:
            keep: keeps then what is typed and could not be kept when it was covered; says what is not kept now either.
        """
        waiting = self.tasks.take_waiting()
        said = self._deliver(waiting)
        lost = keep()
        if (len(waiting) > 1 and said) or lost:
            self.notices.tell(MEANWHILE.format(" ".join([*said, lost]).strip()))

    def hand_over_unseen(self, login: str, keep: Callable[[], str]) -> None:
        """Deliver what waited before the pages go; nobody sees it, and what is told waits for the officer.

        Args:
            login: of the officer whose work it was.
            keep: keeps then what is typed, with what was delivered into it; says what is not kept.
        """
        with Unseen(self) as unseen:
            said = self._deliver(self.tasks.take_waiting())
            said += filter(None, [keep()])
            shown = self.trouble.dialog
            error = None if shown is None else shown.error
        if unseen.titles:
            said.append(UNSEEN.format(", ".join(f"“{title}”" for title in unseen.titles)))
        if said or error is not None:
            self._kept[login] = (" ".join(said), error)
        self.notices.forget()

    def _deliver(self, waiting: list[Task]) -> list[str]:
        """Deliver results; the sentences they told, with those of errors for which there is no window now."""
        said = []
        for task in waiting:
            self.notices.forget()
            before, error = self.trouble.dialog, task.error
            task.deliver()
            if self.notices.words:
                said.append(self.notices.words)
            if self.trouble.dialog is before and isinstance(error, AntqError):
                said.append(f"{task.title}: {error.what}")  # it was told in a form that is gone or out of sight
            elif self.trouble.dialog is not before and before is not None:
                said.append(before.error.what)
        return said

    def tell_kept(self, login: str) -> None:
        """Tell an officer, once, what long work told while nobody was there."""
        words, error = self._kept.pop(login, ("", None))
        if words:
            self.notices.tell(MEANWHILE.format(words))
        if error is not None:
            self.trouble.show(error)

    def show_page(self, page: QWidget, *, keep: QWidget | None = None) -> None:
        """Put a page into the window.

        Args:
            page: shown from now on.
            keep: a page that must survive being taken out.
        """
        old, self.page = self.page, page
        if old is page:
            return
        if old is not None:
            self._layout.removeWidget(old)
            old.hide()
            if old is not keep:
                old.deleteLater()
        self._layout.insertWidget(0, page, 1)
        own = [key for action in page.actions() for key in action.shortcuts()]
        self._help.setEnabled(self._help.key() not in own)
        page.show()
        page.setFocus()  # keys must find somebody, whatever page comes

    def _show_help(self) -> None:
        """Help with a page that has no help of its own: before the store is open."""
        said = None if self.page is None else self.page.property("help")
        if self.trouble.help is not None:
            self.trouble.help.open_key(str(said or FIRST_HELP))

    def _tell_scanned(self, _digits: str) -> None:
        """No page has a use for what a scanner reads yet; here it is handed to the one in view once there is."""
        if not self.tasks.covered:
            self.notices.tell(NO_USE)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the last work be done, pages keep their drafts, stop long work, then go."""
        if self.last is not None and self.last.begin():
            event.ignore()
            return
        self.closing.emit()
        self.tasks.shutdown()
        super().closeEvent(event)


def _end(widget: QWidget) -> None:
    """Take a window away that would rather ask first."""
    if isinstance(widget, QDialog):
        widget.done(QDialog.DialogCode.Rejected)
    else:
        widget.hide()
