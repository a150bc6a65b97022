"""The window of somebody who may only look: nothing is offered that would be refused at the end."""

import pytest
from PySide6.QtWidgets import QPushButton

from antq_desktop.gui.commands import all_commands
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from antq_desktop.services.office import OfficerInSession
from hands import settle, show


@pytest.fixture
def window(qtbot, office, icons):
    viewer = OfficerInSession(office.officer.uid, "xem", "Lê Văn Xem", frozenset({"viewer"}), office.officer.office)
    made = Frame(icons)
    main = MainPage(office.as_officer(viewer), made.tasks, made.icons, made.trouble, made.notices)
    made.show_page(main)
    show(qtbot, made)
    settle(qtbot, made.tasks)
    return made


def test_pages_that_write_or_hand_over_are_not_offered_to_a_viewer(window):
    main = window.page
    assert not {"entry", "meeting", "import", "papers", "export"} & set(main.rail.buttons)
    assert {"overview", "household", "verify", "settings"} <= set(main.rail.buttons)
    titles = {command.title for command in all_commands(main.view, {}, [2026])}
    assert not {"Nhập cam kết", "Xuất gói dữ liệu", "Thêm hộ"} & titles
    seen = {push.text().strip() for push in main.page("overview").findChildren(QPushButton) if push.isVisible()}
    assert not {"Biểu giấy", "Xuất gói dữ liệu"} & seen


def test_a_way_to_such_a_page_says_why_it_is_closed(window):
    main = window.page
    troubles = []
    main.view.troubled.connect(troubles.append)
    main.open("export")
    assert main.place == "overview"
    assert "Vai trò của Lê Văn Xem không được" in str(troubles[0])
