"""What encryption costs on everyday work: the same engine with a key and without."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2
from tests.bench.measure import WORK, Result
from tests.bench.people import people

from antq_desktop.domain.text import fold
from antq_desktop.storage.connect import connect

COMMITS = 300
LOOKUPS = 20_000
SEARCHES = 2_000


def run(*, quick: bool) -> list[Result]:
    """Ratio keyed to unkeyed by processor time, best of several turns."""
    count = 20_000 if quick else 100_000
    WORK.mkdir(parents=True, exist_ok=True)
    keyed, plain = _open(WORK / "keyed.db", count, b"k" * 32), _open(WORK / "plain.db", count, None)
    works: dict[str, Callable[[Any], None]] = {
        "commit": _commit,
        "lookup": lambda c: _lookup(c, count),
        "search": _search,
    }
    results = []
    for name, work in works.items():
        times = [(_cpu(work, keyed), _cpu(work, plain)) for _ in range(5)]
        ratio = min(first for first, _ in times) / min(second for _, second in times)
        results.append(Result("encryption", f"{name}, keyed / unkeyed", ratio, "<= 1.3", "", f"{count:,} rows"))
    keyed.close()
    plain.close()
    return results


def _cpu(work: Callable[[Any], None], connection: Any) -> float:
    begun = time.thread_time()
    work(connection)
    return time.thread_time() - begun


def _open(path: Path, count: int, key: bytes | None) -> Any:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if key is not None:
        connection = connect(path, key)
    else:
        connection = dbapi2.connect(str(path), isolation_level=None)
        for setting in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "secure_delete = ON"):
            connection.execute(f"PRAGMA {setting}")
    connection.execute("CREATE TABLE h(id INTEGER PRIMARY KEY, name TEXT, f TEXT) STRICT")
    connection.execute(
        "CREATE VIRTUAL TABLE ft USING fts5(f, content='h', content_rowid='id', detail=none, tokenize=ascii)"
    )
    connection.execute("BEGIN")
    rows = ((number, name, fold(name)) for number, (name, _) in enumerate(people(count)))
    connection.executemany("INSERT INTO h VALUES(?, ?, ?)", rows)
    connection.execute("INSERT INTO ft(ft) VALUES('rebuild')")
    connection.execute("COMMIT")
    return connection


def _commit(connection: Any) -> None:
    for number in range(COMMITS):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE h SET name = name || '' WHERE id = ?", (number * 7,))
        connection.execute("COMMIT")


def _lookup(connection: Any, count: int) -> None:
    for number in range(LOOKUPS):
        connection.execute("SELECT name FROM h WHERE id = ?", (number * 7919 % count,)).fetchone()


def _search(connection: Any) -> None:
    for number in range(SEARCHES):
        word = ("nguyen", "tran", "hoa", "van", "thi")[number % 5]
        connection.execute("SELECT rowid FROM ft WHERE ft MATCH ? LIMIT 50", (f"{word}*",)).fetchall()
