"""The search leads into the lines of a register, as the rail does, not to the button that adds one."""

import pytest
from PySide6.QtCore import Qt

from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from hands import press, settle, show, type_text


@pytest.fixture
def window(qtbot, office, icons):
    frame = Frame(icons)
    frame.show_page(MainPage(office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    yield frame
    frame.close()


@pytest.mark.parametrize("before", ["overview", "residential_area", "household", "settings"])
def test_the_lines_have_the_focus_whatever_page_it_was_asked_from(qtbot, window, before):
    main = window.page
    main.open("household")
    main.open(before)
    settle(qtbot, window.tasks)
    main.search.take_focus()
    type_text(main.search.line, "hộ gia đình")
    settle(qtbot, window.tasks)
    press(Qt.Key.Key_Return)
    settle(qtbot, window.tasks)
    page = main.page("household")
    assert main.place == "household"
    assert window.focusWidget() is page.table
    press(Qt.Key.Key_Space)
    assert page.form is None


def test_a_register_seen_for_the_first_time_too(qtbot, window):
    main = window.page
    main.open("residential_area")
    settle(qtbot, window.tasks)
    main.search.take_focus()
    type_text(main.search.line, "hộ gia đình")
    settle(qtbot, window.tasks)
    press(Qt.Key.Key_Return)
    settle(qtbot, window.tasks)
    assert window.focusWidget() is main.page("household").table
