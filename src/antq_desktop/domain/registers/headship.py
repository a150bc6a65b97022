"""Chủ hộ: who was head of a household from when to when."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import in_order, not_in_future, person_name


@dataclass(frozen=True, kw_only=True, slots=True)
class Headship(Record):
    """A spell of headship; the name is all that is known of the person."""

    household: Annotated[UUID, field("Hộ gia đình", links_to="household")]
    head_name: Annotated[str, field("Họ và tên chủ hộ", personal=True, name=True)]
    from_on: Annotated[date | None, field("Từ ngày")] = None
    to_on: Annotated[date | None, field("Đến hết ngày")] = None


HEADSHIPS = Register(
    key="headship",
    title="Chủ hộ qua các thời kỳ",
    noun="chủ hộ",
    record=Headship,
    heading=("head_name",),
    sort=("from_on",),
    parents=("household",),
    spell=True,
    rules=(person_name("head_name"), in_order("from_on", "to_on"), not_in_future("from_on", "to_on")),
    group="parts",
)
