"""Tổ chức thành viên: the Front's member organisations; nothing in the program knows that there are six."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import in_order


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberOrganization(Record):
    """A member organisation between two dates."""

    code: Annotated[str, field("Mã tổ chức")]
    name: Annotated[str, field("Tên tổ chức")]
    short_name: Annotated[str, field("Tên gọi tắt")]
    aliases: Annotated[str | None, field("Cách ghi khác", in_list=False, help="Ngăn cách bằng dấu |", long=True)] = None
    valid_from: Annotated[date | None, field("Hoạt động từ")] = None
    valid_to: Annotated[date | None, field("Đến hết ngày")] = None
    source: Annotated[str | None, field("Căn cứ", in_list=False, long=True)] = None


MEMBER_ORGANIZATIONS = Register(
    key="member_organization",
    title="Tổ chức thành viên",
    noun="tổ chức",
    record=MemberOrganization,
    heading=("short_name",),
    sort=("name",),
    search=("code", "name", "short_name"),
    unique=(("code",),),
    rules=(in_order("valid_from", "valid_to"),),
    group="places",
)
