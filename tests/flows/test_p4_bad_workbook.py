"""P4: two hundred rows with six faults and a column of identity numbers; seen, corrected, imported, taken back."""

import io
import json
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from antq_desktop.cli.main import main
from antq_desktop.services import setup
from antq_desktop.services.office import Environment
from antq_desktop.storage.key_slots import KdfCost
from antq_desktop.storage.places import resources_folder
from workbooks import everything_in, everything_stored

pytestmark = pytest.mark.flow
CHEAP = KdfCost(8, 1, 1)
ENVIRON = {"ANTQ_PASSWORD": "mot-cau-de-nho", "ANTQ_NOW": "2026-11-23"}
HEADER = ("STT", "Họ và tên chủ hộ", "Khu dân cư", "Số CCCD", "Địa chỉ", "Ngày ký")
EAST, TWINS = "Thôn Đông Hạ", "Lê Văn Trùng"
IDENTITY = "001200000"
START = datetime.fromisoformat("2026-11-23T08:00:00+07:00")
FAULTS = {20: "no head", 60: "no head", 90: "no such hamlet", 120: "31/02", 150: "homonym", 180: "future"}


def antq(folder: Path, *words: object) -> tuple[int, dict]:
    """Run a command; its exit code and what it answered."""
    out = io.StringIO()
    said = ["--data", str(folder), "--json", *map(str, words)]
    code = main(said, ENVIRON, (io.StringIO(), out, io.StringIO()), CHEAP)
    return code, json.loads(out.getvalue())


def name_of(number: int) -> str:
    """A head's name for every row, none twice."""
    return f"Nguyễn Văn {chr(65 + number // 26)} {chr(65 + number % 26)}"


def row(number: int, *, corrected: bool) -> tuple[object, ...]:
    fault = FAULTS.get(number)
    name: str | None = TWINS if fault == "homonym" else name_of(number)
    address = f"Số {number}"
    if fault == "homonym":
        address = "Ngõ 1" if corrected else ""
    signed: object = date(2026, 3, 1)
    if not corrected:
        name = None if fault == "no head" else name
        signed = {"31/02": "31/02/2026", "future": date(2026, 12, 24)}.get(fault or "", signed)
    area = "Xóm Lạ" if fault == "no such hamlet" and not corrected else EAST
    return number, name, area, f"0012{number:08}", address, signed


def workbook(path: Path, *, corrected: bool) -> Path:
    book = Workbook()
    book.active.append(HEADER)
    for number in range(1, 201):
        book.active.append(row(number, corrected=corrected))
    book.save(path)
    return path


@pytest.fixture
def folder(template_store: Path, tmp_path: Path) -> Path:
    """A commune with one area and two households of one name in it."""
    copied = Path(shutil.copytree(template_store, tmp_path / "xa"))
    antq(copied, "add", "residential_area", f"name={EAST}")
    for lane in ("Ngõ 1", "Ngõ 2"):
        antq(copied, "add", "household", f"head_name={TWINS}", f"area={EAST}", f"address={lane}")
    return copied


def state(folder: Path) -> str:
    return str(antq(folder, "state-hash")[1]["state_hash"])


