"""What every list is compared with: residential areas and member organisations, by what they are called."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from antq_desktop.domain.collation import sort_key
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.member_organization import MemberOrganization
from antq_desktop.domain.registers.residential_area import ResidentialArea
from antq_desktop.domain.text import fold
from antq_desktop.storage import naming, rows
from antq_desktop.storage.rows import Reading


@dataclass(frozen=True, slots=True)
class KnownAreas:
    """The residential areas of the commune.

    Attributes:
        called: uids by comparison key.
        names: what they are called, by uid.
    """

    called: Mapping[str, list[UUID]] = field(default_factory=dict)
    names: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def listed(self) -> tuple[str, ...]:
        """Names of the areas a list may mean, in their order."""
        found = {self.names[uid] for uids in self.called.values() for uid in uids}
        return tuple(sorted(found, key=sort_key))


def known_areas(connection: Reading, year: int, today: date) -> KnownAreas:
    """Areas that were there in a year, by what they are called; of two of one name the one that goes on."""
    lines = [line.record for line in rows.all_live(connection, REGISTERS["residential_area"])]
    areas = [area for area in lines if isinstance(area, ResidentialArea)]
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    named: dict[str, list[ResidentialArea]] = {}
    for area in areas:
        begun = area.valid_from is None or area.valid_from <= max(first, last)
        if begun and (area.valid_to is None or area.valid_to >= first):
            named.setdefault(naming.area_key(area.name), []).append(area)
    called = {
        key: [area.uid for area in found if len(found) == 1 or area.valid_to is None] for key, found in named.items()
    }
    return KnownAreas(called, {area.uid: area.name for area in areas})


def known_organizations(connection: Reading) -> dict[str, tuple[str, UUID]]:
    """(code, uid) of member organisations by folded name, short name, code and alias."""
    found: dict[str, tuple[str, UUID]] = {}
    for line in rows.all_live(connection, REGISTERS["member_organization"]):
        for name, entry in _organization_names(line.record):
            found.setdefault(fold(name), entry)
    return found


def _organization_names(record: object) -> Iterator[tuple[str, tuple[str, UUID]]]:
    if isinstance(record, MemberOrganization):
        entry = (record.code, record.uid)
        for name in (record.code, record.name, record.short_name, *(record.aliases or "").split("|")):
            if name.strip():
                yield name, entry
