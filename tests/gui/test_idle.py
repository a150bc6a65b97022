"""Whatever an officer does, in whichever window, pushes the lock away; what he does not do leaves it where it was."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from antq_desktop.gui.forms.asking import Question, ReasonDialog
from antq_desktop.gui.running.idle import TICK_MS
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.scanner import LEAST_DIGITS
from hands import activate, settle


@pytest.fixture
def pushed(program):
    """Whether something happened since it was asked last: each beginning of the time is told from the one before."""
    timer = program.idle._timer
    seen = [timer.id()]

    def asked():
        before, seen[0] = seen[0], timer.id()
        return seen[0] != before

    return asked


def handle(widget):
    return widget.window().windowHandle()


def click(widget, place=None):
    spot = widget.mapTo(widget.window(), place or widget.rect().center())
    QTest.mouseClick(handle(widget), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


def test_a_key_typed_in_the_window_counts_and_so_does_one_that_an_action_hears(qtbot, program, pushed):
    activate(qtbot, program.frame)
    for key in (Qt.Key.Key_A, Qt.Key.Key_F1):
        QTest.keyPress(handle(program.frame), key)
        assert pushed(), key


def test_nothing_counts_that_nobody_did(qtbot, program, pushed):
    for place in ("household", "overview"):
        program.main.open(place)
        settle(qtbot, program.frame.tasks)
    assert not pushed()


def test_typing_in_a_dialog_counts_from_its_first_letter(qtbot, program, pushed):
    question = Question("Xóa hộ", "Xóa hộ này?", "Xóa")
    dialog = ReasonDialog(question, lambda _given: None, program.frame.icons, program.main)
    dialog.open()
    activate(qtbot, dialog)
    pushed()
    QTest.keyClick(handle(dialog), Qt.Key.Key_A)
    assert pushed()
    click(dialog.reason)
    assert pushed()


def test_letters_that_an_input_method_composes_count(qtbot, program, pushed):
    """They come to the field that has the focus, and to no window."""
    activate(qtbot, program.frame)
    line = program.main.search.line
    for _ in range(2):
        line.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusObject() is line)
        pushed()
        QApplication.sendEvent(line, QInputMethodEvent("đ", []))
        assert pushed()
        program.main.rail.buttons["lock"].setFocus()


def test_a_menu_counts_although_it_takes_no_focus(program, pushed):
    """It is opened by the pointer, and by then its window is followed."""
    menu = QMenu(program.main)
    menu.addAction("Sao chép")
    QTest.mousePress(
        handle(program.frame), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, QPoint(300, 300)
    )
    menu.popup(program.frame.mapToGlobal(QPoint(300, 300)))
    QApplication.processEvents()
    pushed()
    QTest.mousePress(menu.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    assert pushed()
    menu.close()


def test_a_list_of_choices_counts(qtbot, program, pushed):
    program.main.open("papers")
    settle(qtbot, program.frame.tasks)
    box = next(made for made in program.main.findChildren(ChoiceBox) if made.isVisible() and made.count() > 1)
    click(box)
    QApplication.processEvents()
    popup = QApplication.activePopupWidget()
    pushed()
    QTest.mousePress(popup.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    assert pushed()
    box.hidePopup()


def test_a_window_that_appeared_by_itself_is_followed_with_the_next_tick(qtbot, program, pushed):
    window = QMenu(program.main)
    window.addAction("Sao chép")
    window.popup(program.frame.mapToGlobal(QPoint(300, 300)))
    assert TICK_MS <= 5_000
    program.idle._tick.timeout.emit()
    pushed()
    QTest.mouseMove(window.windowHandle(), QPoint(4, 4))
    QApplication.processEvents()
    assert pushed()
    window.close()


def test_the_wheel_over_a_page_and_over_a_window_behind_another_counts(qtbot, program, pushed):
    program.main.open("household")
    settle(qtbot, program.frame.tasks)
    program.main.show_help()
    pushed()
    QTest.wheelEvent(handle(program.frame), QPointF(600, 400), QPoint(0, -120))
    assert pushed()


def test_a_touch_counts(program, pushed):
    device = QTest.createTouchDevice()
    QTest.touchEvent(handle(program.frame), device).press(0, QPoint(300, 300), handle(program.frame)).commit()
    assert pushed()


def test_a_scanned_paper_counts_though_no_field_sees_its_digits(program, pushed):
    program.frame.scanner._clock = lambda: 0.0
    for number in range(LEAST_DIGITS):
        QTest.keyClick(handle(program.frame), Qt.Key(Qt.Key.Key_0.value + number % 10))
        assert pushed(), number
    QTest.keyClick(handle(program.frame), Qt.Key.Key_Return)
    assert pushed()


def test_nothing_is_followed_behind_the_lock(program):
    program.lock()
    QTest.keyClick(handle(program.frame), Qt.Key.Key_A)
    assert not program.idle._timer.isActive()
