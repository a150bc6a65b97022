"""Số hộ do tổ chức kê khai: denominators an organisation declares, shown beside the counted ones."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import between, not_in_future


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
    ),
    group="places",
)
