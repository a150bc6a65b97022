"""The wizard that hands numbers over: which period it is of, at every step."""

import threading
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from antq_desktop.domain.periods import parse_period
from antq_desktop.gui.figures.due_card import DueCard
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.screens.export_wizard import ExportPage
from antq_desktop.services.due import SOON, Due
from antq_desktop.storage import outbox
from hands import settle, show

QUARTER = "2026-Q3"


@pytest.fixture
def window(qtbot, office, icons):
    frame = Frame(icons)
    frame.show_page(MainPage(office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    yield frame
    frame.close()


@pytest.fixture
def page(qtbot, view):
    made = ExportPage(view)
    show(qtbot, made)
    return made


def checked(qtbot, page, key):
    page.show_period(parse_period(key))
    page.check()
    settle(qtbot, page._view.tasks)
    assert page.step == 1
    return page


def headings(page):
    """Every heading of the step in view."""
    return [made.text() for made in page.stack.currentWidget().findChildren(QLabel) if made.property("cls") == "h2"]


def test_what_is_due_begins_with_its_own_period_whatever_was_left_there(qtbot, window):
    main = window.page
    main.open("export")
    checked(qtbot, main.page("export"), "2026-H1")
    main.open("overview")
    settle(qtbot, window.tasks)
    (go,) = [made for made in main.page("overview").due.buttons if "quý III" in made.accessibleName()]
    go.click()
    assert main.place == "export"
    export = main.page("export")
    assert export.step == 0
    assert export.period.period.key == QUARTER


def test_a_due_line_hands_over_the_period_it_is_of(qtbot, view):
    wanted = []
    view.page_wanted.connect(lambda *asked: wanted.append(asked))
    card = DueCard(view)
    qtbot.addWidget(card)
    period = parse_period("2025-Q4")
    card.show_due([Due(SOON, "", "Xuất gói", "", "export", period=period)])
    card.buttons[0].click()
    assert wanted == [("export", period)]


def test_every_step_names_the_period(qtbot, page, tmp_path):
    checked(qtbot, page, QUARTER)
    for step in (1, 2, 3):
        page.go(step)
        assert headings(page)[0].endswith(": quý III năm 2026")
    page.folder.show_path(tmp_path)
    page.seal()
    settle(qtbot, page._view.tasks)
    assert page.step == 4
    assert headings(page) == ["Đã niêm phong: quý III năm 2026"]
    assert page.primary.text().strip() == "Hộp thư đi", "one Enter too many takes nothing away"


def test_what_was_checked_is_what_is_sealed_whatever_year_is_looked_at_meanwhile(qtbot, page, tmp_path):
    checked(qtbot, page, QUARTER)
    page._view.set_year(2025)
    page.go(3)
    page.folder.show_path(tmp_path)
    page.seal()
    settle(qtbot, page._view.tasks)
    with page._view.office.store.reading() as connection:
        assert [line.period for line in outbox.lines(connection)] == [QUARTER]
    assert headings(page) == ["Đã niêm phong: quý III năm 2026"]


def test_a_package_being_sealed_is_not_left_for_another_period(qtbot, page, tmp_path):
    checked(qtbot, page, QUARTER)
    page.go(3)
    page.folder.show_path(tmp_path)
    go_on = threading.Event()
    page._view.run("Dài", lambda _progress: go_on.wait(20), lambda _value: None)
    page.seal()
    page.seal()
    page.show_period(parse_period("2026-Q2"))
    assert page.step == 3
    assert page.period.period.key == QUARTER
    go_on.set()
    settle(qtbot, page._view.tasks)
    assert page.step == 4
    assert len(list(tmp_path.glob("*.asice"))) == 1, "a second press seals no second package"
    page.show_period(parse_period("2026-Q2"))
    assert page.step == 0


def test_a_check_that_ends_after_another_period_was_asked_for_shows_nothing(qtbot, page):
    page.show_period(parse_period("2026-H1"))
    page.check()
    page.show_period(parse_period(QUARTER))
    settle(qtbot, page._view.tasks)
    assert page.step == 0
    assert page.period.period.key == QUARTER


def test_headings_of_columns_are_vietnamese(qtbot, page):
    checked(qtbot, page, QUARTER)
    words = " ".join(" ".join(row) for row in page.tables.texts())
    for foreign in ("types", "points", "teams", "clubs", "police", "front", "other"):
        assert foreign not in words.replace(",", " ").replace(")", " ").split(), foreign


def test_a_period_that_no_choice_names_leaves_the_choice(page):
    before = page.period.period
    page.show_period(parse_period("01/02/2026..05/02/2026"))
    assert page.period.period == before
    assert before.end == date(2026, 12, 31)


def told(page):
    """Everything the step in view says."""
    return [made.text() for made in page.stack.currentWidget().findChildren(QLabel)]


def test_a_period_that_was_sealed_already_is_told_and_may_be_sealed_again(qtbot, page, tmp_path):
    checked(qtbot, page, QUARTER)
    assert not [words for words in told(page) if "Kỳ này đã có" in words]
    for number in (1, 2):
        page.go(3)
        page.folder.show_path(tmp_path)
        page.seal()
        settle(qtbot, page._view.tasks)
        checked(qtbot, page, QUARTER)
        (said,) = [words for words in told(page) if "Kỳ này đã có" in words]
        assert f"Gói số {number}, quý III năm 2026, niêm phong ngày 20/11/2026: chưa giao cho nơi nhận." in said
    assert "2 gói" in said
    with page._view.office.store.settling() as connection:
        outbox.mark(connection, outbox.lines(connection)[0].identity, "acknowledged", page._view.office.clock())
    checked(qtbot, page, QUARTER)
    assert [words for words in told(page) if "Kỳ này đã có" in words and "nơi nhận đã xác nhận" in words]
    checked(qtbot, page, "2026-Q2")
    assert not [words for words in told(page) if "Kỳ này đã có" in words]
