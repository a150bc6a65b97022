"""Đợt ký cam kết: the yearly round of pledges on one template."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.fields import Problem, Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, between, in_order, no_identity_number


@dataclass(frozen=True, kw_only=True, slots=True)
class PledgeCampaign(Record):
    """A round; the year's default one has a seeded uid, so that two laptops agree on it."""

    year: Annotated[int, field("Năm", unit="năm")]
    template: Annotated[UUID, field("Mẫu bản cam kết", links_to="pledge_template")]
    name: Annotated[str, field("Tên đợt", most=NAME_LIMIT)]
    opened_on: Annotated[date | None, field("Phát động ngày")] = None
    due_on: Annotated[date | None, field("Hoàn thành trước ngày")] = None


def due_in_its_year(campaign: PledgeCampaign, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """Pledges are to be signed within the year they are for; another deadline is usually a slip."""
    if campaign.due_on is None or campaign.due_on.year == campaign.year:
        return None
    words = f"Hạn hoàn thành {show_date(campaign.due_on)} không thuộc năm cam kết {campaign.year}."
    return Problem("due_on", words, "other_year", warning=True)


def announced_near_its_year(campaign: PledgeCampaign, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """A round is announced in its year or in the one before; another day is usually a slip."""
    if campaign.opened_on is None or campaign.opened_on.year in {campaign.year - 1, campaign.year}:
        return None
    words = f"Ngày phát động {show_date(campaign.opened_on)} cách xa năm cam kết {campaign.year}."
    return Problem("opened_on", words, "other_year", warning=True)


PLEDGE_CAMPAIGNS = Register(
    key="pledge_campaign",
    title="Đợt ký cam kết",
    noun="đợt",
    record=PledgeCampaign,
    heading=("name",),
    sort=("year", "name"),
    search=("name",),
    unique=(("year", "template", "name"),),
    rules=(
        between("year", 2000, 2100, "Năm"),
        in_order("opened_on", "due_on"),
        due_in_its_year,
        announced_near_its_year,
        no_identity_number("name"),
    ),
    group="settings",
)
