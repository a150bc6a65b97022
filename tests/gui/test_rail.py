"""The rail: what an officer opens stays open, and nothing moves away from under the pointer."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from antq_desktop.gui.places import places
from antq_desktop.gui.rail import Rail
from hands import show

HIGH, LOW = 1100, 620


@pytest.fixture
def rail(qtbot, icons):
    made = Rail(icons, places(), "Xã Mẫu")
    show(qtbot, made, (228, HIGH))
    return made


def state(rail):
    return {name: heading.is_open for name, heading in rail._headings.items()}


def shrink(qtbot, rail, height):
    rail.resize(rail.width(), height)
    qtbot.wait(20)


def click(qtbot, rail, name):
    """Click a heading; where it is on the rail before and after."""
    heading = rail._headings[name]
    rail._area.ensureWidgetVisible(heading, 0, 0)
    before = heading.mapTo(rail, QPoint(0, 0)).y()
    QTest.mouseClick(heading, Qt.MouseButton.LeftButton)
    qtbot.wait(30)
    return before, heading.mapTo(rail, QPoint(0, 0)).y()


def test_all_groups_are_open_where_there_is_room(rail):
    assert all(state(rail).values())


def test_a_heading_stays_under_the_pointer_whatever_it_opens_or_folds(qtbot, rail):
    shrink(qtbot, rail, LOW)
    assert not all(state(rail).values())
    names = list(rail._headings)
    for name in (*names[:-1], *reversed(names[:-1]), names[1], names[1], names[0]):
        before, after = click(qtbot, rail, name)
        if before == after:
            continue
        assert rail._headings[name].is_open, "nothing moves when a group folds"
        found = rail.buttons[next(place.key for place in places() if place.group == name)]
        bottom = found.mapTo(rail._area.viewport(), QPoint(0, found.height())).y()
        assert bottom == rail._area.viewport().height(), "it moves only for a group that found no room"


def test_groups_above_the_one_that_is_opened_are_left_alone(qtbot, rail):
    shrink(qtbot, rail, LOW)
    names = list(rail._headings)
    for name in names:
        if not rail._headings[name].is_open:
            above = {each: is_open for each, is_open in state(rail).items() if names.index(each) < names.index(name)}
            click(qtbot, rail, name)
            assert rail._headings[name].is_open
            assert {each: state(rail)[each] for each in above} == above


def test_two_groups_that_find_room_together_stay_open_together(qtbot, rail):
    shrink(qtbot, rail, LOW)
    first, second = list(rail._headings)[:2]
    for name in (first, second):
        if not rail._headings[name].is_open:
            click(qtbot, rail, name)
    for name in list(rail._headings)[2:]:
        if rail._headings[name].is_open:
            click(qtbot, rail, name)
    assert state(rail)[first]
    assert state(rail)[second]
    rail.show_place("entry")
    rail.show_place("household")
    assert state(rail)[first]
    assert state(rail)[second]


def test_a_group_that_gave_way_comes_back_when_one_above_it_is_folded(qtbot, rail):
    shrink(qtbot, rail, HIGH - 1)
    last = list(rail._headings)[-1]
    while state(rail)[last]:
        shrink(qtbot, rail, rail.height() - 10)
    click(qtbot, rail, "MÔ HÌNH")
    assert state(rail)[last]


def test_the_foot_is_always_in_view(qtbot, rail):
    for height in (HIGH, LOW, 480):
        shrink(qtbot, rail, height)
        for name in list(rail._headings):
            if not rail._headings[name].is_open:
                click(qtbot, rail, name)
        foot = rail.buttons["lock"]
        assert rail.rect().contains(foot.mapTo(rail, foot.rect().bottomRight()))
        assert foot.visibleRegion().boundingRect().height() == foot.height()


def test_a_page_opened_from_elsewhere_finds_its_group_open(qtbot, rail):
    shrink(qtbot, rail, LOW)
    folded = [name for name, is_open in state(rail).items() if not is_open]
    key = next(place.key for place in places() if place.group == folded[-1])
    rail.show_place(key)
    qtbot.wait(20)
    assert rail.buttons[key].isVisible()
    assert not all(state(rail).values())
