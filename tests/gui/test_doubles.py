"""A household of a name that its area has already is asked about before it is added a second time."""

import pytest
from PySide6.QtCore import Qt

from antq_desktop.gui.forms.doubt_dialog import DoubtDialog
from antq_desktop.services import lists
from hands import activate, press, settle, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, program):
    program.main.open("household")
    settle(qtbot, program.frame.tasks)
    return program.main.page("household")


def add(qtbot, program, page, name, address):
    page.add()
    blocks = page.form.blocks
    type_text(blocks["head_name"].editor, name)
    blocks["area"].editor.fill("Đông Hạ")
    type_text(blocks["address"].editor, address)
    press(Qt.Key.Key_S, CTRL)
    settle(qtbot, program.frame.tasks)


def asked(program):
    return next((made for made in program.main.findChildren(DoubtDialog) if made.isVisible()), None)


def count(program):
    return lists.open_list(program.office, "household").count


def test_an_exact_double_is_asked_about_and_left_out_by_enter(qtbot, program, page):
    add(qtbot, program, page, "Lò Thị Thử", "Số 12, đường làng")
    assert asked(program) is None
    before, first = count(program), page.current_uid
    add(qtbot, program, page, "lo thi thu", "số 12 đường làng")
    dialog = asked(program)
    assert dialog.words.text() == (
        "Trong khu dân cư đã có Lò Thị Thử (Số 12, đường làng · Thôn Đông Hạ). Đang thêm đúng hộ đó?"
    )
    activate(qtbot, dialog)
    press(Qt.Key.Key_Return)
    assert count(program) == before
    assert page.form is None
    assert page.current_uid == first, "the list goes to the one that is there"
    page.add()
    assert page.form.draft_bar.isHidden(), "what was left out is not offered again"


def test_another_household_of_the_name_is_added_when_told_so(qtbot, program, page):
    add(qtbot, program, page, "Lò Thị Thử", "Số 12")
    before = count(program)
    add(qtbot, program, page, "Lò Thị Thử", "Số 300")
    dialog = asked(program)
    assert [made.text() for made in dialog.answers] == ["Đã có, bỏ qua", "Mở hộ đã có", "Hộ khác, thêm mới"]
    dialog.answers[2].click()
    settle(qtbot, program.frame.tasks)
    assert count(program) == before + 1


def test_escape_goes_back_to_the_form_and_what_is_there_can_be_opened(qtbot, program, page):
    add(qtbot, program, page, "Lò Thị Thử", "Số 12")
    first = page.current_uid
    add(qtbot, program, page, "Lò Thị Thử", "Số 12")
    activate(qtbot, asked(program))
    press(Qt.Key.Key_Escape)
    assert page.form.uid is None
    assert page.form.blocks["head_name"].editor.text() == "Lò Thị Thử"
    activate(qtbot, program.frame)
    page.form.save()
    asked(program).answers[1].click()
    settle(qtbot, program.frame.tasks)
    assert page.form.uid == first


def test_a_household_that_is_changed_is_no_double_of_itself(qtbot, program, page):
    add(qtbot, program, page, "Lò Thị Thử", "Số 12")
    page.open_current()
    page.form.blocks["address"].editor.setText("Số 13")
    page.form.save()
    assert asked(program) is None
