"""Dates as officers write them."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.dates import (
    EARLIEST,
    LATEST,
    ImpreciseDate,
    NotADate,
    parse_date,
    parse_imprecise,
    parse_near,
    show_date,
)


@pytest.mark.parametrize(
    "text",
    [
        "5/7/2026",
        "05/07/2026",
        "5.7.2026",
        "05-07-2026",
        "5 7 2026",
        "05072026",
        "2026-07-05",
        " 5/7/2026 ",
        "5/ 7/2026",
        "5.7.26",
        "05/07/26",
        "5-7-26",
    ],
)
def test_a_day_is_read_in_every_way_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2026, 7, 5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5/7/45", "thiếu năm"),
        ("05-07-98", "thiếu năm"),
        ("5.7.126", "không phải là ngày"),
        ("31.2.26", "Không có ngày"),
        ("31/02/2026", "Không có ngày"),
        ("29/02/2025", "Không có ngày"),
        ("13/13/2026", "Không có ngày"),
        ("20260705", "Không có ngày"),
        ("15/11/1900", "1945 đến 2100"),
        ("31/12/1944", "1945 đến 2100"),
        ("01/01/2101", "1945 đến 2100"),
        ("7/2026", "không phải là ngày"),
        ("2026", "không phải là ngày"),
        ("", "không phải là ngày"),
        ("mùng 5 tháng 7", "không phải là ngày"),
        ("46208", "không phải là ngày"),
        ("5/7/2026 08:30", "không phải là ngày"),
    ],
)
def test_what_is_no_day_or_may_mean_two_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(NotADate, match=said):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "shown", "iso", "earliest"),
    [
        ("2024", "2024", "2024", date(2024, 1, 1)),
        ("năm 2024", "2024", "2024", date(2024, 1, 1)),
        ("5/2024", "05/2024", "2024-05", date(2024, 5, 1)),
        ("tháng 5 2024", "05/2024", "2024-05", date(2024, 5, 1)),
        ("tháng 05/2024", "05/2024", "2024-05", date(2024, 5, 1)),
        ("29/2/2024", "29/02/2024", "2024-02-29", date(2024, 2, 29)),
        ("2024-02-29", "29/02/2024", "2024-02-29", date(2024, 2, 29)),
    ],
)
def test_an_imprecise_date_keeps_what_is_known(text: str, shown: str, iso: str, earliest: date) -> None:
    read = parse_imprecise(text)
    assert (str(read), read.iso, read.earliest) == (shown, iso, earliest)
    assert ImpreciseDate.from_iso(read.iso) == read


@pytest.mark.parametrize("text", ["13/2024", "0/2024", "1899", "2101", "24", "5/24", "quý 2 2024"])
def test_an_imprecise_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        parse_imprecise(text)


@given(st.dates(EARLIEST, LATEST))
def test_what_is_shown_can_be_read_again(day: date) -> None:
    assert parse_date(show_date(day)) == parse_date(day.isoformat()) == day
    assert parse_imprecise(show_date(day)).earliest == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_refused_in_words(text: str) -> None:
    with suppress(NotADate):
        assert EARLIEST <= parse_date(text) <= LATEST


def test_nothing_is_shown_for_no_day() -> None:
    assert show_date(None) == ""


@given(st.dates(EARLIEST, LATEST))
def test_an_imprecise_day_means_all_days_from_the_earliest_to_the_latest(day: date) -> None:
    for known in (
        ImpreciseDate(day.year),
        ImpreciseDate(day.year, day.month),
        ImpreciseDate(day.year, day.month, day.day),
    ):
        assert known.earliest <= day <= known.latest
        after = known.latest + timedelta(days=1)
        assert ImpreciseDate(*(after.year, after.month, after.day)[: len(known.iso.split("-"))]) != known


@pytest.mark.parametrize("text", ["20/11", "20-11", "20.11", " 20 / 11 ", "20/11/2026"])
def test_a_day_and_month_are_of_the_year_that_is_known(text):
    assert parse_near(text, 2026) == date(2026, 11, 20)


def test_a_day_that_the_known_year_has_not_is_none():
    with pytest.raises(NotADate, match="29/02"):
        parse_near("29/02", 2026)
    assert parse_near("29/02", 2028) == date(2028, 2, 29)
