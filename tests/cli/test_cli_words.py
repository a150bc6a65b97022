"""What a person at a terminal reads: rows, names, Viet Nam's time, and what to do next."""

from pathlib import Path

import pytest

from antq_desktop import __version__
from antq_desktop.storage.sealed_text import disk_error
from commands import Shell, derive_wrongly
from workbooks import line, write

AN = "Nguyễn Văn An"


def test_rows_of_a_preview_are_read_without_json(shell: Shell, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", line(AN, "Số 5"), line("", "Số 7"))
    said = shell.text("import", path, "--register", "pledge", "--year", 2026, "--dry-run", "--rows")
    assert said.code == 3
    first, second = (next(row for row in said.out.splitlines() if address in row) for address in ("Số 5", "Số 7"))
    assert AN in first
    assert "nhận" in first
    assert "từ chối" in second
    assert "Thiếu họ tên" in second


def test_rows_with_one_reason_are_told_in_one_line_with_the_way_out(shell: Shell, tmp_path: Path) -> None:
    shell.area()
    path = write(tmp_path / "a.xlsx", *(line(f"Hà Văn {name}", area="Xóm Lạ") for name in "ABCDEGHIKLMN"))
    said = shell.text("import", path, "--register", "pledge", "--year", 2026)
    assert said.out.count("Xóm Lạ") == 1
    assert "12 dòng" in said.out
    assert "--new-areas create" in said.out


def test_an_import_tells_its_pledges_and_areas_of_another_kind(shell: Shell, tmp_path: Path) -> None:
    shell.area("Thôn Đông")
    path = write(tmp_path / "a.xlsx", line(AN, area="Xóm Đông"), line("Hà Văn B", area="Thôn Đông", signed_on=None))
    said = shell.text("import", path, "--register", "pledge", "--year", 2026)
    assert "Bản cam kết mới: 1." in said.out
    assert "“Xóm Đông”, đưa vào “Thôn Đông”" in said.out
    again = shell("import", path, "--register", "pledge", "--year", 2026, "--dry-run").done
    assert (again["renamed_areas"], again["pledges"]) == ({"Xóm Đông": "Thôn Đông"}, 0)


def test_who_lacks_is_told_by_name(shell: Shell) -> None:
    shell.area()
    shell.household()
    said = shell.text("indicators", "--year", 2026, "--drill", "I1b")
    assert "0 hộ đã ký, 1 hộ chưa ký" in said.out
    assert AN in said.out


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("10001", "van thang", "thiếu chữ xã"),
        ("10001", "Xã", "thiếu chữ xã"),
        ("10001", "Xã Vạn Thắng \N{GRINNING FACE}", "ký tự không dùng"),
        ("10001", f"Xã {'Vạn Thắng ' * 12}", "tối đa 120"),
        ("10", "Khánh Hòa", "thiếu chữ tỉnh"),
    ],
)
def test_a_unit_is_named_as_papers_write_it(empty: Shell, code: str, name: str, words: str) -> None:
    refused = empty.text("init", "--unit", code, "--unit-name", name, "--officer-name", "Lê Thị Bình")
    assert refused.code == 2
    assert words in refused.err
    assert not list(empty.folder.glob("*.antq"))


def test_a_training_store_says_so(empty: Shell) -> None:
    said = empty.text("init", "--unit", "99007", "--unit-name", "Xã Thử", "--officer-name", "Lê Thị Bình")
    assert said.code == 0
    assert "TẬP HUẤN" in said.out
    assert "Tên đăng nhập của Lê Thị Bình: canbo" in said.out
    assert "Lập hai tờ mới" in said.out
    real = Shell(empty.folder.parent / "that", empty.environ)
    said = real.text("init", "--unit", "10001", "--unit-name", "Xã Thật", "--officer-name", "Lê Thị Bình")
    assert "TẬP HUẤN" not in said.out


def test_officers_without_a_password_after_a_recovery_are_named(empty: Shell, tmp_path: Path) -> None:
    words = ("init", "--unit", 99001, "--unit-name", "Xã Mẫu", "--officer-name", "Trần Văn Bình")
    pages = empty(*words, "--recovery", tmp_path / "ma").done["recovery"]
    added = ("officer", "add", "cuc", "--name", "Lê Thị Cúc", "--role", "front_cadre", "--office", "front")
    assert empty(*added, ANTQ_NEW_PASSWORD="mot-cau-khac-nua").done
    assert all(officer["has_password"] for officer in empty("officer", "list").done["officers"])
    copy = empty("backup").done["path"]
    new = Shell(tmp_path / "may-moi", empty.environ)
    halves = [word for page in pages for word in ("--half", page)]
    Path(copy).with_suffix(".keys").unlink()
    said = new.text("recover", "--login", "canbo", *halves, "--backup", copy, ANTQ_NEW_PASSWORD="mat-khau-moi-dai")
    assert said.code == 0, said.out + said.err
    assert "Lê Thị Cúc (cuc)" in said.out
    assert "antq officer password" in said.out
    new.environ["ANTQ_PASSWORD"] = "mat-khau-moi-dai"
    assert "chưa có mật khẩu" in new.text("officer", "list").out
    assert new("officer", "password", "cuc", ANTQ_NEW_PASSWORD="mot-cau-khac-nua").done
    assert "chưa có mật khẩu" not in new.text("officer", "list").out


