"""A year of a point, played in the window and at the command line: every figure of it is the same wherever it stands.

Founded, replicated, active, resting, consolidated, dissolved; told by dossier, annex, its workbook and the package.
"""

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.conftest import LOGIN, PASSWORD

from antq_desktop.app import Program, make_application
from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.periods import calendar_year
from antq_desktop.gui.forms.deed_dialog import DeedDialog
from antq_desktop.gui.groups.month_table import DAYS, KIND, PRESENT, RESULTS
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services import records, setup
from antq_desktop.services.groups import dossiers, group_board
from antq_desktop.services.handover import enrolment, handing_over
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.papers import papers
from antq_desktop.services.papers.group_annexes import CLUB_COLUMNS
from antq_desktop.services.papers.group_papers import called, table_of
from antq_desktop.services.papers.paper_kinds import Part
from antq_desktop.services.papers.paper_tables import Line
from antq_desktop.storage.places import resources_folder
from commands import Shell
from hands import in_front, press, settle, show, type_text
from hands import unlock as come_in

pytestmark = pytest.mark.flow
CTRL = Qt.KeyboardModifier.ControlModifier
YEAR, BEFORE = calendar_year(2026), calendar_year(2025)
WHY = Grounds("họp giao ban", PASSWORD)
FIRST, COPY = "Kẻng Đông", "Kẻng Tây"
CLUB_HEADINGS = [column.title for column in CLUB_COLUMNS]
DECIDED = {"decision_no": "9/QĐ", "decision_on": date(2026, 10, 30)}


@pytest.fixture
def read(outside):
    """The text of a PDF, its lines with single blanks."""
    tool = outside("pdftotext")

    def text(path: Path) -> str:
        said = subprocess.run([tool, "-layout", path, "-"], check=True, capture_output=True).stdout.decode()
        return " ".join(said.split())

    return text


@pytest.fixture
def commune(template_store, environment, tmp_path) -> Path:
    """The folder of a commune with one residential area; copy it."""
    folder = tmp_path / "commune"
    shutil.copytree(template_store, folder)
    opened = setup.unlock(folder, LOGIN, PASSWORD, environment)
    records.save(opened, "residential_area", {"name": "Thôn Đông"})
    setup.lock(opened)
    return folder


def figures(office, tmp_path: Path, name: str, read, period=YEAR) -> dict[str, object]:
    """What each place tells of a point, after it was seen that they agree."""
    uid = records.resolve(office, "model_point", name)
    told = dossiers.dossier(office, "model_point", uid, period)
    months = [len(month.done) for month in told.months]
    lines = [row for part in table_of(office, "model-annex", period).parts for row in part.rows]
    annex = next(row.cells for row in lines if isinstance(row, Line) and row.cells[1] == name)
    sheet = load_workbook(papers.make(office, "model-annex", period, tmp_path, part=Part(excel=True))).active
    book = next(row for row in sheet.values if row[1] == name)
    packed = unpacked(office, period, tmp_path)
    row = next(row for row in packed["model_points"] if row["name"] == name)
    board = next(line for line in group_board.board(office, period) if line.uid == uid) if told.team_count else None
    counts = (told.members, told.team_count, told.due, told.met)
    assert tuple(int(row[key]) for key in ("members", "teams", "due", "met")) == counts
    assert board is None or (board.members, board.teams, board.due, board.met) == counts
    assert row["status"] == told.status
    assert int(row["activities"]) == sum(months) == annex[9] == book[9]
    of_months = {row["month"]: int(row["activities"]) for row in packed["group_months"] if row["group"] == str(uid)}
    assert of_months == {f"{period.year}-{n:02}-01": count for n, count in enumerate(months, 1) if count}
    assert annex[7:9] == book[7:9] == (told.team_count, told.members)
    assert annex[11].split(" từ ")[0] == office.catalogues.label("group_statuses", told.status)
    page = read(
        papers.make(office, "model-dossier", period, tmp_path, grounds=WHY, part=Part(group=called(office, name)))
    )
    for words in (f"{told.members} người", f"{sum(months)} buổi", annex[11].split(" từ ")[0]):
        assert words in page, words
    assert f"{told.team_count} tổ:" in page or not told.team_count
    return {
        "status": row["status"],
        "life": [dossiers.status_words(office, told.group, status) for status in told.statuses],
        "months": months,
        "counts": counts,
        "results": told.results,
        "origin": told.origin,
        "annex": tuple(annex[2:]),
        "stock": [tuple(row.values()) for row in packed["group_stock"]],
    }


