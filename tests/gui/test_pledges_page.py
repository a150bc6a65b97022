"""Pledges that were declared void: told at a glance, declared so by one plain deed."""

from datetime import date

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.gui.forms.void_dialog import VoidDialog
from antq_desktop.gui.screens.pledges import PledgesPage
from antq_desktop.services import list_sheets, lists, meaning, records, searching
from antq_desktop.services.half_typed import half_typed
from antq_desktop.services.imports import returning
from antq_desktop.services.leaving import Grounds, Part
from antq_desktop.services.lists import Chosen
from antq_desktop.services.samples import demo
from hands import activate, in_front, press, settle, show, type_text
from kept_papers import keep_list

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, view, tasks):
    made = PledgesPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    made.focus_table()
    return made


def cells(page, role=Qt.ItemDataRole.DisplayRole):
    """The line of the cursor as it is seen, by field."""
    row = page.table.currentIndex().row()
    shown = [spec.key for spec in page.columns.shown]
    return {
        spec.key: page.model.index(row, number).data(role)
        for number, spec in enumerate(page.model.columns)
        if spec.key in shown
    }


def test_a_pledge_is_declared_void_by_one_deed_told_in_words_and_taken_back(qtbot, page, view, office):
    uid = page.current_uid
    who = meaning.heading(office, "pledge", uid)
    assert cells(page)["voided_on"] == ""
    press(Qt.Key.Key_B, CTRL)
    dialog = in_front(page, VoidDialog)
    activate(qtbot, dialog)
    assert QApplication.focusWidget() is dialog.reason
    assert dialog.day.text() == "20/11/2026", "the day is there already"
    press(Qt.Key.Key_Return)
    assert "lý do" in dialog.fault.text()
    type_text(dialog.reason, "Ký nhầm tên hộ")
    press(Qt.Key.Key_Return)
    assert view.record.notices[-1] == f"Đã hủy bản cam kết của {who}."
    activate(qtbot, page)
    assert page.current_uid == uid
    assert cells(page)["voided_on"] == "đã hủy 20/11/2026"
    kept = records.get(office, "pledge", uid).record
    assert (kept.voided_on, kept.void_reason) == (date(2026, 11, 20), "Ký nhầm tên hộ")
    press(Qt.Key.Key_B, CTRL)
    assert "đã hủy ngày 20/11/2026" in view.record.notices[-1]
    view.undo()
    assert records.get(office, "pledge", uid).record.voided_on is None
    assert cells(page)["voided_on"] == ""


def test_a_void_pledge_is_struck_out_and_others_are_not(page, view, office):
    uid = page.current_uid
    fonts = cells(page, Qt.ItemDataRole.FontRole)
    assert not any(fonts.values())
    page.ask_void()
    dialog = in_front(page, VoidDialog)
    dialog.reason.setText("Ghi hai lần")
    dialog.go()
    struck = {key for key, font in cells(page, Qt.ItemDataRole.FontRole).items() if font and font.strikeOut()}
    assert struck == set(cells(page)) - {"voided_on"}
    assert all(cells(page, Qt.ItemDataRole.ForegroundRole).values())
    assert cells(page, Qt.ItemDataRole.AccessibleTextRole)["household"].endswith(", đã hủy 20/11/2026")
    assert cells(page, Qt.ItemDataRole.AccessibleTextRole)["voided_on"] == "Ngày hủy: đã hủy 20/11/2026"
    found = lists.open_list(office, "pledge")
    assert [row.ended for row in found.rows(found.place_of(uid), 1)] == [True]


def test_what_is_found_by_search_says_it_too(page, office):
    uid = page.current_uid
    (before,) = searching.describe(office, [("pledge", uid)])
    page.ask_void()
    dialog = in_front(page, VoidDialog)
    dialog.reason.setText("Ghi hai lần")
    dialog.go()
    (after,) = searching.describe(office, [("pledge", uid)])
    assert after.detail == f"{before.detail} · đã hủy 20/11/2026"


def test_lists_on_paper_say_it_in_words_and_the_workbook_holds_the_day(page, office, tmp_path):
    page.ask_void()
    dialog = in_front(page, VoidDialog)
    dialog.reason.setText("Ghi hai lần")
    dialog.go()
    paper, book = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    only = {"part": Part(Chosen(((0, 1),), ((page.current_uid, page.current_uid),), page.model.count))}
    grounds = Grounds("họp thôn", demo.PASSWORD)
    page.go_to(page.current_uid)
    query = page.model.query
    keep_list(office, "pledge", paper, query, grounds=grounds, **only)
    said = " ".join(PdfDocument(paper)[0].get_textpage().get_text_range().split())
    assert "đã hủy 20/11/2026" in said
    list_sheets.export_list(office, "pledge", book, query, grounds=grounds, **only)
    sheet = load_workbook(book).worksheets[0]
    row = dict(zip((cell.value for cell in sheet[1]), (cell.value for cell in sheet[2]), strict=True))
    assert (row["Ngày hủy"].date(), row["Lý do hủy"]) == (date(2026, 11, 20), "Ghi hai lần")
    assert returning.preview(office, "pledge", book).cells == ()


def test_the_form_says_too_that_a_pledge_was_declared_void_and_begins_at_the_day_of_signing(qtbot, page, view, office):
    uid = page.current_uid
    who = meaning.heading(office, "pledge", uid)
    page.open_current()
    form = page.form
    qtbot.waitUntil(form.blocks["signed_on"].editor.hasFocus)
    form.blocks["voided_on"].editor.setText("19/11/2026")
    form.blocks["void_reason"].editor.setText("Ghi nhầm")
    form.save()
    assert view.record.notices[-1] == f"Đã hủy bản cam kết của {who}."
    assert records.history(office, "pledge", uid)[-1].operation.title == "Hủy bản cam kết"


def test_a_reason_half_typed_is_kept_and_told_where_it_is_gone_on_with(qtbot, page, view, office):
    uid = page.current_uid
    page.ask_void()
    dialog = in_front(page, VoidDialog)
    activate(qtbot, dialog)
    type_text(dialog.reason, "Ký nhầm")
    press(Qt.Key.Key_Escape)
    (half,) = half_typed(office)
    assert (half.page, half.record) == ("pledge", uid)
    assert half.what.endswith(" – hủy")
    page.take_up(half.act, half.part)
    again = in_front(page, VoidDialog)
    again.draft_bar.take.click()
    assert again.reason.text() == "Ký nhầm"


def test_the_deed_is_found_by_its_name_for_the_pledge_in_hand(qtbot, program):
    main = program.main
    main.open("pledge")
    settle(qtbot, program.frame.tasks)
    (deed,) = [command for command in main.search._commands if command.title == "Hủy bản cam kết…"]
    main.open("overview")
    deed.act()
    settle(qtbot, program.frame.tasks)
    page = main.pages["pledge"]
    dialog = in_front(page, VoidDialog)
    dialog.reject()
    page.open_current()
    uid = page.form.uid
    deed.act()
    settle(qtbot, program.frame.tasks)
    assert page.form is None
    assert page.current_uid == uid
    assert in_front(page, VoidDialog)
