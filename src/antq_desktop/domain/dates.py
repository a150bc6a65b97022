"""Dates as officers write them: dd/MM/yyyy, always explicit; imprecise ones keep their precision."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from antq_desktop.domain.clock import VIETNAM

_NUMERIC = re.compile(r"(\d{1,2})[\s/.\-]+(\d{1,2})[\s/.\-]+(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTH = re.compile(r"(?:tháng\s*)?(\d{1,2})[\s/.\-]+(\d{4})")
_DAY = re.compile(r"(\d{1,2})[\s/.\-]+(\d{1,2})")
_YEAR = re.compile(r"(?:năm\s*)?(\d{4})")
EARLIEST = date(1945, 1, 1)
"""No register of a commune tells of a day before there were communes: what is earlier is a slip of the keys."""

LATEST = date(2100, 12, 31)
CENTURY = 2000


class NotADate(ValueError):
    """The text is not a date; the message says in Vietnamese what is accepted."""


@dataclass(frozen=True, slots=True, order=True)
class ImpreciseDate:
    """A date of which only the year, or year and month, may be known.

    Attributes:
        year: 1945 to 2100.
        month: 1 to 12, or 0 when not known.
        day: 1 to 31, or 0 when not known.
    """

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if self.day:
            return f"{self.day:02}/{self.month:02}/{self.year:04}"
        if self.month:
            return f"{self.month:02}/{self.year:04}"
        return f"{self.year:04}"

    @property
    def iso(self) -> str:
        """ISO text cut at what is known: `2026`, `2026-05`, `2026-05-17`."""
        return "-".join(part for part in (f"{self.year:04}", f"{self.month:02}", f"{self.day:02}") if part != "00")

    @property
    def earliest(self) -> date:
        """First day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """Last day it can mean."""
        if self.day:
            return self.earliest
        months_on = self.year * 12 + (self.month or 12)
        return date(months_on // 12, months_on % 12 + 1, 1) - timedelta(days=1)

    @classmethod
    def from_iso(cls, text: str) -> "ImpreciseDate":
        """Read what `iso` wrote."""
        return cls(*(int(part) for part in text.split("-")))


def parse_date(text: str) -> date:
    """Read a full date: d/m/yyyy, d.m.yyyy, d-m-yyyy, ddmmyyyy or yyyy-mm-dd; the year in two digits as well.

    Of two digits only one year lies in reach as long as the other century's is before `EARLIEST`: 26 is 2026, since no
    register tells of 1926.

    Raises:
        NotADate: with the sentence to show; a year of two digits that may be of either century is refused.
    """
    text = text.strip()
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
        return _checked(year, month, day, text)
    found = _NUMERIC.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        day, month, year = (int(part) for part in found.groups())
        if len(found[3]) == 2 and CENTURY - 100 + year >= EARLIEST.year:
            raise NotADate(f"Ngày “{text}” thiếu năm đủ bốn chữ số; hãy gõ như 05/07/2026.")
        return _checked(year if len(found[3]) == 4 else CENTURY + year, month, day, text)
    raise NotADate(f"“{text[:40]}” không phải là ngày; hãy gõ như 05/07/2026.")


def parse_near(text: str, year: int) -> date:
    """Read a full date, or a day and month of a year that is known: 20/11.

    Args:
        text: as typed.
        year: which the day belongs to if no year is said.

    Raises:
        NotADate: with the sentence to show.
    """
    day_only = _DAY.fullmatch(text.strip())
    if day_only:
        return _checked(year, int(day_only[2]), int(day_only[1]), text.strip())
    return parse_date(text)


def parse_imprecise(text: str) -> ImpreciseDate:
    """Read a year, a month with its year, or a full date.

    Raises:
        NotADate: with the sentence to show.
    """
    text = text.strip()
    year_only = _YEAR.fullmatch(text)
    if year_only:
        return ImpreciseDate(_checked(int(year_only[1]), 1, 1, text).year)
    month_only = _MONTH.fullmatch(text)
    if month_only:
        day = _checked(int(month_only[2]), int(month_only[1]), 1, text)
        return ImpreciseDate(day.year, day.month)
    day = parse_date(text)
    return ImpreciseDate(day.year, day.month, day.day)


def _checked(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError as reason:
        raise NotADate(f"Không có ngày “{text}” trong lịch; hãy xem lại ngày, tháng rồi gõ như 05/07/2026.") from reason
    return in_reach(found, text)


def in_reach(day: date, said: object = None) -> date:
    """A day that a register may tell of, wherever it came from.

    Args:
        day: to be looked at.
        said: how it was written; as dates are shown when left out.

    Raises:
        NotADate: it lies before `EARLIEST` or after `LATEST`.
    """
    if not EARLIEST <= day <= LATEST:
        shown = show_date(day) if said is None else said
        raise NotADate(f"Ngày “{shown}” nằm ngoài khoảng {EARLIEST.year} đến {LATEST.year}; hãy xem lại năm.")
    return day


def show_moment(moment: datetime | None) -> str:
    """Write a moment in Viet Nam's time as dd/MM/yyyy HH:mm; nothing for None.

    Raises:
        ValueError: it does not say in which zone it is.
    """
    if moment is None:
        return ""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    here = moment.astimezone(VIETNAM)
    return f"{show_date(here.date())} {here:%H:%M}"


def show_date(day: date | None) -> str:
    """Write a date as dd/MM/yyyy; nothing for None."""
    return "" if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"


def show_near(day: date, today: date) -> str:
    """Write a date where room is short: dd/MM in this year, dd/MM/yyyy in any other."""
    return f"{day.day:02}/{day.month:02}" if day.year == today.year else show_date(day)
