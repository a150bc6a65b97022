"""Members and other parts of a dossier entered one after the other without leaving the keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.services import records, undo
from antq_desktop.services.groups import dossiers
from hands import activate, in_front, is_gone, kept, press, settle, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dossier(qtbot, points):
    points.go_to(records.resolve(points.view.office, "model_point", "Camera an ninh"))
    points.show_dossier()
    settle(qtbot, points.view.tasks)
    return points.currentWidget()


def members(dossier):
    office, period = dossier.view.office, dossier.view.period
    return {part.full_name for part in dossiers.dossier(office, dossier.key, dossier.uid, period).listed}


def asked(qtbot, dossier):
    dossier.members.ask_new()
    dialog = in_front(dossier, PartDialog)
    activate(qtbot, dialog)
    return dialog


def test_ctrl_s_saves_a_part_as_everywhere(qtbot, dossier):
    dialog = asked(qtbot, dossier)
    type_text(dialog.focusWidget(), "Trần Văn Tám")
    press(Qt.Key.Key_S, CTRL)
    assert is_gone(dialog), dialog.fault.text()
    assert "Trần Văn Tám" in members(dossier)


def test_the_next_one_is_typed_into_the_same_dialog(qtbot, dossier, view):
    dialog = asked(qtbot, dossier)
    (button,) = [made for made in dialog.findChildren(QPushButton) if made.text().strip() == "Lưu, thêm tiếp"]
    assert "Ctrl+Shift+S" in button.toolTip()
    before = members(dossier)
    assert dialog.editors["role"].value() == "member"
    for name in ("Trần Văn Tám", "Lý Thị Chín"):
        type_text(dialog.focusWidget(), name)
        dialog.editors["from_on"].setText("01/10/2026")
        dialog.editors["role"].fill("secretary")
        press(Qt.Key.Key_S, CTRL | SHIFT)
        assert dialog.isVisible()
        assert dialog.focusWidget() is dialog.editors["full_name"]
        assert [dialog.editors[key].value() for key in ("full_name", "role", "from_on")] == ["", "member", "01/10/2026"]
        assert view.record.notices[-1] == "Đã lưu."
    assert members(dossier) - before == {"Trần Văn Tám", "Lý Thị Chín"}
    press(Qt.Key.Key_S, CTRL | SHIFT)
    assert dialog.isVisible()
    assert dialog.fault.isVisible()
    dialog.reject()
    assert kept(view.office) == []
    undo.undo(view.office)
    assert members(dossier) - before == {"Trần Văn Tám"}


def test_one_that_is_put_right_has_no_next(qtbot, dossier):
    dossier.members.ask(dossier.members._uids[0])
    dialog = in_front(dossier, PartDialog)
    assert not [made for made in dialog.findChildren(QPushButton) if made.text().strip() == "Lưu, thêm tiếp"]
