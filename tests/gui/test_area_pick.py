"""Areas chosen by a few letters, the pointer or Enter, and where one is then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from antq_desktop.gui.screens.meeting import MeetingPage
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import records
from antq_desktop.services.lists import ListQuery, open_list
from hands import press, settle, show, type_text

MANY = "Nhiều khu dân cư"


@pytest.fixture
def areas(office):
    return {
        name: records.save(office, "residential_area", {"name": name}).uid
        for name in ("Thôn Sơn Tây", "Thôn Đằng Hạ", "Thôn Đằng Thượng")
    }


@pytest.fixture
def page(qtbot, view, tasks, areas):
    made = PledgeEntryPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    made.card.area.choose(None)
    return made


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("tay", "Thôn Sơn Tây"),
        ("dang ha", "Thôn Đằng Hạ"),
        ("dang thu", "Thôn Đằng Thượng"),
        ("thon son t", "Thôn Sơn Tây"),
        ("tdh", "Thôn Đằng Hạ"),
        ("taa\b\b\btây", "Thôn Sơn Tây"),
        ("d\bđa\băn\b\băng\b\b\bằng h", "Thôn Đằng Hạ"),
        ("nhieu", MANY),
    ],
)
def test_an_area_is_found_by_letters_without_marks_at_the_beginning_of_any_word(page, keys, name):
    page.card.area.setFocus()
    type_text(page.card.area, keys)
    assert page.card.area.currentText() == name
    assert not page.card.area.view().isVisible()


def test_letters_that_mean_nothing_change_nothing(page, areas):
    page.card.area.choose(areas["Thôn Sơn Tây"])
    page.card.area.setFocus()
    type_text(page.card.area, "xyz")
    assert page.card.area.currentText() == "Thôn Sơn Tây"


def test_letters_choose_in_the_open_list_too(page, areas):
    page.card.area.setFocus()
    press(Qt.Key.Key_Space)
    opened = page.card.area.view()
    assert opened.isVisible()
    type_text(opened, "dang ha")
    assert opened.currentIndex().data() == "Thôn Đằng Hạ"
    assert page.card.area.currentText() == MANY, "not before it is taken"
    QTest.keyClick(opened, Qt.Key.Key_Return)
    assert page.card.area.uid == areas["Thôn Đằng Hạ"]
    assert QApplication.focusWidget() is page.line


def test_who_picks_an_area_with_the_pointer_types_the_next_name_into_the_line(qtbot, page, areas):
    area = page.card.area
    qtbot.mouseClick(area, Qt.MouseButton.LeftButton)
    opened = area.view()
    place = opened.model().index(area.findText("Thôn Sơn Tây"), 0)
    qtbot.wait(QApplication.doubleClickInterval() + 10)  # the list takes no click that may be the one that opened it
    qtbot.mouseMove(opened.viewport(), opened.visualRect(place).center())
    qtbot.mouseClick(opened.viewport(), Qt.MouseButton.LeftButton, pos=opened.visualRect(place).center())
    assert area.uid == areas["Thôn Sơn Tây"]
    assert QApplication.focusWidget() is page.line
    type_text(QApplication.focusWidget(), "Nong")
    assert (page.line.text(), area.uid) == ("Nong", areas["Thôn Sơn Tây"])


@pytest.mark.parametrize("kind", [PledgeEntryPage, MeetingPage])
def test_enter_in_the_area_goes_straight_to_the_names_and_tab_through_all_fields(qtbot, view, tasks, areas, kind):
    made = kind(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    made.card.area.setFocus()
    type_text(made.card.area, "tay")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is made.line
    made.card.area.setFocus()
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() in {made.card.organization, made.card.campaign}


def test_enter_goes_to_the_next_field_while_the_day_is_none(page):
    page.card.day.setText("mai")
    page.card.area.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.card.organization


def test_the_area_of_a_new_household_is_found_so_too_and_stands_in_the_list_of_saved_papers(page, office, areas):
    page.line.setFocus()
    type_text(page.line, "Ksor Hờ Mới")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.panel.new.area
    type_text(page.panel.new.area, "dang ha")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.panel.new.address
    page.save()
    (household,) = open_list(office, "household", ListQuery("Ksor Hờ Mới")).records(0, 9)
    assert household.area == areas["Thôn Đằng Hạ"]
    column = heading(page.table, "Khu dân cư")
    assert not page.table.isColumnHidden(column)
    assert page.table.texts()[0][column] == "Thôn Đằng Hạ"


def test_the_area_is_no_column_while_all_papers_come_from_one(page, areas):
    page.card.area.choose(areas["Thôn Sơn Tây"])
    page.line.setFocus()
    type_text(page.line, "Ksor Hờ Mới")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.save()
    assert page.table.texts()[0][1] == "Ksor Hờ Mới"
    assert page.table.isColumnHidden(heading(page.table, "Khu dân cư"))


def heading(table, words):
    return next(n for n in range(table.columnCount()) if table.horizontalHeaderItem(n).text() == words)
