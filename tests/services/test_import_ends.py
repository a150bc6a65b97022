"""Lists that tell when and by which decision a model or club ended: it comes in ended, on that day, or not at all."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from antq_desktop.domain.choices import GroupDeed, GroupStatus
from antq_desktop.services import lists, records, undo, upkeep
from antq_desktop.services.group_rules import statuses
from antq_desktop.services.groups import groups
from antq_desktop.services.groups.groups import CLUB, POINT, Grounds
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan, Outcome
from antq_desktop.services.office import Office

HEADINGS = (
    *("TT", "Tên mô hình", "Loại mô hình", "Địa bàn", "Năm thành lập", "Tình trạng", "Ngày giải thể"),
    *("Quyết định giải thể", "Ngày QĐ giải thể", "Ghi chú"),
)


def line(
    name: str, status: str = "", day: str = "", number: str = "", decided: str = "", note: str = ""
) -> tuple[object, ...]:
    return (1, name, "Tiếng kẻng an ninh", "Thôn Đoài", "2020", status, day, number, decided, note)


def look(office: Office, path: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> ImportPlan:
    made = Workbook()
    for cells in (headings, *rows):
        made.active.append(list(cells))
    made.save(path)
    register = CLUB if any("CLB" in heading for heading in headings) else POINT
    return importing.preview(office, path, ImportChoices(register=register))


@pytest.fixture
def commune(office: Office) -> Office:
    records.save(office, "residential_area", {"name": "Thôn Đoài"})
    return office


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach.xlsx"


def spells(office: Office, name: str, key: str = POINT) -> list[tuple[str, date | None, date | None]]:
    with office.store.reading() as connection:
        found = statuses(connection, records.resolve(office, key, name))
    return [(status.status, status.from_on, status.to_on) for status in found]


DISSOLVED = line("Kẻng A", "Đã giải thể", "01/06/2024", "9/QĐ-UBND", "30/05/2024")


def test_a_dissolved_group_comes_in_with_its_end_and_goes_with_one_undo(commune: Office, path: Path) -> None:
    before = upkeep.state_hash(commune)
    plan = look(commune, path, DISSOLVED, line("Kẻng B", "đang hoạt động"))
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED] * 2
    assert plan.rows[0].edits == "Giải thể từ 01/06/2024, quyết định 9/QĐ-UBND."
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A") == [
        (GroupStatus.ACTIVE, None, date(2024, 5, 31)),
        (GroupStatus.DISSOLVED, date(2024, 6, 1), None),
    ]
    record = records.get(commune, POINT, records.resolve(commune, POINT, "Kẻng A")).record
    assert record.status == GroupStatus.DISSOLVED
    assert [status for status, _, _ in spells(commune, "Kẻng B")] == [GroupStatus.ACTIVE]
    again = importing.preview(commune, path, ImportChoices(register=POINT))
    assert [row.outcome for row in again.rows] == [Outcome.ALREADY] * 2
    undo.undo(commune)
    assert upkeep.state_hash(commune) == before


def test_a_group_that_runs_in_the_register_is_dissolved_by_the_list(commune: Office, path: Path) -> None:
    importing.save(commune, look(commune, path, line("Kẻng A")))
    plan = look(commune, path, DISSOLVED)
    assert plan.rows[0].outcome is Outcome.UPDATED
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A")[-1] == (GroupStatus.DISSOLVED, date(2024, 6, 1), None)
    assert lists.count(commune, POINT) == 1


def test_a_rest_needs_a_reason_or_a_decision(commune: Office, path: Path) -> None:
    plan = look(
        commune,
        path,
        line("Kẻng A", "tạm ngừng", "01/06/2024", note="thiếu kinh phí"),
        line("Kẻng B", "tạm ngừng", "01/06/2024"),
    )
    assert [row.outcome for row in plan.rows] == [Outcome.ACCEPTED, Outcome.REJECTED]
    assert "Tạm ngừng thì ghi lý do hoặc số quyết định" in importing.reason_of(plan.rows[1])
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A")[-1] == (GroupStatus.DORMANT, date(2024, 6, 1), None)


@pytest.mark.parametrize(
    ("row", "said", "cell"),
    [
        (line("Kẻng A", "Đã giải thể", "01/06/2024"), "cần số quyết định", "end_decision_no"),
        (line("Kẻng A", "Đã giải thể", "01/06/2024", "9/QĐ"), "cần ngày quyết định", "end_decision_on"),
        (line("Kẻng A", "Đã giải thể", "01/06/2099", "9/QĐ", "30/05/2024"), "ở sau hôm nay", "end_on"),
        (line("Kẻng A", "Đã giải thể", "01/06/2010", "9/QĐ", "30/05/2010"), "ở trước khi “Kẻng A” thành lập", "end_on"),
        (line("Kẻng A", "Đã giải thể", "2024", "9/QĐ", "30/05/2024"), "đủ ngày, tháng, năm", "end_on"),
        (line("Kẻng A", "", "01/06/2024"), "không ghi là tạm ngừng hay giải thể", "end_on"),
        (line("Kẻng A", "đang hoạt động", "01/06/2024"), "không ghi là tạm ngừng hay giải thể", "end_on"),
        (line("Kẻng A", "không còn hoạt động", "01/06/2024"), "không ghi là tạm ngừng hay giải thể", "end_on"),
        (line("Kẻng A", "Đã giải thể", "32/13/2024", "9/QĐ", "30/05/2024"), "32/13/2024", "end_on"),
    ],
)
def test_nothing_is_guessed(commune: Office, path: Path, row: tuple[object, ...], said: str, cell: str) -> None:
    (planned,) = look(commune, path, row).rows
    assert planned.outcome is Outcome.REJECTED
    assert said in importing.reason_of(planned)
    assert cell in list(planned.asks_at)


def test_without_a_day_and_for_a_merger_a_person_is_asked_as_before(commune: Office, path: Path) -> None:
    plan = look(commune, path, line("Kẻng A", "Đã giải thể"), line("Kẻng B", "sáp nhập", "01/06/2024"))
    assert [row.outcome for row in plan.rows] == [Outcome.DECISION] * 2


def test_what_the_register_says_too_is_left_alone(commune: Office, path: Path) -> None:
    importing.save(commune, look(commune, path, line("Kẻng A")))
    uid = records.resolve(commune, POINT, "Kẻng A")
    groups.act(commune, GroupDeed.DISSOLVED, POINT, [uid], Grounds(date(2026, 3, 1), "1/QĐ", date(2026, 2, 20)))
    before = spells(commune, "Kẻng A")
    plan = look(commune, path, DISSOLVED)
    assert plan.rows[0].outcome is Outcome.ALREADY
    importing.save(commune, plan)
    assert spells(commune, "Kẻng A") == before


def test_a_club_too(commune: Office, path: Path) -> None:
    headings = ("STT", "Tên CLB", "Địa bàn", "Trạng thái", "Ngày giải thể", "Số QĐ giải thể", "Ngày QĐ giải thể")
    row = (1, "CLB A", "Thôn Đoài", "giải thể", "01/06/2024", "9/QĐ", "30/05/2024")
    importing.save(commune, look(commune, path, row, headings=headings))
    assert spells(commune, "CLB A", CLUB)[-1] == (GroupStatus.DISSOLVED, date(2024, 6, 1), None)
