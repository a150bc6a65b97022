"""The wheel over a choice scrolls the page, focused or not, on every page and in the bars around it."""

import re

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QScrollArea

import source_tree
from hands import settle

PAGES = ("month", "papers", "export", "meeting", "entry", "household", "board", "group_board", "overview")


def turn(widget, steps=-1):
    """Turn the wheel over the middle of a widget."""
    window = widget.window()
    place = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, 120 * steps))


def go(qtbot, program, key):
    program.main.open(key)
    settle(qtbot, program.frame.tasks)
    return program.main.page(key)


@pytest.mark.parametrize("key", PAGES)
def test_the_wheel_changes_no_choice(qtbot, program, key):
    go(qtbot, program, key)
    boxes = [made for made in program.main.findChildren(QComboBox) if made.isVisible() and made.count() > 1]
    assert boxes
    for box in boxes:
        box.setCurrentIndex(0)
    settle(qtbot, program.frame.tasks)
    for box in boxes:
        before, focus = box.currentIndex(), program.frame.focusWidget()
        turn(box)
        assert box.currentIndex() == before, f"{box.accessibleName()} has no focus"
        assert program.frame.focusWidget() is focus, "the focus stays where it is"
        box.setFocus()
        turn(box)
        assert box.currentIndex() == before, f"{box.accessibleName()} has the focus"


def test_the_wheel_over_a_choice_scrolls_the_page(qtbot, program):
    program.frame.resize(900, 480)
    page = go(qtbot, program, "papers")
    box = next(made for made in page.findChildren(QComboBox) if made.isVisible())
    area = next(made for made in page.findChildren(QScrollArea) if made.isAncestorOf(box))
    assert area.verticalScrollBar().maximum() > 0
    turn(box)
    assert area.verticalScrollBar().value() > 0


def test_every_choice_and_number_of_the_window_is_one_that_lets_the_wheel_pass():
    plain = [
        f"{source.name}: {made}"
        for source in source_tree.program()
        for made in re.findall(r"\b(?:QComboBox|QSpinBox|QDoubleSpinBox|QDateEdit)\(", source.text)
    ]
    assert plain == []
