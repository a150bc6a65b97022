"""Registers as they were on a day: households that lived here, areas and organisations that existed."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from antq_desktop.domain.fields import Record, Register
from antq_desktop.domain.indicators import Spell
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.headship import Headship
from antq_desktop.domain.registers.household import Household
from antq_desktop.domain.registers.membership import Membership
from antq_desktop.domain.registers.residence import Residence
from antq_desktop.services.office import Office
from antq_desktop.storage import rows

SPANS = (("from_on", "to_on"), ("valid_from", "valid_to"))


def living_on(office: Office, register: Register, day: date) -> list[Record]:
    """Records that held on a day, in list order; a household shows its head, area and memberships of that day."""
    with office.store.reading() as connection:
        found = [line.record for line in rows.all_live(connection, register)]
        if register.key == "household":
            residences = [line.record for line in rows.all_live(connection, REGISTERS["residence"])]
            heads = [line.record for line in rows.all_live(connection, REGISTERS["headship"])]
            members = [line.record for line in rows.all_live(connection, REGISTERS["membership"])]
            return _households(found, residences, heads, members, day)
    return [record for record in found if _holds(record, day)]


def _holds(record: Record, day: date) -> bool:
    for first, last in SPANS:
        if hasattr(record, first) and hasattr(record, last):
            return Spell(getattr(record, first), getattr(record, last)).holds(day)
    return True


def _households(
    found: list[Record], residences: list[Record], heads: list[Record], members: list[Record], day: date
) -> list[Record]:
    areas: dict[UUID, UUID] = {}
    for record in residences:
        if isinstance(record, Residence) and _holds(record, day):
            areas[record.household] = record.area
    names: dict[UUID, str] = {}
    for record in heads:
        if isinstance(record, Headship) and _holds(record, day):
            names[record.household] = record.head_name
    belongs: dict[UUID, set[UUID]] = {}
    for record in members:
        if isinstance(record, Membership) and _holds(record, day):
            belongs.setdefault(record.household, set()).add(record.organization)
    return [
        replace(
            record,
            area=areas[record.uid],
            head_name=names.get(record.uid, record.head_name),
            organizations=frozenset(belongs.get(record.uid, ())),
            residing=True,
        )
        for record in found
        if isinstance(record, Household) and record.uid in areas
    ]
