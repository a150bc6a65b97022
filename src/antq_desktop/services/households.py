"""The life of a household: arrives, leaves, moves, splits, merges, changes its head, is no longer there.

Each is one operation with a date, written to the dated rows; last days are included in a spell, so a household that
moves on the 10th lived in its old area until the 9th. Pledges stay where they were signed: after a split with the
original household, after a merger with the household that signed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import ResidenceReason
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.decode import check, decode
from antq_desktop.domain.errors import RejectedRecord, UsageError
from antq_desktop.domain.fields import Problem, Record, Value
from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.headship import HEADSHIPS, Headship
from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.registers.membership import MEMBERSHIPS, Membership
from antq_desktop.domain.registers.residence import RESIDENCES, Residence
from antq_desktop.domain.registers.residential_area import RESIDENTIAL_AREAS
from antq_desktop.domain.text import clean
from antq_desktop.services import linking
from antq_desktop.services.meaning import OfficeLookup
from antq_desktop.services.office import Office
from antq_desktop.services.records import Saved, get
from antq_desktop.services.spells import overlap, refuse_closed_area, residence_on
from antq_desktop.storage import rows
from antq_desktop.storage.rows import Line
from antq_desktop.storage.writing import Writing


def arrive(office: Office, values: Mapping[str, object], on: date) -> Saved:
    """A household comes to live in the commune.

    Args:
        office: who enters it, where.
        values: fields of the household, head and area among them.
        on: first day.

    Raises:
        RejectedRecord: a rule does not hold.
    """
    household = _new(office, values)
    with office.store.operation(office.intent("Hộ chuyển đến")) as (writing, outcome):
        _begin(writing, office, household, on, ResidenceReason.ARRIVED, None)
    return Saved(outcome.changes, household.uid)


def come_back(office: Office, uid: UUID, area: UUID, on: date) -> ChangeSet:
    """A household that had left lives in the commune again.

    Raises:
        UsageError: it lives there already.
        RejectedRecord: the day is before it left, or in the future.
    """
    office.require("edit")
    with office.store.operation(office.intent("Hộ trở lại")) as (writing, outcome):
        past = rows.parts(writing.connection, RESIDENCES, uid)
        if any(_residence(line).to_on is None for line in past):
            raise UsageError("Hộ này đang cư trú trong xã.", do="Dùng “Chuyển khu dân cư” nếu hộ đổi chỗ ở.")
        _refuse_closed(writing, area, on)
        last = max((_residence(line).to_on or on for line in past), default=on)
        if on <= last and past:
            raise RejectedRecord(
                [Problem("from_on", f"Hộ ở đến hết ngày {show_date(last)}; ngày trở lại phải sau đó.")]
            )
        writing.add(_spell(office, uid, area, on, ResidenceReason.ARRIVED), RESIDENCES)
        writing.flush()
    return outcome.changes


def leave(office: Office, uid: UUID, on: date) -> ChangeSet:
    """A household goes away; `on` is its last day.

    Raises:
        RejectedRecord: the day is in the future or before it came.
        UsageError: it does not live in the commune.
    """
    return _end(office, uid, on, ResidenceReason.LEFT, "Hộ chuyển đi")


def gone(office: Office, uid: UUID, on: date) -> ChangeSet:
    """A household is no longer there; `on` is its last day.

    Raises:
        RejectedRecord: the day is in the future or before it came.
        UsageError: it does not live in the commune.
    """
    return _end(office, uid, on, ResidenceReason.GONE, "Không còn hộ")


def move(office: Office, uid: UUID, area: UUID, on: date, address: str | None = None) -> ChangeSet:
    """A household moves to another area of the commune; `on` is its first day there.

    Its old address does not go along: without a new one it has none yet.

    Raises:
        RejectedRecord: the day is in the future or not after it came.
        UsageError: it does not live in the commune, or lives in that area already.
    """
    office.require("edit")
    with office.store.operation(office.intent("Hộ chuyển khu dân cư")) as (writing, outcome):
        current = _current(writing, uid)
        if _residence(current).area == area:
            raise UsageError("Hộ này đang ở chính khu dân cư đó.", do="Chọn khu dân cư khác.")
        _refuse_closed(writing, area, on)
        spell = _spell(office, uid, area, on, ResidenceReason.MOVED)
        here = _residence(current).from_on
        if here is not None and on <= here:
            raise RejectedRecord(
                [Problem("from_on", f"Hộ ở khu này từ ngày {show_date(here)}; ngày chuyển phải sau đó.")]
            )
        _close(writing, office, current, on - timedelta(days=1), ResidenceReason.MOVED, None)
        writing.add(spell, RESIDENCES)
        writing.flush()
        writing.change(HOUSEHOLDS, uid, {"address": address or None})
        if not address:
            writing.notes.append("Hộ chưa có địa chỉ ở nơi mới.")
    return outcome.changes


def split(office: Office, uid: UUID, values: Mapping[str, object], on: date) -> Saved:
    """A new household separates from this one; pledges stay with the original.

    Args:
        office: who enters it, where.
        uid: the original household.
        values: fields of the new household; its area is where the original lived that day unless given.
        on: first day of the new household.

    Raises:
        RejectedRecord: a rule does not hold, or the original did not live in the commune that day.
    """
    original = get(office, "household", uid).record
    assert isinstance(original, Household)  # noqa: S101 - what the register holds
    with office.store.reading() as connection:
        spell = residence_on(rows.parts(connection, RESIDENCES, uid), on)
    if spell is None:
        raise RejectedRecord([Problem("from_on", f"Hộ gốc không ở xã vào ngày {show_date(on)}.")])
    household = _new(office, {"area": spell.area, "address": original.address, **values})
    with office.store.operation(office.intent("Tách hộ")) as (writing, outcome):
        _begin(writing, office, household, on, ResidenceReason.SPLIT, uid)
    return Saved(outcome.changes, household.uid)


def merge(office: Office, uid: UUID, into: UUID, on: date) -> ChangeSet:
    """A household becomes part of another; `on` is its last day as a household of its own.

    Raises:
        UsageError: a household cannot merge into itself, or one of the two does not live in the commune.
        RejectedRecord: the day is in the future or before it came.
    """
    office.require("edit")
    if uid == into:
        raise UsageError("Không thể nhập một hộ vào chính nó.", do="Chọn hai hộ khác nhau.")
    with office.store.operation(office.intent("Nhập hộ")) as (writing, outcome):
        target = _residence(_current(writing, into))
        if target.from_on is not None and target.from_on > on + timedelta(days=1):
            words = f"Hộ nhận chỉ ở xã từ ngày {show_date(target.from_on)}, sau ngày nhập."
            raise RejectedRecord([Problem("from_on", words)])
        _close(writing, office, _current(writing, uid), on, ResidenceReason.MERGED, into)
        own = {line.record.organization for line in _open_parts(writing, MEMBERSHIPS.key, into)}  # type: ignore[attr-defined] # a membership
        for line in _open_parts(writing, MEMBERSHIPS.key, uid):
            organization = line.record.organization  # type: ignore[attr-defined] # a membership
            if organization not in own:
                spell = replace(
                    line.record,
                    uid=new_uid(office.clock()),
                    household=into,
                    from_on=min(on + timedelta(days=1), office.today()),  # type: ignore[call-arg] # a membership
                )
                _checked(office, MEMBERSHIPS.key, spell)
                writing.add(spell, MEMBERSHIPS)
        writing.flush()
    return outcome.changes


def change_head(office: Office, uid: UUID, head_name: str, on: date) -> ChangeSet:
    """A household gets a new head; `on` is the first day.

    Raises:
        RejectedRecord: the name or the day breaks a rule.
    """
    office.require("edit")
    if not clean(head_name):
        raise RejectedRecord([Problem("head_name", "Thiếu họ tên chủ hộ mới.")])
    with office.store.operation(office.intent("Đổi chủ hộ")) as (writing, outcome):
        for line in _open_parts(writing, HEADSHIPS.key, uid):
            spell = line.record
            assert isinstance(spell, Headship)  # noqa: S101 - what the register holds
            if spell.from_on is not None and on <= spell.from_on:
                raise RejectedRecord(
                    [Problem("from_on", f"Chủ hộ hiện nay từ ngày {show_date(spell.from_on)}; ngày đổi phải sau đó.")]
                )
            writing.change(HEADSHIPS, spell.uid, {"to_on": on - timedelta(days=1)})
        spell = Headship(uid=new_uid(office.clock()), household=uid, head_name=clean(head_name), from_on=on)
        _checked(office, HEADSHIPS.key, spell)
        writing.add(spell, HEADSHIPS)
        writing.flush()
    return outcome.changes


def join(office: Office, uid: UUID, organization: UUID, on: date) -> ChangeSet:
    """A household gets its first member in an organisation; `on` is the first day.

    Raises:
        RejectedRecord: the day is in the future, or it belongs to the organisation already.
    """
    office.require("edit")
    spell = Membership(uid=new_uid(office.clock()), household=uid, organization=organization, from_on=on)
    _checked(office, MEMBERSHIPS.key, spell)
    with office.store.operation(office.intent("Hộ có hội viên mới")) as (writing, outcome):
        writing.line(HOUSEHOLDS, uid)
        at_once = overlap(MEMBERSHIPS, spell, rows.parts(writing.connection, MEMBERSHIPS, uid))
        if at_once is not None:
            raise RejectedRecord([at_once])
        writing.add(spell, MEMBERSHIPS)
        writing.flush()
    return outcome.changes


def quit_(office: Office, uid: UUID, organization: UUID, on: date) -> ChangeSet:
    """A household has no member in an organisation any more; `on` is the last day. Earlier figures stay.

    Raises:
        RejectedRecord: the day is in the future or before it began.
        UsageError: it does not belong to the organisation.
    """
    office.require("edit")
    with office.store.operation(office.intent("Hộ thôi hội viên")) as (writing, outcome):
        mine = [line.record for line in _open_parts(writing, MEMBERSHIPS.key, uid)]
        spell = next((item for item in mine if getattr(item, "organization", None) == organization), None)
        if not isinstance(spell, Membership):
            raise UsageError("Hộ này không còn hội viên của tổ chức đó.", do="Xem lịch sử của hộ.")
        ended = replace(spell, to_on=on)
        _checked(office, MEMBERSHIPS.key, ended)
        writing.change(MEMBERSHIPS, spell.uid, {"to_on": on})
    return outcome.changes


def possible_events(office: Office, uid: UUID) -> frozenset[str]:
    """What can happen to a household as it is now: keys of the functions of this module.

    Somebody who lives in the commune cannot come back, and nobody who left it can leave. A head changes and members
    come and go only while the household is there.

    Raises:
        RecordGone: it is not in the register.
    """
    household = get(office, "household", uid).record
    assert isinstance(household, Household)  # noqa: S101 - what the register holds
    if not household.residing:
        return frozenset({"come_back"})
    always = {"move", "leave", "split", "merge", "change_head", "join", "gone"}
    return frozenset(always | {"quit_"} if household.organizations else always)


def _new(office: Office, values: Mapping[str, object]) -> Household:
    office.require("edit")
    record, problems = decode(HOUSEHOLDS, values, new_uid(office.clock()), OfficeLookup(office), office.today())
    refused = [problem for problem in problems if not problem.warning]
    if refused or not isinstance(record, Household):
        raise RejectedRecord(refused)
    return record


def _begin(
    writing: Writing, office: Office, household: Household, on: date, why: ResidenceReason, related: UUID | None
) -> None:
    _refuse_closed(writing, household.area, on)
    writing.add(household, HOUSEHOLDS)
    residence = Residence(
        uid=new_uid(office.clock()),
        household=household.uid,
        area=household.area,
        from_on=on,
        begin_reason=why,
        related=related,
    )
    _checked(office, RESIDENCES.key, residence)
    writing.add(residence, RESIDENCES)
    headship = Headship(uid=new_uid(office.clock()), household=household.uid, head_name=household.head_name, from_on=on)
    writing.add(headship, HEADSHIPS)
    for organization in sorted(household.organizations, key=str):
        fields: dict[str, Any] = {"household": household.uid, "organization": organization, "from_on": on}
        writing.add(MEMBERSHIPS.record(uid=new_uid(office.clock()), **fields), MEMBERSHIPS)


def _refuse_closed(writing: Writing, area: UUID, day: date) -> None:
    refuse_closed_area(rows.get(writing.connection, RESIDENTIAL_AREAS, area), day)


def _spell(office: Office, uid: UUID, area: UUID, on: date, why: ResidenceReason) -> Residence:
    """A residence that begins, judged as the officer named its day."""
    spell = Residence(uid=new_uid(office.clock()), household=uid, area=area, from_on=on, begin_reason=why)
    _checked(office, RESIDENCES.key, spell)
    return spell


def _end(office: Office, uid: UUID, on: date, why: ResidenceReason, title: str) -> ChangeSet:
    office.require("edit")
    with office.store.operation(office.intent(title)) as (writing, outcome):
        _close(writing, office, _current(writing, uid), on, why, None)
    return outcome.changes


def _close(writing: Writing, office: Office, line: Line, on: date, why: ResidenceReason, related: UUID | None) -> None:
    ended = replace(_residence(line), to_on=on, end_reason=why, related=related or _residence(line).related)
    _checked(office, RESIDENCES.key, ended)
    values: dict[str, Value] = {"to_on": on, "end_reason": str(why), "related": ended.related}
    writing.change(RESIDENCES, ended.uid, values)


def _current(writing: Writing, uid: UUID) -> Line:
    writing.line(HOUSEHOLDS, uid)
    for line in reversed(rows.parts(writing.connection, RESIDENCES, uid)):
        if _residence(line).to_on is None:
            return line
    raise UsageError("Hộ này hiện không cư trú trong xã.", do="Xem lịch sử cư trú của hộ.")


def _residence(line: Line) -> Residence:
    assert isinstance(line.record, Residence)  # noqa: S101 - what the register holds
    return line.record


def _open_parts(writing: Writing, key: str, uid: UUID) -> list[Line]:
    writing.flush()
    parts = rows.parts(writing.connection, REGISTERS[key], uid)
    return [line for line in parts if getattr(line.record, "to_on", None) is None]


def _checked(office: Office, key: str, record: Record) -> None:
    with office.store.reading() as connection:
        gone = linking.to_removed(connection, REGISTERS[key], record)
    refused = gone + [problem for problem in check(REGISTERS[key], record, office.today()) if not problem.warning]
    if refused:
        raise RejectedRecord(refused)
