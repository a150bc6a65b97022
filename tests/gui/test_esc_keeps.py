"""Esc keeps what is half typed and says so, as in the form of a record; “Thôi” and an emptied line give it up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.event_dialog import EventDialog
from antq_desktop.gui.forms.record_form import RecordForm
from antq_desktop.services import records
from antq_desktop.storage.connect import connect
from hands import activate, is_gone, press, show, type_text


def split(qtbot, view):
    over = RecordForm(view, REGISTERS["residential_area"])
    show(qtbot, over)
    dialog = EventDialog(view, "split", records.suggestions(view.office, "household", "")[0][0], over)
    dialog.open()
    activate(qtbot, dialog)
    return over, dialog


def kept(view):
    return view.office.drafts.all_of(view.office.officer.uid)


def test_esc_keeps_what_was_typed_into_a_dialog_and_says_so(qtbot, view):
    _over, dialog = split(qtbot, view)
    type_text(QApplication.focusWidget(), "Ksor Dở")
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog)
    assert [draft.values["head_name"] for draft in kept(view)] == ["Ksor Dở"]
    assert view.record.notices[-1] == "Tách hộ: đã giữ bản đang gõ dở, mở lại là thấy."


def test_esc_says_nothing_where_nothing_was_typed(qtbot, view):
    _over, dialog = split(qtbot, view)
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog)
    assert kept(view) == []
    assert not view.record.notices


def test_giving_up_drops_it(qtbot, view):
    _over, dialog = split(qtbot, view)
    type_text(QApplication.focusWidget(), "Ksor Dở")
    (give_up,) = [made for made in dialog.findChildren(QPushButton) if made.text() == "Thôi"]
    give_up.click()
    assert kept(view) == []


def test_a_line_that_esc_emptied_is_not_offered_again(qtbot, view, tasks, entry):
    type_text(entry.line, "tran")
    entry.drafts.flush()
    assert kept(view)
    press(Qt.Key.Key_Escape)
    assert entry.line.text() == ""
    entry.drafts.flush()
    assert kept(view) == []


def test_esc_leaves_no_dialog_whose_draft_cannot_be_kept(qtbot, view):
    """Another program holds the file of drafts: the dialog stays with all that was typed, and says so."""
    _over, dialog = split(qtbot, view)
    type_text(QApplication.focusWidget(), "Ksor Dở")
    other = connect(view.office.paths.drafts, view.office.drafts._key)
    other.execute("BEGIN EXCLUSIVE")
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Chưa giữ được bản đang gõ" in dialog.fault.text()
    assert dialog.editors["head_name"].text() == "Ksor Dở"
    other.close()
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog)
    assert [draft.values["head_name"] for draft in kept(view)] == ["Ksor Dở"]
