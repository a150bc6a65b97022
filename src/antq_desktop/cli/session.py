"""What a command works with: where, when, with which password; the answer it gives."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from antq_desktop.domain.dates import NotADate, parse_date
from antq_desktop.domain.errors import PasswordRefused, UsageError
from antq_desktop.domain.progress import Progress
from antq_desktop.domain.text import fold
from antq_desktop.services import setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.upkeep import daily_backup
from antq_desktop.storage import instance_lock
from antq_desktop.storage.places import StorePaths, default_data_folder, refuse_network

LOCK_WAIT = 0.8


@dataclass(slots=True)
class Answer:
    """What a command says: for scripts, for people, and how it ends."""

    data: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    exit_code: int = 0


AGREEING = frozenset({"c", "co", "y", "yes"})


@dataclass(slots=True)
class Session:
    """One run of the command line.

    Attributes:
        folder: data folder.
        login: officer to unlock as, or None to try every slot.
        environ: environment variables.
        stdin: for passwords and answers.
        stderr: where questions are asked.
        progress: shown on a terminal.
        environment: resources, clock, price of a password guess.
        from_stdin: passwords come line by line from `stdin`.
        is_named: the folder was given as an option.
    """

    folder: Path
    login: str | None
    environ: Mapping[str, str]
    stdin: TextIO
    stderr: TextIO
    progress: Progress
    environment: Environment
    from_stdin: bool = False
    is_named: bool = False
    _typed: str | None = None

    def password(self) -> str:
        """The officer's password.

        Raises:
            PasswordRefused: none was given.
        """
        if self._typed is None:
            self._typed = self._secret("ANTQ_PASSWORD")
        return self._typed

    @property
    def has_password(self) -> bool:
        """Whether a password was offered."""
        return self.from_stdin or bool(self.environ.get("ANTQ_PASSWORD"))

    def new_password(self) -> str:
        """A password to be set: ANTQ_NEW_PASSWORD, or the next line of the input.

        Raises:
            PasswordRefused: none was given.
        """
        self.password()
        return self._secret("ANTQ_NEW_PASSWORD")

    def passphrase(self, *, typed: bool) -> str:
        """Passphrase of an authority: a line of the input, its own variable, or the officer's password.

        Args:
            typed: it comes on the next line of the input.

        Raises:
            PasswordRefused: none was given.
        """
        if typed:
            return self._secret("--passphrase-stdin", typed=True)
        given = self.environ.get("ANTQ_AUTHORITY_PASSPHRASE")
        if given or not self.has_password:
            return given or self._secret("ANTQ_AUTHORITY_PASSPHRASE")
        return self.password()

    def agreed(self, question: str) -> bool | None:
        """Whether the person at the terminal agrees; None where there is nobody to ask, as in scripts."""
        if self.from_stdin or not self.stdin.isatty():
            return None
        self.stderr.write(f"{question} [c = có, Enter = không] ")
        self.stderr.flush()
        return fold(self.stdin.readline()) in AGREEING

    def _secret(self, name: str, *, typed: bool = False) -> str:
        typed = typed or self.from_stdin
        text = self.stdin.readline().rstrip("\r\n") if typed else self.environ.get(name, "")
        if not text:
            raise PasswordRefused(f"Chưa có mật khẩu ({name}).", do=f"Đặt biến {name} hoặc dùng --password-stdin.")
        return text

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the data folder: no window and no other command writes there meanwhile; nobody holds one that is not.

        Raises:
            StoreBusy: another program holds it.
            StorageError: a network folder, or one that cannot be written.
        """
        refuse_network(self.folder)
        if not self.folder.is_dir():
            yield
            return
        with instance_lock.held(StorePaths.in_folder(self.folder), LOCK_WAIT):
            yield

    @contextmanager
    def office(self, *, writes: bool = True) -> Iterator[Office]:
        """The unlocked office; a command that writes is alone with the store.

        Raises:
            AntqError: locked, damaged, wrong password, in words.
        """
        if not writes or not setup.exists(self.folder):
            with self._unlocked() as office:
                yield office
            return
        with self.alone(), self._unlocked() as office:
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


def data_folder(given: str | None, environ: Mapping[str, str]) -> Path:
    """Folder of the store: the option, ANTQ_DATA, or the user's own."""
    text = given or environ.get("ANTQ_DATA")
    return Path(text) if text else default_data_folder()
