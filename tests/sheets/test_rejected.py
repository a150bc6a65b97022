"""Rows that were not taken come back with their decision, and every text as it was."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from antq_desktop.sheets.rejected import RejectedRow, write_rejected
from workbooks import tables_of

HEADERS = ("Họ và tên", "Khu dân cư", "Địa chỉ")


def test_the_workbook_shows_columns_reasons_and_room_to_decide(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    bad = ("=HYPERLINK(1)", "+Thôn", "-5")
    assert write_rejected(path, HEADERS, [RejectedRow("Tờ 1", 7, bad, "Thiếu tên", needs_decision=False)], "b1") == 1
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [*HEADERS, "Lý do", "Quyết định", "_dong", "_lo"]
    assert [cell.value for cell in sheet[2]] == [*bad, "Thiếu tên", None, "Tờ 1!7", "b1"]
    assert {cell.data_type for cell in sheet[2][:4]} == {"s"}
    inner = sheet.column_dimensions["F"]
    assert (sheet.column_dimensions["E"].hidden, inner.hidden, inner.min, inner.max) == (False, True, 6, 7)


def test_corrected_and_decided_it_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [
        RejectedRow("Tờ 1", 7, ("Lê Thị Bé", "Thôn Đông", ""), "Có hai hộ cùng tên", needs_decision=True),
        RejectedRow(None, 9, ("", "Thôn Đông", "Số 5"), "Thiếu tên", needs_decision=False),
    ]
    write_rejected(path, HEADERS, rows, "b1")
    book = load_workbook(path)
    book.active["A3"], book.active["E2"] = "Hà Văn Cả", "1"
    book.save(path)
    first, second = tables_of(path).tables[0].rows
    assert [first.values[key].text for key in ("_decision", "_row", "_batch")] == ["1", "Tờ 1!7", "b1"]
    assert [second.values[key].text for key in ("head_name", "_decision", "_row")] == ["Hà Văn Cả", None, "9"]


NAMES = st.sampled_from(["Nguyễn Văn An", "Lê Thị Bé", "Tống Văn Cả", "Trương Thị Dậu", "H'Hen Niê"])
PLACES = st.text("abcđêôư 0123456789,/-", max_size=20).map(lambda text: " ".join(text.split()))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(NAMES, PLACES), min_size=1, max_size=12))
def test_every_row_comes_back(tmp_path: Path, rows) -> None:
    given_rows = [
        RejectedRow(None, n, (name, "Thôn Đông", place), "Lỗi", False) for n, (name, place) in enumerate(rows)
    ]
    write_rejected(tmp_path / "a.xlsx", HEADERS, given_rows, "b1")
    table = tables_of(tmp_path / "a.xlsx").tables[0]
    found = [(row.values["head_name"].text, row.values["address"].text or "") for row in table.rows]
    assert found == rows
