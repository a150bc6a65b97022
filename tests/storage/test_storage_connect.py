"""One connection: its settings, keys that are none, and what the driver says, in words."""

import re
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from antq_desktop.domain.errors import DiskFull, StorageError, StoreBusy, StoreDamaged, StoreMissing, StoreReadOnly
from antq_desktop.storage.connect import connect, translate

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "a.antq"
    connection = connect(place, KEY)
    connection.execute("CREATE TABLE t(fullname TEXT UNIQUE, lockedby TEXT) STRICT")
    connection.execute("INSERT INTO t VALUES('Nguyễn Văn Kín', 'x')")
    connection.close()
    return place


def told(path: Path, *statements: str, key: bytes = KEY, read_only: bool = False) -> StorageError:
    """What the driver's refusal of the last statement means."""
    try:
        connection = connect(path, key, read_only=read_only)
    except dbapi2.Error as reason:
        return translate(reason)
    *before, last = statements
    try:
        for statement in before:
            connection.execute(statement)
        with pytest.raises(dbapi2.Error) as refused:
            connection.execute(last).fetchall()
    finally:
        connection.close()
    return translate(refused.value)


def test_every_connection_has_the_settings_that_were_decided(path: Path) -> None:
    connection = connect(path, KEY)
    names = ("synchronous", "foreign_keys", "trusted_schema", "cell_size_check", "secure_delete", "temp_store")
    assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names] == [2, 1, 0, 1, 1, 2]
    rest = ("journal_mode", "cache_size", "busy_timeout", "wal_autocheckpoint")
    assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in rest] == ["wal", -65536, 5000, 1000]
    assert connection.isolation_level is None
    connection.close()
    assert not path.read_bytes().startswith(b"SQLite format 3")


def test_a_wrong_key_is_damage_and_a_refused_line_is_neither_a_full_disk_nor_a_lock(path: Path) -> None:
    assert type(told(path, key=bytes(32))) is StoreDamaged
    refused = told(path, "INSERT INTO t VALUES('Nguyễn Văn Kín', 'busy and locked')")
    assert type(refused) is StorageError
    assert "Kín" not in str(refused)
    assert type(told(path, "SELECT locked FROM busy")) is StorageError


def test_what_the_system_refuses_is_said_by_its_kind(path: Path, tmp_path: Path) -> None:
    assert type(told(path, "DELETE FROM t", read_only=True)) is StoreReadOnly
    assert type(told(path, "PRAGMA max_page_count = 1", "CREATE TABLE u(a)")) is DiskFull
    assert type(told(tmp_path / "nowhere" / "a.antq")) is StoreMissing
    other = connect(path, KEY)
    other.execute("BEGIN IMMEDIATE")
    assert type(told(path, "PRAGMA busy_timeout = 10", "BEGIN IMMEDIATE")) is StoreBusy
    other.close()


def test_a_flipped_page_is_damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 + 50] ^= 1
    path.write_bytes(bytes(data))
    assert type(told(path, "SELECT * FROM t")) is StoreDamaged


def test_what_has_no_code_is_said_all_the_same() -> None:
    said = translate(OSError("full")).message
    assert re.search(r"lỗi số \d{6} ", said)
    assert "OSError" not in said
    connection = dbapi2.connect(":memory:")
    connection.close()
    with pytest.raises(dbapi2.ProgrammingError) as refused:
        connection.execute("SELECT 1")
    assert type(translate(refused.value)) is StorageError


def test_every_answer_says_whether_data_are_safe_and_what_to_do(path: Path) -> None:
    for answer in (told(path, key=bytes(32)), told(path, "DELETE FROM t", read_only=True), translate(OSError())):
        assert answer.what
        assert answer.safe
        assert answer.do


@pytest.mark.parametrize("key", [b"", b"x", bytes(31), bytes(64)])
def test_a_key_of_another_length_is_refused_before_the_file_is_touched(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "a.antq", key)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_only_to_be_read_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        connect(tmp_path / "a.antq", KEY, read_only=True)
    assert list(tmp_path.iterdir()) == []
