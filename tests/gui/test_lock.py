from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from antq_desktop.app import FINISHING
from antq_desktop.gui.forms.asked import Asked
from antq_desktop.gui.screens.lock import LockScreen
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.password_field import CAPS, UNIKEY, PasswordField
from antq_desktop.gui.widgets.pieces import column
from antq_desktop.gui.widgets.theme import Theme
from hands import show, type_text


def test_the_password_is_entered_with_enter(qtbot, icons):
    lock = LockScreen(icons)
    show(qtbot, lock)
    lock.show_logins(["canbo", "mattran"])
    lock.show_state("", busy=False)
    assert lock.password.line.hasFocus()
    QTest.keyClicks(lock.password.line, "bi mat cua toi")
    with qtbot.waitSignal(lock.unlock_wanted) as wanted:
        QTest.keyClick(lock.password.line, Qt.Key.Key_Return)
    assert wanted.args == ["canbo", "bi mat cua toi"]


def test_an_empty_password_is_asked_for(qtbot, icons):
    lock = LockScreen(icons)
    show(qtbot, lock)
    with qtbot.assertNotEmitted(lock.unlock_wanted):
        lock.unlock.click()
    assert lock._message.text() == "Gõ mật khẩu."


def test_vietnamese_letters_ask_about_unikey(qtbot, icons):
    lock = LockScreen(icons)
    show(qtbot, lock)
    type_text(lock.password.line, "mât")
    assert lock.password.hint.isVisible()
    assert lock.password.hint.text() == UNIKEY
    type_text(lock.password.line, "\b\bat")
    assert not lock.password.hint.isVisible()


def about_unikey(window):
    return [words.text() for words in window.findChildren(QLabel) if words.isVisible() and "UniKey" in words.text()]


WRONG = "Mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ UniKey rồi gõ lại."


def test_a_wrong_password_is_told_once_and_the_hint_comes_back_with_the_next_letters(qtbot, icons):
    lock = LockScreen(icons)
    show(qtbot, lock)
    type_text(lock.password.line, "mât khâu")
    lock.show_refusal(WRONG)
    assert about_unikey(lock) == [WRONG]
    assert lock.password.line.selectedText()
    type_text(lock.password.line, "m")
    assert about_unikey(lock) == []
    type_text(lock.password.line, "ât")
    assert about_unikey(lock) == [UNIKEY]


def test_a_form_that_asks_for_the_password_tells_once_too(qtbot, icons):
    asked = Asked("Mật khẩu đang dùng", PasswordField(icons, "Mật khẩu đang dùng"))
    show(qtbot, asked)
    type_text(asked.field.line, "mât khâu")
    asked.say(WRONG)
    assert about_unikey(asked) == [WRONG]
    type_text(asked.field.line, "ư")
    assert about_unikey(asked) == [UNIKEY]


def test_capitals_without_shift_ask_about_caps_lock(qtbot, icons):
    lock = LockScreen(icons)
    show(qtbot, lock)
    type_text(lock.password.line, "M")
    assert lock.password.hint.text() == CAPS
    type_text(lock.password.line, "a")
    assert not lock.password.hint.isVisible()
    type_text(lock.password.line, "B", Qt.KeyboardModifier.ShiftModifier)
    assert not lock.password.hint.isVisible()


def test_caps_lock_is_told_before_a_letter_is_typed_where_the_system_can_be_asked(qtbot, icons):
    keys = {"caps": True}
    window = QWidget()
    field, other = PasswordField(icons, "Mật khẩu", caps=lambda: keys["caps"]), QLineEdit()
    window.setLayout(column(other, field))
    show(qtbot, window)
    other.setFocus()
    assert not field.hint.isVisible()
    field.line.setFocus()
    assert field.hint.text() == CAPS
    assert field.hint.isVisible()
    keys["caps"] = False
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert not field.hint.isVisible()
    type_text(field.line, "M")
    assert not field.hint.isVisible(), "the system knows better than the letters"


def test_the_password_can_be_shown_and_is_hidden_again_when_cleared(qtbot, icons):
    lock = LockScreen(icons)
    show(qtbot, lock)
    lock.password.eye.click()
    assert lock.password.line.echoMode() is QLineEdit.EchoMode.Normal
    lock.password.clear()
    assert lock.password.line.echoMode() is QLineEdit.EchoMode.Password


def test_the_sample_password_is_told(qtbot, icons):
    lock = LockScreen(icons)
    show(qtbot, lock)
    lock.show_sample("xa-mau-thu-nghiem")
    assert "xa-mau-thu-nghiem" in lock._sample_words.text()
    assert lock._sample.isVisible()


def test_all_that_may_be_told_at_once_fits_in_large_type(qtbot, theme, qapp):
    worn = Theme("dark", theme.resources, 1.4)
    worn.dress(qapp)
    lock = LockScreen(Icons(worn))
    worn.wear(lock)
    lock.show_logins(["canbo", "mattran"])
    lock.show_sample("xa-mau-thu-nghiem")
    show(qtbot, lock, (880, 430))
    lock.show_state(FINISHING, busy=False)
    type_text(lock.password.line, "mât")
    lock.show_refusal("Mật khẩu không đúng. Kiểm tra UniKey và phím Caps Lock rồi gõ lại.")
    qtbot.wait(50)
    for words in lock.findChildren(QLabel):
        if words.isVisible() and words.wordWrap():
            assert words.height() >= words.heightForWidth(words.width()), words.text()
    assert lock.rect().contains(lock._card.geometry())
    assert not lock._head.isVisible()
    lock.resize(1366, 700)
    qtbot.waitUntil(lock._head.isVisible)
    theme.dress(qapp)


def test_who_worked_last_is_chosen_unless_somebody_else_was_chosen_since(qtbot, icons):
    lock = LockScreen(icons)
    qtbot.addWidget(lock)
    lock.show_logins(["an", "binh", "chi"], "binh")
    assert lock.logins.currentText() == "binh"
    lock.logins.setCurrentText("chi")
    lock.show_logins(["an", "binh", "chi"], "binh")
    assert lock.logins.currentText() == "chi"
    lock.show_logins(["an", "binh"], "binh")
    assert lock.logins.currentText() == "an"
