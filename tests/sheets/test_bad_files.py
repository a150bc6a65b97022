"""Files that are not what they seem: each is refused or read with its own sentence, never half."""

import csv
import re
import struct
import zipfile
from pathlib import Path
from random import Random

import pytest
import xlwt
from openpyxl import Workbook, load_workbook

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets.own_list import read_own_list
from antq_desktop.sheets.rows import DataRow
from antq_desktop.sheets.table import Chosen, FileTables, SheetTable
from workbooks import tables_of

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "imports"
HEADER = ("Họ và tên", "Khu dân cư", "Ngày ký")
TEXT = "Họ và tên;Khu dân cư;Địa chỉ\nNguyễn Văn Đức;Thôn Đông Hạ;Số 5, ngõ Lê Lợi\nTrần Thị Hường;Thôn Đoài;\n"


def read(path: Path) -> FileTables[DataRow]:
    return tables_of(path)


def refused(path: Path) -> SheetError:
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(SheetError) as caught:
        read(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert caught.value.do
    return caught.value


def workbook(path: Path, *rows: tuple, header: tuple = HEADER) -> Path:
    book = Workbook()
    for cells in (header, *rows):
        book.active.append(cells)
    book.save(path)
    return path


def only(path: Path) -> SheetTable[DataRow]:
    return read(path).tables[0]


def names(table: SheetTable[DataRow]) -> list[str | None]:
    return [row.values["head_name"].text for row in table.rows]


def test_a_text_file_named_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text(TEXT, "utf-8")
    assert "không phải là bảng tính" in refused(path).what
    path.rename(tmp_path / "a.xls")
    assert "không phải là bảng tính" in refused(tmp_path / "a.xls").what


def test_a_workbook_named_as_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    workbook(tmp_path / "a.xlsx", ("Nguyễn Văn An", "Thôn Đông")).rename(path)
    assert "không phải là văn bản" in refused(path).what


def test_the_shell_of_an_old_workbook_with_nothing_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))
    error = refused(path)
    assert ("bị hỏng" in error.what, error.code) == (True, "ANTQ-3001")


def test_an_old_workbook_under_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for column, text in enumerate(HEADER):
        sheet.write(0, column, text)
    book.save(str(path))
    data = path.read_bytes()
    place = re.search(rb"\x09\x08\x10\x00\x00\x06\x05\x00", data).end() + 12
    locked = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
    path.write_bytes(data[:place] + locked + data[place + len(locked) :])
    error = refused(path)
    assert ("được đặt mật khẩu" in error.what, error.code) == (True, "ANTQ-3003")


@pytest.mark.parametrize("content", [b"", b" \r\n\r\n"])
@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv", "ods"])
def test_an_empty_file(tmp_path: Path, kind: str, content: bytes) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(content)
    assert "trống" in refused(path).what


def test_a_workbook_without_a_single_cell(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx").code == "ANTQ-3002"


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_workbook_of_which_the_end_is_missing(tmp_path: Path, part: float) -> None:
    data = workbook(tmp_path / "a.xlsx", *[("Nguyễn Văn An", "Thôn Đông")] * 50).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(data[: int(len(data) * part)])
    assert "hỏng" in refused(tmp_path / "a.xlsx").what


@pytest.mark.parametrize("place", [0.15, 0.3, 0.45, 0.6])
def test_a_workbook_with_changed_bytes_is_refused_or_read_whole(tmp_path: Path, place: float) -> None:
    path = workbook(tmp_path / "a.xlsx", *[(f"Nguyễn Văn {n:X}", "Thôn Đông") for n in range(50)])
    data = bytearray(path.read_bytes())
    start = int(len(data) * place)
    data[start : start + 40] = bytes(value ^ 0xFF for value in data[start : start + 40])
    path.write_bytes(bytes(data))
    assert _read_or_said(path) in {50, "hỏng"}


@pytest.mark.parametrize("seed", range(4))
def test_an_old_workbook_with_changed_bytes_is_refused_or_read(tmp_path: Path, seed: int) -> None:
    data, chance = (SAMPLES / "mau3_font_cu.xls").read_bytes(), Random(seed)
    for _ in range(60):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        (tmp_path / "a.xls").write_bytes(changed)
        said = _read_or_said(tmp_path / "a.xls")
        assert isinstance(said, int) or said.startswith(("hỏng", "Không thấy cột", "Tệp a.xls"))


def test_a_line_with_more_cells_than_the_first_where_nothing_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("An;B\nAn;B\nAn;B;C;D\n", "utf-8")
    (table,) = tables_of(tmp_path / "a.csv", chosen=Chosen(header_row=0)).tables
    assert len(table.rows) == 3


def _read_or_said(path: Path) -> int | str:
    try:
        return len(only(path).rows)
    except SheetError as error:
        return "hỏng" if "hỏng" in error.what else error.what


def test_a_workbook_that_would_fill_the_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Nguyễn Văn An", "Thôn Đông"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/bomb.xml", b"\0" * (20 << 20))
    error = refused(path)
    assert ("quá lớn" in error.what, error.code) == (True, "ANTQ-3004")


