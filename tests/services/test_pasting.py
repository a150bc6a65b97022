"""Rows pasted from Excel among the papers: columns found, the sitting fills what they leave empty."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.errors import SheetError, UsageError
from antq_desktop.domain.text import is_rows
from antq_desktop.services import records, undo, upkeep
from antq_desktop.services.imports import importing, pasting
from antq_desktop.services.imports.import_plan import ImportChoices
from antq_desktop.services.imports.import_reading import targets
from antq_desktop.services.office import Office
from antq_desktop.services.pledging import Sitting
from antq_desktop.sheets.guessing import guess_columns
from antq_desktop.sheets.workbook import Pasted
from workbooks import outcomes, stored


@pytest.fixture
def area(office: Office) -> UUID:
    return records.save(office, "residential_area", {"name": "Thôn Đông"}).uid


@pytest.fixture
def sitting(office: Office, area: UUID) -> Sitting:
    campaign = next(uid for uid, words in records.suggestions(office, "pledge_campaign", "") if "2026" in words)
    return Sitting(campaign=campaign, signed_on=date(2026, 3, 5), area=area)


def rows(*lines: str) -> Pasted:
    return Pasted("\r\n".join(lines) + "\r\n")


def test_names_alone_become_households_with_the_sittings_area_and_day(office: Office, sitting: Sitting) -> None:
    plan = pasting.preview(office, sitting, rows("Hà Văn Anh", "Lê Thị Bé", "K'Brêu Ya"))
    assert outcomes(plan) == ["accepted"] * 3
    importing.save(office, plan)
    assert {pledge.signed_on for pledge in stored(office, "pledge")} == {date(2026, 3, 5)}
    assert {household.area for household in stored(office, "household")} == {sitting.area}


def test_columns_without_headings_are_told_by_what_stands_in_them(office: Office, sitting: Sitting) -> None:
    lines = (
        "1\tHà Văn Anh\tSố 5, ngõ 3\t4\t01/02/2026",
        "2\tLê Thị Bé\tSố 7\t3\t",
        "3\tLò Văn Cả\tSố 9\t5\t03/02/2026",
    )
    plan = pasting.preview(office, sitting, rows(*lines))
    assert outcomes(plan) == ["accepted"] * 3
    first = plan.rows[0]
    assert (first.head_name, first.address, first.size) == ("Hà Văn Anh", "Số 5, ngõ 3", 4)
    assert [row.signed_on for row in plan.rows] == [date(2026, 2, 1), date(2026, 3, 5), date(2026, 2, 3)]


def test_rows_with_their_headings_are_read_by_them(office: Office, sitting: Sitting) -> None:
    plan = pasting.preview(office, sitting, rows("Địa chỉ\tHọ và tên chủ hộ", "Số 5\tHà Văn Anh"))
    assert [(row.head_name, row.address) for row in plan.rows] == [("Hà Văn Anh", "Số 5")]


def test_columns_can_be_told_and_cells_typed_over(office: Office, sitting: Sitting) -> None:
    pasted = rows("Số 5\tHà Văn Anh", "Số 7\t???")
    plan = pasting.preview(office, sitting, pasted, {0: "address", 1: "head_name"})
    assert outcomes(plan) == ["accepted", "rejected"]
    row = plan.rows[1]
    mended = pasting.preview(
        office,
        sitting,
        pasted,
        {0: "address", 1: "head_name"},
        ImportChoices(corrected={(row.sheet, row.row_no): {"head_name": "Lê Thị Bé"}}),
    )
    assert outcomes(mended) == ["accepted", "accepted"]


def test_pasting_twice_brings_nothing_twice_makes_no_backup_and_is_taken_back_whole(
    office: Office, sitting: Sitting
) -> None:
    before = upkeep.state_hash(office)
    backups = len(upkeep.listed_backups(office))
    for _ in range(2):
        plan = pasting.preview(office, sitting, rows("Hà Văn Anh", "Lê Thị Bé"))
        importing.save(office, plan)
    assert outcomes(plan) == ["already"] * 2
    assert len(stored(office, "household")) == 2
    assert len(upkeep.listed_backups(office)) == backups
    assert undo.operations(office)[0].title == "Dán từ Excel: 2 dòng"
    undo.undo(office)
    assert upkeep.state_hash(office) == before


def test_new_households_of_an_organisations_list_are_its_members(office: Office, sitting: Sitting) -> None:
    farmers = records.resolve(office, "member_organization", "HND")
    of_farmers = replace(sitting, organization=farmers)
    importing.save(office, pasting.preview(office, of_farmers, rows("Hà Văn Anh", "Lê Thị Bé")))
    assert {household.organizations for household in stored(office, "household")} == {frozenset({farmers})}


def test_what_cannot_be_read_is_said_and_nothing_is_written(office: Office, sitting: Sitting) -> None:
    for text in ("1\t2\n3\t4", "\x00\t\n\x00", '"mở ngoặc\tx\ny'):
        with pytest.raises(SheetError):
            pasting.preview(office, sitting, Pasted(text))
    template = records.suggestions(office, "pledge_template", "")[0][0]
    other = records.save(
        office,
        "pledge_campaign",
        {"name": "Đợt bổ sung", "year": 2026, "template": template, "opened_on": "01/06/2026"},
    ).uid
    with pytest.raises(UsageError, match="thường kỳ"):
        pasting.preview(office, replace(sitting, campaign=other), rows("Hà Văn Anh", "Lê Thị Bé"))
    assert not stored(office, "household")


def test_identity_numbers_are_guessed_to_be_nothing() -> None:
    lines = [["Hà Văn Anh", "001234567890"], ["Lê Thị Bé", "001234567891"]]
    assert guess_columns(lines, targets()) == {0: "head_name"}


@pytest.mark.parametrize(
    ("text", "are"), [("Hà Văn Anh", False), ("Hà Văn Anh\n", False), ("a\nb", True), ("a\tb", True)]
)
def test_a_name_that_was_copied_is_no_rows(text: str, are: bool) -> None:
    assert is_rows(text) is are


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=6))
def test_any_cells_are_guessed_without_fail(cells: list[list[str]]) -> None:
    found = guess_columns(cells, targets())
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("day", ["15/11/1900", "01/03/1962", "31/12/2024"])
def test_a_pasted_day_years_before_the_round_is_refused_at_its_cell(office: Office, sitting: Sitting, day: str) -> None:
    plan = pasting.preview(office, sitting, rows(f"Hà Văn Anh\tSố 5\t{day}", "Lê Thị Bé\tSố 7\t28/12/2025"))
    assert outcomes(plan) == ["rejected", "accepted"]
    assert [fault.field for fault in plan.rows[0].faults] == ["signed_on"]


def linh_signed_in_april(office: Office, sitting: Sitting) -> None:
    """A household of four that pledged on 12/04/2026."""
    first = "Họ và tên chủ hộ\tĐịa chỉ\tSố nhân khẩu\tNgày ký", "Nguyễn Thị Linh\tSố 5\t4\t12/04/2026"
    importing.save(office, pasting.preview(office, sitting, rows(*first)))


def test_a_pasted_row_of_who_signed_before_tells_it_and_what_it_changes(office: Office, sitting: Sitting) -> None:
    linh_signed_in_april(office, sitting)
    lines = "Họ và tên chủ hộ\tĐịa chỉ\tSố nhân khẩu\tNgày ký", "Nguyễn Thị Linh\tSố 5\t5\t01/11/2026"
    plan = pasting.preview(office, sitting, rows(*lines))
    assert outcomes(plan) == ["updated"]
    said = "Đã ký 12/04/2026; sửa ngày ký 12/04/2026 → 01/11/2026; sửa số nhân khẩu 4 → 5."
    assert plan.rows[0].edits == said
    importing.save(office, plan)
    assert [(pledge.signed_on, len(stored(office, "household"))) for pledge in stored(office, "pledge")] == [
        (date(2026, 11, 1), 1)
    ]
    again = pasting.preview(office, sitting, rows(*lines))
    assert (outcomes(again), again.rows[0].edits) == (["already"], "Đã ký 01/11/2026.")


def test_the_day_of_the_sitting_changes_no_pledge_that_is_there(office: Office, sitting: Sitting) -> None:
    linh_signed_in_april(office, sitting)
    plan = pasting.preview(office, sitting, rows("Nguyễn Thị Linh\tSố 5", "Lê Thị Bé\tSố 7"))
    assert outcomes(plan) == ["already", "accepted"]
    assert plan.rows[0].edits == "Đã ký 12/04/2026."
    importing.save(office, plan)
    assert {pledge.signed_on for pledge in stored(office, "pledge")} == {date(2026, 4, 12), sitting.signed_on}
