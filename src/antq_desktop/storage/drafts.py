"""What was being typed, in a small encrypted file of its own, so that an import never holds it up.

A damaged drafts file never stops the program: it is put aside and begun anew.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

from sqlcipher3 import dbapi2

from antq_desktop.domain.errors import StoreDamaged
from antq_desktop.storage.connect import connect, translate
from antq_desktop.storage.sealed_text import derive, disk_error

_PURPOSE = "antq/drafts/1"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS draft(officer BLOB NOT NULL, register TEXT NOT NULL, record BLOB NOT NULL,"
    " content TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(officer, register, record)) STRICT"
)
NEW = b""
_BESIDE = re.compile(r"/\d+$")
PATIENCE_MS = 500
"""How long a draft waits for another writer: the window stands still meanwhile, perhaps before it is covered."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Something not saved yet.

    Attributes:
        register: where it would go; with a number behind it where it is kept beside another draft of that place.
        record: the record being changed, or None for a new one.
        values: texts by field key, as typed.
        at: when it was kept.
    """

    register: str
    record: UUID | None
    values: Mapping[str, Any]
    at: datetime

    @property
    def place(self) -> str:
        """Where it would go, without the number."""
        return _BESIDE.sub("", self.register)


class Drafts:
    """The drafts of all officers of a store.

    Args:
        path: the file; made when missing.
        key: the database key; the file has one derived from it.

    Raises:
        StorageError: busy, full, not writable; a sound file is never put aside for that.
    """

    def __init__(self, path: Path, key: bytes):
        self.set_aside: Path | None = None
        self._path = path
        self._aside = path.with_name(path.name + ".damaged")
        self._lock = Lock()
        self._key = derive(key, _PURPOSE)
        self._connection = self._open()

    def _open(self) -> Any:
        try:
            return self._connect()
        except StoreDamaged:
            self.set_aside = self._aside
            self._path.replace(self._aside)
            for suffix in ("-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> Any:
        """Open the file and look at every page, so that damage shows now and not under somebody's hands."""
        try:
            connection = connect(self._path, self._key)
        except dbapi2.Error as reason:
            raise translate(reason) from reason
        try:
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            connection.execute(_TABLE)
            sound = [row[0] for row in connection.execute("PRAGMA quick_check")] == ["ok"]
        except dbapi2.Error as reason:
            connection.close()
            raise translate(reason) from reason
        if not sound:
            connection.close()
            raise StoreDamaged("Tệp bản nháp bị hỏng.")
        return connection

    def keep(self, officer: UUID, register: str, record: UUID | None, values: Mapping[str, Any], at: datetime) -> None:
        """Keep what is typed; a newer draft takes the place of the one before.

        Raises:
            StorageError: no room, not writable.
        """
        content = json.dumps(dict(values), ensure_ascii=False)
        cells = (officer.bytes, register, record.bytes if record else NEW, content, at.isoformat())
        self._run("INSERT OR REPLACE INTO draft VALUES(?, ?, ?, ?, ?)", cells)

    def find(self, officer: UUID, register: str, record: UUID | None) -> Draft | None:
        """The draft of a form, if there is one."""
        cells = (officer.bytes, register, record.bytes if record else NEW)
        sql = "SELECT register, record, content, at FROM draft WHERE officer = ? AND register = ? AND record = ?"
        rows = self._run(sql, cells)
        return _draft(rows[0]) if rows else None

    def all_of(self, officer: UUID) -> list[Draft]:
        """An officer's drafts, newest first."""
        sql = "SELECT register, record, content, at FROM draft WHERE officer = ? ORDER BY at DESC, rowid DESC"
        return [_draft(row) for row in self._run(sql, (officer.bytes,))]

    def forget(self, officer: UUID, register: str, record: UUID | None) -> None:
        """Drop a draft once its record is saved or the officer gives it up."""
        cells = (officer.bytes, register, record.bytes if record else NEW)
        self._run("DELETE FROM draft WHERE officer = ? AND register = ? AND record = ?", cells)

    def erase(self, record: UUID, names: Iterable[str] = ()) -> None:
        """Drop every draft about a record or with one of its names, of every officer, and the pages it stood on.

        A damaged file that was put aside goes too: what cannot be read cannot be searched for the record.

        Raises:
            StorageError: the files cannot be written.
        """
        self._run("DELETE FROM draft WHERE record = ?", (record.bytes,))
        for said in (str(record), *names):
            self._run("DELETE FROM draft WHERE instr(content, ?) > 0", (json.dumps(said, ensure_ascii=False)[1:-1],))
        self._run("PRAGMA wal_checkpoint(TRUNCATE)", ())
        try:
            self._aside.unlink(missing_ok=True)
        except OSError as reason:
            raise disk_error(reason, self._aside) from reason

    def hold(self, words: str) -> bool:
        """Whether some officer's draft holds some words."""
        said = json.dumps(words, ensure_ascii=False)[1:-1]
        return bool(self._run("SELECT 1 FROM draft WHERE instr(content, ?) > 0 LIMIT 1", (said,)))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _run(self, sql: str, cells: tuple[Any, ...]) -> list[Any]:
        try:
            with self._lock:
                return list(self._connection.execute(sql, cells).fetchall())
        except dbapi2.Error as reason:
            raise translate(reason) from reason


def _draft(row: Any) -> Draft:
    register, record, content, at = row
    uid = UUID(bytes=bytes(record)) if record else None
    return Draft(register, uid, json.loads(content), datetime.fromisoformat(at))
