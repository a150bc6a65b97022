"""Bringing workbooks in from the command line."""

import io
import json
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook

from commands import Shell
from workbooks import HEADER, SAMPLE_NAMES, SAMPLES, everything_in, line, write

KEYS = {
    "operation",
    "accepted",
    "already",
    "updated",
    "rejected",
    "decisions",
    "refused_columns",
    "possible_duplicates",
    "ignored",
    "encodings",
}
IGNORED = {"title", "header", "column_numbers", "group", "subtotal", "footer", "empty"}
END_HEADINGS = ("Ngày giải thể", "Quyết định giải thể", "Ngày QĐ giải thể")
ROW_KEYS = {
    "sheet",
    "row",
    "head_name",
    "area",
    "address",
    "size",
    "organisations",
    "signed_on",
    "signed_on_partial",
    "phone",
    "note",
    "warnings",
    "raw",
}


def accounted(said: dict) -> int:
    """Rows the answer accounts for."""
    rejected = {(one["sheet"], one["row"]) for one in said["rejected"]}
    numbers = said["accepted"] + said["already"] + said["updated"] + len(rejected) + len(said["decisions"])
    return numbers + sum(said["ignored"].values())


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_sample_is_accounted_for_row_by_row(shell: Shell, name: str) -> None:
    wanted = json.loads((SAMPLES / f"{name}.expected.json").read_text("utf-8"))
    before = shell.state()
    dry = shell("import", SAMPLES / name, "--year", 2026, "--dry-run", "--rows").done
    assert shell.state() == before
    assert KEYS | {"rows"} <= set(dry)
    assert set(dry["ignored"]) <= IGNORED
    assert dry["operation"] is None
    assert dry["encodings"]["file"] == wanted["encoding"]
    assert set(dry["encodings"]) == {"file", "cells"}
    assert all(set(row) >= ROW_KEYS for row in dry["rows"])
    assert [row["row"] for row in dry["rows"]] == [row["_row"] for row in wanted["rows"]]
    assert all(not code.startswith("Hội") for row in dry["rows"] for code in row["organisations"])
    real = shell("import", SAMPLES / name, "--year", 2026).done
    assert "rows" not in real
    assert (real["accepted"], accounted(real)) == (len(wanted["rows"]), accounted(dry))
    again = shell("import", SAMPLES / name, "--year", 2026).done
    assert (again["accepted"], again["already"], again["operation"]) == (0, len(wanted["rows"]), None)
    assert shell("undo", real["operation"]).code == 0
    assert shell.state() == before


def test_rows_of_the_file_add_up_with_every_outcome(shell: Shell, tmp_path: Path) -> None:
    first = write(tmp_path / "1.xlsx", line("Nguyễn Văn An"), line("Lê Văn Hai", "Số 1"), line("Lê Văn Hai", "Số 2"))
    assert shell("import", first, "--year", 2026).code == 0
    rows = [
        line("Nguyễn Văn An", "Số 7", size=4),
        line("Lê Văn Hai"),
        line("Lê Văn Hai", "Số 1"),
        line("Phạm Thị Mới"),
        line(""),
        line("Trần Ba", area="Thôn Lạ"),
        line("Trần Bốn", signed_on="31/02/2026"),
        (None,) * 8,
        line("Trần Năm"),
    ]
    errors = tmp_path / "loi.xlsx"
    said = shell("import", write(tmp_path / "2.xlsx", *rows), "--year", 2026, "--errors", errors)
    assert said.code == 3
    data = said.data
    assert (data["updated"], data["already"], data["accepted"], len(data["decisions"])) == (1, 1, 2, 1)
    assert {(one["row"], one["column"]) for one in data["rejected"]} >= {(7, "C"), (8, "G")}
    assert all({"sheet", "row", "column", "value", "code", "reason"} <= set(one) for one in data["rejected"])
    assert accounted(data) == len(rows) + 1
    assert "Lý do" in everything_in(errors)
    only = write(tmp_path / "3.xlsx", line("Lê Văn Hai"))
    waiting = shell("import", only, "--year", 2026)
    assert (waiting.code, len(waiting.data["decisions"]), waiting.data["rejected"]) == (8, 1, [])
    assert len(waiting.data["decisions"][0]["candidates"]) == 2
    assert "chờ quyết định 1" in shell.text("import", only, "--year", 2026, "--dry-run").out


