"""Records on the command line: added, shown, found, corrected, taken out, brought back; the life of a household."""

import unicodedata
from pathlib import Path

import pytest
from openpyxl import load_workbook

from antq_desktop.cli.telling import pairs, table, width
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.registers import REGISTERS
from commands import Shell

EAST, WEST = "Thôn Đông Hạ", "Thôn Đoài"


@pytest.fixture
def commune(shell: Shell) -> Shell:
    """Two areas."""
    shell.area(EAST)
    shell.area(WEST)
    return shell


def test_every_register_tells_its_fields_without_a_store(empty: Shell) -> None:
    said = empty("registers", ANTQ_PASSWORD="").done["registers"]
    assert [one["key"] for one in said] == list(REGISTERS)
    household = next(one for one in said if one["key"] == "household")
    area = next(spec for spec in household["fields"] if spec["key"] == "area")
    assert area == {
        "key": "area",
        "label": "Khu dân cư",
        "kind": "link",
        "required": True,
        "links_to": "residential_area",
        "choices": None,
    }
    assert "household: Hộ gia đình (head_name, area, " in empty.run("registers").out


def test_a_record_is_told_with_ids_dates_sets_and_what_links_are_called(commune: Shell) -> None:
    uid = commune.household("Nguyễn Văn An", EAST, "organizations=HND|HPN", "size=4", "address=Số 5")
    said = commune("show", "household", uid).done
    assert said["total"] == 1
    told = said["records"][0]
    area = commune("show", "residential_area", EAST).done["records"][0]
    assert (told["register"], told["id"], told["title"]) == ("household", uid, f"Nguyễn Văn An – {EAST}")
    assert (told["area"], told["area_title"], told["size"], told["residing"]) == (area["id"], EAST, 4, True)
    assert len(told["organizations"]) == 2
    assert told["organizations"] == sorted(told["organizations"])
    assert told["organizations_title"] == "Hội LHPN, Hội Nông dân"
    pledge = commune("add", "pledge", f"household={uid}", "signed_on=1/3/2026").done["id"]
    assert commune("show", "pledge", pledge).done["records"][0]["signed_on"] == "2026-03-01"


def test_what_others_know_need_not_be_repeated(commune: Shell) -> None:
    uid = commune.household()
    said = commune("add", "pledge", f"household={uid}", "signed_on=2026-03-01").done
    kept = commune("show", "pledge", said["id"]).done["records"][0]
    assert set(said["filled"]) == {"year", "area", "campaign"}
    assert (kept["year"], kept["area_title"], kept["campaign_title"]) == (2026, EAST, "Ký cam kết năm 2026")
    assert commune("add", "residential_area", "name=Thôn Bắc").done["filled"] == []
    told = commune.text("add", "pledge", f"household={commune.household('Lê Thị Bình')}", "signed_on=2026-03-02")
    assert "Điền sẵn: đợt ký, khu dân cư khi ký, năm cam kết." in told.out


def test_what_nobody_knows_is_asked_for(commune: Shell) -> None:
    uid = commune.household()
    for words, missing in (
        (("pledge", f"household={uid}", "signed_on=2025-03-01"), "Đợt ký"),
        (("pledge", "signed_on=2026-03-01"), "Hộ gia đình"),
        (("household", "head_name=Lê Thị Bình"), "Khu dân cư"),
    ):
        said = commune("add", *words)
        assert (said.error, said.code) == ("ANTQ-1101", 3)
        assert f"Chưa điền ô “{missing}”" in said.data["error"]["message"]


