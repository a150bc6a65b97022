"""Notices while a dialog is in front: they outlive it however it goes."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from shiboken6 import delete, isValid

from antq_desktop.gui.widgets.notices import Notices
from antq_desktop.gui.widgets.pieces import column
from hands import activate, show

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
