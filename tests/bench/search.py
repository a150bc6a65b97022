"""Searching while typing, against plain FTS5 and a LIKE scan on the same encrypted engine and the same households."""

import random
import time
from collections.abc import Callable
from typing import Any

from tests.bench.measure import WORK, Result, quantile
from tests.bench.people import people
from tests.bench.stores import many_households

from antq_desktop.domain.text import fold
from antq_desktop.services.office import Office
from antq_desktop.storage import search
from antq_desktop.storage.connect import connect

LIMIT = 50
HARD = [
    "n",
    "t",
    "th",
    "nguyen z",
    "nguyen van d",
    "nguyen thi h",
    "tran siu",
    "le ksor",
    "nguyen nguyen",
    "hoa binh n",
    "to 1",
    "thon 1 tan lap",
    "so 399",
    "khỏe hòa",
    "dung dao dat",
    "vu vo",
    "zzzz",
    "q",
    "thi thi thi n",
    "van van ha",
    "siu thu",
    "quach quach dung",
    "lò thị ánh",
]


def queries(count: int) -> list[str]:
    """Names typed letter by letter in random order, and hard ones three times over."""
    drawn = random.Random(9)
    names = [name for name, _ in people(min(count, 40_000))]
    typed = [name[:length] for name in drawn.sample(names, 60) for length in range(1, len(name) + 1)]
    drawn.shuffle(typed)
    return [text for text in typed[:600] if text.strip()] + HARD * 3


def run(*, quick: bool) -> list[Result]:
    """Processor milliseconds of a query at the 99th percentile, and how much slower the peers are."""
    count = 100_000 if quick else 1_000_000
    asked = queries(count)
    with many_households(count) as office:
        peer = _peer(count)
        ours = _times(asked, lambda text: _ours(office, text))
        plain = _times(asked, lambda text: _plain(peer, text))
        like = _times(asked[: 120 if not quick else None] + HARD, lambda text: _like(peer, text))
        peer.close()
    ms = quantile(ours, 0.99) * 1000
    note = f"{count:,} households, p50 {quantile(ours, 0.5) * 1000:.2f} ms, max {max(ours) * 1000:.1f} ms CPU"
    return [
        Result("search", "p99 ms CPU", ms, note=note),
        Result("search", "x faster than plain FTS5 (p99)", quantile(plain, 0.99) * 1000 / ms, ">= 20", "30"),
        Result("search", "x faster than LIKE (p99)", quantile(like, 0.99) * 1000 / ms, ">= 20", "30"),
    ]


def _times(asked: list[str], ask: Callable[[str], object]) -> list[float]:
    for text in asked[:50]:
        ask(text)
    times = []
    for text in asked:
        begun = time.thread_time()
        ask(text)
        times.append(time.thread_time() - begun)
    return times


def _ours(office: Office, text: str) -> object:
    with office.store.reading() as connection:
        return search.find(connection, text, None, LIMIT)


def _peer(count: int) -> Any:
    path = WORK / f"peer-{count}.db"
    ready = path.exists()
    connection = connect(path, b"p" * 32)
    if not ready:
        _fill_peer(connection, count)
    return connection


def _fill_peer(connection: Any, count: int) -> None:
    connection.execute("CREATE TABLE h(id INTEGER PRIMARY KEY, name TEXT, addr TEXT, f TEXT) STRICT")
    connection.execute(
        "CREATE VIRTUAL TABLE ft USING fts5(name, addr, content='h', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("BEGIN")
    rows = ((number, name, addr, fold(f"{name} {addr}")) for number, (name, addr) in enumerate(people(count)))
    connection.executemany("INSERT INTO h VALUES(?, ?, ?, ?)", rows)
    connection.execute("INSERT INTO ft(ft) VALUES('rebuild')")
    connection.execute("COMMIT")


def _plain(connection: Any, text: str) -> object:
    words = fold(text).split()
    if not words:
        return []
    match = " ".join(f'"{word}"' for word in words) + ("*" if not text.endswith(" ") else "")
    sql = "SELECT h.id, h.name FROM ft JOIN h ON h.id = ft.rowid WHERE ft MATCH ? LIMIT ?"
    return connection.execute(sql, (match, LIMIT)).fetchall()


def _like(connection: Any, text: str) -> object:
    sql = "SELECT id, name FROM h WHERE f LIKE ? LIMIT ?"
    return connection.execute(sql, (f"%{fold(text)}%", LIMIT)).fetchall()
