"""Tổ của mô hình: teams of a point that has several. Source: HD 22/HD-BCA-V05 counts points and teams apart."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, in_order, member_count, no_identity_number, not_in_future


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelTeam(Record):
    """A team; empty `valid_from` means since the point was established."""

    point: Annotated[UUID, field("Điểm mô hình", links_to="model_point")]
    name: Annotated[str, field("Tên tổ", most=NAME_LIMIT, free=True)]
    area: Annotated[UUID | None, field("Khu dân cư", links_to="residential_area")] = None
    member_count: Annotated[int | None, field("Số thành viên", unit="người")] = None
    valid_from: Annotated[date | None, field("Từ ngày")] = None
    valid_to: Annotated[date | None, field("Đến hết ngày")] = None


MODEL_TEAMS = Register(
    key="model_team",
    title="Tổ của mô hình",
    noun="tổ",
    record=ModelTeam,
    heading=("name",),
    sort=("name",),
    parents=("point",),
    unique=(("point", "name"),),
    rules=(
        in_order("valid_from", "valid_to"),
        not_in_future("valid_from"),
        member_count("member_count", "Số thành viên"),
        no_identity_number("name"),
    ),
    group="parts",
)
