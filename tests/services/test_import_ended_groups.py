"""Lists that say of a model or club that it runs no more: never taken as running unless a person says so."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.services import lists, records
from antq_desktop.services.groups import groups
from antq_desktop.services.groups.groups import CLUB, POINT, Grounds
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan, Outcome
from antq_desktop.services.office import Office

HEADINGS = ("TT", "Tên mô hình", "Loại mô hình", "Địa bàn", "Tình trạng", "Ghi chú")


def book(path: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    made = Workbook()
    made.active.append(list(headings))
    for row in rows:
        made.active.append(list(row))
    made.save(path)
    return path


def keng(name: str, status: str = "", note: str = "") -> tuple[object, ...]:
    return (1, name, "Tiếng kẻng an ninh", "Thôn Đoài", status, note)


@pytest.fixture
def commune(office: Office) -> Office:
    records.save(office, "residential_area", {"name": "Thôn Đoài"})
    return office


def look(office: Office, path: Path, register: str = POINT, *answers: str) -> ImportPlan:
    plan = importing.preview(office, path, ImportChoices(register=register))
    if not answers:
        return plan
    said = {(row.sheet, row.row_no): {"_decision": answer} for row, answer in zip(plan.rows, answers, strict=True)}
    return importing.preview(office, path, ImportChoices(register=register, corrected=said))


@pytest.mark.parametrize(
    ("status", "note"),
    [
        ("Đã giải thể", ""),
        ("giải thể", ""),
        ("TẠM NGỪNG", ""),
        ("Không còn hoạt động", ""),
        ("sáp nhập", ""),
        ("Dừng hoạt động từ 2024", ""),
        ("", "đã giải thể"),
        ("", "Mô hình tạm ngừng do thiếu kinh phí"),
        ("", "không còn hoạt động từ năm 2023"),
        ("", "Không hoạt động"),
        ("", "đã ngưng sinh hoạt"),
        ("đang hoạt động", "đã giải thể năm 2024"),
    ],
)
def test_a_group_that_runs_no_more_waits_for_a_person(commune: Office, tmp_path: Path, status: str, note: str) -> None:
    path = book(tmp_path / "a.xlsx", keng("Kẻng A", status, note))
    plan = look(commune, path)
    (row,) = plan.rows
    assert row.outcome is Outcome.DECISION
    said = note or status
    assert f"“{said}”" in importing.reason_of(row)
    assert "còn hoạt động không?" in importing.reason_of(row)
    assert not plan.to_write, "nobody answered: it is left out"
    assert look(commune, path, POINT, "bỏ qua").rows[0].outcome is Outcome.ALREADY
    taken = look(commune, path, POINT, "đang hoạt động")
    assert taken.rows[0].outcome is Outcome.ACCEPTED
    importing.save(commune, taken)
    assert lists.count(commune, POINT) == 1


@pytest.mark.parametrize(
    ("status", "note"),
    [
        ("Đang hoạt động", "hoạt động đều"),
        ("hoạt động tốt", "không còn tệ nạn xã hội"),
        ("", "không hoạt động thường xuyên"),
        ("", "sau sáp nhập xã vẫn duy trì"),
    ],
)
def test_a_group_that_runs_comes_in_without_a_question(commune: Office, tmp_path: Path, status: str, note: str) -> None:
    (row,) = look(commune, book(tmp_path / "a.xlsx", keng("Kẻng A", status, note))).rows
    assert (row.outcome, row.warnings) == (Outcome.ACCEPTED, ())


def test_a_status_that_says_neither_is_told_and_noted(commune: Office, tmp_path: Path) -> None:
    plan = look(commune, book(tmp_path / "a.xlsx", keng("Kẻng A", "yếu", "cần củng cố")))
    assert "Không hiểu “yếu” ở ô “Tình trạng”" in plan.rows[0].warnings[0]
    importing.save(commune, plan)
    record = records.get(commune, POINT, records.resolve(commune, POINT, "Kẻng A")).record
    assert record.note == "cần củng cố; Tình trạng: yếu"


def test_what_the_register_says_too_needs_no_question(commune: Office, tmp_path: Path) -> None:
    importing.save(commune, look(commune, book(tmp_path / "a.xlsx", keng("Kẻng A"))))
    uid = records.resolve(commune, POINT, "Kẻng A")
    groups.act(commune, GroupDeed.DISSOLVED, POINT, [uid], Grounds(date(2026, 6, 1), "9/QĐ", date(2026, 5, 30)))
    plan = look(commune, book(tmp_path / "b.xlsx", keng("Kẻng A", "Đã giải thể")))
    assert plan.rows[0].outcome is Outcome.ALREADY


def test_a_second_question_takes_the_second_answer(commune: Office, tmp_path: Path) -> None:
    importing.save(commune, look(commune, book(tmp_path / "a.xlsx", keng("Kẻng A"))))
    row = (*keng("Kẻng A", "tạm ngừng")[:3], "", "tạm ngừng", "")
    path = book(tmp_path / "b.xlsx", row)
    asked = look(commune, path, POINT, "đang hoạt động")
    assert "cùng tên" in importing.reason_of(asked.rows[0])
    assert look(commune, path, POINT, "đang hoạt động; 1").rows[0].outcome is Outcome.ALREADY


def test_a_group_whose_name_or_heading_says_so_is_asked_about(commune: Office, tmp_path: Path) -> None:
    headings = ("TT", "Tên mô hình", "Địa bàn")
    rows = ((1, "Kẻng A (đã giải thể)", "Thôn Đoài"), ("II", "Các mô hình tạm dừng", ""), (2, "Kẻng B", "Thôn Đoài"))
    plan = look(commune, book(tmp_path / "a.xlsx", *rows, headings=headings))
    assert [row.outcome for row in plan.rows] == [Outcome.DECISION] * 2


def test_a_club_is_asked_about_too(commune: Office, tmp_path: Path) -> None:
    headings = ("STT", "Tên CLB", "Địa bàn", "Trạng thái")
    path = book(tmp_path / "c.xlsx", (1, "CLB A", "Thôn Đoài", "không còn hoạt động"), headings=headings)
    (row,) = look(commune, path, CLUB).rows
    assert row.outcome is Outcome.DECISION
    assert "câu lạc bộ này còn hoạt động không?" in importing.reason_of(row)


@pytest.mark.parametrize("heading", ["Ngày QĐ", "Ngày quyết định", "Ngày ra QĐ", "Ngày ra quyết định", "NGÀY QĐ"])
@pytest.mark.parametrize("day", ["05/03/2024", date(2024, 3, 5)])
def test_the_day_of_the_decision_is_found_by_its_heading(
    commune: Office, tmp_path: Path, heading: str, day: object
) -> None:
    headings = ("TT", "Tên mô hình", "Loại mô hình", "Địa bàn", "Số QĐ", heading)
    row = (1, "Kẻng A", "Tiếng kẻng an ninh", "Thôn Đoài", "12/QĐ-UBND", day)
    importing.save(commune, look(commune, book(tmp_path / "a.xlsx", row, headings=headings)))
    record = records.get(commune, POINT, records.resolve(commune, POINT, "Kẻng A")).record
    assert (record.decision_no, record.decision_on) == ("12/QĐ-UBND", date(2024, 3, 5))
