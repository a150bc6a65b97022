"""A scanner that types: its digits reach no field, no cell and no search, and its Enter opens nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from antq_desktop.gui.forms.typed_half import TypedHalf
from antq_desktop.gui.frame import NO_USE
from antq_desktop.gui.widgets.scanner import APART_MS, LEAST_DIGITS, Scanner
from antq_desktop.services.lists import open_list
from hands import activate, settle, show

CODE = "314159265358979323846"
assert len(CODE) == LEAST_DIGITS
KEYS = {str(number): Qt.Key(Qt.Key.Key_0.value + number) for number in range(10)}


class Watch:
    """A clock that stands until it is told to go on."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


def send(widget, text, watch, apart=1.0):
    """Let the system send keys to the window of a widget, so many milliseconds apart; "\r" is Enter."""
    for letter in text:
        watch.now += apart
        key = Qt.Key.Key_Return if letter == "\r" else KEYS.get(letter, Qt.Key.Key_A)
        QTest.keyClick((QApplication.activeModalWidget() or widget.window()).windowHandle(), key)


@pytest.fixture
def field(qtbot, watch):
    """A field in a window that is watched; `entered` counts the Enters it got."""
    around, line = QWidget(), QLineEdit()
    layout = QVBoxLayout(around)
    layout.addWidget(line)
    show(qtbot, around, (300, 100))
    line.setFocus()
    line.around, line.entered = around, []
    line.returnPressed.connect(lambda: line.entered.append(1))
    line.scanner = Scanner(around, watch)
    line.codes = []
    line.scanner.scanned.connect(line.codes.append)
    return line


def test_a_burst_reaches_no_field_and_its_enter_does_nothing(field, watch):
    send(field, CODE + "\r", watch)
    assert (field.text(), field.entered, field.codes) == ("", [], [CODE])


def test_digits_of_fingers_are_typed_as_they_came(field, watch):
    send(field, CODE, watch, apart=APART_MS + 1)
    field.scanner.release()
    assert field.text() == CODE
    send(field, "\r", watch, apart=APART_MS + 1)
    assert field.entered == [1]
    assert field.codes == []


def test_what_is_typed_after_digits_stands_behind_them(field, watch):
    send(field, "12a3", watch)
    field.scanner.release()
    assert field.text() == "12a3"


def test_a_short_number_and_enter_are_nobodys_burst(field, watch):
    send(field, "12\r", watch)
    assert (field.text(), field.entered) == ("12", [1])


def test_digits_wait_no_longer_than_a_moment(qtbot, field, watch):
    send(field, "7", watch)
    assert field.text() == ""
    watch.now += APART_MS + 1
    qtbot.waitUntil(lambda: field.text() == "7")


def test_a_window_that_was_busy_takes_no_burst_for_fingers(field, watch):
    send(field, CODE[:9], watch)
    field.scanner._tire()
    send(field, CODE[9:] + "\r", watch)
    assert (field.text(), field.codes) == ("", [CODE])


def test_the_digits_of_a_recovery_paper_may_be_scanned_into_their_field(qtbot, watch):
    half, scanner = TypedHalf("Nửa thứ nhất"), None
    show(qtbot, half, (500, 200))
    half.line.setFocus()
    scanner = Scanner(half, watch)
    digits = "123456" * 17
    send(half, digits + "\r", watch)
    scanner.release()
    assert half.line.text() == digits


@pytest.fixture
def desk(program, watch):
    program.frame.scanner._clock = watch
    return program


def heard(qtbot, desk):
    settle(qtbot, desk.frame.tasks)
    return desk.frame.notices.words == NO_USE


def test_no_page_jumps_saves_or_opens_anything(qtbot, desk, watch):
    """Wherever the focus is: a list, a search, a form's field, a cell of the month, a dialog."""
    frame, main = desk.frame, desk.main
    before = {key: open_list(desk.office, key).count for key in ("household", "pledge", "activity")}
    for key in ("household", "entry", "meeting", "month", "import", "settings"):
        main.open(key)
        settle(qtbot, frame.tasks)
        activate(qtbot, frame)
        shown, focus = main.stack.currentWidget(), frame.focusWidget()
        send(frame, CODE + "\r", watch)
        assert heard(qtbot, desk), key
        assert main.stack.currentWidget() is shown
        assert frame.focusWidget() is focus
        assert not [line for line in shown.findChildren(QLineEdit) if line.text() and CODE[:6] in line.text()]
        frame.notices.forget()
    page = main.page("household")
    main.open("household")
    page.table.put_cursor(3)
    page.focus_table()
    send(frame, CODE + "\r", watch)
    assert page.form is None, "Enter is the key that opens a line"
    assert page.table.currentIndex().row() == 3
    page.open_current()
    page.form.blocks["address"].editor.setFocus()
    typed = page.form.blocks["address"].editor.text()
    send(frame, CODE + "\r", watch)
    assert heard(qtbot, desk)
    assert page.form.blocks["address"].editor.text() == typed
    page.form.leave()
    page.show_history()
    activate(qtbot, QApplication.activeModalWidget())
    frame.notices.forget()
    send(frame, CODE + "\r", watch)
    assert heard(qtbot, desk), "in a dialog too"
    assert before == {key: open_list(desk.office, key).count for key in before}
