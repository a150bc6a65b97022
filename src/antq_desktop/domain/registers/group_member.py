"""Thành viên: who leads a group and who belongs to it; never searched, never listed apart from the group."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.choices import MemberRole
from antq_desktop.domain.fields import Record, Register, Rivals, field
from antq_desktop.domain.rules import in_order, not_in_future, one_owner, person_name


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupMember(Record):
    """A spell in which somebody held a place in a group. Nothing but the name and the place is kept.

    Source: Luật 91/2025/QH15 on personal data, data minimisation.
    """

    point: Annotated[UUID | None, field("Điểm mô hình", links_to="model_point")] = None
    club: Annotated[UUID | None, field("Câu lạc bộ", links_to="club")] = None
    full_name: Annotated[str, field("Họ và tên", personal=True, name=True)]
    role: Annotated[str, field("Chức danh", choices="member_roles")] = MemberRole.MEMBER
    team: Annotated[UUID | None, field("Tổ", links_to="model_team")] = None
    from_on: Annotated[date | None, field("Từ ngày")] = None
    to_on: Annotated[date | None, field("Đến hết ngày")] = None


GROUP_MEMBERS = Register(
    key="group_member",
    title="Thành viên mô hình, câu lạc bộ",
    noun="thành viên",
    record=GroupMember,
    heading=("full_name",),
    sort=("full_name",),
    parents=("point", "club"),
    spell=True,
    rivals=Rivals("role", MemberRole.HEAD, "Đã có trưởng ban, chủ nhiệm {}; ghi ngày thôi của người trước."),
    private=True,
    rules=(
        one_owner("point", "club"),
        person_name("full_name"),
        in_order("from_on", "to_on"),
        not_in_future("from_on", "to_on"),
    ),
    group="parts",
)
