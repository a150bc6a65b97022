"""Papers entered in a low window or large type: nothing is chosen that is not in sight."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.gui.widgets.pieces import InSight
from hands import settle, show, type_text


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
