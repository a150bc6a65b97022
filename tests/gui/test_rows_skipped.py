"""Single rows of a list on their way in are left out, and taken in again, by key and by mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import workbooks
from antq_desktop.gui.importing.import_words import NEW
from antq_desktop.gui.importing.pasted_rows import DRAFT
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import records
from antq_desktop.services.imports.import_plan import Outcome
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.services.pledging import Sitting
from hands import activate, is_gone, kept, press, preview, settle, show

SAVE = (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def page(qtbot, view, tasks):
    made = PledgeEntryPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    made.card.area.setCurrentIndex(1)
    return made


def known(office, page):
    """A household that lives where the sitting is, its number of persons kept."""
    sitting: Sitting = page.sitting
    found = open_list(office, "household", ListQuery(equal={"area": (sitting.area,)}))
    return next(each for each in found.records(0, 50) if each.size and each.address and each.residing)


def paste(qtbot, page, tasks, text):
    QApplication.clipboard().setText(text)
    page.paste_rows()
    settle(qtbot, tasks)
    dialog = page.pasted_rows._dialog
    activate(qtbot, dialog)
    return dialog


def go_to(dialog, name):
    place = next(place for place, row in enumerate(dialog.rows.planned) if row.head_name == name)
    dialog.rows.go(place, 2)
    dialog.rows.setFocus()
    return place


def lines(household):
    head = "Họ và tên chủ hộ\tĐịa chỉ\tSố nhân khẩu\tNgày ký\r\n"
    changed = f"{household.head_name}\t{household.address}\t{household.size + 3}\t\r\n"
    return f"{head}{changed}Ksor Hờ Mới\tSố 999\t4\t01/03/2026\r\nRơ Châm Sai\tSố 998\t4\t32/13/2026\r\n"


def test_a_row_that_would_change_a_household_is_skipped_by_key_and_told(qtbot, page, office, view, tasks):
    household = known(office, page)
    dialog = paste(qtbot, page, tasks, lines(household))
    place = go_to(dialog, household.head_name)
    before = dialog.save_button.text()
    press(Qt.Key.Key_F9)
    settle(qtbot, tasks)
    assert dialog.rows.current.head_name == household.head_name, "the cursor stays on the row"
    assert dialog.rows.texts()[dialog.rows.row][1] == "Bỏ qua"
    assert "bỏ qua: 1" in dialog._summary.text()
    assert dialog.save_button.text() != before
    press(Qt.Key.Key_F9)
    settle(qtbot, tasks)
    assert dialog.save_button.text() == before
    assert dialog.rows.planned[place].outcome in {Outcome.UPDATED, Outcome.ACCEPTED}
    press(Qt.Key.Key_F9)
    settle(qtbot, tasks)
    go_to(dialog, "Rơ Châm Sai")
    press(Qt.Key.Key_F9)
    settle(qtbot, tasks)
    assert dialog.rows.waiting == 0
    assert dialog.save_button.text() == "Lưu 1 bản cam kết"
    press(*SAVE)
    settle(qtbot, tasks)
    assert is_gone(dialog), "a mistake that is skipped holds nothing up"
    assert view.record.notices[-1].startswith("Đã lưu 1 bản cam kết.")
    assert "Bỏ qua 2 dòng" in view.record.notices[-1]
    assert records.get(office, "household", household.uid).record.size == household.size
    assert open_list(office, "household", ListQuery("ro cham sai")).count == 0


def test_a_row_is_skipped_by_mouse_and_brings_nothing_for_later_ones(qtbot, page, office, tasks):
    text = "".join(f"Ksor Hờ {name}\tSố 99{place}\t01/03/2026\r\n" for place, name in enumerate(("Một", "Hai", "Hai")))
    text = text.replace("Số 992", "Số 991")
    dialog = paste(qtbot, page, tasks, text)
    outcomes = [row.outcome for row in dialog.rows.planned]
    assert outcomes == [Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.ALREADY]
    dialog.rows.go(1, 2)
    qtbot.mouseClick(dialog.skip.button, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert [row.outcome for row in dialog.rows.planned] == [Outcome.ACCEPTED, Outcome.SKIPPED, Outcome.ACCEPTED]
    assert dialog.skip.button.text() == "Lấy lại dòng này"
    qtbot.mouseClick(dialog.skip.button, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert [row.outcome for row in dialog.rows.planned] == outcomes


def test_what_was_skipped_is_kept_over_a_lock(qtbot, page, office, tasks):
    dialog = paste(qtbot, page, tasks, "Ksor Hờ Mới\tSố 9\t01/03/2026\r\nRơ Châm Ơi\tSố 10\t01/03/2026\r\n")
    go_to(dialog, "Ksor Hờ Mới")
    press(Qt.Key.Key_F9)
    settle(qtbot, tasks)
    page.keep_drafts()
    assert [draft.register for draft in kept(office)] == [DRAFT]
    dialog.done(0)
    page.pasted_rows.bar.take.click()
    settle(qtbot, tasks)
    again = page.pasted_rows._dialog
    assert {row.head_name: row.outcome for row in again.rows.planned} == {
        "Ksor Hờ Mới": Outcome.SKIPPED,
        "Rơ Châm Ơi": Outcome.ACCEPTED,
    }


def test_a_row_of_a_workbook_is_skipped_in_the_preview_and_told_in_the_result(qtbot, empty_view, tasks, tmp_path):
    page = ImportPage(empty_view)
    show(qtbot, page)
    path = tmp_path / "danh-sach.xlsx"
    workbooks.write(path, *(workbooks.line(f"Hà Văn {name}") for name in "ABCD"))
    preview(qtbot, page, tasks, path)
    page.kinds.setCurrentIndex(page.kinds.findData(NEW))
    page.rows.go(1, 2)
    page.rows.setFocus()
    press(Qt.Key.Key_F9)
    settle(qtbot, tasks)
    assert page.rows.current.head_name == "Hà Văn C", "the row left this view: the next takes its place"
    qtbot.mouseClick(page.skip.button, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    page.kinds.setCurrentIndex(page.kinds.findData(Outcome.SKIPPED))
    assert [row.head_name for row in page.rows.planned] == ["Hà Văn B", "Hà Văn C"]
    page.save()
    settle(qtbot, tasks)
    assert page.done.words.text() == "Đã ghi 2 dòng; 0 dòng đã có từ trước. Bỏ qua 2 dòng như đã chọn."
    assert not page.done.left.isVisible()
    assert open_list(empty_view.office, "household").count == 2


def test_the_key_pressed_twice_at_once_takes_the_row_in_again(qtbot, page, office, tasks):
    dialog = paste(qtbot, page, tasks, lines(known(office, page)))
    go_to(dialog, "Ksor Hờ Mới")
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)
    settle(qtbot, tasks)
    assert dialog.rows.current.outcome is Outcome.ACCEPTED


def test_rows_that_are_all_left_out_are_not_said_to_be_saved_by_a_key_that_rests(qtbot, page, office, tasks):
    dialog = paste(qtbot, page, tasks, "Ksor Hờ Mới\tSố 9\t01/03/2026\r\nRơ Châm Ơi\tSố 10\t01/03/2026\r\n")
    for place in range(2):
        dialog.rows.go(place, 2)
        dialog.rows.setFocus()
        press(Qt.Key.Key_F9)
        settle(qtbot, tasks)
    dialog.reject()
    assert dialog.isVisible()
    assert "Ctrl+S" not in dialog._fault.text()
    assert "chưa có dòng nào lưu được" in dialog._fault.text()
