"""What the program itself writes into a record: when and where it was entered, whether its confirmation still holds."""

from dataclasses import replace
from typing import Any

from antq_desktop.domain.fields import Record
from antq_desktop.domain.registers.activity import Activity
from antq_desktop.services.office import Office


def stamped(office: Office, record: Record, base: Record | None) -> Record:
    """The record with what nobody types.

    A new activity gets the day and the office of its entry, which no later edit moves. One that is changed after the
    other office confirmed it waits for a new confirmation: nobody confirmed what it says now.

    Args:
        office: who writes.
        record: what was typed.
        base: what it was before, or None for a new one.
    """
    if not isinstance(record, Activity):
        return record
    if base is None:
        return replace(record, entered_on=office.today(), entered_office=office.officer.office)
    unconfirmed: dict[str, Any] = {"confirmed_on": None, "confirmed_office": None}
    return record if record == base else replace(record, **unconfirmed)
