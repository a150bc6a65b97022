"""Tình trạng của mô hình, câu lạc bộ: when it was active, dormant, merged or dissolved, by what decision."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.choices import ENDED
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
    reason: Annotated[str | None, field("Lý do")] = None
    merged_point: Annotated[UUID | None, field("Nhập vào mô hình", links_to="model_point", in_list=False)] = None
    merged_club: Annotated[UUID | None, field("Nhập vào câu lạc bộ", links_to="club", in_list=False)] = None


def end_needs_decision(status: Status, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """A group ends by a decision and on a day. Source: the ministry's guidance on models, HD 22/HD-BCA-V05."""
    if status.status not in ENDED:
        return None
    for key, value in (("from_on", status.from_on), ("decision_no", status.decision_no)):
        if not value:
            said = "ngày" if key == "from_on" else "số quyết định"
            return Problem(key, f"Giải thể hoặc nhập mô hình, câu lạc bộ cần {said}.", "required")
    return None


GROUP_STATUSES = Register(
    key="group_status",
    title="Tình trạng mô hình, câu lạc bộ",
    noun="tình trạng",
    record=Status,
    heading=("point", "club", "from_on"),
    sort=("from_on",),
    parents=("point", "club"),
    spell=True,
    rules=(
        one_owner("point", "club"),
        in_order("from_on", "to_on"),
        not_in_future("from_on", "decision_on"),
        end_needs_decision,
        no_identity_number("decision_no", "reason"),
    ),
    group="parts",
)
