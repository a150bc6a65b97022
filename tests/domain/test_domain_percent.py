"""Percentages never contradict their verdict; 0 and 100 are only what is exactly so."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from antq_desktop.domain.percent import Threshold, show_count, show_percent

AT_LEAST_80 = Threshold.of(">=", "80")
ABOVE_90 = Threshold.of(">", "90")


@pytest.mark.parametrize(
    ("numerator", "denominator", "threshold", "shown", "reached"),
    [
        (7996, 10_000, AT_LEAST_80, "79,9%", False),
        (8000, 10_000, AT_LEAST_80, "80,0%", True),
        (4, 5, AT_LEAST_80, "80,0%", True),
        (9004, 10_000, ABOVE_90, "90,1%", True),
        (9000, 10_000, ABOVE_90, "90,0%", False),
        (9, 10, ABOVE_90, "90,0%", False),
        (8996, 10_000, ABOVE_90, "90,0%", False),
        (5, 6, None, "83,3%", None),
        (1, 8, None, "12,5%", None),
        (1, 2000, None, "0,1%", None),
        (1, 100_000, None, "0,1%", None),
        (0, 7, AT_LEAST_80, "0%", False),
        (7, 7, ABOVE_90, "100%", True),
        (99_999, 100_000, ABOVE_90, "99,9%", True),
        (99_999, 100_000, Threshold.of("=", "100"), "99,9%", False),
        (100, 100, Threshold.of("=", "100"), "100%", True),
        (8004, 10_000, Threshold.of("=", "80"), "80,1%", False),
    ],
)
def test_figures_at_the_edge(
    numerator: int, denominator: int, threshold: Threshold | None, shown: str, reached: bool | None
) -> None:
    assert show_percent(numerator, denominator, threshold) == shown
    if threshold is not None:
        assert threshold.reached(numerator, denominator) is reached


@given(
    st.integers(1, 100_000),
    st.integers(0, 100_000),
    st.sampled_from([">=", ">", "="]),
    st.integers(2, 998),
)
def test_the_text_never_contradicts_the_verdict(whole: int, part: int, operator: str, tenths: int) -> None:
    assume(part <= whole)
    threshold = Threshold(operator, tenths)  # type: ignore[arg-type] # one of the three
    shown = show_percent(part, whole, threshold)
    read = round(float(shown.removesuffix("%").replace(",", ".")) * 10)
    assert threshold.reached(read, 1000) == threshold.reached(part, whole)
    assert abs(read - part * 1000 / whole) <= 1.0
    assert (shown == "0%") == (part == 0)
    assert (shown == "100%") == (part == whole)
    assert shown in {"0%", "100%"} or shown[-3] == ","


def test_nothing_reaches_anything_where_there_is_nobody() -> None:
    assert not AT_LEAST_80.reached(0, 0)


@pytest.mark.parametrize(
    ("operator", "value", "said"),
    [(">=", "80", "≥ 80%"), (">", "90.5", "> 90,5%"), ("=", "100", "100%"), ("=", "7,5", "7,5%")],
)
def test_a_threshold_is_read_and_said(operator: str, value: str, said: str) -> None:
    assert str(Threshold.of(operator, value)) == said


@pytest.mark.parametrize(("operator", "value"), [("<", "80"), (">=", ""), (">=", "tám mươi"), (">=", "79,96")])
def test_a_threshold_that_is_not_understood_is_refused(operator: str, value: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Threshold.of(operator, value)


def test_counts_have_dots() -> None:
    assert [show_count(number) for number in (0, 999, 1000, 28_146_939)] == ["0", "999", "1.000", "28.146.939"]
