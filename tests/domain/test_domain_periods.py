"""Periods: what officers type and the days that are meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.periods import CALENDAR, Period, PeriodRule, calendar_year, parse_period

DECREE = PeriodRule(14, None, None, "NĐ 09/2019/NĐ-CP, Điều 12")
FROM_2027 = (PeriodRule(14, date(2027, 1, 1), None, "NĐ 09/2019"), CALENDAR)


@pytest.mark.parametrize(
    ("key", "start", "end", "title"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        ("2026-05", date(2026, 5, 1), date(2026, 5, 31), "tháng 05 năm 2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "tháng 02 năm 2024"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "quý I năm 2026"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "quý IV năm 2026"),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "06 tháng đầu năm 2026"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "06 tháng cuối năm 2026"),
        ("2026-9M", date(2026, 1, 1), date(2026, 9, 30), "09 tháng năm 2026"),
        (" 2026 ", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
    ],
)
def test_every_key_means_its_calendar_days(key: str, start: date, end: date, title: str) -> None:
    period = parse_period(key)
    assert (period.start, period.end, period.year, period.title) == (start, end, start.year, title)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2026", date(2025, 12, 15), date(2026, 12, 14)),
        ("2026-01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-05", date(2026, 4, 15), date(2026, 5, 14)),
        ("2026-Q2", date(2026, 3, 15), date(2026, 6, 14)),
        ("2026-H1", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-H2", date(2026, 6, 15), date(2026, 12, 14)),
        ("2026-9M", date(2025, 12, 15), date(2026, 9, 14)),
    ],
)
def test_a_province_that_closes_on_the_fourteenth_has_its_own_days(key: str, start: date, end: date) -> None:
    period = parse_period(key, (DECREE,))
    assert (period.start, period.end, period.year) == (start, end, 2026)


@pytest.mark.parametrize("text", ["01/03/2026..31/03/2026", "2026-03-01..2026-03-31", "1/3/2026..31.3.2026"])
def test_a_span_of_days_has_one_key_however_it_was_typed(text: str) -> None:
    period = parse_period(text, (DECREE,))
    assert period == Period("2026-03-01..2026-03-31", 2026, date(2026, 3, 1), date(2026, 3, 31))
    assert period.title == period.label == "từ ngày 01/03/2026 đến ngày 31/03/2026"
    assert parse_period(period.key) == period


def test_one_day_is_a_span() -> None:
    assert parse_period("05/03/2026..05/03/2026").start == date(2026, 3, 5)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "26",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-H3",
        "2026-8M",
        "năm nay",
        "1999",
        "2101",
        "2026-05-01",
        "..",
        "2026..",
    ],
)
def test_other_keys_are_refused_in_words(key: str) -> None:
    with pytest.raises(UsageError):
        parse_period(key)


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(UsageError, match="trước ngày đầu"):
        parse_period("31/03/2026..01/03/2026")


@given(st.integers(2001, 2099), st.integers(1, 11), st.sampled_from([(CALENDAR,), (DECREE,), FROM_2027]))
def test_months_follow_each_other_without_gap_or_overlap(year: int, month: int, rules: tuple[PeriodRule, ...]) -> None:
    first, second = parse_period(f"{year}-{month:02}", rules), parse_period(f"{year}-{month + 1:02}", rules)
    assert second.start == first.end + timedelta(days=1)
    whole, twelfth = parse_period(str(year), rules), parse_period(f"{year}-12", rules)
    assert whole.end == twelfth.end
    assert parse_period(str(year + 1), rules).start == whole.end + timedelta(days=1)
    assert parse_period(f"{year}-01", rules).start == whole.start


def test_a_rule_that_begins_with_a_year_leaves_no_day_counted_twice() -> None:
    before, after = parse_period("2026-12", FROM_2027), parse_period("2027-01", FROM_2027)
    assert (before.end, after.start, after.end) == (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 14))


def test_figures_are_taken_today_while_the_period_runs() -> None:
    year = calendar_year(2026)
    assert year.cut_off(date(2026, 5, 20)) == date(2026, 5, 20)
    assert year.cut_off(date(2027, 1, 5)) == date(2026, 12, 31)


def test_days_that_make_no_period_are_refused_with_what_to_type_instead() -> None:
    with pytest.raises(UsageError) as turned:
        parse_period("31/03/2026..01/03/2026")
    assert "01/03/2026..31/03/2026" in turned.value.do
    with pytest.raises(UsageError, match="hãy xem lại"):
        parse_period("01/13/2026..31/03/2026")
