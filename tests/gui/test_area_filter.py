"""The filter of areas: which one is chosen can be read, and those of like names told apart."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.services import records
from hands import settle, show

LONG = "Tổ dân phố khu tái định cư phía Nam đường tỉnh lộ, phường Đông Hạ mở rộng, số {}"
NUMBERS = (3, 13)


@pytest.fixture
def areas(office):
    return {number: records.save(office, "residential_area", {"name": LONG.format(number)}).uid for number in NUMBERS}


def opened(qtbot, view, key, size):
    made = RecordList(view, REGISTERS[key])
    show(qtbot, made, size)
    settle(qtbot, view.tasks)
    return made


@pytest.mark.parametrize("key", ["household", "pledge"])
def test_the_chosen_area_is_read_whole_where_there_is_room(qtbot, view, office, key):
    page = opened(qtbot, view, key, (1134, 700))  # a window of 1366 beside the rail
    (box, *others) = page.filters._boxes.values()
    (area,) = [uid for uid, name in records.suggestions(office, "residential_area", "") if "Đoài Thượng" in name]
    narrow = box.width()
    page.filters.choose("area", area)
    qtbot.waitUntil(lambda: box.width() > narrow)
    assert box.shown == box.currentText()
    assert all(other.isVisible() for other in others)
    page.filters.clear()
    qtbot.waitUntil(lambda: box.width() == narrow)


@pytest.mark.parametrize("size", [(1134, 700), (839, 420)])
def test_long_names_give_way_in_their_middle_and_are_told_whole_by_a_tip(qtbot, view, areas, size):
    page = opened(qtbot, view, "pledge", size)
    box = page.filters._boxes["area"]
    shown = set()
    for number, uid in areas.items():
        page.filters.choose("area", uid)
        QApplication.processEvents()
        shown.add(box.shown)
        assert box.shown.startswith("Tổ")
        assert box.shown.endswith(f"số {number}")
        place = QPoint(5, 5)
        QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, place, box.mapToGlobal(place)))
        assert QToolTip.text() == box.currentText()
    assert len(shown) == len(areas)
    box.showPopup()
    assert box.view().width() >= box.view().sizeHintForColumn(0)
    box.hidePopup()
