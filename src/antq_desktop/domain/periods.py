"""Reporting periods: keys an officer types and the days they mean.

Keys: `2026`, `2026-05`, `2026-Q2`, `2026-H1`, `2026-9M`, `01/03/2026..31/03/2026` (or ISO days). The
closing day comes from dated data of the province. Source: NĐ 09/2019/NĐ-CP, Điều 12: close on the 14th.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from antq_desktop.domain.dates import NotADate, parse_date, show_date
from antq_desktop.domain.errors import UsageError

_KEY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?")


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """On which day of a month figures close, between two dates.

    Attributes:
        closing_day: day of the month, or 0 for its last day (calendar periods).
        valid_from: first day of validity, or None.
        valid_to: last day, or None.
        source: where the rule comes from.
    """

    closing_day: int
    valid_from: date | None
    valid_to: date | None
    source: str


CALENDAR = PeriodRule(0, None, None, "năm dương lịch")


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period with its first and last day; `year` is the year its figures belong to."""

    key: str
    year: int
    start: date
    end: date

    def cut_off(self, today: date) -> date:
        """Day the figures are taken at: the last day, or today while the period runs."""
        return min(self.end, today)

    @property
    def label(self) -> str:
        """What papers print: the days, never only the key."""
        return f"từ ngày {show_date(self.start)} đến ngày {show_date(self.end)}"

    @property
    def title(self) -> str:
        """How the period is called: "năm 2026", "quý II năm 2026"."""
        part = self.key[5:] if len(self.key) > 4 and ".." not in self.key else ""
        if ".." in self.key:
            return self.label
        names = {
            "": "",
            "H1": "06 tháng đầu ",
            "H2": "06 tháng cuối ",
            "9M": "09 tháng ",
            "Q1": "quý I ",
            "Q2": "quý II ",
            "Q3": "quý III ",
            "Q4": "quý IV ",
        }
        return names.get(part, f"tháng {part} ") + f"năm {self.year}"


def calendar_year(year: int) -> Period:
    """The calendar year, which `--year` means.

    Raises:
        UsageError: a year outside 2000 to 2100.
    """
    if not 2000 <= year <= 2100:
        raise UsageError(f"Năm {year} nằm ngoài khoảng 2000 đến 2100.", do="Gõ năm có bốn chữ số, ví dụ 2026.")
    return Period(str(year), year, date(year, 1, 1), date(year, 12, 31))


def parse_period(key: str, rules: Sequence[PeriodRule] = (CALENDAR,)) -> Period:
    """Read a period key.

    Args:
        key: one of the forms the module's text names.
        rules: closing days by date; for each month the first one valid on its last day counts, so that periods
            follow each other without gap or overlap.

    Raises:
        UsageError: the key is not one of the forms, or the days are in the wrong order.
    """
    key = key.strip()
    if ".." in key:
        return _span(key)
    found = _KEY.fullmatch(key)
    if found is None:
        raise UsageError(
            f"Không hiểu kỳ “{key[:40]}”.",
            do="Dùng 2026, 2026-05, 2026-Q2, 2026-H1, 2026-9M hoặc 01/03/2026..31/03/2026.",
        )
    year = calendar_year(int(found[1])).year
    first, last = _months(found[2])
    before = _close(year, first - 1, rules) if first > 1 else _close(year - 1, 12, rules)
    return Period(key, year, before + timedelta(days=1), _close(year, last, rules))


def _months(part: str | None) -> tuple[int, int]:
    if part is None:
        return 1, 12
    if part[0] == "Q":
        quarter = int(part[1])
        return 3 * quarter - 2, 3 * quarter
    named = {"H1": (1, 6), "H2": (7, 12), "9M": (1, 9)}
    return named[part] if part in named else (int(part), int(part))


def _close(year: int, month: int, rules: Sequence[PeriodRule]) -> date:
    last = calendar.monthrange(year, month)[1]
    rule = next((rule for rule in rules if _valid(rule, date(year, month, last))), CALENDAR)
    return date(year, month, min(rule.closing_day, last) if rule.closing_day else last)


def _valid(rule: PeriodRule, day: date) -> bool:
    return (rule.valid_from is None or rule.valid_from <= day) and (rule.valid_to is None or day <= rule.valid_to)


def _span(key: str) -> Period:
    first, _, last = key.partition("..")
    try:
        start, end = parse_date(first), parse_date(last)
    except NotADate as reason:
        raise UsageError(f"Không hiểu kỳ “{key[:40]}”: {reason}") from reason
    if end < start:
        raise UsageError(
            f"Kỳ “{key[:40]}” có ngày cuối trước ngày đầu.",
            do=f"Đổi chỗ hai ngày: {show_date(end)}..{show_date(start)}.",
        )
    return Period(f"{start.isoformat()}..{end.isoformat()}", end.year, start, end)
