"""The four sample workbooks of communes, read exactly as a person would."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from antq_desktop.sheets.rows import DataRow
from antq_desktop.sheets.table import FileTables
from workbooks import tables_of

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "imports"
NAMES = ("mau1_gon_gang.xlsx", "mau2_tieu_de_nhom.xlsx", "mau3_font_cu.xls", "mau4_mac_nfd.csv")
KEYS = {"dia_chi": "address", "to_chuc": "organizations", "ghi_chu": "note"}


def expected(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}.expected.json").read_text("utf-8"))


def read(name: str) -> FileTables[DataRow]:
    return tables_of(SAMPLES / name)


def text(row: DataRow, key: str) -> str | None:
    cell = row.values.get(key)
    return cell.text if cell else None


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_what_the_sample_expects(name: str) -> None:
    wanted, file = expected(name), read(name)
    rows = [(table.sheet, row) for table in file.tables for row in table.rows]
    assert [(sheet, row.row_no) for sheet, row in rows] == [(line["_sheet"], line["_row"]) for line in wanted["rows"]]
    for (_, row), line in zip(rows, wanted["rows"], strict=True):
        assert (text(row, "head_name") or "").casefold() == line["ho_ten"].casefold()
        assert (text(row, "area") or row.group or "").casefold() == line["khu_dan_cu"].casefold()
        assert {ours: text(row, ours) for theirs, ours in KEYS.items() if theirs in line} == {
            ours: line[theirs] for theirs, ours in KEYS.items() if theirs in line
        }
        assert row.values["size"].value == line["so_nhan_khau"]
        signed = row.values["signed_on"].value
        assert (signed.isoformat() if isinstance(signed, date) else None) == line["ngay_ky"]
        assert not any(cell.error for cell in row.values.values())
        assert all(unicodedata.is_normalized("NFC", cell.raw) for cell in row.values.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_encoding_is_recognised(name: str) -> None:
    assert read(name).file_encoding == expected(name)["encoding"]


def test_the_stacked_header_groups_subtotals_and_signatures_are_counted() -> None:
    wanted, table = expected(NAMES[1]), read(NAMES[1]).tables[0]
    assert list(table.mapping.header_rows) == wanted["header_row"]
    assert {name: table.ignored[name] for name in wanted["skipped"]} == wanted["skipped"]
    assert table.ignored["header"] == 2


def test_fonts_decide_the_encoding_of_the_old_workbook() -> None:
    counts = read(NAMES[2]).tables[0].encodings
    assert counts["tcvn3"] > 20
    assert set(counts) <= {"tcvn3", "unicode"}
