"""Models and clubs in a `numbers` package: names, codes, dates and counts; no free text, no file, no person.

A group stands in it if it existed on a day of the period. Its uid is that of the register, so that a later package of
the same commune is compared line by line. Source: an allow-list; what is not named here does not leave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.group_life import Balance
from antq_desktop.domain.periods import Period
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.club import Club
from antq_desktop.domain.registers.member_organization import MemberOrganization
from antq_desktop.domain.registers.model_point import ModelPoint
from antq_desktop.domain.registers.model_type import ModelType
from antq_desktop.domain.registers.office import Office as OfficeRecord
from antq_desktop.packages.tables import Table, TableField
from antq_desktop.services.group_rules import places
from antq_desktop.services.groups.group_board import due_of, met_of
from antq_desktop.services.groups.group_reading import KnownGroup, known_groups
from antq_desktop.services.groups.group_stock import stock_of
from antq_desktop.services.groups.groups import CLUB, POINT
from antq_desktop.services.office import Office
from antq_desktop.storage import activity_counts, rows
from antq_desktop.storage.activity_counts import MonthCount

Cells = tuple[str | int | date | None, ...]

TYPE_FIELDS = (
    TableField("type", "string", "Mã loại mô hình", required=True),
    TableField("name", "string", "Tên mô hình gốc", required=True),
    TableField("field", "string", "Mã lĩnh vực", required=True),
    TableField("points", "integer", "Số điểm cuối kỳ", required=True),
)
_OF_GROUP = (
    TableField("name", "string", "Tên", required=True),
    TableField("areas", "string", "Mã khu dân cư (trống: toàn xã)"),
    TableField("lead", "string", "Chủ trì (mã tổ chức hoặc cơ quan)"),
    TableField("established", "string", "Thành lập (năm, năm-tháng hoặc ngày)"),
    TableField("status", "string", "Tình trạng cuối kỳ", required=True),
    TableField("members", "integer", "Số thành viên cuối kỳ", required=True),
    TableField("activities", "integer", "Số hoạt động trong kỳ", required=True),
    TableField("proven", "integer", "Hoạt động có tệp minh chứng", required=True),
    TableField("confirmed", "integer", "Hoạt động được xác nhận", required=True),
    TableField("due", "integer", "Số kỳ phải sinh hoạt", required=True),
    TableField("met", "integer", "Số kỳ có sinh hoạt", required=True),
)
POINT_FIELDS = (
    TableField("point", "string", "Mã điểm mô hình", required=True),
    TableField("type", "string", "Mã loại mô hình", required=True),
    TableField("kinds", "string", "Tự phòng, tự quản, tự bảo vệ, tự hòa giải"),
    TableField("scale", "string", "Quy mô"),
    TableField("teams", "integer", "Số tổ cuối kỳ", required=True),
    *_OF_GROUP,
)
CLUB_FIELDS = (TableField("club", "string", "Mã câu lạc bộ", required=True), *_OF_GROUP)
MONTH_FIELDS = (
    TableField("group", "string", "Mã điểm mô hình hoặc câu lạc bộ", required=True),
    TableField("month", "date", "Tháng (ngày đầu)", required=True),
    TableField("activities", "integer", "Số hoạt động", required=True),
    TableField("attendance", "integer", "Lượt thành viên dự", required=True),
    TableField("proven", "integer", "Có tệp minh chứng", required=True),
    TableField("confirmed", "integer", "Được xác nhận", required=True),
)
STOCK_FIELDS = (
    TableField("kind", "string", "Loại số liệu (loại mô hình, điểm, tổ, câu lạc bộ)", required=True),
    TableField("opening", "integer", "Đầu kỳ", required=True),
    TableField("new", "integer", "Tăng", required=True),
    TableField("ended", "integer", "Giảm", required=True),
    TableField("closing", "integer", "Cuối kỳ", required=True),
)
OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the tables are made of, read in one transaction."""

    known: tuple[KnownGroup, ...]
    types: tuple[ModelType, ...]
    codes: dict[UUID, str]
    months: tuple[MonthCount, ...]
    days: dict[UUID, list[date]]
    first: date
    last: date