def test_fields_are_corrected_emptied_and_left_alone(commune: Shell) -> None:
    uid = commune.household("Nguyễn Văn An", EAST, "address=Số 5")
    commune("edit", "household", "Nguyễn Văn An", "size=3", f"area={WEST}")
    commune("edit", "household", uid, "address=")
    kept = commune("show", "household", uid).done["records"][0]
    assert (kept["size"], kept["address"], kept["area_title"]) == (3, None, WEST)
    same = commune("edit", "household", uid, "size=3").done
    assert (same["operation"], same["count"]) == (None, 0)
    assert "Không có gì thay đổi" in commune.text("edit", "household", uid, "size=3").out


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("add", "no_such", "a=b"), "ANTQ-1001", 2),
        (("add", "household", "head_name"), "ANTQ-1001", 2),
        (("add", "household", "head_name=A B", "head_name=C D"), "ANTQ-1001", 2),
        (("add", "officer", "login=x", "name=Lê Văn Ba"), "ANTQ-1001", 2),
        (("add", "household", "head_name=Lê Văn Ba", "area=Thôn Lạ"), "ANTQ-1101", 3),
        (("add", "household", "head_name=Lê Văn Ba", f"area={EAST}", "cccd=1"), "ANTQ-1101", 3),
        (("add", "household", f"head_name={'x' * 10_000_000}", f"area={EAST}"), "ANTQ-1101", 3),
        (("add", "household", "head_name=Lê\x07Văn", f"area={EAST}"), "ANTQ-1101", 3),
        (("add", "household", "head_name=Lê Văn Ba", f"area={EAST}", "phone=0912345678"), "ANTQ-1101", 3),
        (("add", "residential_area", "name=Thôn Bắc", "valid_from=31/02/2026"), "ANTQ-1101", 3),
        (("add", "residential_area", f"name={EAST}"), "ANTQ-1101", 3),
        (("edit", "household", "nobody", "size=3"), "ANTQ-1102", 3),
        (("show", "no_such"), "ANTQ-1001", 2),
        (("show", "household", "x" * 10_000_000), "ANTQ-1001", 2),
        (("show", "household", "00000000-0000-0000-0000-000000000000"), "ANTQ-1102", 3),
        (("show", "household", "--as-of", "31/02/2026"), "ANTQ-1001", 2),
        (("show", "household", "--limit", "0"), "ANTQ-1001", 2),
        (("find", "an", "--limit", "-5"), "ANTQ-1001", 2),
        (("find", "an", "--limit", "9" * 40), "ANTQ-1001", 2),
        (("find", "an", "--register", "no_such"), "ANTQ-1001", 2),
        (("find", "x" * 10_000_000), "ANTQ-1001", 2),
        (("remove", "residential_area", EAST, "--reason", " "), "ANTQ-1001", 2),
        (("history", "household", "00000000-0000-0000-0000-000000000000"), "ANTQ-1102", 3),
        (("undo", "not-a-uid"), "ANTQ-1001", 2),
        (("undo", "00000000-0000-0000-0000-000000000000"), "ANTQ-1102", 3),
        (("redo",), "ANTQ-1102", 3),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_makes_no_sense_is_refused_in_words_and_changes_nothing(
    commune: Shell, words: tuple[str, ...], code: str, exit_code: int
) -> None:
    before = commune.state()
    said = commune(*words)
    assert (said.error, said.code) == (code, exit_code)
    assert len(said.out) < 2_000
    assert commune.state() == before


def test_fields_at_fault_are_named_for_scripts(commune: Shell) -> None:
    said = commune("add", "household", "area=Thôn Lạ", "size=nhiều")
    assert [(one["field"], one["code"]) for one in said.data["problems"]] == [
        ("area", "unknown"),
        ("size", "value"),
        ("head_name", "required"),
    ]


def test_a_register_is_shown_whole_or_its_first_lines_with_the_true_total(commune: Shell) -> None:
    for name in ("Nguyễn Văn Bình", "Nguyễn Văn An", "Nguyễn Thị Chi"):
        commune.household(name)
    whole = commune("show", "household").done
    assert [one["head_name"] for one in whole["records"]] == ["Nguyễn Văn An", "Nguyễn Văn Bình", "Nguyễn Thị Chi"]
    first = commune("show", "household", "--limit", 2).done
    assert (first["total"], len(first["records"])) == (3, 2)
    lines = commune.text("show", "household").out.splitlines()
    assert lines[0] == "3 hộ"
    assert lines[1].split("  ")[0] == "Mã"
    assert len({line.index("Nguyễn") for line in lines[2:]}) == 1
    one = commune.text("show", "household", whole["records"][0]["id"]).out
    assert "Họ và tên chủ hộ" in one
    assert "Điện thoại" not in one


