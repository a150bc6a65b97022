"""Groups that something was written for and that a month's page does not hold: which they are, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.choices import ENDED
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services.group_rules import Group, founded, statuses
from antq_desktop.services.groups.groups import KEYS, lived
from antq_desktop.services.office import Office
from antq_desktop.storage import rows
from antq_desktop.storage.rows import Line, Reading


@dataclass(frozen=True, slots=True)
class Absent:
    """A group that did not exist in the month, or is not in its register any more.

    Attributes:
        key: `model_point` or `club`.
        uid: the group.
        name: its own name.
        reason: why it is not there, in a sentence.
    """

    key: str
    uid: UUID
    name: str
    reason: str


def absent(office: Office, first: date, last: date, uids: Iterable[UUID]) -> dict[UUID, Absent]:
    """Those of some groups that did not exist between two days; what is known to no register is left out."""
    with office.store.reading() as connection:
        found = [
            _absent(office, connection, key, line, (first, last))
            for uid in uids
            for key in KEYS
            if (line := rows.get(connection, REGISTERS[key], uid)) is not None
        ]
    return {each.uid: each for each in found if each is not None}


def _absent(office: Office, connection: Reading, key: str, line: Line, month: tuple[date, date]) -> Absent | None:
    group = line.record
    if not isinstance(group, Group):
        return None
    name, held = f"“{group.name}”", f"tháng {month[0]:%m/%Y}"
    past = statuses(connection, group.uid)
    if line.deleted:
        return Absent(key, group.uid, group.name, f"{name} đã bị xóa khỏi sổ.")
    if any(life.within(*month) is not None for life in lived(group, past)):
        return None
    begun = founded(group)
    ended = next((status for status in reversed(past) if status.status in ENDED), None)
    if begun is not None and begun > month[1]:
        reason = f"{name} thành lập {group.established_on}, sau {held}."
    elif ended is not None:
        words = office.catalogues.label("group_statuses", ended.status)
        since = f" từ {show_date(ended.from_on)}" if ended.from_on else ""
        reason = f"{name} {words}{since}, không còn trong {held}."
    else:
        reason = f"{name} không có trong {held}."
    return Absent(key, group.uid, group.name, reason)
