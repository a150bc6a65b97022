from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from antq_desktop.gui.password_field import CAPS, UNIKEY
from antq_desktop.gui.screens.lock import LockScreen
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


def test_capitals_without_shift_ask_about_caps_lock(qtbot, icons):
    lock = LockScreen(icons)
    show(qtbot, lock)
    type_text(lock.password.line, "M")
    assert lock.password.hint.text() == CAPS
    type_text(lock.password.line, "a")
    assert not lock.password.hint.isVisible()
    type_text(lock.password.line, "B", Qt.KeyboardModifier.ShiftModifier)
    assert not lock.password.hint.isVisible()


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
