"""What was edited in a register after the journal stood at a certain end, so that lists that come back know."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Register
from antq_desktop.domain.registers import children_of
from antq_desktop.storage import journal
from antq_desktop.storage.journal import CREATED, DELETED, Entry


@dataclass(slots=True)
class Edits:
    """Fields of one line that were edited.

    Attributes:
        before: what stored fields held then, as JSON can hold it.
        followed: projected fields whose dated rows were touched; what they showed then is not known.
    """

    before: dict[str, Any] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)

    @property
    def fields(self) -> set[str]:
        """Keys of all of them."""
        return self.followed | self.before.keys()


def edited_since(connection: Connection, register: Register, end: str) -> dict[UUID, Edits] | None:
    """Lines of a register that were edited since, and what of them.

    Args:
        connection: a reading transaction.
        register: which register.
        end: what `journal_head` said then.

    Returns:
        Edits by uid; None if this journal never stood there.
    """
    then = _operation_at(connection, end)
    if then is None:
        return None
    found: dict[UUID, Edits] = {}
    own = "operation > ? AND register = ? AND field NOT IN (?, ?)"
    sql = f"SELECT uid, field, parents FROM change WHERE {own} ORDER BY id"
    for uid, key, parents in connection.exec_driver_sql(sql, (then, register.key, CREATED, DELETED)).fetchall():
        known = UUID(bytes=bytes(uid))
        edits = found.setdefault(known, Edits())
        if key not in edits.before:
            first = Entry(register.key, known, key, None, (bytes(parents or b"")[: journal.DIGEST_BYTES],))
            edits.before[key] = journal.value_before(connection, first)
    for child in children_of(register.key):
        shown = {spec.key for spec in register.projected if (spec.projected or "").startswith(f"{child.key}.")}
        sql = (
            f"SELECT DISTINCT p.uid FROM change k JOIN {child.key} c ON c.uid = k.uid"
            f" JOIN {register.key} p ON p.id = c.{child.owners[register.key]} WHERE k.operation > ? AND k.register = ?"
        )
        for (uid,) in connection.exec_driver_sql(sql, (then, child.key)).fetchall():
            found.setdefault(UUID(bytes=bytes(uid)), Edits()).followed.update(shown)
    return found


def _operation_at(connection: Connection, end: str) -> int | None:
    """Row of the operation at which the journal ended so; 0 for an empty journal."""
    if not end:
        return 0
    try:
        chain = bytes.fromhex(end)
    except ValueError:
        return None
    row = connection.exec_driver_sql("SELECT id FROM operation WHERE chain = ?", (chain,)).fetchone()
    return None if row is None else int(row[0])
