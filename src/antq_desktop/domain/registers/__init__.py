"""The registers, in one list; a new register is one file here, one line below and one migration."""

from types import MappingProxyType

from antq_desktop.domain.fields import Register
from antq_desktop.domain.registers.activity import ACTIVITIES
from antq_desktop.domain.registers.activity_result import ACTIVITY_RESULTS
from antq_desktop.domain.registers.club import CLUBS
from antq_desktop.domain.registers.declared_figure import DECLARED_FIGURES
from antq_desktop.domain.registers.group_file import GROUP_FILES
from antq_desktop.domain.registers.group_fund import GROUP_FUNDS
from antq_desktop.domain.registers.group_member import GROUP_MEMBERS
from antq_desktop.domain.registers.group_status import GROUP_STATUSES
from antq_desktop.domain.registers.headship import HEADSHIPS
from antq_desktop.domain.registers.household import HOUSEHOLDS
from antq_desktop.domain.registers.inspection import INSPECTIONS
from antq_desktop.domain.registers.member_organization import MEMBER_ORGANIZATIONS
from antq_desktop.domain.registers.membership import MEMBERSHIPS
from antq_desktop.domain.registers.model_point import MODEL_POINTS
from antq_desktop.domain.registers.model_team import MODEL_TEAMS
from antq_desktop.domain.registers.model_type import MODEL_TYPES
from antq_desktop.domain.registers.office import OFFICES
from antq_desktop.domain.registers.officer import OFFICERS
from antq_desktop.domain.registers.organization_title import ORGANIZATION_TITLES
from antq_desktop.domain.registers.pledge import PLEDGES
from antq_desktop.domain.registers.pledge_campaign import PLEDGE_CAMPAIGNS
from antq_desktop.domain.registers.pledge_template import PLEDGE_TEMPLATES
from antq_desktop.domain.registers.refusal_count import REFUSAL_COUNTS
from antq_desktop.domain.registers.residence import RESIDENCES
from antq_desktop.domain.registers.residential_area import RESIDENTIAL_AREAS
from antq_desktop.domain.registers.unit import UNITS
from antq_desktop.domain.registers.visit import VISITS

REGISTERS = MappingProxyType(
    {
        register.key: register
        for register in (
            UNITS,
            OFFICES,
            RESIDENTIAL_AREAS,
            MEMBER_ORGANIZATIONS,
            OFFICERS,
            ORGANIZATION_TITLES,
            HOUSEHOLDS,
            RESIDENCES,
            HEADSHIPS,
            MEMBERSHIPS,
            PLEDGE_TEMPLATES,
            PLEDGE_CAMPAIGNS,
            PLEDGES,
            VISITS,
            REFUSAL_COUNTS,
            DECLARED_FIGURES,
            MODEL_TYPES,
            MODEL_POINTS,
            CLUBS,
            MODEL_TEAMS,
            GROUP_STATUSES,
            GROUP_MEMBERS,
            GROUP_FILES,
            GROUP_FUNDS,
            ACTIVITIES,
            ACTIVITY_RESULTS,
            INSPECTIONS,
        )
    }
)


def children_of(key: str) -> tuple[Register, ...]:
    """Registers whose lines are parts of a line of the given register."""
    return tuple(register for register in REGISTERS.values() if key in register.owners)


__all__ = ["REGISTERS", "Register", "children_of"]
