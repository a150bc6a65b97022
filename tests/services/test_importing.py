"""Bringing lists of communes in: look, decide, write as one operation, take back."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from antq_desktop.domain.errors import EditedElsewhere, RoleRefused, UsageError
from antq_desktop.services import records, undo, upkeep
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan, Outcome
from antq_desktop.services.office import Office
from workbooks import (
    EAST,
    HEADER,
    SAMPLE_NAMES,
    SAMPLES,
    SIGNED,
    bring,
    everything_in,
    everything_stored,
    line,
    look,
    outcomes,
    stored,
    write,
)

YEAR = ImportChoices(year=2026)


def expected(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}.expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_sample_comes_in_whole_twice_changes_nothing_and_goes_out_again(office: Office, name: str) -> None:
    wanted = expected(name)["rows"]
    before = upkeep.state_hash(office)
    plan = importing.preview(office, SAMPLES / name, YEAR)
    assert upkeep.state_hash(office) == before
    for row, said in zip(plan.rows, wanted, strict=True):
        assert (row.row_no, row.sheet, row.address, row.size, row.note) == (
            said["_row"],
            said["_sheet"],
            said["dia_chi"],
            said["so_nhan_khau"],
            said["ghi_chu"],
        )
        assert row.head_name.casefold() == said["ho_ten"].casefold()
        assert row.area.casefold() == said["khu_dan_cu"].casefold()
        assert (row.signed_on.isoformat() if row.signed_on else None) == said["ngay_ky"]
        assert bool(row.organizations) == bool(said.get("to_chuc"))
    assert plan.encodings["file"] == expected(name)["encoding"]
    importing.save(office, plan)
    assert len(stored(office, "household")) == plan.count(Outcome.ACCEPTED) == len(wanted)
    assert len(stored(office, "pledge")) == sum(said["ngay_ky"] is not None for said in wanted)
    filled = upkeep.state_hash(office)
    again = importing.preview(office, SAMPLES / name, YEAR)
    assert (set(outcomes(again)), again.imported_before is None) == ({"already"}, False)
    assert importing.save(office, again).changes.operation is None
    assert upkeep.state_hash(office) == filled
    undo.undo(office)
    assert upkeep.state_hash(office) == before


def test_who_signed_for_the_head_is_seen_in_the_preview_and_stored_nowhere(office: Office, tmp_path: Path) -> None:
    notes = [
        "ký thay: vợ",
        "đi làm xa, con dâu ký thay",
        "(vợ) ký thay; hộ cận nghèo",
        "Kí thay: Hà Thị Tý",
        "ký hộ nghèo",
    ]
    people = [line(f"Nguyễn Văn {name}", note=note) for name, note in zip("ABCDE", notes, strict=True)]
    plan = bring(office, tmp_path / "a.xlsx", *people)
    assert [row.raw["note"] for row in plan.rows] == notes
    assert [row.by_member for row in plan.rows] == [True, True, True, True, False]
    kinds = sorted(str(pledge.signer_kind) for pledge in stored(office, "pledge"))
    assert kinds == ["head", *["member"] * 4]
    kept = sorted((household.head_name, household.note) for household in stored(office, "household"))
    assert [note for _, note in kept] == [None, "đi làm xa", "hộ cận nghèo", None, "ký hộ nghèo"]
    everything = everything_stored(office).casefold()
    assert not any(word in everything for word in ("ký thay", "kí thay", "vợ", "con dâu", "hà thị tý"))


IDENTITY = "Số CCCD"
FAULTY = {17: "missing", 40: "missing", 66: "hamlet", 91: "31/02", 120: "homonym", 150: "future"}


def bad_rows(*, corrected: bool = False) -> list[tuple[object, ...]]:
    """200 rows with a column of identity numbers; six are at fault unless corrected."""
    found = []
    for number in range(1, 201):
        fault = None if corrected else FAULTY.get(number)
        name = (
            "Lê Văn Trùng"
            if FAULTY.get(number) == "homonym"
            else f"Nguyễn Văn {chr(65 + number % 26)} {'abcdefgh'[number // 26]}"
        )
        found.append(
            (
                number,
                None if fault == "missing" else name,
                "Xóm Lạ" if fault == "hamlet" else EAST,
                None if fault == "homonym" else f"Số {number}",
                f"0{number:011}",
                {"31/02": "31/02/2026", "future": date(2027, 1, 1)}.get(str(fault), SIGNED),
            )
        )
    return found


HEADER_P4 = ("STT", "Họ và tên chủ hộ", "Khu dân cư", "Địa chỉ", IDENTITY, "Ngày ký")


@pytest.fixture
def commune(office: Office, tmp_path: Path) -> Office:
    """An area with two households of one name."""
    homonyms = [line("Lê Văn Trùng", "Ngõ 1", signed_on=None), line("Lê Văn Trùng", "Ngõ 2", signed_on=None)]
    bring(office, tmp_path / "truoc.xlsx", *homonyms)
    return office


def test_six_planted_faults_are_found_named_and_written_out_without_identity_numbers(
    commune: Office, tmp_path: Path
) -> None:
    before = upkeep.state_hash(commune)
    plan = importing.preview(commune, write(tmp_path / "b.xlsx", *bad_rows(), header=HEADER_P4), YEAR)
    assert (plan.count(Outcome.REJECTED), plan.count(Outcome.DECISION)) == (5, 1)
    assert plan.count(Outcome.ACCEPTED) == 194
    found = [(row.row_no - 1, fault.column, fault.code) for row in plan.rows for fault in row.faults]
    assert found == [
        (17, "B", "required"),
        (40, "B", "required"),
        (66, "C", "unknown_area"),
        (91, "F", "date"),
        (150, "F", "future_date"),
    ]
    assert [(column.letter, column.header) for column in plan.refused_columns] == [("E", IDENTITY)]
    errors = tmp_path / "loi.xlsx"
    assert importing.write_errors(plan, errors) == 6
    assert upkeep.state_hash(commune) == before
    sheet = load_workbook(errors).active
    header = [cell.value for cell in sheet[1]]
    assert header[:7] == ["STT", *HEADER_P4[1:4], "Ngày ký", "Lý do", "Quyết định"]
    reasons = [line[5] for line in sheet.iter_rows(min_row=2, values_only=True)]
    assert [reason.split("]")[0] for reason in reasons[:4]] == ["[Cột B", "[Cột B", "[Cột C", "[Cột F"]
    assert "1) Ngõ 1; 2) Ngõ 2" in reasons[4]
    importing.save(commune, plan)
    everything = everything_stored(commune) + everything_in(errors) + repr(plan)
    assert not any(f"0{number:011}" in everything for number in range(1, 201))


def test_the_corrected_file_comes_in_whole_and_can_be_taken_back(commune: Office, tmp_path: Path) -> None:
    before = upkeep.state_hash(commune)
    path = write(tmp_path / "b.xlsx", *bad_rows(corrected=True), header=HEADER_P4)
    plan = importing.preview(commune, path, YEAR)
    assert outcomes(plan) == ["accepted"] * 200
    importing.save(commune, plan)
    assert len(stored(commune, "household")) == 202
    undo.undo(commune)
    assert upkeep.state_hash(commune) == before


@pytest.mark.parametrize(
    ("answer", "count", "address"),
    [("2", 2, "Ngõ 2"), ("hộ mới", 3, None), ("Bỏ qua", 2, None), ("không rõ", 2, None)],
)
def test_a_decision_is_answered_in_its_column(
    commune: Office, tmp_path: Path, answer: str, count: int, address: str | None
) -> None:
    plan = look(commune, tmp_path / "a.xlsx", line("Lê Văn Trùng", size=5))
    assert outcomes(plan) == ["decision"]
    errors = tmp_path / "loi.xlsx"
    importing.write_errors(plan, errors)
    book = load_workbook(errors)
    header = [cell.value for cell in book.active[1]]
    book.active.cell(2, header.index("Quyết định") + 1, answer)
    book.save(errors)
    answered = importing.preview(commune, errors, YEAR)
    importing.save(commune, answered)
    people = [household for household in stored(commune, "household") if household.head_name == "Lê Văn Trùng"]
    assert len(people) == count
    if address:
        assert [household.address for household in people if household.size == 5] == [address]
    assert answered.count(Outcome.DECISION) == (answer == "không rõ")


def test_rejected_rows_are_corrected_in_their_workbook_and_come_back_more_than_once(
    commune: Office, tmp_path: Path
) -> None:
    first = look(commune, tmp_path / "a.xlsx", line("", "Số 1"), line("Lê Văn Trùng"), line("Hà Thị Na", area="Xóm Lạ"))
    importing.write_errors(first, tmp_path / "loi1.xlsx")
    again = importing.preview(commune, tmp_path / "loi1.xlsx", YEAR)
    assert outcomes(again) == outcomes(first) == ["rejected", "decision", "rejected"]
    importing.write_errors(again, tmp_path / "loi2.xlsx")
    book = load_workbook(tmp_path / "loi2.xlsx")
    header = [cell.value for cell in book.active[1]]
    assert header == [cell.value for cell in load_workbook(tmp_path / "loi1.xlsx").active[1]]
    book.active.cell(2, header.index(HEADER[1]) + 1, "Hà Văn Nam")
    book.active.cell(3, header.index("Quyết định") + 1, "1")
    book.active.cell(4, header.index("Khu dân cư") + 1, "thôn đông")
    book.save(tmp_path / "loi2.xlsx")
    last = bring_file(commune, tmp_path / "loi2.xlsx")
    assert set(outcomes(last)) == {"accepted"}
    assert len(stored(commune, "household")) == 4


def bring_file(office: Office, path: Path) -> ImportPlan:
    plan = importing.preview(office, path, YEAR)
    importing.save(office, plan)
    return plan


def test_a_rejected_row_under_a_group_takes_its_area_along(commune: Office, tmp_path: Path) -> None:
    header = ("STT", "Họ và tên", "Địa chỉ", "Ngày ký")
    rows = [(None, EAST, None, None), (1, "Hà Văn A", None, "31/02/2026"), (2, "Hà Văn B", None, SIGNED)]
    plan = importing.preview(commune, write(tmp_path / "a.xlsx", *rows, header=header), YEAR)
    importing.write_errors(plan, tmp_path / "loi.xlsx")
    sheet = load_workbook(tmp_path / "loi.xlsx").active
    assert [cell.value for cell in sheet[1]][:6] == [*header, "Khu dân cư", "Lý do"]
    assert [cell.value for cell in sheet[2]][4] == EAST


def test_only_who_may_imports_and_only_what_can_be(commune: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", line("Hà Văn A"))
    with pytest.raises(UsageError, match="Chưa nhập được sổ"):
        importing.preview(commune, path, ImportChoices(register="activity"))
    with pytest.raises(UsageError, match="Không hiểu"):
        importing.preview(commune, path, ImportChoices(new_areas="maybe"))
    viewer = commune.as_officer(_viewer(commune))
    with pytest.raises(RoleRefused):
        importing.preview(viewer, path)
    plan = importing.preview(commune, path, YEAR)
    with pytest.raises(RoleRefused):
        importing.save(viewer, plan)


def _viewer(office: Office):
    from dataclasses import replace

    return replace(office.officer, roles=frozenset({"viewer"}))


def test_columns_chosen_by_hand_are_remembered_for_the_same_headings_in_any_order(
    office: Office, tmp_path: Path
) -> None:
    header = ("Người đứng tên", "Nơi sinh sống", "Chỗ ở", "Ngày ghi")
    first = write(tmp_path / "a.xlsx", ("Hà Văn An", EAST, "Số 1", SIGNED), header=header)
    chosen = {0: "head_name", 1: "area", 2: "address", 3: "signed_on"}
    importing.save(office, importing.preview(office, first, ImportChoices(year=2026, mapping=chosen)))
    turned = tuple(reversed(header))
    second = write(tmp_path / "b.xlsx", (SIGNED, "Số 2", EAST, "Hà Văn Bách"), header=turned)
    plan = importing.preview(office, second, YEAR)
    assert plan.mapping == {3: "head_name", 2: "area", 1: "address", 0: "signed_on"}
    assert outcomes(plan) == ["accepted"]


def test_a_backup_stands_before_every_import_that_writes(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path / "a.xlsx", line("Hà Văn An"))
    made = upkeep.listed_backups(office)
    assert [backup.reason for backup in made] == ["import"]
    bring(office, tmp_path / "a.xlsx", line("Hà Văn An"))
    assert upkeep.listed_backups(office) == made


def test_a_list_without_header_comes_in_whole_and_its_rejected_rows_come_back(office: Office, tmp_path: Path) -> None:
    people = [("Hà Văn Anh", EAST, "Số 1"), ("Hà Văn Bách", EAST, "Số 2"), ("", EAST, "Số 3")]
    path = write(tmp_path / "a.xlsx", *people[1:], header=people[0])
    bare = ImportChoices(year=2026, mapping={0: "head_name", 1: "area", 2: "address"}, header_row=0)
    plan = importing.preview(office, path, bare)
    assert [(row.row_no, str(row.outcome)) for row in plan.rows] == [(1, "accepted"), (2, "accepted"), (3, "rejected")]
    assert plan.samples[2] == ("Số 1", "Số 2", "Số 3")
    importing.write_errors(plan, tmp_path / "loi.xlsx")
    importing.save(office, plan)
    assert [row.address for row in importing.preview(office, tmp_path / "loi.xlsx", YEAR).rows] == ["Số 3"]
    with pytest.raises(UsageError, match="Dòng tiêu đề"):
        importing.preview(office, path, ImportChoices(header_row=-1))


def test_a_plan_is_carried_out_only_upon_the_registers_it_looked_at(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "ho.csv"
    path.write_text("Họ và tên chủ hộ;Khu dân cư;Địa chỉ\nNguyễn Văn An;Thôn Đông;Số 1\n", "utf-8")
    choices = ImportChoices(register="household")
    plan = importing.preview(office, path, choices)
    area = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    records.save(office, "household", {"head_name": "Nguyễn Văn An", "area": area, "address": "Số 1"})
    before = upkeep.state_hash(office)
    with pytest.raises(EditedElsewhere, match=r"Sổ đã thay đổi sau khi xem trước.*Xem trước lại rồi nhập"):
        importing.save(office, plan)
    assert upkeep.state_hash(office) == before
    anew = importing.preview(office, path, choices)
    assert (anew.count(Outcome.ALREADY), anew.count(Outcome.ACCEPTED)) == (1, 0)
    assert importing.save(office, anew).changes.operation is None
