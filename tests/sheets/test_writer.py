"""A list is written whole or not at all, with nothing about people left anywhere else."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from antq_desktop.domain.errors import StorageError, StoreReadOnly
from antq_desktop.domain.progress import Cancelled, Progress
from antq_desktop.sheets.own_list import read_own_list
from antq_desktop.sheets.rejected import RejectedRow, write_rejected
from antq_desktop.sheets.writer import META_SHEET, SHEET, Column, write_list

COLUMNS = [Column("name", "Tên"), Column("size", "Số", "integer")]


def write(path: Path, rows, progress: Progress | None = None) -> int:
    return write_list(path, COLUMNS, rows, title="Danh sách", meta={"register": "x"}, progress=progress)


DANGEROUS = ["=1+1", "+84", "-5", "@SUM(A1)", "\t=1", " =1", "http://a.b", "00123", "1e5", "TRUE", "#N/A", "'x", "a\nb"]


def test_whatever_looks_like_a_formula_number_or_link_is_text(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", [(str(n), text, n) for n, text in enumerate(DANGEROUS)])
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == DANGEROUS
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells[:6]] == [True] * 6
    assert not any(cell.hyperlink for cell in cells)


TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: text.strip()
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXTS, st.integers(-(10**9), 10**9)), max_size=8))
def test_what_was_written_is_read_back(tmp_path: Path, rows) -> None:
    write(tmp_path / "a.xlsx", [(f"code{n}", *row) for n, row in enumerate(rows)])
    own = read_own_list(tmp_path / "a.xlsx")
    assert own is not None
    assert [(row.code, row.values["name"], row.values["size"]) for row in own.rows] == [
        (f"code{n}", text, number) for n, (text, number) in enumerate(rows)
    ]


class Impatient(Progress):
    """Stops after the first step."""

    def step(self, done: int, total: int | None = None, label: str = "") -> None:
        raise Cancelled


def test_cancelled_half_way_the_old_list_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [("1", "cũ", 1)])
    before = path.read_bytes()
    with pytest.raises(Cancelled):
        write(path, [(str(n), "mới", n) for n in range(2000)], Impatient())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_no_names_go_through_the_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "nowhere"
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    write(tmp_path / "a.xlsx", [(str(n), f"Nguyễn Văn {n}", n) for n in range(5000)])
    assert not elsewhere.exists()
    assert [found.name for found in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_list_is_laid_out_for_the_screen_and_for_paper(tmp_path: Path) -> None:
    columns = [Column("name", "Họ và tên", width=30), Column("size", "Nhân khẩu", "integer", width=8)]
    rows = [(str(n), "Nguyễn Văn An", n) for n in range(3)]
    write_list(tmp_path / "a.xlsx", columns, rows, title="Hộ & cam kết", meta={})
    book = load_workbook(tmp_path / "a.xlsx")
    sheet = book[SHEET]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C2", "B1:C4", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.oddHeader.center.text, sheet.oddFooter.right.text) == ("Hộ && cam kết", "Trang &P/&N")
    assert [round(sheet.column_dimensions[letter].width) for letter in "BC"] == [31, 9]
    assert (sheet.column_dimensions["A"].hidden, book[META_SHEET].sheet_state) == (True, "veryHidden")
    assert book.properties.title == "Hộ & cam kết"
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.font.name for cell in cells} == {"Times New Roman"}


def test_a_workbook_of_somebody_else_is_no_list_of_ours(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(("_ma", "Tên"))
    book.save(tmp_path / "a.xlsx")
    assert read_own_list(tmp_path / "a.xlsx") is None
    book.active.title = SHEET
    book.create_sheet(META_SHEET).append(("format", "danh sách khác"))
    book.save(tmp_path / "a.xlsx")
    assert read_own_list(tmp_path / "a.xlsx") is None


def test_a_place_that_takes_no_file_is_told_in_words(unwritable: Path) -> None:
    before = set(unwritable.iterdir())
    with pytest.raises(StoreReadOnly, match="Không được ghi vào thư mục") as caught:
        write(unwritable / "a.xlsx", [("1", "An", 1)])
    assert caught.value.do
    with pytest.raises(StoreReadOnly, match="Không được ghi vào thư mục"):
        write_rejected(unwritable / "a.xlsx", ["Tên"], [RejectedRow(None, 2, ["An"], "Lỗi", False)], "b")
    assert not set(unwritable.iterdir()) - before


@pytest.mark.parametrize("name", ["tep/a.xlsx", "thu-muc"])
def test_a_target_that_can_be_no_file_leaves_nothing_half_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "tep").write_text("x", "utf-8")
    (tmp_path / "thu-muc").mkdir()
    with pytest.raises(StorageError, match="Không ghi được") as caught:
        write(tmp_path / name, [(str(n), "An", n) for n in range(2000)])
    assert caught.value.do
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["tep", "thu-muc"]
