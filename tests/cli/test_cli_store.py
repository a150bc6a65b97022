"""Setting up, officers, recovery, backups, soundness, erasure, the sample commune."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commands import PASSWORD, Shell, derive_wrongly

INIT = ("init", "--unit", "99001", "--unit-name", "Xã Mẫu")


def test_a_store_is_set_up_with_two_pages_for_two_holders(empty: Shell, tmp_path: Path) -> None:
    said = empty(*INIT, "--profile", "commune", "--office", "front", "--recovery", tmp_path / "giay").done
    assert (said["unit"], said["login"], len(said["recovery"])) == ("99001", "canbo", 2)
    assert all(Path(path).read_text("utf-8").startswith("MÃ PHỤC HỒI DỮ LIỆU") for path in said["recovery"])
    officers = empty("officer", "list").done["officers"]
    assert [(one["login"], one["roles"]) for one in officers] == [("canbo", ["admin", "front_cadre"])]
    again = empty(*INIT)
    assert (again.error, again.code) == ("ANTQ-1001", 2)


@pytest.mark.parametrize(
    ("words", "password", "code"),
    [
        (("init", "--unit", "9900x", "--unit-name", "Xã Mẫu"), PASSWORD, 2),
        (("init", "--unit", "99001", "--unit-name", " "), PASSWORD, 2),
        (("init", "--unit", "99001"), PASSWORD, 2),
        ((*INIT, "--profile", "district"), PASSWORD, 2),
        (INIT, "ngan", 9),
        (INIT, "", 9),
    ],
)
def test_a_store_that_makes_no_sense_is_not_set_up(empty: Shell, words: tuple, password: str, code: int) -> None:
    said = empty(*words, ANTQ_PASSWORD=password)
    assert (said.code, bool(said.error)) == (code, True)
    assert not list(empty.folder.glob("*"))


def test_the_first_login_is_written_as_every_other(empty: Shell) -> None:
    said = empty.text("--officer", "Hùng NV", *INIT)
    assert said.code == 2
    assert "Dùng “hung.nv”" in said.err
    assert not list(empty.folder.glob("*"))


def test_nothing_is_set_up_where_nothing_can_be_written(unwritable: Path, tmp_path: Path) -> None:
    said = Shell(unwritable / "moi")(*INIT)
    assert said.error
    assert said.code in {2, 6}
    shell = Shell(tmp_path / "moi")
    closed = shell(*INIT, "--recovery", unwritable / "giay")
    assert (closed.error.startswith("ANTQ-2"), closed.code) == (True, 6)
    assert "sao lưu" not in closed.out
    assert not (tmp_path / "moi" / "antq.antq").exists()
    assert shell(*INIT, "--recovery", tmp_path / "giay").code == 0


def test_the_store_of_a_superior_office_is_set_up_too(empty: Shell) -> None:
    said = empty("init", "--unit", "99", "--unit-name", "Tỉnh Mẫu", "--profile", "receiver").done
    assert said["unit"] == "99"
    assert empty("check").done["sound"]


def test_officers_come_change_and_go(shell: Shell) -> None:
    new = ("officer", "add", "mai", "--name", "Lê Thị Mai", "--role", "viewer")
    assert shell(*new).code == 9
    assert shell(*new, ANTQ_NEW_PASSWORD="mai-co-mot-cau").code == 0
    mine = {"ANTQ_PASSWORD": "mai-co-mot-cau"}
    assert shell("--officer", "mai", "state-hash", **mine).code == 0
    assert shell("--officer", "mai", "add", "residential_area", "name=Thôn Tây", **mine).error == "ANTQ-1201"
    assert shell("officer", "role", "mai", "--role", "front_cadre").code == 0
    assert shell("--officer", "mai", "add", "residential_area", "name=Thôn Tây", **mine).code == 0
    odd = shell.text("officer", "add", "Hùng NV", *new[3:], ANTQ_NEW_PASSWORD="hung-co-mot-cau")
    assert (odd.code, "“hung.nv”" in odd.err) == (2, True)
    changed = shell("officer", "password", "mai", "--officer", "mai", **mine, ANTQ_NEW_PASSWORD="cau-moi-cua-mai")
    assert changed.code == 0, changed.out
    assert shell("--officer", "mai", "state-hash", **mine).error == "ANTQ-1202"
    listed = shell("officer", "remove", "mai").done["officers"]
    assert {one["login"]: one["active"] for one in listed}["mai"] is False
    assert shell("--officer", "mai", "state-hash", ANTQ_PASSWORD="cau-moi-cua-mai").code == 9
    assert shell("officer", "role", "binh", "--role", "viewer").code != 0, "nobody would be left to administer"
    assert shell("officer", "remove", "nobody").error
    assert shell("officer", "role", "binh", "--role", "king").error


def test_a_viewer_looks_and_takes_nothing_along(shell: Shell, tmp_path: Path) -> None:
    shell.area()
    uid = shell.household()
    shell("officer", "add", "mai", "--name", "Lê Thị Mai", "--role", "viewer", ANTQ_NEW_PASSWORD="mai-co-mot-cau")
    before = shell.state()

    def mai(*words: object) -> int:
        said = shell("--officer", "mai", *words, ANTQ_PASSWORD="mai-co-mot-cau")
        assert said.code == 0 or said.error == "ANTQ-1201", said.out
        return said.code

    for words in (("show", "household", uid), ("find", "an"), ("indicators", "--year", 2026), ("check",)):
        assert mai(*words) == 0
    out = tmp_path / "ra"
    for words in (
        ("sheet", "household", "--out", out / "a.xlsx", "--reason", "x"),
        ("report", "pledge-register", "--period", 2026, "--out", out, "--reason", "x"),
        ("report", "pledge-summary", "--period", 2026, "--out", out),
        ("export", "--period", 2026, "--out", out),
        ("backup", "--to", out),
        ("import", tmp_path / "a.xlsx"),
        ("edit", "household", uid, "note=x"),
        ("remove", "household", uid, "--reason", "x"),
        ("household", "leave", uid, "--on", "01/02/2026"),
        ("undo",),
        ("erase", "household", uid, "--reason", "đơn"),
        ("restore", out / "a.antq"),
        ("officer", "remove", "binh"),
    ):
        assert mai(*words) == 9, words
    assert not out.exists() or not list(out.iterdir())
    assert shell.state() == before


def test_two_halves_open_what_a_forgotten_password_closed(empty: Shell, tmp_path: Path) -> None:
    pages = empty(*INIT, "--recovery", tmp_path / "giay").done["recovery"]
    empty.area()
    before = empty.state()
    recover = ("recover", "--half", pages[0], "--half", pages[1], "--login", "canbo")
    said = empty(*recover, ANTQ_NEW_PASSWORD="cau-moi-de-nho").done
    assert said["login"] == "canbo"
    assert empty("state-hash").error == "ANTQ-1202"
    empty.environ["ANTQ_PASSWORD"] = "cau-moi-de-nho"
    assert len(empty("show", "residential_area").done["records"]) == 1
    assert before
    for wrong in (
        ("recover", "--half", pages[0], "--login", "canbo"),
        ("recover", "--half", pages[0], "--half", pages[0], "--login", "canbo"),
        ("recover", "--half", pages[0], "--half", "12345 67890", "--login", "canbo"),
        ("recover", "--half", pages[0], "--half", pages[1], "--login", "nobody"),
    ):
        refused = empty(*wrong, ANTQ_NEW_PASSWORD="cau-khac-de-nho")
        assert refused.error
        assert refused.code in {2, 3, 9}


def test_a_backup_and_two_pages_are_enough_for_an_empty_machine(empty: Shell, tmp_path: Path) -> None:
    pages = empty(*INIT, "--recovery", tmp_path / "giay").done["recovery"]
    empty.area()
    empty.household()
    copy = empty("backup", "--to", tmp_path / "usb").done
    assert (copy["verified"], Path(copy["path"]).stat().st_size) == (True, copy["size"])
    elsewhere = Shell(tmp_path / "may-moi")
    halves = ("--half", pages[1], "--half", pages[0])
    said = elsewhere(
        "recover", *halves, "--login", "canbo", "--backup", copy["path"], ANTQ_NEW_PASSWORD="cau-moi-de-nho"
    )
    assert said.code == 0, said.out
    elsewhere.environ["ANTQ_PASSWORD"] = "cau-moi-de-nho"
    assert elsewhere("find", "nguyen van an").done["total"] == 1
    assert elsewhere("check").done["sound"]


def test_a_backup_brings_the_earlier_state_back(shell: Shell, tmp_path: Path) -> None:
    shell.area()
    before = shell.state()
    copy = shell("backup").done["path"]
    shell.household()
    assert shell.state() != before
    assert shell("restore", copy).done["state_hash"] == before == shell.state()
    for name, content in (("khong-co.antq", None), ("chu.antq", b"x" * 8192)):
        if content:
            (tmp_path / name).write_bytes(content)
        refused = shell("restore", tmp_path / name)
        assert (refused.error[:6], refused.code) == ("ANTQ-2", 6)
    assert shell.state() == before


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.write_bytes(b"x" * 8192)])
def test_a_backup_takes_the_place_of_a_lost_or_damaged_database(shell: Shell, lose: Callable[[Path], object]) -> None:
    shell.area()
    before = shell.state()
    copy = shell("backup").done["path"]
    lose(shell.folder / "antq.antq")
    refused = shell("find", "an")
    assert refused.code == 6
    assert "phục hồi" in refused.data["error"]["message"].casefold()
    assert shell("restore", copy, ANTQ_PASSWORD="sai-mat-khau-roi").error == "ANTQ-1202"
    assert shell("restore", copy).done["state_hash"] == before == shell.state()


def test_a_household_is_erased_on_request(shell: Shell) -> None:
    shell.area()
    uid = shell.household("Trần Hiếm Có")
    assert shell("erase", "household", uid).code == 2
    assert shell("erase", "household", uid, "--reason", " ").code == 2
    done = shell("erase", "household", uid, "--reason", "theo đơn").done
    assert done["values"] > 0
    assert done["beyond_reach"]
    assert shell("find", "hiem co").done["total"] == 0
    assert shell("erase", "residential_area", "Thôn Đông Hạ", "--reason", "x").error == "ANTQ-1001"
    assert shell("check").done["sound"]


def test_a_removed_household_is_erased_by_its_code_or_its_name(shell: Shell) -> None:
    shell.area()
    first, second = shell.household("Trần Hiếm Có"), shell.household("Lý Ít Thấy")
    for uid in (first, second):
        assert shell("remove", "household", uid, "--reason", "nhập trùng").code == 0
    assert shell("erase", "household", first, "--reason", "theo đơn").done["values"] > 0
    assert shell("erase", "household", "ly it thay", "--reason", "theo đơn").done["values"] > 0
    assert shell("erase", "household", "ly it thay", "--reason", "theo đơn").code == 3
    assert shell("check").done["sound"]


def test_the_sample_commune_is_there_at_once(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "mau")
    said = shell("demo", "--size", "S").done
    assert {"data", "login", "password", "unit"} <= set(said)
    shell.environ["ANTQ_PASSWORD"] = said["password"]
    assert said["unit"].startswith("99")
    households = shell("show", "household").done
    assert households["total"] == len(households["records"]) > 50
    figures = shell("indicators", "--year", 2026).done["indicators"]
    assert any(line["status"] == "ok" and line["denominator"] > 50 for line in figures)
    assert shell("check").done["sound"]
    groups_of_the_sample_are_of_every_way(shell)
    a_change_tells_which_confirmation_it_took(shell)
    assert shell("demo").error == "ANTQ-1001"


def a_change_tells_which_confirmation_it_took(shell: Shell) -> None:
    first, second = [each for each in shell("show", "activity").done["records"] if each["confirmed_on"]][:2]
    said = shell.text("edit", "activity", first["id"], "attendance=7")
    assert "Lưu ý: Đã bỏ xác nhận của Ủy ban MTTQ Việt Nam xã Mẫu ngày" in said.out
    (note,) = shell("edit", "activity", second["id"], "attendance=7").done["notes"]
    assert note.endswith("phải xác nhận lại.")
    assert shell("show", "activity", second["id"]).done["records"][0]["confirmed_on"] is None


def groups_of_the_sample_are_of_every_way(shell: Shell) -> None:
    """Lively, weak, empty and written up afterwards; files are told from confirmations."""
    board = shell("group", "board", "--period", "2026").done
    groups = board["groups"]
    assert {group["register"] for group in groups} == {"model_point", "club"}
    assert len({group["field"] for group in groups}) > 5
    assert any(group["due"] and group["met"] == group["due"] for group in groups)
    assert any(0 < group["met"] < group["due"] for group in groups)
    assert any(group["activities"] == 0 for group in groups)
    assert any(group["proven"] > group["confirmed"] for group in groups)
    assert 0 < board["lately"]["proven"] < board["lately"]["points"]
    done = shell("show", "activity").done["records"]
    papered = [each for each in done if each["from_paper"]]
    assert 0 < len(papered) < len(done)
    assert all(each["entered_on"] > each["happened_on"] for each in papered)
    kept_home = {each["title"].partition(" –")[0] for each in papered if not each["paper_ref"]}
    assert kept_home == {"Khu dân cư không ma túy"}, "what is written freely of a sensitive model leaves for nowhere"
    pictures = [picture for each in done for picture in each["evidence"] or ()]
    assert max(map(pictures.count, pictures)) > 9, "one of them shows the same picture again and again"
    assert len(set(pictures)) > 40


def test_whether_a_household_lives_here_is_not_typed(shell: Shell) -> None:
    shell.area()
    before = shell.state()
    refused = shell("add", "household", "head_name=Nguyễn Văn An", "area=đông hạ", "residing=không")
    assert (refused.error, refused.code) == ("ANTQ-1101", 3)
    assert "tự ghi" in refused.data["error"]["message"]
    assert shell.state() == before
    uid = shell.household()
    assert shell("edit", "household", uid, "residing=không").error == "ANTQ-1101"
    assert shell("check").done["sound"]


def test_what_is_only_derived_is_made_anew_instead_of_restored(shell: Shell) -> None:
    shell.area()
    uid = shell.household()
    before = shell.state()
    derive_wrongly(shell, "UPDATE household SET residing = 0", "DELETE FROM search_entry")
    found = shell("check")
    assert (found.data["error"]["code"], found.code, found.data["sound"]) == ("ANTQ-2000", 6, False)
    assert found.data["projections"] == [f"household:{uid.replace('-', '')}"]
    assert "antq check --repair" in found.data["error"]["message"]
    assert "không cần phục hồi" in found.data["error"]["message"]
    mended = shell("check", "--repair").done
    assert (mended["sound"], mended["repaired"]) == (True, True)
    again = shell("check", "--repair").done
    assert (again["sound"], again["repaired"]) == (True, False)
    assert shell("show", "household", uid).done["records"][0]["residing"] is True
    assert shell("find", "nguyen van an").done["total"] == 1
    assert shell.state() == before
    assert "nguyên vẹn" in shell.text("check").out


def test_a_damaged_journal_is_not_mended_by_deriving(shell: Shell) -> None:
    shell.area()
    shell.household()
    forged = "DROP TRIGGER change_is_only_erased", "UPDATE change SET value = '1' WHERE id = 3"
    derive_wrongly(shell, *forged, "UPDATE household SET residing = 0")
    for words in (("check",), ("check", "--repair")):
        found = shell(*words)
        assert (found.data["error"]["code"], found.code) == ("ANTQ-2003", 6)
        assert "phục hồi từ bản sao lưu" in found.data["error"]["message"]
        assert found.data["projections"]
