"""Lists that begin with their first household: nobody is taken for a heading."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets.rows import DataRow
from antq_desktop.sheets.table import Chosen, SheetTable
from workbooks import tables_of

COLUMNS = {0: "head_name", 1: "area", 2: "signed_on"}
PEOPLE = [
    ("Nguyễn Văn An", "Thôn Đông", "01/02/2026"),
    ("Lê Thị Bé", "Thôn Đông", None),
    ("Hà Văn Cả", "Thôn A", "6/2026"),
]


def read(folder: Path, *rows: tuple, chosen: Chosen) -> SheetTable[DataRow]:
    book = Workbook()
    for cells in rows:
        book.active.append(cells)
    book.create_sheet("Trống")
    book.save(folder / "a.xlsx")
    (table,) = tables_of(folder / "a.xlsx", chosen=chosen).tables
    assert len(table.rows) + sum(table.ignored.values()) == len(rows)
    return table


def names(table: SheetTable[DataRow]) -> list[str | None]:
    return [row.values["head_name"].text for row in table.rows]


@pytest.mark.parametrize("columns", [COLUMNS, {0: "head_name", 1: "area"}])
def test_the_first_row_is_the_first_household_where_a_person_says_so(tmp_path: Path, columns: dict[int, str]) -> None:
    table = read(tmp_path, *PEOPLE, chosen=Chosen(columns, header_row=0))
    assert names(table) == [person[0] for person in PEOPLE]
    assert (table.rows[0].row_no, table.mapping.header_rows, table.ignored["header"]) == (1, (), 0)
    last = "Ngày ký" if 2 in columns else "Cột C"
    assert table.headers == {0: "Họ và tên chủ hộ", 1: "Khu dân cư", 2: last}


def test_columns_of_such_a_list_are_shown_before_anything_is_chosen(tmp_path: Path) -> None:
    table = read(tmp_path, *PEOPLE, chosen=Chosen(header_row=0))
    assert table.headers == {0: "Cột A", 1: "Cột B", 2: "Cột C"}
    assert table.samples[0] == tuple(person[0] for person in PEOPLE)
    assert table.mapping.columns == {}


def test_a_text_file_without_header_may_end_every_line_with_a_separator(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Nguyễn Văn An;Thôn Đông;\nLê Thị Bé;Thôn Đông;\n", "utf-8")
    (table,) = tables_of(tmp_path / "a.csv", chosen=Chosen(COLUMNS, header_row=0)).tables
    assert names(table) == ["Nguyễn Văn An", "Lê Thị Bé"]
    assert not any(cell.error for row in table.rows for cell in row.values.values())


@pytest.mark.parametrize("day", ["01/02/2026", date(2026, 2, 1)])
def test_a_row_with_a_date_where_one_belongs_is_no_header(tmp_path: Path, day: object) -> None:
    title = ("DANH SÁCH", None, None)
    table = read(tmp_path, title, PEOPLE[1], ("Nguyễn Văn An", "Thôn Đông", day), chosen=Chosen(COLUMNS))
    assert names(table) == ["Lê Thị Bé", "Nguyễn Văn An"]
    assert table.ignored["title"] == 1


def test_identity_numbers_are_refused_without_a_heading_too(tmp_path: Path) -> None:
    rows = [(*PEOPLE[0][:2], f"00120400000{n}") for n in range(4)]
    table = read(tmp_path, *rows, chosen=Chosen({0: "head_name", 1: "area", 2: "note"}, header_row=0))
    assert [column.letter for column in table.mapping.refused] == ["C"]
    assert "00120400000" not in repr(table)


def test_a_person_can_say_where_the_header_is(tmp_path: Path) -> None:
    rows = [("Họ tên", "Thôn"), ("(mẫu cũ)", "bỏ"), ("Họ và tên", "Khu dân cư"), PEOPLE[0][:2]]
    table = read(tmp_path, *rows, chosen=Chosen(header_row=3))
    assert (names(table), table.ignored["title"]) == (["Nguyễn Văn An"], 2)
    with pytest.raises(SheetError, match="Không thấy cột"):
        read(tmp_path, *rows, chosen=Chosen(header_row=5))
