"""What the program itself writes into a record: when and where it was entered, whether its confirmation still holds.

A confirmation says that the other office saw what stands there. Whatever changes an activity or its results takes it
away in the same operation, and taking that operation back brings it again.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from antq_desktop.domain.fields import Record
from antq_desktop.domain.registers.activity import ACTIVITIES, Activity
from antq_desktop.domain.registers.activity_result import ACTIVITY_RESULTS, ActivityResult
from antq_desktop.services.office import Office
from antq_desktop.storage import journal, rows
from antq_desktop.storage.writing import Writing

UNCONFIRMED: Mapping[str, None] = MappingProxyType({"confirmed_on": None, "confirmed_office": None})


def stamped(office: Office, record: Record, base: Record | None) -> Record:
    """The record with what nobody types.

    A new activity gets the day and the office of its entry, which no later edit moves.

    Args:
        office: who writes.
        record: what was typed.
        base: what it was before, or None for a new one.
    """
    if not isinstance(record, Activity):
        return record
    if base is None:
        return replace(record, entered_on=office.today(), entered_office=office.officer.office)
    return record


def withdraw_confirmations(writing: Writing) -> None:
    """Take away the confirmation of every activity that the operation changed, with its results, without confirming.

    Args:
        writing: the operation, everything else of which is written.
    """
    writing.flush()
    if not {ACTIVITIES.key, ACTIVITY_RESULTS.key} & writing.touched.keys():
        return
    entries = journal.entries_of(writing.connection, writing.uid)
    whole = {journal.CREATED, journal.DELETED, "confirmed_on"}
    settled = {entry.uid for entry in entries if entry.register == ACTIVITIES.key and entry.field in whole}
    changed = {entry.uid for entry in entries if entry.register == ACTIVITIES.key}
    for uid in {entry.uid for entry in entries if entry.register == ACTIVITY_RESULTS.key}:
        line = rows.get(writing.connection, ACTIVITY_RESULTS, uid)
        if line is not None and isinstance(line.record, ActivityResult):
            changed.add(line.record.activity)
    for uid in sorted(changed - settled):
        line = rows.get(writing.connection, ACTIVITIES, uid)
        if line is not None and isinstance(line.record, Activity) and line.record.confirmed_on and not line.deleted:
            writing.change(ACTIVITIES, uid, UNCONFIRMED)
