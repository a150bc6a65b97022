"""Cơ quan: the offices that work with the registers, sign papers and receive packages."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT


@dataclass(frozen=True, kw_only=True, slots=True)
class Office(Record):
    """An office with what its letterhead says. Source: NĐ 30/2020/NĐ-CP, Phụ lục I."""

    unit: Annotated[UUID, field("Đơn vị", links_to="unit")]
    kind: Annotated[str, field("Loại cơ quan", choices="office_kinds")]
    name: Annotated[str, field("Tên cơ quan", most=NAME_LIMIT, help="Như trên đầu văn bản: CÔNG AN XÃ VẠN THẮNG")]
    superior: Annotated[str | None, field("Cơ quan cấp trên")] = None
    place: Annotated[str | None, field("Địa danh ghi văn bản")] = None
    symbol: Annotated[str | None, field("Ký hiệu văn bản", help="Phần sau BC-, ví dụ CAX")] = None
    profile: Annotated[str, field("Thể thức văn bản", choices="document_profiles")] = "police"
    signer_title: Annotated[str | None, field("Chức vụ người ký")] = None
    recipient: Annotated[bool, field("Là nơi nhận gói dữ liệu")] = False


OFFICES = Register(
    key="office",
    title="Cơ quan",
    noun="cơ quan",
    record=Office,
    heading=("name",),
    sort=("name",),
    search=("name", "superior"),
    unique=(("unit", "kind", "name"),),
    group="settings",
)
