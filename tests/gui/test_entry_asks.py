"""What the entry line asks, and where it leads: odd days, faults of a household that is typed new."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.services import indicators, records
from antq_desktop.services.lists import ListQuery, open_list
from hands import press, settle, type_text


@pytest.fixture
def page(entry):
    return entry


def pledges_of(office, uid):
    found = open_list(office, "pledge", ListQuery(equal={"household": (uid,), "year": (2026,)}))
    return [record for record in found.records(0, 10) if isinstance(record, Pledge)]


def take_one(qtbot, page, office, view):
    """Take a household that has not signed, and the words that find it alone."""
    wanted = records.get(office, "household", indicators.drill(office, view.period, indicators.I1B).missing[0]).record
    text = f"{wanted.head_name} {wanted.address or ''}".strip()
    type_text(page.line, text)
    qtbot.waitUntil(lambda: page._offered is not None and page._offered[0] == text, timeout=5_000)
    press(Qt.Key.Key_Return)
    return page.chosen


def test_a_day_of_another_year_is_asked_about_once_before_anything_is_saved(qtbot, page, office, view):
    asked = []
    view.asked.connect(asked.append)
    page.card.day.setText("15/11/2025")
    page.card.day.editingFinished.emit()
    chosen = take_one(qtbot, page, office, view)
    press(Qt.Key.Key_Return)
    assert pledges_of(office, chosen.uid) == []
    (doubt,) = asked
    assert "15/11/2025 không thuộc năm cam kết 2026" in doubt.words
    (_, correct), (_, mean_it) = doubt.answers
    correct()
    assert QApplication.focusWidget() is page.card.day
    mean_it()
    assert [pledge.signed_on.year for pledge in pledges_of(office, chosen.uid)] == [2025]
    following = take_one(qtbot, page, office, view)
    press(Qt.Key.Key_Return)
    assert len(pledges_of(office, following.uid)) == 1, "the day was meant"
    assert len(asked) == 1


def test_a_day_before_the_registers_is_no_day_to_sign_on(qtbot, page, office, view):
    asked = []
    view.asked.connect(asked.append)
    for day in ("15/11/1900", "15/11/1962"):
        page.card.day.setText("12/03/2026")
        page.card.day.editingFinished.emit()
        chosen = take_one(qtbot, page, office, view)
        page.card.day.setText(day)
        page.card.day.editingFinished.emit()
        page.save()
        assert pledges_of(office, chosen.uid) == []
        assert asked == []
        page._back_to_line()


def test_pasted_rows_of_who_signed_before_tell_what_they_change_and_are_counted(qtbot, page, office, view, tasks):
    chosen = take_one(qtbot, page, office, view)
    page.save()
    page.card.area.choose(chosen.area_uid)
    (pledge,) = pledges_of(office, chosen.uid)
    signed, day = show_date(pledge.signed_on), "15/01/2026"
    QGuiApplication.clipboard().setText(f"{chosen.head_name}\t{chosen.address}\t{day}\r\n")
    page.paste_rows()
    dialog = next(found for found in page.findChildren(PasteDialog) if found.isVisible())
    settle(qtbot, tasks)
    assert dialog.rows.texts()[0][-1] == f"Đã ký {signed}; sửa ngày ký {signed} → {day}."
    assert dialog.save_button.text().strip() == "Sửa 1 hộ đã có"
    dialog.save()
    settle(qtbot, tasks)
    assert view.record.notices[-1] == "Đã sửa 1 hộ đã có."
    assert [show_date(pledge.signed_on) for pledge in pledges_of(office, chosen.uid)] == [day]


def begin_new(qtbot, page, persons):
    """Type a household that is new, with this number of persons, as far as its Enter."""
    page.card.area.setCurrentIndex(1)
    type_text(page.line, "Ksor Hờ Mới")
    qtbot.waitUntil(lambda: page._offered is not None and page._offered[0] == "Ksor Hờ Mới", timeout=5_000)
    press(Qt.Key.Key_Return)
    page.panel.new.persons.setFocus()
    type_text(page.panel.new.persons, persons)
    press(Qt.Key.Key_Return)


def test_enter_on_words_in_a_field_for_numbers_says_so_there(qtbot, page, office):
    begin_new(qtbot, page, "abc")
    assert QApplication.focusWidget() is page.panel.new.persons
    assert "“abc” không phải số nguyên" in page.panel.fault
    type_text(page.panel.new.persons, "\b\b\b4")
    assert page.panel.fault == "", "what is put right is not told any longer"
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.panel.new.organizations


@pytest.mark.parametrize("persons", ["999999", "9" * 30, "0"])
def test_a_number_out_of_range_is_told_before_its_field_is_left(qtbot, page, office, persons):
    begin_new(qtbot, page, persons)
    assert QApplication.focusWidget() is page.panel.new.persons
    assert "Số nhân khẩu" in page.panel.fault
    assert "không phải số nguyên" not in page.panel.fault
    page.panel.new.name.setText("Ksor Hờ Khác")
    assert "Số nhân khẩu" in page.panel.fault, "another field puts nothing right"


def test_a_fault_of_the_sitting_does_not_lead_to_the_name(qtbot, page, office):
    begin_new(qtbot, page, "4")
    page.card.day.setText("15/11/1962")
    page.card.day.editingFinished.emit()
    page.save()
    assert "15/11/1962" in page.panel.fault
    assert QApplication.focusWidget() is page.card.day


def paste(qtbot, page, tasks, *lines):
    page.card.area.setCurrentIndex(1)
    QGuiApplication.clipboard().setText("\r\n".join(("Họ và tên chủ hộ\tĐịa chỉ\tSố nhân khẩu\tNgày ký", *lines)))
    page.paste_rows()
    settle(qtbot, tasks)
    return next(found for found in page.findChildren(PasteDialog) if found.isVisible()).rows


def where(rows):
    """Head and field of the cell that has the cursor."""
    return rows.current.head_name, rows._model.key_at(rows.column)


TWO_IN_A_ROW = (
    "Ksor Hờ Một\tSố 1\tabc\t32/13/2026",
    "Ksor Hờ Hai\tSố 2\t4\t33/13/2026",
    "Ksor Hờ Ba\tSố 3\t4\t34/13/2026",
    "Ksor Hờ Bốn\tSố 4\t4\t01/03/2026",
)


def test_f8_goes_to_every_mistake_of_a_row_before_it_leaves_the_row(qtbot, page, tasks):
    rows = paste(qtbot, page, tasks, *TWO_IN_A_ROW)
    seen = [where(rows)]
    for _ in range(4):
        rows.next_waiting()
        seen.append(where(rows))
    one, two, three = "Ksor Hờ Một", "Ksor Hờ Hai", "Ksor Hờ Ba"
    row_of_two = [(one, "signed_on"), (one, "size")]
    assert seen == [*row_of_two, (two, "signed_on"), (three, "signed_on"), row_of_two[0]]
    rows.next_waiting(-1)
    rows.next_waiting(-1)
    assert where(rows) == (two, "signed_on")
    rows.next_waiting(-1)
    assert where(rows) == row_of_two[-1]
    rows.type_over(rows.row, rows.column, "4")
    settle(qtbot, tasks)
    rows.next_waiting()
    assert where(rows) == row_of_two[0], "what is left of the row comes first"


def test_f8_goes_on_behind_a_row_that_was_put_right_and_moved_away(qtbot, page, tasks):
    rows = paste(qtbot, page, tasks, *TWO_IN_A_ROW)
    rows.next_waiting()
    rows.next_waiting()
    assert where(rows) == ("Ksor Hờ Hai", "signed_on")
    rows.type_over(rows.row, rows.column, "02/03/2026")
    settle(qtbot, tasks)
    assert where(rows) == ("Ksor Hờ Hai", "signed_on")
    rows.next_waiting()
    assert where(rows) == ("Ksor Hờ Ba", "signed_on")
