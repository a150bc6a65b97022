"""Cán bộ sử dụng: who works with the program, in which roles and for which office."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import person_name


@dataclass(frozen=True, kw_only=True, slots=True)
class Officer(Record):
    """A user of the program. Its key slot carries the login name and this uid, nothing else."""

    login: Annotated[str, field("Tên đăng nhập")]
    name: Annotated[str, field("Họ và tên", name=True)]
    roles: Annotated[frozenset[str], field("Vai trò", choices="roles")] = frozenset()
    office: Annotated[UUID | None, field("Cơ quan", links_to="office")] = None
    organization: Annotated[UUID | None, field("Tổ chức", links_to="member_organization")] = None
    active: Annotated[bool, field("Đang sử dụng")] = True
    password_reset_on: Annotated[
        date | None,
        field("Ngày được đặt lại mật khẩu", help="Trong 7 ngày sau đó chưa được xác nhận số liệu"),
    ] = None


OFFICERS = Register(
    key="officer",
    title="Cán bộ sử dụng",
    noun="cán bộ",
    record=Officer,
    heading=("name",),
    sort=("name",),
    search=("login", "name"),
    unique=(("login",),),
    rules=(person_name("name"),),
    group="settings",
    key_data=True,
)
