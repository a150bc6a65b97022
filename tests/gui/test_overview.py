"""The first page: bars of areas, what waits, and the households behind every number."""

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import event

from antq_desktop.gui.screens.drill import DrillPage
from antq_desktop.gui.screens.indicators import IndicatorsPage
from antq_desktop.services.indicators import I1B
from hands import press, settle, show


@pytest.fixture
def page(qtbot, view, tasks):
    made = IndicatorsPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def test_the_slowest_area_comes_first_and_opens_its_missing_households(qtbot, page, tasks):
    shares = [area.share for area in page.bars.bars]
    assert shares == sorted(shares)
    slowest = page.bars.bars[0]
    assert slowest.name in page.bars.accessibleName()
    QTest.keyClick(page.bars, Qt.Key.Key_Return)
    drill = page.currentWidget()
    assert isinstance(drill, DrillPage)
    settle(qtbot, tasks)
    assert drill.table.households.rowCount() == slowest.households - slowest.signed
    page.close_drill()
    QTest.keyClick(page.bars, Qt.Key.Key_Down)
    assert page.bars.bars[1].name in page.bars.accessibleName()
    QTest.mouseClick(page.bars, Qt.MouseButton.LeftButton, pos=QPoint(30, page.bars.height() - 5))
    assert isinstance(page.currentWidget(), DrillPage)


def test_what_waits_goes_to_where_it_is_done(qtbot, page, view):
    wanted = []
    view.page_wanted.connect(lambda key, _what: wanted.append(key))
    assert page.due.buttons[0].accessibleName().startswith("Làm: Xuất gói số liệu quý III")
    page.due.buttons[0].click()
    assert wanted == ["export"]


def test_the_bars_lead_to_their_paper(page, view):
    wanted = []
    view.page_wanted.connect(lambda key, what: wanted.append((key, what)))
    (chart,) = [each for each in page.findChildren(QPushButton) if each.accessibleName() == "In biểu đồ"]
    chart.click()
    assert wanted == [("papers", "progress-chart")]


def test_keys_pressed_while_the_households_of_a_number_are_found_are_for_them(qtbot, page, tasks, view):
    opened = []
    view.page_wanted.connect(lambda key, what: opened.append((key, what)))
    page.bars.setFocus()
    press(Qt.Key.Key_Return)
    drill = page.currentWidget()
    assert drill.drill is None
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert opened == []
    settle(qtbot, tasks)
    assert opened == [("household", drill.drill.missing[1])]


def test_the_households_of_a_number_are_found_on_the_worker_and_read_a_page_in_one_statement(qtbot, page, tasks, view):
    heard = []

    def hear(_connection, _cursor, sql, *_):
        heard.append((threading.current_thread() is threading.main_thread(), sql))

    event.listen(view.office.store._open_engine(), "before_cursor_execute", hear)
    page.open_drill(I1B, None)
    settle(qtbot, tasks)
    page.currentWidget().tabs.setCurrentIndex(1)
    settle(qtbot, tasks)
    here = [sql for window, sql in heard if window]
    assert not [sql for sql in here if "pledge" in sql]
    assert len([sql for sql in here if "FROM household t" in sql]) == 2


@pytest.mark.parametrize("width", [839, 1138])
def test_organizations_can_be_told_apart_in_a_narrow_window(qtbot, page, view, width):
    page.resize(width, 440)
    named = [line[0] for line in page.lines.texts()]
    assert named == [name for _, name, _ in page.figures.organizations]
    assert page.lines.horizontalHeaderItem(0).text() == "Hộ có hội viên"
    for table in (page.lines, page.areas):
        assert table.columnWidth(0) >= table.sizeHintForColumn(0), "no name is cut"
    page.open_drill(page._organization_lines()[0].id, None)
    assert named[0] in page.currentWidget().findChild(QLabel).text()
