"""Lists that leave for Excel and come back, at a terminal."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from commands import Shell
from workbooks import reckon

WHY = ("--reason", "đối chiếu")


@pytest.fixture
def listed(shell: Shell, tmp_path: Path) -> Path:
    """The exported list of two households."""
    shell.area()
    for name in ("Nguyễn Văn An", "Lê Thị Bé"):
        shell.household(name, "đông hạ", "address=Số 1")
    path = tmp_path / "ho.xlsx"
    assert shell("sheet", "household", "--out", path, *WHY).done["rows"] == 2
    return path


def type_in(path: Path, name: str, heading: str, value: str) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    line = next(row[0].row for row in sheet.iter_rows() if name in {cell.value for cell in row})
    sheet.cell(line, titles.index(heading) + 1).value = value
    book.save(path)


def test_an_edited_list_of_households_is_looked_at_and_taken_back(shell: Shell, listed: Path) -> None:
    type_in(listed, "Lê Thị Bé", "Địa chỉ", "Số 7")
    before = shell.state()
    back = ("sheet", "household", "--take-back", listed)
    seen = shell(*back, "--dry-run").done
    assert (seen["updated"], seen["already"], seen["operation"]) == (1, 1, None)
    assert [(one["title"], one["register"], one["file"]) for one in seen["changes"]] == [("Lê Thị Bé", "Số 1", "Số 7")]
    assert "Lê Thị Bé, Địa chỉ: “Số 1” → “Số 7”" in shell.text(*back, "--dry-run").out
    assert shell.state() == before
    done = shell(*back).done
    assert shell("find", "bé").done["records"][0]["address"] == "Số 7"
    shell("undo", done["operation"])
    assert shell.state() == before


def test_bad_cells_are_printed_each_on_a_line_and_good_rows_are_taken_on_wish(shell: Shell, listed: Path) -> None:
    type_in(listed, "Lê Thị Bé", "Số nhân khẩu", "500")
    type_in(listed, "Nguyễn Văn An", "Địa chỉ", "Số 7")
    before = shell.state()
    back = ("sheet", "household", "--take-back", listed)
    refused = shell.text(*back)
    assert refused.code == 3
    assert "Số nhân khẩu" in refused.err
    assert "500" in refused.err
    assert shell.state() == before
    said = shell(*back, "--good-rows")
    assert (said.code, said.data["updated"]) == (3, 1)
    assert [(one["row"], one["field"], one["file"]) for one in said.data["rejected"]] == [(3, "size", "500")]
    assert shell("find", "nguyen van an").done["records"][0]["address"] == "Số 7"


def test_a_cell_edited_on_both_sides_is_left_to_a_person(shell: Shell, listed: Path) -> None:
    type_in(listed, "Lê Thị Bé", "Địa chỉ", "Số 7")
    uid = shell("find", "bé").done["records"][0]["id"]
    shell("edit", "household", uid, "address=Số 9")
    said = shell("sheet", "household", "--take-back", listed)
    assert said.code == 8
    assert [(one["id"], one["field"], one["register"], one["file"]) for one in said.data["decisions"]] == [
        (uid, "address", "Số 9", "Số 7")
    ]
    assert shell("find", "bé").done["records"][0]["address"] == "Số 9"
    assert "sổ đã sửa thành “Số 9” sau khi kết xuất" in shell.text("sheet", "household", "--take-back", listed).out


def test_the_import_names_the_command_that_takes_a_list_back(shell: Shell, listed: Path) -> None:
    refused = shell("import", listed, "--register", "household")
    assert (refused.error, refused.code) == ("ANTQ-1001", 2)
    assert "antq sheet household --take-back" in refused.data["error"]["message"]


def test_what_makes_no_sense_with_lists_is_refused(shell: Shell, listed: Path, tmp_path: Path) -> None:
    for words in (
        (),
        ("--dry-run",),
        ("--out", tmp_path / "a.xlsx", "--dry-run", *WHY),
        ("--take-back", listed, "--out", tmp_path / "a.xlsx"),
        ("--out", tmp_path / "a.xls", *WHY),
        ("--out", tmp_path / "a", *WHY),
    ):
        refused = shell("sheet", "household", *words)
        assert (refused.error, refused.code) == ("ANTQ-1001", 2), words
    assert shell("import", listed, "--errors", tmp_path / "loi.csv").code == 2
    assert not list(tmp_path.glob("a*"))
    csv = tmp_path / "ho.csv"
    assert shell("sheet", "household", "--out", csv, *WHY).done["rows"] == 2
    assert csv.read_bytes().startswith("\ufeffHọ và tên chủ hộ;".encode())
    assert shell("sheet", "household", "--take-back", csv).code == 3


def test_results_of_formulas_are_taken_only_if_asked_for(shell: Shell, listed: Path) -> None:
    book = load_workbook(listed)
    sheet = book.worksheets[0]
    place = next(cell.coordinate for cell in sheet[1] if cell.value == "Địa chỉ").replace("1", "2")
    sheet[place] = '="Số "&77'
    book.save(listed)
    reckon(listed, {place: "Số 77"})
    back = ("sheet", "household", "--take-back", listed)
    refused = shell.text(*back)
    assert (refused.code, "công thức ra “Số 77”" in refused.err) == (3, True)
    assert shell(*back, "--good-rows").data["rejected"][0]["code"] == "formula"
    assert shell(*back, "--formula-results").done["updated"] == 1


def test_chosen_columns_leave_and_come_back(shell: Shell, listed: Path, tmp_path: Path) -> None:
    path = tmp_path / "vai-cot.xlsx"
    assert shell("sheet", "household", "--out", path, *WHY, "--columns", "head_name, size").done["rows"] == 2
    titles = [cell.value for cell in load_workbook(path).worksheets[0][1]]
    assert titles == ["_ma", "Họ và tên chủ hộ", "Số nhân khẩu", "Đang cư trú (chỉ xem)"]
    type_in(path, "Lê Thị Bé", "Số nhân khẩu", "4")
    assert shell("sheet", "household", "--take-back", path).done["updated"] == 1
    refused = shell("sheet", "household", "--out", path, *WHY, "--columns", "cccd")
    assert (refused.code, "cccd" in refused.data["error"]["message"]) == (2, True)
