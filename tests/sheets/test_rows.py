"""Every row of a sheet is something, and no household is lost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets.headings import TargetField
from antq_desktop.sheets.rows import DataRow
from antq_desktop.sheets.table import SheetTable
from workbooks import tables_of

HEADER = "STT;Họ và tên;Khu dân cư;Địa chỉ;Ngày ký;Ghi chú"
NO_NUMBERS = "Họ và tên;Khu dân cư;Ghi chú"
GROUPED = "STT;Họ và tên;Địa chỉ;Ngày ký"


CLUB = (
    TargetField("member", "Hội viên", kind="name", required=True),
    TargetField("place", "Địa bàn", kind="area"),
    TargetField("joined_on", "Ngày vào", kind="date"),
    TargetField("meetings", "Số buổi", kind="integer"),
)


def test_rows_of_another_list_are_told_by_the_kinds_of_its_fields(tmp_path: Path) -> None:
    header = ("TT;Hội viên;Ngày vào;Số buổi", "Hội viên;Địa bàn;Ngày vào")
    lines = (header[0], ";THÔN ĐÔNG;;", "1;NGUYỄN VĂN AN;01/02/2026;012345678", "2;Lê Thị Bé;;1.200", header[0])
    (tmp_path / "a.csv").write_text("\n".join([*lines, "Cộng;;;"]), "utf-8")
    found = tables_of(tmp_path / "a.csv", CLUB).tables[0]
    assert [(row.values["member"].text, row.group) for row in found.rows] == [
        ("Nguyễn Văn An", "Thôn Đông"),
        ("Lê Thị Bé", "Thôn Đông"),
    ]
    assert (found.rows[0].values["meetings"].raw, found.rows[1].values["meetings"].value) == ("…", 1200)
    assert (found.ignored["header"], found.ignored["subtotal"]) == (2, 1)
    (tmp_path / "b.csv").write_text("\n".join([header[1], "Hà Văn Cả;;", "Hà Văn Dậu;Thôn A;"]), "utf-8")
    assert [row.group for row in tables_of(tmp_path / "b.csv", CLUB).tables[0].rows] == [None, None]
    (tmp_path / "c.csv").write_text("Cột 1;Cột 2\nAn;B", "utf-8")
    with pytest.raises(SheetError, match="“Hội viên”"):
        tables_of(tmp_path / "c.csv", CLUB)


def table(folder: Path, *lines: str) -> SheetTable[DataRow]:
    path = folder / "danh_sach.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return tables_of(path).tables[0]


def names(found: SheetTable[DataRow]) -> list[str | None]:
    return [row.values["head_name"].text for row in found.rows]


def test_surnames_that_look_like_totals_and_signatures_without_marks_are_households(tmp_path: Path) -> None:
    people = ["Tống Văn An", "Trương Thị Bé", "Công Văn Hải", "Tô Văn Sáu", "Bàn Thị Lan", "Lăng Văn Tổng", "Cao Cộng"]
    numbered = table(tmp_path, HEADER, *(f"{n};{who};Thôn Đông;;;" for n, who in enumerate(people, 1)))
    assert names(numbered) == people
    bare = table(tmp_path, NO_NUMBERS, *(f"{who};Thôn Đông;" for who in people))
    assert names(bare) == people
    organized = table(tmp_path, "Họ và tên;Tổ chức;Khu dân cư", *(f"{who};Công đoàn;Thôn Đông" for who in people))
    assert names(organized) == people
    unmarked = table(tmp_path, NO_NUMBERS, "Tong Van An;Thon Dong;", "Truong Thi Be;Thon Dong;", "Cong Thi Ba;Thon A;")
    assert len(unmarked.rows) == 3


def test_a_household_of_which_only_the_name_is_known_is_no_group(tmp_path: Path) -> None:
    found = table(tmp_path, NO_NUMBERS, "Nguyễn Văn An;Thôn Đông;", "Lê Thị Bé;;", "Trần Văn Cả;Thôn Đông;")
    assert names(found) == ["Nguyễn Văn An", "Lê Thị Bé", "Trần Văn Cả"]
    assert found.rows[1].group is None


@pytest.mark.parametrize(
    ("line", "group"),
    [
        (";Thôn Đông Hạ;;", "Thôn Đông Hạ"),
        ("Thôn Đông Hạ;;;", "Thôn Đông Hạ"),
        ("I;THÔN ĐÔNG HẠ;;", "Thôn Đông Hạ"),
        ("I. THÔN ĐÔNG HẠ;;;", "Thôn Đông Hạ"),
        ("A;Tổ dân phố số 5;;", "Tổ dân phố số 5"),
        ("Thôn Đông Hạ (12 hộ);;;", "Thôn Đông Hạ"),
        ("Thôn Đông Hạ: 12 hộ;;;", "Thôn Đông Hạ"),
        ("Thôn Đông Hạ;;;12 hộ", "Thôn Đông Hạ"),
        ("TDP 5A;;;", "TDP 5A"),
        ("II;KHU II;;", "Khu II"),
        ("Đoài Thượng;;;", "Đoài Thượng"),
        (";Khu dân cư: Xóm Trại;;", "Xóm Trại"),
    ],
)
def test_a_group_row_names_the_area_of_the_rows_below(tmp_path: Path, line: str, group: str) -> None:
    found = table(tmp_path, GROUPED, line, "1;Nguyễn Văn An;;", "2;Lê Thị Bé;;01/02/2026")
    assert [row.group for row in found.rows] == [group, group]
    assert found.ignored["group"] == 1


@pytest.mark.parametrize(
    "line",
    [
        "Cộng;;;",
        "Tổng cộng: 2 hộ;;;",
        ";Cộng;2;",
        ";TỔNG SỐ;2;1",
        "Cộng thôn Đông: 2 hộ;;;",
        "Tong cong;;2;",
        "3;Cộng;;",
    ],
)
def test_totals_are_no_households(tmp_path: Path, line: str) -> None:
    found = table(tmp_path, GROUPED, "1;Nguyễn Văn An;;", "2;Lê Thị Bé;;", line)
    assert (len(found.rows), found.ignored["subtotal"]) == (2, 1)


@pytest.mark.parametrize("header", [GROUPED, "Họ và tên;Khu dân cư;Địa chỉ;Ngày ký"])
def test_signatures_under_the_list_are_no_households(tmp_path: Path, header: str) -> None:
    data = ("1;Nguyễn Văn An;;", "2;Lê Thị Bé;;") if header == GROUPED else ("Nguyễn Văn An;Thôn A;;",) * 2
    foot = ("Xã Mẫu, ngày 5 tháng 6 năm 2026;;;", "Người lập biểu;;;Trưởng thôn", "Lê Thị Bé;;;Trần Văn Cả")
    found = table(tmp_path, header, *data, "", *foot)
    assert (len(found.rows), found.ignored["footer"], found.ignored["empty"]) == (2, 3, 1)


def test_a_list_of_several_pages_repeats_its_header_and_goes_on(tmp_path: Path) -> None:
    page = ("Họ và tên;Khu dân cư;Ghi chú", "Nguyễn Văn An;Thôn A;", "Lê Thị Bé;Thôn A;", "Người lập biểu;;")
    found = table(tmp_path, *page, *page)
    assert (len(found.rows), found.ignored["header"], found.ignored["footer"]) == (4, 2, 2)


def test_numbers_of_columns_and_numbers_without_a_household_are_counted(tmp_path: Path) -> None:
    found = table(tmp_path, GROUPED, "(1);(2);(3);(4)", "1;Nguyễn Văn An;;", "2;Lê Thị Bé;;", "3;;;", "4;;;")
    assert (len(found.rows), found.ignored["column_numbers"], found.ignored["empty"]) == (2, 1, 2)
    bare = table(tmp_path, GROUPED, "1;2;3;4", "1;Nguyễn Văn An;;", "2;Lê Thị Bé;;")
    assert (len(bare.rows), bare.ignored["column_numbers"]) == (2, 1)


NAMES = st.sampled_from(
    ["Nguyễn Văn An", "Tống Thị Bé", "TRƯƠNG VĂN CẢ", "H'Hen Niê", "Công Văn Hải", "Tô Văn Sáu", ""]
)
ROWS = st.one_of(
    st.tuples(st.just("data"), NAMES.filter(bool), st.sampled_from(["Số 5", "Tổ 3", "", "ngõ 31"])),
    st.tuples(st.just("empty"), st.just(""), st.just("")),
    st.tuples(st.just("group"), st.sampled_from(["THÔN ĐÔNG", "Xóm Mới", "Tổ 5"]), st.just("")),
    st.tuples(st.just("subtotal"), st.sampled_from(["Cộng", "Tổng cộng", "Cộng: 3 hộ"]), st.just("")),
)


def _line(kind: str, number: int, text: str, more: str) -> str:
    return f"{number};{text};{more};" if kind == "data" else f";{text};{more};"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    titles=st.integers(0, 4),
    body=st.lists(ROWS, max_size=25),
    footers=st.lists(st.sampled_from(["Người lập biểu", "Trưởng thôn", "Lê Văn Ký"]), max_size=3),
)
def test_any_mixture_of_rows_is_wholly_accounted_for(tmp_path: Path, titles: int, body, footers) -> None:
    lines = [f"DANH SÁCH {n};;;" for n in range(titles)] + [GROUPED]
    lines += [_line(kind, n, text, more) for n, (kind, text, more) in enumerate(body, 1)]
    if footers:
        lines += ["Xã Mẫu, ngày 5 tháng 6 năm 2026;;;", *(f"{text};;;" for text in footers)]
    found = table(tmp_path, *lines)
    last = max(n for n, line in enumerate(lines, 1) if line.strip(";"))
    assert len(found.rows) + sum(found.ignored.values()) == last
    assert len(found.rows) == sum(kind == "data" for kind, _, _ in body)
    assert found.ignored["title"] == titles
    for kind in ("group", "subtotal"):
        assert found.ignored[kind] == sum(said == kind for said, _, _ in body)
    assert found.ignored["footer"] == (len(footers) + 1 if footers else 0)


@pytest.mark.parametrize("place", [(0, 0), (3, 2), (20, 5)])
def test_a_list_may_begin_anywhere_in_its_sheet(tmp_path: Path, place: tuple[int, int]) -> None:
    book = Workbook()
    down, right = place
    for number, cells in enumerate((("Họ và tên", "Khu dân cư"), ("Lê Thị Bé", "Thôn A"), ("Hà Văn Cả", "Thôn A"))):
        for column, text in enumerate(cells):
            book.active.cell(down + number + 1, right + column + 1, text)
    book.active.row_dimensions[down + 3].hidden = True
    book.save(tmp_path / "a.xlsx")
    found = tables_of(tmp_path / "a.xlsx").tables[0]
    assert [(row.row_no, row.hidden) for row in found.rows] == [(down + 2, False), (down + 3, True)]
    assert list(found.mapping.columns) == [right, right + 1]
    assert (found.ignored["empty"], found.ignored["header"]) == (down, 1)
    assert found.rows[0].values["head_name"].column == "ABCDEFGH"[right]


def test_a_line_cut_inside_a_text_is_an_error_and_never_half_a_household(tmp_path: Path) -> None:
    whole = ["Nguyễn Văn An,Thôn Đông,Số 5,"] * 3
    last = ('Lê Thị Bé,Thôn Đông,"Số 5, ngõ 2",', "Hà Văn Cả,Thôn Đông,Số 5, ngõ 2,")
    found = table(tmp_path, "Họ và tên,Khu dân cư,Địa chỉ,Ghi chú", *whole, *last)
    assert [row.values["note"].code for row in found.rows] == [None, None, None, None, "cut"]
    assert "ngoặc kép" in (found.rows[4].values["note"].error or "")
    assert found.rows[3].values["address"].text == "Số 5, ngõ 2"


def test_a_separator_at_the_end_of_every_line_is_no_error(tmp_path: Path) -> None:
    found = table(tmp_path, "Họ và tên;Khu dân cư", *["Nguyễn Văn An;Thôn Đông;"] * 4)
    assert [cell.error for row in found.rows for cell in row.values.values()] == [None] * 8
