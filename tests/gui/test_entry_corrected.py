"""A paper just saved is put right, or dropped, from the list of those just saved; then the next name is typed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from antq_desktop.gui.entry.entered_paper import REMOVED, SAVED, SKIPPED, TAKEN_BACK, VOIDED
from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import indicators, records
from antq_desktop.services.lists import ListQuery, open_list
from hands import activate, in_front, press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, F2 = Qt.Key.Key_Return, Qt.Key.Key_F2


@pytest.fixture
def page(qtbot, view, tasks):
    made = PledgeEntryPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


@pytest.fixture
def entered(qtbot, page, office, view):
    """Uids of two households whose papers were entered, in their order."""
    uids = []
    for uid in indicators.drill(office, view.period, indicators.I1B).missing[:2]:
        wanted = records.get(office, "household", uid).record
        text = f"{wanted.head_name} {wanted.address or ''}".strip()
        type_text(page.line, text)
        qtbot.waitUntil(lambda wish=text: page._offered is not None and page._offered[0] == wish, timeout=5_000)
        press(ENTER)
        uids.append(page.chosen.uid)
        press(ENTER)
    return uids


def pledges_of(office, uid):
    return list(open_list(office, "pledge", ListQuery(equal={"household": (uid,), "year": (2026,)})).records(0, 10))


def states(page):
    return [row[6] for row in page.table.texts()]


def to_row(page, place):
    page.table.setFocus()
    page.table.setCurrentCell(place, 1)


@pytest.mark.parametrize("key", [F2, ENTER])
def test_a_row_opens_the_form_of_its_pledge_and_back_to_the_line_of_names(qtbot, page, office, entered, key):
    to_row(page, 1)
    press(key)
    form = page.over.form
    assert form.isVisible()
    assert form.uid == pledges_of(office, entered[0])[0].uid
    day = form.blocks["signed_on"].editor
    day.setText("05/03/2026")
    press(Qt.Key.Key_S, CTRL)
    assert page.over.form is None
    assert QApplication.focusWidget() is page.line
    assert page.table.texts()[1][5:] == ("05/03/2026", SAVED)
    assert pledges_of(office, entered[0])[0].signed_on.isoformat() == "2026-03-05"


def test_a_double_click_opens_it_and_escape_goes_back_without_a_change(qtbot, page, office, entered):
    cell = page.table.visualItemRect(page.table.item(0, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert page.over.form.uid == pledges_of(office, entered[1])[0].uid
    press(Qt.Key.Key_Escape)
    assert page.over.form is None
    assert QApplication.focusWidget() is page.line
    assert states(page) == [SAVED, SAVED]


def test_f2_in_the_line_of_names_opens_the_paper_saved_last(qtbot, page, office, entered):
    page.focus_first()
    press(F2)
    assert page.over.form.uid == pledges_of(office, entered[1])[0].uid


def test_delete_drops_a_paper_with_a_reason_and_ctrl_z_brings_it_again(qtbot, page, office, entered):
    to_row(page, 1)
    press(Qt.Key.Key_Delete)
    dialog = in_front(page, ReasonDialog)
    activate(qtbot, dialog)
    type_text(dialog.reason, "nhập nhầm hộ")
    press(ENTER)
    assert pledges_of(office, entered[0]) == []
    assert states(page) == [SAVED, REMOVED]
    assert "đã lưu 1 bản" in page._summary.text()
    activate(qtbot, page)
    press(Qt.Key.Key_Z, CTRL)
    assert states(page) == [SAVED, SAVED]
    press(Qt.Key.Key_Z, CTRL)
    assert states(page) == [TAKEN_BACK, SAVED]


def test_what_is_gone_is_told_instead_of_opened(qtbot, page, view, entered):
    press(Qt.Key.Key_Z, CTRL)
    for key in (F2, Qt.Key.Key_Delete):
        to_row(page, 0)
        press(key)
        assert page.over.form is None
        assert not page.findChildren(ReasonDialog)
        assert view.record.notices[-1] == "Bản này không còn trong sổ: đã hoàn tác."


def test_the_menu_of_a_row_offers_both(qtbot, page, entered):
    page.table.setCurrentCell(0, 1)
    page.table.customContextMenuRequested.emit(QPoint(5, 5))
    menu = next(found for found in page.findChildren(QMenu) if found.isVisible())
    assert [action.text() for action in menu.actions()] == ["Mở, sửa", "Xóa…"]
    menu.close()


def test_a_paper_voided_in_its_form_says_so(qtbot, page, entered):
    page.focus_first()
    press(F2)
    blocks = page.over.form.blocks
    blocks["voided_on"].editor.setText("20/11/2026")
    blocks["void_reason"].editor.setText("ký nhầm mẫu")
    press(Qt.Key.Key_S, CTRL)
    assert states(page) == [VOIDED, SAVED]
    assert "đã lưu 1 bản" in page._summary.text()


def test_the_question_about_a_paper_that_is_there_opens_it_on_this_page_too(qtbot, page, office, entered):
    wanted = records.get(office, "household", entered[0]).record
    text = f"{wanted.head_name} {wanted.address or ''}".strip()
    type_text(page.line, text)
    qtbot.waitUntil(lambda: page._offered is not None and page._offered[0] == text, timeout=5_000)
    press(ENTER)
    assert page.panel.asked.buttons[0].text().strip() == SKIPPED
    press(Qt.Key.Key_Right)
    press(ENTER)
    assert page.over.form.uid == pledges_of(office, entered[0])[0].uid


def test_what_was_being_typed_in_the_form_is_kept_when_the_window_is_covered(qtbot, page, office, entered):
    page.focus_first()
    press(F2)
    uid = page.over.form.uid
    page.over.form.blocks["paper_ref"].editor.setText("Sổ 3")
    page.keep_drafts()
    assert any(draft.record == uid for draft in office.drafts.all_of(office.officer.uid))
