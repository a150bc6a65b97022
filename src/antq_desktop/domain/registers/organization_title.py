"""Danh xưng của tổ chức: what member organisations are called as a body, by date."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, in_order


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganizationTitle(Record):
    """The dated title of an organisation, for example after the re-arrangement of 01/07/2025."""

    organization: Annotated[UUID, field("Tổ chức", links_to="member_organization")]
    title: Annotated[str, field("Danh xưng", most=NAME_LIMIT)]
    from_on: Annotated[date | None, field("Từ ngày")] = None
    to_on: Annotated[date | None, field("Đến hết ngày")] = None


ORGANIZATION_TITLES = Register(
    key="organization_title",
    title="Danh xưng tổ chức",
    noun="danh xưng",
    record=OrganizationTitle,
    heading=("title",),
    sort=("from_on",),
    search=("title",),
    parents=("organization",),
    spell=True,
    rules=(in_order("from_on", "to_on"),),
    group="parts",
)
