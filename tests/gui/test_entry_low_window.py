"""Papers entered in a low window or large type: nothing is chosen that is not in sight."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.gui.widgets.pieces import InSight
from hands import press, settle, show, type_text


def test_what_is_offered_comes_into_sight_below_the_line_in_a_low_window(qtbot, view, tasks):
    low = PledgeEntryPage(view)
    show(qtbot, low, (640, 330))
    settle(qtbot, tasks)
    type_text(low.line, "tran")
    qtbot.waitUntil(lambda: low.panel.suggestions.list.count() > 2)
    settle(qtbot, tasks)
    seen = low.findChild(InSight).viewport()

    def in_sight(widget, rect):
        return seen.rect().contains(rect.translated(widget.mapTo(seen, QPoint())))

    offered = low.panel.suggestions.list
    assert offered.count() > 2
    for place in (0, 1):
        assert in_sight(offered.viewport(), offered.visualItemRect(offered.item(place)))
    assert in_sight(low.line, low.line.rect())
    assert QApplication.focusWidget() is low.line


def whole_in_sight(field):
    """Whether nothing around a field hides a part of it, however many areas that scroll are around it."""
    around = field.parentWidget()
    while around is not None:
        if isinstance(around, InSight):
            seen = around.viewport()
            if not seen.rect().contains(field.rect().translated(field.mapTo(seen, QPoint()))):
                return False
        around = around.parentWidget()
    return True


@pytest.fixture(params=[(1138, 650), (840, 380)], ids=str)
def sized(request, qtbot, view, tasks):
    made = PledgeEntryPage(view)
    show(qtbot, made, request.param)
    settle(qtbot, tasks)
    return made


def begin_new(qtbot, page, area):
    page.card.area.setCurrentIndex(area)
    page.line.setFocus()
    type_text(page.line, "Ksor Hờ Mới")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_fault_of_two_lines_leaves_the_field_it_is_about_in_sight(qtbot, sized, tasks):
    begin_new(qtbot, sized, 0)
    persons = sized.panel.new.persons
    persons.setFocus()
    type_text(persons, "bốn người lớn và hai trẻ em, một người đi làm xa")
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert "không phải số" in sized.panel.fault
    assert QApplication.focusWidget() is persons
    assert whole_in_sight(persons)


def test_the_address_is_in_sight_for_the_first_household_of_another_area(qtbot, sized, tasks):
    begin_new(qtbot, sized, 0)
    sized.panel.paper.paper.setFocus()
    settle(qtbot, tasks)
    press(Qt.Key.Key_Escape)
    sized.line.clear()
    begin_new(qtbot, sized, 2)
    settle(qtbot, tasks)
    assert QApplication.focusWidget() is sized.panel.new.address
    assert whole_in_sight(sized.panel.new.address)


def test_the_field_in_use_stays_in_sight_in_a_window_that_is_made_lower(qtbot, sized, tasks):
    begin_new(qtbot, sized, 0)
    for field in (sized.panel.new.persons, sized.panel.paper.paper, sized.line):
        sized.resize(sized.width(), 650)
        settle(qtbot, tasks)
        field.setFocus()
        sized.resize(sized.width(), 380)
        settle(qtbot, tasks)
        assert whole_in_sight(field)


def test_who_scrolls_away_from_the_field_in_use_is_left_there(qtbot, sized, tasks):
    begin_new(qtbot, sized, 0)
    settle(qtbot, tasks)
    fields = sized.panel.findChild(InSight)
    at = QPointF(fields.viewport().rect().center())
    turned = QPoint(0, -1200)
    wheel = QWheelEvent(
        at,
        fields.viewport().mapToGlobal(at),
        turned,
        turned,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(fields.viewport(), wheel)
    scrolled = fields.verticalScrollBar().value()
    assert scrolled > 0
    sized.panel.new.area.updateGeometry()
    settle(qtbot, tasks)
    assert fields.verticalScrollBar().value() == scrolled


def test_an_offer_of_what_was_typed_before_is_in_sight_with_the_line_of_names(qtbot, sized, view, tasks):
    type_text(sized.line, "Ksor Hờ")
    sized.keep_drafts()
    again = PledgeEntryPage(view)
    show(qtbot, again, (sized.width(), sized.height()))
    settle(qtbot, tasks)
    assert again.draft_bar.isVisible()
    for part in (again.line, again.draft_bar):
        assert whole_in_sight(part)
