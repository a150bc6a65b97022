"""Which column of a list of households holds the organisations they belong to."""

from pathlib import Path

import pytest

from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan
from antq_desktop.services.office import Office
from workbooks import EAST, write


def with_column(office: Office, folder: Path, heading: str, *cells: object) -> ImportPlan:
    """Look at a list with a column of a heading."""
    rows = [(f"Hà Văn {letter}", EAST, cell) for letter, cell in zip("ABCDEFGH", cells, strict=False)]
    path = write(folder / "ds.xlsx", *rows, header=("Họ và tên", "Khu dân cư", heading))
    return importing.preview(office, path, ImportChoices(year=2026))


@pytest.mark.parametrize("heading", ["Hội", "HỘI", "Tổ chức hội", "Hội viên", "Đoàn thể", "Đoàn - hội"])
def test_headings_of_organisations_are_known(office: Office, tmp_path: Path, heading: str) -> None:
    plan = with_column(office, tmp_path, heading, "Hội Nông dân")
    assert plan.mapping[2] == "organizations"
    assert list(plan.households[0].organizations) == ["HND"]


def test_a_column_of_an_unknown_heading_is_known_by_the_organisations_in_it(office: Office, tmp_path: Path) -> None:
    cells = ("Hội Nông dân", "HPN", None, "CCB, HPN", "không", "Phụ nữ")
    plan = with_column(office, tmp_path, "Sinh hoạt ở đâu", *cells)
    assert plan.mapping[2] == "organizations"
    assert sorted(plan.households[3].organizations) == ["CCB", "HPN"]


@pytest.mark.parametrize(
    "cells", [("Hộ nghèo", "HPN", "Hộ cận nghèo"), ("HPN", None, None), ("không", "không", None), (None, None)]
)
def test_a_column_that_says_other_things_or_hardly_anything_is_left_to_a_person(
    office: Office, tmp_path: Path, cells: tuple[object, ...]
) -> None:
    assert 2 not in with_column(office, tmp_path, "Diện", *cells).mapping
