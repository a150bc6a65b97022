"""Columns, order, filters of a list: by keyboard and pointer, and found again the next time."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.lists.list_columns import ColumnsDialog
from antq_desktop.gui.lists.list_menus import ColumnMenu, FilterNameDialog
from antq_desktop.gui.lists.record_filters import ValuesDialog, entries
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.services import list_looks, records
from hands import activate, in_front, press, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
HOUSEHOLDS = REGISTERS["household"]


def opened(qtbot, view, size=(1366, 700), register=HOUSEHOLDS):
    made = RecordList(view, register)
    show(qtbot, made, size)
    made.focus_table()
    return made


@pytest.fixture
def page(qtbot, view):
    return opened(qtbot, view)


def keys(page):
    return [spec.key for spec in page.columns.shown]


def pick(menu, words):
    action = next(action for action in menu.actions() if action.text() == words)
    assert action.isEnabled()
    action.trigger()
    menu.close()


def areas(page):
    return {name: uid for uid, name in entries(page.view.office, HOUSEHOLDS.fields["area"])}


def tick(list_, *words):
    for place in range(list_.count()):
        item = list_.item(place)
        item.setCheckState(Qt.CheckState.Checked if item.text() in words else Qt.CheckState.Unchecked)


def test_columns_are_chosen_and_moved_by_keyboard_and_the_name_stays(qtbot, page):
    assert keys(page) == ["head_name", "area", "address", "organizations"]
    press(Qt.Key.Key_K, CTRL | SHIFT)
    asked = in_front(page, ColumnsDialog)
    activate(qtbot, asked)
    words = [asked.list.item(place).text() for place in range(asked.list.count())]
    assert "Họ và tên chủ hộ" not in words
    asked.list.setCurrentRow(words.index("Số nhân khẩu"))
    press(Qt.Key.Key_Space)
    asked.list.move_line(-1)
    assert asked.list.currentItem().text() == "Số nhân khẩu"
    asked.list.setCurrentRow(0)
    press(Qt.Key.Key_Space)
    asked.go()
    assert keys(page) == ["head_name", "address", "organizations", "size"]
    page.columns.show_only(())
    assert keys(page) == ["head_name"]
    page.choose_columns()
    again = in_front(page, ColumnsDialog)
    again.start_again()
    again.go()
    assert keys(page) == ["head_name", "area", "address", "organizations"]


def test_a_column_is_dragged_to_another_place_but_not_before_the_name(page):
    header = page.table.header
    header.moveSection(2, 1)
    assert keys(page) == ["head_name", "address", "area", "organizations"]
    start = QPoint(header.sectionViewportPosition(2) + 30, 10)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for x in (start.x() - 30, 40, 10):
        QTest.mouseMove(header.viewport(), QPoint(x, 10))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert keys(page)[0] == "head_name"


def test_a_column_is_sorted_and_hidden_from_its_menu_by_keyboard(page):
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down, ALT)
    menu = in_front(page, ColumnMenu)
    assert menu.actions()[0].text() == "Cột “Khu dân cư”"
    pick(menu, "Xếp giảm dần")
    assert (page.model.query.sort, page.model.query.descending) == ("area", True)
    assert page.table.header.sortIndicatorSection() == 1
    assert page.table.spans() == ((0, 1),), "the cursor is not lost"
    page._show_column_menu(1, QPoint(0, 0))
    pick(in_front(page, ColumnMenu), "Xếp như ban đầu")
    assert page.model.query.sort is None
    page._show_column_menu(1, QPoint(0, 0))
    pick(in_front(page, ColumnMenu), "Ẩn cột này")
    assert keys(page) == ["head_name", "address", "organizations"]
    page._show_column_menu(0, QPoint(0, 0))
    first = in_front(page, ColumnMenu)
    assert "Ẩn cột này" not in [action.text() for action in first.actions()]
    first.close()


def test_the_name_stays_in_view_when_the_list_goes_sideways(qtbot, view):
    page = opened(qtbot, view, (905, 496))
    page.columns.show_only(HOUSEHOLDS.fields)
    bar, header, table = page.table.horizontalScrollBar(), page.table.header, page.table
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    before = table.grab().toImage()
    bar.setValue(200)
    after = table.grab().toImage()
    name = header.sectionSize(0)
    left = (0, 0, name - 4, table.height() - 20)
    assert before.copy(*left) == after.copy(*left), "the name and its heading stay where they are"
    assert before != after
    assert table.indexAt(QPoint(20, 60)).column() == 0
    assert header.column_at(20) == 0
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert page.model.query.sort == "head_name"
    table.setCurrentIndex(page.model.index(0, 10))
    table.setCurrentIndex(page.model.index(0, 2))
    assert table.visualRect(table.currentIndex()).left() >= table.frozen_width


def test_several_values_of_a_column_are_filtered_and_the_page_says_so(page):
    known = areas(page)
    names = sorted(known)[:2]
    page._show_column_menu(1, QPoint(0, 0))
    pick(in_front(page, ColumnMenu), "Lọc theo giá trị…")
    asked = in_front(page, ValuesDialog)
    tick(asked.list, *names)
    asked.go()
    assert set(page.model.query.equal["area"]) == {known[name] for name in names}
    assert f"(Khu dân cư: {names[0]} hoặc {names[1]})" in page._count.text()
    assert page.model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole) is not None
    assert page.model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole).endswith("đang lọc")
    several = page.model.count
    assert page.filters.choose("area", known[names[0]])
    assert 0 < page.model.count < several
    assert page.filters.words == ""
    page._show_column_menu(1, QPoint(0, 0))
    pick(in_front(page, ColumnMenu), "Bỏ lọc cột này")
    assert page.model.count == 600


def test_what_was_left_empty_is_found(page):
    page.filters.narrow_by("address", (None,))
    assert 0 < page.model.count < 600
    assert page.model.index(0, 2).data() == ""
    assert "Địa chỉ: (chưa ghi)" in page._count.text()


def test_a_filter_is_kept_by_name_taken_again_and_forgotten(page, view):
    known = areas(page)
    name = sorted(known)[0]
    page.filters.narrow({"area": (known[name],), "address": (None,)})
    some = page.model.count
    press(Qt.Key.Key_F, CTRL | SHIFT)
    menu = in_front(page, QMenu)
    pick(menu, "Lưu bộ lọc đang dùng…")
    asked = in_front(page, FilterNameDialog)
    asked.go()
    assert asked.fault.text().startswith("Tên bộ lọc")
    type_text(asked.name, "Chưa có địa chỉ & thôn đầu")
    asked.go()
    assert view.record.notices[-1] == "Đã lưu bộ lọc “Chưa có địa chỉ & thôn đầu”."
    page.filters.clear()
    assert page.model.count == 600
    page.show_filters()
    pick(page.filter_menu, "Chưa có địa chỉ && thôn đầu")
    assert page.model.count == some
    page.show_filters()
    forget = next(action.menu() for action in page.filter_menu.actions() if action.menu())
    forget.actions()[0].trigger()
    page.filter_menu.close()
    assert list_looks.filters(view.office, HOUSEHOLDS) == {}
    assert page.model.count == some


def test_a_list_is_found_as_it_was_left(qtbot, page, view):
    known = areas(page)
    name = sorted(known)[0]
    page.columns.show_only(("head_name", "size", "area"))
    page.columns.widen(1, 40)
    wide = page.table.header.sectionSize(1)
    page.filters.choose("area", known[name])
    page.search.setText("nguyen")
    page.search._say()
    page.table.header.setSortIndicator(5, Qt.SortOrder.DescendingOrder)
    page.hide()
    again = opened(qtbot, view)
    assert keys(again) == ["head_name", "size", "area"]
    assert again.table.header.sectionSize(1) == wide
    assert page.columns.own_widths == again.columns.own_widths
    assert again.model.query.sort == again.model.columns[5].key
    assert again.table.header.sortIndicatorSection() == 5
    assert again.filters.equal == {"area": (known[name],)}
    assert again.search.text() == "", "the name somebody looked for is not kept"
    assert "khớp điều kiện lọc" in again._count.text()


def test_a_filter_on_an_area_that_is_no_more_is_let_go(qtbot, page, view):
    saved = records.save(view.office, "residential_area", {"name": "Thôn Tạm"})
    view.changed.emit(saved.changes)
    assert page.filters.choose("area", saved.uid)
    assert page.model.count == 0
    page.hide()
    records.remove(view.office, "residential_area", saved.uid, "nhập nhầm")
    again = opened(qtbot, view)
    assert again.model.count == 600


@pytest.mark.parametrize("size", [(1138, 650), (840, 420)])
def test_tools_show_words_while_there_is_room(qtbot, view, size):
    page = opened(qtbot, view, size)
    style = {
        key: page.tools.button_of(action).toolButtonStyle()
        for key, action in page.actions_by_key.items()
        if key in {"open", "remove", "print"}
    }
    worded = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert style["open"] == worded
    assert (style["print"] == worded) == (size[0] > 1000)
    assert page.table.height() > 200
    for key in ("filters", "columns"):
        makers = [made for made in page._looks if made.defaultAction() is page.actions_by_key[key]]
        makers.append(page.tools.button_of(page.actions_by_key[key]))
        assert [made.isVisible() for made in makers].count(True) == 1
