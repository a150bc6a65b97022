"""SQLAlchemy over the encrypted file: plain BEGIN for reading, BEGIN IMMEDIATE only for writing.

With the driver's own transaction handling switched off, transactional DDL rolls back, which migrations need; and an
import holds off other writers but never the screens that read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from antq_desktop.domain.collation import name_sort_key, sort_key
from antq_desktop.storage.connect import FEW_PAGES, MANY_PAGES, PATIENCE_MS, connect, translate

WRITES = "antq_writes"


def open_engine(path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """Build the engine of one database file; nothing is opened until it is used."""

    def creator() -> object:
        connection = connect(path, key, read_only=read_only)
        connection.create_function("vi_order", 1, _order_of_text, deterministic=True)
        connection.create_function("vi_name_order", 1, _order_of_name, deterministic=True)
        return connection

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _order_of_text(text: object) -> bytes | None:
    return None if text is None else sort_key(str(text))


def _order_of_name(name: object) -> bytes | None:
    return None if name is None else name_sort_key(str(name))


@contextmanager
def few_pages(connection: Connection) -> Iterator[None]:
    """Keep few pages of the file in memory meanwhile: very many lines written one after another are not read again.

    It asks the driver itself, since the transaction may be over at the end.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA cache_size = {FEW_PAGES}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA cache_size = {MANY_PAGES}")


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """One transaction; driver errors leave as the program's own.

    Raises:
        StorageError: busy, damaged, full, read-only.
    """
    try:
        with engine.connect().execution_options(**{WRITES: writes}) as connection, connection.begin():
            yield connection
    except DBAPIError as reason:
        raise translate(reason.orig if isinstance(reason.orig, Exception) else reason) from reason
    except dbapi2.Error as reason:
        raise translate(reason) from reason


def is_written_to(engine: Engine) -> bool:
    """Whether somebody else's writing transaction is open right now; asked without waiting for its end."""
    lent = engine.raw_connection()
    driver: Any = lent.driver_connection
    try:
        driver.execute("PRAGMA busy_timeout = 0")
        driver.execute("BEGIN IMMEDIATE")
        driver.execute("ROLLBACK")
    except dbapi2.OperationalError:
        return True
    finally:
        driver.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        lent.close()
    return False


def versions(connection: Connection) -> dict[str, str]:
    """Versions of the database engine, of its encryption and of the schema in the file."""
    asked = {
        "SQLite": "SELECT sqlite_version()",
        "SQLCipher": "PRAGMA cipher_version",
        "Lược đồ": "PRAGMA user_version",
    }
    return {name: str(connection.exec_driver_sql(sql).scalar()) for name, sql in asked.items()}
