"""Số hộ do tổ chức kê khai: denominators an organisation declares, shown beside the counted ones."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Problem, Record, Register, field
from antq_desktop.domain.rules import between, not_in_future

FROZEN = "frozen"


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclaredFigure(Record):
    """A typed figure with its source; `frozen` ones are the denominator for their year."""

    year: Annotated[int, field("Năm", unit="năm")]
    households: Annotated[int, field("Số hộ", unit="hộ")]
    organization: Annotated[UUID | None, field("Tổ chức", links_to="member_organization")] = None
    area: Annotated[UUID | None, field("Khu dân cư", links_to="residential_area")] = None
    basis: Annotated[str, field("Cách lấy số", choices="declared_sources")] = "declared"
    declared_on: Annotated[date | None, field("Ngày kê khai")] = None
    source: Annotated[str | None, field("Nguồn", help="Văn bản hoặc người cung cấp số")] = None


def frozen_has_a_line(figure: DeclaredFigure, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """There are lines for organisations and lines for areas, none for an organisation within an area."""
    if figure.basis == FROZEN and figure.organization is not None and figure.area is not None:
        return Problem(
            "area",
            "Số đã chốt là của một tổ chức hoặc của một khu dân cư: không có dòng chỉ tiêu của tổ chức trong từng khu.",
            "no_line",
        )
    return None


DECLARED_FIGURES = Register(
    key="declared_figure",
    title="Số hộ kê khai",
    noun="số kê khai",
    record=DeclaredFigure,
    heading=("year", "organization", "area"),
    sort=("year",),
    search=("source",),
    unique=(("year", "organization", "area", "basis"),),
    rules=(
        between("year", 2000, 2100, "Năm"),
        between("households", 0, 1_000_000, "Số hộ"),
        not_in_future("declared_on"),
        frozen_has_a_line,
    ),
    group="places",
)
