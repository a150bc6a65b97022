"""Rows of one file that bear one name: one household, a question, or two households that name each other."""

from dataclasses import replace
from pathlib import Path

import pytest

from antq_desktop.domain.registers.household import Household
from antq_desktop.services import upkeep
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_matching import MOST_ALIKE
from antq_desktop.services.imports.import_plan import Outcome
from antq_desktop.services.office import Office
from workbooks import bring, line, look, outcomes, stored

AN = "Nguyễn Văn An"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nhap.xlsx"


def households(office: Office) -> list[Household]:
    return [record for record in stored(office, "household") if isinstance(record, Household)]


def test_a_row_without_address_is_the_only_household_of_its_name_in_the_file_wherever_it_stands(
    office: Office, path: Path
) -> None:
    rows = [line(AN, "Số 6", size=4), line(AN, organizations="HND"), line("Hà Văn A", "Số 1")]
    for order in (rows, [rows[1], rows[0], rows[2]]):
        plan = look(office, path, *order, new_areas="create")
        assert sorted(outcomes(plan)) == ["accepted", "accepted", "already"]
        (same,) = plan.of(Outcome.ALREADY)
        other = next(row for row in plan.rows if row.address == "Số 6")
        assert (same.household, same.edits) == (other.household, f"Cùng một hộ với dòng {other.row_no}.")
        assert not plan.duplicates
    importing.save(office, plan)
    found = next(one for one in households(office) if one.head_name == AN)
    assert (found.address, found.size, len(found.organizations)) == ("Số 6", 4, 1)
    filled = upkeep.state_hash(office)
    importing.save(office, look(office, path, *rows))
    assert upkeep.state_hash(office) == filled


def test_a_row_without_address_among_several_of_its_name_in_the_file_waits_for_a_person(
    office: Office, path: Path
) -> None:
    rows = [line(AN, size=5), line(AN, "Số 5"), line(AN, "Số 7")]
    for order in (rows, rows[1:] + rows[:1]):
        plan = look(office, path, *order, new_areas="create")
        assert sorted(outcomes(plan)) == ["accepted", "accepted", "decision"]
        (asked,) = plan.of(Outcome.DECISION)
        assert [address for _, address in asked.candidates] == ["Số 5", "Số 7"]
    answered = {(asked.sheet, asked.row_no): {"_decision": "2"}}
    plan = importing.preview(office, path, replace(plan.choices, corrected=answered))
    assert outcomes(plan) == ["accepted", "accepted", "already"]
    importing.save(office, plan)
    assert {(found.address, found.size) for found in households(office)} == {("Số 5", None), ("Số 7", 5)}


def test_rows_of_one_name_and_another_address_name_each_other(office: Office, path: Path) -> None:
    bring(office, path, line("Hà Văn A", "Số 1"))
    rows = [line(AN, "Số 5"), line("Hà Văn A", "Số 2"), line(AN, "Số 6"), line("Hà Văn B"), line(AN, "Số 7")]
    plan = look(office, path, *rows)
    assert [row.warnings for row in plan.rows] == [
        ("Cùng tên với dòng 4, 6, khác địa chỉ.",),
        ("Cùng tên với một hộ đã có, khác địa chỉ.",),
        ("Cùng tên với dòng 2, 6, khác địa chỉ.",),
        (),
        ("Cùng tên với dòng 2, 4, khác địa chỉ.",),
    ]
    assert [row.doubtful for row in plan.rows] == [True, True, True, False, True]
    assert [double.row_no for double in plan.duplicates] == [3, 4, 6]
    many = look(office, path, *(line(AN, f"Số {number}") for number in range(5, 15)))
    assert many.rows[0].warnings == ("Cùng tên với dòng 3, 4, 5 và 6 dòng khác, khác địa chỉ.",)


def test_a_column_that_says_one_name_everywhere_makes_no_list_of_all_pairs(office: Office, path: Path) -> None:
    plan = look(office, path, *(line(AN, f"Số {number}") for number in range(60)))
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED] * 60
    assert max(len(double.others) for double in plan.duplicates) == MOST_ALIKE
