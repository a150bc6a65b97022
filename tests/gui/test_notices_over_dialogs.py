"""Notices while a dialog is in front: they outlive it however it goes, and lie over none of its fields."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import delete, isValid

from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.gui.widgets.notices import Notices
from antq_desktop.gui.widgets.pieces import column, label
from antq_desktop.services import records
from hands import activate, in_front, press, settle, show, type_text

FIELDS = (QLineEdit, QComboBox, QPlainTextEdit, QPushButton)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LAST = """
import sys
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from antq_desktop.gui.widgets.notices import Notices
application = QApplication([])
page = QWidget()
page.resize(905, 496)
page.show()
notices = Notices(page)
dialog = QDialog(page)
dialog.resize(page.size())
dialog.open()
application.processEvents()
notices.tell("Đã lưu.", lambda: None)
assert notices.window() is dialog
{}
print("het")
"""


@pytest.fixture
def page(qtbot):
    made = QWidget()
    made.setLayout(column(QLineEdit(), None))
    show(qtbot, made, (905, 496))
    return made


def opened(qtbot, parent, size):
    made = QDialog(parent)
    made.resize(size)
    made.open()
    activate(qtbot, made)
    return made


@pytest.mark.parametrize("how", ["deleted", "with what holds it", "later", "with the dialog below"])
def test_a_notice_outlives_a_dialog_that_is_deleted_in_sight(qtbot, page, how):
    notices = Notices(page)
    holder = QWidget(page)
    dialog = below = opened(qtbot, holder, page.size())
    if how == "with the dialog below":
        dialog = opened(qtbot, below, page.size())
    notices.tell("Đã lưu.", lambda: None)
    assert notices.window() is dialog
    if how == "later":
        dialog.deleteLater()
        QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    else:
        delete(holder if how == "with what holds it" else below)
    assert not isValid(dialog)
    qtbot.waitUntil(notices._timer.isActive)
    assert notices.window() is page
    assert notices.isVisible()
    assert notices.text == "Đã lưu. Hoàn tác"
    notices.tell("Đã lưu nữa.")
    assert notices.text == "Đã lưu nữa."


def test_a_notice_beside_a_dialog_that_is_deleted_has_its_time_then(qtbot, page):
    notices = Notices(page)
    dialog = opened(qtbot, page, page.size() / 4)
    notices.tell("Đã lưu.")
    assert not notices._timer.isActive()
    delete(dialog)
    qtbot.waitUntil(notices._timer.isActive)


@pytest.mark.parametrize(
    "end",
    [
        "",
        "sys.exit(0)",
        "del application, page, dialog",
        "application.quit()",
        "import shiboken6; shiboken6.delete(page)",
    ],
)
def test_a_program_ends_quietly_with_a_notice_over_a_dialog(end):
    done = subprocess.run(
        [sys.executable, "-c", LAST.format(end)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr.replace("This plugin does not support propagateSizeHints()\n", "")) == (0, "")


def covered(notices, dialog):
    mine = notices.geometry()
    fields = (made for kind in FIELDS for made in dialog.findChildren(kind) if not notices.isAncestorOf(made))
    seen = (made for made in fields if made.isVisible())
    return [made for made in seen if mine.intersects(QRect(made.mapTo(dialog, QPoint(0, 0)), made.size()))]


@pytest.mark.parametrize("size", [(1366, 728), (905, 496)], ids=str)
def test_what_is_told_between_two_members_lies_over_no_field_of_theirs(qtbot, program, size):
    program.frame.resize(*size)
    program.main.open("model_point")
    settle(qtbot, program.frame.tasks)
    points, notices = program.main.page("model_point"), program.frame.notices
    points.go_to(records.resolve(program.office, "model_point", "Camera an ninh"))
    points.show_dossier()
    settle(qtbot, program.frame.tasks)
    points.currentWidget().members.ask_new()
    dialog = in_front(points, PartDialog)
    activate(qtbot, dialog)
    type_text(dialog.focusWidget(), "Trần Văn Tám")
    press(Qt.Key.Key_S, CTRL_SHIFT)
    settle(qtbot, program.frame.tasks)
    assert notices.text == "Đã lưu. Hoàn tác"
    for editor in dialog.editors.values():
        editor.setFocus()
        QApplication.processEvents()
        notices._looks.timeout.emit()
        if notices.window() is dialog:
            assert covered(notices, dialog) == [], editor.accessibleName()
    dialog.reject()
    qtbot.waitUntil(notices._timer.isActive)
    assert notices.window() is program.frame


def test_a_notice_for_which_a_dialog_has_no_room_waits_beside_it(qtbot, page):
    """Pressing Esc meanwhile is for the dialog alone."""
    notices = Notices(page)
    dialog = QDialog(page)
    dialog.setLayout(column(label("Ghi chú"), QPlainTextEdit(), QPushButton("Lưu"), margins=(4, 4, 4, 4)))
    room = page.mapToGlobal(QPoint(0, 0))
    dialog.setGeometry(QRect(room + QPoint(250, 40), QPoint(room + QPoint(650, 490))))
    dialog.open()
    activate(qtbot, dialog)
    notices.tell("Đã lưu.", lambda: None)
    QApplication.processEvents()
    assert notices.window() is page
    assert not notices._timer.isActive()
    assert not notices.geometry().translated(room).intersects(dialog.geometry()), "it can be read"
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(notices._timer.isActive)
    assert notices.text == "Đã lưu. Hoàn tác"


def test_a_notice_over_a_dialog_goes_beside_it_when_fields_come_to_be_everywhere(qtbot, page):
    notices = Notices(page)
    dialog = opened(qtbot, page, page.size())
    notices.tell("Đã lưu.", lambda: None)
    assert notices.window() is dialog
    field = QPlainTextEdit(dialog)
    field.setGeometry(dialog.rect())
    field.show()
    qtbot.waitUntil(lambda: notices.window() is page)
    assert not notices._timer.isActive()
    dialog.accept()
    qtbot.waitUntil(notices._timer.isActive)