def test_options_may_stand_between_parameters(commune: Shell) -> None:
    uid = commune.household()
    for words in (
        ("show", "household", "--as-of", "2026-11-23", uid),
        ("show", "--as-of", "2026-11-23", "household", uid),
        ("--json", "show", "household", "--officer", "binh", uid),
    ):
        assert commune.run("--data", commune.folder, "--json", *words).done["total"] == 1
    said = commune.run("edit", "household", "--json", uid, "--data", commune.folder, "size=7")
    assert said.done["count"] == 1


def test_searching_tells_whole_records_in_the_order_found(commune: Shell) -> None:
    uid = commune.household("Đặng Đình Ước")
    commune.household("Đặng Thị Mai")
    said = commune("find", "dang dinh uoc").done
    assert (said["total"], said["records"][0]["id"], said["records"][0]["area_title"]) == (1, uid, EAST)
    both = commune("find", "đặng", "--register", "household", "--limit", 1).done
    assert (both["total"], len(both["records"])) == (2, 1)
    assert {
        one["register"] for one in commune("find", "dong ha", "--register", "residential_area").done["records"]
    } == {"residential_area"}
    assert commune("find", '"*()- ').done == {"total": 0, "records": []}
    assert commune.text("find", "dinh uoc").out.startswith("1 kết quả\nSổ ")


def test_what_is_taken_out_stays_in_the_history_and_comes_back(commune: Shell) -> None:
    uid = commune.household()
    commune("edit", "household", uid, "size=3")
    before = commune.state()
    used = commune("remove", "residential_area", EAST, "--reason", "nhập trùng")
    assert (used.error, used.code) == ("ANTQ-1101", 3)
    gone = commune("remove", "household", uid, "--reason", "nhập trùng").done
    assert commune("show", "household", uid).error == "ANTQ-1102"
    lines = commune("history", "household", uid).done["history"]
    assert [(line["field"], line["after"]) for line in lines if line["field"] == "size"] == [("size", 3)]
    assert lines[-1]["reason"] == "nhập trùng"
    assert all(line["officer"] and line["operation"] and line["at"] for line in lines)
    commune("undo", gone["operation"])
    assert commune.state() == before
    commune("redo")
    assert commune("show", "household").done["total"] == 0
    commune("undo", "--yes")
    assert commune.state() == before
    told = commune.text("history", "household", uid).out.splitlines()
    assert told[1].split("  ")[:2] == ["23/11/2026 08:00", "Thêm hộ"]
    assert any("Số nhân khẩu" in line for line in told)


def test_a_household_arrives_moves_changes_its_head_leaves_and_returns(commune: Shell) -> None:
    uid = commune("household", "arrive", "head_name=Lò Văn Pó", f"area={EAST}", "--on", "01/02/2026").done["id"]
    commune("household", "move", uid, "--area", WEST, "--on", "2026-03-10", "--address", "Ngõ 2")
    commune("household", "head", uid, "--name", "Lò Thị Nhài", "--on", "1/4/2026")
    commune("household", "leave", uid, "--on", "30/06/2026")
    commune("household", "arrive", uid, "--area", EAST, "--on", "01/09/2026")

    def on(day: str) -> list[tuple[str, str]]:
        records = commune("show", "household", "--as-of", day).done["records"]
        return [(one["head_name"], one["area_title"]) for one in records]

    assert on("2026-01-31") == []
    assert on("2026-02-01") == [("Lò Văn Pó", EAST)]
    assert on("2026-03-09") == [("Lò Văn Pó", EAST)]
    assert on("2026-03-10") == [("Lò Văn Pó", WEST)]
    assert on("2026-04-01") == [("Lò Thị Nhài", WEST)]
    assert on("2026-06-30") == [("Lò Thị Nhài", WEST)]
    assert on("2026-07-01") == []
    assert on("2026-09-01") == [("Lò Thị Nhài", EAST)]
    assert commune("show", "household", uid, "--as-of", "2026-07-01").done == {"total": 0, "records": []}
    assert commune("show", "household", uid).done["records"][0]["residing"] is True
    assert commune("household", "back", uid, "--area", EAST, "--on", "2/9/2026").error == "ANTQ-1001"
    assert commune("household", "arrive", uid, "--on", "2/9/2026").error == "ANTQ-1001"
    assert commune("household", "leave", uid, "--on", "01/01/2027").error == "ANTQ-1101"


