"""Ctrl+K: everything is found from one box, by keyboard alone, while long work runs too."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from antq_desktop.gui.commands import DEED, PAGE, Command, Matching, matching
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.places import Looking
from antq_desktop.gui.screens.campaigns import OpenYearDialog
from antq_desktop.services import records, searching
from hands import activate, press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, office, icons):
    frame = opened(qtbot, office, icons)
    yield frame
    frame.close()


def opened(qtbot, office, icons):
    frame = Frame(icons)
    frame.show_page(MainPage(office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    return frame


def box_of(window):
    return window.page.search


def look(qtbot, window, typed):
    """Open the box with its key, type, and wait for the answer."""
    box = box_of(window)
    activate(qtbot, window)
    press(Qt.Key.Key_K, CTRL)
    assert box.line.hasFocus()
    box.line.selectAll()
    type_text(box.line, typed if typed else "\b")
    answered(qtbot, box)
    activate(qtbot, window)
    answered(qtbot, box)
    return [row.title for row in box._rows]


def answered(qtbot, box):
    qtbot.waitUntil(lambda: not box.line._timer.isActive() and box._asked is None, timeout=10_000)


def test_households_areas_and_pages_stand_under_their_headings(qtbot, window):
    titles = look(qtbot, window, "cam")
    assert titles.index("TRANG") < titles.index("VIỆC") < next(i for i, t in enumerate(titles) if "KHU DÂN CƯ" in t)
    assert "Nhập cam kết" in titles
    assert "Thôn Cẩm Khê" in titles


@pytest.mark.parametrize("typed", ["Cẩm Khê", "cam khe", "CAM KHE"])
def test_a_record_is_found_with_and_without_marks_and_opened_with_enter(qtbot, window, typed):
    titles = look(qtbot, window, typed)
    assert "Thôn Cẩm Khê" in titles
    while box_of(window)._rows[box_of(window).results.currentRow()].title != "Thôn Cẩm Khê":
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    page = window.page.stack.currentWidget()
    assert page is window.page.page("residential_area")
    assert page.form.title == "Thôn Cẩm Khê"
    assert not box_of(window)._box.isVisible()


def test_initials_find_households_and_the_rest_of_them_opens_the_register(qtbot, window):
    titles = look(qtbot, window, "nv")
    assert next(title for title in titles if title.startswith("HỘ GIA ĐÌNH"))
    press(Qt.Key.Key_Escape)
    narrowed = window.page.page("household")
    narrowed.filters.choose("area", records.suggestions(window.page.view.office, "residential_area", "Yên Phú")[0][0])
    look(qtbot, window, "nguyen")
    box = box_of(window)
    place = next(place for place, row in enumerate(box._rows) if row.title.startswith("Xem cả"))
    while box.results.currentRow() != place:
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    page = window.page.stack.currentWidget()
    assert page is window.page.page("household")
    assert page.search.text() == "nguyen"
    assert page.filters.equal == {}, "all that were found are shown"


def test_the_rest_of_what_was_found_comes_before_an_open_form_whose_text_stays_a_draft(qtbot, window, office):
    window.page.open("household")
    page = window.page.page("household")
    page.open_record(page.model.uid(0))
    page.form.blocks["address"].editor.setText("Số 9, gõ dở")
    uid = page.form.uid
    window.page.open("household", Looking("nguyễn"))
    settle(qtbot, window.tasks)
    assert page.form is None
    assert page.table.isVisible()
    assert page.search.text() == "nguyễn"
    assert office.drafts.find(office.officer.uid, "household", uid) is not None


def test_models_clubs_organisations_and_areas_are_found_by_initials(qtbot, window, office):
    kind = records.suggestions(office, "model_type", "")[0][0]
    point = {"name": "Tổ liên gia tự quản Xóm Đoài Thượng", "type": kind, "established_on": "2024"}
    records.save(office, "model_point", point)
    records.save(office, "club", {"name": "Câu lạc bộ Phụ nữ Cánh Buồm"})
    for typed, title in (
        ("tlgtq", "Tổ liên gia tự quản Xóm Đoài Thượng"),
        ("xdt", "Tổ liên gia tự quản Xóm Đoài Thượng"),
        ("clbpncb", "Câu lạc bộ Phụ nữ Cánh Buồm"),
        ("pncb", "Câu lạc bộ Phụ nữ Cánh Buồm"),
        ("tck", "Thôn Cẩm Khê"),
        ("ck", "Thôn Cẩm Khê"),
        ("hlhpn", "Hội LHPN"),
        ("lhpn", "Hội LHPN"),
    ):
        assert title in look(qtbot, window, typed), typed
        press(Qt.Key.Key_Escape)


def test_initials_name_nobody_of_a_sensitive_club(qtbot, window, office):
    club = records.save(office, "club", {"name": "CLB Hướng Thiện", "sensitive": "có"}).uid
    records.save(office, "group_member", {"club": club, "full_name": "Quách Xuân Yến", "role": "head"})
    for text in ("Quách Xuân Yến nói chuyện", "Quách Xuân Yến"):
        records.save(office, "activity", {"club": club, "happened_on": "01/06/2026", "content": text})
    for typed in ("qxy", "xy", "qxync"):
        assert look(qtbot, window, typed) == [], typed
        press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("nhập cam kết", "Nhập cam kết"),
        ("nhap cam ket", "Nhập cam kết"),
        ("nck", "Nhập cam kết"),
        ("in danh sách chưa ký", "In danh sách hộ chưa ký cam kết"),
        ("sao luu", "Sao lưu ngay"),
        ("khoá", "Khóa màn hình"),
        ("doi can bo", "Đổi cán bộ…"),
        ("co chu 120", "Cỡ chữ 120%"),
        ("nen toi", "Nền tối"),
        ("toi mau", "Nền tối"),
        ("them ho", "Thêm hộ"),
        ("xem nam 2024", "Xem năm 2024"),
        ("đổi mật khẩu", "Đổi mật khẩu"),
        ("hop thu", "Hộp thư đi"),
        ("mẫu bản", "Mẫu bản cam kết"),
    ],
)
def test_pages_and_deeds_are_found_as_they_are_typed(qtbot, window, typed, title):
    look(qtbot, window, typed)
    found = [row.title for row in box_of(window)._rows if row.act is not None]
    assert title in found[:3], found


def test_enter_before_the_answer_opens_the_first_of_it(qtbot, window):
    box = box_of(window)
    press(Qt.Key.Key_K, CTRL)
    type_text(box.line, "nhap tu excel")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.stack.currentWidget() is window.page.pages.get("import"), timeout=10_000)
    assert window.page.isAncestorOf(QApplication.focusWidget())
    assert not box.line.hasFocus()


def test_escape_closes_and_the_keys_go_where_they_went_before(qtbot, window):
    window.page.open("household")
    window.page.page("household").focus_table()
    activate(qtbot, window)
    before = QApplication.focusWidget()
    look(qtbot, window, "lan")
    assert box_of(window)._box.isVisible()
    press(Qt.Key.Key_Escape)
    assert not box_of(window)._box.isVisible()
    assert box_of(window).line.text() == ""
    assert QApplication.focusWidget() is before


def test_typing_is_never_held_up_by_long_work_and_the_last_wish_wins(qtbot, window):
    go_on = threading.Event()
    window.page.view.run("Nhập", lambda _progress: go_on.wait(30), lambda _value: None)
    titles = look(qtbot, window, "tran\b\b\b\bcam khe")
    assert "Thôn Cẩm Khê" in titles
    assert window.tasks.busy
    go_on.set()
    settle(qtbot, window.tasks)


def test_the_key_works_from_a_field_that_is_typed_into(qtbot, window):
    window.page.open("household")
    page = window.page.page("household")
    page.add()
    field = page.form.blocks["head_name"].editor
    field.setFocus()
    type_text(field, "Trần Thị Mới")
    field.setCursorPosition(4)
    press(Qt.Key.Key_K, CTRL)
    assert field.text() == "Trần Thị Mới"
    assert box_of(window).line.hasFocus()
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is field
    assert page.form is not None


def test_nothing_is_looked_for_while_a_letter_is_composed(qtbot, window):
    box = box_of(window)
    press(Qt.Key.Key_K, CTRL)
    answered(qtbot, box)
    QApplication.sendEvent(box.line, QInputMethodEvent("nguye", []))
    qtbot.wait(200)
    assert box._asked is None
    done = QInputMethodEvent()
    done.setCommitString("nguyễn")
    QApplication.sendEvent(box.line, done)
    answered(qtbot, box)
    qtbot.waitUntil(lambda: any("HỘ GIA ĐÌNH" in row.title for row in box._rows), timeout=10_000)


def test_the_empty_box_tells_what_can_be_typed_and_what_was_opened_last(qtbot, window, office, icons):
    look(qtbot, window, "")
    assert "chữ cái đầu (nvp)" in box_of(window)._foot.text()
    press(Qt.Key.Key_Escape)
    area = searching.find(office, "cam khe", "residential_area").hits[0].uid
    for name in ("Khuất Xuyến Một", "Khuất Xuyến Hai"):
        records.save(office, "household", {"head_name": name, "area": area})
    first, second = searching.find(office, "khuat xuyen", "household").hits
    for hit in (first, second, first):
        window.page.open("household", hit.uid)
        window.page.page("household").form.leave()
    titles = look(qtbot, window, "")
    assert titles == ["MỞ GẦN ĐÂY", first.title, second.title]
    window.page.rest()
    window.close()
    later = opened(qtbot, office, icons)
    assert look(qtbot, later, "") == titles
    records.remove(office, "household", first.uid, "nhập nhầm")
    press(Qt.Key.Key_Escape)
    assert look(qtbot, later, "") == ["MỞ GẦN ĐÂY", second.title]
    later.close()


def test_the_list_comes_back_with_the_window(qtbot, window):
    titles = look(qtbot, window, "cam khe")
    box = box_of(window)
    other = QWidget()
    show(qtbot, other, (200, 100))
    assert not box._box.isVisible()
    activate(qtbot, window)
    answered(qtbot, box)
    assert box._box.isVisible()
    assert [row.title for row in box._rows] == titles


def test_enter_before_the_answer_is_for_the_words_it_was_pressed_at(qtbot, window):
    box, before = box_of(window), window.page.place
    press(Qt.Key.Key_K, CTRL)
    type_text(box.line, "nhap tu")
    press(Qt.Key.Key_Return)
    type_text(box.line, " excel")
    box.line._timer.timeout.emit()  # the pause after typing was over before the answer came
    answered(qtbot, box)
    assert box._box.isVisible()
    assert box.line.text() == "nhap tu excel"
    assert window.page.place == before


def test_words_that_mean_nothing_are_told_so(qtbot, window):
    assert look(qtbot, window, "xyzqw") == []
    assert "Không tìm thấy" in box_of(window)._foot.text()
    press(Qt.Key.Key_Return)
    assert box_of(window)._box.isVisible()


def test_the_round_of_a_year_is_opened_by_what_it_is_called(qtbot, window):
    for typed in ("mo dot ky", "mở đợt ký", "mdk"):
        look(qtbot, window, typed)
        titles = [row.title for row in box_of(window)._rows if row.act is not None]
        assert titles[0] == "Mở đợt ký của năm…", typed
    press(Qt.Key.Key_Return)
    settle(qtbot, window.tasks)
    dialog = window.findChild(OpenYearDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_a_deed_does_what_it_says(qtbot, window):
    look(qtbot, window, "xem nam 2024")
    press(Qt.Key.Key_Return)
    assert window.page.view.year == 2024
    assert window.page.top.years.currentData() == 2024
    settle(qtbot, window.tasks)
    look(qtbot, window, "nen toi")
    with qtbot.waitSignal(window.page.view.looks_wanted) as wanted:
        press(Qt.Key.Key_Return)
    assert wanted.args[0].theme == "dark"
    look(qtbot, window, "sao luu ngay")
    press(Qt.Key.Key_Return)
    settle(qtbot, window.tasks)
    assert window.page.top.backup.text() == " Đã sao lưu 08:00"
    look(qtbot, window, "kiem tra du lieu")
    press(Qt.Key.Key_Return)
    settle(qtbot, window.tasks)
    assert "nguyên vẹn" in window.notices.text
    look(qtbot, window, "them ho")
    press(Qt.Key.Key_Return)
    assert window.page.page("household").form.uid is None


def test_every_command_can_be_carried_out(qtbot, window):
    box = box_of(window)
    for command in box._commands:
        if command.title not in {"Khóa màn hình", "Đổi cán bộ…"}:
            command.act()
            settle(qtbot, window.tasks)
            assert window.trouble.dialog is None, command.title
    assert len({command.title for command in box._commands}) == len(box._commands)


def test_the_list_says_its_lines_to_screen_readers_and_stays_in_the_window(qtbot, window):
    window.resize(905, 496)
    narrowed = window.page.page("household")
    narrowed.filters.choose("area", records.suggestions(window.page.view.office, "residential_area", "Yên Phú")[0][0])
    look(qtbot, window, "nguyen")
    box = box_of(window)
    said = box._rows[box.results.currentRow()]
    assert said.title in box.line.accessibleDescription()
    inner: QWidget = box._box
    assert window.geometry().contains(inner.geometry())


def test_a_name_comes_before_what_is_only_meant_by_other_words(qtbot, window, office):
    window.page.search._commands.append(Command(DEED, "Soát", "check", lambda: None, "nguyên vẹn"))
    titles = look(qtbot, window, "nguyen")
    assert titles[0].startswith("HỘ GIA ĐÌNH")
    assert titles[-2:] == ["VIỆC", "Soát"]


def test_nearer_words_come_first():
    words = (("Khóa niêm phong", ""), ("Mở khóa", ""), ("Sao lưu ngay", "chép dữ liệu"))
    made = [Command(DEED, title, "", lambda: None, also) for title, also in words]
    first, second, third = made
    assert matching(made, "kho", 5) == Matching([first], [second], [])
    assert matching(made, "mo k", 5) == Matching([second], [], [])
    assert matching(made, "mk", 5) == Matching([], [], [second])
    assert matching(made, "chep", 5) == Matching([], [], [third])
    assert matching(made, "  ", 5) == Matching([], [], [])
    assert matching(made, "kho", 1) == Matching([first], [], [])


def test_marks_that_were_typed_and_whole_words_come_first():
    made = [Command(PAGE, title, "", lambda: None) for title in ("Hoạt động", "Họp", "Hộp thư đi", "Hộ gia đình")]
    active, meeting, outbox, homes = made
    assert matching(made, "hộ", 5).begins == [homes, outbox, active, meeting]
    assert matching(made, "ho", 5).begins == [homes, active, meeting, outbox]


def test_a_head_of_that_name_comes_before_pages_that_have_it_among_their_words(qtbot, window, office):
    area = searching.find(office, "cam khe", "residential_area").hits[0].uid
    for name in ("Khuất Xuyến", "Xuyến Khuất"):
        records.save(office, "household", {"head_name": name, "area": area})
    window.page.search._commands.append(Command(PAGE, "Mở xuyến", "check", lambda: None))
    titles = look(qtbot, window, "xuyen")
    assert [title.split(" –")[0] for title in titles if "uyến" in title] == ["Xuyến Khuất", "Khuất Xuyến", "Mở xuyến"]
