"""How models and clubs are counted over a time, and the periods in which they should have met.

A group lives from the day it was established to the day before it was dissolved or merged. Stock balances add up:
opening + new - ended = closing. Source: HD 22/HD-BCA-V05 (types, points and teams are counted apart).
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from antq_desktop.domain.choices import Frequency

MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Life:
    """A time in which a group existed.

    Attributes:
        begin: its first day; None if it began before the records.
        end: the first day it was no more; None while it lives.
    """

    begin: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        """Whether the group existed on a day."""
        return (self.begin is None or self.begin <= day) and (self.end is None or day < self.end)

    def within(self, first: date, last: date) -> tuple[date, date] | None:
        """The part of a time in which the group existed, both days included; None if there is none."""
        begin = first if self.begin is None else max(first, self.begin)
        end = last if self.end is None else min(last, self.end - A_DAY)
        return (begin, end) if begin <= end else None


@dataclass(frozen=True, slots=True)
class Balance:
    """A stock over a period: opening + new - ended = closing."""

    opening: int
    new: int
    ended: int
    closing: int


def balance(lives: Iterable[Life], first: date, last: date) -> Balance:
    """Count groups over a period, both days included. One that began and ended in it is new and ended."""
    eve = first - A_DAY
    opening = new = ended = closing = 0
    for life in lives:
        opening += life.holds(eve)
        closing += life.holds(last)
        begun = life.begin is not None and first <= life.begin <= last
        new += begun
        ended += life.end is not None and first <= life.end <= last and (begun or life.holds(eve))
    return Balance(opening, new, ended, closing)


def balance_of_types(lives: Mapping[Hashable, Collection[Life]], first: date, last: date) -> Balance:
    """Count the types that have at least one living point, at the opening and at the closing."""
    before = {key for key, each in lives.items() if any(life.holds(first - A_DAY) for life in each)}
    after = {key for key, each in lives.items() if any(life.holds(last) for life in each)}
    return Balance(len(before), len(after - before), len(before - after), len(after))


def due_periods(frequency: str | None, first: date, last: date) -> list[tuple[date, date]]:
    """Whole calendar periods of a meeting rhythm that lie between two days; none for groups that meet as needed."""
    if frequency == Frequency.WEEKLY:
        monday = first + timedelta(days=-first.weekday() % 7)
        weeks = max(0, (last - monday).days + 1) // 7
        return [(monday + timedelta(weeks=n), monday + timedelta(weeks=n, days=6)) for n in range(weeks)]
    months = MONTHS.get(Frequency(frequency)) if frequency else None
    if months is None:
        return []
    found = []
    begin = _first_of_period(first, months)
    if begin < first:
        begin = _plus_months(begin, months)
    while (end := _plus_months(begin, months) - A_DAY) <= last:
        found.append((begin, end))
        begin = end + A_DAY
    return found


def _first_of_period(day: date, months: int) -> date:
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _plus_months(day: date, months: int) -> date:
    months_on = day.year * 12 + day.month - 1 + months
    return date(months_on // 12, months_on % 12 + 1, 1)