def group_tables(office: Office, period: Period) -> list[Table]:
    """Tables of models and clubs for a period, counted at its cut-off."""
    read = _read(office, period)
    stock = stock_of(read.known, period, office)
    balances = {"types": stock.types, "points": stock.points, "teams": stock.teams, "clubs": stock.clubs}
    return [
        Table("model_types", TYPE_FIELDS, ("type",), _types(read)),
        Table("model_points", POINT_FIELDS, ("point",), _points(read)),
        Table("clubs", CLUB_FIELDS, ("club",), _clubs(read)),
        Table("group_months", MONTH_FIELDS, ("group", "month"), _months(read)),
        Table("group_stock", STOCK_FIELDS, ("kind",), _stock(balances)),
    ]


def _read(office: Office, period: Period) -> _Read:
    first, last = period.start, period.cut_off(office.today())
    with office.store.reading() as connection:
        known = tuple(
            each
            for each in known_groups(office, connection, last)
            if any(life.within(first, last) is not None for life in each.lives)
        )
        types = [line.record for line in rows.all_live(connection, REGISTERS["model_type"])]
        codes: dict[UUID, str] = {}
        for line in rows.all_live(connection, REGISTERS["member_organization"]):
            if isinstance(line.record, MemberOrganization):
                codes[line.record.uid] = line.record.code
        for line in rows.all_live(connection, REGISTERS["office"]):
            if isinstance(line.record, OfficeRecord):
                codes[line.record.uid] = line.record.kind
        months = tuple(activity_counts.by_month(connection, first, last))
        days = activity_counts.days(connection, first, last)
    there = {each.group.uid for each in known}
    of_models = tuple(item for item in types if isinstance(item, ModelType))
    return _Read(known, of_models, codes, tuple(item for item in months if item.group in there), days, first, last)


def _code(kind: ModelType) -> str:
    return kind.code or str(kind.uid)


def _types(read: _Read) -> Iterator[Cells]:
    for kind in read.types:
        mine = [each for each in read.known if isinstance(each.group, ModelPoint) and each.group.type == kind.uid]
        if mine:
            yield (_code(kind), kind.name, kind.work_field, sum(_lives(each, read.last) for each in mine))


def _lives(each: KnownGroup, day: date) -> bool:
    return any(life.holds(day) for life in each.lives)


def _points(read: _Read) -> Iterator[Cells]:
    codes = {kind.uid: _code(kind) for kind in read.types}
    for each in read.known:
        group = each.group
        if each.key == POINT and isinstance(group, ModelPoint):
            kinds = " ".join(sorted(group.kinds)) or None
            own = (str(group.uid), codes.get(group.type, OTHER), kinds, group.scale, each.teams_on(read.last))
            yield (*own, *_of_group(read, each))


def _clubs(read: _Read) -> Iterator[Cells]:
    for each in read.known:
        if each.key == CLUB and isinstance(each.group, Club):
            yield (str(each.group.uid), *_of_group(read, each))


def _of_group(read: _Read, each: KnownGroup) -> Sequence[str | int | date | None]:
    group = each.group
    counts = [count for count in read.months if count.group == group.uid]
    due = due_of(each, read.first, read.last)
    return (
        group.name,
        " ".join(sorted(str(area) for area in places(group))) or None,
        _lead(read, each),
        None if group.established_on is None else group.established_on.iso,
        each.state_on(read.last),
        each.members,
        sum(count.activities for count in counts),
        sum(count.proven for count in counts),
        sum(count.confirmed for count in counts),
        len(due),
        met_of(due, read.days.get(group.uid, [])),
    )


def _lead(read: _Read, each: KnownGroup) -> str | None:
    group = each.group
    leads = [read.codes.get(uid, OTHER) for uid in (group.lead_office, group.lead_organization) if uid is not None]
    if group.lead_name:
        leads.append(OTHER)
    return " ".join(leads) or None


def _months(read: _Read) -> Iterator[Cells]:
    for item in read.months:
        yield (str(item.group), item.month, item.activities, item.attendance, item.proven, item.confirmed)


def _stock(balances: dict[str, Balance]) -> Iterator[Cells]:
    for kind, found in balances.items():
        yield (kind, found.opening, found.new, found.ended, found.closing)
