"""What the page "Theo dõi mô hình" shows, from one reading of all groups: the board and what grew of what."""

from dataclasses import dataclass

from antq_desktop.domain.periods import Period
from antq_desktop.services.groups import group_board, lineage
from antq_desktop.services.groups.group_board import GroupLine
from antq_desktop.services.groups.group_reading import known_groups
from antq_desktop.services.groups.lineage import Lineage
from antq_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Watched:
    """The lines of the board and the families of all points."""

    lines: tuple[GroupLine, ...]
    lineage: Lineage


def watch(office: Office, period: Period) -> Watched:
    """Read both for a period."""
    with office.store.reading() as connection:
        known = known_groups(office, connection, period.cut_off(office.today()))
        lines = group_board.shown(office, connection, known, period)
        return Watched(tuple(lines), lineage.of_groups(office, connection, known))
