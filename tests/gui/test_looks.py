"""How things stand on a page: columns under their headings, words over empty tables, bars, tools, steps in sight."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.figures.group_bars import GroupBar, GroupBars
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.help.help_window import HelpDesk
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.screens.export_wizard import ExportPage
from antq_desktop.gui.screens.month import MonthPage
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.nothing_yet import NothingYet
from antq_desktop.gui.widgets.pieces import InSight, column
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.gui.widgets.tool_button import ToolButton
from antq_desktop.services import records
from antq_desktop.storage.places import resources_folder
from hands import settle, show

LOW = (905, 496)
SIDE = 11
"""Beside the words of a cell, its edge included."""


def test_numbers_stand_under_their_heading(qtbot, view):
    page = RecordList(view, REGISTERS["club"])
    show(qtbot, page)
    number = [spec.label for spec in page.model.columns].index("Số hội viên")
    role, across = Qt.ItemDataRole.TextAlignmentRole, Qt.Orientation.Horizontal
    assert page.model.headerData(number, across, role) == page.model.index(0, number).data(role) is not None


def test_columns_of_a_list_are_as_wide_as_their_words(qtbot, view):
    page = RecordList(view, REGISTERS["club"])
    show(qtbot, page)
    table = page.table
    for number in range(table.model().columnCount()):
        if not table.isColumnHidden(number):
            needed = max(
                table.fontMetrics().horizontalAdvance(table.model().index(row, number).data()) for row in (0, 1)
            )
            assert table.columnWidth(number) > needed
    assert table.horizontalScrollBar().maximum() == 0


def test_an_empty_table_says_what_to_do_until_it_has_a_line(qtbot, empty_view, tasks):
    page = MonthPage(empty_view)
    show(qtbot, page)
    settle(qtbot, tasks)
    (words,) = page.table.findChildren(NothingYet)
    assert words.isVisible()
    assert "thêm ở sổ Mô hình" in page.table.accessibleDescription()
    given = {"name": "CLB Thôn Đông", "established_on": "05/03/2024"}
    empty_view.announce(records.save(empty_view.office, "club", given).changes)
    settle(qtbot, tasks)
    assert not words.isVisible()
    assert page.table.accessibleDescription() == ""


def test_bars_stand_under_their_words_in_a_narrow_card(qtbot, theme, office):
    area = records.suggestions(office, "residential_area", "")[0][0]
    bars = GroupBars(theme, "Tiến độ")
    show(qtbot, bars, (600, 80))
    bars.show_bars([GroupBar(area, "Thôn Đoài Thượng", 108, 120)])
    low = bars.height()
    bars.resize(260, bars.height())
    qtbot.waitUntil(lambda: bars.height() > low)
    bars.resize(600, bars.height())
    qtbot.waitUntil(lambda: bars.height() == low)


def test_a_tool_needs_less_room_without_its_words(qtbot, icons):
    made = ToolButton()
    made.setProperty("cls", "plain")
    made.setText(" Xuất Excel…")
    made.setIcon(icons.icon("file-spreadsheet"))
    qtbot.addWidget(made)
    made.show_words(shown=True)
    assert made.width_with(words=False) < 60 < made.width_with(words=True)
    assert made.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon


@pytest.fixture
def low_window(qtbot, office, icons):
    frame = Frame(icons)
    frame.trouble.help = HelpDesk(frame, icons)
    frame.show_page(MainPage(office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame, LOW)
    settle(qtbot, frame.tasks)
    yield frame
    frame.tasks.shutdown()
    frame.close()


def in_sight(window, widget):
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return (
        widget.isVisible() and window.rect().contains(place) and widget.visibleRegion().boundingRect() == widget.rect()
    )


def test_settings_lock_and_the_present_place_are_in_sight_in_a_low_window(qtbot, low_window):
    rail = low_window.page.rail
    for key in ("verify", "declared_figure", "overview"):
        low_window.page.open(key)
        settle(qtbot, low_window.tasks)
        assert [in_sight(low_window, rail.buttons[place]) for place in (key, "settings", "lock")] == [True] * 3


def test_going_about_by_keys_leaves_no_trail_of_marked_places(qtbot, low_window):
    """A pointer that rests over the rail while it scrolls is over one place at most."""
    rail = low_window.page.rail
    for key in rail.buttons:
        if key != "lock":
            low_window.page.open(key)
            settle(qtbot, low_window.tasks)
    assert [key for key, made in rail.buttons.items() if made.underMouse()][1:] == []


def test_the_buttons_of_every_step_of_the_export_are_in_sight_in_a_low_window(qtbot, low_window):
    low_window.page.open("export")
    page = low_window.page.page("export")
    assert isinstance(page, ExportPage)
    page.check()
    for step in (1, 2, 3):
        page.go(step)
        settle(qtbot, low_window.tasks)
        shown = [
            made for made in page.stack.currentWidget().findChildren(QPushButton) if made.property("cls") == "primary"
        ]
        assert [in_sight(low_window, made) for made in shown] == [True]


def test_headings_of_the_help_are_as_large_as_those_of_pages(qtbot, low_window):
    low_window.page.show_help()
    text = low_window.trouble.help.shown.text
    size = text.document().begin().begin().fragment().charFormat().fontPointSize()
    assert size == pytest.approx(text.font().pointSizeF() * 1.6)
    low_window.trouble.help.shown.close()


@pytest.mark.parametrize("percent", [100, 140])
def test_a_table_filled_before_it_is_seen_leaves_out_what_it_would_in_sight(qtbot, percent):
    line = ("Họp tổ", "Thôn Cẩm Khê", "1.204 người")
    for width in range(400, 720, 20):
        table = PlainTable("Việc đã làm", ("Việc", "Khu dân cư", "Số người dự"), yielding=(2, 1))
        table.show_rows([line])
        window = QWidget()
        qtbot.addWidget(window)
        Theme("light", resources_folder(), percent).wear(window)
        window.setLayout(column(table))
        window.resize(width, 300)
        with qtbot.waitExposed(window):
            window.show()
        seen = [table.isColumnHidden(place) for place in range(3)]
        table.show_rows([line])
        assert seen == [table.isColumnHidden(place) for place in range(3)], width


@pytest.mark.parametrize("key", ["papers", "settings"])
def test_a_page_whose_all_is_in_sight_has_no_scroll_bar(qtbot, office, icons, key):
    """Wrapped sentences were reckoned as if the page were narrow; it scrolled to nothing below its last card."""
    frame = Frame(icons)
    frame.show_page(MainPage(office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame, (1366, 728))
    frame.page.open(key)
    settle(qtbot, frame.tasks)
    shown = [area for area in frame.page.page(key).findChildren(InSight) if area.isVisible()]
    assert shown
    assert [area.verticalScrollBar().maximum() for area in shown] == [0] * len(shown)
    frame.tasks.shutdown()
    frame.close()


def test_a_page_that_scrolls_ends_where_its_last_words_do(qtbot, low_window):
    low_window.page.open("enrolment")
    settle(qtbot, low_window.tasks)
    area = next(made for made in low_window.page.page("enrolment").findChildren(InSight) if made.isVisible())
    page = area.widget()
    assert area.verticalScrollBar().maximum() > 0
    assert page.height() == page.heightForWidth(page.width())
    for words in page.findChildren(QLabel):
        if words.wordWrap() and words.isVisible():
            assert words.height() >= words.heightForWidth(words.width()), words.text()


@pytest.mark.parametrize("scale", [1.0, 1.2, 1.4])
def test_what_leaves_the_machine_is_told_in_whole_words(qtbot, qapp, office, theme, scale):
    large = Theme("light", theme.resources, scale)
    large.dress(qapp)
    frame = Frame(Icons(large))
    frame.show_page(MainPage(office, frame.tasks, frame.icons, frame.trouble, frame.notices))
    show(qtbot, frame, (1366, 728))
    frame.page.open("export")
    page = frame.page.page("export")
    page.check()
    settle(qtbot, frame.tasks)
    page.go(2)
    settle(qtbot, frame.tasks)
    table, wrapped = page.tables, Qt.TextFlag.TextWordWrap
    for row in range(table.rowCount()):
        words = table.item(row, 2).text()
        width = table.columnWidth(2) - 2 * SIDE
        needed = table.fontMetrics().boundingRect(QRect(0, 0, width, 1_000), wrapped, words).height()
        assert table.rowHeight(row) >= needed, words
    frame.tasks.shutdown()
    frame.close()
    theme.dress(qapp)
