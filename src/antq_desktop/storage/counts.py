"""Counting for the indicators: which households live where, belong to what and have pledged, on one day.

A household is counted where it lived on the cut-off day. A pledge counts for a year if that is its year, it is not
void and it was signed by the cut-off. The households with a pledge are always a part of those counted.
Source: Kế hoạch 279/KH-MTTQ-BCA, chỉ tiêu 1; TT 124/2021/TT-BCA, Điều 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.storage.codec import canonical

_HOLDS = "({0}.from_on IS NULL OR {0}.from_on <= :day) AND ({0}.to_on IS NULL OR {0}.to_on >= :day)"
_ACTIVE = "(o.valid_from IS NULL OR o.valid_from <= :day) AND (o.valid_to IS NULL OR o.valid_to >= :day)"

_WITH = f"""
WITH living AS (
    SELECT r.household AS h, r.area AS area, max(coalesce(r.from_on, '')) AS since
    FROM residence r JOIN household p ON p.id = r.household
    WHERE r.deleted_at IS NULL AND p.deleted_at IS NULL AND {_HOLDS.format("r")}
    GROUP BY r.household
), pledged AS (
    SELECT DISTINCT g.household AS h FROM pledge g
    WHERE g.deleted_at IS NULL AND g.year = :year
    AND (g.voided_on IS NULL OR g.voided_on > :day) AND (g.signed_on IS NULL OR g.signed_on <= :day)
), member AS (
    SELECT DISTINCT m.household AS h, m.organization AS o
    FROM membership m JOIN member_organization o ON o.id = m.organization
    WHERE m.deleted_at IS NULL AND o.deleted_at IS NULL AND {_HOLDS.format("m")} AND {_ACTIVE}
)
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Households counted in one area, for one organisation or for a whole line.

    Attributes:
        area: the area's uid.
        line: `all`, `member` or the organisation's uid as hex text.
        signed: households with a pledge.
        households: all of them.
    """

    area: UUID
    line: str
    signed: int
    households: int


def pledge_pairs(connection: Connection, year: int, day: date) -> list[Pair]:
    """Counts of every area in one pass: all households, member households, those of each organisation.

    Args:
        connection: a reading transaction.
        year: year of the pledges.
        day: cut-off day for residence, membership and signing.
    """
    joined = "FROM living v LEFT JOIN pledged g ON g.h = v.h JOIN residential_area a ON a.id = v.area"
    sql = _WITH + (
        f" SELECT a.uid, 'all', count(g.h), count(*) {joined} GROUP BY v.area"
        f" UNION ALL SELECT a.uid, 'member', count(g.h), count(*) {joined}"
        " WHERE v.h IN (SELECT h FROM member) GROUP BY v.area"
        f" UNION ALL SELECT a.uid, lower(hex(o.uid)), count(g.h), count(*) {joined}"
        " JOIN member m ON m.h = v.h JOIN member_organization o ON o.id = m.o GROUP BY v.area, m.o"
    )
    rows = connection.exec_driver_sql(sql, {"year": year, "day": day.isoformat()})
    return [Pair(UUID(bytes=bytes(area)), line, int(signed), int(whole)) for area, line, signed, whole in rows]


def households_behind(
    connection: Connection, year: int, day: date, line: str, area: UUID | None = None
) -> tuple[list[UUID], list[UUID]]:
    """The records behind a number.

    Args:
        connection: a reading transaction.
        year: year of the pledges.
        day: cut-off day.
        line: `all`, `member` or an organisation's uid as hex text.
        area: only this area, or the whole commune.

    Returns:
        Uids of the households with a pledge, and of those without, each in list order.
    """
    conditions = []
    parameters: dict[str, object] = {"year": year, "day": day.isoformat()}
    if area is not None:
        conditions.append("v.area = (SELECT id FROM residential_area WHERE uid = :area)")
        parameters["area"] = area.bytes
    if line == "member":
        conditions.append("v.h IN (SELECT h FROM member)")
    elif line != "all":
        conditions.append(
            "v.h IN (SELECT m.h FROM member m JOIN member_organization o ON o.id = m.o WHERE o.uid = :line)"
        )
        parameters["line"] = UUID(hex=line).bytes
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = _WITH + (
        " SELECT p.uid, g.h IS NOT NULL FROM living v JOIN household p ON p.id = v.h"
        f" LEFT JOIN pledged g ON g.h = v.h{where} ORDER BY p.sk, p.id"
    )
    signed: list[UUID] = []
    missing: list[UUID] = []
    for uid, has_signed in connection.exec_driver_sql(sql, parameters):
        (signed if has_signed else missing).append(UUID(bytes=bytes(uid)))
    return signed, missing


@dataclass(frozen=True, slots=True)
class BookLine:
    """A household as the pledge book prints it.

    Attributes:
        area: area it lived in on the cut-off day.
        household: its uid.
        head_name: head on the cut-off day.
        address: address line or empty.
        organizations: uids of its organisations on that day.
        signed_on: day of the pledge that counts, None without one (or registered without a day).
        signed: whether a pledge counts.
        form: code of the pledge's form, or empty.
        signer_kind: code of who signed, or empty.
        paper_ref: where the paper is kept, or empty.
        visit_reason: code of the last reason it was not met, or empty.
    """

    area: UUID
    household: UUID
    head_name: str
    address: str
    organizations: frozenset[UUID]
    signed_on: date | None
    signed: bool
    form: str
    signer_kind: str
    paper_ref: str
    visit_reason: str


def book_lines(connection: Connection, year: int, day: date, areas: Sequence[UUID] = ()) -> list[BookLine]:
    """Every household living in the commune, or in some areas of it, on a day with the pledge that counts.

    They come by area and by head, in list order.
    """
    sql = _WITH + (
        f""", best AS (
    SELECT g.household AS h, g.form, g.signed_on, g.signer_kind, g.paper_ref, min(g.id) FROM pledge g
    WHERE g.deleted_at IS NULL AND g.year = :year AND (g.voided_on IS NULL OR g.voided_on > :day)
    AND (g.signed_on IS NULL OR g.signed_on <= :day) GROUP BY g.household
), met AS (
    SELECT w.household AS h, w.reason, max(coalesce(w.visited_on, '') || printf('/%020d', w.id)) FROM visit w
    JOIN pledge_campaign c ON c.id = w.campaign AND c.year = :year
    WHERE w.deleted_at IS NULL AND (w.visited_on IS NULL OR w.visited_on <= :day) GROUP BY w.household
), belongs AS (
    SELECT m.h, group_concat(lower(hex(o.uid))) AS orgs
    FROM member m JOIN member_organization o ON o.id = m.o GROUP BY m.h
)
SELECT a.uid, p.uid, coalesce((SELECT s.head_name FROM headship s WHERE s.household = p.id
    AND s.deleted_at IS NULL AND {_HOLDS.format("s")} ORDER BY s.from_on DESC LIMIT 1), p.head_name),
    coalesce(p.address, ''), coalesce(b.orgs, ''), k.h IS NOT NULL, k.signed_on, coalesce(k.form, ''),
    coalesce(k.signer_kind, ''), coalesce(k.paper_ref, ''), coalesce(w.reason, '')
