"""Kiểm tra mô hình, câu lạc bộ: what was found at the place itself, and what is to be mended by when."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.fields import Problem, Record, Register, field
from antq_desktop.domain.rules import no_identity_number, not_in_future, one_owner


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspection(Record):
    """One visit to a group: what was seen against what the book says, about the group, never about persons."""

    point: Annotated[UUID | None, field("Điểm mô hình", links_to="model_point")] = None
    club: Annotated[UUID | None, field("Câu lạc bộ", links_to="club")] = None
    inspected_on: Annotated[date, field("Ngày kiểm tra")]
    office: Annotated[UUID | None, field("Cơ quan kiểm tra", links_to="office")] = None
    finding: Annotated[str, field("Thực tế so với sổ", choices="inspection_findings")]
    proposal: Annotated[str | None, field("Đề nghị", choices="inspection_proposals")] = None
    words: Annotated[
        str | None, field("Nhận xét", long=True, in_list=False, free=True, help="Về mô hình, không ghi tên người")
    ] = None
    mend_by: Annotated[date | None, field("Khắc phục trước ngày")] = None
    mended_on: Annotated[date | None, field("Đã khắc phục ngày")] = None
    scans: Annotated[tuple[str, ...], field("Biên bản, ảnh", in_list=False)] = ()


def mended_afterwards(inspection: Inspection, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """What an inspection found is mended after it."""
    for key, words in (("mend_by", "Hạn khắc phục"), ("mended_on", "Ngày khắc phục")):
        day: date | None = getattr(inspection, key)
        if day is not None and day < inspection.inspected_on:
            said = f"{words} {show_date(day)} ở trước ngày kiểm tra {show_date(inspection.inspected_on)}."
            return Problem(key, said, "order")
    return None


INSPECTIONS = Register(
    key="inspection",
    title="Kiểm tra mô hình, câu lạc bộ",
    noun="lần kiểm tra",
    record=Inspection,
    heading=("point", "club", "inspected_on"),
    sort=("inspected_on",),
    newest_first=True,
    parents=("point", "club"),
    rules=(
        one_owner("point", "club"),
        not_in_future("inspected_on"),
        not_in_future("mended_on"),
        mended_afterwards,
        no_identity_number("words"),
    ),
    group="parts",
)
