"""The activities of all groups between two days with their results, read in two passes."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.registers.activity import ACTIVITIES
from antq_desktop.domain.registers.activity_result import ACTIVITY_RESULTS
from antq_desktop.storage.rows import Line, line_of, select_list

_BETWEEN = "a.deleted_at IS NULL AND a.happened_on BETWEEN ? AND ?"


def between(connection: Connection, first: date, last: date) -> Iterator[Line]:
    """Activities between two days, both included, oldest first."""
    sql = (
        f"SELECT a.uid, a.ver, a.deleted_at, {select_list(ACTIVITIES.key, 'a')} FROM activity a"
        f" WHERE {_BETWEEN} ORDER BY a.happened_on, a.id"
    )
    for row in connection.exec_driver_sql(sql, (first.isoformat(), last.isoformat())):
        yield line_of(ACTIVITIES, tuple(row))


def results(connection: Connection, first: date, last: date) -> dict[UUID, list[Line]]:
    """Their results by activity, in the register's order."""
    sql = (
        f"SELECT a.uid, t.uid, t.ver, t.deleted_at, {select_list(ACTIVITY_RESULTS.key)} FROM activity_result t"
        f" JOIN activity a ON a.id = t.activity WHERE t.deleted_at IS NULL AND {_BETWEEN} ORDER BY t.sk, t.id"
    )
    found: dict[UUID, list[Line]] = {}
    for owner, *row in connection.exec_driver_sql(sql, (first.isoformat(), last.isoformat())):
        found.setdefault(UUID(bytes=bytes(owner)), []).append(line_of(ACTIVITY_RESULTS, row))
    return found
