"""What was typed into a month and not saved: offered again in its own month, and no cell of it lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from test_month_page import CTRL, done, place_of

from antq_desktop.gui.groups.month_table import DAYS
from antq_desktop.gui.screens.month import MonthPage
from hands import kept, press, settle, show, type_text


@pytest.fixture
def page(qtbot, view, tasks):
    made = MonthPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def test_what_was_written_is_offered_again_after_a_lock(qtbot, page, tasks, view):
    press(Qt.Key.Key_PageUp, CTRL)
    settle(qtbot, tasks)
    name = page.table.month.lines[2].name
    page.from_paper.setChecked(True)
    page.paper.setText("Sổ 3")
    page.table.go(2)
    page.table.setFocus()
    type_text(QApplication.focusWidget(), "1")
    type_text(QApplication.focusWidget(), "7")
    page.keep_drafts()
    again = MonthPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    assert again._draft_bar.isVisible()
    again._draft_bar.taken.emit()
    settle(qtbot, tasks)
    assert (again.first.month, again.paper.text(), again.from_paper.isChecked()) == (10, "Sổ 3", True)
    assert again.table.month.of(place_of(again, name)).days == "17"
    again.save()
    settle(qtbot, tasks)
    assert (17, None) in done(again, name)
    assert view.office.drafts.find(view.office.officer.uid, "month_sheet", None) is None


def test_a_draft_of_another_year_goes_back_to_its_own_month(qtbot, page, tasks, view):
    view.set_year(2025)
    settle(qtbot, tasks)
    assert (page.first.year, page.first.month) == (2025, 12)
    name = page.table.month.lines[0].name
    page.table.month.write(0, DAYS, "9")
    page.keep_drafts()
    page.table.month.forget(page.table.month.written)
    view.set_year(2026)
    again = MonthPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    again._draft_bar.taken.emit()
    settle(qtbot, tasks)
    assert (again.first.year, again.first.month, view.year) == (2025, 12, 2025)
    assert again.table.month.of(place_of(again, name)).days == "9"


def written_and_offered(qtbot, page, tasks, view, month_step):
    """A line of a month that waits as a draft, on a page made anew."""
    for _ in range(month_step):
        press(Qt.Key.Key_PageUp, CTRL)
    settle(qtbot, tasks)
    page.from_paper.setChecked(True)
    page.table.month.write(2, DAYS, "17")
    page.keep_drafts()
    again = MonthPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    return again


def test_a_lock_before_the_month_is_read_loses_no_cell_of_the_draft(qtbot, page, tasks, view):
    again = written_and_offered(qtbot, page, tasks, view, 0)
    (before,) = kept(view.office)
    again._draft_bar.take.click()
    again.keep_drafts()
    (after,) = kept(view.office)
    assert after.values == before.values
    settle(qtbot, tasks)
    assert [each.days for each in again.table.month.written] == ["17"]


def test_lines_of_another_month_are_saved_or_dropped_before_a_draft_is_taken(qtbot, page, tasks, view):
    again = written_and_offered(qtbot, page, tasks, view, 1)
    again.table.month.write(1, DAYS, "9")
    again._draft_bar.take.click()
    settle(qtbot, tasks)
    assert "chưa lưu của tháng này" in again._told.text()
    assert [each.days for each in again.table.month.written] == ["9"]
    assert again._draft_bar.take.isVisible()
    again.drop_lines()
    again._draft_bar.take.click()
    settle(qtbot, tasks)
    assert [each.days for each in again.table.month.written] == ["17"]
