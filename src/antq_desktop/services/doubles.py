"""Records that a new one may be a second time: asked about before it is kept, because both may be right."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.text import fold, tone_key
from antq_desktop.services.meaning import OfficeLookup, texts_of
from antq_desktop.services.office import Office
from antq_desktop.storage import lists

LOOKED_AT = 200
TOLD = ("address", "area", "organizations")


@dataclass(frozen=True, slots=True)
class Double:
    """A record that is there already.

    Attributes:
        uid: of it.
        words: what it is called, and what tells it from others.
    """

    uid: UUID
    words: str


def namesakes(office: Office, head_name: str, area: UUID | None) -> list[Household]:
    """Households living in an area whose head has this name, but for its marks; those with the same marks first."""
    key = fold(head_name)
    if not key or area is None:
        return []
    wanted: dict[str, tuple[UUID | str | int | None, ...]] = {"area": (area,), "residing": (1,)}
    with office.store.reading() as connection:
        window = lists.Window(connection, HOUSEHOLDS, lists.Query(key, wanted))
        found = [line.record for line in window.lines(connection, 0, LOOKED_AT)]
    alike = [record for record in found if isinstance(record, Household) and fold(record.head_name) == key]
    return sorted(alike, key=lambda household: tone_key(household.head_name) != tone_key(head_name))


def of_new(office: Office, register_key: str, values: Mapping[str, object]) -> list[Double]:
    """What a new record may repeat, the likeliest first.

    Args:
        office: where.
        register_key: of the record; only households are asked about, the rules of others refuse what repeats.
        values: typed or typed-safe values by field key.
    """
    if register_key != HOUSEHOLDS.key:
        return []
    head_name, address = str(values.get("head_name") or ""), fold(str(values.get("address") or ""))
    found = namesakes(office, head_name, _area(office, values.get("area")))
    found.sort(key=lambda household: fold(household.address or "") != address)
    places = [list(HOUSEHOLDS.fields).index(key) for key in TOLD]
    said = texts_of(office, HOUSEHOLDS, found)
    told = [" · ".join(filter(None, (texts[place] for place in places))) for texts in said]
    return [Double(each.uid, f"{each.head_name} ({words})") for each, words in zip(found, told, strict=True)]


def _area(office: Office, value: object) -> UUID | None:
    if isinstance(value, UUID):
        return value
    found = OfficeLookup(office).link("residential_area", str(value or "").strip())
    return found[0] if len(found) == 1 else None
