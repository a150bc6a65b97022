"""Papers of one area: households of the others are offered apart, and never taken by an Enter too many."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.text import initials
from antq_desktop.gui.entry.entry_panel import NEW_HOUSEHOLD, OTHER_AREAS
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import pledging, records
from antq_desktop.services.lists import ListQuery, open_list
from hands import press, settle, show, type_text

DOWN, ENTER = Qt.Key.Key_Down, Qt.Key.Key_Return


@pytest.fixture
def page(qtbot, view, tasks):
    made = PledgeEntryPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    made.card.area.setCurrentIndex(1)
    settle(qtbot, tasks)
    return made


def typed(qtbot, page, text):
    type_text(page.line, text)
    qtbot.waitUntil(lambda: page._offered is not None and page._offered[0] == text, timeout=5_000)


def stranger(office, page):
    """A household of another area that has not signed, whose initials nobody in the sitting's area has."""
    everybody = list(open_list(office, "household", ListQuery()).records(0, 700))
    here = {initials(known.head_name) for known in everybody if known.area == page.card.area.uid}
    for known in everybody:
        letters = initials(known.head_name)
        if known.area == page.card.area.uid or any(mine.startswith(letters) for mine in here):
            continue
        found = pledging.candidates(office, page.sitting, letters)
        if found and all(each.area_uid != page.card.area.uid for each in found) and found[0].pledge is None:
            return found[0], letters
    raise AssertionError("no such household in the sample")


def pledges(office):
    return open_list(office, "pledge").count


def test_initials_nobody_in_the_area_has_take_no_household_of_another_one(qtbot, page, office):
    before, (known, letters) = pledges(office), stranger(office, page)
    typed(qtbot, page, letters)
    texts = page.panel.suggestions.texts
    assert texts[:2] == [NEW_HOUSEHOLD.format(letters), OTHER_AREAS]
    assert known.head_name in texts[2]
    assert page.panel.suggestions.list.currentRow() == -1
    press(ENTER)
    press(ENTER)
    assert page.chosen is None
    assert page.panel.currentWidget() is page.panel.suggestions
    assert pledges(office) == before


def test_who_goes_down_to_it_takes_it_and_the_saved_row_says_where_it_lives(qtbot, page, office):
    known, letters = stranger(office, page)
    typed(qtbot, page, letters)
    press(DOWN)
    press(DOWN)
    assert known.head_name in page.panel.suggestions.list.currentItem().text(), "the heading is passed over"
    press(Qt.Key.Key_Up)
    press(DOWN)
    press(ENTER)
    assert page.chosen == known
    assert f"Hộ ở {known.area}, không phải {page.card.area.currentText()}." in page.panel.caution
    press(ENTER)
    shown = f"{known.head_name} – {known.area}"
    assert page.table.texts()[0][1] == shown
    for width in (1134, 840):
        page.resize(width, 640)
        QApplication.processEvents()
        assert page.table.fontMetrics().horizontalAdvance(shown) < page.table.columnWidth(1), width
    here = next(each for each in pledging.at_meeting(office, page.sitting) if each.pledge is None)
    typed(qtbot, page, f"{here.head_name} {here.address}".strip())
    press(ENTER)
    assert page.panel.caution == ""
    press(ENTER)
    assert page.table.texts()[0][1] == here.head_name, "what the card says is not said with each row"


def test_a_full_name_of_another_area_becomes_a_new_household_here_unless_one_goes_down(qtbot, page, office):
    known, _ = stranger(office, page)
    typed(qtbot, page, known.head_name)
    here = [text for text in page.panel.suggestions.texts if known.area in text]
    assert here
    first = page.panel.suggestions.list.currentItem().text()
    if first == NEW_HOUSEHOLD.format(known.head_name):
        press(ENTER)
        assert page.panel.entering_new
        assert QApplication.focusWidget() is page.panel.new.address
    else:
        assert page.card.area.currentText() in first


def test_those_of_the_area_come_first_and_the_others_under_their_heading(qtbot, page, office):
    typed(qtbot, page, "nguyen")
    offered = [page.panel.suggestions.list.item(at) for at in range(page.panel.suggestions.list.count())]
    areas = [getattr(item.data(Qt.ItemDataRole.UserRole), "area_uid", item.text()) for item in offered]
    mine = page.card.area.uid
    assert areas[0] == mine
    assert page.panel.suggestions.list.currentRow() == 0
    if OTHER_AREAS in areas:
        assert mine not in areas[areas.index(OTHER_AREAS) :]
    else:
        assert set(areas) == {mine, NEW_HOUSEHOLD.format("nguyen")}


def test_where_papers_come_from_many_areas_nobody_lives_elsewhere(qtbot, page, office):
    page.card.area.setCurrentIndex(0)
    typed(qtbot, page, "nguyen")
    assert OTHER_AREAS not in page.panel.suggestions.texts
    assert page.panel.suggestions.list.currentRow() == 0
    press(ENTER)
    assert page.panel.caution == ""
    assert records.get(office, "household", page.chosen.uid).record.area == page.chosen.area_uid
