"""Households as they were called and where they lived before: a list kept for years names them so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.registers.headship import HEADSHIPS, Headship
from antq_desktop.domain.registers.household import Household
from antq_desktop.domain.registers.residence import RESIDENCES, Residence
from antq_desktop.services.office import Office
from antq_desktop.storage import rows


@dataclass(frozen=True, slots=True)
class Was:
    """How a household was known once.

    Attributes:
        uid: of the household.
        area: where it lived.
        head_name: of its head then.
        from_on: first day, or None for always before.
        to_on: last day on which both held.
        why: what ended it, with its day, as a sentence goes on after "Hộ cùng tên".
    """

    uid: UUID
    area: UUID
    head_name: str
    from_on: date | None
    to_on: date
    why: str

    def held(self, day: date | None) -> bool:
        """Whether the household was known so on a day."""
        return day is not None and (self.from_on is None or self.from_on <= day) and day <= self.to_on


def were(office: Office, households: Mapping[UUID, Household]) -> Iterator[Was]:
    """Every former area and former head of the households of a store."""
    with office.store.reading() as connection:
        left = [line.record for line in rows.ended(connection, RESIDENCES)]
        heads = [line.record for line in rows.ended(connection, HEADSHIPS)]
    former: dict[UUID, list[Headship]] = {}
    for head in heads:
        if isinstance(head, Headship):
            former.setdefault(head.household, []).append(head)
    for spell in left:
        household = households.get(spell.household) if isinstance(spell, Residence) else None
        if isinstance(spell, Residence) and spell.to_on is not None and household is not None:
            why = f"đã rời khu dân cư này ngày {show_date(spell.to_on)}"
            for name in (household.head_name, *(head.head_name for head in former.get(household.uid, ()))):
                yield Was(household.uid, spell.area, name, spell.from_on, spell.to_on, why)
    for uid, gone in former.items():
        household = households.get(uid)
        for head in gone if household is not None and household.residing else ():
            if household is not None and head.to_on is not None:
                why = f"đã đổi chủ hộ ngày {show_date(head.to_on)}, nay là {household.head_name}"
                yield Was(uid, household.area, head.head_name, head.from_on, head.to_on, why)
