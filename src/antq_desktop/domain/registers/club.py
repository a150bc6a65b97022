"""Câu lạc bộ phòng, chống tội phạm: a book of its own; counted as models only where a programme says so."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.choices import GroupStatus
from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, member_count, no_identity_number, not_in_future


@dataclass(frozen=True, kw_only=True, slots=True)
class Club(Record):
    """A club with its charter, its head and its meetings."""

    name: Annotated[str, field("Tên câu lạc bộ", most=NAME_LIMIT, aliases=("Câu lạc bộ", "Tên CLB", "CLB"))]
    area: Annotated[
        UUID | None, field("Khu dân cư", links_to="residential_area", aliases=("Địa bàn", "KDC", "Thôn"))
    ] = None
    lead_office: Annotated[UUID | None, field("Cơ quan chủ trì", links_to="office", in_list=False, group="Chủ trì")] = (
        None
    )
    lead_organization: Annotated[
        UUID | None,
        field("Tổ chức chủ trì", links_to="member_organization", group="Chủ trì", aliases=("Đơn vị chủ trì",)),
    ] = None
    lead_name: Annotated[str | None, field("Nơi khác chủ trì", in_list=False, free=True, group="Chủ trì")] = None
    established_on: Annotated[
        ImpreciseDate | None,
        field("Thành lập", aliases=("Năm thành lập", "Ngày thành lập"), help="Chỉ nhớ năm thì gõ năm"),
    ] = None
    decision_no: Annotated[
        str | None,
        field("Số quyết định", in_list=False, group="Quyết định thành lập", aliases=("Quyết định", "Số QĐ")),
    ] = None
    decision_on: Annotated[date | None, field("Ngày quyết định", in_list=False, group="Quyết định thành lập")] = None
    charter: Annotated[
        str | None, field("Quy chế hoạt động", in_list=False, free=True, group="Quy chế", help="Số, tên văn bản")
    ] = None
    charter_on: Annotated[date | None, field("Ngày ban hành quy chế", in_list=False, group="Quy chế")] = None
    frequency: Annotated[
        str | None, field("Sinh hoạt", choices="meeting_frequencies", in_list=False, aliases=("Định kỳ sinh hoạt",))
    ] = None
    topics: Annotated[str | None, field("Chủ đề sinh hoạt", in_list=False, free=True)] = None
    member_count: Annotated[int | None, field("Số hội viên", unit="người", aliases=("Hội viên",))] = None
    note: Annotated[
        str | None,
        field("Ghi chú", in_list=False, never_leaves=True, free=True, help="Không in, không gửi lên trên."),
    ] = None
    status: Annotated[
        str, field("Tình trạng", choices="group_statuses", projected="group_status.status", stamped=True)
    ] = GroupStatus.ACTIVE
    sensitive: Annotated[
        bool,
        field(
            "Nhạy cảm",
            in_list=False,
            help="Ví dụ giúp người hoàn lương: chỉ ghi ban chủ nhiệm; hội viên ghi bằng số lượng, không ghi tên",
        ),
    ] = False


CLUBS = Register(
    key="club",
    title="Câu lạc bộ",
    noun="câu lạc bộ",
    record=Club,
    heading=("name",),
    sort=("name",),
    search=("name", "decision_no"),
    rules=(
        not_in_future("established_on", "decision_on", "charter_on"),
        member_count("member_count", "Số hội viên"),
        no_identity_number("name", "lead_name", "decision_no", "charter", "topics", "note"),
    ),
    group="groups",
)
