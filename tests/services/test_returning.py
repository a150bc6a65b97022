"""A list is edited in Excel while the registers go on: nothing is overwritten unseen or written without a backup."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from tests.conftest import PASSWORD

from antq_desktop.domain.errors import EditedElsewhere, RejectedRecord, SheetError, UsageError
from antq_desktop.domain.registers.household import Household
from antq_desktop.services import households, list_sheets, lists, records, undo, upkeep
from antq_desktop.services.imports import importing, returning
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Office

WHY = "đối chiếu với tổ"


@pytest.fixture
def area(office: Office) -> UUID:
    return records.save(office, "residential_area", {"name": "Thôn Đông"}).uid


@pytest.fixture
def homes(office: Office, area: UUID) -> dict[str, UUID]:
    """Three households by name."""
    names = ("Nguyễn Văn An", "Lê Thị Bé", "Hà Văn Cả")
    said = {"area": area, "address": "Số 1", "size": 3}
    return {name: records.save(office, "household", {"head_name": name, **said}).uid for name in names}


@pytest.fixture
def path(office: Office, homes: dict[str, UUID], tmp_path: Path) -> Path:
    """The exported list of households."""
    made = tmp_path / "ho.xlsx"
    assert list_sheets.export_list(office, "household", made, grounds=Grounds(WHY, PASSWORD)) == len(homes)
    return made


def put(path: Path, code: UUID | None, **cells: object) -> None:
    """Type into the row of a record, or into a new one, by the headings of the columns."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    codes = [sheet.cell(number, 1).value for number in range(1, sheet.max_row + 1)]
    line = sheet.max_row + 1 if code is None else codes.index(str(code)) + 1
    for key, value in cells.items():
        sheet.cell(line, titles.index(key.replace("_", " ")) + 1).value = value
    book.save(path)


def household(office: Office, uid: UUID) -> Household:
    found = records.get(office, "household", uid).record
    assert isinstance(found, Household)
    return found


def test_what_was_edited_here_after_the_export_is_not_overwritten(office: Office, homes, path: Path) -> None:
    an, be, ca = homes.values()
    records.save(office, "household", {"address": "Số 9"}, uid=an)
    records.save(office, "household", {"address": "Số 10"}, uid=be)
    put(path, an, Số_nhân_khẩu=5)
    put(path, be, Địa_chỉ="Số 2")
    put(path, ca, Địa_chỉ="Số 3")
    plan = returning.preview(office, "household", path)
    assert [(told.uid, told.field, told.register, told.file) for told in plan.conflicts] == [
        (be, "address", "Số 10", "Số 2")
    ]
    assert {(told.uid, told.field, told.register, told.file) for told in plan.cells} == {
        (an, "size", "3", "5"),
        (ca, "address", "Số 1", "Số 3"),
    }
    assert (plan.added, plan.changed, plan.same) == (0, 2, 1)
    returning.save(office, plan)
    assert (household(office, an).address, household(office, an).size) == ("Số 9", 5)
    assert household(office, be).address == "Số 10"
    assert household(office, ca).address == "Số 3"


def test_what_was_edited_here_and_put_back_since_is_taken(office: Office, homes, path: Path) -> None:
    an = homes["Nguyễn Văn An"]
    records.save(office, "household", {"address": "Số 9"}, uid=an)
    undo.undo(office)
    put(path, an, Số_nhân_khẩu=5)
    plan = returning.preview(office, "household", path)
    assert ([told.field for told in plan.cells], plan.conflicts) == (["size"], ())


def test_a_household_that_moved_after_the_export_stays_where_it_moved(office: Office, homes, path: Path) -> None:
    an = homes["Nguyễn Văn An"]
    west = records.save(office, "residential_area", {"name": "Thôn Đoài"}).uid
    households.move(office, an, west, date(2026, 3, 10))
    put(path, an, Số_nhân_khẩu=5)
    plan = returning.preview(office, "household", path)
    assert [(told.field, told.register, told.file) for told in plan.conflicts] == [("area", "Thôn Đoài", "Thôn Đông")]
    returning.save(office, plan)
    assert (household(office, an).area, household(office, an).size) == (west, 5)