def test_keys_and_packages_say_what_was_written_and_what_comes_next(shell: Shell, tmp_path: Path) -> None:
    asked = shell.text("key", "request", "--out", tmp_path / "may.antqreq")
    assert str(tmp_path / "may.antqreq") in asked.out
    assert "antq key install" in asked.out
    shell.area()
    sealed = shell.text("export", "--content", "numbers", "--period", 2026, "--out", tmp_path / "usb")
    assert "chưa được tỉnh cấp chứng thư" in sealed.out
    (package,) = (tmp_path / "usb").iterdir()
    opened = Shell(tmp_path / "khac", {}).run("unpack", package, "--out", tmp_path / "mo")
    assert opened.out.startswith("CHƯA TIN ĐƯỢC")
    own = tmp_path / "may.pem"
    shell("key", "status", "--certificate", own)
    verified = Shell(tmp_path / "khac", {}).run("verify", package, "--trust", own)
    assert "23/11/2026 08:00" in verified.out
    assert "UTC" not in verified.out


def test_a_restore_tells_the_day_and_what_came_back(shell: Shell) -> None:
    shell.area()
    shell.household()
    copy = shell("backup").done["path"]
    assert "20261123-080000" in copy
    said = shell.text("restore", copy)
    assert "23/11/2026 08:00" in said.out
    assert "1 hộ" in said.out


def test_faults_of_a_list_stand_on_a_line_each(shell: Shell) -> None:
    said = shell.text("add", "household", "head_name=", "size=1000")
    assert said.code == 3
    assert len([row for row in said.err.splitlines() if row.startswith("- ")]) >= 2


@pytest.mark.parametrize("number", [2, 20, 21, 22, 16, 5, 36, 99_999])
def test_what_the_disk_says_is_told_in_words(number: int) -> None:
    said = disk_error(OSError(number, "No such thing"), Path("cho/tep.antq"))
    assert "lỗi hệ thống" not in said.message
    assert "No such thing" not in said.message
    assert said.do


def test_dated_rows_at_the_same_time_are_told_by_check(shell: Shell) -> None:
    shell.area()
    shell.area("Thôn Đoài")
    uid = shell.household()
    assert shell("household", "move", uid, "--area", "Thôn Đoài", "--on", "01/03/2026").done
    assert shell("check").done["overlaps"] == []
    derive_wrongly(shell, "UPDATE residence SET to_on = '2026-05-01' WHERE to_on IS NOT NULL")
    said = shell("check")
    assert [(one["id"], one["register"]) for one in said.data["overlaps"]] == [(uid, "household")]
    assert AN in shell.text("check").out


def test_the_history_tells_values_in_words_by_whom_and_what_undo_takes(shell: Shell) -> None:
    shell.area()
    uid = shell.household()
    assert shell("household", "leave", uid, "--on", "2026-11-01").done
    ended = next(row for row in shell.text("history", "household", uid).out.splitlines() if "01/11/2026" in row)
    assert "Đến hết ngày" in ended
    reason = next(row for row in shell.text("history", "household", uid).out.splitlines() if "Lý do kết thúc" in row)
    assert "  đi  " in reason
    assert "Trần Văn Bình" in reason
    assert shell("undo", reason.split()[-1]).done
    assert "đã hoàn tác" in shell.text("history", "household", uid).out


