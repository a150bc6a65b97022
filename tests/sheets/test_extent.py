"""No file, however small, can take the memory of the computer: it is refused before it is laid out."""

import struct
import zipfile
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook
from xlsxwriter import Workbook as Writer

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets import extent
from antq_desktop.sheets.own_list import read_own_list
from antq_desktop.sheets.rows import DataRow
from antq_desktop.sheets.table import FileTables
from workbooks import tables_of

HEADER = ("Họ và tên", "Khu dân cư")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HOUSEHOLD = ("Nguyễn Văn An", "Thôn Đông")


def workbook(path: Path, far: str = "", value: object = "x") -> Path:
    book = Workbook()
    for cells in (HEADER, HOUSEHOLD):
        book.active.append(cells)
    if far:
        book.active[far] = value
    book.save(path)
    return path


def with_part(path: Path, name: str, change) -> Path:
    """The same workbook with one part rewritten."""
    with zipfile.ZipFile(path) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, content in parts.items():
            package.writestr(entry, content)
    return path


def refused(path: Path) -> str:
    with pytest.raises(SheetError, match="quá lớn") as caught:
        tables_of(path)
    assert caught.value.code == "ANTQ-3004"
    return caught.value.what


def rows_of(file: FileTables[DataRow]) -> list[int]:
    return [row.row_no for row in file.tables[0].rows]


@pytest.mark.parametrize("place", ["XFD1048576", "A200001", "IW1", "AB1048576", "ABC3"])
def test_a_stray_cell_far_away(tmp_path: Path, place: str) -> None:
    path = workbook(tmp_path / "a.xlsx", place)
    assert "tối đa 200.000 dòng, 256 cột" in refused(path)
    with pytest.raises(SheetError, match="quá lớn"):
        read_own_list(path)


def test_a_new_workbook_named_as_an_old_one_is_measured_and_read_as_what_it_is(tmp_path: Path) -> None:
    far = workbook(tmp_path / "a.xlsx", "XFD1048576").rename(tmp_path / "a.xls")
    assert "tối đa 200.000 dòng" in refused(far)
    sound = workbook(tmp_path / "b.xlsx", "C2", "=A1").rename(tmp_path / "b.xls")
    file = tables_of(sound)
    assert (file.kind, rows_of(file)) == ("xlsx", [2])


@pytest.mark.parametrize("before", [b"\x00", b"MZ" + bytes(500), b"\r\n<html>"])
@pytest.mark.parametrize("kind", ["xls", "xlsx"])
def test_a_new_workbook_behind_other_bytes_is_measured_too(tmp_path: Path, before: bytes, kind: str) -> None:
    far = workbook(tmp_path / "far.xlsx", "XFD1048576").read_bytes()
    (tmp_path / f"a.{kind}").write_bytes(before + far)
    assert "tối đa 200.000 dòng" in refused(tmp_path / f"a.{kind}")


@pytest.mark.parametrize("kind", ["xls", "xlsx"])
def test_a_new_workbook_behind_the_shell_of_an_old_one_is_not_read(tmp_path: Path, kind: str) -> None:
    shell = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    path = tmp_path / f"a.{kind}"
    path.write_bytes(shell + workbook(tmp_path / "far.xlsx", "XFD1048576").read_bytes())
    with pytest.raises(SheetError, match="hỏng"):
        tables_of(path)
    with pytest.raises(SheetError, match="hỏng"):
        read_own_list(path)


def test_a_new_workbook_with_much_behind_it_is_not_read_unmeasured(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\x00" + workbook(tmp_path / "far.xlsx", "XFD1048576").read_bytes() + bytes(100_000))
    with pytest.raises(SheetError, match="hỏng"):
        tables_of(path)


def test_an_old_workbook_that_holds_a_packed_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for number, cells in enumerate((HEADER, HOUSEHOLD)):
        for column, text in enumerate(cells):
            sheet.write(number, column, text)
    book.save(str(tmp_path / "a.xls"))
    inside = workbook(tmp_path / "b.xlsx").read_bytes()
    with (tmp_path / "a.xls").open("ab") as file:
        file.write(inside.replace(b"xl/", b"yl/")[300:])
    file = tables_of(tmp_path / "a.xls")
    assert (file.kind, rows_of(file)) == ("xls", [2])


def test_cells_within_bounds_that_span_too_much_together(tmp_path: Path) -> None:
    assert "tối đa 6.000.000 ô" in refused(workbook(tmp_path / "a.xlsx", "IV200000"))


@pytest.mark.parametrize("place", ["IV2000", "A200000", "AZ100"])
def test_cells_within_bounds_are_read(tmp_path: Path, place: str) -> None:
    assert rows_of(tables_of(workbook(tmp_path / "a.xlsx", place)))[0] == 2


def test_cells_far_away_that_only_have_a_border_are_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    empty = '<row r="1048576"><c r="XFD1048576" s="0"/><c r="XFD1048576" s="0"></c></row></sheetData>'
    with_part(path, "xl/worksheets/sheet1.xml", lambda text: text.replace("</sheetData>", empty))
    assert rows_of(tables_of(path)) == [2]


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c t="inlineStr"><is><t>x</t></is></c></row>',
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        f'<x:row xmlns:x="{MAIN}" r="3"><x:c r="XFD3"><x:v>1</x:v></x:c></x:row>',
        '<row r="3"><c s="0" r="XFD3"><v>1</v></c></row>',
        f'<row r="3">{"<c><v>1</v></c>" * 300}</row>',
    ],
)
def test_far_cells_in_any_spelling(tmp_path: Path, far: str) -> None:
    path = workbook(tmp_path / "a.xlsx")
    with_part(path, "xl/worksheets/sheet1.xml", lambda text: text.replace("</sheetData>", f"{far}</sheetData>"))
    assert "tối đa 200.000 dòng, 256 cột" in refused(path)


