"""Lần gặp hộ chưa ký: why a household has not signed yet; a refusal is never among the reasons."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import not_in_future


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit(Record):
    """One attempt to meet a household in a campaign."""

    household: Annotated[UUID, field("Hộ gia đình", links_to="household")]
    campaign: Annotated[UUID, field("Đợt ký", links_to="pledge_campaign")]
    reason: Annotated[str, field("Lý do chưa ký", choices="visit_reasons")]
    visited_on: Annotated[date | None, field("Ngày gặp")] = None


VISITS = Register(
    key="visit",
    title="Lần gặp hộ chưa ký",
    noun="lần gặp",
    record=Visit,
    heading=("household", "reason"),
    sort=("visited_on",),
    parents=("household",),
    rules=(not_in_future("visited_on"),),
    group="parts",
)
