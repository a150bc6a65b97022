"""Starts the window: the lock screen first, everything heavy on the worker while the password is typed.

Only what the lock screen needs is imported at the top; `_load` brings the rest.
"""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

# First, since `gui` gives Python its own import back for all that follows.
from antq_desktop.gui.frame import Frame  # isort: skip
from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.clock import fixed_clock
from antq_desktop.domain.errors import AntqError, StoreBusy, UsageError
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.arguments import read_arguments
from antq_desktop.gui.help.trouble import start_log
from antq_desktop.gui.running.idle import IdleWatch
from antq_desktop.gui.running.tasks import Task
from antq_desktop.gui.running.waiting_login import WaitingLogin
from antq_desktop.gui.screens.lock import ASK_AGAIN, FINISHING, OTHER_WAITS, LockScreen
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import STYLE, Theme, theme_of
from antq_desktop.storage.looks import Looks
from antq_desktop.storage.looks import read as read_looks
from antq_desktop.storage.looks import write as write_looks
from antq_desktop.storage.places import StorePaths, default_data_folder, resources_folder

if TYPE_CHECKING:
    from antq_desktop.gui.main_window import MainPage
    from antq_desktop.gui.opening import Opening
    from antq_desktop.gui.page_wishes import Left
    from antq_desktop.gui.running.session_lock import SessionWatch
    from antq_desktop.services.office import Office

SAMPLE = "xa-mau"


def _machine_clock() -> datetime:
    return datetime.now().astimezone()


