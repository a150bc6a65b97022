"""Rules many registers share. A rule looks at one record and today's date and returns a `Problem` or nothing.

Source: validation rules of the movement's forms: dates not in the future, spells in order, names of any
script, mobile numbers `0[35789]` + 8 digits, landlines `02` + 9 digits, no identity numbers anywhere.
"""

import re
from datetime import date, timedelta
from typing import Any

from antq_desktop.domain.dates import ImpreciseDate, show_date
from antq_desktop.domain.fields import Problem, Rule
from antq_desktop.domain.identity import has_identity_number
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.text import clean, is_person_name

_PHONE = re.compile(r"0[35789]\d{8}|02\d{9}")
TEXT_LIMIT = 500
MOST_FILES = 12
LONG_TEXT_LIMIT = 20_000
NAME_LIMIT = 120
MOST_MEMBERS = 10_000
YEAR = "year"
AHEAD = timedelta(days=366)


def not_in_future(*keys: str) -> Rule:
    """Dates of things that happened cannot lie after today."""

    def rule(record: Any, today: date) -> Problem | None:
        for key in keys:
            value = getattr(record, key)
            day = value.earliest if isinstance(value, ImpreciseDate) else value
            if day is not None and day > today:
                whole = not isinstance(value, ImpreciseDate) or value.day
                said = f"Ngày {show_date(day)}" if whole else f"“{value}”"
                return Problem(key, f"{said} ở sau hôm nay ({show_date(today)}).", "future_date")
        return None

    return rule


def not_far_ahead(*keys: str) -> Rule:
    """A day that was decided on may lie ahead, but by no more than a year."""

    def rule(record: Any, today: date) -> Problem | None:
        for key in keys:
            day = getattr(record, key)
            if day is not None and day > today + AHEAD:
                words = f"Ngày {show_date(day)} ở quá xa sau hôm nay ({show_date(today)}); chỉ ghi trước một năm."
                return Problem(key, words, "future_date")
        return None

    return rule


def in_order(first: str, last: str) -> Rule:
    """A spell ends on or after the day it begins."""

    def rule(record: Any, today: date) -> Problem | None:  # noqa: ARG001 - every rule has the same shape
        begin, end = getattr(record, first), getattr(record, last)
        if begin is not None and end is not None and end < begin:
            return Problem(last, f"Ngày kết thúc {show_date(end)} trước ngày bắt đầu {show_date(begin)}.", "order")
        return None

    return rule


def not_itself(key: str) -> Rule:
    """A record is not among those that follow it."""

    def rule(record: Any, today: date) -> Problem | None:  # noqa: ARG001 - every rule has the same shape
        if record.uid in (getattr(record, key) or ()):
            return Problem(key, "Không chọn chính dòng đang ghi.", "itself")
        return None

    return rule


def one_owner(*keys: str) -> Rule:
    """A part belongs to exactly one of the records it can be part of."""

    def rule(record: Any, today: date) -> Problem | None:  # noqa: ARG001 - every rule has the same shape
        held = [key for key in keys if getattr(record, key) is not None]
        if len(held) != 1:
            words = "Ghi là của mô hình nào hoặc của câu lạc bộ nào." if not held else "Chỉ ghi một trong hai."
            return Problem(keys[0], words, "owner")
        return None

    return rule


def person_name(key: str) -> Rule:
    """A name has letters of any script, blanks, apostrophes, dots and hyphens; at most 120 characters."""

    def rule(record: Any, today: date) -> Problem | None:  # noqa: ARG001 - every rule has the same shape
        name = getattr(record, key) or ""
        words = person_name_fault(name)
        return Problem(key, words, "too_long" if len(name) > NAME_LIMIT else "name") if words else None

    return rule


def person_name_fault(name: str) -> str:
    """What is wrong with the name of a person, in words; empty for nothing, and for no name."""
    if len(name) > NAME_LIMIT:
        return f"Họ tên dài {len(name)} ký tự; tối đa {NAME_LIMIT}."
    return f"“{name}” có ký tự không dùng trong họ tên." if name and not is_person_name(name) else ""


def phone(key: str) -> Rule:
    """A Vietnamese telephone number of ten (mobile) or eleven (landline) digits."""

    def rule(record: Any, today: date) -> Problem | None:  # noqa: ARG001 - every rule has the same shape
        number = getattr(record, key)
        if number and not _PHONE.fullmatch(number):
            hint = " Đầu số 01… đã đổi từ năm 2018." if number.startswith("01") else ""
            return Problem(key, f"“{number}” không phải số điện thoại Việt Nam.{hint}", "phone")
        return None

    return rule


def between(key: str, low: int, high: int, thing: str) -> Rule:
    """A count, or a year, lies between two whole numbers, both included."""

    def rule(record: Any, today: date) -> Problem | None:  # noqa: ARG001 - every rule has the same shape
        number = getattr(record, key)
        if number is not None and not low <= number <= high:
            least, most, typed = (str(each) if key == YEAR else show_count(each) for each in (low, high, number))
            words = f"{thing} phải từ {least} đến {most}; đã nhập {typed}."
            return Problem(key, words, "range")
        return None

    return rule


def member_count(key: str, thing: str) -> Rule:
    """How many people belong to a group or a team of it."""
    return between(key, 0, MOST_MEMBERS, thing)


def no_identity_number(*keys: str) -> Rule:
    """Numbers that look like identity cards, which this program never keeps, with lost zeros or without."""

    def rule(record: Any, today: date) -> Problem | None:  # noqa: ARG001 - every rule has the same shape
        for key in keys:
            if has_identity_number(getattr(record, key) or ""):
                return Problem(
                    key,
                    "Ô này có dãy số giống số định danh cá nhân; chương trình không lưu số này.",
                    "identity",
                )
        return None

    return rule


def normal_phone(text: str) -> str:
    """Drop blanks, dots and hyphens; +84 and 84 become 0."""
    digits = re.sub(r"[\s.\-()]", "", clean(text))
    if digits.startswith("+84"):
        return "0" + digits[3:]
    if digits.startswith("84") and len(digits) in {11, 12}:
        return "0" + digits[2:]
    return digits


def sensitive_words(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Words in a text that hint at data about persons which this program must not hold.

    Args:
        text: what was typed.
        words: the list of the data file, lower case.
    """
    lowered = text.casefold()
    found = [word for word in words if word.casefold() in lowered]
    return tuple(found)
