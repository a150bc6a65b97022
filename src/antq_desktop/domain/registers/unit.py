"""Đơn vị hành chính: communes, provinces and, for history, districts."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, in_order


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit(Record):
    """An administrative unit as it was between two dates.

    Source: QĐ 19/2025/QĐ-TTg: province codes have 2 digits, commune codes 5, never re-used.
    """

    code: Annotated[str, field("Mã đơn vị", help="Tỉnh 2 chữ số, xã 5 chữ số")]
    name: Annotated[str, field("Tên đơn vị", most=NAME_LIMIT)]
    level: Annotated[str, field("Cấp", choices="unit_levels")]
    kind: Annotated[str, field("Loại", choices="unit_kinds")]
    parent_code: Annotated[str | None, field("Thuộc đơn vị (mã)")] = None
    valid_from: Annotated[date | None, field("Hiệu lực từ")] = None
    valid_to: Annotated[date | None, field("Hiệu lực đến")] = None


UNITS = Register(
    key="unit",
    title="Đơn vị hành chính",
    noun="đơn vị",
    record=Unit,
    heading=("name",),
    sort=("code",),
    search=("code", "name"),
    unique=(("code", "valid_from"),),
    rules=(in_order("valid_from", "valid_to"),),
    group="settings",
)
