"""Counting the activities of models and clubs in one pass, whatever their number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

_OWNER = "coalesce((SELECT uid FROM model_point WHERE id = a.point), (SELECT uid FROM club WHERE id = a.club))"
_LIVE = "a.deleted_at IS NULL AND a.happened_on BETWEEN ? AND ?"
_PROVEN = "a.evidence IS NOT NULL"


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Activities of one group in one month.

    Attributes:
        group: uid of the model point or club.
        month: its first day.
        activities: how many.
        attendance: members present, added up; 0 where nobody wrote it.
        proven: activities with an evidence file.
        confirmed: activities confirmed by the other office.
    """

    group: UUID
    month: date
    activities: int
    attendance: int
    proven: int
    confirmed: int


def by_month(connection: Connection, first: date, last: date) -> Iterator[MonthCount]:
    """Counts of every group and month that has activities between two days, both included."""
    sql = (
        f"SELECT {_OWNER} AS owner, substr(a.happened_on, 1, 7) AS month, count(*), sum(coalesce(a.attendance, 0)),"
        f" sum({_PROVEN}), sum(a.confirmed_on IS NOT NULL) FROM activity a WHERE {_LIVE} GROUP BY 1, 2 ORDER BY 2"
    )
    for owner, month, *counts in connection.exec_driver_sql(sql, (first.isoformat(), last.isoformat())):
        yield MonthCount(UUID(bytes=bytes(owner)), date.fromisoformat(f"{month}-01"), *(int(each) for each in counts))


def days(connection: Connection, first: date, last: date) -> dict[UUID, list[date]]:
    """Days with an activity between two days, by group, oldest first."""
    sql = f"SELECT DISTINCT {_OWNER} AS owner, a.happened_on FROM activity a WHERE {_LIVE} ORDER BY a.happened_on"
    found: dict[UUID, list[date]] = {}
    for owner, day in connection.exec_driver_sql(sql, (first.isoformat(), last.isoformat())):
        found.setdefault(UUID(bytes=bytes(owner)), []).append(date.fromisoformat(day))
    return found


def last_days(connection: Connection, until: date) -> dict[UUID, date]:
    """Last day with an activity up to a day, by group."""
    sql = (
        f"SELECT {_OWNER} AS owner, max(a.happened_on) FROM activity a"
        " WHERE a.deleted_at IS NULL AND a.happened_on <= ? GROUP BY 1"
    )
    rows = connection.exec_driver_sql(sql, (until.isoformat(),))
    return {UUID(bytes=bytes(owner)): date.fromisoformat(day) for owner, day in rows}


def usual_kinds(connection: Connection, first: date, last: date) -> dict[UUID, str]:
    """What each group did most often between two days: codes of kinds."""
    sql = f"SELECT {_OWNER} AS owner, a.kind, count(*) FROM activity a WHERE {_LIVE} GROUP BY 1, 2 ORDER BY 3, 2"
    rows = connection.exec_driver_sql(sql, (first.isoformat(), last.isoformat()))
    return {UUID(bytes=bytes(owner)): str(kind) for owner, kind, _ in rows}


def results(connection: Connection, first: date, last: date) -> dict[UUID, dict[str, int]]:
    """Results between two days, added up by group and kind."""
    sql = (
        f"SELECT {_OWNER} AS owner, r.kind, sum(r.amount) FROM activity_result r JOIN activity a ON a.id = r.activity"
        f" WHERE r.deleted_at IS NULL AND {_LIVE} GROUP BY 1, 2 ORDER BY 2"
    )
    found: dict[UUID, dict[str, int]] = {}
    for owner, kind, amount in connection.exec_driver_sql(sql, (first.isoformat(), last.isoformat())):
        found.setdefault(UUID(bytes=bytes(owner)), {})[str(kind)] = int(amount)
    return found
