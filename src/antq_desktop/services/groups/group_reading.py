"""Models and clubs with the names that belong to them, read once for boards, papers and packages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.catalogue import Catalogues
from antq_desktop.domain.choices import GroupStatus
from antq_desktop.domain.collation import sort_key
from antq_desktop.domain.fields import Record
from antq_desktop.domain.group_life import A_DAY, Life
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.club import Club
from antq_desktop.domain.registers.group_status import Status
from antq_desktop.domain.registers.member_organization import MemberOrganization
from antq_desktop.domain.registers.model_point import ModelPoint
from antq_desktop.domain.registers.model_team import ModelTeam
from antq_desktop.domain.registers.model_type import ModelType
from antq_desktop.domain.registers.office import Office as OfficeRecord
from antq_desktop.domain.registers.residential_area import ResidentialArea
from antq_desktop.services.group_rules import Group, members, places, statuses
from antq_desktop.services.groups import groups
from antq_desktop.services.office import Office
from antq_desktop.services.spells import holds
from antq_desktop.storage import rows
from antq_desktop.storage.rows import Reading

OTHER_FIELD = "OTHER"
OTHER_LEAD, NO_LEAD = "Nơi khác", "Chưa ghi"


@dataclass(frozen=True, slots=True)
class Names:
    """What the lines that groups link to are called, and the types of models."""

    catalogues: Catalogues
    types: Mapping[UUID, ModelType]
    areas: Mapping[UUID, str]
    organizations: Mapping[UUID, str]
    offices: Mapping[UUID, str]

    def lead(self, group: Group, *, on_paper: bool = True) -> str:
        """Who leads a group, in words; empty if nobody is written.

        Args:
            group: which.
            on_paper: for lists and papers, where of sensitive groups only known bodies stand; else for its dossier.
        """
        found = (
            self.offices.get(group.lead_office) if group.lead_office else None,
            self.organizations.get(group.lead_organization) if group.lead_organization else None,
            None if on_paper and self.is_sensitive(group) else group.lead_name,
        )
        return ", ".join(name for name in found if name)

    def lead_body(self, group: Group) -> str:
        """The one body a group is counted under: its office, else its organisation; words where neither is known."""
        office = self.offices.get(group.lead_office) if group.lead_office else None
        organization = self.organizations.get(group.lead_organization) if group.lead_organization else None
        return office or organization or (OTHER_LEAD if group.lead_name else NO_LEAD)

    def where(self, group: Group) -> str:
        """Residential areas of a group in words; "toàn xã" for none."""
        named = sorted(self.areas.get(area, "") for area in places(group))
        return ", ".join(named) or "toàn xã"

    def type_of(self, group: Group) -> ModelType | None:
        """The named model a point applies; None for a club."""
        return self.types.get(group.type) if isinstance(group, ModelPoint) else None

    def is_sensitive(self, group: Group) -> bool:
        """Whether of a group only the board may be named, and nobody on paper."""
        found = self.type_of(group) if isinstance(group, ModelPoint) else group
        return found is not None and found.sensitive

    def field_code(self, group: Group) -> str:
        """Code of the field of work of a point; empty for a club."""
        found = self.type_of(group)
        return "" if found is None else found.work_field

    def field(self, group: Group) -> str:
        """The field of work of a point in words; empty for a club."""
        code = self.field_code(group)
        return self.catalogues.label("model_fields", code) if code else ""


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A group as it was read.

    Attributes:
        key: `model_point` or `club`.
        group: its record.
        lives: times in which it existed, oldest first.
        members: how many belonged to it on the day it was asked about.
        teams: its teams, ended ones too.
        past: its dated statuses, oldest first.
    """

    key: str
    group: Group
    lives: tuple[Life, ...]
    members: int
    teams: tuple[ModelTeam, ...]
    past: tuple[Status, ...]

    def lives_on(self, day: date) -> bool:
        """Whether it existed on a day."""
        return any(life.holds(day) for life in self.lives)

    def lived_in(self, first: date, last: date) -> bool:
        """Whether it existed on a day of a time, both days included."""
        return any(life.within(first, last) for life in self.lives)

    def status_on(self, day: date) -> Status | None:
        """The status that held on a day; None if nothing is written about it."""
        return next((status for status in reversed(self.past) if holds(status, day)), None)

    def state_on(self, day: date) -> str:
        """Code of the status that held on a day: active where nothing is written about it."""
        status = self.status_on(day)
        return GroupStatus.ACTIVE if status is None else status.status

    def teams_on(self, day: date) -> int:
        """How many of its teams existed on a day."""
        return sum(any(life.holds(day) for life in team_lives(team, self.lives)) for team in self.teams)


def names(office: Office, connection: Reading) -> Names:
    """Read the names."""
    offices = {line.uid: line.name for line in _all(connection, "office") if isinstance(line, OfficeRecord)}
    organizations = {
        line.uid: line.short_name
        for line in _all(connection, "member_organization")
        if isinstance(line, MemberOrganization)
    }
    return Names(
        office.catalogues,
        {line.uid: line for line in _all(connection, "model_type") if isinstance(line, ModelType)},
        {line.uid: line.name for line in _all(connection, "residential_area") if isinstance(line, ResidentialArea)},
        organizations,
        offices,
    )


def _all(connection: Reading, key: str) -> list[Record]:
    return [line.record for line in rows.all_live(connection, REGISTERS[key])]


def team_lives(team: ModelTeam, lives: Sequence[Life]) -> list[Life]:
    """Times in which a team existed: never longer than its point."""
    ended = None if team.valid_to is None else team.valid_to + A_DAY
    found = []
    for life in lives:
        begins = [day for day in (life.begin, team.valid_from) if day is not None]
        ends = [day for day in (life.end, ended) if day is not None]
        begin, end = max(begins, default=None), min(ends, default=None)
        if begin is None or end is None or begin < end:
            found.append(Life(begin, end))
    return found


def known_groups(office: Office, connection: Reading, day: date | None = None) -> list[KnownGroup]:
    """Every model point and club of the registers, ended ones too: points first, each in list order.

    Args:
        office: whose.
        connection: to read by.
        day: on which members are counted; today if left out.
    """
    teams: dict[UUID, list[ModelTeam]] = {}
    for team in _all(connection, "model_team"):
        if isinstance(team, ModelTeam):
            teams.setdefault(team.point, []).append(team)
    found = []
    for key in groups.KEYS:
        of_book = [line.record for line in rows.all_live(connection, REGISTERS[key])]
        known = [group for group in of_book if isinstance(group, ModelPoint | Club)]
        for group in sorted(known, key=lambda group: sort_key(group.name)):
            past = tuple(statuses(connection, group.uid))
            lives = tuple(groups.lived(group, past))
            count = members(connection, group, day or office.today())
            found.append(KnownGroup(key, group, lives, count, tuple(teams.get(group.uid, ())), past))
    return found