def test_a_workbook_with_a_password_is_opened_with_it(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "co-mat-khau.xlsx"
    with path.open("wb") as file:
        OOXMLFile(io.BytesIO((SAMPLES / SAMPLE_NAMES[0]).read_bytes())).encrypt("mật khẩu", file)
    before = shell.state()
    for given in ((), ("--workbook-password", "sai")):
        said = shell("import", path, "--year", 2026, *given)
        assert (said.error, said.code) == ("ANTQ-3003", 3)
    assert shell.state() == before
    assert shell("import", path, "--year", 2026, "--workbook-password", "mật khẩu").done["accepted"] == 12


def test_new_areas_are_made_only_while_there_are_none_or_when_asked(shell: Shell, tmp_path: Path) -> None:
    file = write(tmp_path / "a.xlsx", line("Nguyễn Văn An"), line("Nguyễn Văn Ba", area="thon dong"))
    assert shell("import", file, "--year", 2026).done["accepted"] == 2
    assert shell("show", "residential_area").done["total"] == 1
    other = write(tmp_path / "b.xlsx", line("Trần Văn Tư", area="Thôn Tây"))
    refused = shell("import", other, "--year", 2026)
    assert (refused.code, refused.data["rejected"][0]["code"]) == (3, "unknown_area")
    asked = shell("import", other, "--year", 2026, "--new-areas", "ask")
    assert (asked.code, len(asked.data["decisions"])) == (8, 1)
    assert shell("import", other, "--year", 2026, "--new-areas", "create").done["accepted"] == 1
    assert shell("show", "residential_area").done["total"] == 2


def test_columns_are_mapped_by_hand_where_headers_say_nothing(shell: Shell, tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.xlsx",
        ("Nguyễn Văn An", "Thôn Đông", "01/03/2026"),
        header=("Họ và tên chủ hộ", "Nơi ấy", "Bữa ký"),
    )
    mapping = tmp_path / "cot.json"
    mapping.write_text('{"0": "head_name", "1": "area", "2": "signed_on"}', "utf-8")
    said = shell("import", file, "--year", 2026, "--mapping", mapping, "--rows")
    assert said.code == 0, said.out
    assert said.data["rows"][0]["signed_on"] == "2026-03-01"
    for bad in (
        "{",
        "[]",
        '{"x": "head_name"}',
        '{"0": "no_such_field"}',
        '{"-1": "head_name"}',
        '{"99": "head_name"}',
    ):
        mapping.write_text(bad, "utf-8")
        refused = shell("import", file, "--year", 2026, "--mapping", mapping)
        assert refused.code in {0, 2, 3}
        assert refused.code == 0 or "error" in refused.data or refused.data["rejected"]
    assert shell("import", file, "--mapping", tmp_path / "none.json").error == "ANTQ-1001"


def test_a_list_without_header_loses_nobody(shell: Shell, tmp_path: Path) -> None:
    file = write(tmp_path / "a.xlsx", ("Lê Thị Bé", "Thôn Đông"), header=("Nguyễn Văn An", "Thôn Đông"))
    mapping = tmp_path / "cot.json"
    mapping.write_text('{"0": "head_name", "1": "area"}', "utf-8")
    said = shell("import", file, "--year", 2026, "--mapping", mapping, "--header-row", 0).done
    assert (said["accepted"], accounted(said)) == (2, 2)
    for number in (0, -1):
        assert shell("import", file, "--header-row", number).error == "ANTQ-1001"


def test_a_telephone_number_needs_the_day_of_consent(shell: Shell, tmp_path: Path) -> None:
    header = (*HEADER, "Điện thoại")
    file = write(tmp_path / "a.xlsx", (*line("Nguyễn Văn An"), "0912345678"), header=header)
    shell("import", file, "--year", 2026, "--phone-consent", "01/02/2026")
    kept = shell("show", "household").done["records"][0]
    assert (kept["phone"], kept["phone_consent_on"]) == ("0912345678", "2026-02-01")
    assert shell("import", file, "--phone-consent", "hôm qua").error == "ANTQ-1001"


def test_households_alone_come_without_pledges(shell: Shell, tmp_path: Path) -> None:
    file = write(tmp_path / "a.xlsx", line("Nguyễn Văn An"))
    assert shell("import", file, "--register", "household", "--year", 2026).done["accepted"] == 1
    assert shell("show", "pledge").done["total"] == 0
    assert shell("import", file, "--register", "officer").error == "ANTQ-1001"
    assert shell("import", file, "--register", "nosuch").error == "ANTQ-1001"


@pytest.mark.parametrize("year", ["0", "1000", "3000", "99999999999999999999"])
def test_a_year_no_pledge_has_is_refused(shell: Shell, tmp_path: Path, year: str) -> None:
    before = shell.state()
    said = shell("import", write(tmp_path / "a.xlsx", line("Nguyễn Văn An")), "--year", year)
    assert said.code in {2, 3}
    assert shell.state() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chu.xlsx", b"day la chu, khong phai Excel\n" * 50),
        ("rac.xls", bytes(range(256)) * 64),
        ("rong.xlsx", b""),
        ("rong.csv", b""),
        ("nua.xlsx", b"PK\x03\x04" + b"\0" * 200),
        ("khong-co.xlsx", None),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 500),
        ("dieu-khien.csv", "Họ và tên chủ hộ,Khu dân cư\nNguyễn\x01Văn An,Thôn Đông\n".encode()),
        ("so-0.csv", b"\0" * 5000),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(shell: Shell, tmp_path: Path, name: str, content: bytes) -> None:
    before = shell.state()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    said = shell("import", tmp_path / name, "--year", 2026)
    assert said.code == 3, said.out
    assert "Traceback" not in said.out + said.err
    assert "error" in said.data or said.data["rejected"]
    assert shell.state() == before


