"""Power gone, bits flipped, disk full, folder closed, somebody else writing: nothing acknowledged is ever lost."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from store_stories import (
    DEVICE,
    HOUSEHOLDS,
    RESIDENTIAL_AREAS,
    Clock,
    Made,
    add,
    area,
    everything,
    hash_of,
    household,
    operation,
    put_back,
    record,
    register_of,
    soundness,
)

from antq_desktop.domain.errors import DiskFull, StorageError, StoreBusy
from antq_desktop.storage import backups, lists, reserve, search
from antq_desktop.storage.connect import connect
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.sealed_text import replace_file
from antq_desktop.storage.store import Store
from hazards import bit_flips, kill_rounds


@pytest.mark.slow
def test_what_was_acknowledged_survives_twenty_kills(tmp_path: Path) -> None:
    report = kill_rounds(20, tmp_path)
    assert (report.rounds, report.lost, report.unsound) == (20, [], [])
    assert report.acknowledged >= 100


@pytest.mark.slow
def test_a_flipped_bit_is_noticed_and_never_read_as_data(tmp_path: Path) -> None:
    report = bit_flips(20, tmp_path)
    assert (report.rounds, report.refused, report.wrong, report.unsound) == (20, 20, [], [])


def fill(store: Store, kept: list[UUID]) -> None:
    """Add areas, one operation each, until there is no room; those that were acknowledged are in the list."""
    while True:
        kept.append(add(store, area(f"Thôn {len(kept)} " + "x" * 400)))


def test_a_full_disk_is_said_in_words_and_what_was_kept_stays(store: Store, made: Made) -> None:
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").fetchone()[0]
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")
    kept: list[UUID] = []
    with pytest.raises(DiskFull, match="đầy"):
        fill(store, kept)
    assert kept
    assert set(everything(store)) == set(kept)
    assert soundness(store).is_sound
    store.close()
    again = Store(made.paths, made.key, DEVICE, Clock())
    assert set(everything(again)) == set(kept)
    add(again, area("Còn chỗ rồi"))
    again.close()


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A file system of its own; skips where one may not be mounted."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("needs a mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_that_fills_up_loses_nothing_and_the_reserve_helps_out(made: Made, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "size=6m") as disk:
        here = made.copy(disk / "xa")
        assert not reserve.keep(here.paths, 4 << 20)
        assert reserve.keep(here.paths, 1 << 20)
        store = Store(here.paths, here.key, DEVICE, Clock())
        kept: list[UUID] = []
        with pytest.raises(DiskFull) as told:
            fill(store, kept)
        assert "lưu lại lần nữa" in told.value.do
        assert not reserve.release(here.paths), "it was given up"
        assert set(everything(store)) == set(kept)
        kept.append(add(store, area("Thôn vừa gõ khi đĩa đầy")))
        with pytest.raises(DiskFull):
            backups.make(here.paths, here.key, "manual", Clock()())
        assert set(everything(store)) == set(kept)
        with operation(store) as writing:
            writing.remove(RESIDENTIAL_AREAS, kept[0])
        store.close()
        again = Store(here.paths, here.key, DEVICE, Clock())
        assert set(everything(again)) == set(kept[1:])
        assert soundness(again).is_sound
        again.close()


def test_a_restore_that_does_not_fit_leaves_the_store_as_it_was(made: Made, tmp_path: Path) -> None:
    kept = backups.make(made.paths, made.key, "manual", Clock()())
    with small_disk(tmp_path / "small", "size=2m") as disk:
        folder = disk / "xa"
        folder.mkdir()
        here = Made(StorePaths(folder / "antq.antq"), made.key, made.database, made.halves)
        for path in (made.paths.database, made.paths.keys):
            shutil.copyfile(path, folder / path.name)
        free = shutil.disk_usage(disk).free
        (disk / "other").write_bytes(b"x" * max(0, free - (64 << 10)))
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        with pytest.raises(DiskFull):
            put_back(here.paths, kept.path, here.key, Clock()())
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_that_does_not_fit_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    replace_file(path, b"old")
    (tmp_path / "a.keys.partial").symlink_to("/dev/full")
    with pytest.raises(DiskFull, match=r"a\.keys"):
        replace_file(path, b"new" * 10_000)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


LIMITED = """
import os, sys
from pathlib import Path
from antq_desktop.domain.errors import StorageError
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.store import Store
from store_stories import Clock, DEVICE, add, area
store = Store(StorePaths(Path(sys.argv[1])), bytes.fromhex(sys.argv[2]), DEVICE, Clock())
if os.getuid() == 0 and sys.argv[3] == "nobody":
    os.setuid(65534)