def test_a_backup_stands_before_a_list_is_written(office: Office, homes, path: Path) -> None:
    before = len(upkeep.listed_backups(office))
    returning.save(office, returning.preview(office, "household", path))
    assert len(upkeep.listed_backups(office)) == before
    put(path, homes["Nguyễn Văn An"], Số_nhân_khẩu=5)
    returning.save(office, returning.preview(office, "household", path))
    assert [made.reason for made in upkeep.listed_backups(office)][:1] == ["import"]
    assert len(upkeep.listed_backups(office)) == before + 1


def test_what_was_looked_at_is_what_is_written_or_nothing_is(office: Office, homes, path: Path) -> None:
    put(path, homes["Nguyễn Văn An"], Số_nhân_khẩu=5)
    plan = returning.preview(office, "household", path)
    records.save(office, "household", {"note": "ở gần chợ"}, uid=homes["Lê Thị Bé"])
    before = upkeep.state_hash(office)
    with pytest.raises(EditedElsewhere, match=r"Sổ đã thay đổi sau khi xem trước.*Xem trước lại"):
        returning.save(office, plan)
    assert upkeep.state_hash(office) == before
    returning.save(office, returning.preview(office, "household", path))
    assert household(office, homes["Nguyễn Văn An"]).size == 5


def test_a_list_of_another_journal_or_register_is_refused(office: Office, homes, path: Path, tmp_path: Path) -> None:
    book = load_workbook(path)
    for row in book["_antq"].iter_rows():
        if row[0].value == "journal":
            row[1].value = "00" * 32
    book.save(tmp_path / "khac.xlsx")
    with pytest.raises(SheetError, match="không phải sổ đã kết xuất"):
        returning.preview(office, "household", tmp_path / "khac.xlsx")
    with pytest.raises(SheetError, match="không phải danh sách “Sổ cam kết”"):
        returning.preview(office, "pledge", path)


def test_two_rows_that_repeat_each_other_are_refused(office: Office, area: UUID, homes, tmp_path: Path) -> None:
    campaign = records.suggestions(office, "pledge_campaign", "")[0][0]
    said = {"household": homes["Nguyễn Văn An"], "campaign": campaign, "year": 2026, "area": area}
    first = records.save(office, "pledge", said | {"signed_on": date(2026, 3, 1)}).uid
    records.save(office, "pledge", {"voided_on": date(2026, 3, 2), "void_reason": "nhầm"}, uid=first)
    path = tmp_path / "cam-ket.xlsx"
    list_sheets.export_list(office, "pledge", path, grounds=Grounds(WHY, PASSWORD))
    cells = {
        "Hộ_gia_đình": str(homes["Nguyễn Văn An"]),
        "Đợt_ký": str(campaign),
        "Năm_cam_kết": 2026,
        "Khu_dân_cư_khi_ký": "Thôn Đông",
        "Ngày_ký": date(2026, 4, 1),
    }
    put(path, None, **cells)
    assert returning.preview(office, "pledge", path).added == 1
    put(path, None, **cells)
    (bad,) = returning.preview(office, "pledge", path).bad
    assert bad.words.startswith("Dòng 4: Đã có bản cam kết trùng hộ gia đình, đợt ký ở dòng 3")


def test_cells_at_fault_are_told_one_by_one_and_good_rows_are_taken_when_asked(
    office: Office, homes, path: Path
) -> None:
    an, be, ca = homes.values()
    put(path, an, Số_nhân_khẩu=500)
    put(path, be, Địa_chỉ="Số 2")
    put(path, ca, Số_nhân_khẩu="ba", Họ_và_tên_chủ_hộ="")
    before = upkeep.state_hash(office)
    plan = returning.preview(office, "household", path)
    told = {(cell.title, cell.label, cell.file) for cell in plan.bad}
    assert told == {
        ("Nguyễn Văn An", "Số nhân khẩu", "500"),
        ("", "Số nhân khẩu", "ba"),
        ("", "Họ và tên chủ hộ", ""),
    }
    assert [cell.file for cell in plan.cells] == ["Số 2"], "what a bad row would change is not promised"
    with pytest.raises(RejectedRecord, match="500"):
        returning.save(office, plan)
    assert upkeep.state_hash(office) == before
    returning.save(office, plan, good_only=True)
    assert (household(office, an).size, household(office, be).address) == (3, "Số 2")
    assert household(office, ca).head_name == "Hà Văn Cả"


