"""Tình trạng của mô hình, câu lạc bộ: when it was active, dormant, merged or dissolved, by what decision."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.choices import ENDED, NEED_DECISION, STATUS_OF, GroupDeed
from antq_desktop.domain.fields import Problem, Record, Register, field
from antq_desktop.domain.rules import in_order, no_identity_number, not_in_future, one_owner


@dataclass(frozen=True, kw_only=True, slots=True)
class Status(Record):
    """A spell of a group's life; empty `from_on` means since it was established."""

    point: Annotated[UUID | None, field("Điểm mô hình", links_to="model_point")] = None
    club: Annotated[UUID | None, field("Câu lạc bộ", links_to="club")] = None
    status: Annotated[str, field("Tình trạng", choices="group_statuses")]
    from_on: Annotated[date | None, field("Từ ngày")] = None
    to_on: Annotated[date | None, field("Đến hết ngày")] = None
    deed: Annotated[str | None, field("Việc", choices="group_deeds")] = None
    decision_no: Annotated[str | None, field("Số quyết định")] = None
    decision_on: Annotated[date | None, field("Ngày quyết định")] = None
    reason: Annotated[str | None, field("Lý do", free=True)] = None
    merged_point: Annotated[UUID | None, field("Nhập vào mô hình", links_to="model_point", in_list=False)] = None
    merged_club: Annotated[UUID | None, field("Nhập vào câu lạc bộ", links_to="club", in_list=False)] = None


def end_needs_decision(status: Status, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """A group ends or is consolidated by a dated decision and on a day. Source: HD 22/HD-BCA-V05."""
    if status.status not in ENDED and status.deed not in NEED_DECISION:
        return None
    for key, said in (("from_on", "ngày"), ("decision_no", "số quyết định"), ("decision_on", "ngày quyết định")):
        if not getattr(status, key):
            what = "Giải thể hoặc nhập" if status.status in ENDED else "Củng cố, kiện toàn"
            return Problem(key, f"{what} mô hình, câu lạc bộ cần {said}.", "required")
    return None


def deed_makes_status(status: Status, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """What was done and what the group is since then say the same."""
    if status.deed is None or STATUS_OF[GroupDeed(status.deed)] == status.status:
        return None
    return Problem("deed", "Việc và tình trạng không khớp nhau.", "deed")


GROUP_STATUSES = Register(
    key="group_status",
    title="Tình trạng mô hình, câu lạc bộ",
    noun="tình trạng",
    record=Status,
    heading=("point", "club", "from_on"),
    sort=("from_on",),
    parents=("point", "club"),
    spell=True,
    by_deed=("decision_no", "decision_on", "reason"),
    rules=(
        one_owner("point", "club"),
        in_order("from_on", "to_on"),
        not_in_future("from_on", "decision_on"),
        end_needs_decision,
        deed_makes_status,
        no_identity_number("decision_no", "reason"),
    ),
    group="parts",
)
