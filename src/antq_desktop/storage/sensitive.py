"""Which models and clubs are sensitive: those of a sensitive type, and clubs that are called so."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Register
from antq_desktop.domain.registers import REGISTERS

_WHICH: Mapping[str, str] = MappingProxyType(
    {
        "model_point": "SELECT g.{} FROM model_point g JOIN model_type y ON y.id = g.type WHERE y.sensitive = 1",
        "club": "SELECT g.{} FROM club g WHERE g.sensitive = 1",
    }
)


def groups(connection: Connection) -> frozenset[UUID]:
    """Uids of the sensitive ones, removed ones too: what was written about them is no less so."""
    sql = " UNION ALL ".join(which.format("uid") for which in _WHICH.values())
    return frozenset(UUID(bytes=bytes(row[0])) for row in connection.exec_driver_sql(sql))


def unsearched(register: Register) -> str:
    """SQL for the uids of lines that are found by no word, since all their words are written freely; or empty."""
    owners = [(owner, link) for owner, link in register.owners.items() if owner in _WHICH]
    if not owners or not register.search or not all(register.fields[key].free for key in register.search):
        return ""
    alternatives = " OR ".join(f"w.{link} IN ({_WHICH[owner].format('id')})" for owner, link in owners)
    return f"SELECT w.uid FROM {register.key} w WHERE {alternatives}"


UNSEARCHED: Mapping[str, str] = MappingProxyType(
    {register.key: sql for register in REGISTERS.values() if (sql := unsearched(register))}
)
