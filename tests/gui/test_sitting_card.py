"""What stays the same from one paper to the next, by keys: how a day may be typed, and what is offered without one."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.text import fold
from antq_desktop.services.lists import open_list
from hands import press, settle, type_text


@pytest.fixture
def page(entry):
    return entry


def test_a_day_without_a_year_is_of_the_year_of_the_round_and_enter_goes_on_to_the_names(qtbot, page, tasks):
    page.card.area.setFocus()
    for field in (page.card.organization, page.card.campaign, page.card.day):
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field
    page.card.day.selectAll()
    type_text(page.card.day, "18/11")
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert page.card.day.text() == "18/11/2026"
    assert page.sitting.signed_on == date(2026, 11, 18)
    assert QApplication.focusWidget() is page.line


def test_a_day_with_dots_and_a_short_year_is_read_and_ctrl_f_leads_back_to_the_names(page):
    page.card.day.setFocus()
    page.card.day.selectAll()
    type_text(page.card.day, "12.3.26")
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.line
    assert page.card.day.text() == "12/03/2026"
    assert page.sitting.signed_on == date(2026, 3, 12)


def test_nothing_is_offered_while_the_day_of_signing_is_none(qtbot, page, office, tasks):
    (wanted,) = open_list(office, "household").records(0, 1)
    type_text(page.line, fold(wanted.head_name))
    qtbot.waitUntil(lambda: page._offered is not None and page._offered[0] == page.line.text(), timeout=5_000)
    assert page.panel.suggestions.texts
    page.card.day.setFocus()
    page.card.day.selectAll()
    type_text(page.card.day, "31/02/2026")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.card.day, "what is wrong is to be mended first"
    page.line.setFocus()
    settle(qtbot, tasks)
    assert not page.card._fault.isHidden()
    assert page.panel.suggestions.texts == []
    page.card.day.setFocus()
    page.card.day.selectAll()
    type_text(page.card.day, "20/11")
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert page.card._fault.isHidden()
    assert any(wanted.head_name in text for text in page.panel.suggestions.texts), "what stands in the line is offered"


@pytest.mark.parametrize("size", [(1366, 700), (905, 496)], ids=str)
def test_a_paper_that_is_clicked_stays_where_it_is_while_a_day_that_is_none_is_told(qtbot, page, tasks, size):
    page.resize(*size)
    settle(qtbot, tasks)

    def place():
        settle(qtbot, tasks)
        return page.table.mapTo(page.card.parentWidget(), QPoint()).y()

    before = place()
    for day, told in (("31/02/2026", page.card._fault), ("01/03/2025", page.card.caution)):
        page.card.day.setFocus()
        page.card.day.selectAll()
        type_text(page.card.day, day)
        page.table.setFocus()
        assert place() == before
        assert told.isVisible()
        assert told.text()
