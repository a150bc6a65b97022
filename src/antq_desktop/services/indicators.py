"""The year's figures and the records behind every number."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.indicators import Measure, Targets, add_up, fixed, measure
from antq_desktop.domain.periods import Period
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.declared_figure import FROZEN, DeclaredFigure
from antq_desktop.domain.registers.member_organization import MemberOrganization
from antq_desktop.domain.registers.pledge_campaign import PLEDGE_CAMPAIGNS, PledgeCampaign
from antq_desktop.domain.registers.residential_area import ResidentialArea
from antq_desktop.services.office import Office
from antq_desktop.storage import counts, rows
from antq_desktop.storage.counts import Pair

COMMUNE = "commune"
I1 = "I1"
I1B = "I1b"
TITLES = {
    I1: "Hộ gia đình đoàn viên, hội viên ký cam kết",
    I1B: "Hộ gia đình đang cư trú ký cam kết hoặc đăng ký",
}


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """Counts of one residential area, in households."""

    uid: UUID
    name: str
    signed: int
    households: int
    member_signed: int
    member_households: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period.

    Attributes:
        period: whose days they belong to.
        cut_off: the day they are taken at.
        measures: I1, I1b and one line for each organisation, of the whole commune.
        areas: by residential area, in list order.
        area_measures: I1 and I1b of every area.
        organizations: (code, name, uid) in the order of their lines.
        round_open: whether the year has its round of pledges; without one nothing is judged.
    """

    period: Period
    cut_off: date
    measures: tuple[Measure, ...]
    areas: tuple[AreaFigures, ...]
    area_measures: tuple[Measure, ...]
    organizations: tuple[tuple[str, str, UUID], ...]
    pairs: tuple[Pair, ...] = ()
    round_open: bool = True

    def line(self, indicator: str, area: UUID | None = None) -> Measure | None:
        """An indicator's line of the commune or of an area, where there is one."""
        scope = COMMUNE if area is None else area.hex
        lines = (*self.measures, *self.area_measures)
        return next((line for line in lines if line.id == indicator and line.scope == scope), None)


@dataclass(frozen=True, slots=True)
class Share:
    """Households of one area or organisation, and how many of them have pledged."""

    uid: UUID
    name: str
    signed: int
    households: int


def by_area(found: Figures, organization: UUID | None = None) -> list[Share]:
    """Progress of every area: of all households, or of those with members of one organisation."""
    line = "all" if organization is None else organization.hex
    pairs = {pair.area: pair for pair in found.pairs if pair.line == line}
    return [_share(area.uid, area.name, [pairs[area.uid]] if area.uid in pairs else []) for area in found.areas]


def by_organization(found: Figures, area: UUID | None = None) -> list[Share]:
    """Progress of every organisation, in the commune or in one area; a household may count for several."""
    pairs = [pair for pair in found.pairs if area in {None, pair.area}]
    return [_share(uid, name, [pair for pair in pairs if pair.line == uid.hex]) for _, name, uid in found.organizations]


def _share(uid: UUID, name: str, pairs: list[Pair]) -> Share:
    return Share(uid, name, *add_up((pair.signed, pair.households) for pair in pairs))


@dataclass(frozen=True, slots=True)
class Drill:
    """The records behind a number: those counted, all of them, and those that lack."""

    numerator: tuple[UUID, ...]
    missing: tuple[UUID, ...]

    @property
    def denominator(self) -> tuple[UUID, ...]:
        """All households of the line."""
        return self.numerator + self.missing


def figures(office: Office, period: Period) -> Figures:
    """Count everything for a period in one pass over the registers.

    Raises:
        StorageError: the store cannot be read.
    """
    cut_off = period.cut_off(office.today())
    with office.store.reading() as connection:
        pairs = tuple(counts.pledge_pairs(connection, period.year, cut_off))
        areas = [line.record for line in rows.all_live(connection, REGISTERS["residential_area"])]
        organizations = [line.record for line in rows.all_live(connection, REGISTERS["member_organization"])]
        declared = [line.record for line in rows.all_live(connection, REGISTERS["declared_figure"])]
        rounds = [line.record for line in rows.all_live(connection, PLEDGE_CAMPAIGNS)]
    targets = office.catalogues.targets_of(period.year)
    lines = tuple(
        (item.code, item.short_name, item.uid)
        for item in organizations
        if isinstance(item, MemberOrganization) and _active(item, cut_off)
    )
    known = [item for item in declared if isinstance(item, DeclaredFigure) and item.year == period.year]
    named = {area.uid: area for area in areas if isinstance(area, ResidentialArea)}
    by_area = tuple(
        _area_figures(area, pairs) for area in named.values() if _active(area, cut_off) or _counted(area.uid, pairs)
    )
    area_measures = tuple(line for area in by_area for line in _area_measures(area, known, targets))
    measures = _measures(pairs, lines, known, targets, sum(_in_excess(line) for line in area_measures))
    if any(isinstance(item, PledgeCampaign) and item.year == period.year for item in rounds):
        return Figures(period, cut_off, measures, by_area, area_measures, lines, pairs)
    plain, plain_areas = (tuple(replace(line, threshold=None) for line in part) for part in (measures, area_measures))
    return Figures(period, cut_off, plain, by_area, plain_areas, lines, pairs, round_open=False)


