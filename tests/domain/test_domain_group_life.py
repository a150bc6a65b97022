"""Counting models and clubs over a time; the periods in which they should have met."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.choices import Frequency
from antq_desktop.domain.group_life import Life, balance, balance_of_types, due_periods

DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))


@st.composite
def lives(draw):
    begin = draw(st.none() | DAYS)
    length = draw(st.none() | st.integers(0, 900))
    end = None if length is None else (begin or draw(DAYS)) + timedelta(days=length)
    return Life(begin, end)


@given(st.lists(lives(), max_size=30), DAYS, st.integers(0, 800))
def test_opening_and_new_less_ended_is_closing(each, first, length):
    found = balance(each, first, first + timedelta(days=length))
    assert found.opening + found.new - found.ended == found.closing
    assert min(found.opening, found.new, found.ended, found.closing) >= 0


@given(st.lists(lives(), max_size=30), DAYS, st.integers(0, 300), st.integers(0, 300))
def test_the_closing_of_a_period_is_the_opening_of_the_next(each, first, length, more):
    last = first + timedelta(days=length)
    after = last + timedelta(days=1)
    end = after + timedelta(days=more)
    one, two, whole = balance(each, first, last), balance(each, after, end), balance(each, first, end)
    assert one.closing == two.opening
    assert (one.new + two.new, one.ended + two.ended) == (whole.new, whole.ended)


@given(st.dictionaries(st.integers(0, 5), st.lists(lives(), max_size=6)), DAYS, st.integers(0, 800))
def test_types_add_up_too(each, first, length):
    found = balance_of_types(each, first, first + timedelta(days=length))
    assert found.opening + found.new - found.ended == found.closing


def test_a_group_lives_from_its_first_day_to_the_day_before_its_end():
    life = Life(date(2026, 3, 1), date(2026, 6, 1))
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert not life.holds(date(2026, 2, 28))
    assert life.holds(date(2026, 3, 1))
    assert life.holds(date(2026, 5, 31))
    assert not life.holds(date(2026, 6, 1))
    assert life.within(*year) == (date(2026, 3, 1), date(2026, 5, 31))
    assert life.within(date(2026, 7, 1), date(2026, 9, 1)) is None
    assert Life(None, None).within(*year) == year
    found = balance([life, Life(None, None), Life(None, date(2026, 1, 1))], *year)
    assert (found.opening, found.new, found.ended, found.closing) == (2, 1, 2, 1)


@pytest.mark.parametrize(
    ("frequency", "first", "last", "periods"),
    [
        (Frequency.MONTHLY, date(2026, 1, 1), date(2026, 12, 31), 12),
        (Frequency.MONTHLY, date(2026, 1, 15), date(2026, 3, 30), 1),
        (Frequency.QUARTERLY, date(2026, 1, 1), date(2026, 9, 30), 3),
        (Frequency.QUARTERLY, date(2026, 2, 1), date(2026, 9, 29), 1),
        (Frequency.HALF_YEARLY, date(2025, 7, 1), date(2026, 6, 30), 2),
        (Frequency.YEARLY, date(2024, 5, 1), date(2026, 12, 31), 2),
        (Frequency.WEEKLY, date(2026, 11, 2), date(2026, 11, 22), 3),
        (Frequency.WEEKLY, date(2026, 11, 3), date(2026, 11, 22), 2),
        (Frequency.ON_DEMAND, date(2026, 1, 1), date(2026, 12, 31), 0),
        (None, date(2026, 1, 1), date(2026, 12, 31), 0),
    ],
)
def test_only_whole_periods_are_due(frequency, first, last, periods):
    found = due_periods(frequency, first, last)
    assert len(found) == periods
    assert all(first <= begin <= end <= last for begin, end in found)
    assert all(one[1] + timedelta(days=1) == two[0] for one, two in itertools.pairwise(found))
