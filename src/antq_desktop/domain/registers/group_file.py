"""Hồ sơ mô hình, câu lạc bộ: papers of the checklist that are there; what is not there is a gap."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import no_identity_number, not_in_future, one_owner


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupFile(Record):
    """One paper of a group's file."""

    point: Annotated[UUID | None, field("Điểm mô hình", links_to="model_point")] = None
    club: Annotated[UUID | None, field("Câu lạc bộ", links_to="club")] = None
    kind: Annotated[str, field("Loại giấy tờ", choices="group_file_kinds")]
    number: Annotated[str | None, field("Số văn bản", free=True)] = None
    dated: Annotated[date | None, field("Ngày văn bản")] = None
    scans: Annotated[tuple[str, ...], field("Bản chụp", in_list=False)] = ()


GROUP_FILES = Register(
    key="group_file",
    title="Hồ sơ mô hình, câu lạc bộ",
    noun="giấy tờ",
    record=GroupFile,
    heading=("point", "club", "number"),
    sort=("dated",),
    parents=("point", "club"),
    rules=(one_owner("point", "club"), not_in_future("dated"), no_identity_number("number")),
    group="parts",
)
