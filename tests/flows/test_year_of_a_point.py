"""A year of a point, played in the window and at the command line: every figure of it is the same wherever it stands.

Founded, replicated, active, resting, consolidated, dissolved; told by dossier, annex, its workbook and the package.
"""

import csv
import io
import shutil
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
from antq_desktop.gui.deed_dialog import DeedDialog
from antq_desktop.gui.month_table import DAYS, KIND, PRESENT, RESULTS
from antq_desktop.gui.theme import Theme
from antq_desktop.services import dossiers, enrolment, handing_over, papers, records, setup
from antq_desktop.services.group_papers import table_of
from antq_desktop.services.paper_tables import Line
from antq_desktop.services.papers import Part
from antq_desktop.storage.places import resources_folder
from commands import Shell
from hands import press, settle, show, type_text
from hands import unlock as come_in

pytestmark = pytest.mark.flow
CTRL = Qt.KeyboardModifier.ControlModifier
YEAR = calendar_year(2026)
FIRST, COPY = "Kẻng Đông", "Kẻng Tây"
DECIDED = {"decision_no": "9/QĐ", "decision_on": date(2026, 10, 30)}


@pytest.fixture
def commune(template_store, environment, tmp_path) -> Path:
    """The folder of a commune with one residential area; copy it."""
    folder = tmp_path / "commune"
    shutil.copytree(template_store, folder)
    opened = setup.unlock(folder, LOGIN, PASSWORD, environment)
    records.save(opened, "residential_area", {"name": "Thôn Đông"})
    setup.lock(opened)
    return folder


def figures(office, tmp_path: Path, name: str) -> dict[str, object]:
    """What each place tells of a point, after it was seen that they agree."""
    uid = records.resolve(office, "model_point", name)
    told = dossiers.dossier(office, "model_point", uid, YEAR)
    months = [len(month.done) for month in told.months]
    lines = [row for part in table_of(office, "model-annex", YEAR).parts for row in part.rows]
    annex = next(row.cells for row in lines if isinstance(row, Line) and row.cells[1] == name)
    sheet = load_workbook(papers.make(office, "model-annex", YEAR, tmp_path, part=Part(excel=True))).active
    book = next(row for row in sheet.values if row[1] == name)
    done = handing_over.export(office, "numbers", YEAR, tmp_path)
    (tmp_path / "own.pem").write_bytes(enrolment.status(office).certificate)
    trust = handing_over.read_trust(tmp_path / "own.pem")
    handing_over.unpack(done.path, tmp_path / "open", office.clock(), trust)
    packed = {}
    for table in ("model_points", "group_months", "group_stock"):
        text = (tmp_path / "open" / "data" / f"{table}.csv").read_text(encoding="utf-8")
        packed[table] = list(csv.DictReader(io.StringIO(text)))
    row = next(row for row in packed["model_points"] if row["name"] == name)
    assert (int(row["members"]), int(row["due"]), int(row["met"])) == (told.members, told.due, told.met)
    assert int(row["activities"]) == sum(months) == annex[9] == book[9]
    of_months = {row["month"]: int(row["activities"]) for row in packed["group_months"] if row["group"] == str(uid)}
    assert of_months == {f"2026-{n:02}-01": count for n, count in enumerate(months, 1) if count}
    assert annex[8] == book[8] == told.members
    return {
        "status": row["status"],
        "life": [dossiers.status_words(office, told.group, status) for status in told.statuses],
        "months": months,
        "results": told.results,
        "origin": told.origin,
        "annex": tuple(annex[2:]),
        "due": (told.met, told.due),
        "stock": [tuple(row.values()) for row in packed["group_stock"]],
    }


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
    (asked,) = [each for each in page.findChildren(DeedDialog) if each.isVisible()]
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
    qtbot, commune, clock, environment, tmp_path
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
            name: figures(office, _made(tmp_path / f"{way}-{n}"), name) for n, name in enumerate((FIRST, COPY))
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


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