def test_a_bad_workbook_is_seen_corrected_imported_and_taken_back(folder: Path, tmp_path: Path) -> None:
    before = state(folder)
    bad, errors = workbook(tmp_path / "danh-sach.xlsx", corrected=False), tmp_path / "loi.xlsx"
    original = bad.read_bytes()
    code, plan = antq(folder, "import", bad, "--register", "pledge", "--year", 2026, "--dry-run", "--errors", errors)
    assert code == 3
    assert [(fault["row"], fault["column"]) for fault in plan["rejected"]] == [
        (21, "B"),
        (61, "B"),
        (91, "C"),
        (121, "F"),
        (181, "F"),
    ]
    assert all(fault["reason"] and fault["code"] for fault in plan["rejected"])
    assert [(one["row"], one["head_name"], len(one["candidates"])) for one in plan["decisions"]] == [(151, TWINS, 2)]
    assert plan["refused_columns"] == [{"column": "D", "header": "Số CCCD"}]
    assert (plan["accepted"], plan["operation"], plan["already"], plan["updated"]) == (194, None, 0, 0)
    ignored = {"title": 0, "header": 1, "column_numbers": 0, "group": 0, "subtotal": 0, "footer": 0, "empty": 0}
    assert plan["ignored"] == ignored
    assert plan["accepted"] + len(plan["rejected"]) + len(plan["decisions"]) + sum(ignored.values()) == 201
    assert (state(folder), bad.read_bytes()) == (before, original)
    check_errors(errors)
    assert no_identity_number_in(folder)
    assert IDENTITY not in json.dumps(plan) + everything_in(errors)
    corrected = workbook(tmp_path / "da-sua.xlsx", corrected=True)
    code, done = antq(folder, "import", corrected, "--register", "pledge", "--year", 2026)
    assert (code, done["rejected"], done["decisions"]) == (0, [], [])
    assert no_identity_number_in(folder)
    assert IDENTITY not in json.dumps(done)
    assert done["accepted"] + done["updated"] == 200
    assert antq(folder, "show", "pledge", "--limit", 1)[1]["total"] == 200
    assert antq(folder, "show", "household", "--limit", 1)[1]["total"] == 201
    assert state(folder) != before
    assert antq(folder, "undo", done["operation"])[0] == 0
    assert state(folder) == before
    assert no_identity_number_in(folder)


def check_errors(path: Path) -> None:
    """Six rows with their reasons; no identity number, not even its column."""
    lines = list(load_workbook(path).active.iter_rows(values_only=True))
    assert "Lý do" in lines[0]
    assert "Quyết định" in lines[0]
    assert "Số CCCD" not in lines[0]
    reasons = [str(line[lines[0].index("Lý do")]) for line in lines[1:]]
    assert len(reasons) == 6
    assert all("[Cột " in reason for reason in reasons if TWINS not in reason and "cùng tên" not in reason)
    assert not [cell for line in lines for cell in line if str(cell).startswith("0012")]


def test_with_only_a_decision_left_the_import_asks_for_it(folder: Path, tmp_path: Path) -> None:
    book = Workbook()
    for line in (HEADER, (1, TWINS, EAST, None, None, date(2026, 3, 1)), (2, "Trần An", EAST, None, "Số 5", None)):
        book.active.append(line)
    book.save(tmp_path / "mot.xlsx")
    errors = tmp_path / "hoi.xlsx"
    code, plan = antq(folder, "import", tmp_path / "mot.xlsx", "--errors", errors)
    assert (code, plan["accepted"], len(plan["decisions"]), plan["rejected"]) == (8, 1, 1, [])
    asked = load_workbook(errors)
    titles = [cell.value for cell in asked.active[1]]
    asked.active.cell(row=2, column=titles.index("Quyết định") + 1, value=2)
    asked.save(errors)
    code, answered = antq(folder, "import", errors)
    assert (code, answered["decisions"]) == (0, [])
    kept = antq(folder, "show", "pledge")[1]["records"]
    lanes = {one["id"]: one["address"] for one in antq(folder, "show", "household")[1]["records"]}
    assert [lanes[one["household"]] for one in kept] == ["Ngõ 2"]


def no_identity_number_in(folder: Path) -> bool:
    """No file of the folder holds one in the open, and no table of the opened store holds one at all."""
    environment = Environment(resources_folder(), lambda: START, CHEAP)
    office = setup.unlock(folder, "binh", ENVIRON["ANTQ_PASSWORD"], environment)
    try:
        inside = everything_stored(office)
    finally:
        setup.lock(office)
    opened = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert EAST in inside
    return IDENTITY not in inside and not any(IDENTITY.encode() in data for data in opened)
