"""Some lines of a list: copied, printed, exported and removed, and never other ones than were chosen."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from tests.conftest import PASSWORD

from antq_desktop.domain.errors import RejectedRecord, RoleRefused, UsageError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import households, list_copies, list_sheets, lists, records, undo
from antq_desktop.services.imports import returning
from antq_desktop.services.leaving import Grounds, Part
from antq_desktop.services.list_copies import Wanted
from antq_desktop.services.lists import Chosen, ListQuery
from antq_desktop.services.office import Office, OfficerInSession
from kept_papers import keep_list
from workbooks import everything_in

GROUNDS = Grounds("họp thôn", PASSWORD)
NAMES = ("Nguyễn Văn An", "Lê Thị Bé", "Trần Văn Cả", "Đỗ Thị Dần", "Vũ Văn Em")
HOUSEHOLDS = REGISTERS["household"]
COLUMNS = tuple(HOUSEHOLDS.fields[key] for key in ("head_name", "phone", "address", "area"))


@pytest.fixture
def commune(office: Office) -> Office:
    area = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    for number, name in enumerate(NAMES):
        records.save(office, "household", {"head_name": name, "area": area, "address": f"=1+{number}"})
    return office


def chosen(office: Office, *spans: tuple[int, int], query: ListQuery | None = None, register: str = "household"):
    listed = lists.open_list(office, register, query)
    uids = listed.uids()
    return Chosen(spans, tuple((uids[first], uids[first + length - 1]) for first, length in spans), listed.count)


def copied(office: Office, lines: Chosen, reason: str = "", *, headings: bool = False) -> list_copies.Copied:
    return list_copies.copy_lines(office, Wanted("household", ListQuery(), lines, COLUMNS, headings), reason)


def test_chosen_lines_are_read_in_their_order(commune):
    part = lists.open_list(commune, "household", chosen=chosen(commune, (0, 1), (2, 3)))
    assert part.count == 4
    assert [row.texts[0] for row in part.rows(1, 10)] == list(NAMES[2:])
    whole = lists.open_list(commune, "household").uids()
    assert part.uids() == [whole[0], *whole[2:]]
    assert [part.place_of(uid) for uid in whole] == [0, None, 1, 2, 3]


def test_copied_lines_keep_telephones_at_home_and_cannot_reckon(commune):
    took = copied(commune, chosen(commune, (1, 2)), "họp thôn", headings=True)
    assert took.text.split("\r\n") == [
        "Họ và tên chủ hộ\tĐịa chỉ\tKhu dân cư",
        "Lê Thị Bé\t'=1+1\tThôn Đông",
        "Trần Văn Cả\t'=1+2\tThôn Đông",
    ]
    assert (took.count, took.left_out) == (2, ("Điện thoại",))
    newest = undo.operations(commune)[0]
    assert (newest.title, newest.reason) == ("Sao chép Hộ gia đình (2 dòng)", "họp thôn")


def test_a_list_of_names_is_copied_with_a_reason_and_one_line_without(commune):
    before = len(undo.operations(commune))
    assert copied(commune, chosen(commune, (0, 1))).count == 1
    assert len(undo.operations(commune)) == before
    with pytest.raises(UsageError, match="lý do"):
        copied(commune, chosen(commune, (0, 2)))
    areas = Wanted("residential_area", ListQuery(), chosen(commune, (0, 1), register="residential_area"), ())
    assert list_copies.copy_lines(commune, areas).count == 1
    viewer = commune.as_officer(OfficerInSession(commune.officer.uid, "xem", "Người Xem", frozenset({"viewer"})))
    with pytest.raises(RoleRefused):
        copied(viewer, chosen(commune, (0, 1)))


def test_chosen_lines_are_printed_and_exported_alone(commune, tmp_path: Path):
    some = chosen(commune, (1, 1), (3, 1))
    assert list_sheets.export_list(commune, "household", tmp_path / "a.xlsx", grounds=GROUNDS, part=Part(some)) == 2
    inside = everything_in(tmp_path / "a.xlsx")
    assert [name in inside for name in NAMES] == [False, True, False, True, False]
    assert keep_list(commune, "household", tmp_path / "a.pdf", grounds=GROUNDS, part=Part(some)) == 2
    paper = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    words = " ".join(paper[0].get_textpage().get_text_bounded().split())
    paper.close()
    assert [name in words for name in NAMES] == [False, True, False, True, False]
    assert "Gồm 2 dòng được chọn, không phải cả sổ." in words


def test_lines_that_moved_since_they_were_chosen_are_not_taken_for_them(commune, tmp_path: Path):
    some = chosen(commune, (1, 2))
    uid = lists.open_list(commune, "household").uids()[0]
    records.save(commune, "household", {"head_name": "Vũ Văn Út"}, uid=uid)
    with pytest.raises(UsageError, match="vừa thay đổi"):
        copied(commune, some, "họp thôn")
    with pytest.raises(UsageError, match="vừa thay đổi"):
        list_sheets.export_list(commune, "household", tmp_path / "a.xlsx", grounds=GROUNDS, part=Part(some))
    assert not list(tmp_path.glob("*.xlsx"))


def test_several_records_are_removed_and_come_back_as_one_operation(commune):
    uids = lists.open_list(commune, "household").uids()
    changes = records.remove_many(commune, "household", uids[1:4], "nhập trùng")
    assert changes.title == "Xóa 3 hộ"
    assert lists.open_list(commune, "household").uids() == [uids[0], uids[4]]
    undo.undo(commune)
    assert lists.open_list(commune, "household").uids() == uids
    assert lists.open_list(commune, "residence").count == 5


def test_none_is_removed_if_one_of_them_is_used(commune):
    uids = lists.open_list(commune, "household").uids()
    households.split(commune, uids[2], {"head_name": "Trần Văn Út"}, date(2026, 3, 1))
    with pytest.raises(RejectedRecord) as refused:
        records.remove_many(commune, "household", uids[1:4], "nhập trùng")
    assert "1 trong 3 hộ" in str(refused.value)
    assert "Trần Văn Cả" in str(refused.value)
    assert lists.open_list(commune, "household").count == 6


def test_chosen_columns_leave_in_their_order_without_those_that_never_leave(commune: Office, tmp_path: Path) -> None:
    part = Part(columns=("head_name", "phone", "size", "note", "address"))
    list_sheets.export_list(commune, "household", tmp_path / "a.xlsx", grounds=GROUNDS, part=part)
    titles = [cell.value for cell in load_workbook(tmp_path / "a.xlsx").worksheets[0][1]]
    assert titles == ["_ma", "Họ và tên chủ hộ", "Số nhân khẩu", "Địa chỉ", "Đang cư trú (chỉ xem)"]
    keep_list(commune, "household", tmp_path / "a.pdf", grounds=GROUNDS, part=part)
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].get_textpage().get_text_range()
    heading = page[: page.index(NAMES[0])]
    assert heading.index("Họ") < heading.index("nhân") < heading.index("Địa chỉ")
    assert not any(words in heading for words in ("Điện thoại", "Ghi chú", "Khu dân cư"))


def test_a_workbook_of_chosen_columns_comes_back(commune: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    list_sheets.export_list(
        commune, "household", path, grounds=GROUNDS, part=Part(columns=("address", "size", "head_name"))
    )
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["C2"] = 6
    sheet["D5"] = "Người Mới"
    sheet["A5"] = sheet["B5"] = None
    book.save(path)
    plan = returning.preview(commune, "household", path)
    assert [(cell.field, cell.file) for cell in plan.cells] == [("size", "6")]
    assert {cell.code for cell in plan.bad} == {"required"}, "a new household needs an area, which the file cannot say"
    returning.save(commune, plan, good_only=True)
    assert lists.open_list(commune, "household").records(0, 1)[0].size == 6


@pytest.mark.parametrize("columns", [("head_name", "cccd"), ("phone", "note")])
def test_columns_that_are_not_there_or_never_leave_are_refused_alone(
    commune: Office, tmp_path: Path, columns: tuple[str, ...]
) -> None:
    for write, name in ((list_sheets.export_list, "a.xlsx"), (keep_list, "a.pdf")):
        with pytest.raises(UsageError, match="cột"):
            write(commune, "household", tmp_path / name, grounds=GROUNDS, part=Part(columns=columns))
    assert not list(tmp_path.glob("a.*"))


@pytest.mark.parametrize("register", ["household", "pledge", "model_point", "club", "activity"])
def test_every_column_at_once_still_stands_on_paper(commune: Office, tmp_path: Path, register: str) -> None:
    columns = tuple(REGISTERS[register].fields)
    count = keep_list(commune, register, tmp_path / "a.pdf", grounds=GROUNDS, part=Part(columns=columns))
    assert count == lists.count(commune, register)
