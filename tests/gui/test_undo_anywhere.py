"""Ctrl+Z answers on every page: it asks about what was done elsewhere, or says that there is nothing."""

import pytest
from PySide6.QtCore import Qt

from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from antq_desktop.services import records
from hands import activate, press, settle, show

CTRL = Qt.KeyboardModifier.ControlModifier
PAGES = ["overview", "board", "group_board", "outbox", "settings"]


def opened(qtbot, office, icons):
    frame = Frame(icons)
    frame.show_page(MainPage(office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    return frame


@pytest.mark.parametrize("place", PAGES)
def test_what_was_done_elsewhere_is_asked_about(qtbot, office, icons, place):
    frame = opened(qtbot, office, icons)
    main = frame.page
    main.open("residential_area")
    main.view.announce(records.save(office, "residential_area", {"name": "Thôn Mới", "kind": "thon"}).changes)
    main.open(place)
    settle(qtbot, frame.tasks)
    asked = []
    main.view.asked.connect(asked.append)
    activate(qtbot, frame)
    press(Qt.Key.Key_Z, CTRL)
    assert "Thôn Mới" in asked[0].words
    frame.cover()
    frame.close()


@pytest.mark.parametrize("place", PAGES)
def test_nothing_to_take_back_is_said(qtbot, empty_office, icons, place):
    frame = opened(qtbot, empty_office, icons)
    told = []
    frame.page.view.told.connect(lambda words, _link: told.append(words))
    frame.page.view.asked.connect(lambda doubt: told.append(doubt.words))
    frame.page.open(place)
    settle(qtbot, frame.tasks)
    activate(qtbot, frame)
    press(Qt.Key.Key_Z, CTRL)
    assert told
    frame.cover()
    frame.close()
