"""Hộ đoàn viên, hội viên: flags telling that a household has members of an organisation, never who."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, Rivals, field
from antq_desktop.domain.rules import in_order, not_in_future


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership(Record):
    """A spell in which a household has at least one member of an organisation."""

    household: Annotated[UUID, field("Hộ gia đình", links_to="household")]
    organization: Annotated[UUID, field("Tổ chức", links_to="member_organization")]
    from_on: Annotated[date | None, field("Từ ngày")] = None
    to_on: Annotated[date | None, field("Đến hết ngày")] = None


MEMBERSHIPS = Register(
    key="membership",
    title="Hộ đoàn viên, hội viên",
    noun="tư cách hội viên",
    record=Membership,
    heading=("organization",),
    sort=("from_on",),
    parents=("household",),
    spell=True,
    rivals=Rivals("organization"),
    rules=(in_order("from_on", "to_on"), not_in_future("from_on", "to_on")),
    group="parts",
)
