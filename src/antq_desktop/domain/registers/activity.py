"""Sổ hoạt động: what a model or a club did on a day, by whom it was entered and by whom confirmed."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Problem, Record, Register, field
from antq_desktop.domain.rules import between, no_identity_number, not_in_future, one_owner

MOST_PRESENT = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity(Record):
    """An activity. The day of entry and the offices of entry and confirmation are written by the program."""

    point: Annotated[UUID | None, field("Điểm mô hình", links_to="model_point", aliases=("Mô hình", "Tên mô hình"))] = (
        None
    )
    club: Annotated[UUID | None, field("Câu lạc bộ", links_to="club", aliases=("CLB", "Tên câu lạc bộ"))] = None
    happened_on: Annotated[date, field("Ngày", aliases=("Ngày hoạt động", "Ngày sinh hoạt"))]
    kind: Annotated[str, field("Việc", choices="activity_kinds", aliases=("Loại hoạt động",))] = "meeting"
    team: Annotated[UUID | None, field("Tổ", links_to="model_team", in_list=False, free=True)] = None
    attendance: Annotated[int | None, field("Thành viên dự", unit="người", aliases=("Số người dự",))] = None
    invited: Annotated[int | None, field("Khách mời", unit="người", in_list=False)] = None
    content: Annotated[
        str | None,
        field("Nội dung", long=True, in_list=False, free=True, help="Không ghi họ tên người vi phạm, người báo tin"),
    ] = None
    evidence: Annotated[tuple[str, ...], field("Minh chứng", in_list=False, help="Ảnh, bản chụp biên bản")] = ()
    from_paper: Annotated[
        bool, field("Ghi lại từ sổ giấy", in_list=False, help="Sổ giấy có ngày và chữ ký; ghi đúng ngày trên giấy")
    ] = False
    paper_ref: Annotated[str | None, field("Sổ, trang giấy", in_list=False, free=True)] = None
    entered_on: Annotated[date | None, field("Ngày ghi sổ", stamped=True)] = None
    entered_office: Annotated[UUID | None, field("Cơ quan ghi", links_to="office", in_list=False, stamped=True)] = None
    confirmed_on: Annotated[date | None, field("Ngày xác nhận", in_list=False, stamped=True)] = None
    confirmed_office: Annotated[UUID | None, field("Cơ quan xác nhận", links_to="office", stamped=True)] = None


def paper_is_named(activity: Activity, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """What stands in a paper book is found again there."""
    if activity.paper_ref and not activity.from_paper:
        return Problem("from_paper", "Có số sổ, trang giấy thì đánh dấu “Ghi lại từ sổ giấy”.", "from_paper")
    return None


ACTIVITIES = Register(
    key="activity",
    title="Hoạt động",
    noun="hoạt động",
    record=Activity,
    heading=("point", "club", "happened_on"),
    sort=("happened_on",),
    newest_first=True,
    search=("content", "paper_ref"),
    parents=("point", "club"),
    rules=(
        one_owner("point", "club"),
        not_in_future("happened_on"),
        between("attendance", 0, MOST_PRESENT, "Số người dự"),
        between("invited", 0, MOST_PRESENT, "Số khách mời"),
        paper_is_named,
        no_identity_number("content", "paper_ref"),
    ),
    group="groups",
)
