"""The window itself: one page at a time over the strip of running work."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from antq_desktop.gui.icons import Icons
from antq_desktop.gui.notices import Notices
from antq_desktop.gui.pieces import column
from antq_desktop.gui.progress_strip import ProgressStrip
from antq_desktop.gui.tasks import Tasks
from antq_desktop.gui.theme import Theme
from antq_desktop.gui.trouble import Trouble

TITLE = "ANTQ Desktop"
FIRST_HELP = "first_run"
FIRST_SIZE = (1366, 728)
LEAST_SIZE = (880, 480)


class Frame(QMainWindow):
    """Holds the page in view, the progress strip, notices and trouble.

    Args:
        icons: with the theme.
    """

    closing = Signal()

    def __init__(self, icons: Icons):
        super().__init__()
        self.icons = icons
        self.tasks = Tasks(self)
        self.trouble = Trouble(self, icons)
        self.tasks.failed.connect(self.trouble.show)
        self.page: QWidget | None = None
        self._kept: tuple[BaseException | None, str] = (None, "")
        self._inside = QWidget()
        self._strip = ProgressStrip(self.tasks, icons)
        self._layout = column(self._strip, spacing=0)
        self._inside.setLayout(self._layout)
        self.setCentralWidget(self._inside)
        self.notices = Notices(self._inside)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icons.icon("shield-check", "accent", 64))
        self.resize(*FIRST_SIZE)
        self.setMinimumSize(*LEAST_SIZE)
        self._help = QShortcut(QKeySequence("F1"), self, self._show_help)

    def wear(self, theme: Theme) -> None:
        """Look otherwise from now on; pages that are shown are made anew by whoever shows them."""
        self.icons.wear(theme)
        self._layout.removeWidget(self._strip)
        self._strip.deleteLater()
        self._strip = ProgressStrip(self.tasks, self.icons)
        self._layout.addWidget(self._strip)
        self.setWindowIcon(self.icons.icon("shield-check", "accent", 64))

    def cover(self) -> None:
        """Hide all that may tell of records: dialogs, the notice, the words of running work, the title."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            for widget in application.topLevelWidgets():
                if widget is not self and widget.isVisible():
                    widget.close()
        self.notices.forget()
        self._strip.say_nothing(quiet=True)
        self.setWindowTitle(TITLE)

    def uncover(self, unit: str) -> None:
        """Say again whose registers these are and what runs."""
        self._strip.say_nothing(quiet=False)
        self.setWindowTitle(f"{TITLE} – {unit}")

    def keep_for_later(self) -> None:
        """Remember what long work told while nobody was there."""
        shown = self.trouble.dialog
        self._kept = (shown.error if shown is not None and shown.isVisible() else None, self.notices.words)
        self.notices.forget()

    def tell_kept(self) -> None:
        """Tell it now, once."""
        (error, words), self._kept = self._kept, (None, "")
        if words:
            self.notices.tell(f"Trong lúc khóa: {words}")
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

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let pages keep their drafts, stop long work, then go."""
        self.closing.emit()
        self.tasks.shutdown()
        super().closeEvent(event)