def test_households_split_merge_and_end(commune: Shell) -> None:
    uid = commune.household("Lê Văn Cả")
    commune("add", "pledge", f"household={uid}", "signed_on=2026-03-01")
    son = commune("household", "split", uid, "head_name=Lê Văn Út", "--on", "2026-04-01").done["id"]
    told = commune("show", "household", son).done["records"][0]
    assert (told["area_title"], told["head_name"]) == (EAST, "Lê Văn Út")
    assert [one["household"] for one in commune("show", "pledge").done["records"]] == [uid]
    commune("household", "merge", son, "--into", uid, "--on", "2026-05-01")
    assert [one["id"] for one in commune("show", "household", "--as-of", "2026-05-02").done["records"]] == [uid]
    assert commune("household", "merge", uid, "--into", uid, "--on", "2026-05-01").error == "ANTQ-1001"
    commune("household", "gone", uid, "--on", "2026-06-01")
    assert commune("show", "household", "--as-of", "2026-06-02").done["total"] == 0


def test_an_area_is_shown_only_while_it_existed(commune: Shell) -> None:
    commune("add", "residential_area", "name=Xóm Cũ", "valid_to=30/06/2025")
    names = [one["name"] for one in commune("show", "residential_area", "--as-of", "2025-06-30").done["records"]]
    assert "Xóm Cũ" in names
    assert commune("show", "residential_area", "--as-of", "2025-07-01").done["total"] == 2


def test_an_edited_list_of_a_register_comes_back(commune: Shell, tmp_path: Path) -> None:
    path = tmp_path / "khu.xlsx"
    commune("sheet", "residential_area", "--out", path)
    before = commune.state()
    bring = ("import", path, "--register", "residential_area")
    same = commune(*bring).done
    assert (same["already"], same["updated"], same["accepted"], same["operation"]) == (2, 0, 0, None)
    assert commune(*bring, "--dry-run").done["already"] == 2
    assert commune(*bring, "--rows").code == 2
    assert commune("import", path, "--register", "pledge_campaign").code == 3
    officers = tmp_path / "can-bo.xlsx"
    commune("sheet", "officer", "--out", officers, "--reason", "xem")
    refused = commune("import", officers, "--register", "officer")
    assert (refused.error, refused.code) == ("ANTQ-1001", 2)
    book = load_workbook(path)
    sheet = book.active
    header = next(row for row in sheet.iter_rows() if "Tên khu dân cư" in {cell.value for cell in row})
    column = next(cell.column for cell in header if cell.value == "Tên khu dân cư")
    last = sheet.max_row
    sheet.cell(row=last, column=column, value="Thôn Đông Thượng")
    sheet.cell(row=last + 1, column=column, value="Thôn Mới")
    book.save(path)
    done = commune(*bring).done
    assert (done["already"], done["updated"], done["accepted"]) == (1, 1, 1)
    names = {one["name"] for one in commune("show", "residential_area").done["records"]}
    assert {"Thôn Đông Thượng", "Thôn Mới"} < names
    commune("undo", done["operation"])
    assert commune.state() == before


def test_tables_are_aligned_by_what_a_terminal_shows() -> None:
    composed, apart = "Nguyễn Thị Ánh", unicodedata.normalize("NFD", "Nguyễn Thị Ánh")
    assert width(composed) == width(apart) == 14
    assert width("漢字") == 4
    lines = table(("Tên", "Số"), [(composed, 1), (apart, 2), ("An", None), ("x" * 100, 3)])
    assert [width(line[: line.index(digit)]) for line, digit in zip(lines[1:3], "12", strict=True)] == [50, 50]
    assert lines[3] == "An"
    assert len(lines[4]) < 60
    assert table(("Tệp",), [("y" * 100,)])[1] == "y" * 100
    with pytest.raises(UsageError):
        pairs(["no sign"])
    assert pairs(["note=a=b", "size= 3"]) == {"note": "a=b", "size": " 3"}
