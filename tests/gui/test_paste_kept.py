"""Pasted rows and what was typed over them: kept over a lock, offered again, dropped when saved or given up."""

import pytest
from PySide6.QtWidgets import QApplication

from antq_desktop.gui.entry.entered_paper import SAVED, TAKEN_BACK
from antq_desktop.gui.importing.pasted_rows import DRAFT
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services.lists import ListQuery, open_list
from hands import is_gone, kept, settle, show, unlock

ROWS = "Ksor Hờ Mới\tSố 9\t01/03/2026\r\n\r\nRơ Châm Ơi\tSố 10\t32/13/2026\r\n"


def drafts_of(office):
    return [draft for draft in kept(office) if draft.register.startswith(DRAFT)]


def paste(qtbot, page, tasks, text=ROWS):
    page.card.area.setCurrentIndex(1)
    QApplication.clipboard().setText(text)
    page.paste_rows()
    settle(qtbot, tasks)
    return page.pasted_rows._dialog


def place_of(dialog, name):
    return next(place for place, row in enumerate(dialog.rows.planned) if row.head_name == name)


@pytest.fixture
def page(qtbot, view):
    made = PledgeEntryPage(view)
    show(qtbot, made)
    return made


def test_rows_that_a_lock_takes_away_come_back_with_their_corrections(qtbot, program):
    tasks = program.frame.tasks
    program.main.open("entry")
    dialog = paste(qtbot, program.main.page("entry"), tasks)
    dialog.rows.type_over(place_of(dialog, "Rơ Châm Ơi"), 6, "02/03/2026")
    settle(qtbot, tasks)
    dialog.rows.go(place_of(dialog, "Ksor Hờ Mới"), 2)
    dialog.rows.edit(dialog.rows.currentIndex())
    dialog.rows.indexWidget(dialog.rows.currentIndex()).setText("Ksor Hờ Đúng")
    program.session.heed(True)
    qtbot.waitUntil(lambda: program.main is None, timeout=10_000)
    unlock(qtbot, program)
    program.main.open("entry")
    page = program.main.page("entry")
    assert "Các dòng dán từ Excel" in page.pasted_rows.bar.words
    page.pasted_rows.bar.take.click()
    settle(qtbot, tasks)
    dialog = page.pasted_rows._dialog
    assert dialog.isVisible()
    assert {row.head_name for row in dialog.rows.planned} == {"Ksor Hờ Đúng", "Rơ Châm Ơi"}
    assert dialog.rows.waiting == 0
    dialog.save()
    settle(qtbot, tasks)
    settle(qtbot, tasks)
    assert open_list(program.office, "household", ListQuery("ksor ho dung")).count == 1
    assert drafts_of(program.office) == []
    assert page.pasted_rows.bar.isHidden()


def test_rows_are_kept_while_they_are_looked_at_and_forgotten_when_given_up(qtbot, page, view, office, tasks):
    dialog = paste(qtbot, page, tasks)
    qtbot.waitUntil(lambda: len(drafts_of(office)) == 1, timeout=5_000)
    dialog.reject()
    dialog.reject()
    assert is_gone(dialog)
    assert drafts_of(office) == []
    assert page.pasted_rows.bar.isHidden()


def test_what_waits_is_not_lost_to_rows_that_are_pasted_meanwhile(qtbot, page, view, office, tasks):
    dialog = paste(qtbot, page, tasks)
    page.keep_drafts()
    dialog.done(0)
    assert page.pasted_rows.bar.isVisible()
    other = paste(qtbot, page, tasks, "Siu Khác\tSố 1\t03/03/2026\r\n")
    other.save()
    settle(qtbot, tasks)
    settle(qtbot, tasks)
    assert is_gone(other)
    assert page.pasted_rows.bar.isVisible()
    page.pasted_rows.bar.dropped.emit()
    assert drafts_of(office) == []


def test_no_identity_number_and_no_telephone_comes_into_the_draft(qtbot, page, office, tasks):
    head = "Họ và tên\tSố CCCD\tĐiện thoại\tĐịa chỉ\tGhi chú\r\n"
    text = f"{head}Ksor Hờ\t001099012345\t0912345678\tSố 9\tCMND 012345678\r\nRơ Ơi\t12\t0912345679\tSố 8\t\r\n"
    dialog = paste(qtbot, page, tasks, text)
    dialog.rows.type_over(0, 2, "Ksor 001099054321")
    settle(qtbot, tasks)
    page.keep_drafts()
    (draft,) = drafts_of(office)
    for number in ("0010990", "012345678", "09123456"):
        assert number not in str(draft.values)
    assert "Số 8" in draft.values["text"]
    dialog.done(0)
    page.pasted_rows.bar.take.click()
    settle(qtbot, tasks)
    assert [row.address for row in page.pasted_rows._dialog.rows.planned] == ["Số 9", "Số 8"]


def test_rows_that_are_all_saved_are_not_looked_at_once_more(qtbot, program):
    tasks, notices = program.frame.tasks, program.frame.notices
    program.main.open("entry")
    settle(qtbot, tasks)
    page = program.main.page("entry")
    dialog = paste(qtbot, page, tasks, "Siu Khác\tSố 1\t03/03/2026\r\n")
    looked = []
    dialog.edited.connect(lambda: looked.append(dialog))
    dialog.save()
    settle(qtbot, tasks)
    assert is_gone(dialog)
    assert looked == []
    assert drafts_of(program.office) == []
    assert page.table.texts()[0][6] == SAVED
    assert program.frame.focusWidget() is page.line
    assert notices.isVisible()
    assert notices.window() is program.frame
    notices._links[0].click()
    settle(qtbot, tasks)
    assert page.table.texts()[0][6] == TAKEN_BACK
