"""Cư trú: in which area a household lived from when to when."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import in_order, not_in_future


@dataclass(frozen=True, kw_only=True, slots=True)
class Residence(Record):
    """A spell of residence; empty `from_on` means from before the records began."""

    household: Annotated[UUID, field("Hộ gia đình", links_to="household")]
    area: Annotated[UUID, field("Khu dân cư", links_to="residential_area")]
    from_on: Annotated[date | None, field("Từ ngày")] = None
    begin_reason: Annotated[str | None, field("Lý do bắt đầu", choices="residence_begins")] = None
    to_on: Annotated[date | None, field("Đến hết ngày")] = None
    end_reason: Annotated[str | None, field("Lý do kết thúc", choices="residence_ends")] = None
    related: Annotated[UUID | None, field("Hộ liên quan khi tách, nhập", links_to="household", in_list=False)] = None


RESIDENCES = Register(
    key="residence",
    title="Cư trú của hộ",
    noun="lần cư trú",
    record=Residence,
    heading=("area",),
    sort=("from_on",),
    parents=("household",),
    spell=True,
    rules=(in_order("from_on", "to_on"), not_in_future("from_on", "to_on")),
    group="parts",
)
