"""Bringing a database to the program's schema: refuse newer ones, back up first, migrate in one transaction.

Alembic is imported only when the schema is behind: it costs as much as the rest of the start.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from antq_desktop.domain.errors import StoreDamaged, StoreTooNew
from antq_desktop.storage.connect import connect, translate

APPLICATION_ID = 0x414E5451
SCHEMA = 5
MIGRATIONS = Path(__file__).parent / "migrations"


def schema_of(path: Path, key: bytes) -> int:
    """Schema number of a database.

    Raises:
        StoreDamaged: it is not one of ours, or empty.
        StorageError: it cannot be read.
    """
    try:
        connection = connect(path, key, read_only=not path.stat().st_size)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
    except dbapi2.Error as reason:
        raise translate(reason) from reason
    if not schema or application != APPLICATION_ID:
        raise StoreDamaged(
            "Tệp này không phải là cơ sở dữ liệu của chương trình.",
            do="Chọn lại tệp .antq, hoặc phục hồi từ bản sao lưu.",
        )
    return schema


def refuse_newer(schema: int) -> None:
    """Refuse a database of a later program.

    Raises:
        StoreTooNew: naming both numbers.
    """
    if schema > SCHEMA:
        raise StoreTooNew(
            f"Dữ liệu được tạo bởi phiên bản mới hơn (lược đồ {schema}; chương trình này đọc đến {SCHEMA}).",
            do="Cài phiên bản mới của chương trình rồi mở lại.",
        )


def bring_up(path: Path, key: bytes, back_up: Callable[[], None] | None = None) -> bool:
    """Migrate a database that is behind.

    Args:
        path: the database file; an absent one is made.
        key: its key.
        back_up: called before anything is changed, unless the database is new.

    Returns:
        Whether anything was migrated.

    Raises:
        StoreTooNew: the database is ahead of the program.
        StorageError: a step failed; nothing of it was left behind.
    """
    if not path.exists():
        _begin(path, key)
        return True
    schema = schema_of(path, key)
    refuse_newer(schema)
    if schema == SCHEMA:
        return False
    if back_up is not None:
        back_up()
    _migrate(path, key)
    return True


def _begin(path: Path, key: bytes) -> None:
    """Make a database; nothing of it stays when that fails."""
    made = False
    try:
        _migrate(path, key)
        made = True
    finally:
        if not made:
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)


def _migrate(path: Path, key: bytes) -> None:
    from alembic import command
    from alembic.config import Config

    def creator() -> object:
        connection = connect(path, key)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA legacy_alter_table = ON")
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=creator, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone() is not None:
                raise StoreDamaged("Nâng cấp dữ liệu làm mất liên kết giữa các sổ; đã hủy nâng cấp.")
    except DBAPIError as reason:
        raise translate(reason.orig if isinstance(reason.orig, Exception) else reason) from reason
    finally:
        engine.dispose()
