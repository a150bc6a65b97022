"""Activities in the window: results by number, confirmation of what the other office entered."""

import pytest
from PySide6.QtCore import Qt

from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.gui.screens.activities import ActivitiesPage, ResultsDialog
from antq_desktop.services import records, undo
from antq_desktop.services.groups import activities
from hands import press, settle, show


@pytest.fixture
def page(qtbot, view):
    made = ActivitiesPage(view)
    show(qtbot, made)
    made.focus_table()
    return made


def test_results_are_added_to_an_activity_and_taken_back(qtbot, page, office):
    uid = page.current_uid
    before = activities.results_of(office, uid)
    press(Qt.Key.Key_F4)
    (dialog,) = page.findChildren(ResultsDialog)
    dialog.card.add.click()
    (part,) = dialog.findChildren(PartDialog)
    known = {result.kind for result in before}
    kind = next(choice.code for choice in office.catalogues.choices("activity_results") if choice.code not in known)
    part.editors["kind"].fill(kind)
    part.editors["amount"].fill(4)
    part.go()
    assert "sẽ bỏ xác nhận" in part.fault.text()
    part.go()
    added = [(result.kind, result.amount) for result in activities.results_of(office, uid) if result not in before]
    assert added == [(kind, 4)]
    assert dialog.card.table.rowCount() == len(before) + 1
    undo.undo(office)
    assert activities.results_of(office, uid) == before


def test_what_the_own_office_entered_is_not_confirmed_by_it(qtbot, page, tasks, office):
    told = []
    page.view.troubled.connect(lambda error: told.append(error.what))
    uid = next(
        page.model.uid(row)
        for row in range(page.model.count)
        if records.get(office, "activity", page.model.uid(row)).record.confirmed_on is None
    )
    page.go_to(uid)
    press(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, tasks)
    assert len(told) == 1
    assert "do cơ quan mình ghi" in told[0]
    assert records.get(office, "activity", uid).record.confirmed_on is None
