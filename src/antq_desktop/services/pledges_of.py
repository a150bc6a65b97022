"""The pledges of one household in words, a line a year, for whoever has the household before him."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.choices import PledgeForm
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.registers.pledge import PLEDGES, Pledge
from antq_desktop.domain.registers.pledge_campaign import PLEDGE_CAMPAIGNS, PledgeCampaign
from antq_desktop.domain.registers.residence import RESIDENCES
from antq_desktop.services.office import Office
from antq_desktop.services.spells import residence_on
from antq_desktop.storage import lists, rows


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """A year of a household.

    Attributes:
        year: it.
        words: the year, and what was signed in it.
        pledge: the pledge that is meant; of a year without a valid one the last that was declared void, if any.
        signed: whether a valid one is there.
    """

    year: int
    words: str
    pledge: UUID | None
    signed: bool


def household(office: Office, uid: UUID) -> list[PledgeLine]:
    """Its years, the newest first: those with a pledge, and those with a round in which it lived here and has none.

    Args:
        office: where.
        uid: the household.
    """
    today = office.today()
    with office.store.reading() as connection:
        window = lists.Window(connection, PLEDGES, lists.Query(equal={"household": (uid,)}))
        found = [line.record for line in window.lines(connection, 0, window.count)]
        campaigns = [line.record for line in rows.all_live(connection, PLEDGE_CAMPAIGNS)]
        spells = rows.parts(connection, RESIDENCES, uid)
    pledges = [record for record in found if isinstance(record, Pledge)]
    years = {pledge.year for pledge in pledges}
    for campaign in campaigns:
        if isinstance(campaign, PledgeCampaign) and campaign.year <= today.year:
            end = min(today, date(campaign.year, 12, 31))
            years |= {campaign.year} if residence_on(spells, end) is not None else set()
    return [_line(year, [each for each in pledges if each.year == year]) for year in sorted(years, reverse=True)]


def _line(year: int, pledges: Sequence[Pledge]) -> PledgeLine:
    valid = next((pledge for pledge in pledges if pledge.voided_on is None), None)
    if valid is not None:
        where = f", {valid.paper_ref}" if valid.paper_ref else ""
        return PledgeLine(year, f"{year}: {_signing(valid)}{where}", valid.uid, signed=True)
    void = max(pledges, key=lambda pledge: pledge.voided_on or date.min, default=None)
    if void is None or void.voided_on is None:
        return PledgeLine(year, f"{year}: chưa ký", None, signed=False)
    words = f"{year}: chưa ký (bản {_signing(void)} đã hủy {show_date(void.voided_on)})"
    return PledgeLine(year, words, void.uid, signed=False)


def _signing(pledge: Pledge) -> str:
    verb = "đăng ký" if pledge.form == PledgeForm.REGISTERED else "ký"
    return verb if pledge.signed_on is None else f"{verb} {show_date(pledge.signed_on)}"
