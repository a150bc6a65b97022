"""What opens the store for the window. Heavy: loaded by the worker while the password is typed."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.progress import Progress
from antq_desktop.gui.closing import LastBackup
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.help.help_window import HelpDesk
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.running import first_window
from antq_desktop.gui.running.first_window import FirstWindow
from antq_desktop.gui.running.session_lock import SessionWatch
from antq_desktop.services import officers, restoring, setup, upkeep
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.samples import demo
from antq_desktop.storage import instance_lock, looks
from antq_desktop.storage.places import StorePaths

if TYPE_CHECKING:
    from antq_desktop.gui.screens.first_run import FirstRun

SAMPLE_SUFFIX = "-xa-mau"


def begin(
    folder: Path, held: ExitStack, environment: Environment, progress: Progress, *, sample: bool
) -> "tuple[Opening, bool] | None":
    """Hold a data folder, and make the sample commune there where it is wanted and missing.

    Args:
        folder: of the store.
        held: takes the lock of the store.
        environment: resources and clock.
        progress: told how far the sample is.
        sample: whether it is wanted.

    Returns:
        The folder and whether there is a store to unlock; None if a window works with it, which is in front now.

    Raises:
        StoreBusy: something else works with it.
        StorageError: the folder cannot be written.
    """
    if first_window.bring_forward(folder):
        return None
    held.enter_context(instance_lock.held(StorePaths.in_folder(folder)))
    opening = Opening(folder, environment, sample=sample)
    return opening, opening.prepare(progress)


class Opening:
    """One data folder: whether there is a store, who may log in, unlocking, locking.

    Args:
        folder: of the store.
        environment: resources and clock.
        sample: make the sample commune when there is no store yet.
    """

    def __init__(self, folder: Path, environment: Environment, *, sample: bool):
        self.folder = folder
        self.environment = environment
        self.sample = sample
        self._held = ExitStack()
        self._began = False

    def prepare(self, progress: Progress) -> bool:
        """Make the sample commune where it is wanted and missing.

        Returns:
            Whether there is a store to unlock.
        """
        if self.sample and not setup.exists(self.folder):
            setup.lock(demo.build(self.folder, self.environment, progress=progress))
        exists = setup.exists(self.folder)
        if not exists:
            from antq_desktop.gui.screens import first_run  # noqa: F401, PLC0415 - read while nothing stands still
        return exists

    def logins(self) -> list[str]:
        """Who may log in."""
        return setup.logins(self.folder)

    @property
    def sample_password(self) -> str:
        """Password of the sample commune; empty for real stores."""
        return demo.PASSWORD if self.sample else ""

    def unlock(self, login: str, password: str) -> Office:
        """Open the store; see `services.setup.unlock`."""
        return setup.unlock(self.folder, login or None, password, self.environment)

    def confirm(self, office: Office, password: str) -> None:
        """Check that the officer at work is the one who comes back, in the same roles; see `services.officers`."""
        officers.confirm(office, password)
        officers.require_unchanged_roles(office)

    def last_login(self) -> str:
        """Who worked on this machine last; empty for nobody."""
        return looks.read_login(StorePaths.in_folder(self.folder))

    def remember_login(self, office: Office) -> None:
        """Offer this officer first the next time."""
        looks.write_login(office.paths, office.officer.login)

    def lock(self, office: Office) -> None:
        """Close the store and drop its key."""
        setup.lock(office)

    def first_run(self, frame: Frame) -> "FirstRun":
        """The steps that set a new store up."""
        from antq_desktop.gui.screens.first_run import FirstRun  # noqa: PLC0415 - brings what draws papers

        page = FirstRun(
            self.folder, self.environment, frame.tasks, frame.icons, frame.trouble, open_sample=self.open_sample
        )
        frame.closing.connect(page.abandon)
        frame.closing.connect(self.leave)
        return page

    def recover(self, frame: Frame, login: str, opened: Callable[[Office], object]) -> None:
        """Ask for the two halves and a new password; `opened` takes the store."""
        from antq_desktop.gui.screens.recover import RecoverDialog  # noqa: PLC0415 - seen hardly ever

        asked = RecoverDialog(frame.icons, frame.tasks, frame.trouble, self.logins(), login, frame)
        asked.go(self._open_with_halves, opened)

    def _open_with_halves(self, login: str, halves: tuple[str, str], password: str) -> Office:
        return restoring.recover(self.folder, halves, login, password, self.environment)

    def open_sample(self, progress: Progress) -> Office:
        """Turn to the sample commune in a folder of its own beside the real one, where nothing is written."""
        folder = self.folder.with_name(f"{self.folder.name}{SAMPLE_SUFFIX}")
        with ExitStack() as held:
            held.enter_context(instance_lock.held(StorePaths.in_folder(folder)))
            office = demo.opened(folder, self.environment, progress)
            self._held.enter_context(held.pop_all())
        self.folder, self.sample = folder, True
        return office

    def leave(self) -> None:
        """Let go of the sample commune's folder."""
        self._held.close()

    def listen(self, frame: Frame) -> FirstWindow:
        """Let second starts on the folder bring this window to the front, until it closes."""
        made = FirstWindow(self.folder, frame)
        frame.closing.connect(made.close)
        return made

    def help_desk(self, frame: Frame) -> HelpDesk:
        """The help of the window."""
        return HelpDesk(frame, frame.icons)

    def session_watch(self, frame: Frame) -> SessionWatch:
        """What tells when the machine's own session is locked."""
        made = SessionWatch(dict(os.environ), frame)
        made.watch(frame)
        return made

    def main_page(self, office: Office, frame: Frame) -> MainPage:
        """What is shown once the store is open; every store but the sample gets its backups."""
        page = MainPage(office, frame.tasks, frame.icons, frame.trouble, frame.notices)
        if not self.sample:
            make = upkeep.daily_backup if self._began else upkeep.opening_backup
            page.view.run("Sao lưu hằng ngày", lambda _progress: make(office), lambda _backup: None)
            self._began = True
            LastBackup(page, frame)
        return page


def is_main(page: QWidget | None) -> bool:
    """Whether a page is the unlocked one."""
    return isinstance(page, MainPage)
