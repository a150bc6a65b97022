"""What was wrong is said no longer once it is put right, or once something else is asked for."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.gui.forms.asked import Asked
from antq_desktop.gui.forms.asking import PathField, Question, ReasonDialog
from antq_desktop.gui.forms.deed_dialog import DeedDialog
from antq_desktop.gui.forms.new_password import NewPassword
from antq_desktop.gui.screens.month import MonthPage
from antq_desktop.gui.screens.papers import PapersPage
from antq_desktop.gui.widgets.password_field import PasswordField
from antq_desktop.services import passwords
from hands import in_front, press, settle, show, type_text

SENTENCE = "ao lang mua ha nuoc xanh"


@pytest.mark.parametrize("kind", ["line", "password", "path"])
def test_a_field_says_what_is_wrong_until_it_is_typed_in(qtbot, icons, kind):
    field = {
        "line": QLineEdit,
        "password": lambda: PasswordField(icons, "Mã"),
        "path": lambda: PathField(icons, "Tệp", "open"),
    }[kind]()
    asked = Asked("Mã", field)
    show(qtbot, asked)
    asked.say("Mã xã có 5 chữ số.")
    type_text(field if kind == "line" else field.line, "1")
    assert asked.problem == ""
    assert not asked._problem.isVisible()


def test_a_password_that_became_long_enough_is_not_called_short_any_more(qtbot, icons):
    chosen = NewPassword(icons)
    show(qtbot, chosen)
    type_text(chosen.password.line, "ngan")
    assert chosen.refused()
    assert "đang có 4" in chosen.first.problem
    chosen.password.line.setText(SENTENCE)
    assert chosen.first.problem == ""
    chosen.again.line.setText("khac")
    assert chosen.refused()
    assert chosen.second.problem
    chosen.password.line.setText("khac")
    assert chosen.second.problem == ""


def test_a_weak_sentence_is_told_which_word_makes_it_so(icons):
    told = passwords.strength("mat khau thu nghiem")
    assert told.level == passwords.WEAK
    assert "“mật khẩu”" in told.words
    assert passwords.strength(SENTENCE).level == passwords.GOOD
    assert "dễ đoán" in passwords.strength("qwertyuiop12").words


def test_what_one_paper_lacked_is_not_said_of_another(qtbot, view):
    page = PapersPage(view)
    show(qtbot, page)
    page.show_part("unsigned-list")
    page.make()
    assert page._fault.isVisible()
    page.show_part("pledge-summary")
    assert not page._fault.isVisible()
    page.show_part("unsigned-list")
    page.make()
    type_text(page.reason, "h")
    assert not page._fault.isVisible()


def test_a_name_that_was_not_found_is_forgotten_once_another_is(qtbot, view, tasks):
    page = MonthPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    type_text(page.line, "khong co ten nay")
    press(Qt.Key.Key_Return)
    assert "Không thấy" in page._told.text()
    page.line.clear()
    type_text(page.line, "camera")
    press(Qt.Key.Key_Return)
    assert "Không thấy" not in page._told.text()


@pytest.mark.parametrize(("kind", "words"), [("open", "Chọn tệp."), ("save", "Chọn nơi ghi.")])
def test_an_empty_box_of_a_file_asks_for_what_it_is_for(qtbot, icons, theme, kind, words):
    around = QLineEdit()
    qtbot.addWidget(around)
    file = ("Tệp", kind, "Excel (*.xlsx)", Path())
    dialog = ReasonDialog(Question("Nhận lại", "Chọn tệp", "Xem", ""), lambda _given: None, icons, around, file)
    dialog.file.line.clear()
    show(qtbot, dialog, (520, 300))
    dialog._go()
    assert dialog._fault.text() == words
    type_text(dialog.file.line, "x")
    assert not dialog._fault.isVisible()


def test_a_small_form_says_what_is_wrong_until_it_is_typed_in(points):
    points.ask_deed(GroupDeed.DISSOLVED)
    asked = in_front(points, DeedDialog)
    asked.go()
    assert asked.fault.isVisible()
    type_text(asked.decision_no, "1")
    assert not asked.fault.isVisible()
    asked.reject()
