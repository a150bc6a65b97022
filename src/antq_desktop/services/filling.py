"""What a new record need not be told because other records know it: a pledge's area, year and campaign."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from antq_desktop.domain.dates import NotADate, parse_date
from antq_desktop.domain.fields import Kind, Register, Value, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import records
from antq_desktop.services.office import Office
from antq_desktop.services.seeding import campaign_of
from antq_desktop.storage import rows


def filled(office: Office, register_key: str, given: Mapping[str, str]) -> dict[str, object]:
    """Add required values that were left out and follow from what was given.

    A field of the same name and kind is taken from the records given as links: a pledge keeps the area where its
    household lives now. A pledge without campaign belongs to the year's default one.

    Args:
        office: where.
        register_key: of which the new record is to be.
        given: typed values by field key.

    Returns:
        The given values, completed; what does not follow is left out, for the rules to name.

    Raises:
        RecordGone, UsageError: a link means no record, or several.
    """
    register = records.register_of(register_key)
    values: dict[str, object] = dict(given)
    if register_key == "pledge" and not given.get("campaign", "").strip():
        campaign = _default_campaign(office, given)
        if campaign is not None:
            values["campaign"] = campaign
    for spec in register.stored:
        link = values.get(spec.key)
        if spec.kind is Kind.LINK and spec.links_to is not None and link:
            uid = link if isinstance(link, UUID) else records.resolve(office, spec.links_to, str(link))
            _take_over(register, values, values_of(records.get(office, spec.links_to, uid).record))
    return values


def _take_over(register: Register, values: dict[str, object], known: Mapping[str, Value]) -> None:
    for spec in register.stored:
        if spec.required and not values.get(spec.key) and known.get(spec.key) is not None:
            values[spec.key] = known[spec.key]


def _default_campaign(office: Office, given: Mapping[str, str]) -> UUID | None:
    year = given.get("year", "").strip()
    number = int(year) if year.isdecimal() and len(year) == 4 else _day(office, given.get("signed_on", "")).year
    campaign = campaign_of(office.unit_code, number, office.catalogues.templates[0].code)
    with office.store.reading() as connection:
        line = rows.get(connection, REGISTERS["pledge_campaign"], campaign.uid)
    return None if line is None or line.deleted else campaign.uid


def _day(office: Office, text: str) -> date:
    try:
        return parse_date(text)
    except NotADate:
        return office.today()