FROM living v JOIN household p ON p.id = v.h JOIN residential_area a ON a.id = v.area
LEFT JOIN best k ON k.h = v.h LEFT JOIN met w ON w.h = v.h LEFT JOIN belongs b ON b.h = v.h
WHERE :areas IS NULL OR a.uid IN (SELECT unhex(value) FROM json_each(:areas))
ORDER BY a.sk, a.id, p.sk, p.id"""
    )
    wanted = canonical([area.hex for area in areas]) if areas else None
    parameters = {"year": year, "day": day.isoformat(), "areas": wanted}
    rows = connection.exec_driver_sql(sql, parameters)
    return [_book_line(tuple(row)) for row in rows]


def _book_line(row: tuple[object, ...]) -> BookLine:
    area, household, head, address, organizations, signed, signed_on, *rest = row
    form, signer, paper, reason = (str(part) for part in rest)
    return BookLine(
        UUID(bytes=bytes(area)),  # type: ignore[call-overload] # a BLOB column
        UUID(bytes=bytes(household)),  # type: ignore[call-overload]
        str(head),
        str(address),
        frozenset(UUID(hex=part) for part in str(organizations).split(",") if part),
        None if signed_on is None else date.fromisoformat(str(signed_on)),
        bool(signed),
        form,
        signer,
        paper,
        reason,
    )