def _in_excess(line: Measure) -> int:
    """By how much a fixed denominator of I1 exceeds the households counted."""
    return line.denominator - line.counted if line.id == I1 and line.counted is not None else 0


def _frozen(declared: Iterable[DeclaredFigure]) -> int | None:
    return next((item.households for item in declared if item.basis == FROZEN), None)


def _area_measures(area: AreaFigures, declared: list[DeclaredFigure], targets: Targets) -> tuple[Measure, Measure]:
    """I1 and I1b of an area."""
    said = [item for item in declared if item.area == area.uid and item.organization is None]
    members, everyone = (area.member_signed, area.member_households), (area.signed, area.households)
    first = measure(I1, area.uid.hex, f"{TITLES[I1]}: {area.name}", members, targets)
    second = measure(I1B, area.uid.hex, f"{TITLES[I1B]}: {area.name}", everyone, targets)
    return replace(fixed(first, _frozen(said)), declared=_typed(said)), second


def _typed(declared: Iterable[DeclaredFigure]) -> int | None:
    """What an organisation declares itself."""
    return next((item.households for item in declared if item.basis != FROZEN), None)


def _active(item: MemberOrganization | ResidentialArea, day: date) -> bool:
    begun = item.valid_from is None or item.valid_from <= day
    return begun and (item.valid_to is None or day <= item.valid_to)


def _counted(area: UUID, pairs: tuple[Pair, ...]) -> bool:
    return any(pair.area == area for pair in pairs)


def _sum(pairs: tuple[Pair, ...], line: str, area: UUID | None = None) -> tuple[int, int]:
    return add_up(
        (pair.signed, pair.households) for pair in pairs if pair.line == line and (area is None or pair.area == area)
    )


def _area_figures(area: ResidentialArea, pairs: tuple[Pair, ...]) -> AreaFigures:
    signed, households = _sum(pairs, "all", area.uid)
    member_signed, member_households = _sum(pairs, "member", area.uid)
    return AreaFigures(area.uid, area.name, signed, households, member_signed, member_households)


def _measures(
    pairs: tuple[Pair, ...],
    organizations: tuple[tuple[str, str, UUID], ...],
    declared: list[DeclaredFigure],
    targets: Targets,
    of_areas: int,
) -> tuple[Measure, ...]:
    """Lines of the commune; `of_areas` is what fixed figures of areas add to the households of I1."""
    lines: list[tuple[str, str, str, UUID | None]] = [(I1, TITLES[I1], "member", None), (I1B, TITLES[I1B], "all", None)]
    lines += [(f"I1.{code}", f"Hộ có hội viên {name} ký cam kết", uid.hex, uid) for code, name, uid in organizations]
    found = []
    for key, title, line, organization in lines:
        said = [item for item in declared if item.organization == organization and item.area is None and key != I1B]
        counted = measure(key, COMMUNE, title, _sum(pairs, line), targets)
        parts = of_areas if key == I1 else 0
        found.append(replace(fixed(counted, _frozen(said), parts=parts), declared=_typed(said)))
    return tuple(found)


def drill(office: Office, period: Period, indicator: str, area: UUID | None = None) -> Drill:
    """The households behind a number.

    Args:
        office: where.
        period: of the figure.
        indicator: `I1`, `I1b` or `I1.` with an organisation's code.
        area: one residential area, or the whole commune.

    Raises:
        UsageError: there is no such indicator.
    """
    line = _line_of(office, indicator)
    cut_off = period.cut_off(office.today())
    with office.store.reading() as connection:
        signed, missing = counts.households_behind(connection, period.year, cut_off, line, area)
    return Drill(tuple(signed), tuple(missing))


def _line_of(office: Office, indicator: str) -> str:
    if indicator in TITLES:
        return "member" if indicator == I1 else "all"
    with office.store.reading() as connection:
        for line in rows.all_live(connection, REGISTERS["member_organization"]):
            if isinstance(line.record, MemberOrganization) and indicator == f"I1.{line.record.code}":
                return line.record.uid.hex
    raise UsageError(f"Không có chỉ tiêu “{indicator[:40]}”.", do="Dùng I1, I1b hoặc I1. kèm mã tổ chức.")
