"""Dated rows: what held on a day, and what must not hold twice at once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import RejectedRecord
from antq_desktop.domain.fields import Problem, Record, Register
from antq_desktop.domain.registers.residence import Residence
from antq_desktop.domain.registers.residential_area import ResidentialArea
from antq_desktop.storage.rows import Line


def holds(spell: Any, day: date) -> bool:
    """Whether a dated row holds on a day; last days are included."""
    return (spell.from_on is None or spell.from_on <= day) and (spell.to_on is None or day <= spell.to_on)


def residence_on(spells: Sequence[Line], day: date) -> Residence | None:
    """Where a household lived on a day, if it lived in the commune; `spells` are all its residences."""
    for line in reversed(spells):
        if isinstance(line.record, Residence) and holds(line.record, day):
            return line.record
    return None


def overlap(register: Register, record: Record, others: Iterable[Line]) -> Problem | None:
    """Say that a spell holds at the same time as another of the same household.

    Two heads, two residences, or twice the same organisation on one day make every figure of that day wrong.

    Args:
        register: of spells.
        record: one of them.
        others: all spells of the same household, this one among them or not.
    """
    spell: Any = record
    for line in others:
        other: Any = line.record
        if other.uid == record.uid or (register.rivals is not None and not register.rivals.agree(spell, other)):
            continue
        if _meet(spell, other):
            plain = f"{register.noun.capitalize()} này trùng thời gian với lần {{}} đã có."
            words = ((register.rivals and register.rivals.words) or plain).format(_days(other))
            return Problem("from_on", words, "overlap")
    return None


def _meet(one: Any, other: Any) -> bool:
    begins_after = one.from_on and other.to_on and one.from_on > other.to_on
    ends_before = one.to_on and other.from_on and one.to_on < other.from_on
    return not begins_after and not ends_before


def _days(spell: Any) -> str:
    begun = f"từ {show_date(spell.from_on)}" if spell.from_on else "từ trước"
    return f"{begun} đến {show_date(spell.to_on)}" if spell.to_on else f"{begun} đến nay"


def refuse_closed_area(line: Line | None, day: date) -> None:
    """Refuse a residential area that is not there on a day.

    Raises:
        RejectedRecord: it has ended, or is founded later.
    """
    if line is None or not isinstance(line.record, ResidentialArea):
        return
    record = line.record
    if record.valid_to is not None and day > record.valid_to:
        words = f"{record.name} đã kết thúc ngày {show_date(record.valid_to)}; chọn khu dân cư thay thế."
        raise RejectedRecord([Problem("area", words, "closed_area")])
    if record.valid_from is not None and day < record.valid_from:
        words = f"{record.name} thành lập ngày {show_date(record.valid_from)}, sau ngày {show_date(day)}."
        raise RejectedRecord([Problem("area", words, "closed_area")])
