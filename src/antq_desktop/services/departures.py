"""Households that are here no more, in words: why, and which day was their last."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from antq_desktop.domain.choices import ResidenceReason
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.fields import Record
from antq_desktop.domain.registers.household import Household
from antq_desktop.domain.registers.residence import RESIDENCES, Residence
from antq_desktop.storage import rows
from antq_desktop.storage.rows import Reading

WORDS: Mapping[str, str] = {
    ResidenceReason.LEFT: "đã chuyển đi",
    ResidenceReason.MERGED: "đã nhập hộ",
    ResidenceReason.GONE: "không còn hộ",
}
NO_REASON = "không còn cư trú"


def departures(connection: Reading, records: Iterable[Record]) -> dict[UUID, str]:
    """Words for the households among some records that left: "đã chuyển đi 12/03/2026"; other records have none."""
    gone = [record.uid for record in records if isinstance(record, Household) and not record.residing]
    return {uid: _words(connection, uid) for uid in gone}


def _words(connection: Reading, uid: UUID) -> str:
    past = [line.record for line in rows.parts(connection, RESIDENCES, uid)]
    ended = [spell for spell in past if isinstance(spell, Residence) and spell.to_on is not None]
    last = max(ended, key=lambda spell: (spell.to_on, spell.from_on is not None, spell.from_on), default=None)
    if last is None:
        return NO_REASON
    return f"{WORDS.get(last.end_reason or '', NO_REASON)} {show_date(last.to_on)}"
