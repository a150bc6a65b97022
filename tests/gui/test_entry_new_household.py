"""A household that is new, typed beside its paper: Enter goes down the fields, one after the other, all in sight."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.gui.widgets.pieces import InSight
from antq_desktop.services import records
from antq_desktop.services.lists import ListQuery, open_list
from hands import press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return
NAME = "Ksor Hờ Mới"


@pytest.fixture
def page(qtbot, view, tasks):
    made = PledgeEntryPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def begin(qtbot, page, name=NAME, area=1):
    page.card.area.setCurrentIndex(area)
    type_text(page.line, name)
    qtbot.waitUntil(lambda: page._offered is not None and page._offered[0] == name, timeout=5_000)
    press(ENTER)


def say(text):
    type_text(QApplication.focusWidget(), text)
    press(ENTER)


def stored(office, name=NAME):
    """The household of that name and its pledge."""
    (uid, _) = records.suggestions(office, "household", name)[0]
    (pledge,) = open_list(office, "pledge", ListQuery(equal={"household": (uid,)})).records(0, 10)
    assert isinstance(pledge, Pledge)
    return records.get(office, "household", uid).record, pledge


def test_enter_goes_down_the_fields_as_they_stand_and_each_takes_what_is_typed_into_it(qtbot, page, office):
    begin(qtbot, page)
    say("Số 9")
    assert QApplication.focusWidget() is page.panel.new.persons
    say("4")
    assert QApplication.focusWidget() is page.panel.new.organizations
    press(Qt.Key.Key_Space)
    press(ENTER)
    assert QApplication.focusWidget() is page.panel.paper.signer
    press(ENTER)
    assert QApplication.focusWidget() is page.panel.paper.paper
    say("Sổ 1")
    household, pledge = stored(office)
    assert (household.address, household.size, len(household.organizations)) == ("Số 9", 4, 1)
    assert pledge.paper_ref == "Sổ 1"


def test_where_papers_come_from_many_areas_the_area_is_asked_for_behind_the_name(qtbot, page):
    begin(qtbot, page, area=0)
    page.panel.new.name.setFocus()
    press(ENTER)
    assert QApplication.focusWidget() is page.panel.new.area
    press(ENTER)
    assert QApplication.focusWidget() is page.panel.new.address


@pytest.mark.parametrize("key", [Qt.Key.Key_S, ENTER, Qt.Key.Key_Enter])
def test_whoever_has_said_enough_saves_from_any_field(qtbot, page, office, key):
    begin(qtbot, page)
    say("Số 9")
    type_text(QApplication.focusWidget(), "4")
    press(key, CTRL)
    household, pledge = stored(office)
    assert (household.address, household.size, pledge.paper_ref) == ("Số 9", 4, None)
    assert QApplication.focusWidget() is page.line


def test_a_place_of_the_paper_that_is_only_carried_over_says_so_until_it_is_typed_over(qtbot, page, office):
    begin(qtbot, page)
    assert not page.panel.paper.carried.isVisible()
    page.panel.paper.paper.setFocus()
    say("Sổ 1, tr 5")
    begin(qtbot, page, "Ksor Hờ Hai")
    assert page.panel.paper.paper.text() == "Sổ 1, tr 5"
    assert page.panel.paper.carried.isVisible()
    for _ in range(4):
        press(ENTER)
    assert QApplication.focusWidget() is page.panel.paper.paper
    type_text(page.panel.paper.paper, "Sổ 2")
    assert page.panel.paper.paper.text() == "Sổ 2", "what was carried over is typed over"
    assert not page.panel.paper.carried.isVisible()


def test_a_place_of_the_paper_does_not_go_along_to_another_area(qtbot, page):
    begin(qtbot, page)
    page.panel.paper.paper.setFocus()
    say("Sổ 1, tr 5")
    page.card.area.setCurrentIndex(2 if page.card.area.currentIndex() == 1 else 1)
    begin(qtbot, page, "Ksor Hờ Hai")
    assert page.panel.paper.paper.text() == ""
    assert not page.panel.paper.carried.isVisible()


@pytest.mark.parametrize("size", [(1130, 690), (840, 440)])
def test_the_field_in_use_is_in_sight_with_its_caption_or_at_least_its_line(qtbot, page, size):
    page.resize(*size)
    begin(qtbot, page)
    fields = page.panel.findChild(InSight)
    for _ in range(5):
        field = QApplication.focusWidget()
        QApplication.processEvents()
        seen = fields.viewport().rect()
        if field is page.panel.new.organizations:
            for _ in range(field.count() - 1):
                press(Qt.Key.Key_Down)
                line = field.visualItemRect(field.currentItem())
                assert seen.contains(line.translated(field.viewport().mapTo(fields.viewport(), QPoint())))
        else:
            caption = next(words for words in field.parentWidget().children() if getattr(words, "buddy", None))
            for part in (field, caption):
                assert seen.contains(part.rect().translated(part.mapTo(fields.viewport(), QPoint()))), part
        press(ENTER)


def test_begin_at_the_first_organisation_for_each_household(qtbot, page):
    for name in (NAME, "Ksor Hờ Hai"):
        begin(qtbot, page, name)
        for _ in range(2):
            press(ENTER)
        assert page.panel.new.organizations.currentRow() == 0
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_S, CTRL)
