"""The pledges of a household beside its form: read, opened by key and come back from, and never typed in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from antq_desktop.gui.forms.pledges_card import PledgesCard
from antq_desktop.gui.places import Doing, Looking, Resuming
from antq_desktop.services import pledges_of, records
from antq_desktop.services.half_typed import VOID
from antq_desktop.services.lists import ListQuery, open_list
from hands import press, settle, type_text


@pytest.fixture
def page(qtbot, program):
    program.main.open("household")
    settle(qtbot, program.frame.tasks)
    return program.main.page("household")


def said(page):
    (card,) = page.form.findChildren(PledgesCard)
    return [made.text() for made in card.findChildren(QLabel)[1:] if made.isVisibleTo(card)]


def test_the_form_tells_what_was_signed_each_year_and_opens_it_by_key(qtbot, program, page):
    office = program.office
    pledge = open_list(office, "pledge", ListQuery(descending=True)).records(0, 1)[0]
    page.open_record(pledge.household)
    told = [line.words for line in pledges_of.household(office, pledge.household)]
    assert said(page) == told
    assert told[0].startswith("2026: ký")
    page.form.blocks["phone_consent_on"].editor.setFocus()
    press(Qt.Key.Key_Tab)
    focus = program.frame.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.accessibleName() == f"Mở bản cam kết {told[0]}"
    press(Qt.Key.Key_Return)
    settle(qtbot, program.frame.tasks)
    assert program.main.place == "pledge"
    assert program.main.page("pledge").form.uid == pledge.uid
    void = {"voided_on": "20/11/2026", "void_reason": "Ký nhầm"}
    program.main.view.announce(records.save(office, "pledge", void, uid=pledge.uid).changes)
    assert said(page)[0].startswith("2026: chưa ký (bản ký")


def test_a_new_household_has_none_to_show(page):
    page.add()
    assert page.form.findChildren(PledgesCard) == []


@pytest.fixture
def pledge(qtbot, program, page):
    """Opened by key from the form of its household, in which a note was begun."""
    found = open_list(program.office, "pledge", ListQuery(descending=True)).records(0, 1)[0]
    page.open_record(found.household)
    note = page.form.blocks["note"].editor
    note.setFocus()
    type_text(note, "Nhà có hai hộ")
    page.form.blocks["phone_consent_on"].editor.setFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    settle(qtbot, program.frame.tasks)
    assert program.main.place == "pledge"
    return found


def test_who_leaves_the_pledge_is_in_the_households_form_again_with_what_was_typed(qtbot, program, page, pledge):
    form, opened = page.form, program.frame.focusWidget()
    assert program.main.page("pledge").isAncestorOf(opened)
    press(Qt.Key.Key_Escape)
    settle(qtbot, program.frame.tasks)
    assert program.main.place == "household"
    assert page.form is form
    assert form.values()["note"] == "Nhà có hai hộ"
    assert program.frame.focusWidget().accessibleName() == f"Mở bản cam kết {said(page)[0]}"
    press(Qt.Key.Key_Escape)
    settle(qtbot, program.frame.tasks)
    assert (program.main.place, page.form) == ("household", None)


def test_who_saves_the_pledge_is_in_the_households_form_again_too(qtbot, program, page, pledge):
    changed = program.main.page("pledge").form
    changed.blocks["paper_ref"].editor.setText("trang 7")
    changed.save()
    settle(qtbot, program.frame.tasks)
    assert records.get(program.office, "pledge", pledge.uid).record.paper_ref == "trang 7"
    assert program.main.place == "household"
    assert page.form.values()["note"] == "Nhà có hai hộ"
    assert program.frame.focusWidget().accessibleName() == f"Mở bản cam kết {said(page)[0]}"


def test_a_pledge_whose_household_was_left_meanwhile_is_left_for_its_list(qtbot, program, page, pledge):
    program.main.open("household")
    page.form.leave()
    program.main.open("pledge")
    settle(qtbot, program.frame.tasks)
    program.main.page("pledge").form.leave()
    settle(qtbot, program.frame.tasks)
    assert (program.main.place, program.main.page("pledge").form) == ("pledge", None)


@pytest.mark.parametrize("wish", [Looking("nguyen"), Doing("void"), None])
def test_a_pledge_that_is_put_away_for_something_else_brings_nobody_back(qtbot, program, page, pledge, wish):
    program.main.open("pledge", wish or Resuming(pledge.uid, VOID))
    settle(qtbot, program.frame.tasks)
    assert program.main.place == "pledge"
    assert program.main.page("pledge").form is None
    program.main.open("household")
    assert page.form.values()["note"] == "Nhà có hai hộ"
