"""What other records say against a record: uniqueness, spells at the same time, a round of another year, removals.

Two laptops may both be right, so none of it is an index of the store; it is asked before a record is kept.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from antq_desktop.domain.fields import Problem, Record, Register, Value, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.services import group_rules, linking, spells
from antq_desktop.services.office import Office
from antq_desktop.storage import lists, rows
from antq_desktop.storage.rows import Line, Reading

VOID = "voided_on"


def repeated(
    office: Office, register: Register, record: Record | None, besides: Collection[UUID] = ()
) -> list[Problem]:
    """Ask the other records. What was declared void repeats nothing and is not repeated.

    Args:
        office: where.
        register: whose uniqueness.
        record: what is to be kept, or None.
        besides: records that may repeat this one, because they change together with it.
    """
    if record is None:
        return []
    with office.store.reading() as connection:
        found = at_once(connection, register, record, besides)
        if isinstance(record, Pledge):
            found += _other_year(rows.get(connection, REGISTERS["pledge_campaign"], record.campaign), record)
        found += group_rules.against(connection, record)
        found += linking.to_removed(connection, register, record)
    return found


def at_once(connection: Reading, register: Register, record: Record, besides: Collection[UUID] = ()) -> list[Problem]:
    """Ask only what must not stand in a register twice: spells at the same time, unique values."""
    found = []
    owner = register.owner_of(record)
    if register.spell and owner is not None:
        parts = rows.parts(connection, register, owner[1])
        overlapping = spells.overlap(register, record, parts)
        found += [] if overlapping is None else [overlapping]
    for keys in () if is_void(record) else register.unique:
        wanted = zip(keys, unique_key(record, keys), strict=True)
        equal: dict[str, tuple[Any, ...]] = {key: (value,) for key, value in wanted}
        if VOID in register.fields:
            equal[VOID] = (None,)
        window = lists.Window(connection, register, lists.Query(equal=equal))
        others = {line.record.uid for line in window.lines(connection, 0, window.count)}
        if others - {record.uid, *besides}:
            found.append(repetition(register, keys))
    return found


def _other_year(round_: Line | None, pledge: Pledge) -> list[Problem]:
    """A pledge belongs to the year of its round: totals go by year, uniqueness by round."""
    year = pledge.year if round_ is None else getattr(round_.record, "year", pledge.year)
    if year == pledge.year:
        return []
    return [Problem("year", f"Năm cam kết {pledge.year} khác năm {year} của đợt ký đã chọn.", "other_round")]


def is_void(record: Record) -> bool:
    """Whether a record stands in its register only to tell that it does not hold."""
    return getattr(record, VOID, None) is not None


def unique_key(record: Record, keys: Sequence[str]) -> tuple[Any, ...]:
    """Values of fields that should not repeat together."""
    values = values_of(record)
    return tuple(_comparable(values[key]) for key in keys)


def repetition(register: Register, keys: Sequence[str]) -> Problem:
    """The words for a record that repeats another."""
    labels = ", ".join(register.fields[key].label.lower() for key in keys)
    return Problem(keys[0], f"Đã có {register.noun} trùng {labels}.", "repeated")


def _comparable(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else value
