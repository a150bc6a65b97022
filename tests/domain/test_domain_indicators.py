"""Judging counted pairs: reached, what lacks, nobody to count, roll-up."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from antq_desktop.domain.indicators import Measure, Spell, Status, Target, Targets, add_up, measure
from antq_desktop.domain.percent import Threshold

ALL = Threshold.of("=", "100")
TARGETS = Targets(
    2026,
    (
        Target("I1", 2021, 2023, Threshold.of(">=", "80"), "cũ"),
        Target("I1", 2024, 2033, ALL, "mới"),
        Target("I1.k", 2024, 2033, ALL, "mới"),
        Target("I1.HND", 2024, 2033, Threshold.of(">", "90"), "riêng"),
    ),
)


def test_a_target_of_its_year_is_found_and_organizations_fall_back_to_the_common_one() -> None:
    assert TARGETS.of("I1") == ALL
    assert TARGETS.of("I1.HPN") == ALL
    assert TARGETS.of("I1.HND") == Threshold.of(">", "90")
    assert TARGETS.of("I1b") is None
    assert Targets(2020, TARGETS.targets).of("I1") is None
    assert Targets(2023, TARGETS.targets).of("I1") == Threshold.of(">=", "80")


@pytest.mark.parametrize(
    ("pair", "shown", "reached", "verdict"),
    [
        ((2, 3), "66,7%", False, "chưa đạt, còn 1 hộ"),
        ((3, 3), "100%", True, "đạt"),
        ((0, 3), "0%", False, "chưa đạt, còn 3 hộ"),
        ((0, 0), "Không có đối tượng", None, ""),
        ((0, 1200), "0%", False, "chưa đạt, còn 1.200 hộ"),
    ],
)
def test_a_measure_says_its_verdict(pair: tuple[int, int], shown: str, reached: bool | None, verdict: str) -> None:
    told = measure("I1", "commune", "Hộ hội viên", pair, TARGETS)
    assert (told.shown, told.reached, told.verdict) == (shown, reached, verdict)


def test_without_a_target_there_is_no_verdict() -> None:
    told = measure("I1b", "commune", "Mọi hộ", (1, 2), TARGETS)
    assert (told.shown, told.reached, told.verdict, told.lacking) == ("50,0%", None, "", 0)


def test_a_figure_that_is_not_known_is_not_zero() -> None:
    told = Measure("I1", "commune", "x", 0, 0, Status.MISSING, ALL)
    assert (told.shown, told.reached, told.lacking) == ("Chưa có số liệu", None, 0)


@pytest.mark.parametrize("pair", [(3, 2), (-1, 2)])
def test_more_than_all_is_a_wrong_query(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="I1"):
        measure("I1", "commune", "x", pair, TARGETS)


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([">=", ">"]), st.integers(1, 999))
def test_what_lacks_is_the_least_number_that_reaches(part: int, whole: int, operator: str, tenths: int) -> None:
    assume(part <= whole)
    threshold = Threshold(operator, tenths)  # type: ignore[arg-type] # one of the known
    told = Measure("I1", "commune", "x", part, whole, Status.OK, threshold)
    least = next(more for more in range(whole - part + 1) if threshold.reached(part + more, whole))
    assert told.lacking == least
    assert told.reached == (least == 0)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_pairs_are_added_never_percentages(pairs: list[tuple[int, int]]) -> None:
    assert add_up(pairs) == (sum(part for part, _ in pairs), sum(whole for _, whole in pairs))


def test_both_ends_of_a_spell_are_included_and_open_ends_are_open() -> None:
    begin, end = date(2026, 1, 10), date(2026, 1, 20)
    days = (date(2026, 1, 9), begin, end, date(2026, 1, 21))
    assert [Spell(begin, end).holds(day) for day in days] == [False, True, True, False]
    assert [Spell(None, end).holds(day) for day in days] == [True, True, True, False]
    assert [Spell(begin, None).holds(day) for day in days] == [False, True, True, True]
    assert all(Spell(None, None).holds(day) for day in days)
