"""Lists of households, with or without their pledges."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from antq_desktop.domain.ids import new_uids
from antq_desktop.domain.progress import Progress
from antq_desktop.services.imports import import_reading
from antq_desktop.services.imports.import_areas import AreaFinder
from antq_desktop.services.imports.import_kinds import STEP, Asked, ListKind, Settled, Shown, Study, Writer
from antq_desktop.services.imports.import_matching import AreaKey, Matcher, registered
from antq_desktop.services.imports.import_plan import HouseholdRow, ImportChoices, ImportPlan, Outcome, PlannedRow
from antq_desktop.services.imports.import_reading import RowReader
from antq_desktop.services.imports.import_writing import RowWriter
from antq_desktop.services.office import Office
from antq_desktop.sheets.headings import TargetField
from antq_desktop.sheets.rows import DataRow
from antq_desktop.storage import import_log
from antq_desktop.storage.writing import Writing


class HouseholdStudy:
    """One list of households on its way in.

    Args:
        office: where it would go.
        choices: what the officer chose.
        year: of the pledges.
    """

    def __init__(self, office: Office, choices: ImportChoices, year: int):
        self._office = office
        self._choices = choices
        self._known = registered(office, year)
        self._reader = RowReader(choices, office.today(), self._known.organizations)
        self._rows: list[HouseholdRow] = []

    def targets(self) -> tuple[TargetField, ...]:
        """Fields of households, and the day of signing; organisations are told by their names too."""
        return self._reader.targets()

    def read(self, row: DataRow, sheet: str | None) -> PlannedRow:
        """What one row says."""
        planned = self._reader.read(row, sheet)
        self._rows.append(planned)
        return planned

    def settle(self, *, again: bool, progress: Progress) -> Settled:
        """Find areas and households."""
        wanted = [row for row in self._rows if row.outcome is not Outcome.SKIPPED]
        areas = AreaFinder(self._known.areas, self._choices, (row.area for row in wanted))
        for row in wanted:
            areas.find(row, row)
        matcher = Matcher(self._known, pledges=self._choices.register == PLEDGE, again=again)
        open_rows = [(row, _area_of(row)) for row in wanted if not is_settled(row)]
        for number in matcher.place_all(open_rows, new_uids(self._office.clock())):
            if number % STEP == 0:
                progress.step(number, len(open_rows), "Đối chiếu với sổ")
        return Settled(
            areas.found.made,
            areas.found.made_for,
            areas.found.renamed,
            areas.found.answered,
            self._known.areas.listed,
            tuple(matcher.duplicates),
        )


def is_settled(row: PlannedRow) -> bool:
    """Whether a row needs no comparing: rejected, skipped, or asked about already."""
    if row.faults:
        row.outcome = Outcome.REJECTED
    return row.outcome is not Outcome.ACCEPTED


def _area_of(row: HouseholdRow) -> AreaKey:
    return row.area_uid or row.area_key


PLEDGE = "pledge"
SHOWN = Shown(
    (
        ("head_name", "Chủ hộ"),
        ("area", "Khu dân cư"),
        ("address", "Địa chỉ"),
        ("organizations", "Tổ chức"),
        ("signed_on", "Ngày ký"),
    ),
    ("organizations", "address"),
)


@dataclass(frozen=True, slots=True)
class HouseholdKind(ListKind):
    """Lists of households."""

    def targets(self) -> tuple[TargetField, ...]:
        """Fields of households, and the day of signing."""
        return import_reading.targets()

    def refuses(self, heading: str) -> bool:  # noqa: ARG002 - shape of kinds
        """None but the columns of identity numbers, which no list may bring."""
        return False

    def study(self, office: Office, choices: ImportChoices, year: int) -> Study:
        """Read households, pledges of the year, areas and organisations."""
        return HouseholdStudy(office, choices, year)

    def writer(self, writing: Writing, office: Office, plan: ImportPlan) -> Writer:
        """Writes households and pledges."""
        return RowWriter(writing, office, plan)


def _kind(key: str) -> HouseholdKind:
    asked, logged = Asked(year=True, consent=True), ("household", PLEDGE)
    return HouseholdKind(key, import_log.MAPPING, logged, HouseholdRow.words, SHOWN, asked)


KINDS: Mapping[str, ListKind] = MappingProxyType({key: _kind(key) for key in ("household", PLEDGE)})
