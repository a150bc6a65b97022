"""Columns of identity numbers are refused, and their digits are nowhere in what is handed on."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from antq_desktop.services.imports.import_reading import targets
from antq_desktop.sheets.headings import is_identity_heading, match, signature
from antq_desktop.sheets.rows import DataRow
from antq_desktop.sheets.table import Chosen, FileTables
from workbooks import tables_of

KNOWN = ("STT", "Họ và tên", "Khu dân cư")


def read(folder: Path, heading: str | None, cells: list[object]) -> FileTables[DataRow]:
    book = Workbook()
    book.active.append((*KNOWN, heading, "Ghi chú"))
    for number, cell in enumerate(cells, 1):
        book.active.append((number, "Nguyễn Văn An", "Thôn Đông", cell, "hộ mới"))
    book.save(folder / "a.xlsx")
    return tables_of(folder / "a.xlsx")


def is_refused(file: FileTables[DataRow]) -> bool:
    (table,) = file.tables
    return [column.index for column in table.mapping.refused] == [3] and 3 not in table.mapping.columns


HEADINGS = [
    *("CCCD", "Số CCCD", "Số CMND/CCCD", "Căn cước công dân", "Số định danh cá nhân", "Mã định danh", "Số ĐDCN"),
    *("Giấy tờ tùy thân", "CMTND", "Hộ chiếu", "SO CAN CUOC", "Chứng minh nhân dân"),
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_that_speaks_of_identity_is_enough(tmp_path: Path, heading: str) -> None:
    assert is_identity_heading(heading)
    file = read(tmp_path, heading, ["chưa có", "", "001204000001"])
    assert is_refused(file)
    assert file.tables[0].mapping.refused[0].header == heading
    assert "001204000001" not in repr(file)
    assert "chưa có" not in repr(file)


@pytest.mark.parametrize("heading", ["Họ và tên", "Khu dân cư", "Số điện thoại", "Cán bộ", "Địa chỉ", "Số CT"])
def test_other_headings_do_not(heading: str) -> None:
    assert not is_identity_heading(heading)


DIGITS = st.integers(10**11, 10**12 - 1)
SPELLINGS = st.sampled_from(
    [
        lambda number: f"{number}",
        lambda number: f"'{number}",
        lambda number: f"{number // 10**9} {number // 10**6 % 1000:03} {number // 1000 % 1000:03} {number % 1000:03}",
        lambda number: f"{number // 10**9}.{number // 10**6 % 1000:03}.{number // 1000 % 1000:03}.{number % 1000:03}",
        float,
        int,
    ]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    heading=st.sampled_from(["CCCD", "Mã số", "Ghi thêm", None, "Số điện thoại"]),
    numbers=st.lists(DIGITS, min_size=1, max_size=12),
    spelling=SPELLINGS,
)
def test_identity_numbers_are_nowhere_in_what_is_read(tmp_path: Path, heading, numbers, spelling) -> None:
    if heading == "Số điện thoại":
        numbers = numbers * 3
    file = read(tmp_path, heading, [spelling(number) for number in numbers])
    assert is_refused(file)
    kept = repr(file).replace(" ", "").replace(".", "")
    assert not any(str(number) in kept for number in numbers)
    assert len(file.tables[0].rows) == len(numbers)


@pytest.mark.parametrize("digits", [9, 11, 12])
def test_old_numbers_and_numbers_that_lost_their_zero_are_seen(tmp_path: Path, digits: int) -> None:
    assert is_refused(read(tmp_path, "Mã số", [float(f"{n}{'7' * (digits - 1)}") for n in range(1, 6)]))


def test_a_few_identity_numbers_in_another_column_are_not_shown_as_examples(tmp_path: Path) -> None:
    file = read(tmp_path, "Ghi thêm", ["đi làm xa", "vắng", "CCCD 001 204 000 001", "001204000002", "hộ nghèo"])
    assert not is_refused(file)
    assert file.tables[0].samples[3] == ("đi làm xa", "vắng", "hộ nghèo")
    assert "001204000002" not in repr(file)


def test_a_single_number_in_a_known_column_is_left_to_its_own_rules(tmp_path: Path) -> None:
    file = read(tmp_path, "Tổ chức", ["", "001204000001", ""])
    assert file.tables[0].mapping.columns[3] == "organizations"


def test_telephones_are_no_identity_numbers(tmp_path: Path) -> None:
    file = read(tmp_path, "Số điện thoại", ["0912345678", 912345678.0, "84912345678", "0912.345.678"])
    assert file.tables[0].mapping.refused == ()
    assert file.tables[0].mapping.columns[3] == "phone"


def test_a_person_cannot_choose_a_refused_column(tmp_path: Path) -> None:
    read(tmp_path, "CCCD", ["001204000001"] * 4)
    chosen = {1: "head_name", 2: "area", 3: "note"}
    file = tables_of(tmp_path / "a.xlsx", chosen=Chosen(chosen))
    assert is_refused(file)
    assert "001204000001" not in repr(file)


def test_headings_are_known_without_case_marks_or_line_breaks() -> None:
    found = match({0: ["HỌ VÀ TÊN"], 1: ["khu dan cu"], 2: ["Số\nnhân khẩu"], 3: ["Họ và tên"]}, targets())
    assert found == {0: "head_name", 1: "area", 2: "size"}


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        *(("Ngày ký (dd/mm/yyyy)", "signed_on"), ("Ngày ký\n(nếu có):", "signed_on"), ("Số khẩu (người)", "size")),
        *(("(3) Điện thoại [di động]", "phone"), ("Ghi chú (nếu", "note"), ("TT (số)", "_number")),
    ],
)
def test_headings_are_known_whatever_they_say_in_brackets(tmp_path: Path, heading: str, key: str) -> None:
    book = Workbook()
    for _ in range(2):  # every page repeats its header
        book.active.append(("Họ tên chủ hộ (*)", "Khu dân cư (thôn, bản)", heading))
        book.active.append(("Nguyễn Văn An", "Thôn Đông", None))
    book.save(tmp_path / "a.xlsx")
    (table,) = tables_of(tmp_path / "a.xlsx").tables
    assert table.mapping.columns == {0: "head_name", 1: "area", 2: key}
    assert (len(table.rows), table.ignored["header"]) == (2, 2)


def test_a_heading_without_brackets_comes_first() -> None:
    found = match({0: ["Họ tên (vợ, chồng)"], 1: ["Họ tên"], 2: ["(1)"], 3: ["Căn cước (chủ hộ)"]}, targets())
    assert found == {1: "head_name"}
    child_first = {0: ["Ghi chú (nếu có)", "Ký cam kết"], 1: ["Ngày ký (dd/mm)", "Ký cam kết"]}
    assert match(child_first, targets()) == {0: "note", 1: "signed_on"}


def test_a_set_of_headings_has_one_name_whatever_their_order() -> None:
    assert signature(["Họ và tên", "KHU DÂN CƯ"]) == signature(["khu dan cu", "Ho va ten", ""])
    assert signature(["Họ và tên"]) != signature(["Họ và tên", "Địa chỉ"])
