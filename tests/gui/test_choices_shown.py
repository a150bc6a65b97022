"""Drop-down lists show their items whole, a dozen of them before they scroll."""

import pytest
from PySide6.QtWidgets import QComboBox, QWidget

from antq_desktop.gui.forms.period_choice import PeriodChoice
from antq_desktop.gui.widgets.theme import Theme
from hands import show

DOZEN = 12


def opened(qtbot, choice, theme, qapp):
    """How many items are seen whole in the list of a choice, and whether it scrolls."""
    theme.dress(qapp)
    window = QWidget()
    theme.wear(window)
    choice.setParent(window)
    show(qtbot, window, (500, 300))
    choice.showPopup()
    qapp.processEvents()
    view = choice.view()
    room = view.viewport().rect()
    seen = [row for row in range(choice.count()) if room.contains(view.visualRect(view.model().index(row, 0)))]
    bar = view.verticalScrollBar().maximum() > 0
    choice.hidePopup()
    return len(seen), bar


@pytest.mark.parametrize("scale", [1.0, 1.4])
@pytest.mark.parametrize(("count", "whole"), [(2, 2), (5, 5), (DOZEN, DOZEN), (30, DOZEN)])
def test_items_are_seen_whole_and_more_than_a_dozen_scroll(qtbot, qapp, theme, scale, count, whole):
    choice = QComboBox()
    choice.addItems([f"Khu dân cư số {number}" for number in range(count)])
    worn = Theme("light", theme.resources, scale)
    assert opened(qtbot, choice, worn, qapp) == (whole, count > DOZEN)
    theme.dress(qapp)


def test_every_period_of_a_year_is_seen_at_once(qtbot, qapp, theme, view):
    whole = PeriodChoice(view)
    qtbot.addWidget(whole)
    count = whole.parts.count()
    assert opened(qtbot, whole.parts, theme, qapp) == (count, False)