def test_an_import_tells_what_it_made_wrote_and_doubts(shell: Shell, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", line(AN, "Số 5", area="Thôn Lạ"), line("Hà Văn B", area="Thôn Đông"))
    words = ("import", path, "--register", "pledge", "--year", 2026)
    assert "Sẽ lập khu dân cư mới: Thôn Đông, Thôn Lạ." in shell.text(*words, "--dry-run").out
    assert "Đã lập khu dân cư mới: Thôn Đông, Thôn Lạ." in shell.text(*words).out
    again = shell.text(*words).out
    assert "khu dân cư mới" not in again
    assert "Không có dòng nào mới; sổ giữ như cũ." in again
    assert "đã được nhập trước đây" in again
    other = write(tmp_path / "b.xlsx", line(AN, "Số 9", area="Thôn Lạ"), line("", area="Thôn Đông"))
    errors = tmp_path / "tra-lai" / "loi.xlsx"
    said = shell.text("import", other, "--register", "pledge", "--year", 2026, "--errors", errors)
    assert "trùng tên với hộ khác" in said.out
    assert f"Các dòng chưa nhận: {errors}" in said.out
    assert errors.is_file()


def test_names_that_are_files_folders_or_nothing_are_told_as_such(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "ghi-chu.txt"
    file.write_text("x")
    assert "ghi-chu.txt là tệp, không phải thư mục" in shell.text("backup", "--to", file).err
    assert "Không thấy tệp a.xlsx" in shell.text("import", tmp_path / "a.xlsx").err
    assert "là thư mục" in shell.text("import", tmp_path).err
    shell.area()
    assert "Không thấy tệp a.xlsx" in shell.text("sheet", "household", "--take-back", tmp_path / "a.xlsx").err
    missing = tmp_path / "goi.asice"
    assert shell("verify", missing).code == shell("unpack", missing, "--out", tmp_path / "mo").code == 6


def test_a_paper_is_written_under_the_name_it_is_given(shell: Shell, tmp_path: Path) -> None:
    paper = tmp_path / "giay" / "bao-cao.pdf"
    said = shell("report", "pledge-summary", "--period", 2026, "--out", paper).done
    assert said["path"] == str(paper)
    assert paper.read_bytes().startswith(b"%PDF")
    shell.area()
    listed = paper.with_name("so.PDF")
    assert shell("report", "pledge-register", "--period", 2026, "--out", listed, "--reason", "họp").done
    assert listed.is_file()
    folder = shell("report", "pledge-summary", "--period", 2026, "--out", tmp_path / "thu-muc").done["path"]
    assert Path(folder).parent == tmp_path / "thu-muc"


def test_a_record_in_use_is_refused_with_what_to_do_about_it(shell: Shell) -> None:
    area = shell.area()
    shell.household()
    said = shell.text("remove", "residential_area", area, "--reason", "nhầm")
    assert said.code == 3
    assert "đang được dùng" in said.err
    assert "ghi ngày kết thúc" in said.err
    shell.household(AN, "đông hạ", "address=Số 9")
    assert "antq find" in shell.text("show", "household", AN).err


def test_an_area_without_an_indicator_is_refused_instead_of_passed_over(shell: Shell) -> None:
    shell.area()
    said = shell("indicators", "--year", 2026, "--area", "đông hạ")
    assert (said.code, said.error) == (2, "ANTQ-1001")
    assert "--drill" in said.data["error"]["message"]
    assert shell("indicators", "--year", 2026, "--drill", "I1b", "--area", "đông hạ").done


def test_the_folder_that_holds_no_store_is_named(shell: Shell, empty: Shell, tmp_path: Path) -> None:
    said = empty.text("check")
    assert said.code == 6
    assert f"Thư mục {empty.folder} chưa có dữ liệu" in said.err
    assert "mã phục hồi" in said.err
    file = tmp_path / "so.txt"
    file.write_text("x")
    assert f"{file} là tệp, không phải thư mục dữ liệu" in Shell(file, empty.environ).text("check").err


@pytest.mark.parametrize(
    "words",
    [
        ("state-hash", "--data", ""),
        ("officer", "list", "--data="),
        ("backup", "--to", " "),
        ("export", "--period", 2026, "--out", "usb", "--to", ""),
        ("verify", ""),
        ("report", "pledge-summary", "--period", 2026, "--out", "giay", "--area", ""),
        ("report", "activity-log", "--period", 2026, "--out", "giay", "--group", ""),
    ],
)
def test_a_place_that_a_script_left_empty_is_refused(shell: Shell, words: tuple[object, ...]) -> None:
    said = shell.run("--json", *words, ANTQ_DATA=str(shell.folder))
    assert (said.code, said.error) == (2, "ANTQ-1001")
    assert "để trống" in said.data["error"]["message"]


def test_the_version_is_told_to_whoever_asks(empty: Shell) -> None:
    said = empty.run("--version")
    assert (said.code, said.out) == (0, f"antq {__version__}\n")
    assert empty.run("--json", "--version").done["version"] == __version__


def test_the_outbox_tells_in_words_what_left_when_and_where(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "chưa được tỉnh cấp chứng thư" in shell.text("export", "--period", 2026, "--out", "usb").out
    line = shell.text("outbox").out.splitlines()[1]
    assert "số liệu tổng hợp" in line
    assert "23/11/2026 08:00" in line
    assert str(tmp_path / "usb") in line


def test_households_of_one_name_are_told_apart_as_lists_call_them(shell: Shell) -> None:
    east, west = shell.area(), shell.area("Thôn Đoài")
    first, second = shell.household(), shell.household(AN, west)
    assert "cả tên và khu" in shell.text("show", "household", AN).err
    assert shell("show", "household", f"{AN} – Thôn Đoài").done["records"][0]["id"] == second
    assert shell("show", "household", "nguyen van an – thon dong ha").done["records"][0]["id"] == first
    assert shell("show", "household", f"{AN} – Thôn Lạ").error == "ANTQ-1102"
    assert shell("household", "move", f"{AN} – Thôn Đoài", "--area", east, "--on", "01/11/2026").done
