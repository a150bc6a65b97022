"""Backups: verified, thinned by plan, put back with the old file kept, never half."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_stories import DEVICE, PASSWORD, START, Clock, Made, add, area, everything, put_back, soundness

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.errors import PasswordRefused, StorageError, StoreDamaged, StoreMissing, StoreTooNew
from antq_desktop.storage import backups, schema, vault
from antq_desktop.storage.connect import connect
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.store import Store


def content(paths: StorePaths, key: bytes) -> set[str]:
    store = Store(paths, key, DEVICE, Clock())
    names = {str(values["name"]) for values in everything(store).values()}
    assert soundness(store).is_sound
    store.close()
    return names


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_backup_of_the_open_store_holds_everything_and_its_keys(store: Store, made: Made) -> None:
    add(store, area("Thôn Đông"))
    made_now = backups.make(made.paths, made.key, "manual", START)
    assert made_now.path.name == f"antq-{START.astimezone(VIETNAM):%Y%m%d-%H%M%S}-manual.antq"
    assert made_now.path.with_suffix(".keys").read_bytes() == made.paths.keys.read_bytes()
    assert content(StorePaths(made_now.path), made.key) == {"Thôn Đông"}
    assert "Đông".encode() not in made_now.path.read_bytes()
    again = backups.make(made.paths, made.key, "manual", START)
    assert again.path != made_now.path
    assert {each.path for each in backups.listed(made.paths.backups)} == {again.path, made_now.path}
    assert {each.reason for each in backups.listed(made.paths.backups)} == {"manual"}
    assert not list(made.paths.backups.glob("*.partial*"))


def test_a_damaged_store_is_not_backed_up_and_leaves_nothing(made: Made) -> None:
    data = bytearray(made.paths.database.read_bytes())
    data[5000] ^= 1
    made.paths.database.write_bytes(bytes(data))
    with pytest.raises(StoreDamaged):
        backups.make(made.paths, made.key, "manual", START)
    assert list(made.paths.backups.iterdir()) == []


def test_a_store_that_is_not_there_is_not_made_up_for_a_backup(made: Made) -> None:
    made.paths.database.unlink()
    with pytest.raises(StorageError):
        backups.make(made.paths, made.key, "manual", START)
    assert not made.paths.database.exists()


def test_a_store_is_put_back_and_the_old_one_kept_aside(store: Store, made: Made) -> None:
    add(store, area("Thôn Đông"))
    kept = backups.make(made.paths, made.key, "manual", START)
    add(store, area("Thôn Đoài"))
    store.close()
    aside = put_back(made.paths, kept.path, made.key, START + timedelta(hours=1))
    assert content(made.paths, made.key) == {"Thôn Đông"}
    assert aside.suffix == ".before-restore"
    assert f"{(START + timedelta(hours=1)).astimezone(VIETNAM):%Y%m%d-%H%M%S}" in aside.name
    assert kept.path.exists()
    found = connect(aside, made.key)
    assert found.execute("SELECT count(*) FROM residential_area").fetchone()[0] == 2
    found.close()


def test_a_damaged_store_is_replaced_all_the_same(store: Store, made: Made) -> None:
    add(store, area("Thôn Đông"))
    kept = backups.make(made.paths, made.key, "manual", START)
    store.close()
    made.paths.database.write_bytes(b"\0" * 5000)
    aside = put_back(made.paths, kept.path, made.key, START)
    assert aside.read_bytes() == b"\0" * 5000
    assert content(made.paths, made.key) == {"Thôn Đông"}


def test_two_restores_within_a_second_keep_both_old_stores(store: Store, made: Made) -> None:
    add(store, area("Thôn Đông"))
    kept = backups.make(made.paths, made.key, "manual", START)
    add(store, area("Thôn Đoài"))
    store.close()
    first = put_back(made.paths, kept.path, made.key, START)
    second = put_back(made.paths, kept.path, made.key, START)
    assert first != second
    counts = []
    for aside in (first, second):
        found = connect(aside, made.key, read_only=True)
        counts.append(found.execute("SELECT count(*) FROM residential_area").fetchone()[0])
        found.close()
    assert counts == [2, 1]


def test_a_log_that_could_not_be_settled_is_kept_beside_what_it_belongs_to(made: Made) -> None:
    kept = backups.make(made.paths, made.key, "manual", START)
    log = made.paths.database.with_name(made.paths.database.name + "-wal")
    made.paths.database.write_bytes(b"\0" * 5000)
    log.write_bytes(b"log of it")
    aside = put_back(made.paths, kept.path, made.key, START)
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"log of it"
    assert content(made.paths, made.key) == set()


def test_what_only_the_log_of_a_crash_holds_is_in_the_store_kept_aside(made: Made, tmp_path: Path) -> None:
    kept = backups.make(made.paths, made.key, "manual", START)
    store = Store(made.paths, made.key, DEVICE, Clock())
    add(store, area("Chỉ trong nhật ký"))
    crashed = made.copy(tmp_path / "crashed")
    store.close()
    assert crashed.paths.database.with_name("antq.antq-wal").stat().st_size
    aside = put_back(crashed.paths, kept.path, made.key, START)
    assert not aside.with_name(aside.name + "-wal").exists()
    found = connect(aside, made.key)
    assert found.execute("SELECT name FROM residential_area").fetchone()[0] == "Chỉ trong nhật ký"
    found.close()
    assert content(crashed.paths, made.key) == set()


def test_an_exchange_that_fails_in_the_middle_leaves_every_file_where_it_was(made: Made, tmp_path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        made.paths.database.with_name(made.paths.database.name + suffix).write_bytes(suffix.encode())
    before = snapshot(made.paths.folder)
    with pytest.raises(FileNotFoundError):
        backups._exchange(made.paths, tmp_path / "none", made.paths.folder / "a.before-restore")
    assert snapshot(made.paths.folder) == before


def test_a_store_that_is_gone_is_put_back(store: Store, made: Made) -> None:
    add(store, area("Thôn Đông"))
    kept = backups.make(made.paths, made.key, "manual", START)
    store.close()
    made.paths.database.unlink()
    aside = put_back(made.paths, kept.path, made.key, START)
    assert not aside.exists()
    assert content(made.paths, made.key) == {"Thôn Đông"}


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.unlink()
    connection = connect(path, bytes(32))
    connection.execute("CREATE TABLE t(a)")
    connection.close()


@pytest.mark.parametrize("spoil", [flipped, truncated, emptied, foreign])
def test_a_damaged_or_foreign_backup_changes_nothing(store: Store, made: Made, spoil) -> None:
    add(store, area("Thôn Đông"))
    kept = backups.make(made.paths, made.key, "manual", START)
    store.close()
    spoil(kept.path)
    before = snapshot(made.paths.folder)
    with pytest.raises(StoreDamaged):
        put_back(made.paths, kept.path, made.key, START)
    assert snapshot(made.paths.folder) == before
    with pytest.raises(StoreMissing):
        put_back(made.paths, kept.path.with_name("none.antq"), made.key, START)


def test_a_backup_of_a_newer_program_changes_nothing(made: Made) -> None:
    kept = backups.make(made.paths, made.key, "manual", START)
    connection = connect(kept.path, made.key)
    connection.execute("PRAGMA user_version = 99")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    before = snapshot(made.paths.folder)
    with pytest.raises(StoreTooNew, match="99"):
        put_back(made.paths, kept.path, made.key, START)
    assert snapshot(made.paths.folder) == before
    assert schema.schema_of(made.paths.database, made.key) == schema.SCHEMA


def test_a_copy_on_a_stick_opens_only_by_the_halves(made: Made, tmp_path: Path) -> None:
    kept = backups.make(made.paths, made.key, "usb", START)
    path = backups.copy_out(kept, tmp_path / "stick", vault.recovery_only(made.paths, made.key))
    paths = StorePaths(path)
    with pytest.raises(PasswordRefused):
        vault.unlock(paths, None, PASSWORD)
    unlocked = vault.unlock_with_halves(paths, made.halves[0].text, made.halves[1].text)
    backups.verify(path, unlocked.key)
    assert sorted(each.suffix for each in (tmp_path / "stick").iterdir()) == [".antq", ".keys"]


def test_a_stick_that_is_none_is_said_in_words(made: Made, tmp_path: Path) -> None:
    kept = backups.make(made.paths, made.key, "usb", START)
    (tmp_path / "stick").write_bytes(b"")
    with pytest.raises(StorageError):
        backups.copy_out(kept, tmp_path / "stick", b"")
    with pytest.raises(StorageError):
        backups.make(made.paths, made.key, "usb", START, tmp_path / "stick")


def plain(folder: Path, when: datetime, reason: str, size: int = 10) -> Path:
    path = folder / f"antq-{when.astimezone(VIETNAM):%Y%m%d-%H%M%S}-{reason}.antq"
    path.write_bytes(b"x" * size)
    path.with_suffix(".keys").write_bytes(b"k")
    return path


def test_the_plan_keeps_days_weeks_and_months(tmp_path: Path) -> None:
    noon = START.replace(hour=12)
    paths = {days: plain(tmp_path, noon - timedelta(days=days), "daily") for days in range(400)}
    again = plain(tmp_path, noon + timedelta(hours=1), "manual")
    at_last = plain(tmp_path, noon + timedelta(hours=5), "closing")
    protected = plain(tmp_path, noon - timedelta(days=300, hours=1), "migration")
    removed = backups.thin(tmp_path)
    kept = {each.path for each in backups.listed(tmp_path)}
    assert {at_last, protected, *(paths[days] for days in range(7))} <= kept
    assert again in removed
    assert 1 + 7 + 4 + 6 >= len(kept - {protected}) >= 1 + 7 + 2 + 4
    months = {(each.made_at.year, each.made_at.month) for each in backups.listed(tmp_path) if each.path != protected}
    assert len(months) == 6
    assert {path.stem for path in tmp_path.glob("*.keys")} == {path.stem for path in kept}
    assert backups.thin(tmp_path) == []


def test_when_room_is_short_the_oldest_go_and_the_newest_always_stays(tmp_path: Path) -> None:
    paths = [plain(tmp_path, START - timedelta(days=days), "daily", 100) for days in range(5)]
    assert set(backups.thin(tmp_path, 250)) == set(paths[2:])
    assert set(backups.thin(tmp_path, 10)) == {paths[1]}
    assert [each.path for each in backups.listed(tmp_path)] == [paths[0]]


LARGE = ("import", "migration", "receive")


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.sampled_from(["daily", "manual", "closing", *LARGE])),
        max_size=30,
        unique=True,
    ),
    st.sampled_from([2, 7]),
)
def test_the_last_day_keeps_its_first_and_its_newest_older_days_their_newest_and_no_large_change_is_lost(
    tmp_path_factory, drawn: list[tuple[int, str]], hours: int
) -> None:
    folder = tmp_path_factory.mktemp("thin")
    for times, reason in drawn:
        plain(folder, START - timedelta(hours=times * hours), reason)
    before = backups.listed(folder)
    backups.thin(folder)
    after = backups.listed(folder)
    last_day = [each for each in before if each.made_at.date() == before[0].made_at.date()]
    assert after[:1] == before[:1]
    assert {*last_day[:1], *last_day[-1:]} <= {*after}
    assert [each for each in before if each.reason in LARGE] == [each for each in after if each.reason in LARGE]
    newest = {each.made_at.date(): each for each in reversed(before)}
    assert all(each in newest.values() for each in after if each.reason not in LARGE and each not in last_day[-1:])
    assert sorted(newest, reverse=True)[:7] == sorted({each.made_at.date() for each in after}, reverse=True)[:7]
    assert backups.thin(folder) == []


def test_what_a_day_began_with_stays_beside_its_closing_until_the_next_day_begins(tmp_path: Path) -> None:
    opened, closed, reopened, closed_again = (
        plain(tmp_path, START + timedelta(hours=hours), reason)
        for hours, reason in ((0, "daily"), (4, "closing"), (5, "daily"), (9, "closing"))
    )
    assert set(backups.thin(tmp_path)) == {closed, reopened}
    next_day = plain(tmp_path, START + timedelta(days=1), "daily")
    assert backups.thin(tmp_path) == [opened]
    assert [each.path for each in backups.listed(tmp_path)] == [next_day, closed_again]


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    others = ["xa.antq", "antq-20261399-999999-daily.antq", "antq-20260520-080000-daily.keys", "a.txt"]
    for name in others:
        (tmp_path / name).write_bytes(b"x")
    assert backups.listed(tmp_path) == []
    assert backups.thin(tmp_path) == []
    assert {path.name for path in tmp_path.iterdir()} == set(others)
    assert backups.listed(tmp_path / "nowhere") == []


def test_a_backup_that_was_never_finished_is_cleared_away(tmp_path: Path) -> None:
    begun = plain(tmp_path, START, "daily").with_suffix(".partial")
    begun.write_bytes(b"half")
    (tmp_path / "another.partial").write_bytes(b"not ours")
    assert backups.thin(tmp_path) == []
    assert not begun.exists()
    assert (tmp_path / "another.partial").exists()


def test_a_backup_that_is_not_there_is_not_called_damaged(made: Made) -> None:
    with pytest.raises(StoreMissing):
        backups.verify(made.paths.folder / "none.antq", made.key)
