"""What a `numbers` package carries: an allow-list of counts, codes and dates; no household, no person, no text.

Tables: areas, pledge_counts, indicators, and those of models and clubs (`services.handover.package_groups`). Counts of
refusals are left empty where that of any campaign is below three.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from antq_desktop.domain.periods import Period
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.member_organization import ALL
from antq_desktop.domain.registers.pledge_campaign import PledgeCampaign
from antq_desktop.domain.registers.refusal_count import HIDDEN_BELOW, RefusalCount
from antq_desktop.domain.registers.residential_area import ResidentialArea
from antq_desktop.packages.tables import Table, TableField
from antq_desktop.services.handover.package_groups import group_tables
from antq_desktop.services.indicators import COMMUNE, Figures, figures
from antq_desktop.services.office import Office
from antq_desktop.storage import rows

SCHEMA = 2
Cells = tuple[str | int | date | None, ...]

AREA_FIELDS = (
    TableField("area", "string", "Mã khu dân cư", required=True),
    TableField("name", "string", "Tên khu dân cư", required=True),
    TableField("kind", "string", "Loại"),
    TableField("valid_from", "date", "Thành lập từ"),
    TableField("valid_to", "date", "Đến hết ngày"),
)
COUNT_FIELDS = (
    TableField("area", "string", "Mã khu dân cư", required=True),
    TableField("organization", "string", "Mã tổ chức (ALL: mọi hộ)", required=True),
    TableField("year", "integer", "Năm", required=True),
    TableField("households", "integer", "Số hộ", required=True),
    TableField("member_households", "integer", "Số hộ đoàn viên, hội viên", required=True),
    TableField("signed", "integer", "Số hộ đã ký", required=True),
    TableField("member_signed", "integer", "Số hộ đoàn viên, hội viên đã ký", required=True),
    TableField("refusals", "integer", "Số hộ từ chối (từ 3 trở lên)"),
)
INDICATOR_FIELDS = (
    TableField("id", "string", "Chỉ tiêu", required=True),
    TableField("scope", "string", "Phạm vi", required=True),
    TableField("period", "string", "Kỳ", required=True),
    TableField("numerator", "integer", "Tử số", required=True),
    TableField("denominator", "integer", "Mẫu số", required=True),
    TableField("status", "string", "Tình trạng", required=True),
)


def number_tables(office: Office, period: Period) -> list[Table]:
    """Tables of a `numbers` package for a period, counted at its cut-off."""
    counted = figures(office, period)
    with office.store.reading() as connection:
        areas = [line.record for line in rows.all_live(connection, REGISTERS["residential_area"])]
        refusals = [line.record for line in rows.all_live(connection, REGISTERS["refusal_count"])]
        campaigns = [line.record for line in rows.all_live(connection, REGISTERS["pledge_campaign"])]
    of_year = {item.uid for item in campaigns if isinstance(item, PledgeCampaign) and item.year == period.year}
    refused: dict[UUID, list[int]] = {}
    for item in refusals:
        if isinstance(item, RefusalCount) and item.campaign in of_year:
            refused.setdefault(item.area, []).append(item.households)
    return [
        Table("areas", AREA_FIELDS, ("area",), _areas(areas)),
        Table("pledge_counts", COUNT_FIELDS, ("area", "organization", "year"), _counts(counted, refused)),
        Table("indicators", INDICATOR_FIELDS, ("id", "scope", "period"), _indicators(counted)),
        *group_tables(office, period),
    ]


def _areas(areas: Sequence[object]) -> Iterator[Cells]:
    for area in areas:
        if isinstance(area, ResidentialArea):
            yield (str(area.uid), area.name, area.kind, area.valid_from, area.valid_to)


def _counts(counted: Figures, refused: dict[UUID, list[int]]) -> Iterator[Cells]:
    year = counted.period.year
    codes = {uid.hex: code for code, _, uid in counted.organizations}
    for area in counted.areas:
        said = refused.get(area.uid, [0])
        shown = sum(said) if min(said) >= HIDDEN_BELOW else None
        numbers = (area.households, area.member_households, area.signed, area.member_signed, shown)
        yield (str(area.uid), ALL, year, *numbers)
        for pair in counted.pairs:
            if pair.area == area.uid and pair.line in codes:
                whole, signed = pair.households, pair.signed
                yield (str(area.uid), codes[pair.line], year, whole, whole, signed, signed, None)


def _indicators(counted: Figures) -> Iterator[Cells]:
    for line in (*counted.measures, *counted.area_measures):
        scope = COMMUNE if line.scope == COMMUNE else str(UUID(hex=line.scope))
        yield (line.id, scope, counted.period.key, line.numerator, line.denominator, str(line.status))
