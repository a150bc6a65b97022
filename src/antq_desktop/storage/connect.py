"""One connection to an encrypted file, with the settings every connection has, and driver errors in words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from antq_desktop.domain.errors import (
    DiskFull,
    StorageError,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
    StoreReadOnly,
    fault_number,
)

# Kibibytes of pages kept in memory, as SQLite counts them: below zero.
MANY_PAGES = -65_536
FEW_PAGES = -16_384
PATIENCE_MS = 5_000
"""How long a writer waits for another one before it gives up."""
_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    f"cache_size = {MANY_PAGES}",
    f"busy_timeout = {PATIENCE_MS}",
    "wal_autocheckpoint = 1000",
)
KEY_BYTES = 32
_SETTINGS_TO_READ = ("query_only = ON", "foreign_keys = ON", "trusted_schema = OFF", f"busy_timeout = {PATIENCE_MS}")


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Any:
    """Open a file with its raw key.

    The key goes first, before anything touches the file; the driver's own transactions are switched off.

    Args:
        path: the file; it is made when missing unless `read_only`.
        key: 32 bytes.
        read_only: refuse every write.

    Returns:
        A `sqlcipher3` connection.

    Raises:
        StoreMissing: there is nothing to read; no empty file is left where one was only to be read.
        ValueError: the key is not 32 bytes; the driver would take it for a password.
        sqlcipher3.dbapi2.Error: see `translate`.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    if read_only and not path.exists():
        raise _absent()
    connection = dbapi2.connect(str(path), timeout=PATIENCE_MS / 1000, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in _SETTINGS_TO_READ if read_only else _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def _busy() -> StorageError:
    return StoreBusy("Dữ liệu đang được chương trình khác ghi.", do="Đợi vài giây rồi thử lại, hoặc đóng cửa sổ kia.")


def _full() -> StorageError:
    return DiskFull("Ổ đĩa đã đầy, chưa ghi được lần lưu này.", do="Giải phóng ít nhất 100 MB rồi lưu lại.")


def _closed() -> StorageError:
    return StoreReadOnly("Thư mục dữ liệu không cho ghi.", do="Kiểm tra quyền ghi hoặc ổ đĩa rồi thử lại.")


def _absent() -> StorageError:
    return StoreMissing("Không mở được tệp dữ liệu.", do="Kiểm tra thư mục dữ liệu và ổ đĩa.")


def _damaged() -> StorageError:
    return StoreDamaged(
        "Tệp dữ liệu bị hỏng hoặc không phải của chương trình.",
        safe="Chương trình dừng đọc để không lấy nhầm số liệu.",
        do="Phục hồi từ bản sao lưu gần nhất.",
    )


def _disk_at_fault() -> StorageError:
    return StorageError(
        "Ổ đĩa báo lỗi khi đọc ghi tệp dữ liệu.",
        safe="Lần lưu này chưa được ghi.",
        do="Kiểm tra dây cắm và ổ đĩa, thử lại; nếu còn, chép bản sao lưu sang ổ khác trước khi làm tiếp.",
    )


# SQLite's primary result codes. The words beside them may name a column, so they are never searched.
_MEANINGS: dict[int, Callable[[], StorageError]] = {
    3: _closed,
    5: _busy,
    6: _busy,
    8: _closed,
    10: _disk_at_fault,
    11: _damaged,
    13: _full,
    14: _absent,
    26: _damaged,
}
_PRIMARY = 0xFF


def translate(reason: Exception) -> StorageError:
    """Say in words what the driver said; the key and the statement never appear."""
    code = getattr(reason, "sqlite_errorcode", None)
    meaning = _MEANINGS.get(code & _PRIMARY) if isinstance(code, int) else None
    if meaning is not None:
        return meaning()
    number = code if isinstance(code, int) else fault_number(type(reason).__name__)
    return StorageError(
        f"Không đọc ghi được dữ liệu (lỗi số {number} của cơ sở dữ liệu).",
        safe="Lần lưu này chưa được ghi.",
        do="Thử lại; nếu còn, phục hồi từ bản sao lưu gần nhất.",
    )
