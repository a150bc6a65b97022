"""Where the points are and where none is: counted by field of work and by who leads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from antq_desktop.domain.choices import ENDED
from antq_desktop.domain.collation import sort_key
from antq_desktop.services.groups.group_board import GroupLine
from antq_desktop.services.groups.group_reading import NO_LEAD, OTHER_LEAD
from antq_desktop.services.groups.groups import CLUB

CLUBS = "Câu lạc bộ"


@dataclass(frozen=True, slots=True)
class Cell:
    """The groups of one field under one lead.

    Attributes:
        groups: how many.
        idle: those that should be active and did nothing lately.
    """

    groups: int
    idle: int


@dataclass(frozen=True, slots=True)
class GroupMap:
    """Groups by field and lead; clubs stand in a line of their own.

    Attributes:
        fields: the lines, by number of groups, clubs last.
        leads: the columns, in list order, those without a known body last.
        cells: by field and lead; a pair without groups is left out.
    """

    fields: tuple[str, ...]
    leads: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]

    def of_field(self, field: str) -> int:
        """Number of groups of a field."""
        return sum(cell.groups for (name, _), cell in self.cells.items() if name == field)

    def of_lead(self, lead: str) -> int:
        """Number of groups under a lead."""
        return sum(cell.groups for (_, name), cell in self.cells.items() if name == lead)


def field_of(line: GroupLine) -> str:
    """The line of the map a group stands in."""
    return CLUBS if line.key == CLUB else line.field


def map_of(lines: Sequence[GroupLine]) -> GroupMap:
    """Count the lines of a board by field and lead, without those that ended by then."""
    lines = [line for line in lines if line.status not in ENDED]
    groups = Counter((field_of(line), line.lead_body) for line in lines)
    idle = Counter((field_of(line), line.lead_body) for line in lines if line.is_silent)
    sizes = Counter(field_of(line) for line in lines)
    fields = sorted(sizes, key=lambda name: (name == CLUBS, -sizes[name], sort_key(name)))
    leads = sorted({lead for _, lead in groups}, key=lambda name: (name in {OTHER_LEAD, NO_LEAD}, sort_key(name)))
    cells = {place: Cell(count, idle[place]) for place, count in groups.items()}
    return GroupMap(tuple(fields), tuple(leads), cells)
