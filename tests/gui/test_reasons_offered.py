"""Papers with names in few keys: the reason offered, the password asked for once in a few minutes."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.printing import paper_asked
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.screens.board import BoardPage
from antq_desktop.gui.screens.papers import PapersPage
from antq_desktop.services import lists, undo
from antq_desktop.services.groups import groups
from antq_desktop.services.samples import demo
from hands import activate, in_front, press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def board(qtbot, view, tasks):
    made = BoardPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def asked_on(qtbot, page):
    activate(qtbot, page)
    press(Qt.Key.Key_P, CTRL)
    dialog = in_front(page, ReasonDialog)
    activate(qtbot, dialog)
    return dialog


def saved(qtbot, page, tasks, path):
    """Keep the paper that is looked at."""
    settle(qtbot, tasks)
    preview = in_front(page, PrintPreview)
    preview.save_copy(path)
    settle(qtbot, tasks)
    preview.accept()
    settle(qtbot, tasks)


def test_the_second_list_takes_two_keys(qtbot, board, tasks, view, tmp_path):
    dialog = asked_on(qtbot, board)
    type_text(dialog.reason, "đi vận động")
    type_text(dialog.password.line, demo.PASSWORD)
    press(Qt.Key.Key_Return)
    saved(qtbot, board, tasks, tmp_path / "a.pdf")
    dialog = asked_on(qtbot, board)
    assert dialog.password is None
    assert dialog.reason.selectedText() == "đi vận động", "typing anything else replaces it"
    press(Qt.Key.Key_Return)
    saved(qtbot, board, tasks, tmp_path / "b.pdf")
    assert [said.reason for said in undo.operations(view.office)[:2]] == ["đi vận động", "đi vận động"]
    assert not view.record.troubles


def test_a_reason_is_picked_by_a_click_or_by_the_arrows(qtbot, board):
    dialog = asked_on(qtbot, board)
    words = [made.text() for made in dialog.offers.buttons]
    assert "vận động hộ chưa ký" in words
    dialog.offers.buttons[1].click()
    assert dialog.reason.text() == words[1]
    assert QApplication.focusWidget() is dialog.password.line, "what is still asked for"
    dialog.reason.setFocus()
    dialog.reason.clear()
    press(Qt.Key.Key_Down)
    assert dialog.reason.text() == words[0]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert dialog.reason.text() == words[0]
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.reason.text() == words[1])  # Qt lets a button be seen pressed for a moment
    dialog.reject()


def test_a_password_that_lapsed_while_the_question_stood_is_asked_for_then(qtbot, board, tasks, view, tmp_path):
    dialog = asked_on(qtbot, board)
    type_text(dialog.reason, "đi vận động")
    type_text(dialog.password.line, demo.PASSWORD)
    press(Qt.Key.Key_Return)
    saved(qtbot, board, tasks, tmp_path / "a.pdf")
    dialog = asked_on(qtbot, board)
    assert dialog.password is None
    view.office.environment.clock.now += timedelta(minutes=6)
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    again = in_front(board, ReasonDialog)
    assert again.password is not None
    assert again.reason.text() == "đi vận động"
    type_text(again.password.line, demo.PASSWORD)
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    in_front(board, PrintPreview).accept()
    assert not view.record.troubles


def test_a_locked_window_asks_again(qtbot, program, tmp_path):
    tasks = program.frame.tasks
    program.main.open("board")
    settle(qtbot, tasks)
    page = program.main.page("board")
    page.bars.setFocus()
    dialog = asked_on(qtbot, page)
    type_text(dialog.reason, "đi vận động")
    type_text(dialog.password.line, demo.PASSWORD)
    press(Qt.Key.Key_Return)
    saved(qtbot, page, tasks, tmp_path / "a.pdf")
    office = program.office
    program.lock()
    program.unlock(demo.LOGIN, demo.PASSWORD)
    settle(qtbot, tasks)
    assert program.office is not office
    program.main.open("board")
    settle(qtbot, tasks)
    dialog = asked_on(qtbot, program.main.page("board"))
    assert dialog.password is not None
    assert dialog.reason.text() == "đi vận động", "the journal knows it still"
    dialog.reject()


def test_a_dossier_that_names_nobody_is_shown_at_once(qtbot, board, view, tasks):
    found = next(each for each in lists.open_list(view.office, groups.POINT).records(0, 500) if not each.lead_name)
    paper_asked.ask_dossier(view, (groups.POINT, found.uid), found.name, board)
    settle(qtbot, tasks)
    assert not [each for each in board.findChildren(ReasonDialog) if each.isVisible()]
    in_front(board, PrintPreview).accept()


def test_the_papers_page_asks_no_password_meanwhile_and_knows_the_reason(qtbot, view, tasks, tmp_path):
    page = PapersPage(view)
    show(qtbot, page)
    (tmp_path / "giay").mkdir()
    page.folder.show_path(tmp_path / "giay")
    assert page.password.isVisible()
    type_text(page.reason, "lưu hồ sơ")
    type_text(page.password.line, demo.PASSWORD)
    page.make()
    settle(qtbot, tasks)
    assert not page.password.isVisible()
    page.show_part("unsigned-list")
    page.offers.buttons[0].click()
    assert page.reason.text()
    page.make()
    settle(qtbot, tasks)
    assert len(list((tmp_path / "giay").glob("*.pdf"))) == 2
    page.show_part("pledge-register")
    assert page.reason.text() == "lưu hồ sơ"
    view.office.confirmed.forget()
    page.make()
    settle(qtbot, tasks)
    assert page.password.isVisible(), "the services decide"
    assert "mật khẩu" in page._fault.text()
    assert not view.record.troubles
