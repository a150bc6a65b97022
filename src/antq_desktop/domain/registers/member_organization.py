"""Tổ chức thành viên: the Front's member organisations; nothing in the program knows that there are six."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from antq_desktop.domain.fields import Problem, Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, in_order

ALL = "ALL"
RESERVED = frozenset({ALL, "COMMUNE", "MEMBER"})


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberOrganization(Record):
    """A member organisation between two dates."""

    code: Annotated[str, field("Mã tổ chức")]
    name: Annotated[str, field("Tên tổ chức", most=NAME_LIMIT)]
    short_name: Annotated[str, field("Tên gọi tắt", most=NAME_LIMIT)]
    aliases: Annotated[str | None, field("Cách ghi khác", in_list=False, help="Ngăn cách bằng dấu |", long=True)] = None
    valid_from: Annotated[date | None, field("Hoạt động từ")] = None
    valid_to: Annotated[date | None, field("Đến hết ngày")] = None
    source: Annotated[str | None, field("Căn cứ", in_list=False, long=True)] = None


def code_is_free(organization: MemberOrganization, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """Codes stand in packages beside the word for all households."""
    if (organization.code or "").strip().upper() in RESERVED:
        said = f"Mã “{organization.code}” dành cho dòng tổng trong gói số liệu; hãy đặt mã khác."
        return Problem("code", said, "reserved")
    return None


MEMBER_ORGANIZATIONS = Register(
    key="member_organization",
    title="Tổ chức thành viên",
    noun="tổ chức",
    record=MemberOrganization,
    heading=("short_name",),
    sort=("name",),
    search=("code", "name", "short_name"),
    unique=(("code",),),
    rules=(in_order("valid_from", "valid_to"), code_is_free),
    group="places",
)
