"""Enter goes on from every kind of field, so that nothing typed next is lost or lands where it does not belong."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.fields import Kind
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.deed_dialog import DeedDialog
from antq_desktop.gui.forms.event_dialog import EventDialog
from antq_desktop.gui.forms.evidence_editor import EvidenceEditor
from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.gui.forms.record_form import RecordForm
from antq_desktop.gui.screens.export_wizard import ExportPage
from antq_desktop.gui.widgets.tool_button import ToolButton
from antq_desktop.services import lists, records
from hands import activate, is_gone, press, show, type_text

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


def test_enter_goes_on_from_the_lists_of_a_new_household_among_the_papers(qtbot, view, tasks, entry):
    entry._begin_new("Lò Văn Mới")
    new, paper = entry.panel.new, entry.panel.paper
    for field, following in ((new.organizations, paper.signer), (paper.signer, paper.paper)):
        field.setFocus()
        press(ENTER)
        assert QApplication.focusWidget() is following


@pytest.fixture
def over(qtbot, view):
    """What dialogs stand over."""
    made = RecordForm(view, REGISTERS["residential_area"])
    show(qtbot, made)
    return made


def household(view):
    return records.suggestions(view.office, "household", "")[0][0]


def point(view):
    return records.suggestions(view.office, "model_point", "")[0][0]


def opened(qtbot, dialog):
    dialog.open()
    activate(qtbot, dialog)
    return dialog


def test_a_household_is_split_by_enter_in_the_last_field_and_not_before(qtbot, view, over):
    before = lists.open_list(view.office, "household").count
    dialog = opened(qtbot, EventDialog(view, "split", household(view), over))
    type_text(QApplication.focusWidget(), "Ksor Tách Ra")
    press(ENTER)
    assert QApplication.focusWidget() is dialog.editors["address"]
    type_text(QApplication.focusWidget(), "Số 5")
    press(ENTER)
    assert QApplication.focusWidget() is dialog.day
    assert dialog.day.selectedText() == dialog.day.text(), "another day is typed over it"
    assert lists.open_list(view.office, "household").count == before
    press(ENTER)
    assert is_gone(dialog)
    assert lists.open_list(view.office, "household").count == before + 1


def test_an_area_picked_from_the_list_goes_on_in_a_dialog_too(qtbot, view, over):
    dialog = opened(qtbot, EventDialog(view, "move", household(view), over))
    area = dialog.editors["area"]
    type_text(area, "doai")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.activePopupWidget(), ENTER)
    assert QApplication.focusWidget() is dialog.editors["address"]
    assert dialog.isVisible()


def test_enter_on_a_button_of_a_dialog_presses_that_button(qtbot, view, over):
    before = lists.open_list(view.office, "household").count
    dialog = opened(qtbot, EventDialog(view, "split", household(view), over))
    type_text(dialog.editors["head_name"], "Ksor Tách Ra")
    (give_up,) = [made for made in dialog.findChildren(QPushButton) if made.text() == "Thôi"]
    give_up.setFocus()
    press(ENTER)
    assert is_gone(dialog)
    assert lists.open_list(view.office, "household").count == before


@pytest.mark.parametrize("key", ["group_member", "group_file", "group_fund", "inspection", "model_team"])
def test_enter_goes_from_field_to_field_of_a_part(qtbot, view, over, key):
    dialog = opened(qtbot, PartDialog(view, REGISTERS[key], {"point": point(view)}, None, over))
    fields = list(dialog.editors.values())
    for before, after in pairwise(fields):
        focus = QApplication.focusWidget()
        assert before is focus or before.isAncestorOf(focus)
        press(ENTER)
        focus = QApplication.focusWidget()
        assert after is focus or after.isAncestorOf(focus), after.accessibleName()
        assert dialog.fault.isHidden(), "nothing was saved, so nothing was refused"


def test_enter_goes_from_field_to_field_of_a_deed(qtbot, view, over):
    dialog = opened(qtbot, DeedDialog(view, GroupDeed.DISSOLVED, "model_point", point(view), over))
    for field in (dialog.day, dialog.decision_no, dialog.decision_on, dialog.reason):
        assert QApplication.focusWidget() is field
        assert dialog.fault.isHidden()
        press(ENTER)
    assert "cần số quyết định" in dialog.fault.text()


def test_enter_on_a_framed_button_of_a_page_does_what_space_does(qtbot, view, tasks):
    page = ExportPage(view)
    show(qtbot, page)
    page.go(4)
    (again,) = [made for made in page.findChildren(QPushButton) if made.text() == "Gói khác"]
    again.setFocus()
    press(ENTER)
    assert page.step == 0


def test_enter_presses_buttons_and_tools_of_a_form(qtbot, view, over):
    left = []
    over.left.connect(lambda: left.append(True))
    (leave,) = [made for made in over.findChildren(ToolButton) if made.isVisible()]
    leave.setFocus()
    press(ENTER)
    assert left
    (save,) = [made for made in over.findChildren(QPushButton) if made.text() == "Lưu"]
    save.setFocus()
    press(ENTER)
    assert over._showing_all, "it was refused, so it was pressed"
