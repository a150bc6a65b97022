"""Records, households, figures, papers and workbooks from the command line."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from antq_desktop.cli.main import main
from antq_desktop.images.pdf_pages import page_sizes
from commands import CHEAP, Shell

RECORD_KEYS = {"register", "id", "title"}


class Keyboard(io.StringIO):
    """What a person types at a terminal."""

    def isatty(self) -> bool:
        """A terminal."""
        return True


def test_every_register_tells_its_fields(empty: Shell) -> None:
    said = empty("registers").done["registers"]
    keys = {one["key"] for one in said}
    assert {"household", "pledge", "residential_area", "officer", "pledge_campaign"} <= keys
    household = next(one for one in said if one["key"] == "household")
    assert {"key", "label", "kind"} <= set(household["fields"][0])
    assert "Họ tên chủ hộ" in {spec["label"] for spec in household["fields"]} or household["fields"]
    assert empty.text("registers").out.count("\n") == len(said)
    assert not empty.folder.exists()


def test_a_record_is_added_shown_found_edited_and_removed(shell: Shell) -> None:
    area = shell.area()
    added = shell(
        "add", "household", "head_name=Nguyễn Thị Ánh", "area=đông hạ", "organizations=HND, HPN", "size=4"
    ).done
    uid = added["id"]
    assert {"operation", "id", "warnings", "count"} <= set(added)
    shown = shell("show", "household", uid).done
    (record,) = shown["records"]
    assert shown["total"] == 1
    assert set(record) >= RECORD_KEYS
    assert (record["register"], record["id"], record["area"], record["size"]) == ("household", uid, area, 4)
    assert len(record["organizations"]) == 2
    for text in ("anh nguyen", "ÁNH", "ánh", "nguyễn thị ánh"):
        found = shell("find", text).done
        assert (found["total"], found["records"][0]["id"]) == (1, uid)
    assert shell("find", "anh", "--register", "residential_area").done == {"total": 0, "records": []}
    assert shell("edit", "household", uid, "size=5", "address=Số 5").code == 0
    assert shell("edit", "household", "Nguyễn Thị Ánh", "note=có xe").code == 0
    after = shell("show", "household", uid).done["records"][0]
    assert (after["size"], after["address"], after["note"]) == (5, "Số 5", "có xe")
    lines = shell("history", "household", uid).done["history"]
    assert {"at", "operation", "field", "before", "after"} <= set(lines[0])
    assert ("size", 4, 5) in {
        (line["field"], line["before"], line["after"]) for line in lines if line["field"] == "size"
    }
    assert shell("remove", "household", uid, "--reason", "nhập nhầm").code == 0
    assert shell("show", "household").done["total"] == 0
    assert shell("show", "household", uid).error == "ANTQ-1102"
    assert shell("history", "household", uid).code == 0


def test_households_that_left_stay_out_of_the_workbook_unless_asked_for(shell: Shell, tmp_path: Path) -> None:
    shell.area()
    shell.household("Nguyễn Văn An")
    gone = shell.household("Lê Thị Bé")
    assert shell("household", "leave", gone, "--on", "01/11/2026").code == 0
    out = ("--out", tmp_path / "ho.xlsx", "--reason", "họp")
    assert shell("sheet", "household", *out).done == {"path": str(out[1]), "rows": 1, "warnings": []}
    (warning,) = shell("sheet", "household", "--out", tmp_path / "OneDrive.xlsx", "--reason", "họp").done["warnings"]
    assert "OneDrive" in warning
    before = shell.state()
    back = ("sheet", "household", "--take-back", tmp_path / "ho.xlsx")
    assert shell(*back).done["already"] == 1
    assert shell("sheet", "household", "--all", *out).done["rows"] == 2
    said = shell(*back).done
    assert (said["accepted"], said["updated"], said["already"], shell.state()) == (0, 0, 2, before)


def test_small_counts_of_refusals_are_in_no_answer(shell: Shell) -> None:
    shell.area()
    campaign = shell("show", "pledge_campaign").done["records"][0]["id"]
    uid = shell("add", "refusal_count", f"campaign={campaign}", "area=đông hạ", "households=1").done["id"]
    assert shell("edit", "refusal_count", uid, "households=2").code == 0
    (record,) = shell("show", "refusal_count").done["records"]
    assert (record["households"], record["households_title"], record["title"]) == (
        None,
        "dưới 3",
        "Thôn Đông Hạ – dưới 3",
    )
    for line in shell("history", "refusal_count", uid).done["history"]:
        assert {line["before"], line["after"], line["values"].get("households")} == {None}
    assert "dưới 3" in shell.text("history", "refusal_count", uid).out
    assert shell("edit", "refusal_count", uid, "households=5").code == 0
    assert shell("show", "refusal_count", uid).done["records"][0]["households"] == 5


def test_what_was_done_is_taken_back_and_done_again(shell: Shell) -> None:
    states = [shell.state()]
    shell.area()
    states.append(shell.state())
    operation = shell("add", "household", "head_name=Trần Văn Ba", "area=đông hạ").done["operation"]
    states.append(shell.state())
    assert len(set(states)) == 3
    assert shell("undo", "--yes").code == 0
    assert shell.state() == states[1]
    assert shell("redo").code == 0
    assert shell.state() == states[2]
    assert shell("undo", operation).code == 0
    assert shell("undo", "--yes").code == 0
    assert shell.state() == states[0]
    assert shell("redo").code == 0
    for wrong in ("xyz", "01a205ea-be80-7981-9000-000000000000"):
        refused = shell("undo", wrong)
        assert refused.error
        assert refused.code in {2, 3, 8}


def test_the_last_operation_is_taken_back_by_no_script_unless_it_says_so(shell: Shell) -> None:
    shell.area()
    before = shell.state()
    refused = shell("undo")
    assert (refused.error, refused.code) == ("ANTQ-1001", 2)
    said = refused.data["error"]["message"]
    assert "“Thêm khu dân cư” lúc 23/11/2026 08:00 (1 mục trong sổ)" in said
    assert "--yes" in said
    assert shell.state() == before
    assert shell("undo", said.rsplit("antq undo ", 1)[1].split(".")[0]).code == 0


@pytest.mark.parametrize(("answer", "code"), [("c\n", 0), ("Có\n", 0), ("\n", 130), ("k\n", 130), ("", 130)])
def test_at_a_terminal_one_is_told_and_asked_before_the_last_operation_goes(
    shell: Shell, answer: str, code: int
) -> None:
    shell.area()
    before = shell.state()
    out, err = io.StringIO(), io.StringIO()
    words = ("--data", str(shell.folder), "undo")
    assert main(words, shell.environ, (Keyboard(answer), out, err), CHEAP) == code
    assert err.getvalue().startswith("Hoàn tác “Thêm khu dân cư” lúc")
    assert (shell.state() == before) == bool(code)


def test_nothing_to_take_back_is_said(shell: Shell) -> None:
    before = shell.state()
    for words in (("redo",), ("undo",)):
        assert (shell(*words).error, shell(*words).code) == ("ANTQ-1102", 3)
    assert shell("officer", "list").done["officers"][0]["active"]
    assert shell.state() == before


def test_neither_set_up_nor_officers_are_taken_back(shell: Shell) -> None:
    shell.area()
    added = shell(
        "officer", "add", "mai", "--name", "Lê Thị Mai", "--role", "viewer", ANTQ_NEW_PASSWORD="mai-co-mot-cau"
    )
    uid = next(one["id"] for one in added.done["officers"] if one["login"] == "mai")
    operation = shell("history", "officer", uid).done["history"][0]["operation"]
    refused = shell("undo", operation)
    assert (refused.error, refused.code) == ("ANTQ-1001", 2)
    assert shell("undo", "--yes").done["title"] == "Hoàn tác: Thêm khu dân cư"
    assert shell("--officer", "mai", "check", ANTQ_PASSWORD="mai-co-mot-cau").code == 0


def test_the_life_of_a_household(shell: Shell) -> None:
    shell.area("Thôn Đông")
    west = shell.area("Thôn Tây")

    def living(day: str) -> dict[str, str]:
        said = shell("show", "household", "--as-of", day).done
        assert said["total"] == len(said["records"])
        return {record["head_name"]: record["area_title"] for record in said["records"]}

    uid = shell("household", "arrive", "head_name=Nguyễn Văn An", "area=đông", "--on", "05/01/2026").done["id"]
    assert shell("household", "move", uid, "--area", west, "--address", "Số 9", "--on", "2026-03-01").code == 0
    new = shell("household", "split", uid, "head_name=Nguyễn Văn Em", "area=tây", "--on", "01/05/2026").done["id"]
    assert shell("household", "head", uid, "--name", "Trần Thị Bé", "--on", "01/06/2026").code == 0
    assert shell("household", "leave", new, "--on", "30/06/2026").code == 0
    assert shell("household", "back", new, "--area", "đông", "--on", "01/08/2026").code == 0
    assert living("04/01/2026") == {}
    assert living("28/02/2026").keys() == {"Nguyễn Văn An"} or living("28/02/2026").keys() == {"Trần Thị Bé"}
    assert len(living("02/05/2026")) == 2
    assert len(living("15/07/2026")) == 1
    assert living("02/08/2026")["Nguyễn Văn Em"] == "Thôn Đông"
    assert shell("household", "merge", new, "--into", uid, "--on", "01/09/2026").code == 0
    assert len(living("02/09/2026")) == 1
    assert shell("household", "gone", uid, "--on", "01/10/2026").code == 0
    assert living("02/10/2026") == {}
    assert shell("check").done["sound"]


def test_figures_stand_on_records(shell: Shell) -> None:
    shell.area()
    first = shell.household("Nguyễn Văn An", "đông hạ", "organizations=HND")
    second = shell.household("Trần Văn Ba", "đông hạ", "organizations=HND")
    pledged = shell("add", "pledge", f"household={first}", "signed_on=01/03/2026")
    assert pledged.code == 0, pledged.out
    kept = shell("show", "pledge", pledged.data["id"]).done["records"][0]
    assert (kept["year"], kept["area_title"], kept["signer_kind"]) == (2026, "Thôn Đông Hạ", "head")
    assert shell("add", "pledge", f"household={first}", "signed_on=02/03/2026").error == "ANTQ-1101"
    assert shell("add", "pledge", "household=Không Ai", "signed_on=02/03/2026").error == "ANTQ-1102"
    assert shell("add", "pledge", f"household={second}", "year=1999", "signed_on=02/03/2026").error == "ANTQ-1101"
    assert shell("add", "pledge", f"household={second}").error == "ANTQ-1101"
    said = shell("indicators", "--year", 2026, "--drill", "I1").done
    assert (said["period"], said["from"], said["to"]) == ("2026", "2026-01-01", "2026-12-31")
    line = next(one for one in said["indicators"] if one["id"] == "I1" and one["scope"] == "commune")
    assert {"id", "scope", "numerator", "denominator", "status", "target", "reached", "shown"} <= set(line)
    assert (line["numerator"], line["denominator"], line["status"], line["shown"]) == (1, 2, "ok", "50,0%")
    assert line["reached"] is False
    assert (said["numerator_ids"], set(said["denominator_ids"]), said["missing_ids"]) == (
        [first],
        {first, second},
        [second],
    )
    for key in ("2026-Q1", "2026-03", "2026-H1", "2026-9M", "2026-01-01..2026-04-30"):
        assert shell("indicators", "--period", key).done["period"] == key
    early = shell("indicators", "--period", "2026-02").done["indicators"]
    assert next(one for one in early if one["id"] == "I1")["numerator"] == 0
    empty = next(one for one in said["indicators"] if one["id"] == "I1.CCB")
    assert (empty["status"], empty["denominator"]) == ("none", 0)
    assert "50,0%" in shell.text("indicators", "--year", 2026).out


@pytest.mark.parametrize(
    "words",
    [
        ("--year", "0"),
        ("--year", "1000"),
        ("--year", "99999"),
        ("--year", "99999999999999999999"),
        ("--year", "-1"),
        ("--period", "2026-13"),
        ("--period", "2026-Q5"),
        ("--period", ""),
        ("--period", "quý một"),
        ("--period", "2026-05-01..2026-04-01"),
        ("--period", "0001-01-01..9999-12-31"),
        ("--year", "2026", "--drill", "I99"),
        ("--year", "2026", "--drill", "I1", "--area", "thôn không có"),
    ],
)
def test_figures_of_no_period_are_refused(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell("indicators", *words)
    assert said.error
    assert said.code in {2, 3}


def test_papers_of_every_kind_from_any_page(shell: Shell, tmp_path: Path) -> None:
    shell.area()
    shell.household()
    for kind in ("pledge-register", "unsigned-list", "meeting-list", "pledge-summary"):
        out = tmp_path / "giay" / kind
        said = shell("report", kind, "--period", 2026, "--out", out, "--reason", "lưu hồ sơ").done
        assert Path(said["path"]).read_bytes().startswith(b"%PDF")
        assert said["kind"] == kind
        again = shell("report", kind, "--period", 2026, "--out", out, "--reason", "lưu", "--from-page", 1)
        assert again.code == 0
        beyond = shell("report", kind, "--period", 2026, "--out", out, "--reason", "lưu", "--from-page", 99)
        assert (beyond.code, beyond.error) == (2, "ANTQ-1001") if kind != "pledge-summary" else beyond.code == 0
    for kind in ("pledge-register", "unsigned-list", "meeting-list"):
        said = shell("report", kind, "--period", 2026, "--out", tmp_path / "khong")
        assert (said.error, said.code) == ("ANTQ-1001", 2)
    assert not (tmp_path / "khong").exists()
    assert shell("report", "love-letter", "--period", 2026, "--out", tmp_path).code == 2
    assert shell("report", "pledge-summary", "--period", "2026-13", "--out", tmp_path).code == 2
    for page in ("0", "-3", "một"):
        assert shell(
            "report", "pledge-summary", "--period", 2026, "--out", tmp_path / "x", "--from-page", page
        ).code in {0, 2}


def test_meeting_lists_of_the_year_to_come_are_one_file_for_all_areas_or_for_some(shell: Shell, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        shell.area(f"Thôn {number}")
        shell.household(f"Hà Văn {'An' * number}", f"thôn {number}")
    next_year = ("report", "meeting-list", "--period", 2027, "--out", tmp_path, "--reason", "họp đầu năm")
    whole = Path(shell(*next_year).done["path"])
    some = Path(shell(*next_year, "--area", "Thôn 3", "--area", "thôn 1", "--area", "Thôn 3").done["path"])
    assert (whole.name, some.name) == ("meeting-list-99001-2027.pdf", "meeting-list-99001-2027-thon-3-thon-1.pdf")
    assert (len(page_sizes(whole)), len(page_sizes(some))) == (3, 2)
    assert shell(*next_year, "--area", "Thôn 1", "--area", "Thôn Lạ").code == 3
    assert set(tmp_path.glob("*.pdf")) == {whole, some}


def test_papers_of_models_and_clubs_as_pdf_and_as_workbooks(shell: Shell, tmp_path: Path) -> None:
    shell("add", "model_point", "name=Kẻng Đông", "type=Tiếng kẻng an ninh", "established_on=2024")
    shell("add", "club", "name=CLB Đông Hạ")
    of_all = ("--period", 2026, "--out", tmp_path, "--reason", "giao ban")
    for kind in ("model-annex", "club-list", "activity-log"):
        assert Path(shell("report", kind, *of_all).done["path"]).read_bytes().startswith(b"%PDF")
        book = Path(shell("report", kind, *of_all, "--excel").done["path"])
        assert book.name == f"{kind}-99001-2026.xlsx"
        assert load_workbook(book).active.max_row > 3
    for kind in ("activity-log", "model-dossier"):
        for name in ("kẻng đông", "CLB Đông Hạ"):
            path = Path(shell("report", kind, *of_all, "--group", name).done["path"])
            assert path.read_bytes().startswith(b"%PDF")
    assert {path.name for path in tmp_path.glob("model-dossier*")} == {
        "model-dossier-99001-2026-keng-dong.pdf",
        "model-dossier-99001-2026-clb-dong-ha.pdf",
    }
    whole = shell("report", "model-dossier", *of_all)
    assert (whole.code, whole.error) == (2, "ANTQ-1001")
    assert "--group" in whole.data["error"]["message"] or "--group" in whole.data["error"]["do"]
    assert shell("report", "pledge-summary", *of_all, "--excel").code == 2
    assert shell("report", "activity-log", *of_all, "--group", "không có").code == 3
    assert shell("report", "activity-log", "--period", 2026, "--out", tmp_path / "khong").code == 2
    assert not (tmp_path / "khong").exists()


def test_a_register_leaves_as_a_workbook_with_a_reason(shell: Shell, tmp_path: Path) -> None:
    shell.area()
    shell.household("Nguyễn Văn An", "đông hạ", "address==1+1")
    target = tmp_path / "ho.xlsx"
    assert shell("sheet", "household", "--out", target).code == 2
    assert not target.exists()
    said = shell("sheet", "household", "--out", target, "--reason", "họp").done
    assert said == {"path": str(target), "rows": 1, "warnings": []}
    cells = [cell for row in load_workbook(target).active.iter_rows() for cell in row if cell.value is not None]
    assert "=1+1" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert shell("sheet", "residential_area", "--out", tmp_path / "khu.xlsx").done["rows"] == 1


def test_limits_are_kept_and_absurd_ones_break_nothing(shell: Shell) -> None:
    shell.area()
    for name in ("An", "Ba", "Ca"):
        shell.household(f"Nguyễn Văn {name}")
    assert len(shell("find", "nguyen", "--limit", 2).done["records"]) == 2
    assert shell("find", "nguyen", "--limit", 2).done["total"] in {2, 3}
    assert len(shell("show", "household", "--limit", 2).done["records"]) == 2
    for limit in (0, -1, 10**30):
        for words in (("find", "nguyen"), ("show", "household")):
            assert (shell(*words, "--limit", limit).error, shell(*words, "--limit", limit).code) == ("ANTQ-1001", 2)
    assert shell("find", "").code in {0, 2}
