"""A year whose round nobody opened is told so, with the step that opens it, and is not judged."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.screens.board import BoardPage
from antq_desktop.gui.screens.campaigns import OpenYearDialog
from antq_desktop.gui.screens.indicators import IndicatorsPage
from hands import in_front, is_gone, settle, show

LACKS = "Chưa mở đợt ký năm 2027"


def said(page):
    return " ".join(made.text() for made in page.findChildren(QLabel) if made.isVisible())


def test_the_round_of_a_year_gone_by_is_opened_without_a_day_of_today(qtbot, view, tasks):
    page = BoardPage(view)
    show(qtbot, page)
    view.set_year(2024)
    settle(qtbot, tasks)
    page.no_round.go.click()
    settle(qtbot, tasks)
    dialog = in_front(page, OpenYearDialog)
    assert (dialog.year.value(), dialog.opened.value()) == ("2024", "")
    dialog.reject()
    page.no_round.go.click()
    settle(qtbot, tasks)
    in_front(page, OpenYearDialog).go()
    settle(qtbot, tasks)
    assert page.no_round.isHidden()


def test_another_year_typed_in_its_place_brings_the_day_that_fits_it_but_never_over_one_that_was_typed(qtbot, view):
    page = BoardPage(view)
    show(qtbot, page)
    dialog = OpenYearDialog(view, view.set_year, page)
    dialog.open()
    assert dialog.year.value() == "2027"
    assert dialog.opened.value() == "20/11/2026"
    dialog.year.setText("2024")
    assert dialog.opened.value() == ""
    dialog.year.setText("202")
    assert dialog.opened.value() == ""
    dialog.year.setText("2026")
    assert dialog.opened.value() == "20/11/2026"
    dialog.opened.setText("1/12/2024")
    for year in ("2024", "2027"):
        dialog.year.setText(year)
        assert dialog.opened.value() == "1/12/2024"


def test_who_may_not_open_a_round_is_told_without_a_button(qtbot, view, tasks):
    view.office = replace(view.office, officer=replace(view.office.officer, roles=frozenset({"viewer"})))
    page = BoardPage(view)
    show(qtbot, page)
    view.set_year(2027)
    settle(qtbot, tasks)
    assert LACKS in said(page)
    assert not page.no_round.go.isVisible()


@pytest.mark.parametrize("kind", [IndicatorsPage, BoardPage])
def test_a_year_without_a_round_is_told_and_not_judged(qtbot, view, tasks, kind):
    page = kind(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    assert page.no_round.isHidden()
    view.set_year(2027)
    settle(qtbot, tasks)
    assert LACKS in said(page)
    assert "hưa đạt" not in said(page)
    assert "còn 600 hộ" not in said(page)
    page.no_round.go.click()
    settle(qtbot, tasks)
    dialog = in_front(page, OpenYearDialog)
    assert (dialog.year.value(), dialog.opened.value()) == ("2027", "20/11/2026")
    dialog.due.setText("30/6/2027")
    dialog.go()
    settle(qtbot, tasks)
    assert is_gone(dialog)
    assert "danh sách họp" in in_front(page, ReasonDialog).windowTitle().lower()
    assert page.no_round.isHidden()
    assert LACKS not in said(page)


def test_the_page_brings_no_window_of_its_own(qtbot, view, tasks):
    before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    page = BoardPage(view)
    assert {each for each in QApplication.topLevelWidgets() if each.isVisible()} == before
    show(qtbot, page)
    settle(qtbot, tasks)