def test_a_name_of_ten_megabytes_is_one_rejected_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Họ và tên;Khu dân cư\n{'a' * 10_000_000};Thôn Đông\n", "utf-8")
    before = csv.field_size_limit(1 << 30)  # as a library may raise it for the whole process
    try:
        assert "quá dài" in refused(path).what
    finally:
        csv.field_size_limit(before)
    path.write_text(f"Họ và tên;Khu dân cư\n{'a' * 100_000};Thôn Đông\n", "utf-8")
    (row,) = only(path).rows
    assert (row.values["head_name"].code, len(row.values["head_name"].raw)) == ("too_long", 200)


def test_control_characters_are_an_error_of_their_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Họ và tên;Khu dân cư\nNguyễn\x07 Văn An;Thôn Đông\nLê Thị Bé;Thôn Đông\n", "utf-8")
    assert [row.values["head_name"].code for row in only(path).rows] == ["control", None]


def test_too_many_columns_or_rows(tmp_path: Path) -> None:
    header = (*HEADER, *(f"Cột {n}" for n in range(300)))
    error = refused(workbook(tmp_path / "a.xlsx", ("Nguyễn Văn An", "Thôn Đông"), header=header))
    assert ("tối đa 200.000 dòng, 256 cột" in error.what, error.code) == (True, "ANTQ-3004")
    (tmp_path / "a.csv").write_text("Họ và tên;Khu dân cư\n" + "An;Đông\n" * 200_001, "utf-8")
    assert refused(tmp_path / "a.csv").code == "ANTQ-3004"


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a"])
def test_a_file_of_another_kind(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 nothing")
    assert "Không đọc được loại tệp" in refused(tmp_path / name).what


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    assert "Không thấy tệp a.xlsx" in refused(tmp_path / "a.xlsx").what
    assert "là thư mục" in refused(tmp_path).what
    with pytest.raises(SheetError, match="Không thấy tệp"):
        read_own_list(tmp_path / "a.xlsx")


def test_a_sheet_of_numbers_has_no_header(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", *[(1, 2, 3)] * 20, header=(4, 5, 6))
    error = refused(path)
    assert ("Không thấy cột “Họ và tên chủ hộ”" in error.what, error.code) == (True, "ANTQ-3002")


def test_errors_and_formulas_without_a_value_are_errors_of_their_cells(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("Nguyễn Văn An", "Thôn Đông", "=TODAY()"),
        ("Lê Thị Bé", "Thôn Đông", "#N/A"),
        ("Hà Văn Cả", "=B2", None),
    )
    book = load_workbook(path)
    assert book.active["C3"].data_type == "e"
    rows = only(path).rows
    assert [(row.values["signed_on"].code, row.values["area"].code) for row in rows] == [
        ("formula", None),
        ("cell_error", None),
        (None, "formula"),
    ]
    assert "#N/A" in (rows[1].values["signed_on"].error or "")


def test_hidden_rows_are_read_and_marked_and_hidden_sheets_are_not(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Nguyễn Văn An", "Thôn Đông"), ("Lê Thị Bé", "Thôn Đông"))
    book = load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.active.title = "A & B <1>"
    secret = book.create_sheet("Ẩn")
    secret.append(HEADER)
    secret.append(("Hà Văn Cả", "Thôn Đông"))
    secret.sheet_state = "hidden"
    book.save(path)
    file = read(path)
    assert [table.sheet for table in file.tables] == ["A & B <1>"]
    assert [row.hidden for row in file.tables[0].rows] == [False, True]


def test_merged_headers_name_the_columns_under_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["DANH SÁCH CÁC HỘ KÝ CAM KẾT NĂM 2026"])
    sheet.append(["STT", "Họ và tên chủ hộ", "Địa bàn", None, "Ký cam kết", None])
    sheet.append([None, None, "Khu dân cư", "Số nhà", "Ngày ký", "Ghi chú"])
    sheet.append([1, "Nguyễn Văn An", "Thôn Đông", "Số 5", "01/02/2026", "đi làm xa"])
    for area in ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    table = only(tmp_path / "a.xlsx")
    assert table.mapping.header_rows == (2, 3)
    assert list(table.mapping.columns.values()) == ["_number", "head_name", "area", "address", "signed_on", "note"]
    assert names(table) == ["Nguyễn Văn An"]


def test_errors_that_came_into_a_text_file_are_told_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Họ và tên;Khu dân cư;Địa chỉ\nNguyễn Văn An;Thôn Đông;#N/A\n", "utf-8")
    assert only(tmp_path / "a.csv").rows[0].values["address"].code == "cell_error"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_text_files_of_every_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    import unicodedata

    text = TEXT.replace(";", separator)
    if encoding == "cp1258":
        text = "".join(_for_cp1258(letter) for letter in unicodedata.normalize("NFC", text))
    (tmp_path / "a.csv").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    file = read(tmp_path / "a.csv")
    assert file.file_encoding == {"utf-8-sig": "utf-8"}.get(encoding, encoding)[:6]
    assert names(file.tables[0]) == ["Nguyễn Văn Đức", "Trần Thị Hường"]
    assert file.tables[0].rows[0].values["address"].text == "Số 5, ngõ Lê Lợi"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_file_cut_in_the_middle_of_a_letter_keeps_its_whole_lines(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(f"{TEXT}Lê Văn Sáu;Thôn Đoà".encode(encoding)[:-1])
    table = only(tmp_path / "a.csv")
    assert names(table) == ["Nguyễn Văn Đức", "Trần Thị Hường", "Lê Văn Sáu"]
    assert [row.values["area"].code for row in table.rows] == [None, None, "unreadable"]


@pytest.mark.parametrize("content", [bytes(5000), b"\x00\x01" * 900 + bytes(9), b"Ho ten\x00;Thon\nA\x00;B\n"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert "không phải là văn bản" in refused(tmp_path / "a.csv").what


def _for_cp1258(letter: str) -> str:
    """Base letters of the code page with combining tones."""
    import unicodedata

    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tones
    return letter


def test_a_person_can_say_what_columns_are_whose_headings_say_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Nguyễn Văn An", "Thôn Đông", None), header=("Cột 1", "Cột 2", "Cột 3"))
    assert refused(path).code == "ANTQ-3002"
    (row,) = tables_of(path, chosen=Chosen({0: "head_name", 1: "area"})).tables[0].rows
    assert (row.values["head_name"].text, row.values["area"].text) == ("Nguyễn Văn An", "Thôn Đông")


def test_only_the_sheet_asked_for_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Nguyễn Văn An", "Thôn Đông"))
    assert len(tables_of(path, chosen=Chosen(sheet="Sheet")).tables) == 1
    with pytest.raises(SheetError, match="không có bảng “Khác”"):
        tables_of(path, chosen=Chosen(sheet="Khác"))


def test_hidden_rows_and_error_cells_of_an_old_workbook_are_seen(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for number, cells in enumerate((HEADER, ("Nguyễn Văn An", "Thôn Đông"), ("Lê Thị Bé", "Thôn Đông"))):
        for column, text in enumerate(cells):
            sheet.write(number, column, text)
    sheet.row(1).hidden = True
    sheet.row(2).set_cell_error(2, 0x2A)
    book.save(str(tmp_path / "a.xls"))
    first, second = only(tmp_path / "a.xls").rows
    assert (first.hidden, second.hidden) == (True, False)
    assert (first.values["signed_on"].code, second.values["signed_on"].code) == (None, "cell_error")
