"""The month's page: a few keys a line, several places at once, what is asked, what stays when the window locks."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.gui.groups.month_table import DAYS, FIELDS, GUESTS, KIND, NAME, PRESENT, RESULTS, WORDS
from antq_desktop.gui.screens.month import MonthPage
from antq_desktop.services import records, undo
from antq_desktop.services.groups import activities, groups
from antq_desktop.services.groups.groups import Grounds
from antq_desktop.services.papers.month_sheet import last_of
from hands import activate, press, settle, show, type_text

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(qtbot, view, tasks):
    made = MonthPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def place_of(page, name):
    return next(place for place, line in enumerate(page.table.month.lines) if line.name == name)


def done(page, name):
    line = page.table.month.lines[place_of(page, name)]
    found = activities.of_group(page.view.office, line.uid, page.first, last_of(page.first))
    return [(each.activity.happened_on.day, each.activity.attendance) for each in found]


def type_cell(qtbot, text):
    """Type into the cell that has the cursor and press Enter."""
    for letter in text:
        type_text(QApplication.focusWidget(), letter)
    press(ENTER)
    QApplication.processEvents()


def test_one_activity_takes_twelve_keys_from_the_page(qtbot, page, tasks):
    before = done(page, "Tiếng kẻng an ninh")
    assert QApplication.focusWidget() is page.line
    keys = ["tka", "\r", "16", "\r", "8", "\r"]
    type_text(page.line, keys[0])
    press(ENTER)
    assert QApplication.focusWidget() is page.table
    assert page.table.currentIndex() == page.table.month.index(place_of(page, "Tiếng kẻng an ninh"), DAYS)
    type_cell(qtbot, keys[2])
    assert page.table.currentIndex().column() == PRESENT
    type_cell(qtbot, keys[4])
    assert QApplication.focusWidget() is page.line, "ready for the next name"
    press(Qt.Key.Key_S, CTRL)
    settle(qtbot, tasks)
    assert done(page, "Tiếng kẻng an ninh") == sorted([*before, (16, 8)])
    assert len("".join(keys)) + 1 <= 12
    assert not page.table.month.written
    undo.undo(page.view.office)
    assert done(page, "Tiếng kẻng an ninh") == before


def test_lines_that_come_while_another_window_is_active_leave_the_focus_alone(qtbot, view, tasks):
    page, other = MonthPage(view), QWidget()
    show(qtbot, other, (200, 100))
    qtbot.addWidget(page)
    page.show()
    activate(qtbot, other)
    assert page.focusWidget() is page.line
    settle(qtbot, tasks)
    assert page.table.month.lines
    page.table.show_lines(page.table.month.lines)
    assert page.focusWidget() is page.line


def test_a_page_of_several_places_is_kept_and_taken_back_as_one(qtbot, page, tasks):
    page.table.go(0)
    page.table.setFocus()
    for _ in range(3):
        type_cell(qtbot, "4 5")
        type_cell(qtbot, "7")
    assert page.table.currentIndex().row() == 3, "the arrows' way goes down the page"
    names = [line.name for line in page.table.month.lines[:3]]
    press(Qt.Key.Key_S, CTRL)
    settle(qtbot, tasks)
    for name in names:
        assert {(4, 7), (5, 7)} <= set(done(page, name))
    undo.undo(page.view.office)
    for name in names:
        assert not {(4, 7), (5, 7)} & set(done(page, name))


def test_the_same_for_several_places_is_filled_down_and_pasted(qtbot, page):
    table = page.table
    table.month.write(0, DAYS, "8")
    table.month.write(0, KIND, "tuần tra")
    table.month.write(0, WORDS, "Tuần tra đêm")
    table.go(0)
    table.setFocus()
    for _ in range(2):
        press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_D, CTRL)
    assert [table.month.of(place).days for place in range(4)] == ["8", "8", "8", ""]
    table.go(0, KIND)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_D, CTRL)
    assert table.month.of(1).kind == "patrol"
    press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().split("\n")[0] == table.month.index(0, KIND).data()
    QApplication.clipboard().setText("9\tsinh hoạt định kỳ\t11\n10\tmúa lân\t12")
    table.go(4)
    told = []
    page.view.told.connect(lambda words, _act: told.append(words))
    press(Qt.Key.Key_V, CTRL)
    assert [(table.month.of(place).days, table.month.of(place).attendance) for place in (4, 5)] == [
        ("9", "11"),
        ("10", "12"),
    ]
    assert told == ["1 ô không dán được: ngoài bảng, ở cột không ghi được, hoặc không có loại việc đó."]
    table.go(4)
    press(Qt.Key.Key_Delete)
    assert table.month.of(4).days == ""


def test_a_wrong_day_is_marked_and_nothing_is_kept(qtbot, page, tasks):
    name = page.table.month.lines[0].name
    before = done(page, name)
    page.table.month.write(0, DAYS, "2")
    page.table.month.write(1, DAYS, "31")
    page.save()
    settle(qtbot, tasks)
    assert "Chưa lưu dòng nào. Tháng 11/2026 không có ngày 31." in page._told.text()
    assert page.table.currentIndex() == page.table.month.index(1, DAYS)
    assert done(page, name) == before
    page.table.month.write(1, DAYS, "")
    page.save()
    settle(qtbot, tasks)
    assert len(done(page, name)) == len(before) + 1


def test_what_may_be_right_is_asked_once(qtbot, page, tasks):
    lines = page.table.month.lines
    place = next(n for n, line in enumerate(lines) if line.members and line.days)
    name, day = lines[place].name, lines[place].days[0].day
    page.table.month.write(place, DAYS, str(day))
    page.save()
    settle(qtbot, tasks)
    assert "đã có hoạt động ngày" in page._told.text()
    assert page._save.text() == "Vẫn lưu"
    assert [day for day, _ in done(page, name)].count(day) == 1
    press(Qt.Key.Key_S, CTRL)
    settle(qtbot, tasks)
    assert [day for day, _ in done(page, name)].count(day) == 2


def test_unsaved_lines_hold_their_month_and_can_be_dropped_and_brought_back(qtbot, page, tasks):
    page.table.month.write(0, DAYS, "3")
    press(Qt.Key.Key_PageUp, CTRL)
    settle(qtbot, tasks)
    assert (page.first.month, page._told.text()) == (
        11,
        "Còn dòng chưa lưu của tháng này: lưu hoặc bỏ rồi mới sang tháng khác.",
    )
    offered = []
    page.view.told.connect(lambda _words, act: offered.append(act))
    page.drop_lines()
    assert not page.table.month.written
    offered[0]()
    assert [each.days for each in page.table.month.written] == ["3"]
    page.drop_lines()
    press(Qt.Key.Key_PageUp, CTRL)
    settle(qtbot, tasks)
    assert page.first.month == 10


def test_f8_goes_to_those_that_should_have_met_and_a_name_nobody_has_is_said(qtbot, page):
    lack = [n for n, line in enumerate(page.table.month.lines) if line.due and not line.days]
    assert lack
    page.table.go(0)
    page.table.setFocus()
    press(Qt.Key.Key_F8)
    assert page.table.currentIndex().row() == lack[0]
    page.line.setFocus()
    type_text(page.line, "xyzw")
    press(ENTER)
    assert page._told.text() == "Không thấy mô hình, câu lạc bộ nào khớp “xyzw”: gõ lại hoặc xóa đi."


def test_of_whom_it_is_not_said_how_often_they_meet_nothing_is_claimed(qtbot, empty_view, tasks, empty_office):
    records.save(empty_office, "club", {"name": "CLB mới"})
    page = MonthPage(empty_view)
    show(qtbot, page)
    settle(qtbot, tasks)
    assert page._summary.text().endswith("0 nơi chưa ghi tháng này · 1 nơi chưa ghi sinh hoạt nên không tính")
    said = []
    empty_view.told.connect(lambda words, *_: said.append(words))
    page.table.setFocus()
    press(Qt.Key.Key_F8)
    (words,) = said
    assert words.endswith("1 nơi chưa ghi sinh hoạt nên không tính: ghi ở ô “Sinh hoạt” của nơi đó.")


def test_vietnamese_is_typed_into_a_cell_as_unikey_does(qtbot, page):
    page.table.go(0, WORDS)
    page.table.setFocus()
    for part in ("T", "u", "a", "\bâ", "\b\buầ", "n", " ", "đ", "ê", "m"):
        type_text(QApplication.focusWidget(), part)
    page.table.finish()
    assert page.table.month.of(0).content == "Tuần đêm"


def test_a_bare_number_says_at_once_what_it_counts(qtbot, page):
    place = place_of(page, "Tiếng kẻng an ninh")
    page.table.go(place, RESULTS)
    page.table.setFocus()
    type_cell(qtbot, "3")
    assert page.table.month.of(place).results == "3 lượt tuần tra"
    page.table.month.write(place, RESULTS, "3 con gà")
    assert page.table.month.of(place).results == "3 con gà", "told when it is saved, not eaten"


def ended(view, page, place):
    """Dissolve the group of a line before the month, as another page would."""
    line = page.table.month.lines[place]
    decided = Grounds(date(2026, 10, 20), "9/QĐ", date(2026, 10, 19))
    activities_later = [
        each.activity.uid for each in activities.of_group(view.office, line.uid, decided.on, view.office.today())
    ]
    for uid in activities_later:
        records.remove(view.office, "activity", uid, "ghi nhầm")
    view.announce(groups.act(view.office, GroupDeed.DISSOLVED, line.key, [line.uid], decided))
    return line


def test_what_was_typed_for_a_group_that_ended_meanwhile_stays_with_the_reason(qtbot, page, tasks, view):
    page.table.month.write(0, DAYS, "4")
    page.table.month.write(1, DAYS, "6")
    page.table.month.write(1, PRESENT, "7")
    other = page.table.month.lines[0].name
    gone = ended(view, page, 1)
    settle(qtbot, tasks)
    place = place_of(page, gone.name)
    assert place == len(page.table.month.lines) - 1
    assert (page.table.month.of(place).days, page.table.month.of(place).attendance) == ("6", "7")
    reason = f"“{gone.name}” đã giải thể từ 20/10/2026, không còn trong tháng 11/2026."
    assert page._told.text().startswith(reason)
    assert page.table.month.index(place, NAME).data(Qt.ItemDataRole.ToolTipRole) == reason
    page.save()
    settle(qtbot, tasks)
    assert f"Chưa lưu dòng nào. {reason}" in page._told.text()
    assert page.table.currentIndex() == page.table.month.index(place, NAME)
    for column in (DAYS, PRESENT):
        page.table.month.write(place, column, "")
    page.save()
    settle(qtbot, tasks)
    assert 4 in [day for day, _ in done(page, other)]
    assert gone.name not in {line.name for line in page.table.month.lines}
    undo.undo(view.office)


def test_a_draft_of_a_group_that_ended_meanwhile_is_shown_with_the_reason(qtbot, page, tasks, view):
    page.table.month.write(0, DAYS, "4")
    page.table.month.write(1, DAYS, "6")
    page.table.month.write(1, WORDS, "Nhắc khóa cửa")
    page.keep_drafts()
    gone = page.table.month.lines[1]
    page.close()
    ended(view, page, 1)
    settle(qtbot, tasks)
    again = MonthPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    again._draft_bar.taken.emit()
    settle(qtbot, tasks)
    kept = again.table.month.of(place_of(again, gone.name))
    assert (kept.days, kept.content) == ("6", "Nhắc khóa cửa")
    assert "đã giải thể từ 20/10/2026" in again._told.text()
    assert len(again.table.month.written) == 2


def test_a_model_is_found_by_words_of_its_name_that_do_not_follow_each_other(qtbot, page, tasks):
    for typed in ("camera so 2", "2 camera ninh"):
        page.line.setFocus()
        type_text(page.line, typed)
        press(ENTER)
        assert QApplication.focusWidget() is page.table
        assert page.table.month.lines[page.table.currentIndex().row()].name == "Camera an ninh số 2"


def test_f8_works_in_the_line_where_the_page_begins(qtbot, page):
    lack = [n for n, line in enumerate(page.table.month.lines) if line.due and not line.days]
    assert QApplication.focusWidget() is page.line
    press(Qt.Key.Key_F8)
    assert QApplication.focusWidget() is page.table
    assert page.table.currentIndex() == page.table.month.index(lack[0], DAYS)


def is_in_view(table):
    return table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_results_are_written_where_the_table_is_wider_than_its_room(qtbot, view, tasks):
    page = MonthPage(view)
    show(qtbot, page, (560, 420))
    settle(qtbot, tasks)
    table, place = page.table, place_of(page, "Tiếng kẻng an ninh")
    assert not any(table.isColumnHidden(column) for column in FIELDS)
    table.go(place, DAYS)
    table.setFocus()
    assert "Bên phải còn cột:" in page.beside.text()
    assert "Kết quả" in page.beside.text()
    for column in (KIND, PRESENT, GUESTS, RESULTS):
        press(Qt.Key.Key_Right)
        assert table.currentIndex().column() == column
        assert is_in_view(table)
    assert page.beside.text().startswith("Đang ở dòng “Tiếng kẻng an ninh”.")
    type_cell(qtbot, "3")
    assert table.month.of(place).results == "3 lượt tuần tra"
    assert table.currentIndex().column() == WORDS
    assert is_in_view(table)
    page.resize(1366, 700)
    settle(qtbot, tasks)
    assert not page.beside.isVisible()
    assert table.horizontalScrollBar().maximum() == 0