class Program(QObject):
    """One window on one data folder.

    Args:
        folder: of the store.
        theme: look of the window.
        sample: make and open the sample commune.
    """

    def __init__(
        self, folder: Path, theme: Theme, *, sample: bool = False, clock: Callable[[], datetime] | None = None
    ):
        super().__init__()
        self.folder, self.sample = folder, sample
        self.exit_code = 0
        self._clock = clock or fixed_clock(os.environ) or _machine_clock
        self._theme = theme
        self._held = ExitStack()
        self.frame = Frame(Icons(theme))
        self.lock_screen = self._make_lock_screen()
        self.opening: Opening | None = None
        self.office: Office | None = None
        self.main: MainPage | None = None
        self.session: SessionWatch | None = None
        self._left: tuple[str, Left] | None = None
        self.waiting = WaitingLogin(self)
        self.waiting.given_up.connect(lambda: self.lock_screen.show_state(ASK_AGAIN, busy=False))
        self.idle = IdleWatch(looks_in(folder).idle_minutes, self)
        self.idle.idle.connect(self.lock)
        self.idle.gone.connect(self.lock)
        self.frame.closing.connect(self._closing)
        self.frame.tasks.rested.connect(self._work_rested)
        self.frame.show_page(self.lock_screen)

    def _make_lock_screen(self) -> LockScreen:
        made = LockScreen(self.frame.icons)
        made.unlock_wanted.connect(self.unlock)
        made.forgotten.connect(self._recover)
        return made

    def _recover(self, login: str) -> None:
        if self.opening is not None and self.main is None:
            self.opening.recover(self.frame, login, self.opened)

    def start(self) -> None:
        """Load what is heavy; the lock screen is painted already."""
        self.lock_screen.show_state("Đang nạp…", busy=False)
        task = Task("Nạp chương trình", self._load, entrance=True)
        self.frame.tasks.start(task.then(self._loaded, self._load_failed))

    def _load(self, progress: Progress) -> tuple["Opening", bool] | None:
        """On the worker: import services and pages, hold the store, make the sample commune if asked to."""
        from antq_desktop.gui.opening import begin  # noqa: PLC0415 - the lock screen paints first
        from antq_desktop.services.office import Environment  # noqa: PLC0415 - brings the database with it

        environment = Environment(self._theme.resources, self._clock)
        return begin(self.folder, self._held, environment, progress, sample=self.sample)

    def _load_failed(self, error: BaseException) -> None:
        self.lock_screen.show_state("", busy=True)
        if isinstance(error, StoreBusy):
            self.lock_screen.show_refusal(error.message)
        else:
            self.frame.trouble.show(error)

    def _loaded(self, found: tuple["Opening", bool] | None) -> None:
        if found is None:  # a window works with this folder, and is in front now
            self.exit_code = StoreBusy.exit_code
            self.frame.close()
            return
        self.opening, exists = found
        self.opening.listen(self.frame)
        self.frame.trouble.help = self.opening.help_desk(self.frame)
        self.session = self.opening.session_watch(self.frame)
        self.session.locked.connect(self.lock)
        if not exists:
            page = self.opening.first_run(self.frame)
            page.created.connect(self._opened_first)
            self.frame.show_page(page, keep=self.lock_screen)
            return
        self._show_lock()
        self._unlock_for_waiting()

    def _show_lock(self) -> None:
        if self.opening is None:
            return
        try:
            self.lock_screen.show_logins(self.opening.logins(), self.opening.last_login())
        except AntqError as error:
            self.frame.trouble.show(error)
        if self.opening.sample_password:
            self.lock_screen.show_sample(self.opening.sample_password)
        self.lock_screen.show_state("", busy=False)

    def unlock(self, login: str, password: str) -> None:
        """Open the store on the worker; before all is loaded, or while work is finished, the wish is remembered."""
        opening = self.opening
        if opening is None:
            self.waiting.keep(login, password)
            self.lock_screen.show_state("Đang nạp, chờ một chút…", busy=True)
        elif self.main is not None:
            self._come_back(login, password)
        else:
            self.lock_screen.show_state("Đang mở khóa…", busy=True)
            task = Task("Mở khóa", lambda _progress: opening.unlock(login, password), entrance=True)
            self.frame.tasks.start(task.then(self.opened, self._refused))

    def _come_back(self, login: str, password: str) -> None:
        """Uncover the window for the officer whose work runs; another one comes in when it is through."""
        opening, office = self.opening, self.office
        if opening is None or office is None:
            return
        other = login != office.officer.login
        self.waiting.keep(login, password, for_a_minute=other)
        if other:
            self.lock_screen.password.clear()
            self.lock_screen.show_state(OTHER_WAITS, busy=False)
            return
        self.lock_screen.show_state("Đang mở khóa…", busy=True)
        task = Task("Mở khóa", lambda _progress: opening.confirm(office, password), entrance=True)
        self.frame.tasks.ask(task.then(self._uncover, self._not_uncovered))

    def _unlock_for_waiting(self) -> None:
        """Let in whoever gave a password before it could be used."""
        waiting = self.waiting.take()
        if waiting is not None:
            self.unlock(*waiting)

    def _uncover(self, _confirmed: object) -> None:
        self.waiting.take()
        if self.main is not None and not self.frame.tasks.barred:
            self._show_main(self.main)

    def _not_uncovered(self, error: BaseException) -> None:
        self.waiting.take()
        self._refused(error)

    def _refused(self, error: BaseException) -> None:
        self.lock_screen.show_state("", busy=False)
        if isinstance(error, AntqError):
            self.lock_screen.show_refusal(" ".join(part for part in (error.what, error.do) if part))
        else:
            self.frame.trouble.show(error)

    def opened(self, office: "Office") -> None:
        """Show the pages of an open store."""
        if self.opening is None:
            return
        if self.frame.tasks.barred:
            self.opening.lock(office)
            self.lock_screen.password.clear()
            self.frame.show_page(self.lock_screen)
            self._show_lock()
            return
        self.office = office
        self.opening.remember_login(office)
        self.main = self.opening.main_page(office, self.frame)
        self.main.lock_wanted.connect(self.lock)
        self.main.switch_wanted.connect(self.switch)
        self.main.view.looks_wanted.connect(self.look)
        self.main.view.lock_wanted.connect(self.lock_because, Qt.ConnectionType.QueuedConnection)
        self._show_main(self.main)
        self.frame.tell_kept(office.officer.login)
        left, self._left = self._left, None
        if left is not None and left[0] == office.officer.login:
            self.main.return_to(left[1])

    def _opened_first(self, office: "Office") -> None:
        """Wear the look of a store that was not known at the start: the sample commune has a folder of its own."""
        self.wear(read_looks(office.paths))
        self.opened(office)

    def _show_main(self, main: "MainPage") -> None:
        self.lock_screen.password.clear()
        self.lock_screen.show_state("", busy=False)
        self.frame.uncover(main.view.office.unit_name)
        self.frame.show_page(main, keep=self.lock_screen)
        self.frame.hand_over(main.keep_drafts)
        self.idle.start()

    def look(self, looks: Looks) -> None:
        """Remember a look and wear it at once; pages are made anew."""
        if self.main is None or self.office is None or self.opening is None:
            return
        write_looks(self.office.paths, looks)
        why = "đang có việc chạy" if self.frame.tasks.busy else ""
        if not why and self.main.keep_drafts():
            why = "chưa giữ được bản đang gõ"
        if why:
            self.frame.notices.tell(f"Đã ghi nhớ; cách hiển thị mới dùng từ lần mở sau vì {why}.")
            return
        self.wear(looks)
        self.frame.tasks.drop_questions()
        self.main.rest()
        self._left = (self.office.officer.login, self.main.left)
        self.opened(self.office)

    def wear(self, looks: Looks) -> None:
        """Look so from now on."""
        self._theme = theme_of(looks, self._theme.resources)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._theme.dress(application)
        self.idle.wait(looks.idle_minutes)
        self.frame.wear(self._theme)
        shown = self.frame.page is self.lock_screen
        self.lock_screen.deleteLater()
        self.lock_screen = self._make_lock_screen()
        if shown:
            self.frame.show_page(self.lock_screen)

    def lock(self) -> None:
        """Keep drafts and cover the window at once; the store closes as soon as no long work runs.

        Whoever is just coming in stays outside: he locks his session because he goes.
        """
        self.frame.tasks.bar_entrances()
        waited = self.waiting.take() is not None
        if self.main is None:
            if waited:
                self.lock_screen.show_state(ASK_AGAIN, busy=False)
            return
        self.idle.stop()
        self.main.view.office.confirmed.forget()
        try:
            self.main.keep_drafts()  # what is not kept is told by whoever tries again
        finally:  # whatever fails, nothing stays in sight
            self.frame.cover()
            self.frame.show_page(self.lock_screen, keep=self.main)
            if self.frame.tasks.busy:
                self._show_lock()
                self.lock_screen.show_state(FINISHING, busy=False)
            else:
                self._close_store()

    def lock_because(self, words: str) -> None:
        """Lock, and say why at the lock screen."""
        self.lock()
        self.lock_screen.show_state(words, busy=False)

    def switch(self) -> None:
        """Lock for the next officer; what the present one typed is kept as drafts."""
        if self.office is None:
            return
        login = self.office.officer.login
        self.lock()
        self.lock_screen.offer_others(login)

    def _work_rested(self) -> None:
        if self.main is not None and self.frame.page is self.lock_screen:
            self._close_store()

    def _close_store(self) -> None:
        """Drop the keys; what the work that has just ended wants to tell waits for the officer it was done for."""
        office, self.office, main, self.main = self.office, None, self.main, None
        if office is None or main is None or self.opening is None:
            return
        self._left = (office.officer.login, main.left)
        try:
            self.frame.hand_over_unseen(office.officer.login, main.keep_drafts)
        finally:  # whatever fails, the keys go
            self.frame.tasks.shutdown()
            main.rest()
            main.deleteLater()
            self.opening.lock(office)
            self._show_lock()
            self._unlock_for_waiting()

    def _closing(self) -> None:
        self.waiting.take()
        try:
            self.lock()
        finally:
            self._close_store()
            self.frame.tasks.shutdown()
            self._held.close()


