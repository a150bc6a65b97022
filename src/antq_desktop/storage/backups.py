"""Backups: made from the live database, verified by opening, thinned, restored with the old file kept aside.

Kept: the newest of 7 days, of 4 weeks and of 6 months, however many a day were made, beside it the first of the last
day, and those made before a migration, import or receipt; when they take more room than allowed, the oldest go first.
"""

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.errors import StorageError, StoreDamaged, StoreMissing
from antq_desktop.storage.connect import connect, translate
from antq_desktop.storage.places import SUFFIX, StorePaths
from antq_desktop.storage.schema import APPLICATION_ID, refuse_newer
from antq_desktop.storage.sealed_text import disk_error, flush_folder, make_folder, replace_file

ROOM = 2 << 30
DAILY, WEEKLY, MONTHLY = 7, 4, 6
_NAME = re.compile(r"(.+)-(\d{8}-\d{6})(?:-(\d+))?-([a-z]+)\.antq")
THINNED = frozenset({"daily", "manual", "closing"})
REASONS = ("daily", "manual", "closing", "migration", "import", "receive", "restore", "usb")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in a folder.

    Attributes:
        path: the database copy; its key file stands beside it.
        made_at: as its name says, in Viet Nam's time.
        reason: one of `REASONS`.
        size: bytes.
    """

    path: Path
    made_at: datetime
    reason: str
    size: int


def make(paths: StorePaths, key: bytes, reason: str, now: datetime, folder: Path | None = None) -> Backup:
    """Copy the live database, open the copy and check every page of it, then keep it.

    Args:
        paths: the store.
        key: its key.
        reason: one of `REASONS`.
        now: for the name.
        folder: where; the store's own backup folder when left out.

    Raises:
        StoreMissing: there is no database to copy.
        StoreDamaged: the copy does not verify; it is removed.
        StorageError: no room, not writable.
    """
    if not paths.database.exists():
        raise StoreMissing(f"Không có tệp {paths.database.name} để sao lưu.", do="Tìm lại tệp, hoặc phục hồi.")
    target = folder or paths.backups
    make_folder(target)
    try:
        path = _free_name(target, paths.database.stem, now, reason)
        partial = path.with_suffix(".partial")
        _copy(paths.database, partial, key)
        partial.replace(path)
        if paths.keys.exists():
            _copy_file(paths.keys, path.with_suffix(".keys"))
        flush_folder(target)
    except OSError as reason_:
        raise disk_error(reason_, target / "sao-luu") from reason_
    return Backup(path, now, reason, path.stat().st_size)


def _free_name(folder: Path, stem: str, now: datetime, reason: str) -> Path:
    stamp = now.astimezone(VIETNAM).strftime("%Y%m%d-%H%M%S")
    path = folder / f"{stem}-{stamp}-{reason}.antq"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{stamp}-{number}-{reason}.antq"
    return path


def _copy(source: Path, target: Path, key: bytes) -> None:
    target.unlink(missing_ok=True)
    try:
        connection = connect(source, key)
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.close()
        verify(target, key)
    except dbapi2.Error as reason:
        target.unlink(missing_ok=True)
        raise translate(reason) from reason
    except StorageError:
        target.unlink(missing_ok=True)
        raise


def _copy_file(source: Path, target: Path) -> None:
    """Copy a file and wait until the disk has it."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def verify(path: Path, key: bytes) -> None:
    """Open a copy and check every page.

    Raises:
        StoreDamaged: it does not open with this key, is not one of ours, or a page does not verify.
        StoreTooNew: it is of a later program.
        StoreMissing, StorageError: it is not there, or the disk is at fault, which says nothing about the copy.
    """
    try:
        connection = connect(path, key, read_only=True)
        try:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
            found = [row[0] for row in connection.execute("PRAGMA quick_check")]
            found += [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
        finally:
            connection.close()
    except dbapi2.Error as reason:
        told = translate(reason)
        raise (_damaged(path) if isinstance(told, StoreDamaged) else told) from reason
    if not ours or found != ["ok"]:
        raise _damaged(path)
    refuse_newer(schema)


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(f"Bản sao {path.name} không mở được bằng khóa này hoặc bị hỏng.", do="Chọn bản sao lưu khác.")


def made_at(path: Path) -> datetime | None:
    """When a backup was made, as its name tells, or None."""
    parts = _NAME.fullmatch(path.name)
    return None if parts is None else _made_at(parts[2])


def listed(folder: Path) -> list[Backup]:
    """Backups in a folder, newest first; other files are left out."""
    found = []
    for path in folder.glob("*.antq") if folder.is_dir() else ():
        parts = _NAME.fullmatch(path.name)
        made = made_at(path)
        if parts is not None and made is not None:
            about = path.stat()
            found.append((made, about.st_mtime_ns, Backup(path, made, parts[4], about.st_size)))
    return [backup for *_, backup in sorted(found, key=lambda each: (*each[:2], each[2].path.name), reverse=True)]


def _made_at(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d-%H%M%S").replace(tzinfo=VIETNAM)
    except ValueError:
        return None


def thin(folder: Path, room: int = ROOM, made: Path | None = None) -> list[Path]:
    """Remove what the plan does not keep and what was begun and never finished; the newest always stays.

    Args:
        folder: of the backups.
        room: bytes they may take.
        made: just now; it stays whatever day the clock says.

    Returns:
        The backups that were removed.
    """
    for unfinished in folder.glob("*.partial") if folder.is_dir() else ():
        if _NAME.fullmatch(unfinished.with_suffix(SUFFIX).name):
            unfinished.unlink(missing_ok=True)
    known = listed(folder)
    kept = [backup for backup in known if backup.path in {made, *_kept(known)}]
    removed = [backup for backup in known if backup not in kept]
    taken = sum(backup.size for backup in kept)
    for backup in reversed(kept[1:]):
        if taken <= room:
            break
        removed.append(backup)
        taken -= backup.size
    for backup in removed:
        backup.path.unlink(missing_ok=True)
        backup.path.with_suffix(".keys").unlink(missing_ok=True)
    return [backup.path for backup in removed]


def _kept(known: list[Backup]) -> set[Path]:
    plans: tuple[tuple[int, Callable[[Backup], object]], ...] = (
        (DAILY, lambda backup: backup.made_at.date()),
        (WEEKLY, lambda backup: backup.made_at.isocalendar()[:2]),
        (MONTHLY, lambda backup: (backup.made_at.year, backup.made_at.month)),
    )
    kept = {backup.path for backup in known if backup.reason not in THINNED}
    kept.update(backup.path for backup in _first_of_last_day(known))
    for count, of in plans:
        seen: set[object] = set()
        for backup in known:
            if of(backup) not in seen and len(seen) < count:
                seen.add(of(backup))
                kept.add(backup.path)
    return kept


def _first_of_last_day(known: list[Backup]) -> list[Backup]:
    """What the last day began with: the way back from what went wrong in it and was closed over."""
    return [backup for backup in known if backup.made_at.date() == known[0].made_at.date()][-1:]


def stage(paths: StorePaths, backup: Path, key: bytes) -> Path:
    """Copy a backup beside the database and verify it there; the database stays what it is.

    Returns:
        The copy, for `exchange`.

    Raises:
        StoreMissing, StoreDamaged, StoreTooNew: the backup; nothing is left of the copy.
        StorageError: no room; nothing is left of the copy.
    """
    if not backup.is_file():
        raise StoreMissing(f"Không có tệp {backup.name}.", do="Chọn lại tệp sao lưu.")
    verify(backup, key)
    staged = paths.database.with_suffix(".restoring")
    try:
        paths.folder.mkdir(parents=True, exist_ok=True)
        _copy_file(backup, staged)
        verify(staged, key)
    except OSError as reason:
        staged.unlink(missing_ok=True)
        raise disk_error(reason, paths.database) from reason
    except StorageError:
        staged.unlink(missing_ok=True)
        raise
    return staged


def exchange(paths: StorePaths, staged: Path, key: bytes, now: datetime) -> Path:
    """Put a staged copy in the place of the database, which is kept aside under a dated name with its log.

    The caller has closed the store, and draws a new epoch afterwards.

    Returns:
        Where the database that was live is now, if there was one.

    Raises:
        StorageError: what the system said; every file is where it was.
    """
    try:
        aside = _free_aside(paths, now)
        _settle(paths, key, aside)
        _exchange(paths, staged, aside)
        flush_folder(paths.folder)
    except OSError as reason:
        raise disk_error(reason, paths.database) from reason
    return aside


def _settle(paths: StorePaths, key: bytes, aside: Path) -> None:
    """Bring a write-ahead log that a crash left into the file.

    SQLite deletes the log of a database it cannot read, so that a copy is kept until the file has taken it in.
    """
    log = paths.database.with_name(paths.database.name + "-wal")
    if not paths.database.exists() or not log.exists():
        return
    kept = aside.with_name(aside.name + "-wal")
    _copy_file(log, kept)
    with contextlib.suppress(dbapi2.Error):
        connection = connect(paths.database, key)
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
        if not busy:
            kept.unlink()


def _free_aside(paths: StorePaths, now: datetime) -> Path:
    stem = f"{paths.database.stem}-{now.astimezone(VIETNAM):%Y%m%d-%H%M%S}"
    aside = paths.database.with_name(f"{stem}.before-restore")
    number = 1
    while aside.exists():
        number += 1
        aside = paths.database.with_name(f"{stem}-{number}.before-restore")
    return aside


def _exchange(paths: StorePaths, new: Path, aside: Path) -> None:
    """Move the database with its log aside and the new one in its place; all of it, or back as it was.

    Raises:
        OSError: what the system said; every file is where it was.
    """
    with contextlib.ExitStack() as back:
        for suffix in ("-wal", "-shm"):
            log = paths.database.with_name(paths.database.name + suffix)
            if log.exists():
                kept = aside.with_name(aside.name + suffix)
                log.replace(kept)
                back.callback(kept.replace, log)
        if paths.database.exists():
            _keep_aside(paths.database, aside, back)
        new.replace(paths.database)
        back.pop_all()


def _keep_aside(database: Path, aside: Path, back: contextlib.ExitStack) -> None:
    """Give the database a second name, so that at no moment there is none; move it where a disk knows no links."""
    try:
        aside.hardlink_to(database)
        back.callback(aside.unlink)
    except OSError:
        database.replace(aside)
        back.callback(aside.replace, database)


def renew_keys(paths: StorePaths) -> None:
    """Put today's key file beside every backup, so that a password given up since opens none of them.

    Raises:
        StorageError: not readable or not writable.
    """
    try:
        keys = paths.keys.read_bytes()
        for backup in listed(paths.backups):
            replace_file(backup.path.with_suffix(".keys"), keys)
    except OSError as reason:
        raise disk_error(reason, paths.backups) from reason


def copy_out(backup: Backup, folder: Path, keys: bytes) -> Path:
    """Copy a backup to a stick with a key file that only the recovery halves open; read it back.

    Raises:
        StoreDamaged: what was read back differs.
        StorageError: no room, not writable.
    """
    target = folder / backup.path.name
    partial = target.with_suffix(".partial")
    make_folder(folder)
    try:
        _copy_file(backup.path, partial)
        if _digest(partial) != _digest(backup.path):
            partial.unlink()
            raise StoreDamaged("Bản sao đọc lại từ thẻ nhớ không giống bản gốc.", do="Dùng thẻ nhớ khác.")
        replace_file(target.with_suffix(".keys"), keys)
        partial.replace(target)
        flush_folder(folder)
    except OSError as reason:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise disk_error(reason, target) from reason
    return target


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
