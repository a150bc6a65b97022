"""Khu dân cư: hamlets and neighbourhoods, with the time they exist and what follows them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, in_order, no_identity_number, not_far_ahead, not_itself


@dataclass(frozen=True, kw_only=True, slots=True)
class ResidentialArea(Record):
    """A residential area of the commune; pledges keep the area as it was when signed."""

    name: Annotated[str, field("Tên khu dân cư", most=NAME_LIMIT, aliases=("Khu dân cư", "Thôn", "Tổ dân phố"))]
    kind: Annotated[str | None, field("Loại", choices="area_kinds")] = None
    code: Annotated[str | None, field("Mã", in_list=False)] = None
    valid_from: Annotated[date | None, field("Thành lập từ")] = None
    valid_to: Annotated[date | None, field("Đến hết ngày")] = None
    successors: Annotated[
        frozenset[UUID], field("Nhập vào, chia thành", links_to="residential_area", in_list=False)
    ] = frozenset()
    note: Annotated[str | None, field("Ghi chú", in_list=False, never_leaves=True)] = None


RESIDENTIAL_AREAS = Register(
    key="residential_area",
    title="Khu dân cư",
    noun="khu dân cư",
    record=ResidentialArea,
    heading=("name",),
    sort=("name",),
    search=("name", "code"),
    unique=(("name", "valid_from"),),
    rules=(
        in_order("valid_from", "valid_to"),
        not_far_ahead("valid_from"),
        no_identity_number("name", "code"),
        not_itself("successors"),
    ),
    group="places",
)
