"""Rows pasted from Excel among the papers: seen, corrected, saved, and standing among the papers just kept."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton

from antq_desktop.domain.dates import show_date
from antq_desktop.gui.entry.entered_paper import SHOWN
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import indicators, pledging, records
from antq_desktop.services.lists import ListQuery, open_list
from hands import activate, in_front, is_gone, press, settle, show, type_text


@pytest.fixture
def page(qtbot, view, tasks):
    made = PledgeEntryPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def test_pasted_rows_are_saved_by_key_as_they_were_corrected_just_now(qtbot, page, office, view, tasks):
    QGuiApplication.clipboard().setText("Ksor Hờ Sai\tSố 9\t01/03/2026\r\nRơ Châm Ơi\tSố 10\t02/03/2026\r\n")
    page.card.area.setCurrentIndex(1)
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    activate(qtbot, dialog)
    place = next(place for place, row in enumerate(dialog.rows.planned) if row.head_name == "Ksor Hờ Sai")
    dialog.rows.go(place, 2)
    dialog.rows.edit(dialog.rows.currentIndex())
    dialog.rows.indexWidget(dialog.rows.currentIndex()).setText("Ksor Hờ Đúng")
    dialog.save_button.setFocus()
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    settle(qtbot, tasks)
    assert open_list(office, "household", ListQuery("ksor ho sai")).count == 0
    assert open_list(office, "household", ListQuery("ksor ho dung")).count == 1
    assert is_gone(dialog)


@pytest.mark.parametrize("is_saved", [True, False])
def test_who_is_through_with_pasted_rows_types_the_next_name_at_once(qtbot, page, tasks, is_saved):
    page.card.area.setCurrentIndex(1)
    QGuiApplication.clipboard().setText("Ksor Hờ Mới\tSố 9\t01/03/2026\r\n")
    opener = next(made for made in page.findChildren(QToolButton) if "Dán từ Excel" in made.text())
    opener.setFocus()
    opener.click()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    activate(qtbot, dialog)
    if is_saved:
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    else:
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Escape)
    settle(qtbot, tasks)
    assert is_gone(dialog)
    activate(qtbot, page)
    type_text(page.focusWidget(), "nvp")
    assert page.line.text() == "nvp"


def test_pasted_rows_say_who_is_new_who_is_known_and_who_lives_elsewhere(qtbot, page, office, view, tasks):
    page.card.area.setCurrentIndex(1)
    everybody = list(open_list(office, "household", ListQuery()).records(0, 700))
    here = {(each.head_name, each.address) for each in everybody if each.area == page.card.area.uid}
    missing = set(indicators.drill(office, view.period, indicators.I1B).missing)
    known = next(each for each in everybody if each.area == page.card.area.uid and each.uid in missing and each.address)
    other = next(
        each
        for each in everybody
        if each.area != page.card.area.uid and each.address and each.head_name not in {name for name, _ in here}
    )
    lines = ((known.head_name, known.address), (other.head_name, other.address), ("Ksor Hờ Mới", "Số 9"))
    QGuiApplication.clipboard().setText("".join(f"{name}\t{address}\r\n" for name, address in lines))
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    told = {row[2]: (row[1], row[-1]) for row in dialog.rows.texts()}
    where = records.get(office, "residential_area", other.area).record.name
    assert told[known.head_name] == ("Hộ đã có", "")
    assert told["Ksor Hờ Mới"] == ("Hộ mới", "")
    assert told[other.head_name] == ("Hộ mới", f"Hộ mới, nhưng cùng tên, cùng địa chỉ ở {where}.")
    assert dialog._summary.text() == (
        "3 dòng – hộ mới: 2, hộ đã có: 1. 1 hộ mới cùng tên, cùng địa chỉ với hộ ở khu khác"
        f" ({where}); xem có phải hộ ấy không."
    )


def test_pasted_rows_are_not_dropped_by_one_escape(qtbot, page, office, view, tasks):
    QGuiApplication.clipboard().setText("Ksor Hờ Mới\tSố 9\t01/03/2026\r\n")
    page.card.area.setCurrentIndex(1)
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    activate(qtbot, dialog)
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "chưa lưu" in dialog._fault.text()
    dialog.rows.type_over(0, 2, "Ksor Hờ Mới Hơn")
    settle(qtbot, tasks)
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible(), "what was corrected since is asked about too"
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog)
    assert open_list(office, "household", ListQuery("ksor ho moi")).count == 0


def test_a_name_that_was_copied_is_pasted_into_the_line(qtbot, page):
    QGuiApplication.clipboard().setText("Ksor Hờ")
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.line.text() == "Ksor Hờ"
    assert not page.findChildren(PasteDialog)


def test_pasted_columns_that_cannot_be_guessed_are_asked_about_with_samples(qtbot, page, office, tasks, view):
    QGuiApplication.clipboard().setText("Thảo\t5A\r\nHoa\t7B\r\n001099012345\t9C\r\n")
    page.card.area.setCurrentIndex(1)
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    activate(qtbot, dialog)
    said = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert "Thảo · Hoa" in said, "an identity number is no sample"
    assert "5A · 7B · 9C" in said
    assert not any("ANTQ" in words for words in said)
    assert any("cột nào là họ tên chủ hộ" in words for words in said)
    assert not dialog.save_button.isEnabled()
    assert dialog.kinds[0].hasFocus()
    press(Qt.Key.Key_Down)
    settle(qtbot, tasks)
    assert dialog.kinds[0].currentData() == "head_name"
    assert dialog.kinds[0].hasFocus(), "the next column may be told too"
    assert [row.head_name for row in dialog.rows.planned if row.head_name in {"Thảo", "Hoa"}] == ["Thảo", "Hoa"]
    dialog.kinds[0].setCurrentIndex(0)
    settle(qtbot, tasks)
    assert not dialog.save_button.isEnabled()
    assert not view.record.troubles


def test_a_pasted_text_that_is_no_table_is_told_with_its_code(qtbot, page, tasks, view):
    QGuiApplication.clipboard().setText(f"{'x' * 140_000}\ty\r\n")
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    assert "ANTQ" in dialog._fault.text()
    assert not dialog.save_button.isEnabled()
    assert not view.record.troubles
    dialog.reject()


def test_rows_saved_before_those_at_fault_are_told_apart_from_them_and_stand_in_the_list(qtbot, page, office, tasks):
    page.card.area.setCurrentIndex(1)
    signed = next(each for each in pledging.at_meeting(office, page.sitting) if each.pledge is not None)
    lines = (
        f"{signed.head_name}\t{signed.address}\t02/03/2026",
        "Ksor Hờ Một\tSố 91\t01/03/2026",
        "Ksor Hờ Hai\tSố 92\t01/03/2026",
        "Ksor Hờ Ba\tSố 93\t32/13/2026",
        "Ksor Hờ Bốn\tSố 94\t33/13/2026",
    )
    QGuiApplication.clipboard().setText("".join(f"{line}\r\n" for line in lines))
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    activate(qtbot, dialog)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    assert dialog._summary.text() == "Đã lưu 3 dòng; còn 2 dòng lỗi chưa lưu."
    assert [row[1] for row in dialog.rows.texts()] == ["Không nhận"] * 2 + ["Đã lưu"] * 3
    assert [(row[1], row[5], row[6]) for row in page.table.texts()] == [
        ("Ksor Hờ Hai", "01/03/2026", "Đã lưu"),
        ("Ksor Hờ Một", "01/03/2026", "Đã lưu"),
        (signed.head_name, "02/03/2026", "Đã sửa"),
    ]
    assert "đã lưu 2 bản" in page._summary.text()
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    told = "Đã lưu 3 dòng; còn 2 dòng lỗi chưa lưu. Sửa rồi Ctrl+S; bấm Thôi hoặc Esc lần nữa để bỏ các dòng ấy."
    assert dialog._fault.text() == told
    dialog.rows.next_waiting()
    dialog.rows.type_over(dialog.rows.row, dialog.rows.column, "03/03/2026")
    settle(qtbot, tasks)
    press(Qt.Key.Key_Escape)
    assert dialog._fault.text() == (
        "Đã lưu 3 dòng; còn 2 dòng chưa lưu, 1 dòng trong đó có lỗi. Ctrl+S để lưu; bấm Thôi hoặc Esc lần nữa để bỏ."
    )
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog)
    assert page.table.rowCount() == 3


def test_whoever_leaves_the_rest_out_has_nothing_left_to_be_asked_about(qtbot, page, office, tasks):
    page.card.area.setCurrentIndex(1)
    QGuiApplication.clipboard().setText("Ksor Hờ Một\tSố 91\t01/03/2026\r\nKsor Hờ Hai\tSố 92\t32/13/2026\r\n")
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    activate(qtbot, dialog)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    dialog.rows.setFocus()
    press(Qt.Key.Key_F9)
    settle(qtbot, tasks)
    assert "chưa lưu" not in dialog._summary.text()
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog)


def test_rows_that_were_there_before_are_told_apart_from_those_saved_a_moment_ago(qtbot, page, office, tasks, view):
    page.card.area.setCurrentIndex(1)
    before = next(each for each in pledging.at_meeting(office, page.sitting) if each.signed_on is not None)
    lines = (
        f"{before.head_name}\t{before.address}\t{show_date(before.signed_on)}",
        "Ksor Hờ Một\tSố 91\t01/03/2026",
        "Ksor Hờ Hai\tSố 92\t32/13/2026",
    )
    QGuiApplication.clipboard().setText("".join(f"{line}\r\n" for line in lines))
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    activate(qtbot, dialog)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    found = "3 dòng – đã lưu: 1, đã có, bỏ qua: 1, không nhận: 1"
    assert dialog._summary.text() == f"Đã lưu 1 dòng; còn 1 dòng lỗi chưa lưu. {found}"
    assert {row[2]: row[1] for row in dialog.rows.texts()} == {
        "Ksor Hờ Hai": "Không nhận",
        before.head_name: "Đã có, bỏ qua",
        "Ksor Hờ Một": "Đã lưu",
    }


@pytest.mark.parametrize("size", [(1366, 700), (905, 496)], ids=str)
def test_no_row_moves_under_the_mouse_whatever_is_said_beside_them(qtbot, page, tasks, size):
    page.resize(*size)
    page.card.area.setCurrentIndex(1)
    good = "".join(f"Ksor Hờ {name}\tSố {name}\t01/03/2026\r\n" for name in ("Một", "Hai", "Ba"))
    QGuiApplication.clipboard().setText(f"{good}Rơ Châm\tSố 9\t32/13/2026\r\n")
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    activate(qtbot, dialog)

    def place():
        settle(qtbot, tasks)
        return dialog.rows.viewport().mapTo(dialog, QPoint()).y(), dialog.rows.rowViewportPosition(1)

    first = place()
    press(Qt.Key.Key_Escape)
    assert "Esc lần nữa" in dialog._fault.text()
    assert dialog._fault.isVisible()
    assert place() == first
    dialog.rows.go(2, 2)
    assert not dialog._fault.isVisible()
    assert place() == first
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert place() == first
    dialog.rows.go(0, 2)
    assert "lịch" in dialog._why.text()
    assert place() == first
    press(Qt.Key.Key_Escape)
    assert place() == first
    assert dialog.height() <= page.height()


def test_papers_that_were_pasted_stand_among_those_just_saved(qtbot, page, office, tasks, view):
    page.card.area.setCurrentIndex(1)
    lines = "".join(f"Ksor Hờ {name}\tSố 9{place}\t01/03/2026\r\n" for place, name in enumerate(("Một", "Hai")))
    QGuiApplication.clipboard().setText(lines)
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    dialog.save()
    settle(qtbot, tasks)
    shown = [[page.table.item(place, column).text() for column in (0, 1, 6)] for place in range(page.table.rowCount())]
    assert shown == [["2", "Ksor Hờ Hai", "Đã lưu"], ["1", "Ksor Hờ Một", "Đã lưu"]]
    assert "đã lưu 2 bản" in page._summary.text()
    view.undo()
    settle(qtbot, tasks)
    assert {page.table.item(place, 6).text() for place in range(2)} == {"Đã hoàn tác"}
    assert "đã lưu 0 bản" in page._summary.text()
    view.redo()
    settle(qtbot, tasks)
    assert {page.table.item(place, 6).text() for place in range(2)} == {"Đã lưu"}
    assert "đã lưu 2 bản" in page._summary.text()


def test_of_many_pasted_papers_the_last_are_shown_and_all_are_counted(qtbot, page, office, tasks):
    page.card.area.setCurrentIndex(1)
    lines = "".join(f"Ksor Hờ Thử\tSố {place}/99\t01/03/2026\r\n" for place in range(1, SHOWN + 6))
    QGuiApplication.clipboard().setText(lines)
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    dialog.save()
    settle(qtbot, tasks)
    assert page.table.rowCount() == SHOWN
    assert page.table.item(0, 0).text() == str(SHOWN + 5)
    assert f"đã lưu {SHOWN + 5} bản" in page._summary.text()


def test_columns_chosen_just_before_the_key_that_saves_are_those_that_count(qtbot, page, office, tasks):
    head = "Họ và tên chủ hộ\tĐịa chỉ\tNgày ký\r\n"
    page.card.area.setCurrentIndex(1)
    QGuiApplication.clipboard().setText(f"{head}Ksor Hờ Mới\tSố 9\t01/03/2026\r\n")
    page.paste_rows()
    settle(qtbot, tasks)
    dialog = page.pasted_rows._dialog
    place = next(number for number, kinds in dialog.kinds.items() if kinds.currentData() == "address")
    dialog.kinds[place].setCurrentIndex(0)
    dialog.save()
    settle(qtbot, tasks)
    settle(qtbot, tasks)
    (household,) = open_list(office, "household", ListQuery("ksor ho moi")).records(0, 2)
    assert household.address is None
