"""What the program itself writes into a record: when and where it was entered, whether its confirmation still holds.

A confirmation says that the other office saw what stands there. Whatever changes an activity or its results takes it
away in the same operation, which says so, and taking that operation back brings it again.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.fields import Record
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers.activity import ACTIVITIES, Activity
from antq_desktop.domain.registers.activity_result import ACTIVITY_RESULTS, ActivityResult
from antq_desktop.domain.registers.office import OFFICES
from antq_desktop.services.office import Office
from antq_desktop.storage import journal, naming, rows
from antq_desktop.storage.rows import Reading
from antq_desktop.storage.writing import Writing

CONFIRMABLE = frozenset({ACTIVITIES.key, ACTIVITY_RESULTS.key})
"""Registers whose lines another office sees when it confirms."""
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
    if not CONFIRMABLE & writing.touched.keys():
        return
    entries = journal.entries_of(writing.connection, writing.uid)
    whole = {journal.CREATED, journal.DELETED, "confirmed_on"}
    settled = {entry.uid for entry in entries if entry.register == ACTIVITIES.key and entry.field in whole}
    changed = {entry.uid for entry in entries if entry.register == ACTIVITIES.key}
    for uid in {entry.uid for entry in entries if entry.register == ACTIVITY_RESULTS.key}:
        line = rows.get(writing.connection, ACTIVITY_RESULTS, uid)
        if line is not None and isinstance(line.record, ActivityResult):
            changed.add(line.record.activity)
    withdrawn = []
    for uid in sorted(changed - settled):
        activity = _confirmed(writing.connection, uid)
        if activity is not None:
            withdrawn.append(activity)
            writing.change(ACTIVITIES, uid, UNCONFIRMED)
    if len(withdrawn) == 1:
        writing.notes.append(f"Đã bỏ {_confirmation(writing.connection, withdrawn[0])}; phải xác nhận lại.")
    elif withdrawn:
        writing.notes.append(f"Đã bỏ xác nhận của {show_count(len(withdrawn))} hoạt động; phải xác nhận lại.")


def _confirmed(connection: Reading, uid: UUID) -> Activity | None:
    """An activity, if it stands in the register and is confirmed."""
    line = rows.get(connection, ACTIVITIES, uid)
    if line is None or line.deleted or not isinstance(line.record, Activity) or not line.record.confirmed_on:
        return None
    return line.record


def _confirmation(connection: Reading, activity: Activity) -> str:
    """Whose confirmation it is, and of which day."""
    by = activity.confirmed_office
    name = "" if by is None else naming.headings(connection, OFFICES, [by]).get(by, "")
    day = "" if activity.confirmed_on is None else show_date(activity.confirmed_on)
    return f"xác nhận của {name or 'cơ quan kia'} ngày {day}"


def at_stake(connection: Reading, record: Record) -> str:
    """Whose confirmation a change of an activity, or of a result of it, would take away; empty if nobody's."""
    uid = record.activity if isinstance(record, ActivityResult) else record.uid
    activity = _confirmed(connection, uid) if isinstance(record, (Activity, ActivityResult)) else None
    return "" if activity is None else _confirmation(connection, activity)
