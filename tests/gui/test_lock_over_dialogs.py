"""The lock covers the window whatever stands in front of it, and what was typed beneath is kept."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu

from antq_desktop.gui.forms.asking import Question, ReasonDialog
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.running.idle import LOCKS
from antq_desktop.gui.widgets.actions import ACTIONS
from antq_desktop.gui.widgets.pieces import column
from hands import settle, unlock

CTRL = Qt.KeyboardModifier.ControlModifier


def lock_key(widget):
    """As the system sends it: to the window first."""
    QTest.keyClick(widget.window().windowHandle(), Qt.Key.Key_L, CTRL)


def others(program):
    """Windows that are seen beside the program's own."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not program.frame]


def asked(program):
    made = ReasonDialog(
        Question("Xóa hộ", "Xóa hộ này?", "Xóa"), lambda _given: None, program.frame.icons, program.main
    )
    made.open()
    return made


def test_the_key_is_that_of_the_action():
    assert ACTIONS["lock"].keys[0] == "Ctrl+L"
    assert (LOCKS.key(), LOCKS.keyboardModifiers()) == (Qt.Key.Key_L, CTRL)


def test_the_key_locks_in_a_dialog(program):
    question = asked(program)
    lock_key(question.reason)
    assert program.frame.page is program.lock_screen
    assert others(program) == []
    assert program.office is None


def test_the_key_locks_in_a_window_of_its_own(qtbot, program):
    program.main.show_help()
    (window,) = others(program)
    lock_key(window)
    assert program.frame.page is program.lock_screen
    assert others(program) == []


def test_the_key_locks_while_a_menu_is_open(program):
    menu = QMenu(program.main)
    menu.addAction("Sao chép")
    menu.popup(program.frame.mapToGlobal(program.frame.rect().center()))
    lock_key(menu)
    assert program.frame.page is program.lock_screen
    assert others(program) == []


def test_the_key_does_what_it_did_where_nothing_is_in_front(program):
    lock_key(program.main.search.line)
    assert program.frame.page is program.lock_screen
    left = program.lock_screen
    lock_key(program.lock_screen.password.line)
    assert program.frame.page is left


@pytest.mark.parametrize("how", ["idle", "gone"])
def test_a_dialog_that_waits_for_its_answer_is_ended(qtbot, program, how):
    question = QDialog(program.frame)
    question.setLayout(column(QLineEdit()))
    QTimer.singleShot(50, getattr(program.idle, how).emit)
    assert question.exec() == QDialog.DialogCode.Rejected
    assert program.frame.page is program.lock_screen


def test_a_choice_of_files_is_ended_too(qtbot, program):
    QTimer.singleShot(200, lambda: program.session.heed(True))
    assert QFileDialog.getOpenFileName(program.main, "Chọn tệp") == ("", "")
    assert program.frame.page is program.lock_screen


def test_a_dialog_that_asks_before_it_goes_is_covered_all_the_same(qtbot, program):
    main = program.main
    main.open("entry")
    settle(qtbot, program.frame.tasks)
    QApplication.clipboard().setText("Nguyễn Văn Kín\tThôn Trung\t20/11/2026")
    main.page("entry").paste_rows()
    settle(qtbot, program.frame.tasks)
    dialog = main.findChild(PasteDialog)
    dialog._typed.corrected[(None, 1)] = {"head_name": "Nguyễn Văn Kín"}
    dialog.close()
    assert dialog.isVisible(), "it asks first"
    dialog._fault.hide()
    program.session.heed(True)
    assert others(program) == []


def test_what_was_typed_in_the_form_beneath_a_dialog_comes_back(qtbot, program):
    program.main.open("household")
    page = program.main.page("household")
    page.add()
    page.form.blocks["head_name"].editor.setText("Phạm Văn Dở")
    lock_key(asked(program).reason)
    unlock(qtbot, program)
    page = program.main.page("household")
    page.add()
    assert page.form.drafts.found["head_name"] == "Phạm Văn Dở"
