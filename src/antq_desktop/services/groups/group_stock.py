"""How many model types, points, teams and clubs there are, were, came and went in a period.

Types, points and teams are counted apart, clubs apart from all of them. Source: HD 22/HD-BCA-V05.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from antq_desktop.domain.group_life import Balance, Life, balance, balance_of_types
from antq_desktop.domain.periods import Period
from antq_desktop.domain.registers.model_point import ModelPoint
from antq_desktop.services.groups.group_reading import KnownGroup, known_groups, team_lives
from antq_desktop.services.groups.groups import CLUB
from antq_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Stock:
    """Balances of a period, each with opening + new - ended = closing."""

    types: Balance
    points: Balance
    teams: Balance
    clubs: Balance


def stock(office: Office, period: Period) -> Stock:
    """Count a period up to its cut-off."""
    with office.store.reading() as connection:
        known = known_groups(office, connection)
    return stock_of(known, period, office)


def stock_of(known: Sequence[KnownGroup], period: Period, office: Office) -> Stock:
    """Count groups that were read already."""
    first, last = period.start, period.cut_off(office.today())
    by_type: dict[object, list[Life]] = {}
    for each in known:
        if isinstance(each.group, ModelPoint):
            by_type.setdefault(each.group.type, []).extend(each.lives)
    points = [life for each in known if each.key != CLUB for life in each.lives]
    clubs = [life for each in known if each.key == CLUB for life in each.lives]
    teams = [life for each in known for team in each.teams for life in team_lives(team, each.lives)]
    return Stock(
        balance_of_types(by_type, first, last),
        balance(points, first, last),
        balance(teams, first, last),
        balance(clubs, first, last),
    )
