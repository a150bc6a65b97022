"""The life of a record side by side, and taking one operation of it back."""

import time
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.lists.record_history import HistoryDialog
from antq_desktop.services import households, lists, lives, records
from hands import activate, press, show


@pytest.fixture
def uid(view):
    saved = records.save(
        view.office, "household", {"head_name": "Vũ Văn Thử", "area": "Đông Hạ", "address": "Số 1", "size": "4"}
    )
    records.save(view.office, "household", {"address": "Số 2"}, uid=saved.uid)
    return saved.uid


@pytest.fixture
def dialog(qtbot, view, uid):
    desk = QWidget()
    show(qtbot, desk)
    made = HistoryDialog(view, REGISTERS["household"], uid, desk)
    made.open()
    activate(qtbot, made)
    yield made
    made.close()
    desk.close()


def confirm(dialog):
    dialog.back.click()
    dialog.findChild(ReasonDialog)._go()


def test_differences_carry_a_word_and_unchanged_fields_show_on_wish(dialog):
    assert dialog.operations.item(0).text().startswith("Sửa hộ")
    assert dialog.table.texts() == [("Địa chỉ", "Số 1", "Số 2", "đổi")]
    dialog.all_fields.setChecked(True)
    marks = {row[0]: row[3] for row in dialog.table.texts()}
    assert marks["Địa chỉ"] == "đổi"
    assert "" in marks.values()


def test_the_keyboard_goes_through_the_steps(dialog):
    assert dialog.operations.hasFocus()
    press(Qt.Key.Key_End)
    first = {row[0]: row[1:] for row in dialog.table.texts()}
    assert first["Địa chỉ"] == ("(trống)", "Số 1", "thêm")
    press(Qt.Key.Key_Home)
    assert dialog.step.operation.title == dialog.heading.text()


def test_dated_rows_are_told_in_words(view, uid):
    areas = lists.open_list(view.office, "residential_area").records(0, 5)
    other = next(area for area in areas if area.name != "Thôn Đông Hạ")
    households.move(view.office, uid, other.uid, date(2026, 11, 1))
    newest = lives.life(view.office, "household", uid)[0]
    said = {(item.part, item.label): (item.before, item.after, item.mark) for item in newest.changed}
    assert said["Cư trú của hộ: Thôn Đông Hạ", "Đến hết ngày"] == ("", "31/10/2026", "thêm")
    assert said[f"Cư trú của hộ: {other.name}", "Từ ngày"] == ("", "01/11/2026", "thêm")


def test_an_operation_is_taken_back_from_its_history(dialog, view, uid):
    links = []
    view.told.connect(lambda _words, link: links.append(link))
    confirm(dialog)
    assert links == [None], "a taking back is not taken back by its code"
    assert records.get(view.office, "household", uid).record.address == "Số 1"
    assert dialog.operations.item(0).text().startswith("Hoàn tác: Sửa hộ")
    assert not dialog.back.isEnabled()
    assert "(đã hoàn tác)" in dialog.operations.item(1).text()
    assert view.record.notices


def test_the_reason_of_a_refusal_stands_in_the_dialog(dialog, view, uid):
    records.save(view.office, "household", {"address": "Số 3"}, uid=uid)
    confirm(dialog)
    assert "đã được sửa sau đó (ô “Địa chỉ”)" in dialog.problem.text()
    assert records.get(view.office, "household", uid).record.address == "Số 3"


def test_what_wrote_many_rows_says_so_before_it_is_taken_back(qtbot, dialog, view, uid):
    dialog.operations.setCurrentRow(dialog.operations.count() - 1)
    assert lives.reach(view.office, dialog.step.operation.uid) > 1
    dialog.back.click()
    asked = dialog.findChild(ReasonDialog)
    words = " ".join(words.text() for words in asked.findChildren(QLabel))
    assert "hoàn tác là bỏ cả" in words
    asked.reject()


def test_times_are_those_of_viet_nam_whatever_the_machine_says(view, uid, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert lives.life(view.office, "household", uid)[0].when.startswith("20/11/2026 08:")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_split_and_a_merger_stand_in_the_life_of_both_households(view, uid):
    office = view.office
    new = households.split(office, uid, {"head_name": "Vũ Thị Tách"}, date(2026, 3, 1)).uid
    here, there = (lives.life(office, "household", each)[0] for each in (uid, new))
    assert (here.title, there.title) == ("Tách hộ", "Tách hộ")
    told = {(item.part, item.label): item.after for item in here.changed}
    assert told["Hộ: Vũ Thị Tách – Thôn Đông Hạ", "Từ ngày"] == "01/03/2026"
    other = next(area for area, name in records.suggestions(office, "residential_area", "") if name != "Thôn Đông Hạ")
    households.move(office, new, other, date(2026, 4, 1))
    assert lives.life(office, "household", uid)[0].title == "Tách hộ", "what it does later is its own affair"
    households.merge(office, new, uid, date(2026, 5, 1))
    assert [lives.life(office, "household", each)[0].title for each in (uid, new)] == ["Nhập hộ", "Nhập hộ"]
