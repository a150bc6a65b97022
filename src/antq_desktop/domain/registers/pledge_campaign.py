"""Đợt ký cam kết: the yearly round of pledges on one template."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import between, in_order, no_identity_number


@dataclass(frozen=True, kw_only=True, slots=True)
class PledgeCampaign(Record):
    """A round; the year's default one has a seeded uid, so that two laptops agree on it."""

    year: Annotated[int, field("Năm", unit="năm")]
    template: Annotated[UUID, field("Mẫu bản cam kết", links_to="pledge_template")]
    name: Annotated[str, field("Tên đợt")]
    opened_on: Annotated[date | None, field("Phát động ngày")] = None
    due_on: Annotated[date | None, field("Hoàn thành trước ngày")] = None


PLEDGE_CAMPAIGNS = Register(
    key="pledge_campaign",
    title="Đợt ký cam kết",
    noun="đợt",
    record=PledgeCampaign,
    heading=("name",),
    sort=("year", "name"),
    search=("name",),
    unique=(("year", "template", "name"),),
    rules=(between("year", 2000, 2100, "Năm"), in_order("opened_on", "due_on"), no_identity_number("name")),
    group="settings",
)
