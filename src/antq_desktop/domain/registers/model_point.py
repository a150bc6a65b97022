"""Điểm mô hình: one place where a named model is applied. Source: HD 22/HD-BCA-V05, how points are counted."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.choices import GroupStatus
from antq_desktop.domain.dates import ImpreciseDate
from antq_desktop.domain.fields import Problem, Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, member_count, no_identity_number, not_in_future


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelPoint(Record):
    """A point of a model. Whether it is active is told by its dated statuses, each with its decision."""

    name: Annotated[str, field("Tên điểm mô hình", most=NAME_LIMIT, aliases=("Tên mô hình", "Tên điểm", "Mô hình"))]
    type: Annotated[UUID, field("Loại mô hình", links_to="model_type", aliases=("Tên mô hình gốc", "Loại"))]
    kinds: Annotated[
        frozenset[str], field("Tự phòng, tự quản, tự bảo vệ", choices="model_kinds", aliases=("Hình thức tự quản",))
    ] = frozenset()
    areas: Annotated[
        frozenset[UUID],
        field("Khu dân cư", links_to="residential_area", aliases=("Địa bàn", "KDC", "Thôn", "Nơi thực hiện")),
    ] = frozenset()
    scale: Annotated[str | None, field("Quy mô", choices="model_scales", in_list=False)] = None
    lead_office: Annotated[UUID | None, field("Cơ quan chủ trì", links_to="office", in_list=False, group="Chủ trì")] = (
        None
    )
    lead_organization: Annotated[
        UUID | None,
        field("Tổ chức chủ trì", links_to="member_organization", group="Chủ trì", aliases=("Đơn vị chủ trì",)),
    ] = None
    lead_name: Annotated[
        str | None,
        field(
            "Nơi khác chủ trì", in_list=False, free=True, group="Chủ trì", help="Nhà trường, dòng họ, doanh nghiệp …"
        ),
    ] = None
    established_on: Annotated[
        ImpreciseDate | None,
        field("Thành lập", aliases=("Năm thành lập", "Ngày thành lập"), help="Chỉ nhớ năm thì gõ năm"),
    ] = None
    decision_no: Annotated[
        str | None,
        field("Số quyết định", in_list=False, group="Quyết định thành lập", aliases=("Quyết định", "Số QĐ")),
    ] = None
    decision_on: Annotated[date | None, field("Ngày quyết định", in_list=False, group="Quyết định thành lập")] = None
    frequency: Annotated[
        str | None, field("Sinh hoạt", choices="meeting_frequencies", in_list=False, aliases=("Định kỳ sinh hoạt",))
    ] = None
    member_count: Annotated[
        int | None,
        field("Số thành viên", unit="người", aliases=("Thành viên", "Số người tham gia")),
    ] = None
    equipment: Annotated[
        str | None, field("Trang bị", in_list=False, free=True, help="Kẻng, camera, bình chữa cháy …")
    ] = None
    replicated_from: Annotated[UUID | None, field("Nhân rộng từ", links_to="model_point", in_list=False)] = None
    note: Annotated[
        str | None,
        field("Ghi chú", in_list=False, never_leaves=True, free=True, help="Không in, không gửi lên trên."),
    ] = None
    status: Annotated[
        str, field("Tình trạng", choices="group_statuses", projected="group_status.status", stamped=True)
    ] = GroupStatus.ACTIVE


def not_from_itself(point: ModelPoint, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """A point is not its own origin."""
    if point.replicated_from is not None and point.replicated_from == point.uid:
        return Problem("replicated_from", "Điểm mô hình không thể nhân rộng từ chính nó.", "itself")
    return None


MODEL_POINTS = Register(
    key="model_point",
    title="Mô hình",
    noun="điểm mô hình",
    record=ModelPoint,
    heading=("name",),
    sort=("name",),
    search=("name", "decision_no"),
    rules=(
        not_in_future("established_on", "decision_on"),
        member_count("member_count", "Số thành viên"),
        not_from_itself,
        no_identity_number("name", "lead_name", "decision_no", "equipment", "note"),
    ),
    group="groups",
)
