"""Evidence files inside the database: kept once, known by the SHA-256 of what is kept.

A file comes in before the record that names it is saved: one that nobody names does no harm, one that is named and not
there would. So a line may newly name only what is there (`absent`), asked in the operation that writes it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from antq_desktop.domain.fields import Kind, Register, Value
from antq_desktop.domain.registers import REGISTERS


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it is kept: its kind as media type, and its bytes."""

    sha256: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True)
class AttachmentSize:
    """How large a kept file is, in bytes, and its kind as media type."""

    sha256: str
    media: str
    size: int


def keep(connection: Connection, media: str, data: bytes, at: datetime) -> str:
    """Keep a file inside a writing transaction, once however often it comes; returns its SHA-256 in hex.

    One that was there already counts as brought now: whoever brought it again has yet to save the line that names it.
    """
    known = hashlib.sha256(data).hexdigest()
    connection.exec_driver_sql(
        "INSERT INTO attachment(sha256, media, data, at) VALUES(?, ?, ?, ?)"
        " ON CONFLICT(sha256) DO UPDATE SET at = excluded.at",
        (known, media, data, at.isoformat()),
    )
    return known


def read(connection: Connection, sha256: str) -> Attachment | None:
    """A kept file, or None."""
    sql = "SELECT media, data FROM attachment WHERE sha256 = ?"
    row = connection.exec_driver_sql(sql, (sha256,)).fetchone()
    return None if row is None else Attachment(sha256, str(row[0]), bytes(row[1]))


def beginning(connection: Connection, text: str) -> list[str]:
    """SHA-256 of the kept files that begin with a text, in order."""
    sql = "SELECT sha256 FROM attachment WHERE substr(sha256, 1, ?) = ? ORDER BY sha256"
    return [str(row[0]) for row in connection.exec_driver_sql(sql, (len(text), text))]


def sizes(connection: Connection, wanted: Iterable[str]) -> dict[str, AttachmentSize]:
    """Kinds and sizes of those files that are there, by SHA-256."""
    found = {}
    sql = "SELECT media, length(data) FROM attachment WHERE sha256 = ?"
    for sha256 in dict.fromkeys(wanted):
        row = connection.exec_driver_sql(sql, (sha256,)).fetchone()
        if row is not None:
            found[sha256] = AttachmentSize(sha256, str(row[0]), int(row[1]))
    return found


def absent(connection: Connection, wanted: Iterable[str]) -> list[str]:
    """Those files that are not there, in order."""
    named = sorted(wanted)
    there = sizes(connection, named)
    return [sha256 for sha256 in named if sha256 not in there]


def names(value: Value) -> tuple[str, ...]:
    """Files that a value names."""
    return value if isinstance(value, tuple) else ()


def file_fields(register: Register) -> tuple[str, ...]:
    """Keys of the fields that name files."""
    return tuple(spec.key for spec in register.stored if spec.kind is Kind.ATTACHMENTS)


def lost(connection: Connection) -> list[str]:
    """Lines that name a file which is not there, as `register:uid`."""
    return [
        f"{register.key}:{bytes(row[0]).hex()}"
        for register in REGISTERS.values()
        for key in file_fields(register)
        for row in connection.exec_driver_sql(
            f"SELECT DISTINCT t.uid FROM {register.key} t, json_each(t.{key}) f WHERE t.deleted_at IS NULL"
            " AND NOT EXISTS(SELECT 1 FROM attachment a WHERE a.sha256 = f.value) ORDER BY t.uid"
        )
    ]


def unnamed(connection: Connection) -> list[str]:
    """SHA-256 of the files no live line names.

    Undoing may still bring back a line that names one, and a draft may hold it: see `forgotten`.
    """
    named = " UNION ALL ".join(
        f"SELECT f.value FROM {register.key} t, json_each(t.{key}) f WHERE t.deleted_at IS NULL"
        for register in REGISTERS.values()
        for key in file_fields(register)
    )
    sql = f"SELECT sha256 FROM attachment WHERE sha256 NOT IN ({named}) ORDER BY sha256"
    return [str(row[0]) for row in connection.exec_driver_sql(sql)]


def forgotten(connection: Connection, before: datetime) -> list[str]:
    """SHA-256 of the files brought before a moment that no line names, removed ones too, nor any value of the journal.

    Whatever undoing or doing again may bring back stands in the journal, so none of it names one of these.
    """
    registers = [register for register in REGISTERS.values() if file_fields(register)]
    removed = " UNION ALL ".join(
        f"SELECT f.value FROM {register.key} t, json_each(t.{key}) f"
        for register in registers
        for key in file_fields(register)
    )
    marks = ", ".join("?" * len(registers))
    sql = (
        f"SELECT a.sha256, a.at FROM attachment a WHERE a.sha256 NOT IN ({removed}) AND NOT EXISTS(SELECT 1 FROM change"
        f" c WHERE c.register IN ({marks}) AND instr(c.value, a.sha256) > 0) ORDER BY a.sha256"
    )
    rows = connection.exec_driver_sql(sql, tuple(register.key for register in registers))
    return [str(sha256) for sha256, at in rows if datetime.fromisoformat(at) < before]


def drop(connection: Connection, sha256: str) -> None:
    """Take a file out, inside a writing transaction."""
    connection.exec_driver_sql("DELETE FROM attachment WHERE sha256 = ?", (sha256,))
