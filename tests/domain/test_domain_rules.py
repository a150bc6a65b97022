"""Rules many registers share, at their edges."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest

from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.identity import without_identity_numbers
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.rules import (
    between,
    in_order,
    no_identity_number,
    normal_phone,
    not_far_ahead,
    not_in_future,
    person_name,
    phone,
    sensitive_words,
)

TODAY = date(2026, 5, 20)


@dataclass
class Line:
    """What a rule looks at."""

    value: object = None
    other: object = None


def code(rule: object, value: object, other: object = None) -> str | None:
    problem = rule(Line(value, other), TODAY)  # type: ignore[operator] # rules are callables
    return None if problem is None else problem.code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84912345678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(024) 3825-1234", "02438251234"),
        ("+842438251234", "02438251234"),
        ("0841234567", "0841234567"),
    ],
)
def test_numbers_of_telephones_have_one_form(typed: str, kept: str) -> None:
    assert normal_phone(typed) == kept
    assert code(phone("value"), kept) is None


@pytest.mark.parametrize(
    "number", ["0123456789", "01234567890", "091234567", "09123456789", "1912345678", "abc", "0212345678"]
)
def test_other_numbers_are_no_telephones(number: str) -> None:
    assert code(phone("value"), number) == "phone"


def test_an_old_number_of_eleven_digits_gets_a_hint() -> None:
    problem = phone("value")(Line("01234567890"), TODAY)
    assert problem is not None
    assert "2018" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        *("CCCD 001099000123", "cmnd:123456789.", "001099000123", "số 123456789", "079 099 000 123", "001-099-000-123"),
        *("0010 9900 0123", "1099000123", "79099000123", "79.099.000.123", "1,099,000,123", "QĐ 1234567890"),
        *("số 0123456789", "01234567890", "84312345678", "+84123456789", "842438251234"),
        *(
            "CCCD số: 0912345678",
            "căn cước công dân mới, số 0912 345 678",
            "CC: 012 345 678",
            "Chứng minh thư 0123.456.78.9",
        ),
        *("số định danh cá nhân 01-2345678-90", "ĐT 0912345678, 79099000123", "12 0912345678 001099000123"),
    ],
)
def test_identity_numbers_are_refused_in_free_text(text: str) -> None:
    assert code(no_identity_number("value"), text) == "identity"


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "số 5, ngõ 12/34", "12345678", "ngày 05/03/2026", "05.03.2026 06.03.2026", "2024 2025 2026 2027"),
        *("0912345678", "0912 345 678", "0912.345.678", "02438251234", "024 3825 1234", "1900545455", "84912345678"),
        *("+84912345678", "+84 912 345 678", "+842438251234", "+84312345678", "ngõ 12 0912345678", "99001-000123"),
        *("đã xem CCCD, ĐT 0912345678", "chung cư 12, 0912345678", "CCCD 2 người; 0912345678", "2023-2024-2025"),
        *("từ 01/01/2026 đến 31/12/2026", "123.456.789 đồng", "12345678901234"),
    ],
)
def test_other_numbers_may_stand_in_free_text(text: str | None) -> None:
    assert code(no_identity_number("value"), text) is None


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("CCCD 001099000123 001099000124 hết", "CCCD … … hết"),
        ("1. ĐT 0912345678; 79099000123.", "1. ĐT 0912345678; …."),
        ("CMND 123456789, CCCD 0912345678", "CMND …, CCCD …"),
        ("Số 5, ngõ 12", "Số 5, ngõ 12"),
    ],
)
def test_only_the_numbers_are_covered(text: str, covered: str) -> None:
    assert without_identity_numbers(text) == covered
    assert without_identity_numbers(unicodedata.normalize("NFD", text)) in {covered, unicodedata.normalize("NFD", text)}


def test_today_is_not_the_future() -> None:
    rule = not_in_future("value")
    assert code(rule, TODAY) is None
    assert code(rule, date(2026, 5, 21)) == "future_date"
    assert code(rule, None) is None
    assert code(rule, ImpreciseDate(2026)) is None
    assert code(rule, ImpreciseDate(2026, 6)) == "future_date"


def test_a_spell_may_last_one_day_but_not_less() -> None:
    rule = in_order("value", "other")
    assert code(rule, TODAY, TODAY) is None
    assert code(rule, TODAY, date(2026, 5, 19)) == "order"
    assert code(rule, None, TODAY) is None
    assert code(rule, TODAY, None) is None


def test_counts_have_both_ends() -> None:
    rule = between("value", 1, 99, "Số nhân khẩu")
    assert [code(rule, number) for number in (0, 1, 99, 100, None)] == ["range", None, None, "range", None]


def test_names_are_long_at_most_and_of_letters() -> None:
    rule = person_name("value")
    assert [code(rule, name) for name in ("H'Hen Niê", "", "A" * 120, "A" * 121, "An 2")] == [
        None,
        None,
        None,
        "too_long",
        "name",
    ]


def test_words_that_hint_at_persons_are_found_in_any_case_and_composition() -> None:
    words = ("tiền án", "nghiện")
    assert sensitive_words("Có TIỀN ÁN", words) == ("tiền án",)
    assert sensitive_words("Sửa nghiện ngập, tiền án", words) == ("tiền án", "nghiện")
    assert sensitive_words("hộ nghèo", words) == ()


@pytest.mark.parametrize("key", REGISTERS)
def test_rules_of_every_register_name_its_fields(key: str) -> None:
    register = REGISTERS[key]

    class Empty:
        def __getattr__(self, name: str) -> None:
            assert name in {*register.fields, "uid"}

    found = [rule(Empty(), TODAY) for rule in register.rules]
    assert all(problem is None or problem.field in register.fields for problem in found)


def test_a_day_that_was_decided_on_lies_at_most_a_year_ahead() -> None:
    rule = not_far_ahead("value")
    assert [code(rule, day) for day in (None, date(2020, 1, 1), TODAY, date(2027, 1, 1))] == [None] * 4
    assert code(rule, date(2099, 1, 1)) == "future_date"


def test_a_residential_area_was_not_founded_in_a_far_year() -> None:
    register = REGISTERS["residential_area"]

    def said(**values: object) -> set[str]:
        record = register.record(uid=uuid4(), **values)  # type: ignore[arg-type] # as a form gives them
        return {problem.code for rule in register.rules if (problem := rule(record, TODAY)) is not None}

    assert said(name="Thôn Một", valid_from=date(2026, 7, 1)) == set()
    assert said(name="Thôn Một", valid_from=date(2099, 1, 1)) == {"future_date"}
