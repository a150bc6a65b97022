"""What lines were called when a list was written, for those that are called otherwise by now."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Kind, Record, Register, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.storage import naming, rows
from antq_desktop.storage.codec import from_json
from antq_desktop.storage.since import Edits, edited_since


class FormerNames:
    """Headings of lines as they were when the journal stood at a certain end.

    Args:
        connection: a reading transaction.
        register: register whose links are asked about.
        end: what `journal_head` said then; it must be an end of this journal.
    """

    def __init__(self, connection: Connection, register: Register, end: str):
        self._connection = connection
        self._edits: dict[str, dict[UUID, Edits]] = {}
        waiting = {spec.links_to for spec in register.fields.values() if spec.links_to}
        while waiting:
            key = waiting.pop()
            self._edits[key] = edited_since(connection, REGISTERS[key], end) or {}
            waiting |= {linked for linked in _linked(key) if linked not in self._edits}

    def of(self, key: str, uids: Iterable[UUID]) -> dict[UUID, str]:
        """Former headings of lines of one register; those that are the same today, or cannot be told, are left out."""
        if not any(self._edits.get(each) for each in (key, *_linked(key))):
            return {}
        known = rows.many(self._connection, REGISTERS[key], uids)
        texts = {uid: self._heading(REGISTERS[key], line.record) for uid, line in known.items()}
        now = naming.headings(self._connection, REGISTERS[key], known)
        return {uid: text for uid, text in texts.items() if text is not None and text != now.get(uid)}

    def _heading(self, register: Register, record: Record) -> str | None:
        edits = self._edits.get(register.key, {}).get(record.uid, Edits())
        if edits.followed & set(register.heading):
            return None
        values = values_of(record)
        parts = []
        for key in register.heading:
            spec = register.fields[key]
            value: Any = from_json(spec, edits.before[key]) if key in edits.before else values[key]
            if spec.kind is Kind.LINK and isinstance(value, UUID):
                linked = REGISTERS[spec.links_to or ""]
                former = self.of(linked.key, [value])
                value = former.get(value) or naming.headings(self._connection, linked, [value]).get(value)
            parts.append("" if value is None else str(value))
        return " – ".join(parts).strip(" –")


def _linked(key: str) -> set[str]:
    """Registers whose names are part of the headings of a register."""
    register = REGISTERS[key]
    return {linked for field in register.heading if (linked := register.fields[field].links_to) is not None}