def looks_in(folder: Path) -> Looks:
    """What was chosen for the store of a folder."""
    with suppress(AntqError):  # what is wrong with the folder is told in the window
        return read_looks(StorePaths.in_folder(folder))
    return Looks()


def make_application(theme: Theme) -> QApplication:
    """The application with its style; the one that runs already when there is one."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication([*sys.argv[:1], *STYLE])
    application.setApplicationName("ANTQ Desktop")
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    theme.dress(application)
    return application


def run(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `antq-desktop`.

    Returns:
        Exit code; 0 when the window was closed, 5 when another window works with the folder.
    """
    chosen = read_arguments(arguments)
    if chosen.headless:
        return run_headless(chosen.demo or Path("build/demo"), Theme("light", resources_folder()))
    folder = chosen.demo / SAMPLE if chosen.demo else chosen.data or default_data_folder()
    theme = theme_of(looks_in(folder), resources_folder())
    with suppress(AntqError):  # what is wrong with the folder is told in the window
        start_log(StorePaths.in_folder(folder).log)
    application = make_application(theme)
    try:
        program = Program(folder, theme, sample=chosen.demo is not None)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.excepthook = program.frame.trouble.hook
    program.frame.appear()
    program.start()
    return application.exec() or program.exit_code


def run_headless(folder: Path, theme: Theme) -> int:
    """Do the main job on the sample commune without a window, then take pictures of every page.

    Args:
        folder: everything is left under it.
        theme: look of the pictures.

    Returns:
        Exit code of the command line: 0, or that of the error, which is printed in words.
    """
    from antq_desktop.gui.screenshots import take_all  # noqa: PLC0415 - pages bring every service with them
    from antq_desktop.services import setup  # noqa: PLC0415
    from antq_desktop.services.office import Environment  # noqa: PLC0415
    from antq_desktop.services.samples import showcase  # noqa: PLC0415 - brings the database with it

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        shown = showcase.run(folder, Environment(theme.resources, fixed_clock(os.environ) or _machine_clock))
        for line in shown.lines:
            sys.stdout.write(f"{line}\n")
        make_application(theme)
        pictures = take_all(shown.office, folder / "anh", theme)
        setup.lock(shown.office)
    except AntqError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write(f"{len(pictures)} ảnh màn hình: {folder / 'anh'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(run())
