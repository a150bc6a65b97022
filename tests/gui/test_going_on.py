"""Enter goes on from every kind of field, so that nothing typed next is lost or lands where it does not belong."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.fields import Kind
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.evidence_editor import EvidenceEditor
from antq_desktop.gui.record_form import RecordForm
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import lists
from hands import press, settle, show, type_text

ENTER = Qt.Key.Key_Return


def field_in_use(form):
    focus = QApplication.focusWidget()
    return next((key for key, block in form.blocks.items() if focus is block or block.isAncestorOf(focus)), None)


@pytest.mark.parametrize("register", [each for each in REGISTERS.values() if not each.key_data], ids=str)
def test_enter_goes_from_field_to_field_of_every_form(register, qtbot, view):
    form = RecordForm(view, register)
    show(qtbot, form)
    keys = [key for key, block in form.blocks.items() if block.editor.isEnabled()]
    form.blocks[keys[0]].editor.setFocus()
    for before, after in pairwise(keys):
        assert field_in_use(form) == before
        if isinstance(form.blocks[before].editor, EvidenceEditor):
            break
        press(ENTER)
        assert field_in_use(form) == after, f"Enter in {before}"


def test_an_area_is_added_by_enter_alone(qtbot, view):
    form = RecordForm(view, REGISTERS["residential_area"])
    show(qtbot, form)
    saved = []
    form.saved.connect(saved.append)
    form.focus_first()
    for key in form.blocks:
        if field_in_use(form) == "code":
            break
        if key == "name":
            type_text(QApplication.focusWidget(), "Thôn Mới")
        press(ENTER)
    type_text(QApplication.focusWidget(), "TM")
    form.save()
    assert len(saved) == 1
    found = lists.open_list(view.office, "residential_area").records(0, 50)
    assert next(area for area in found if area.name == "Thôn Mới").code == "TM"


def test_shift_enter_begins_a_new_line_where_there_are_several(qtbot, view):
    form = RecordForm(view, REGISTERS["activity"])
    show(qtbot, form)
    note = next(block.editor for block in form.blocks.values() if block.spec.kind is Kind.LONG_TEXT)
    note.setFocus()
    type_text(note, "một")
    press(ENTER, Qt.KeyboardModifier.ShiftModifier)
    type_text(note, "hai")
    assert note.value() == "một\nhai"


def test_an_area_that_is_picked_by_enter_goes_on_and_takes_no_letters_of_the_address(qtbot, view):
    form = RecordForm(view, REGISTERS["household"])
    show(qtbot, form)
    area, address = form.blocks["area"].editor, form.blocks["address"].editor
    area.setFocus()
    type_text(area, "doai")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.activePopupWidget(), ENTER)
    assert QApplication.activePopupWidget() is None
    assert area.text() == "Thôn Đoài Thượng"
    assert area.cursorPosition() == len(area.text())
    assert field_in_use(form) == "address"
    assert QApplication.focusWidget() is address


def test_nothing_is_offered_in_a_field_that_was_left_before_it_could_be(qtbot, view):
    form = RecordForm(view, REGISTERS["household"])
    show(qtbot, form)
    area, address = form.blocks["area"].editor, form.blocks["address"].editor
    area.setFocus()
    type_text(area, "doai thuong")
    press(ENTER)
    assert QApplication.focusWidget() is address
    qtbot.wait(300)
    assert QApplication.activePopupWidget() is None
    type_text(QApplication.focusWidget(), "Số 12")
    assert (address.text(), area.text()) == ("Số 12", "Thôn Đoài Thượng")


def test_enter_goes_on_from_the_lists_of_a_new_household_among_the_papers(qtbot, view, tasks):
    page = PledgeEntryPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    page._begin_new("Lò Văn Mới")
    new, paper = page.panel.new, page.panel.paper
    for field, following in ((new.organizations, paper.paper), (paper.signer, paper.paper)):
        field.setFocus()
        press(ENTER)
        assert QApplication.focusWidget() is following
