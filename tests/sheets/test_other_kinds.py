"""Workbooks of Open Office and binary ones: what the fast reader hides of them is told at its cell."""

import re
import struct
import zipfile
from pathlib import Path

import pytest

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets import scan_ods
from antq_desktop.sheets.rows import DataRow
from antq_desktop.sheets.table import SheetTable
from workbooks import tables_of

HEADER = ("Họ và tên", "Khu dân cư", "Ngày ký")


def only(path: Path) -> SheetTable[DataRow]:
    (table,) = tables_of(path).tables
    return table


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:style-name="ta1" table:name="A &amp; B">{}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
ODS_ERROR = '<table:table-cell table:formula="of:=NA()" office:value-type="{}" calcext:value-type="error">'


def ods_cell(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f'<table:table-cell office:value-type="date" office:date-value="{text}"/>'
    if text.startswith("<"):
        return text
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def open_office(path: Path, *lines: tuple[str, ...], row: str = "<table:table-row>") -> Path:
    rows = "".join(f"{row}{''.join(map(ods_cell, line))}</table:table-row>" for line in lines)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", ODS.format(rows))
    return path


def test_a_sheet_of_open_office(tmp_path: Path) -> None:
    (row,) = only(open_office(tmp_path / "a.ods", HEADER, ("Nguyễn Văn An", "Thôn Đông", "2026-02-01"))).rows
    assert (row.values["head_name"].text, str(row.values["signed_on"].value)) == ("Nguyễn Văn An", "2026-02-01")


@pytest.mark.parametrize("name", ["a.ods", "a.xls"])
def test_errors_of_open_office_are_told_at_their_cells(tmp_path: Path, name: str) -> None:
    hidden = '<table:table-row table:number-rows-repeated="2" table:visibility="collapse">'
    spaced = f'{ods_cell("x")}</table:table-row>{hidden}<table:covered-table-cell table:number-columns-repeated="3"/>'
    path = open_office(
        tmp_path / name,
        ("Họ và tên", "Khu dân cư", "Số khẩu"),
        ("Nguyễn Văn An", "Thôn Đông", ODS_ERROR.format("float") + "<text:p>#DIV/0!</text:p></table:table-cell>"),
        ("Lê Thị Bé", "Thôn Đông", spaced),
        ("Hà Văn Cả", ODS_ERROR.format("string") + "<text:p>Err:502</text:p></table:table-cell>", ""),
        ("Hà Văn Dậu", '<table:table-cell table:formula="of:=B2"/>', ods_cell("#REF!")),
        (ODS_ERROR.format("string") + "<text:p>Err:504</text:p></table:table-cell>",),
    )
    rows = only(path).rows
    found = [(row.row_no, key, cell.code) for row in rows for key, cell in row.values.items() if cell.error]
    assert found == [
        *((2, "size", "cell_error"), (3, "size", "value"), (6, "area", "cell_error")),
        *((7, "area", "formula"), (7, "size", "cell_error"), (8, "head_name", "cell_error")),
    ]
    assert "#DIV/0!" in (rows[0].values["size"].error or "")
    assert "Err:502" in (rows[2].values["area"].error or "")


def test_hidden_rows_of_open_office_are_marked(tmp_path: Path) -> None:
    row = '<table:table-row table:visibility="collapse">'
    assert [row.hidden for row in only(open_office(tmp_path / "a.ods", HEADER, ("Lê Thị Bé", "A", ""), row=row)).rows]


def test_very_many_errors_of_open_office_take_no_memory(tmp_path: Path) -> None:
    many = ODS_ERROR.format("string").replace("cell", 'cell table:number-columns-repeated="100"', 1)
    row = '<table:table-row table:number-rows-repeated="50000" table:visibility="collapse">'
    lines = f"</table:table-row>{row}{many}<text:p>#N/A</text:p></table:table-cell>"
    with zipfile.ZipFile(open_office(tmp_path / "a.ods", (lines,) * 3)) as package:
        found = scan_ods.scan(package)["A & B"]
    assert (len(found.errors), len(found.hidden)) == (200_000, 150_000)


def record(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_row(number: int, *cells: str | int) -> bytes:
    """A row of texts, and of errors by their code: the first from a formula, the others typed."""
    made, kinds = record(0, struct.pack("<I", number) + bytes(13)), [11, 3, 3]
    for column, cell in enumerate(cells):
        place = struct.pack("<II", column, 0)
        made += record(6, place + wide(cell)) if isinstance(cell, str) else record(kinds.pop(0), place + bytes([cell]))
    return made


def binary(path: Path, rows: bytes) -> Path:
    sheet = record(129) + record(148, struct.pack("<IIII", 0, 2, 0, 2)) + record(145)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Tờ 1"))
    relation = '<a><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.bin"/></a>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.bin", book + record(144) + record(132))
        package.writestr("xl/_rels/workbook.bin.rels", relation)
        package.writestr("xl/worksheets/sheet1.bin", sheet + rows + record(146) + record(130))
    return path


def test_errors_of_a_binary_workbook_are_told_at_their_cells(tmp_path: Path) -> None:
    rows = binary_row(0, *HEADER) + binary_row(1, "Nguyễn Văn An", 0x17, 0x2A) + binary_row(2, "Lê Thị Bé", "A")
    first, second = only(binary(tmp_path / "a.xlsb", rows)).rows
    assert [first.values[key].code for key in ("head_name", "area", "signed_on")] == [None, "cell_error", "cell_error"]
    assert "#REF!" in (first.values["area"].error or "")
    assert "#N/A" in (first.values["signed_on"].error or "")
    assert not any(cell.error for cell in second.values.values())


def test_a_binary_workbook_that_makes_the_fast_reader_panic_is_refused_in_words(tmp_path: Path) -> None:
    beyond = record(7, struct.pack("<III", 3, 0, 5_000_000))
    path = binary(tmp_path / "a.xlsb", binary_row(0, *HEADER) + beyond)
    with pytest.raises(SheetError, match="hỏng"):
        only(path)
