"""What a command works with: where, when, with which password; the answer it gives."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from antq_desktop.domain.dates import VIETNAM, NotADate, parse_date
from antq_desktop.domain.errors import PasswordRefused, UsageError
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.services import setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.upkeep import daily_backup
from antq_desktop.storage import instance_lock
from antq_desktop.storage.places import StorePaths, default_data_folder

EARLIEST, LATEST = 1971, 2500


@dataclass(slots=True)
class Answer:
    """What a command says: for scripts, for people, and how it ends."""

    data: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    exit_code: int = 0


class OnTerminal:
    """Progress as one line that is written over, on a terminal only."""

    def __init__(self, out: TextIO):
        self._out = out

    def step(self, done: int, total: int | None = None, label: str = "") -> None:
        """Show how far the work is."""
        whole = f"/{total}" if total else ""
        self._out.write(f"\r{label} {done}{whole}   ")
        self._out.flush()


@dataclass(slots=True)
class Session:
    """One run of the command line.

    Attributes:
        folder: data folder.
        login: officer to unlock as, or None to try every slot.
        environ: environment variables.
        stdin: for passwords.
        progress: shown on a terminal.
        environment: resources, clock, price of a password guess.
        from_stdin: passwords come line by line from `stdin`.
    """

    folder: Path
    login: str | None
    environ: Mapping[str, str]
    stdin: TextIO
    progress: Progress
    environment: Environment
    from_stdin: bool = False
    _typed: str | None = None

    def password(self) -> str:
        """The officer's password.

        Raises:
            PasswordRefused: none was given.
        """
        if self._typed is None:
            self._typed = self._secret("ANTQ_PASSWORD")
        return self._typed

    def new_password(self) -> str:
        """A password to be set: ANTQ_NEW_PASSWORD, or the next line of the input.

        Raises:
            PasswordRefused: none was given.
        """
        self.password()
        return self._secret("ANTQ_NEW_PASSWORD")

    def passphrase(self) -> str:
        """Passphrase of an authority.

        Raises:
            PasswordRefused: none was given.
        """
        for name in ("ANTQ_AUTHORITY_PASSPHRASE", "ANTQ_PASSWORD"):
            if self.environ.get(name):
                return self.environ[name]
        return self._secret("ANTQ_AUTHORITY_PASSPHRASE")

    def _secret(self, name: str) -> str:
        text = self.stdin.readline().rstrip("\r\n") if self.from_stdin else self.environ.get(name, "")
        if not text:
            raise PasswordRefused(f"Chưa có mật khẩu ({name}).", do=f"Đặt biến {name} hoặc dùng --password-stdin.")
        return text

    @contextmanager
    def office(self, *, writes: bool = True) -> Iterator[Office]:
        """The unlocked office; a command that writes is alone with the store.

        Raises:
            AntqError: locked, damaged, wrong password, in words.
        """
        paths = StorePaths.in_folder(self.folder)
        if not writes or not paths.database.exists():
            with self._unlocked() as office:
                yield office
            return
        with instance_lock.held(paths), self._unlocked() as office:
            daily_backup(office)
            yield office

    @contextmanager
    def _unlocked(self) -> Iterator[Office]:
        office = setup.unlock(self.folder, self.login, self.password(), self.environment)
        try:
            yield office
        finally:
            setup.lock(office)

    def day(self, text: str) -> date:
        """A date of an option.

        Raises:
            UsageError: it is none.
        """
        try:
            return parse_date(text)
        except NotADate as reason:
            raise UsageError(str(reason)) from reason


def clock_of(environ: Mapping[str, str]) -> Callable[[], datetime]:
    """The machine's clock, or the time fixed by ANTQ_NOW; a time without zone is Viet Nam's.

    Raises:
        UsageError: ANTQ_NOW is no ISO time, or of a year no computer shows.
    """
    fixed = environ.get("ANTQ_NOW")
    if not fixed:
        return lambda: datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as reason:
        raise UsageError(f"ANTQ_NOW “{fixed[:40]}” không phải giờ ISO.", do="Ví dụ 2026-05-20T08:00:00.") from reason
    if not EARLIEST <= moment.year <= LATEST:
        raise UsageError(f"ANTQ_NOW “{fixed[:40]}” ngoài khoảng {EARLIEST}–{LATEST}.", do="Đặt lại ANTQ_NOW.")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    return lambda: aware


def data_folder(given: str | None, environ: Mapping[str, str]) -> Path:
    """Folder of the store: the option, ANTQ_DATA, or the user's own."""
    text = given or environ.get("ANTQ_DATA")
    return Path(text) if text else default_data_folder()


def quiet_or_shown(out: TextIO, *, quiet: bool) -> Progress:
    """Progress for people at a terminal, nothing for scripts."""
    return Silent() if quiet or not out.isatty() or os.environ.get("CI") else OnTerminal(out)
