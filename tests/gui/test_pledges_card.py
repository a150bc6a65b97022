"""The pledges of a household beside its form: read, opened by key, and never typed in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from antq_desktop.gui.forms.pledges_card import PledgesCard
from antq_desktop.services import pledges_of, records
from antq_desktop.services.lists import ListQuery, open_list
from hands import press, settle


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