def words(length: int) -> str:
    """A text that does not pack well enough to be taken for a bomb."""
    return " ".join(str(n * 7919 % 99991) for n in range(length // 5))


def with_shared_texts(path: Path) -> Path:
    """Header, household and ten thousand cells that show one text, as Excel keeps them."""
    with Writer(str(path)) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate((HEADER, HOUSEHOLD)):
            sheet.write_row(number, 0, cells)
        for number in range(2, 10_000):
            sheet.write_string(number, 2, "x")
    return path


def test_one_long_text_shown_by_very_many_cells(tmp_path: Path) -> None:
    path = with_shared_texts(tmp_path / "a.xlsx")
    with_part(path, "xl/sharedStrings.xml", lambda xml: xml.replace("<t>x<", f"<t>{words(30_000)}<"))
    assert "quá nhiều chữ" in refused(path)


def test_one_text_of_ten_megabytes_is_one_rejected_cell(tmp_path: Path) -> None:
    path = with_shared_texts(tmp_path / "a.xlsx")
    with_part(path, "xl/sharedStrings.xml", lambda xml: xml.replace(HOUSEHOLD[0], words(10 << 20)))
    row = tables_of(path).tables[0].rows[0]
    assert (row.values["head_name"].code, len(row.values["head_name"].raw)) == ("too_long", 200)
    assert row.values["area"].text == HOUSEHOLD[1]


def test_a_long_note_in_a_large_list_is_no_bomb(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(("Họ và tên", "Khu dân cư", "Ghi chú"))
    for number in range(3000):
        sheet.append((f"Nguyễn Văn {number:X}", "Thôn Đông", words(30_000) if number == 5 else "hộ mới"))
    book.save(tmp_path / "a.xlsx")
    assert len(tables_of(tmp_path / "a.xlsx").tables[0].rows) == 3000


@pytest.mark.parametrize("place", [(65535, 255), (30000, 240)])
def test_an_old_workbook_that_spans_too_much(tmp_path: Path, place: tuple[int, int]) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for column, text in enumerate(HEADER):
        sheet.write(0, column, text)
    sheet.write(*place, "x")
    book.save(str(tmp_path / "a.xls"))
    assert "tối đa 6.000.000 ô" in refused(tmp_path / "a.xls")


ODS = """<?xml version="1.0"?><office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="A">{}</table:table></office:spreadsheet></office:body></office:document-content>"""


def open_office(path: Path, *rows: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", ODS.format("".join(rows)))
    return path


def ods_row(*texts: str, times: int = 1, wide: int = 1) -> str:
    repeated = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{wide}"><text:p>'
    cells = "".join(f"{repeated}{text}</text:p></table:table-cell>" for text in texts)
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


@pytest.mark.parametrize(("times", "wide"), [(1_000_000, 1), (1, 16_000), (150_000, 200)])
def test_repeated_cells_of_open_office_are_counted(tmp_path: Path, times: int, wide: int) -> None:
    path = open_office(tmp_path / "a.ods", ods_row(*HEADER), ods_row(*HOUSEHOLD), ods_row("x", times=times, wide=wide))
    assert "tối đa" in refused(path)


def test_the_empty_rest_of_a_sheet_of_open_office_counts_nothing(tmp_path: Path) -> None:
    rest = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = open_office(tmp_path / "a.ods", ods_row(*HEADER), ods_row(*HOUSEHOLD), rest)
    assert rows_of(tables_of(path)) == [2]


def record(kind: int, content: bytes) -> bytes:
    return bytes([kind, len(content)]) + content


@pytest.mark.parametrize(("row", "column", "far"), [(1_048_575, 0, True), (0, 16_383, True), (9, 5, False)])
def test_binary_workbooks_are_measured_too(tmp_path: Path, row: int, column: int, far: bool) -> None:
    sheet = record(0, struct.pack("<I", row) + bytes(13)) + record(5, struct.pack("<IId", column, 0, 1.0))
    blank = record(0, struct.pack("<I", 999_999) + bytes(13)) + record(1, struct.pack("<II", 9000, 0))
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as package:
        package.writestr("xl/worksheets/sheet1.bin", sheet + blank)
    with zipfile.ZipFile(tmp_path / "a.xlsb") as package:
        if far:
            with pytest.raises(extent.TooLarge):
                extent.check(package)
        else:
            extent.check(package)


def test_sizes_that_lie_do_not_help(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    with_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</sheetData>", f"<!--{' ' * (9 << 20)}--></sheetData>"),
    )
    with zipfile.ZipFile(path) as package:
        real = package.getinfo("xl/worksheets/sheet1.xml").file_size
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", real), struct.pack("<I", 5000)))
    with pytest.raises(SheetError, match="hỏng"):
        tables_of(path)
