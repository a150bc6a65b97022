"""What a column is: headings as communes write them, and identity numbers, whose digits go nowhere."""

import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook

from antq_desktop.services.import_reading import targets
from antq_desktop.sheets.headings import is_identity_number, signature
from antq_desktop.sheets.rejected import RejectedRow, write_rejected
from antq_desktop.sheets.table import FileTables, read_tables

NAMES = ("Nguyễn Văn An", "Lê Thị Bé", "Trần Văn Cả", "Phạm Thị Dần", "Hà Văn Em")


def workbook(path: Path, header: tuple, *columns: list) -> Path:
    book = Workbook()
    book.active.append(header)
    for cells in zip(NAMES, *columns, strict=False):
        book.active.append(cells)
    book.save(path)
    return path


def read(path: Path) -> FileTables:
    return read_tables(path, targets())


def leaves(value: object) -> Iterator[str]:
    """Every text and number anywhere in a structure."""
    if is_dataclass(value):
        for part in fields(value):
            yield from leaves(getattr(value, part.name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(key)
            yield from leaves(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from leaves(part)
    else:
        yield str(value)


@pytest.mark.parametrize(
    "heading", ["Số CCCD", "Số CMND/CCCD", "Số định danh cá nhân", "ĐDCN", "Căn cước", "Giấy tờ tùy thân"]
)
def test_an_identity_column_is_refused_by_its_heading(tmp_path: Path, heading: str) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Họ và tên", heading, "Khu dân cư"), ["đã cấp"] * 5, ["Thôn Đông"] * 5)
    table = read(path).tables[0]
    assert [(column.letter, column.header) for column in table.mapping.refused] == [("B", heading)]
    assert "đã cấp" not in set(leaves(table))


@pytest.mark.parametrize(
    "cells",
    [
        ["001082012345", "034082012345", "", "091082012345", "chưa có"],
        [1082012345, 34082012345, 91082012345, 1082012399, 2082012345],
        ["012345678", "112345678", "212345678", "312345678", "412345678"],
        ["001.082.012.345", "034 082 012 345", "091-082-012-345", "'001082012399", "002082012345"],
    ],
)
def test_an_identity_column_is_refused_by_its_content_and_its_digits_are_kept_nowhere(tmp_path: Path, cells) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Họ và tên", "Ghi chú", "Khu dân cư"), cells, ["Thôn Đông"] * 5)
    file = read(path)
    assert [column.letter for column in file.tables[0].mapping.refused] == ["B"]
    kept = "\n".join(leaves(file)).replace(file.sha256, "")
    for cell in cells:
        digits = "".join(filter(str.isdigit, str(cell)))
        assert not digits or digits not in "".join(filter(lambda c: not c.isspace() and c not in ".-", kept))


def test_one_or_two_identity_numbers_are_enough_where_there_is_nothing_else(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Họ và tên", "Khu dân cư", "Giấy"), ["Thôn Đông"] * 2, ["001082012345"] * 2)
    file = read(path)
    assert [column.letter for column in file.tables[0].mapping.refused] == ["C"]
    assert "001082012345" not in set(leaves(file))


def test_telephones_are_no_identity_numbers_but_identity_numbers_among_telephones_are(tmp_path: Path) -> None:
    header = ("Họ và tên", "Khu dân cư", "Điện thoại")
    areas = ["Thôn Đông"] * 5
    phones = workbook(tmp_path / "a.xlsx", header, areas, [912345678, "0912345679", "0912 345 680", 912345681, ""])
    assert read(phones).tables[0].mapping.refused == ()
    wrong = workbook(tmp_path / "b.xlsx", header, areas, ["001082012345"] * 5)
    assert [column.letter for column in read(wrong).tables[0].mapping.refused] == ["C"]


def test_a_person_cannot_choose_an_identity_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Họ và tên", "CCCD", "Khu dân cư"), ["001082012345"] * 5, ["Thôn Đông"] * 5)
    table = read_tables(path, targets(), mapping={0: "head_name", 1: "list_code", 2: "area"}).tables[0]
    assert table.mapping.columns == {0: "head_name", 2: "area"}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("001082012345", True),
        ("123456789", True),
        (1082012345.0, True),
        ("0912345678", False),
        ("12345", False),
        (5, False),
    ],
)
def test_what_identity_numbers_look_like(cell: object, said: bool) -> None:
    assert is_identity_number(cell) is said


@pytest.mark.parametrize(
    "heading", ["Ngày ký (dd/mm/yyyy)", "NGÀY KÝ", "Ngày  ký", "ngay ky", "Ngày\nký", "Ngày ký (nếu có):"]
)
def test_headings_are_known_whatever_stands_in_brackets(tmp_path: Path, heading: str) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ("Họ và tên chủ hộ (viết hoa)", "Khu dân cư", heading), ["Thôn A"] * 5, ["1/2/2026"] * 5
    )
    assert list(read(path).tables[0].mapping.columns.values()) == ["head_name", "area", "signed_on"]


def test_the_same_headings_are_known_again_in_any_order_and_case() -> None:
    assert signature(["Họ và tên", "Khu dân cư"]) == signature(["KHU DÂN CƯ", "ho va ten", ""])
    assert signature(["Họ và tên"]) != signature(["Họ và tên", "Khu dân cư"])


def test_a_sheet_without_names_is_skipped_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Họ và tên", "Khu dân cư"), ["Thôn Đông"] * 5)
    from_disk = read(path)
    assert from_disk.skipped_sheets == ()
    book = Workbook()
    book.active.append(("Họ và tên", "Khu dân cư"))
    book.active.append(("Nguyễn Văn An", "Thôn Đông"))
    book.create_sheet("Hướng dẫn").append(("Đọc kỹ trước khi điền",))
    book.save(path)
    assert read(path).skipped_sheets == ("Hướng dẫn",)


def test_the_workbook_of_rejected_rows_comes_back_with_decisions_and_source_rows(tmp_path: Path) -> None:
    path = tmp_path / "a_dong_loi.xlsx"
    rows = [
        RejectedRow("Thôn Đông", 7, ("Nguyễn Văn An", "=1+1"), "Ngày không đọc được.", needs_decision=False),
        RejectedRow(None, 9, ("Lê Thị Bé", "01/02/2026"), "Có hai hộ cùng tên.", needs_decision=True),
    ]
    assert write_rejected(path, ("Họ và tên", "Ngày ký"), rows, "abc") == 2
    with zipfile.ZipFile(path) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    table = read(path).tables[0]
    back = [(row.values["head_name"].text, row.values["_row"].text, row.values["_decision"].text) for row in table.rows]
    assert back == [("Nguyễn Văn An", "Thôn Đông!7", None), ("Lê Thị Bé", "9", None)]
    assert [row.values["signed_on"].error is None for row in table.rows] == [False, True]
