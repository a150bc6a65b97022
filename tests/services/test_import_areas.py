"""Which residential area a row of a list means."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.registers.residential_area import RESIDENTIAL_AREAS, ResidentialArea
from antq_desktop.services import records, undo, upkeep
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import NEW_AREA, ImportChoices
from antq_desktop.services.office import Office
from workbooks import EAST, bring, codes, line, look, outcomes, stored, write

AN = "Nguyễn Văn An"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nhap.xlsx"


def test_areas_are_compared_without_case_marks_and_the_word_of_their_kind(office: Office, path: Path) -> None:
    areas = ["Thôn Đông Hạ", "thon dong ha", "ĐÔNG HẠ", "KDC Đông Hạ", "Khu dân cư thôn Đông Hạ"]
    bring(office, path, *(line(f"Hà Văn {name}", area=area) for name, area in zip("ABCDE", areas, strict=True)))
    assert len(stored(office, "residential_area")) == 1


def test_new_areas_are_made_once_refused_later_or_asked_about(office: Office, path: Path) -> None:
    first = look(office, path, line(AN))
    assert list(first.new_areas.values()) == [EAST]
    importing.save(office, first)
    refused = look(office, path, line("Hà Văn A", area="Xóm Lạ"))
    assert [(fault.column, fault.code) for fault in refused.rows[0].faults] == [("C", "unknown_area")]
    asked = look(office, path, line("Hà Văn A", area="Xóm Lạ"), new_areas="ask")
    assert outcomes(asked) == ["decision"]
    assert "khu mới" in importing.reason_of(asked.rows[0])
    assert not refused.new_areas
    assert not asked.new_areas
    made = look(office, path, line("Hà Văn A", area="Xóm Lạ"), new_areas="create")
    assert list(made.new_areas.values()) == ["Xóm Lạ"]


@pytest.mark.parametrize("policy", ["create", "ask", "refuse"])
def test_a_name_far_too_long_makes_no_area_but_finds_one_that_is_called_so_from_before(
    office: Office, path: Path, policy: str
) -> None:
    bring(office, path, line(AN))
    long = f"Thôn {'A' * 130}"
    (row,) = look(office, path, line("Hà Văn A", area=long), new_areas=policy).rows
    assert [(fault.column, fault.code) for fault in row.faults] == [("C", "too_long")]
    assert row.faults[0].reason == "Tên khu dân cư dài 135 ký tự; tối đa 120."
    assert not row.unknown_areas
    with office.store.operation(office.intent("Trước đây")) as (writing, _):
        writing.add(ResidentialArea(uid=new_uid(office.clock()), name=long), RESIDENTIAL_AREAS)
    assert outcomes(look(office, path, line("Hà Văn A", area=long), new_areas=policy)) == ["accepted"]


@pytest.mark.parametrize(
    ("answer", "outcome", "areas"),
    [("khu mới", "accepted", 2), ("thôn Đông", "accepted", 1), ("bỏ qua", "already", 1), ("hử", "decision", 1)],
)
def test_the_question_about_an_area_is_answered_in_the_workbook(
    office: Office, path: Path, answer: str, outcome: str, areas: int
) -> None:
    bring(office, path, line(AN))
    header = ("Họ và tên", "Khu dân cư", "Quyết định")
    plan = importing.preview(
        office,
        write(path, ("Hà Văn A", "Xóm Lạ", answer), header=header),
        ImportChoices(year=2026, new_areas="ask"),
    )
    importing.save(office, plan)
    assert outcomes(plan) == [outcome]
    assert len(stored(office, "residential_area")) == areas


def test_another_word_for_the_kind_of_an_area_is_told(office: Office, path: Path) -> None:
    bring(office, path, line(AN))
    plan = bring(office, path, line("Hà Văn A", area="Xóm Đông"), line("Hà Văn B", area="KDC Đông"))
    assert plan.renamed_areas == {"Xóm Đông": EAST}
    assert [bool(row.warnings) for row in plan.rows] == [True, False]
    assert EAST in plan.rows[0].warnings[0]
    assert len(stored(office, "residential_area")) == 1


def test_another_word_for_the_kind_of_an_area_is_asked_about_where_that_was_chosen(office: Office, path: Path) -> None:
    bring(office, path, line(AN))
    header = ("Họ và tên", "Khu dân cư", "Quyết định")
    rows = (("Hà Văn A", "Xóm Đông", ""), ("Hà Văn B", "Xóm Đông", "thôn đông"), ("Hà Văn C", "Xóm Đông", "khu mới"))
    choices = ImportChoices(year=2026, new_areas="ask")
    plan = importing.preview(office, write(path, *rows, header=header), choices)
    importing.save(office, plan)
    assert outcomes(plan) == ["decision", "accepted", "accepted"]
    assert EAST in importing.reason_of(plan.rows[0])
    assert sorted(area.name for area in stored(office, "residential_area")) == [EAST, "Xóm Đông"]


def test_the_kind_decides_between_two_areas_of_one_name(office: Office, path: Path) -> None:
    bring(office, path, line(AN))
    hamlet = records.save(office, "residential_area", {"name": "Xóm Đông"}).uid
    east = next(area.uid for area in stored(office, "residential_area") if area.name == EAST)
    plan = look(office, path, line("Hà Văn A", area="xóm đông"), line("Hà Văn B", area=EAST), line("C", area="Đông"))
    assert [row.area_uid for row in plan.rows] == [hamlet, east, None]
    assert codes(plan) == ["ambiguous"]
    assert not plan.renamed_areas


def test_two_kinds_under_one_name_in_a_new_list_are_told(office: Office, path: Path) -> None:
    plan = look(office, path, line(AN), line("Hà Văn A", area="Tổ Đông"), line("Hà Văn B", area="TDP Đông"))
    assert list(plan.new_areas.values()) == [EAST]
    assert set(plan.renamed_areas) == {"Tổ Đông", "TDP Đông"}


def test_areas_of_rows_that_are_not_written_are_not_made(office: Office, path: Path) -> None:
    bad = line("", area="Xóm Lạ")
    plan = bring(office, path, line(AN), bad, line("Hà Văn A", area="Xóm Khác", size=500))
    assert outcomes(plan) == ["accepted", "rejected", "rejected"]
    assert len(stored(office, "residential_area")) == 1


def test_an_answer_about_an_area_stays_to_be_seen_and_goes_before_the_answer_about_the_household(
    office: Office, path: Path
) -> None:
    bring(office, path, line(AN, "Số 5"), line(AN, "Số 7"))
    plan = look(office, path, line(AN, area="Xóm Lạ", signed_on=date(2026, 4, 1)), new_areas="ask")
    answers = {(plan.rows[0].sheet, 2): {"_decision": "Thôn Đông"}}
    asked = importing.preview(office, path, replace(plan.choices, corrected=answers))
    assert outcomes(asked) == ["decision"], "there are two households of that name in the area that was answered"
    assert (asked.rows[0].decision, len(asked.rows[0].candidates)) == (EAST, 2)
    answers = {(plan.rows[0].sheet, 2): {"_decision": "Thôn Đông; 2"}}
    settled = importing.preview(office, path, replace(plan.choices, corrected=answers))
    assert (outcomes(settled), settled.rows[0].decision) == (["updated"], "Thôn Đông; 2")
    assert settled.rows[0].household == asked.rows[0].candidates[1][0]
    assert any(EAST in warning for warning in settled.rows[0].warnings)
    assert settled.answered_areas == {"Xóm Lạ": EAST}


def test_one_household_twice_in_an_area_that_was_answered_to_be_new_is_one(office: Office, path: Path) -> None:
    bring(office, path, line(AN))
    header = ("Họ và tên", "Khu dân cư", "Quyết định")
    rows = [("Hà Văn A", "Xóm Lạ", "khu mới")] * 2
    choices = ImportChoices(year=2026, new_areas="ask")
    plan = importing.preview(office, write(path, *rows, header=header), choices)
    assert outcomes(plan) == ["accepted", "already"]


@pytest.mark.parametrize("policy", ["refuse", "ask", None])
def test_one_unknown_area_is_made_for_all_its_rows_and_others_wait_as_before(
    office: Office, path: Path, policy: str | None
) -> None:
    bring(office, path, line(AN))
    before = upkeep.state_hash(office)
    rows = [line("Hà Văn A", area="Xóm Lạ"), line("Hà Văn B", area="xóm lạ"), line("Hà Văn C", area="Xóm Khác")]
    waiting = look(office, path, *rows, new_areas=policy)
    assert [row.unknown_areas for row in waiting.rows] == [("Xóm Lạ",), ("Xóm Lạ",), ("Xóm Khác",)]
    plan = importing.preview(office, path, replace(waiting.choices, areas={"XÓM LẠ": NEW_AREA}))
    assert [row.unknown_areas for row in plan.rows] == [(), (), ("Xóm Khác",)]
    assert outcomes(plan)[:2] == ["accepted", "accepted"]
    assert list(plan.new_areas.values()) == ["Xóm Lạ"]
    importing.save(office, plan)
    assert sorted(area.name for area in stored(office, "residential_area")) == [EAST, "Xóm Lạ"]
    undo.undo(office)
    assert upkeep.state_hash(office) == before


def test_one_cell_typed_without_marks_does_not_rename_the_area_its_rows_share(office: Office, path: Path) -> None:
    rows = [line("Hà Văn A", area="thon tay"), line("Hà Văn B", area="Thôn Tây"), line("Hà Văn C", area="Thôn Tây")]
    for order in (rows, rows[::-1]):
        plan = look(office, path, *order, new_areas="create")
        assert list(plan.new_areas.values()) == ["Thôn Tây"]
    often = [line("Hà Văn A", area="THÔN TÂY"), line("Hà Văn B", area="Thôn Tây"), line("Hà Văn C", area="Thôn Tây")]
    assert list(look(office, path, *often, new_areas="create").new_areas.values()) == ["Thôn Tây"]


def test_an_area_is_spelled_as_it_was_chosen_to_be_made(office: Office, path: Path) -> None:
    bring(office, path, line(AN))
    rows = [line("Hà Văn A", area="Thôn Tây"), line("Hà Văn B", area="Thôn Tây"), line("Hà Văn C", area="Thôn Tậy")]
    plan = look(office, path, *rows, areas={"Thôn Tậy": NEW_AREA})
    assert list(plan.new_areas.values()) == ["Thôn Tậy"]
    corrected = {(plan.rows[2].sheet, 4): {"area": "thon tay"}}
    plan = importing.preview(office, path, replace(plan.choices, areas={"Thôn Tây": NEW_AREA}, corrected=corrected))
    assert list(plan.new_areas.values()) == ["Thôn Tây"]
    assert outcomes(plan) == ["accepted"] * 3


def test_rows_that_name_an_area_on_its_way_without_marks_or_kind_belong_to_it(office: Office, path: Path) -> None:
    bring(office, path, line(AN))
    names = ["Bac son", "Thôn Bắc Sơn", "KDC bắc sơn", "Xóm Bắc Sơn", "Thôn Bắc Giang"]
    rows = [line(f"Hà Văn {letter}", area=name) for letter, name in zip("ABCDE", names, strict=True)]
    plan = look(office, path, *rows, areas={"Thôn Bắc Sơn": NEW_AREA})
    assert outcomes(plan) == ["accepted"] * 4 + ["rejected"]
    assert plan.renamed_areas == {"Xóm Bắc Sơn": "Thôn Bắc Sơn"}, "another kind is told"
    assert len(plan.naming("Thôn Bắc Sơn")) == 4
    importing.save(office, plan)
    assert sorted(area.name for area in stored(office, "residential_area")) == ["Thôn Bắc Sơn", EAST]


@pytest.mark.parametrize("policy", ["refuse", "create"])
def test_two_kinds_of_one_name_are_two_areas_once_both_are_wanted(office: Office, path: Path, policy: str) -> None:
    bring(office, path, line(AN))
    rows = [line("Hà Văn A", area="Thôn Tây"), line("Hà Văn B", area="Xóm Tây"), line("Hà Văn C", area="tây")]
    areas = {"Thôn Tây": NEW_AREA, "Xóm Tây": NEW_AREA}
    plan = look(office, path, *rows, new_areas=policy, areas=areas)
    assert sorted(plan.new_areas.values()) == ["Thôn Tây", "Xóm Tây"]
    assert not plan.renamed_areas
    assert plan.rows[2].area_key == plan.rows[0].area_key, "the first that was wanted"
