"""P2: twenty pledges by keys alone, ten keys each at most, the search among them; Esc leaves what was typed."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from antq_desktop.app import Program, make_application
from antq_desktop.domain.text import initials
from antq_desktop.gui.theme import Theme
from antq_desktop.services import demo, indicators, records
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.storage.places import resources_folder
from hands import activate, settle, show, type_text

pytestmark = pytest.mark.flow
MOST_KEYS, WANTED = 10, 20
CTRL = Qt.KeyboardModifier.ControlModifier


class Hands(QObject):
    """Presses keys where the focus is, counts them, and notices a mouse or a lost focus."""

    def __init__(self, qtbot, frame):
        super().__init__()
        self._qtbot = qtbot
        self._frame = frame
        self.keys = 0
        self.clicks = 0
        QApplication.instance().installEventFilter(self)

    def _focus(self):
        """Where keys go; a window without a screen may stop being the active one by itself, which is no key's fault."""
        assert self._frame.focusWidget() is not None, "the focus is lost"
        if QApplication.focusWidget() is None:
            activate(self._qtbot, self._frame)
        return self._frame.focusWidget()

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        focus = self._focus()
        self.keys += 1
        QTest.keyClick(focus, key, modifiers)

    def type(self, text):
        focus = self._focus()
        self.keys += len(text)
        type_text(focus, text)

    def eventFilter(self, watched, event):
        self.clicks += isinstance(watched, QWidget) and event.type() is QEvent.Type.MouseButtonPress
        return False


@pytest.fixture
def desk(qtbot, tmp_path, clock):
    theme = Theme("light", resources_folder())
    make_application(theme)
    program = Program(tmp_path / "xa-mau", theme, sample=True, clock=clock)
    show(qtbot, program.frame)
    program.start()
    settle(qtbot, program.frame.tasks)
    yield program
    program.frame.close()


def unlock(qtbot, desk, hands):
    hands.type(demo.PASSWORD)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.main is not None, timeout=30_000)
    activate(qtbot, desk.frame)
    settle(qtbot, desk.frame.tasks)


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
