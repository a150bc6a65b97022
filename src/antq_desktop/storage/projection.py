"""Projected columns: what a parent shows of its dated child rows, kept equal to them in the same transaction.

The value is that of the open row; if none is open, that of the last one; if there is none at all, it stays. Sets show
the open rows only.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import FieldSpec, Kind, Register, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.storage import rows
from antq_desktop.storage.order import order_key
from antq_desktop.storage.search import enter

_LATEST = "ORDER BY s.to_on IS NOT NULL, s.to_on DESC, s.from_on IS NULL, s.from_on DESC, s.id DESC LIMIT 1"


def expression(owner: Register, spec: FieldSpec) -> str:
    """SQL that computes a projected column of row `p` of its owner."""
    child_key, _, key = (spec.projected or "").partition(".")
    child = REGISTERS[child_key]
    rows_of = f"FROM {child.key} s WHERE s.{child.owners[owner.key]} = p.id AND s.deleted_at IS NULL"
    if key == "open":
        return f"EXISTS(SELECT 1 {rows_of} AND s.to_on IS NULL)"
    if spec.kind is Kind.LINK_SET:
        uid_of = f"(SELECT lower(hex(l.uid)) FROM {child.fields[key].links_to} l WHERE l.id = s.{key})"
        open_ones = f"SELECT DISTINCT {uid_of} AS u {rows_of} AND s.to_on IS NULL ORDER BY u"
        return f"(SELECT json_group_array(u) FROM ({open_ones}) HAVING count(*) > 0)"
    return f"coalesce((SELECT s.{key} {rows_of} {_LATEST}), p.{spec.key})"


def parents_of(connection: Connection, register: Register, uids: Iterable[UUID]) -> dict[str, set[UUID]]:
    """Live owners whose projected columns follow the given rows, by register; none where the rows are no spells."""
    wanted = [uid.bytes for uid in uids] if register.spell else []
    found: dict[str, set[UUID]] = {}
    for owner, link in register.owners.items():
        if not REGISTERS[owner].projected:
            continue
        for start in range(0, len(wanted), rows.BATCH):
            part = wanted[start : start + rows.BATCH]
            sql = (
                f"SELECT p.uid FROM {register.key} c JOIN {owner} p ON p.id = c.{link}"
                f" WHERE p.deleted_at IS NULL AND c.uid IN ({','.join('?' * len(part))})"
            )
            parents = connection.exec_driver_sql(sql, tuple(part))
            found.setdefault(owner, set()).update(UUID(bytes=bytes(row[0])) for row in parents)
    return found


def refresh(connection: Connection, parent: Register, uids: Iterable[UUID]) -> None:
    """Compute the projected columns of parents anew."""
    sets = ", ".join(f"{spec.key} = {expression(parent, spec)}" for spec in parent.projected)
    cells = [(uid.bytes,) for uid in uids]
    if cells:
        connection.exec_driver_sql(f"UPDATE {parent.key} AS p SET ver = ver + 1, {sets} WHERE p.uid = ?", cells)


def settle(connection: Connection, register: Register, uids: Iterable[UUID]) -> None:
    """Write order keys and search entries of changed lines anew."""
    texts = []
    for uid, line in rows.many(connection, register, uids).items():
        values = values_of(line.record)
        connection.exec_driver_sql(
            f"UPDATE {register.key} SET sk = ? WHERE uid = ?", (order_key(register, values), uid.bytes)
        )
        texts.append((uid, {} if line.deleted else values))
    enter(connection, register, texts)


def disagreeing(connection: Connection, register: Register) -> list[UUID]:
    """Lines whose projected columns differ from their dated rows; empty when all is well."""
    if not register.projected:
        return []
    differs = " OR ".join(f"p.{spec.key} IS NOT {expression(register, spec)}" for spec in register.projected)
    sql = f"SELECT p.uid FROM {register.key} p WHERE p.deleted_at IS NULL AND ({differs}) ORDER BY p.id"
    return [UUID(bytes=bytes(row[0])) for row in connection.exec_driver_sql(sql)]
