"""Kinh phí: what a group had to work with in a year."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import between, no_identity_number, one_owner


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupFund(Record):
    """Money of one year from one source."""

    point: Annotated[UUID | None, field("Điểm mô hình", links_to="model_point")] = None
    club: Annotated[UUID | None, field("Câu lạc bộ", links_to="club")] = None
    year: Annotated[int, field("Năm", unit="năm")]
    amount: Annotated[int, field("Số tiền", unit="đồng")]
    source: Annotated[
        str | None, field("Nguồn", free=True, help="Ngân sách, xã hội hóa; không ghi tên người đóng góp")
    ] = None


GROUP_FUNDS = Register(
    key="group_fund",
    title="Kinh phí mô hình, câu lạc bộ",
    noun="khoản kinh phí",
    record=GroupFund,
    heading=("year", "amount"),
    sort=("year",),
    parents=("point", "club"),
    rules=(
        one_owner("point", "club"),
        between("year", 1990, 2100, "Năm"),
        between("amount", 0, 999_999_999_999, "Số tiền"),
        no_identity_number("source"),
    ),
    group="parts",
)
