"""Số hộ từ chối: one count for an area and campaign; never a list, never by name."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import between, not_in_future

HIDDEN_BELOW = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusalCount(Record):
    """How many households of an area refused; counts below 3 are shown as "dưới 3"."""

    campaign: Annotated[UUID, field("Đợt ký", links_to="pledge_campaign")]
    area: Annotated[UUID, field("Khu dân cư", links_to="residential_area")]
    households: Annotated[int, field("Số hộ từ chối", unit="hộ", hidden_below=HIDDEN_BELOW)]
    counted_on: Annotated[date | None, field("Ngày đếm")] = None


REFUSAL_COUNTS = Register(
    key="refusal_count",
    title="Số hộ từ chối theo khu dân cư",
    noun="số đếm",
    record=RefusalCount,
    heading=("area", "households"),
    sort=("counted_on",),
    unique=(("campaign", "area"),),
    rules=(between("households", 0, 100_000, "Số hộ từ chối"), not_in_future("counted_on")),
    group="places",
)
