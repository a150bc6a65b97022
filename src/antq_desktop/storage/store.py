"""The open database: reading transactions, operations, settings. The only way in for services."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.errors import DiskFull
from antq_desktop.domain.ids import new_uid
from antq_desktop.storage import reserve, settings
from antq_desktop.storage.engine import few_pages, is_written_to, open_engine, transaction
from antq_desktop.storage.journal import ChainLink
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.schema import bring_up
from antq_desktop.storage.writing import Writing, touched_sets

EPOCH = "journal_epoch"
HLC = "hlc"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, as the journal remembers it.

    Attributes:
        officer: uid of the officer, None for the program itself.
        role: in which role.
    """

    officer: UUID | None
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What an operation is going to be.

    Attributes:
        title: Vietnamese, as undo and history will name it.
        actor: who does it.
        reason: why, where the rules ask for it.
        kind: `do`, `undo` or `redo`.
        target: the operation undone or redone.
        keep_empty: journal it even if no line changes (a list that left with names).
        bulk: it brings very many lines; memory is spared.
    """

    title: str
    actor: Actor
    reason: str | None = None
    kind: str = "do"
    target: UUID | None = None
    keep_empty: bool = False
    bulk: bool = False


@dataclass(slots=True)
class Outcome:
    """Filled when an operation ends."""

    changes: ChangeSet


class Store:
    """An unlocked database.

    Args:
        paths: the files that belong together.
        key: the database key, 32 bytes.
        device: uid of this device.
        clock: aware current time.
    """

    def __init__(self, paths: StorePaths, key: bytes, device: UUID, clock: Callable[[], datetime]):
        self.paths = paths
        self.device = device
        self.clock = clock
        self._key = key
        self._engine: Engine | None = open_engine(paths.database, key)

    @property
    def key(self) -> bytes:
        """The database key, for backups, drafts and the device file; gone after `close`."""
        return self._key

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        return self._engine is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot to read from; never blocks and is never blocked by an import.

        Raises:
            StorageError: damaged or unreadable.
        """
        with transaction(self._open_engine(), writes=False) as connection:
            yield connection

    def is_written_to(self) -> bool:
        """Whether a writing transaction is open: an import, a receipt. Another would have to wait for its end."""
        return is_written_to(self._open_engine())

    @contextmanager
    def settling(self) -> Iterator[Connection]:
        """A writing transaction outside the journal, for settings, import memory and the outbox.

        Raises:
            StorageError: busy, full, read-only, damaged.
        """
        with self._writing() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A writing transaction; on a full disk the reserve is given up, so that the next one finds room."""
        try:
            with transaction(self._open_engine(), writes=True) as connection:
                yield connection
        except DiskFull as reason:
            if not reserve.release(self.paths):
                raise
            raise DiskFull(
                reason.what,
                do="Chương trình vừa nhường ra 16 MB dự trữ: lưu lại lần nữa ngay, rồi giải phóng ổ đĩa.",
            ) from reason

    @contextmanager
    def operation(self, intent: Intent) -> Iterator[tuple[Writing, Outcome]]:
        """One operation of an officer: all of it or nothing.

        Args:
            intent: what is done, by whom and why.

        Yields:
            What to write with, and the outcome, whose `changes` are filled at the end.

        Raises:
            StorageError: busy, full, read-only, damaged; nothing was written.
        """
        now = self.clock()
        uid = new_uid(now)
        outcome = Outcome(ChangeSet(None, intent.title))
        with self._writing() as connection, _memory_for(connection, intent):
            number, previous = self._last_link(connection)
            row_id = self._begin(connection, uid, number, intent, now)
            writing = Writing(connection, row_id, uid, now.isoformat(), ChainLink(previous, uid, number))
            yield writing, outcome
            if writing.is_empty and not intent.keep_empty:
                connection.rollback()
                return
            writing.finish()
        count = sum(writing.counts.values())
        outcome.changes = ChangeSet(uid, intent.title, touched_sets(writing.touched), count, tuple(writing.notes))

    def _last_link(self, connection: Connection) -> tuple[int, bytes]:
        row = connection.exec_driver_sql(
            "SELECT n, chain FROM operation WHERE device = ? AND epoch = ? ORDER BY n DESC LIMIT 1",
            (self.device.bytes, epoch_of(connection).bytes),
        ).fetchone()
        return (1, b"") if row is None else (int(row[0]) + 1, bytes(row[1] or b""))

    def _begin(self, connection: Connection, uid: UUID, number: int, intent: Intent, now: datetime) -> int:
        officer = intent.actor.officer
        connection.exec_driver_sql(
            "INSERT INTO operation(uid, device, epoch, n, title, officer, role, reason, hlc, at, kind, target)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM operation WHERE uid = ?))",
            (
                uid.bytes,
                self.device.bytes,
                epoch_of(connection).bytes,
                number,
                intent.title,
                None if officer is None else officer.bytes,
                intent.actor.role,
                intent.reason,
                _tick(connection, now),
                now.isoformat(),
                intent.kind,
                None if intent.target is None else intent.target.bytes,
            ),
        )
        row = connection.exec_driver_sql("SELECT last_insert_rowid()").fetchone()
        return 0 if row is None else int(row[0])

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file and empty it."""
        with self._open_engine().connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")

    def close(self) -> None:
        """Close every connection and drop the key as far as Python can."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        self._key = b""

    def _open_engine(self) -> Engine:
        if self._engine is None:
            raise RuntimeError("the store is locked")
        return self._engine


def _memory_for(connection: Connection, intent: Intent) -> AbstractContextManager[None]:
    return few_pages(connection) if intent.bulk else nullcontext()


def epoch_of(connection: Connection) -> UUID:
    """The journal's present epoch."""
    text = settings.read(connection, EPOCH)
    assert text is not None  # noqa: S101 - every store is made with one
    return UUID(hex=text)


def draw_epoch(connection: Connection) -> UUID:
    """Begin a new random epoch: at creation and after every restore."""
    epoch = uuid4()
    settings.write(connection, EPOCH, epoch.hex)
    return epoch


def journal_head(connection: Connection) -> str | None:
    """Hex digest of the end of the newest chain, for packages, receipts and plans; an open operation does not count."""
    sql = "SELECT chain FROM operation WHERE chain IS NOT NULL ORDER BY id DESC LIMIT 1"
    row = connection.exec_driver_sql(sql).fetchone()
    return None if row is None else bytes(row[0]).hex()


def _tick(connection: Connection, now: datetime) -> int:
    """Hybrid logical clock: milliseconds shifted by 16 bits, never going back."""
    last = int(settings.read(connection, HLC) or 0)
    hlc = max(last + 1, int(now.timestamp() * 1000) << 16)
    settings.write(connection, HLC, str(hlc))
    return hlc


def create(paths: StorePaths, key: bytes) -> None:
    """Make the database file with its schema and first epoch.

    Raises:
        StorageError: the place does not take it.
    """
    bring_up(paths.database, key)
    engine = open_engine(paths.database, key)
    try:
        with transaction(engine, writes=True) as connection:
            draw_epoch(connection)
    finally:
        engine.dispose()