def unpacked(office, period, tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    """The tables of groups of a package of numbers."""
    done = handing_over.export(office, "numbers", period, tmp_path)
    (tmp_path / "own.pem").write_bytes(enrolment.status(office).certificate)
    trust = handing_over.read_trust(tmp_path / "own.pem")
    handing_over.unpack(done.path, tmp_path / "open", office.clock(), trust)
    texts = {
        table: (tmp_path / "open" / "data" / f"{table}.csv").read_text(encoding="utf-8")
        for table in ("model_points", "clubs", "group_months", "group_stock")
    }
    return {table: list(csv.DictReader(io.StringIO(text))) for table, text in texts.items()}


def by_window(qtbot, folder: Path, clock) -> None:
    theme = Theme("light", resources_folder())
    make_application(theme)
    program = Program(folder, theme, clock=clock)
    show(qtbot, program.frame)
    program.start()
    settle(qtbot, program.frame.tasks)
    come_in(qtbot, program, LOGIN, PASSWORD)
    found(qtbot, program, FIRST, {"established_on": "2024", "member_count": "12"})
    found(qtbot, program, COPY, {"established_on": "02/2026", "member_count": "9", "replicated_from": FIRST})
    for month in (3, 4, 5):
        write_month(qtbot, program, month, {COPY: ("10", "8", "2")})
    write_month(qtbot, program, 6, {FIRST: ("11 12", "12", "")})
    decide(qtbot, program, GroupDeed.SUSPENDED, date(2026, 6, 1), reason="mưa lũ")
    decide(qtbot, program, GroupDeed.RESUMED, date(2026, 8, 1))
    decide(qtbot, program, GroupDeed.CONSOLIDATED, date(2026, 9, 1), decision_no="4/QĐ", decision_on=date(2026, 8, 30))
    decide(qtbot, program, GroupDeed.DISSOLVED, date(2026, 11, 1), **DECIDED)
    program.frame.close()
    settle(qtbot, program.frame.tasks)


def found(qtbot, program, name: str, values: dict[str, str]) -> None:
    """Add a point by its form."""
    program.main.open("model_point")
    settle(qtbot, program.frame.tasks)
    press(Qt.Key.Key_N, CTRL)
    settle(qtbot, program.frame.tasks)
    form = program.main.page("model_point").form
    for key, text in {"name": name, "type": "Tiếng kẻng an ninh", **values}.items():
        form.blocks[key].editor.setFocus()
        type_text(form.blocks[key].editor, text)
    area = records.resolve(program.office, "residential_area", "Thôn Đông")
    form.blocks["areas"].editor.fill(frozenset({area}))
    form.blocks["frequency"].editor.fill("monthly")
    press(Qt.Key.Key_S, CTRL)
    settle(qtbot, program.frame.tasks)
    assert records.resolve(program.office, "model_point", name)


def write_month(qtbot, program, month: int, lines: dict[str, tuple[str, str, str]]) -> None:
    """Write days, attendance and results on the month's page."""
    program.main.open("month")
    settle(qtbot, program.frame.tasks)
    page = program.main.page("month")
    page.months.setCurrentIndex(page.months.findData(f"2026-{month:02}-01"))
    settle(qtbot, program.frame.tasks)
    for name, texts in lines.items():
        place = next(n for n, line in enumerate(page.table.month.lines) if line.name == name)
        for column, text in zip((DAYS, PRESENT, RESULTS), texts, strict=True):
            page.table.go(place, column)
            page.table.setFocus()
            for letter in text:
                type_text(QApplication.focusWidget(), letter)
            page.table.finish()
        page.table.month.write(place, KIND, "tuần tra")
    press(Qt.Key.Key_S, CTRL)
    settle(qtbot, program.frame.tasks)
    assert not page.table.month.written, page._told.text()


def decide(qtbot, program, deed: GroupDeed, on: date, **given: object) -> None:
    """Write a decision about the copy."""
    program.main.open("model_point")
    settle(qtbot, program.frame.tasks)
    page = program.main.page("model_point")
    page.go_to(records.resolve(program.office, "model_point", COPY))
    page.ask_deed(deed)
    asked = in_front(page, DeedDialog)
    asked.day.setText(show_date(on))
    for key, value in given.items():
        getattr(asked, key).setText(show_date(value) if isinstance(value, date) else value)
    asked.go()
    assert not asked.isVisible(), asked.fault.text()


def by_shell(folder: Path) -> None:
    shell = Shell(folder)

    def tell(*words: object) -> None:
        assert shell(*words).done

    terms = ("type=tieng-keng-an-ninh", "areas=Thôn Đông", "frequency=monthly")
    tell("add", "model_point", f"name={FIRST}", *terms, "established_on=2024", "member_count=12")
    terms = (*terms, f"replicated_from={FIRST}", "established_on=02/2026", "member_count=9")
    tell("add", "model_point", f"name={COPY}", *terms)
    for month in (3, 4, 5):
        said = ("--on", f"10/{month:02}/2026", "--attendance", 8, "--what", "tuần tra", "--result", "patrols=2")
        tell("activity", "add", "--of", COPY, *said)
    for day in (11, 12):
        said = ("--on", f"{day}/06/2026", "--attendance", 12, "--what", "tuần tra")
        tell("activity", "add", "--of", FIRST, *said)
    tell("group", "suspend", COPY, "--on", "01/06/2026", "--reason", "mưa lũ")
    tell("group", "resume", COPY, "--on", "01/08/2026")
    decided = ("--decision", "4/QĐ", "--decision-on", "30/08/2026")
    tell("group", "consolidate", COPY, "--on", "01/09/2026", *decided)
    decided = ("--decision", "9/QĐ", "--decision-on", "30/10/2026")
    tell("group", "dissolve", COPY, "--on", "01/11/2026", *decided)


def test_a_year_of_a_point_tells_the_same_by_window_and_by_command_line(
    qtbot, commune, clock, environment, tmp_path, read
) -> None:
    told = {}
    for way in ("window", "shell"):
        folder = tmp_path / way
        shutil.copytree(commune, folder)
        if way == "window":
            by_window(qtbot, folder, clock)
        else:
            by_shell(folder)
        office = setup.unlock(folder, LOGIN, PASSWORD, environment)
        told[way] = {
            name: figures(office, _made(tmp_path / f"{way}-{n}"), name, read) for n, name in enumerate((FIRST, COPY))
        }
        setup.lock(office)
    assert told["window"] == told["shell"]
    copy = told["window"][COPY]
    assert (copy["status"], copy["origin"]) == ("dissolved", (FIRST,))
    assert copy["months"] == [0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
    assert copy["results"] == (("lượt tuần tra", 6),)
    assert len(copy["life"]) == 5
    assert told["window"][FIRST]["months"][5] == 2
    assert ("points", "1", "1", "1", "1") in told["window"][FIRST]["stock"]


def members_of_two_years(shell: Shell, key: str, name: str) -> None:
    """Three that are named for the year before, one from this year on."""
    for person in ("Lê Văn An", "Trần Văn Bình", "Đỗ Thị Cúc"):
        last = ("from_on=01/01/2025", "to_on=31/12/2025")
        assert shell("add", "group_member", f"{key}={name}", f"full_name={person}", *last).done
    assert shell("add", "group_member", f"{key}={name}", "full_name=Vũ Văn Dũng", "from_on=01/01/2026").done


def test_a_past_year_tells_the_same_wherever_it_stands(commune, environment, tmp_path, read) -> None:
    shell, club = Shell(commune), "CLB Đông"
    terms = ("type=tieng-keng-an-ninh", "areas=Thôn Đông", "frequency=monthly", "established_on=2024")
    assert shell("add", "model_point", f"name={FIRST}", *terms).done
    assert shell("add", "club", f"name={club}", "established_on=2024", "frequency=quarterly").done
    for key, name in (("point", FIRST), ("club", club)):
        members_of_two_years(shell, key, name)
        assert shell("activity", "add", "--of", name, "--on", "10/03/2025", "--what", "họp", "--attendance", 3).done
    assert shell("add", "model_team", f"point={FIRST}", "name=Tổ 1", "valid_to=31/12/2025").done
    assert shell("add", "model_team", f"point={FIRST}", "name=Tổ 2", "valid_from=01/01/2026").done
    assert shell("group", "suspend", FIRST, "--on", "20/08/2025", "--reason", "mưa lũ").done
    decided = ("--decision", "9/QĐ", "--decision-on", "30/01/2026")
    assert shell("group", "dissolve", FIRST, "--on", "01/02/2026", *decided).done
    said = {year: shell("group", "dossier", FIRST, "--period", str(year)).done for year in (2025, 2026)}
    office = setup.unlock(commune, LOGIN, PASSWORD, environment)
    told = {
        period.year: figures(office, _made(tmp_path / f"{period.year}"), FIRST, read, period)
        for period in (BEFORE, YEAR)
    }
    clubs = {
        period.year: club_figures(office, _made(tmp_path / f"c{period.year}"), period) for period in (BEFORE, YEAR)
    }
    setup.lock(office)
    for year, found in told.items():
        spoken = (said[year][key] for key in ("members", "teams", "due", "met"))
        assert (*spoken, said[year]["status"]) == (*found["counts"], found["status"])
    assert (told[2025]["counts"], told[2025]["status"]) == ((3, 1, 7, 1), "dormant")
    assert (told[2026]["counts"], told[2026]["status"]) == ((1, 0, 0, 0), "dissolved")
    assert clubs == {2025: (3, 1, 4, 1), 2026: (1, 0, 3, 0)}
    assert ("points", "1", "0", "0", "1") in told[2025]["stock"]
    assert ("points", "1", "0", "1", "0") in told[2026]["stock"]


def club_figures(office, tmp_path: Path, period) -> tuple[int, ...]:
    """Members, activities, periods due and met of the one club, after it was seen that its places agree."""
    (line,) = (line for line in group_board.board(office, period) if line.key == "club")
    (part,) = table_of(office, "club-list", period).parts
    (annex,) = (row.cells for row in part.rows if isinstance(row, Line))
    told = dossiers.dossier(office, "club", line.uid, period)
    (row,) = unpacked(office, period, tmp_path)["clubs"]
    found = (told.members, len(told.done), told.due, told.met)
    assert found == (line.members, line.activities, line.due, line.met)
    assert found == tuple(int(row[key]) for key in ("members", "activities", "due", "met"))
    assert found[:2] == tuple(annex[CLUB_HEADINGS.index(words)] for words in ("Hội viên", "Số buổi trong kỳ"))
    return found


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
