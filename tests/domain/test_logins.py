"""Login names: one plain way to write them, offered for whatever was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.logins import LONGEST, is_login, login_of


@pytest.mark.parametrize(
    ("typed", "login"),
    [
        ("Hùng NV", "hung.nv"),
        ("  Đỗ   Thị-Mai ", "do.thi-mai"),
        ("canbo", "canbo"),
        ("hung_nv2", "hung_nv2"),
        ("CÁN BỘ 1", "can.bo.1"),
        ("nv.hung.", "nv.hung"),
        ("!?", ""),
    ],
)
def test_what_was_typed_gives_the_login_nearest_to_it(typed, login):
    assert login_of(typed) == login


@given(st.text())
def test_what_is_offered_is_always_a_login_or_nothing_and_logins_stay(typed):
    found = login_of(typed)
    assert not found or (is_login(found) and login_of(found) == found)
    assert len(found) <= LONGEST


@pytest.mark.parametrize("text", ["", "Hùng", "hung nv", "hung.", ".hung", "a" * (LONGEST + 1), "hùng", "hung..nv"])
def test_these_are_none(text):
    assert not is_login(text)
