"""The rail: nothing folds but what an officer folds, and nothing moves away from under the pointer."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from antq_desktop.gui.places import places
from antq_desktop.gui.rail import NARROW, WIDTH, Rail
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.storage.places import resources_folder
from hands import show

HIGH, DESK, LOW = 1100, 728, 496
"""Heights: of a large screen, of the window on a screen of 1366x768, and of that at 150 %."""

SCALES = (1.0, 1.2, 1.4)


@pytest.fixture
def rail(qtbot, icons):
    made = Rail(icons, places(), "Xã Mẫu")
    show(qtbot, made, (WIDTH, HIGH))
    return made


@pytest.fixture
def sized(qtbot, icons):
    """Makes a rail in a type size and a height."""

    def make(scale, height, *, narrow=False, unit="Xã Mẫu"):
        made = Rail(Icons(Theme("light", resources_folder(), scale)), places(), unit)
        show(qtbot, made, (WIDTH, height))
        made.set_narrow(narrow=narrow)
        shrink(qtbot, made, height)
        return made

    return make


def state(rail):
    return {name: heading.is_open for name, heading in rail._headings.items()}


def shrink(qtbot, rail, height):
    rail.resize(rail.width(), height)
    qtbot.wait(20)


def whole(rail, widget):
    """Whether all of a place is in sight."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


def cut(rail):
    """Places of which a part only is in sight."""
    shown = [*rail.buttons.values(), *rail._headings.values()]
    return [made.text() for made in shown if not made.visibleRegion().isEmpty() and not whole(rail, made)]


def click(qtbot, rail, name):
    """Click a heading; where it is on the rail before and after."""
    heading = rail._headings[name]
    rail._area.ensureWidgetVisible(heading, 0, 0)
    qtbot.wait(20)
    before = heading.mapTo(rail, QPoint(0, 0)).y()
    QTest.mouseClick(heading, Qt.MouseButton.LeftButton)
    qtbot.wait(30)
    return before, heading.mapTo(rail, QPoint(0, 0)).y()


def test_on_a_common_screen_every_place_is_in_sight_at_once(qtbot, rail):
    shrink(qtbot, rail, DESK)
    assert all(state(rail).values())
    assert all(whole(rail, made) for made in (*rail.buttons.values(), *rail._headings.values()))
    assert not rail._area.verticalScrollBar().isVisible()


@pytest.mark.parametrize("height", [HIGH, DESK, LOW])
@pytest.mark.parametrize("scale", SCALES)
def test_nothing_folds_by_itself_and_a_place_gone_to_from_elsewhere_is_in_sight(qtbot, sized, scale, height):
    rail = sized(scale, height)
    assert all(state(rail).values())
    for key in ("enrolment", "household", "declared_figure", "entry", "month"):
        rail.show_place(key)
        qtbot.wait(10)
        assert all(state(rail).values())
        assert whole(rail, rail.buttons[key])


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("height", [DESK, LOW, 620])
@pytest.mark.parametrize("scale", SCALES)
def test_no_place_is_cut_in_half(qtbot, sized, scale, height, narrow):
    rail = sized(scale, height, narrow=narrow)
    assert cut(rail) == []
    for key in ("papers", "declared_figure", "outbox", "overview"):
        rail.show_place(key)
        qtbot.wait(10)
        assert cut(rail) == []
    bar = rail._area.verticalScrollBar()
    for _ in range(3):
        bar.triggerAction(bar.SliderAction.SliderSingleStepAdd)
        qtbot.wait(10)
        assert cut(rail) == []
    assert rail.width() == (NARROW if narrow else round(WIDTH * scale))


def test_entries_give_pixels_before_anything_is_scrolled_away(qtbot, rail):
    roomy = rail.buttons["entry"].height()
    shrink(qtbot, rail, DESK)
    tight = rail.buttons["entry"].height()
    assert tight < roomy
    shrink(qtbot, rail, LOW)
    assert rail.buttons["entry"].height() == tight, "no lower than can be hit"
    assert rail._area.verticalScrollBar().maximum() > 0
    shrink(qtbot, rail, HIGH)
    assert rail.buttons["entry"].height() == roomy


@pytest.mark.parametrize("height", [DESK, LOW])
def test_a_heading_stays_under_the_pointer_whatever_it_opens_or_folds(qtbot, rail, height):
    shrink(qtbot, rail, height)
    names = list(rail._headings)
    for name in (*names[:-1], *names[:-1], names[1], names[1], names[0]):
        before, after = click(qtbot, rail, name)
        if before == after:
            continue
        assert rail._headings[name].is_open, "nothing moves when a group folds"
        found = rail.buttons[next(place.key for place in places() if place.group == name)]
        assert whole(rail, found), "it moves only for a group that found no room"


def test_what_an_officer_folds_or_opens_moves_no_other_group(qtbot, rail):
    shrink(qtbot, rail, DESK)
    names = list(rail._headings)
    for name in (*names, *names):
        before = state(rail)
        click(qtbot, rail, name)
        assert state(rail) == {**before, name: not before[name]}


def test_what_an_officer_folded_stays_folded_until_he_goes_there(qtbot, rail):
    shrink(qtbot, rail, DESK)
    for name in ("HẰNG NGÀY", "TRAO ĐỔI"):
        click(qtbot, rail, name)
    shrink(qtbot, rail, LOW)
    shrink(qtbot, rail, HIGH)
    rail.show_place("household")
    assert not state(rail)["HẰNG NGÀY"]
    rail.show_place("papers")
    qtbot.wait(20)
    assert whole(rail, rail.buttons["papers"])
    assert state(rail)["TRAO ĐỔI"]
    assert not state(rail)["HẰNG NGÀY"]


def test_the_foot_and_the_name_are_always_in_view(qtbot, rail):
    for height in (HIGH, DESK, LOW):
        shrink(qtbot, rail, height)
        rail.show_place("declared_figure")
        qtbot.wait(10)
        assert whole(rail, rail.buttons["settings"])
        assert whole(rail, rail.buttons["lock"])
        assert whole(rail, rail._name)


def test_a_long_name_of_the_unit_takes_its_lines_from_the_list(qtbot, sized):
    rail = sized(1.2, DESK, unit="Phường Nguyễn Thị Minh Khai – Hoàng Văn Thụ, thành phố Mẫu")
    assert cut(rail) == []
    assert whole(rail, rail.buttons["lock"])
    assert rail._unit.height() >= rail._unit.heightForWidth(rail._unit.width()) > rail._unit.fontMetrics().height() * 2


@pytest.mark.parametrize("height", [HIGH, DESK, 614, LOW])
@pytest.mark.parametrize("scale", SCALES)
def test_icons_of_a_narrow_rail_stand_in_one_line(sized, scale, height):
    rail = sized(scale, height, narrow=True)
    (line,) = {middle(rail, rail.buttons[place.key]) for place in places()}
    assert abs(line - middle(rail, rail.sign)) <= 1, "an odd number of pixels has no middle"


def middle(rail, widget):
    return widget.mapTo(rail, QPoint()).x() + widget.width() // 2
