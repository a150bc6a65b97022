"""The row of packages that left: their sequence, identity and how far each has come."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """A package as the outbox knows it.

    Attributes:
        identity: SHA-256 of the manifest, hex.
        content: `numbers`, `register` or `exchange`.
        stream: `up` or `side`.
        period: its period key.
        sequence: its number in (device, epoch, stream).
        state: `sealed`, `handed_over`, `delivered`, `acknowledged` or `returned`.
        recipient: whom it is encrypted to, or None.
        path: where it was written.
        counts: rows by table.
        sealed_at: when.
    """

    identity: str
    content: str
    stream: str
    period: str
    sequence: int
    state: str
    recipient: str | None
    path: str
    counts: Mapping[str, int]
    sealed_at: datetime


def last(connection: Connection, device: UUID, epoch: UUID, stream: str) -> tuple[int, str | None]:
    """Sequence and identity of the last package of a stream; (0, None) before the first."""
    row = connection.exec_driver_sql(
        "SELECT sequence, identity FROM outbox WHERE device = ? AND epoch = ? AND stream = ?"
        " ORDER BY sequence DESC LIMIT 1",
        (device.bytes, epoch.bytes, stream),
    ).fetchone()
    return (0, None) if row is None else (int(row[0]), str(row[1]))


def enter(connection: Connection, line: OutboxLine, device: UUID, epoch: UUID) -> None:
    """Write a freshly sealed package into the outbox, in the transaction that numbered it."""
    connection.exec_driver_sql(
        "INSERT INTO outbox(identity, content, stream, epoch, device, sequence, period, recipient, path, counts,"
        " state, sealed_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            line.identity,
            line.content,
            line.stream,
            epoch.bytes,
            device.bytes,
            line.sequence,
            line.period,
            line.recipient,
            line.path,
            json.dumps(dict(line.counts), sort_keys=True),
            line.state,
            line.sealed_at.isoformat(),
        ),
    )
    mark(connection, line.identity, line.state, line.sealed_at)


def mark(connection: Connection, identity: str, state: str, at: datetime, note: str | None = None) -> None:
    """Move a package to a state and remember when."""
    connection.exec_driver_sql("UPDATE outbox SET state = ? WHERE identity = ?", (state, identity))
    connection.exec_driver_sql(
        "INSERT INTO outbox_event(outbox, state, at, note) SELECT id, ?, ?, ? FROM outbox WHERE identity = ?",
        (state, at.isoformat(), note, identity),
    )


def lines(connection: Connection) -> list[OutboxLine]:
    """All packages, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT identity, content, stream, period, sequence, state, recipient, path, counts, sealed_at"
        " FROM outbox ORDER BY id DESC"
    )
    return [
        OutboxLine(
            identity,
            content,
            stream,
            period,
            sequence,
            state,
            recipient,
            path,
            json.loads(counts),
            datetime.fromisoformat(at),
        )
        for identity, content, stream, period, sequence, state, recipient, path, counts, at in rows
    ]
