"""Settings inside the database: what belongs to this file and not to the journal."""

from sqlalchemy import Connection


def read(connection: Connection, key: str) -> str | None:
    """Value of a setting, or None."""
    row = connection.exec_driver_sql("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def write(connection: Connection, key: str, value: str | None) -> None:
    """Set a setting, inside a writing transaction."""
    connection.exec_driver_sql(
        "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def everything(connection: Connection) -> dict[str, str | None]:
    """All settings by key."""
    rows = connection.exec_driver_sql("SELECT key, value FROM setting ORDER BY key")
    return {row[0]: row[1] for row in rows}
