"""Lists out to Excel and back: text stays text, a changed cell changes its field, nothing else."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from tests.conftest import PASSWORD

from antq_desktop.domain.errors import PasswordRefused, RejectedRecord, RoleRefused, SheetError, UsageError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import households, leaving, list_sheets, lists, records, undo, upkeep
from antq_desktop.services.imports import returning
from antq_desktop.services.imports.returning import ReturnPlan
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Office, OfficerInSession
from antq_desktop.services.papers import papers
from kept_papers import keep_list
from workbooks import everything_in, stored

WHY = "đối chiếu với tổ"
GROUNDS = Grounds(WHY, PASSWORD)


@pytest.fixture
def commune(office: Office) -> Office:
    area = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    for number, name in enumerate(("Nguyễn Văn An", "Lê Thị Bé"), 1):
        said = {"head_name": name, "area": area, "address": f"=1+{number}", "size": 3, "note": "ghi chú riêng"}
        phone = {"phone": "0912345678", "phone_consent_on": date(2026, 1, 5), "organizations": "HND"}
        records.save(office, "household", said | phone)
    return office


@pytest.fixture
def path(commune: Office, tmp_path: Path) -> Path:
    """The exported list of households."""
    made = tmp_path / "ho.xlsx"
    assert list_sheets.export_list(commune, "household", made, grounds=GROUNDS) == 2
    return made


def take_back(office: Office, path: Path, register: str = "household") -> ReturnPlan:
    """Take a list back; what it did."""
    return returning.save(office, returning.preview(office, register, path)).plan


class Edited:
    """The list as it is open in Excel."""

    def __init__(self, path: Path):
        self.path = path
        self.book: Workbook = load_workbook(path)
        self.sheet = self.book.worksheets[0]
        self.titles = [cell.value for cell in self.sheet[1]]

    def put(self, row: int, title: str, value: object) -> None:
        self.sheet.cell(row, self.titles.index(title) + 1).value = value

    def save(self) -> None:
        self.book.save(self.path)


def row_of(edited: Edited, name: str) -> int:
    column = edited.titles.index("Họ và tên chủ hộ") + 1
    return next(n for n in range(2, 9) if edited.sheet.cell(n, column).value == name)


def test_texts_are_texts_and_codes_and_what_it_is_are_hidden(path: Path) -> None:
    edited = Edited(path)
    address = edited.sheet.cell(2, edited.titles.index("Địa chỉ") + 1)
    assert (address.data_type, address.quotePrefix, str(address.value)[:2]) == ("s", True, "=1")
    size = edited.sheet.cell(2, edited.titles.index("Số nhân khẩu") + 1)
    assert (size.data_type, size.value) == ("n", 3)
    assert edited.titles[0] == "_ma"
    assert edited.sheet.column_dimensions["A"].hidden
    assert edited.book["_antq"].sheet_state == "veryHidden"
    assert "<f>" not in everything_in(path)


def test_dates_are_dates(commune: Office, tmp_path: Path) -> None:
    households = stored(commune, "household")
    campaign = records.suggestions(commune, "pledge_campaign", "")[0][0]
    said = {"household": households[0].uid, "campaign": campaign, "year": 2026, "area": households[0].area}
    records.save(commune, "pledge", said | {"signed_on": date(2026, 3, 1)})
    list_sheets.export_list(commune, "pledge", tmp_path / "a.xlsx", grounds=GROUNDS)
    edited = Edited(tmp_path / "a.xlsx")
    cell = edited.sheet.cell(2, edited.titles.index("Ngày ký") + 1)
    assert (cell.is_date, cell.value.date(), cell.number_format) == (True, date(2026, 3, 1), "dd/mm/yyyy")


def test_telephones_and_notes_stay_at_home_and_the_reason_is_kept(commune: Office, path: Path) -> None:
    inside = everything_in(path)
    assert "Nguyễn Văn An" in inside
    assert not any(word in inside for word in ("0912345678", "ghi chú riêng", "Ghi chú", "Điện thoại"))
    newest = undo.operations(commune)[0]
    assert (newest.reason, "2 dòng" in newest.title) == (WHY, True)


def test_without_a_reason_or_a_role_nothing_leaves(commune: Office, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lý do"):
        list_sheets.export_list(commune, "household", tmp_path / "a.xlsx", grounds=Grounds(" ", PASSWORD))
    for password in ("", "sai-mat-khau-roi"):
        with pytest.raises(PasswordRefused):
            list_sheets.export_list(commune, "household", tmp_path / "a.xlsx", grounds=Grounds(WHY, password))
        with pytest.raises(PasswordRefused):
            keep_list(commune, "pledge", tmp_path / "a.pdf", grounds=Grounds(WHY, password))
        period = commune.catalogues.period("2026")
        with pytest.raises(PasswordRefused):
            papers.make(commune, "meeting-list", period, tmp_path / "giay", grounds=Grounds(WHY, password))
    viewer = commune.as_officer(OfficerInSession(commune.officer.uid, "xem", "Người Xem", frozenset({"viewer"})))
    with pytest.raises(RoleRefused):
        list_sheets.export_list(viewer, "household", tmp_path / "a.xlsx", grounds=GROUNDS)
    assert not list(tmp_path.rglob("*.xlsx")) + list(tmp_path.rglob("*.pdf"))


def test_households_that_left_stay_out_or_are_marked_and_come_back_unchanged(commune: Office, tmp_path: Path) -> None:
    path = tmp_path / "ho.xlsx"
    gone = next(one.uid for one in stored(commune, "household") if one.head_name == "Lê Thị Bé")
    households.leave(commune, gone, date(2026, 11, 1))
    assert list_sheets.export_list(commune, "household", path, grounds=GROUNDS) == 1
    assert "Lê Thị Bé" not in everything_in(path)
    everyone = lists.ListQuery(equal={"residing": (1, 0)})
    assert list_sheets.export_list(commune, "household", path, everyone, grounds=GROUNDS) == 2
    edited = Edited(path)
    column = edited.titles.index("Đang cư trú (chỉ xem)") + 1
    marks = {name: edited.sheet.cell(row_of(edited, name), column).value for name in ("Nguyễn Văn An", "Lê Thị Bé")}
    assert marks == {"Nguyễn Văn An": "có", "Lê Thị Bé": "không"}
    before = upkeep.state_hash(commune)
    edited.save()
    assert take_back(commune, path).same == 2
    edited.put(row_of(edited, "Lê Thị Bé"), "Đang cư trú (chỉ xem)", "có")
    edited.save()
    assert take_back(commune, path).same == 2
    assert upkeep.state_hash(commune) == before
    assert keep_list(commune, "household", tmp_path / "ho.pdf", grounds=GROUNDS) == 1


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("/mnt/d/An/OneDrive - Công an xã/ho.xlsx", "OneDrive"),
        ("/mnt/d/An/Tài liệu/zalo received files/ho.xlsx", "Zalo"),
        ("/mnt/DROPBOX/ho.xlsx", "Dropbox"),
        ("/mnt/g/Drive của tôi/giay", "Google Drive"),
        ("/mnt/d/An/Tài liệu/one drive/ho.xlsx", ""),
        ("/media/usb/ho.xlsx", ""),
    ],
)
def test_places_that_a_service_copies_elsewhere_are_warned_of(office: Office, place: str, service: str) -> None:
    words = leaving.synced(office, Path(place))
    assert (service in words, bool(words)) == (True, bool(service))


def test_counts_of_refusals_below_three_are_shown_nowhere_and_come_back_unchanged(
    commune: Office, tmp_path: Path
) -> None:
    campaign = records.suggestions(commune, "pledge_campaign", "")[0][0]
    areas = [records.save(commune, "residential_area", {"name": f"Thôn {name}"}).uid for name in ("Hai", "Ba", "Bốn")]
    for area, count in zip(areas, (2, 0, 47), strict=True):
        records.save(commune, "refusal_count", {"campaign": campaign, "area": area, "households": count})
    listed = lists.open_list(commune, "refusal_count", lists.ListQuery(sort="households"))
    place = list(REGISTERS["refusal_count"].fields).index("households")
    assert [row.texts[place] for row in listed.rows(0, 9)] == ["dưới 3", "dưới 3", "47"]
    headings = dict(records.suggestions(commune, "refusal_count", "")).values()
    assert sorted(headings) == ["Thôn Ba – dưới 3", "Thôn Bốn – 47", "Thôn Hai – dưới 3"]
    path = tmp_path / "tu-choi.xlsx"
    list_sheets.export_list(commune, "refusal_count", path)
    edited = Edited(path)
    column = edited.titles.index("Số hộ từ chối") + 1
    assert {edited.sheet.cell(row, column).value for row in (2, 3, 4)} == {"dưới 3", 47}
    edited.save()
    assert take_back(commune, path, "refusal_count").same == 3
    row = next(row for row in (2, 3, 4) if edited.sheet.cell(row, column).value == "dưới 3")
    edited.sheet.cell(row, column).value = 9
    edited.save()
    assert take_back(commune, path, "refusal_count").changed == 1
    assert sorted(record.households for record in stored(commune, "refusal_count"))[1:] == [9, 47]


def test_saved_by_excel_without_a_change_nothing_changes(commune: Office, path: Path) -> None:
    before = upkeep.state_hash(commune)
    Edited(path).save()
    newest = undo.operations(commune)[0].uid
    back = take_back(commune, path)
    assert (back.changed, back.added, back.same, undo.operations(commune)[0].uid) == (0, 0, 2, newest)
    assert upkeep.state_hash(commune) == before


@pytest.mark.parametrize(
    ("title", "typed", "field", "value"),
    [
        ("Số nhân khẩu", 5, "size", 5),
        ("Số nhân khẩu", None, "size", None),
        ("Địa chỉ", "Số 7", "address", "Số 7"),
        ("Địa chỉ", 7, "address", "7"),
        ("Mã hộ", 12, "list_code", "12"),
        ("Họ và tên chủ hộ", "Trần Văn Cả", "head_name", "Trần Văn Cả"),
    ],
)
def test_a_changed_cell_changes_exactly_that_field(
    commune: Office, path: Path, title: str, typed: object, field: str, value: object
) -> None:
    before = {household.uid: household for household in stored(commune, "household")}
    edited = Edited(path)
    edited.put(row_of(edited, "Lê Thị Bé"), title, typed)
    edited.save()
    back = take_back(commune, path)
    assert (back.changed, back.added, back.same) == (1, 0, 1)
    changed = [household for household in stored(commune, "household") if household != before[household.uid]]
    assert [getattr(household, field) for household in changed] == [value]
    (new,) = changed
    old = before[new.uid]
    assert all(getattr(new, key) == getattr(old, key) for key in old.__dataclass_fields__ if key != field)


def test_a_row_without_code_adds_a_record(commune: Office, path: Path) -> None:
    edited = Edited(path)
    edited.put(4, "Họ và tên chủ hộ", "Hà Văn Mới")
    edited.put(4, "Khu dân cư", "thôn đông")
    edited.save()
    back = take_back(commune, path)
    assert (back.changed, back.added, back.same) == (0, 1, 2)
    assert "Hà Văn Mới" in {household.head_name for household in stored(commune, "household")}


def test_a_broken_rule_names_its_row_and_nothing_is_written(commune: Office, path: Path) -> None:
    before = upkeep.state_hash(commune)
    edited = Edited(path)
    edited.put(2, "Số nhân khẩu", 500)
    edited.put(3, "Họ và tên chủ hộ", "Hà Văn Đổi")
    edited.save()
    with pytest.raises(RejectedRecord, match="Dòng 2: Số nhân khẩu"):
        take_back(commune, path)
    assert upkeep.state_hash(commune) == before


def test_a_copied_row_brings_its_hidden_code_along_and_is_asked_about(commune: Office, path: Path) -> None:
    edited = Edited(path)
    edited.sheet.append([cell.value for cell in edited.sheet[2]])
    edited.put(4, "Địa chỉ", None)
    edited.put(4, "Họ và tên chủ hộ", "Hà Văn Mới")
    edited.save()
    with pytest.raises(RejectedRecord, match="Dòng 4: Trùng mã ẩn với dòng 2"):
        take_back(commune, path)


def test_a_row_of_a_removed_record_does_not_come_back_as_a_new_one(commune: Office, path: Path) -> None:
    records.remove(commune, "household", stored(commune, "household")[0].uid, "nhập trùng")
    with pytest.raises(RejectedRecord, match="Không còn hộ này trong sổ"):
        take_back(commune, path)
    edited = Edited(path)
    edited.sheet.cell(2, 1).value = "không phải mã"
    edited.save()
    with pytest.raises(RejectedRecord, match="Dòng 2"):
        take_back(commune, path)


def test_moved_columns_and_other_units_are_refused(commune: Office, path: Path, tmp_path: Path) -> None:
    before = upkeep.state_hash(commune)
    moved = Edited(path)
    moved.path = tmp_path / "doi-cot.xlsx"
    moved.sheet.move_range("D1:D9", cols=30)
    moved.save()
    with pytest.raises(SheetError, match="đổi chỗ hoặc xóa"):
        take_back(commune, moved.path)
    other = Edited(path)
    other.path = tmp_path / "don-vi-khac.xlsx"
    for cell in other.book["_antq"]["B"]:
        cell.value = "99002" if cell.value == "99001" else cell.value
    other.save()
    with pytest.raises(SheetError, match="đơn vị khác"):
        take_back(commune, other.path)
    assert upkeep.state_hash(commune) == before


def test_a_workbook_of_somebody_else_is_refused(commune: Office, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(SheetError, match="không phải danh sách"):
        take_back(commune, tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(SheetError, match="hỏng"):
        take_back(commune, tmp_path / "a.xlsx")


def test_a_list_that_cannot_be_written_leaves_the_old_one(commune: Office, path: Path, unwritable: Path) -> None:
    from antq_desktop.domain.errors import StorageError

    with pytest.raises(StorageError):
        list_sheets.export_list(commune, "household", unwritable / "a.xlsx", grounds=GROUNDS)


def test_a_list_is_written_as_csv_that_no_spreadsheet_takes_for_formulas(commune: Office, tmp_path: Path) -> None:
    made = tmp_path / "ho.CSV"
    assert list_sheets.export_list(commune, "household", made, grounds=GROUNDS) == 2
    written = made.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    lines = written.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("Họ và tên chủ hộ;Khu dân cư;Địa chỉ;")
    assert (len(lines), lines[-1]) == (4, "")
    assert lines[1].startswith("Nguyễn Văn An;Thôn Đông;'=1+1;")
    assert "0912345678" not in "".join(lines)
    assert undo.operations(commune)[0].reason == WHY


@pytest.mark.parametrize("name", ["ho", "ho.xls", "ho.pdf", "ho.xlsx.txt"])
def test_another_kind_of_file_is_refused_in_words(commune: Office, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"kết thúc bằng \.xlsx hoặc \.csv"):
        list_sheets.export_list(commune, "household", tmp_path / name, grounds=GROUNDS)
    assert list(tmp_path.glob("ho*")) == []
