"""Who was absent from a meeting, where several answer to what is typed and where the window is low."""

from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.gui.entry.attendance import ABSENT, PRESENT
from antq_desktop.gui.screens.meeting import KEYS, MeetingPage
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import InSight
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services import pledging, records
from antq_desktop.storage.places import resources_folder
from hands import press, settle, show, type_text

NAMES = (
    "Vũ Thị Thu Sơn",
    "Hoàng Minh Liên",
    "Lò Thị Liên",
    "Vũ Thị Tuấn",
    "Lê Văn Liêng",
    "Mã Thị Thu Ba",
    "Mã Thị Tý",
)


@pytest.fixture
def area(office):
    found = records.save(office, "residential_area", {"name": "Thôn Họp"}).uid
    with office.store.operation(office.intent("Nhập hộ")) as (writing, _):
        for number, name in enumerate(NAMES, 1):
            household = Household(uid=uuid4(), head_name=name, area=found, address=f"Số {number}")
            records.add_with_parts(writing, HOUSEHOLDS, household, office)
    return found


@pytest.fixture
def page(qtbot, view, tasks, area):
    made = MeetingPage(view)
    show(qtbot, made)
    made.card.area.choose(area)
    settle(qtbot, tasks)
    made.line.setFocus()
    return made


def states(page):
    found = {page.model.households[row].head_name: page.model.state_of(row) for row in range(len(NAMES))}
    assert set(found.values()) <= {PRESENT, ABSENT}
    return {name for name, state in found.items() if state == ABSENT}


def mark(page, text):
    type_text(page.line, text)
    press(Qt.Key.Key_Return)


@pytest.mark.parametrize("slowly", [False, True])
def test_the_second_of_a_name_is_marked_without_taking_the_mark_of_the_first(qtbot, page, slowly):
    for wanted in ({"Hoàng Minh Liên"}, {"Hoàng Minh Liên", "Lò Thị Liên"}):
        type_text(page.line, "lien")
        if slowly:
            qtbot.waitUntil(lambda: not page.line._timer.isActive())
        press(Qt.Key.Key_Return)
        assert states(page) == wanted


def test_enter_takes_no_mark_away_by_itself_and_says_how_to(qtbot, page):
    mark(page, "lien")
    mark(page, "lien")
    mark(page, "lien")
    assert states(page) == {"Hoàng Minh Liên", "Lò Thị Liên"}
    assert page.absent.said == "Hoàng Minh Liên, Số 2: vắng. Nhấn ↓ tới hộ cần đổi, rồi Enter."
    assert page.line.text() == page.line.selectedText() == "lien", "another name is typed over it"
    qtbot.waitUntil(lambda: not page.line._timer.isActive())
    assert page.absent.said.endswith("rồi Enter."), "nor does the search for it take the words away"
    press(Qt.Key.Key_Down)
    assert page.absent.said.startswith("Lò Thị Liên, Số 3: vắng")
    press(Qt.Key.Key_Return)
    assert states(page) == {"Hoàng Minh Liên"}
    assert page.absent.said == "Lò Thị Liên, Số 3: ký tại họp"
    assert page.line.text() == ""


def test_the_arrows_go_to_the_others_of_a_name_and_back_and_enter_marks_where_they_are(qtbot, page):
    type_text(page.line, "lien")
    qtbot.waitUntil(lambda: page.absent.said == "Hoàng Minh Liên, Số 2: ký tại họp · ↓ tới hộ khác (1)")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert page.absent.said.startswith("Lê Văn Liêng"), "whose name only begins so comes last"
    press(Qt.Key.Key_Up)
    assert page.table.currentIndex().row() == page.model.find("lien", -1, 0) + 1
    press(Qt.Key.Key_Return)
    assert states(page) == {"Lò Thị Liên"}
    assert ("↓ ↑", "hộ khớp kế tiếp") in KEYS


@pytest.mark.parametrize(
    ("letters", "name"), [("vtt", "Vũ Thị Tuấn"), ("mtt", "Mã Thị Tý"), ("vtts", "Vũ Thị Thu Sơn")]
)
def test_whose_initials_are_what_was_typed_comes_before_longer_ones(page, letters, name):
    mark(page, letters)
    assert states(page) == {name}
    mark(page, letters)
    assert states(page) == {name}, "nobody else is marked instead"


def test_who_has_signed_before_is_told_and_not_marked(page, view, office, tasks, qtbot):
    first = page.model.households[page.model.find("tuan", -1, 0)]
    view.announce(pledging.enter(office, page.card.sitting, first.uid).changes)
    settle(qtbot, tasks)
    mark(page, "tuan")
    assert page.absent.said.startswith("Vũ Thị Tuấn, Số 4: đã ký")
    assert page.absent.said.endswith("nên không đánh dấu vắng được.")


def test_ctrl_f_goes_back_to_the_line_of_names(page):
    page.counted.setFocus()
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.line


@pytest.fixture
def low(qtbot, view, tasks, area):
    """A window as low as a laptop at 150 % leaves, in the largest type."""
    theme = Theme("dark", resources_folder(), 1.4)
    view.icons = Icons(theme)
    made = MeetingPage(view)
    theme.wear(made)
    show(qtbot, made, (840, 440))
    made.card.area.choose(area)
    settle(qtbot, tasks)
    made.line.setFocus()
    return made


def in_sight(page, widget):
    seen = page.findChild(InSight).viewport()
    return seen.rect().contains(widget.rect().translated(widget.mapTo(seen, QPoint())))


def test_who_was_marked_is_said_in_sight_in_a_low_window(qtbot, low, tasks):
    for text, said in (("lien", "Hoàng Minh Liên, Số 2: vắng"), ("khong co", "Không thấy hộ nào khớp “khong co”")):
        mark(low, text)
        settle(qtbot, tasks)
        assert low.absent.said.startswith(said)
        assert in_sight(low, low.line)
        assert in_sight(low, low.absent._said)
