"""One connection to an encrypted file, with the settings every connection has, and driver errors in words."""

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
)

_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cache_size = -65536",
    "busy_timeout = 5000",
    "wal_autocheckpoint = 1000",
)
_SETTINGS_TO_READ = ("query_only = ON", "foreign_keys = ON", "trusted_schema = OFF", "busy_timeout = 5000")


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
        sqlcipher3.dbapi2.Error: see `translate`.
    """
    connection = dbapi2.connect(str(path), timeout=5, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in _SETTINGS_TO_READ if read_only else _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def translate(reason: Exception) -> StorageError:
    """Say in words what the driver said; the key and the statement never appear."""
    said = str(reason).lower()
    if "locked" in said or "busy" in said:
        return StoreBusy(
            "Dữ liệu đang được chương trình khác ghi.", do="Đợi vài giây rồi thử lại, hoặc đóng cửa sổ kia."
        )
    if "full" in said:
        return DiskFull("Ổ đĩa đã đầy, chưa ghi được lần lưu này.", do="Giải phóng ít nhất 100 MB rồi lưu lại.")
    if "readonly" in said or "read-only" in said:
        return StoreReadOnly("Thư mục dữ liệu không cho ghi.", do="Kiểm tra quyền ghi hoặc ổ đĩa rồi thử lại.")
    if "unable to open" in said:
        return StoreMissing("Không mở được tệp dữ liệu.", do="Kiểm tra thư mục dữ liệu và ổ đĩa.")
    if "malformed" in said or "not a database" in said or "corrupt" in said or "disk i/o" in said:
        return StoreDamaged(
            "Tệp dữ liệu bị hỏng hoặc không phải của chương trình.",
            safe="Chương trình dừng đọc để không lấy nhầm số liệu.",
            do="Phục hồi từ bản sao lưu gần nhất.",
        )
    return StorageError(
        f"Không đọc ghi được dữ liệu ({type(reason).__name__}).", do="Thử lại; nếu còn, phục hồi sao lưu."
    )
