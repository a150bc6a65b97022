"""The first page: bars of areas, what waits, and the households behind every number."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from antq_desktop.gui.screens.drill import DrillPage
from antq_desktop.gui.screens.indicators import IndicatorsPage
from hands import settle, show


@pytest.fixture
def page(qtbot, view, tasks):
    made = IndicatorsPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def test_the_slowest_area_comes_first_and_opens_its_missing_households(page):
    shares = [area.share for area in page.bars.bars]
    assert shares == sorted(shares)
    slowest = page.bars.bars[0]
    assert slowest.name in page.bars.accessibleName()
    QTest.keyClick(page.bars, Qt.Key.Key_Return)
    drill = page.currentWidget()
    assert isinstance(drill, DrillPage)
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
