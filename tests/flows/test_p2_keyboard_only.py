"""P2: twenty pledges by keys alone, ten keys each at most, the search among them; Esc leaves what was typed."""

import pytest
from PySide6.QtCore import Qt

from antq_desktop.domain.text import initials
from antq_desktop.services import indicators, records
from antq_desktop.services.lists import ListQuery, open_list
from hands import activate, settle
from keyboard import Hands, unlock

pytestmark = pytest.mark.flow
MOST_KEYS, WANTED = 10, 20
CTRL = Qt.KeyboardModifier.ControlModifier


def enter(qtbot, page, hands, household):
    """The keys for one household: initials, down to the right one, Enter, Enter."""
    letters = initials(household.head_name)
    hands.keys = 0
    hands.type(letters)
    qtbot.waitUntil(lambda: page._offered is not None and page._offered[0] == letters, timeout=5_000)
    places = [
        number
        for number in range(page.panel.suggestions.list.count())
        if getattr(page.panel.suggestions.list.item(number).data(Qt.ItemDataRole.UserRole), "uid", None)
        == household.uid
    ]
    assert places, f"{letters} does not offer the household"
    for _ in range(places[0]):
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    return hands.keys


def test_twenty_pledges_by_keys_alone(qtbot, desk, clock):
    hands = Hands(qtbot, desk.frame)
    unlock(qtbot, desk, hands)
    main, office = desk.main, desk.office
    hands.press(Qt.Key.Key_2, CTRL)
    page = main.page("entry")
    settle(qtbot, desk.frame.tasks)
    assert desk.frame.focusWidget() is page.line
    missing = indicators.drill(office, main.view.period, indicators.I1B).missing
    wanted = [records.get(office, "household", uid).record for uid in missing[:WANTED]]
    counts = [enter(qtbot, page, hands, household) for household in wanted]
    assert max(counts) <= MOST_KEYS
    assert sorted(counts)[WANTED // 2] <= 7
    assert hands.clicks == 0
    signed = open_list(office, "pledge", ListQuery(equal={"year": (2026,), "household": tuple(missing[:WANTED])}))
    assert signed.count == WANTED
    hands.type("Ksor Dở")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Escape)
    desk.lock()
    activate(qtbot, desk.frame)
    unlock(qtbot, desk, hands)
    hands.press(Qt.Key.Key_2, CTRL)
    page = desk.main.page("entry")
    settle(qtbot, desk.frame.tasks)
    assert page.draft_bar.isVisible()
    page.take_draft()
    assert page.line.text() == "Ksor Dở"