try:
    for number in range(100_000):
        one = area("x" * 400)
        add(store, one)
        print(one.uid.hex, flush=True)
except StorageError as reason:
    print("refused", type(reason).__name__, flush=True)
"""


def run_limited(made: Made, limit: int, who: str = "anybody") -> list[str]:
    """Add areas in another process until it is refused; returns what it said."""

    def before() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-c", LIMITED, str(made.paths.database), made.key.hex(), who]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run(command, env=environment, preexec_fn=before, capture_output=True, text=True, check=True)
    return str(done.stdout).splitlines()


def test_a_file_that_may_not_grow_refuses_and_keeps_what_was_acknowledged(made: Made) -> None:
    *kept, last = run_limited(made, made.paths.database.stat().st_size + (1 << 20))
    assert last.split()[0] == "refused"
    store = Store(made.paths, made.key, DEVICE, Clock())
    assert {uid.hex for uid in everything(store)} >= set(kept)
    assert soundness(store).is_sound
    store.close()


def test_a_folder_that_may_not_be_written_is_said_in_words(made: Made) -> None:
    """As another user where tests run as root, whom no permission holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        here = made.copy(folder / "xa")
        for path in (folder, here.paths.folder):
            path.chmod(0o555)
        for path in here.paths.folder.iterdir():
            path.chmod(0o444)
        try:
            assert run_limited(here, 1 << 30, "nobody") == ["refused StoreReadOnly"]
        finally:
            here.paths.folder.chmod(0o755)
            folder.chmod(0o755)


def test_a_second_writer_is_told_to_wait_and_readers_go_on(store: Store, made: Made) -> None:
    one = area()
    add(store, one)
    with store.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    other = connect(made.paths.database, made.key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="chương trình khác"):
        add(store, area("Thôn Hai"))
    assert record(store, one) == one
    other.execute("ROLLBACK")
    other.close()
    add(store, area("Thôn Hai"))
    assert soundness(store).is_sound


def test_reading_goes_on_during_a_long_import(store: Store) -> None:
    here = area()
    add(store, here)
    before = hash_of(store)
    inside, finish = threading.Event(), threading.Event()
    failed: list[BaseException] = []

    def long_import() -> None:
        try:
            with operation(store, "Nhập danh sách") as writing:
                for number in range(6_000):
                    for each in household(f"Nguyễn Văn {chr(65 + number % 26)}", here.uid):
                        writing.add(each, register_of(each))
                inside.set()
                finish.wait(30)
        except BaseException as reason:
            failed.append(reason)
            raise
        finally:
            inside.set()

    thread = threading.Thread(target=long_import)
    thread.start()
    reads = 0
    while not inside.wait(0.01):
        assert everything(store).keys() == {here.uid}
        reads += 1
    for _ in range(20):
        with store.reading() as connection:
            assert search.find(connection, "nguyen") == []
            assert lists.Window(connection, HOUSEHOLDS, lists.Query()).count == 0
    assert hash_of(store) == before
    finish.set()
    thread.join()
    assert failed == []
    assert reads > 3
    with store.reading() as connection:
        assert lists.Window(connection, HOUSEHOLDS, lists.Query()).count == 6_000
    assert soundness(store).is_sound


def test_a_snapshot_stays_what_it_was_while_others_write(store: Store) -> None:
    add(store, area("Một"))
    with store.reading() as connection:
        first = lists.Window(connection, RESIDENTIAL_AREAS, lists.Query()).count
        add(store, area("Hai"))
        assert lists.Window(connection, RESIDENTIAL_AREAS, lists.Query()).count == first == 1


def test_what_the_driver_says_never_shows_values(store: Store) -> None:
    here = area()
    add(store, here)
    parts = household("Nguyễn Văn Kín", here.uid)
    with pytest.raises(StorageError) as told:
        add(store, *parts, *parts)
    said = f"{told.value} {told.value.__cause__}"
    assert "Kín" not in said


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    assert store.key == b""
    with pytest.raises(RuntimeError, match="locked"):
        add(store, area())
