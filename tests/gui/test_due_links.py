"""Each line of what waits leads to the very place where it is done."""

from dataclasses import replace

import pytest

from antq_desktop.domain.periods import calendar_year
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from antq_desktop.services import due, indicators
from antq_desktop.services.officers import known_password
from antq_desktop.storage import settings
from hands import settle, show


@pytest.fixture
def window(qtbot, empty_office, icons):
    """A store of its own, in which nobody has tried the halves or made a backup, and the password was set for one."""
    office = replace(empty_office, training=False)
    with office.store.settling() as connection:
        settings.write(connection, known_password(office.officer.uid), "1")
    frame = Frame(icons)
    frame.show_page(MainPage(office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    yield frame
    frame.close()


def go(qtbot, window, title):
    main = window.page
    main.open("overview")
    settle(qtbot, window.tasks)
    (button,) = [each for each in main.page("overview").due.buttons if title in each.accessibleName()]
    button.click()
    settle(qtbot, window.tasks)
    return main.page(main.place)


@pytest.mark.parametrize(
    ("title", "tab", "card"),
    [
        ("Thử mã phục hồi", "Bảo mật", "recovery"),
        ("Đổi mật khẩu", "Bảo mật", "password"),
        ("Sao lưu dữ liệu", "Sao lưu", "backups"),
    ],
)
def test_what_is_done_in_the_settings_opens_its_own_part(qtbot, window, title, tab, card):
    page = go(qtbot, window, title)
    assert page.tabs.tabText(page.tabs.currentIndex()) == tab
    shown = getattr(page, card)
    assert not shown.visibleRegion().isEmpty()
    assert shown.isAncestorOf(window.focusWidget()), "the keys go on there"


def test_every_line_in_the_settings_says_which_part(window):
    office = window.page.view.office
    found = due.due(office, indicators.figures(office, calendar_year(2026)))
    there = [item for item in found if item.page == "settings"]
    assert len(there) == 3
    assert all(item.part for item in there)


def test_a_list_of_the_settings_lights_the_settings_in_the_rail(qtbot, window):
    main = window.page
    main.open("household")
    main.open("pledge_campaign")
    settle(qtbot, window.tasks)
    assert main.rail.buttons["settings"].isChecked()
    assert not main.rail.buttons["household"].isChecked()


def test_the_menu_of_a_line_calls_the_key_enter(qtbot, window):
    page = window.page.page("residential_area")
    assert page.actions_by_key["open"].shortcut().toString() == "Enter"
