"""What imports remember: outcome of every row without its content, and mappings of known headings."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

MAPPING = "mapping"
PART = 5_000


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """A row of a file: where it stood, what became of it, why; never what it said."""

    sheet: str | None
    row_no: int
    outcome: str
    uid: UUID | None
    reason: str | None


def enter(
    connection: Connection, operation: UUID, file: str, register: str, at: str, lines: Iterable[LoggedRow]
) -> None:
    """Write a batch inside its operation.

    Args:
        connection: of the operation.
        operation: its uid.
        file: SHA-256 of the file, hex.
        register: what was imported.
        at: when.
        lines: one for each data row.
    """
    connection.exec_driver_sql(
        "INSERT INTO import_batch(operation, file_sha256, register, at) VALUES(?, ?, ?, ?)",
        (operation.bytes, file, register, at),
    )
    row = connection.exec_driver_sql("SELECT last_insert_rowid()").fetchone()
    batch = 0 if row is None else int(row[0])
    cells = (
        (batch, line.sheet, line.row_no, line.outcome, line.uid.bytes if line.uid else None, line.reason)
        for line in lines
    )
    while part := list(islice(cells, PART)):
        connection.exec_driver_sql(
            "INSERT INTO import_row(batch, sheet, row_no, outcome, uid, reason) VALUES(?, ?, ?, ?, ?, ?)", part
        )


def known_file(connection: Connection, file: str, registers: Collection[str] = ()) -> str | None:
    """When the same file was imported before and not taken back, or None.

    Args:
        connection: to read by.
        file: SHA-256 of the file, hex.
        registers: as what; as anything if left out.
    """
    only = f" AND b.register IN ({', '.join('?' * len(registers))})" if registers else ""
    row = connection.exec_driver_sql(
        f"SELECT b.at FROM import_batch b JOIN operation o ON o.uid = b.operation WHERE b.file_sha256 = ?{only}"
        " AND coalesce((SELECT u.kind <> 'undo' FROM operation u WHERE u.target = o.id ORDER BY u.id DESC LIMIT 1), 1)"
        " ORDER BY b.id DESC LIMIT 1",
        (file, *registers),
    ).fetchone()
    return None if row is None else str(row[0])


def remember(connection: Connection, kind: str, key: str, value: Any) -> None:
    """Keep something for the next import."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO import_memory(kind, key, value) VALUES(?, ?, ?)",
        (kind, key, json.dumps(value, ensure_ascii=False)),
    )


def recall(connection: Connection, kind: str, key: str) -> Any:
    """What was kept, or None."""
    row = connection.exec_driver_sql(
        "SELECT value FROM import_memory WHERE kind = ? AND key = ?", (kind, key)
    ).fetchone()
    return None if row is None else json.loads(row[0])