def test_a_cell_that_was_typed_over_is_looked_at_as_it_is_now(office: Office, homes, path: Path) -> None:
    an = homes["Nguyễn Văn An"]
    put(path, an, Số_nhân_khẩu=500)
    (bad,) = returning.preview(office, "household", path).bad
    worse = returning.preview(office, "household", path, corrected={(bad.row, bad.field): "năm"})
    assert [cell.file for cell in worse.bad] == ["năm"]
    plan = returning.preview(office, "household", path, corrected={(bad.row, bad.field): " 5 "})
    assert plan.bad == ()
    returning.save(office, plan)
    assert household(office, an).size == 5


def test_rows_that_are_gone_from_the_file_are_told_and_removed_nowhere(office: Office, homes, path: Path) -> None:
    assert returning.preview(office, "household", path).gone_words == ""
    book = load_workbook(path)
    book.worksheets[0].delete_rows(2, 2)
    book.save(path)
    plan = returning.preview(office, "household", path)
    assert plan.gone_words.startswith("2 dòng không còn trong tệp; chương trình không xóa gì")
    returning.save(office, plan)
    assert lists.count(office, "household") == len(homes)


def test_a_list_of_this_program_is_not_guessed_at_by_the_import(office: Office, path: Path) -> None:
    before = upkeep.state_hash(office)
    with pytest.raises(UsageError, match=r"danh sách “Hộ gia đình” do chương trình.*sheet household --take-back"):
        importing.preview(office, path)
    assert upkeep.state_hash(office) == before


def test_an_area_renamed_meanwhile_leaves_the_workbook_good(office: Office, area: UUID, homes, path: Path) -> None:
    an, be, _ = homes.values()
    other = records.save(office, "residential_area", {"name": "Thôn Tây"}).uid
    records.save(office, "residential_area", {"name": "Tổ dân phố Đông"}, uid=area)
    put(path, an, Địa_chỉ="Số 99")
    put(path, be, Khu_dân_cư="Thôn Tây")
    plan = returning.preview(office, "household", path)
    assert [(cell.field, cell.file) for cell in plan.cells] == [("address", "Số 99"), ("area", "Thôn Tây")]
    assert not plan.conflicts
    returning.save(office, plan)
    assert household(office, an).area == area
    assert household(office, be).area == other


def test_two_areas_that_swapped_their_names_move_nobody(office: Office, area: UUID, homes, path: Path) -> None:
    other = records.save(office, "residential_area", {"name": "Thôn Tây"}).uid
    for uid, name in ((area, "Tạm"), (other, "Thôn Đông"), (area, "Thôn Tây")):
        records.save(office, "residential_area", {"name": name}, uid=uid)
    assert not returning.preview(office, "household", path).cells


def test_pledges_of_a_renamed_area_come_back_unchanged(office: Office, area: UUID, homes, tmp_path: Path) -> None:
    said = {"area": area, "year": 2026, "signed_on": date(2026, 3, 1)}
    said["campaign"] = records.suggestions(office, "pledge_campaign", "")[0][0]
    pledge = records.save(office, "pledge", {**said, "household": homes["Hà Văn Cả"]}).uid
    made = tmp_path / "cam-ket.xlsx"
    list_sheets.export_list(office, "pledge", made, grounds=Grounds(WHY, PASSWORD))
    records.save(office, "residential_area", {"name": "Tổ dân phố Đông"}, uid=area)
    put(made, pledge, Bản_giấy_lưu_tại="Sổ 7")
    assert [(cell.field, cell.file) for cell in returning.preview(office, "pledge", made).cells] == [
        ("paper_ref", "Sổ 7")
    ]
