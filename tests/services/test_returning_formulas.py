"""Formulas in a list that comes back: cells of their rows like others, whose results are never taken unasked."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from tests.conftest import PASSWORD

from antq_desktop.domain.errors import RejectedRecord
from antq_desktop.domain.registers.household import Household
from antq_desktop.services import list_sheets, lists, records, upkeep
from antq_desktop.services.imports import returning
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Office
from workbooks import reckon

NAMES = ("Nguyễn Văn An", "Lê Thị Bé", "Hà Văn Cả")
SIZE, ADDRESS, NAME = "Số nhân khẩu", "Địa chỉ", "Họ và tên chủ hộ"


@pytest.fixture
def homes(office: Office) -> list[UUID]:
    area = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    said = {"area": area, "address": "Số 1", "size": 3}
    return [records.save(office, "household", {"head_name": name, **said}).uid for name in NAMES]


@pytest.fixture
def path(office: Office, homes: list[UUID], tmp_path: Path) -> Path:
    made = tmp_path / "ho.xlsx"
    list_sheets.export_list(office, "household", made, grounds=Grounds("đối chiếu", PASSWORD))
    return made


class Sheet:
    """The list as it is open in Excel."""

    def __init__(self, path: Path):
        self._path = path
        self._book = load_workbook(path)
        self._sheet = self._book.worksheets[0]
        self._titles = [cell.value for cell in self._sheet[1]]
        self._results: dict[str, object] = {}

    def place(self, uid: UUID | None, title: str) -> str:
        """Where a cell stands; without a record that of the row below the last."""
        codes = [cell.value for cell in self._sheet["A"]]
        row = len(codes) + 1 if uid is None else codes.index(str(uid)) + 1
        return f"{get_column_letter(self._titles.index(title) + 1)}{row}"

    def put(self, place: str, value: object, result: object = None) -> None:
        """Type into a cell; a formula with the result Excel found, if it found one."""
        self._sheet[place] = value
        if result is not None:
            self._results[place] = result

    def save(self) -> None:
        self._book.save(self._path)
        reckon(self._path, self._results)


def household(office: Office, uid: UUID) -> Household:
    found = records.get(office, "household", uid).record
    assert isinstance(found, Household)
    return found


def test_a_formula_is_a_bad_cell_of_its_row_and_other_rows_are_taken(office: Office, homes, path: Path) -> None:
    an, be, ca = homes
    sheet = Sheet(path)
    sheet.put(sheet.place(an, SIZE), "=2+3", 5)
    sheet.put(sheet.place(be, SIZE), "=2+3")
    sheet.put(sheet.place(ca, ADDRESS), "Số 9")
    sheet.save()
    before = upkeep.state_hash(office)
    plan = returning.preview(office, "household", path)
    told = {cell.title: (cell.label, cell.file, cell.code) for cell in plan.bad}
    assert told == {NAMES[0]: (SIZE, "5", "formula"), NAMES[1]: (SIZE, "", "formula")}
    with pytest.raises(RejectedRecord, match="công thức"):
        returning.save(office, plan)
    assert upkeep.state_hash(office) == before
    returning.save(office, plan, good_only=True)
    assert [household(office, uid).size for uid in homes] == [3, 3, 3]
    assert household(office, ca).address == "Số 9"


def test_results_of_formulas_are_taken_when_asked_and_typed_over_where_there_is_none(
    office: Office, homes, path: Path
) -> None:
    an, be, ca = homes
    sheet = Sheet(path)
    sheet.put(sheet.place(an, SIZE), "=2+3", 5)
    sheet.put(sheet.place(be, SIZE), "=NA()")
    sheet.put(sheet.place(ca, ADDRESS), '="Số "&4', "Số 4")
    sheet.save()
    plan = returning.preview(office, "household", path)
    results = returning.results_of_formulas(plan)
    assert set(results.values()) == {"5", "Số 4"}
    taken = returning.preview(office, "household", path, corrected=results)
    (bad,) = taken.bad
    assert bad.title == NAMES[1]
    mended = returning.preview(office, "household", path, corrected={**results, (bad.row, bad.field): "7"})
    assert mended.bad == ()
    returning.save(office, mended)
    assert [household(office, uid).size for uid in homes] == [5, 7, 3]
    assert household(office, ca).address == "Số 4"


def test_a_result_that_breaks_a_rule_is_told_as_any_other_cell(office: Office, homes, path: Path) -> None:
    sheet = Sheet(path)
    sheet.put(sheet.place(homes[0], SIZE), "=2*250", 500)
    sheet.save()
    plan = returning.preview(office, "household", path)
    again = returning.preview(office, "household", path, corrected=returning.results_of_formulas(plan))
    assert [(cell.file, cell.code == "formula") for cell in again.bad] == [("500", False)]
    assert returning.results_of_formulas(again) == {}


def test_a_formula_that_says_what_the_register_says_changes_nothing(office: Office, homes, path: Path) -> None:
    sheet = Sheet(path)
    sheet.put(sheet.place(homes[0], SIZE), "=1+2", 3)
    sheet.put(sheet.place(homes[1], "Đang cư trú (chỉ xem)"), '="kh"&"ông"', "không")
    sheet.save()
    plan = returning.preview(office, "household", path)
    assert (plan.bad, plan.same) == ((), len(homes))


def test_days_reckoned_by_formulas_are_days(office: Office, homes, tmp_path: Path) -> None:
    campaign = records.suggestions(office, "pledge_campaign", "")[0][0]
    said = {"household": homes[0], "campaign": campaign, "year": 2026, "area": household(office, homes[0]).area}
    pledge = records.save(office, "pledge", said | {"signed_on": date(2026, 3, 1)}).uid
    path = tmp_path / "ck.xlsx"
    list_sheets.export_list(office, "pledge", path, grounds=Grounds("đối chiếu", PASSWORD))
    sheet = Sheet(path)
    sheet.put(sheet.place(pledge, "Ngày ký"), "=DATE(2026,3,9)", 46090)
    sheet.save()
    plan = returning.preview(office, "pledge", path)
    assert [cell.file for cell in plan.bad] == ["09/03/2026"]
    taken = returning.preview(office, "pledge", path, corrected=returning.results_of_formulas(plan))
    returning.save(office, taken)
    (found,) = lists.open_list(office, "pledge").records(0, 5)
    assert found.signed_on == date(2026, 3, 9)


def test_a_code_that_is_a_formula_is_a_fault_of_its_row(office: Office, homes, path: Path) -> None:
    sheet = Sheet(path)
    sheet.put(sheet.place(homes[0], "_ma"), "=A3", str(homes[1]))
    sheet.put(sheet.place(homes[2], ADDRESS), "Số 9")
    sheet.save()
    plan = returning.preview(office, "household", path)
    assert [(cell.field, cell.code) for cell in plan.bad] == [("", "formula")]
    returning.save(office, plan, good_only=True)
    assert [household(office, uid).address for uid in homes] == ["Số 1", "Số 1", "Số 9"]


def test_a_new_row_of_formulas_is_no_new_household_unasked(office: Office, homes, path: Path) -> None:
    sheet = Sheet(path)
    sheet.put(sheet.place(None, NAME), "=B2", NAMES[0])
    sheet.save()
    plan = returning.preview(office, "household", path)
    assert (plan.added, {cell.code for cell in plan.bad} >= {"formula"}) == (0, True)