def test_an_errors_workbook_that_cannot_be_written_is_said(shell: Shell, tmp_path: Path, unwritable: Path) -> None:
    shell.area()
    before = shell.state()
    file = write(tmp_path / "a.xlsx", line("Nguyễn Văn An", area="đông hạ"), line("", area="đông hạ"))
    said = shell("import", file, "--year", 2026, "--dry-run", "--errors", unwritable / "loi.xlsx")
    assert (said.error[:6], said.code) == ("ANTQ-2", 6)
    assert shell.state() == before
    assert shell("import", tmp_path, "--year", 2026).code == 3, "a folder"


def test_a_sheet_without_a_column_of_names_is_told_not_passed_over(shell: Shell, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", line("Hà Văn An"))
    book = load_workbook(path)
    book.create_sheet("Ghi chú chung").append(["Danh sách nộp trước ngày 30"])
    book.save(path)
    assert shell("import", path, "--dry-run").data["skipped_sheets"] == ["Ghi chú chung"]


def test_a_list_of_models_comes_in_and_an_own_list_still_comes_back(shell: Shell, tmp_path: Path) -> None:
    shell.area("Thôn Đông")
    book = Workbook()
    book.active.append(["TT", "Tên mô hình", "Loại mô hình", "Thôn", "Số thành viên"])
    book.active.append([1, "Kẻng Đông", "Tiếng kẻng an ninh", "Thôn Đông", 12])
    book.active.append([2, "Kẻng lạ", "Tiếng kẻng an ninh", "Thôn Lạ", 5])
    book.save(tmp_path / "mo-hinh.xlsx")
    look = shell("import", "--register", "model_point", "--dry-run", "--rows", tmp_path / "mo-hinh.xlsx")
    assert (look.code, look.data["accepted"], look.data["rejected"] != []) == (3, 1, True)
    said = shell("import", "--register", "model_point", "--new-areas", "create", tmp_path / "mo-hinh.xlsx").done
    assert said["accepted"] == 2
    assert shell("group", "dossier", "Kẻng Đông").done["members"] == 12
    out = tmp_path / "so.xlsx"
    assert shell("sheet", "model_point", "--out", out, "--reason", "họp").done
    back = shell("import", "--register", "model_point", out).done
    assert (back["accepted"], back["updated"]) == (0, 0)


def test_one_area_is_made_and_goes_with_the_import_when_that_is_undone(shell: Shell, tmp_path: Path) -> None:
    shell.area()
    before = shell.state()
    rows = (line("Hà Văn A", area="Xóm Lạ"), line("Hà Văn B", area="Xóm Khác"))
    path = write(tmp_path / "nhap.xlsx", *rows)
    made = shell("import", path, "--year", 2026, "--make-area", "xóm lạ", "--make-area", "Xóm Xa")
    assert made.code == 3
    assert (made.data["new_areas"], made.data["accepted"]) == (["Xóm Lạ"], 1)
    assert [one["code"] for one in made.data["rejected"]] == ["unknown_area"]
    assert shell("undo", made.data["operation"]).code == 0
    assert shell.state() == before


def test_a_household_of_another_area_with_the_same_name_and_address_is_told(shell: Shell, tmp_path: Path) -> None:
    first = write(tmp_path / "doai.xlsx", line("Hà Văn A", "Số 5", area="Thôn Đoài"))
    assert shell("import", first, "--year", 2026).done["accepted"] == 1
    assert shell("add", "residential_area", "name=Thôn Đông").done
    again = write(tmp_path / "dong.xlsx", line("Hà Văn A", "Số 5", area="Thôn Đông"))
    said = shell("import", again, "--year", 2026, "--dry-run", "--rows").done
    (double,) = said["possible_duplicates"]
    assert (double["row"], double["areas"], len(double["others"])) == (2, ["Thôn Đoài"], 1)
    assert said["accepted"] == 1
    assert said["rows"][0]["warnings"] == ["Hộ mới, nhưng cùng tên, cùng địa chỉ ở Thôn Đoài."]
    words = shell.text("import", again, "--year", 2026, "--dry-run").out
    assert "dòng 2 cùng tên, cùng địa chỉ với hộ ở khu khác (Thôn Đoài)" in words


def test_what_a_list_ends_is_told_before_and_after(shell: Shell, tmp_path: Path) -> None:
    shell.area("Thôn Đông")
    ended = ("Đã giải thể", "01/06/2024", "9/QĐ-UBND", "30/05/2024")
    path = tmp_path / "mo-hinh.xlsx"
    book = Workbook()
    book.active.append(["TT", "Tên mô hình", "Loại mô hình", "Thôn", "Tình trạng", *END_HEADINGS])
    for number, (name, *end) in enumerate((("Kẻng A", *ended), ("Kẻng B",)), 1):
        book.active.append([number, name, "Tiếng kẻng an ninh", "Thôn Đông", *end])
    book.save(path)
    look = ("import", "--register", "model_point", "--dry-run", "--rows", path)
    edits = "Giải thể từ 01/06/2024, quyết định 9/QĐ-UBND."
    said = shell(*look).done
    assert ([row["edits"] for row in said["rows"]], said["ends"]) == ([edits, ""], 1)
    words = shell.text(*look).out
    assert edits in words
    assert "1 mô hình, câu lạc bộ sẽ được ghi là giải thể hoặc tạm ngừng." in words
    done = shell.text("import", "--register", "model_point", path).out
    assert "1 mô hình, câu lạc bộ đã được ghi là giải thể hoặc tạm ngừng." in done
    assert shell(*look).done["ends"] == 0
