"""The top line: what stands there, what it opens, and that it fits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services import records
from hands import press, settle, show

LOOKS = [("light", 1.0), ("light", 1.4), ("dark", 1.4)]


@pytest.fixture(params=LOOKS, ids=str)
def window(request, qtbot, office, theme, qapp):
    worn = Theme(request.param[0], theme.resources, request.param[1])
    worn.dress(qapp)
    frame = Frame(Icons(worn))
    frame.show_page(MainPage(office, frame.tasks, frame.icons, frame.trouble, frame.notices))
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    yield frame
    frame.close()
    theme.dress(qapp)


@pytest.mark.parametrize("size", [(1366, 728), (905, 496), (880, 480)], ids=str)
def test_everything_is_in_the_bar_whole_or_as_a_picture_with_its_words(qtbot, window, size):
    window.resize(*size)
    settle(qtbot, window.tasks)
    top = window.page.top
    for made in (top.years, top.outbox, top.backup, top.officer, top.search):
        assert top.rect().contains(made.geometry()), made
        if isinstance(made, QToolButton):
            assert made.width() >= made.sizeHint().width()
            assert made.toolTip() == made.accessibleName() != ""
    assert top.search.width() >= 150
    assert top.outbox.toolTip() == "Chưa xuất gói số liệu quý III năm 2026."


def test_signs_lead_to_where_the_thing_is_done(qtbot, window):
    top, main = window.page.top, window.page
    top.outbox.setFocus()
    press(Qt.Key.Key_Space)
    assert main.stack.currentWidget() is main.page("outbox")
    top.backup.setFocus()
    press(Qt.Key.Key_Space)
    tabs = main.page("settings").tabs
    assert main.stack.currentWidget() is main.page("settings")
    assert tabs.tabText(tabs.currentIndex()) == "Sao lưu"


def test_the_officers_menu_has_what_belongs_to_the_officer(window):
    top = window.page.top
    assert top.officer.text() == " Trần Thị Mẫu"
    said = [action.text() for action in top.officer.menu().actions() if action.text()]
    assert said[:2] == ["Đổi cán bộ…", "Khóa màn hình"]


def test_the_signs_are_read_again_when_something_changes(qtbot, window, office):
    before = window.page.top.outbox.text()
    window.page.top.outbox.setText("cũ")
    area = records.save(office, "residential_area", {"name": "Thôn Mới"})
    window.page.view.announce(area.changes)
    assert window.page.top.outbox.text() == before
