"""What an officer types over the cells of a list before it is written; what holds where the list says nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, Outcome
from antq_desktop.services.office import Office
from workbooks import EAST, bring, codes, line, look, outcomes, stored, write

AN = "Nguyễn Văn An"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nhap.xlsx"


def again(office: Office, path: Path, plan, **texts: str):
    """Look once more with texts typed over the first row that waits."""
    row = next(row for row in plan.rows if row.outcome in {Outcome.REJECTED, Outcome.DECISION})
    corrected = {(row.sheet, row.row_no): texts}
    return importing.preview(office, path, replace(plan.choices, corrected=corrected))


def test_a_rejected_row_is_typed_over_and_taken(office: Office, path: Path) -> None:
    plan = look(office, path, line(AN, signed_on="32/13/2026"), line("Hà Văn B"))
    assert outcomes(plan) == ["rejected", "accepted"]
    mended = again(office, path, plan, signed_on="3/2/2026")
    assert outcomes(mended) == ["accepted", "accepted"]
    assert mended.rows[0].raw["signed_on"] == "3/2/2026"
    importing.save(office, mended)
    assert sorted(pledge.signed_on for pledge in stored(office, "pledge"))[0] == date(2026, 2, 3)


def test_what_is_typed_over_is_checked_like_a_cell(office: Office, path: Path) -> None:
    plan = look(office, path, line("", signed_on="32/13/2026"))
    assert set(codes(plan)) == {"required", "date"}
    worse = again(office, path, plan, head_name="001234567890", signed_on="mai")
    assert outcomes(worse) == ["rejected"]
    assert "001234567890" not in str(worse.rows[0])


def test_a_question_is_answered_in_place(office: Office, path: Path) -> None:
    bring(office, path, line(AN, "Số 5"), line(AN, "Số 7"))
    plan = look(office, path, line(AN, signed_on=date(2026, 4, 1)))
    assert outcomes(plan) == ["decision"]
    second = again(office, path, plan, _decision="2")
    assert second.rows[0].household == plan.rows[0].candidates[1][0]
    assert outcomes(again(office, path, plan, _decision="bỏ qua")) == ["already"]


def test_what_is_given_holds_only_where_the_list_says_nothing(office: Office, path: Path) -> None:
    bring(office, path, line(AN))
    header = ("Họ và tên", "Địa chỉ", "Ngày ký")
    rows = (("Hà Văn A", "Số 1", "01/02/2026"), ("Hà Văn B", "Số 2", None), ("Hà Văn C", "Số 3", "khi nào"))
    given = {"area": EAST, "signed_on": "05/05/2026"}
    plan = importing.preview(office, write(path, *rows, header=header), ImportChoices(year=2026, given=given))
    assert [row.signed_on for row in plan.rows] == [date(2026, 2, 1), date(2026, 5, 5), None]
    assert outcomes(plan) == ["accepted", "accepted", "rejected"]
    assert {row.area for row in plan.rows} == {EAST}
