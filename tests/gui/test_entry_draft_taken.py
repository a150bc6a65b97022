"""“Khôi phục” among the papers: what is typed by then stays, and nothing of it comes into the paper that is taken."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.gui.entry.entered_draft import HOUSEHOLD_GONE, SITTING_FIRST
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import indicators, records
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.storage.connect import connect
from hands import kept, press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qtbot, view, tasks):
    """Makes the page of papers anew, as after a lock."""

    def make():
        made = PledgeEntryPage(view)
        show(qtbot, made)
        settle(qtbot, tasks)
        return made

    return make


@pytest.fixture
def offering(opened):
    """The page of papers where only a line of a name waits."""
    page = opened()
    type_text(page.line, "tran van")
    page.keep_drafts()
    page.close()
    return opened()


def choose(qtbot, page, office, view, number=0):
    """Take a household that has not signed, by its name and Enter."""
    uid = sorted(indicators.drill(office, view.period, indicators.I1B).missing)[number]
    known = records.get(office, "household", uid).record
    page.card.area.choose(known.area)
    page.line.setFocus()
    page.line.selectAll()
    type_text(page.line, known.head_name)
    offered = page.panel.suggestions.list
    found = []

    def place():
        found[:] = [offered.item(at).data(Qt.ItemDataRole.UserRole) for at in range(offered.count())]
        return next((at for at, each in enumerate(found) if each is not None and each.uid == uid), None)

    qtbot.waitUntil(lambda: place() is not None)
    offered.setCurrentRow(place())
    press(Qt.Key.Key_Return)
    assert page.chosen.uid == uid
    return known


def held(office):
    """What each draft says, without what is empty."""
    return [{key: value for key, value in draft.values.items() if value} for draft in kept(office)]


def pledges_of(office, uid):
    return open_list(office, "pledge", ListQuery(equal={"household": (uid,), "year": (2026,)})).records(0, 10)


def test_what_is_typed_stays_while_it_cannot_be_kept(offering, office):
    page = offering
    type_text(page.line, "nguyen thi b")
    page.panel.paper.paper.setText("7")
    other = connect(office.paths.drafts, office.drafts._key)
    other.execute("BEGIN EXCLUSIVE")
    page.draft_bar.take.click()
    other.close()
    assert (page.line.text(), page.panel.paper.paper.text()) == ("nguyen thi b", "7")
    assert page.draft_bar.take.isVisible()
    assert "Chưa giữ được bản nháp" in page.draft_bar.unkept.text()
    page.draft_bar.take.click()
    assert (page.line.text(), page.panel.paper.paper.text()) == ("tran van", "")
    assert [each["line"] for each in held(office)] == ["nguyen thi b", "tran van"]


def test_the_household_in_hand_does_not_come_into_the_draft_that_is_taken(qtbot, offering, office, view, tasks):
    page = offering
    known = choose(qtbot, page, office, view)
    page.draft_bar.take.click()
    assert (page.chosen, page.line.text()) == (None, "tran van")
    assert page.panel.currentWidget() is page.panel.suggestions
    type_text(page.line, " b")
    page.keep_drafts()
    assert {"line": "tran van b"} in held(office)
    assert {"line": known.head_name, "household": {"uid": str(known.uid)}} in held(office)
    page.save()
    settle(qtbot, tasks)
    assert pledges_of(office, known.uid) == []


def test_a_new_household_in_hand_does_not_come_into_the_draft_that_is_taken(offering, office):
    page = offering
    page.card.area.setCurrentIndex(1)
    page.line.setFocus()
    type_text(page.line, "Ksor Mới")
    press(Qt.Key.Key_Return, CTRL)
    page.draft_bar.take.click()
    assert not page.panel.entering_new
    type_text(page.line, " b")
    page.keep_drafts()
    assert {"line": "tran van b"} in held(office)
    assert any(each.get("head_name") == "Ksor Mới" for each in held(office))


def test_typing_goes_on_behind_what_was_taken_and_is_looked_for(qtbot, offering):
    page = offering
    page.draft_bar.take.click()
    assert QApplication.focusWidget() is page.line
    qtbot.waitUntil(lambda: page._offered is not None and page._offered[0] == "tran van")
    type_text(QApplication.focusWidget(), " b")
    assert page.line.text() == "tran van b"


def test_a_household_that_is_gone_is_told_and_its_draft_goes(qtbot, opened, office, view):
    page = opened()
    type_text(page.line, "tran van")
    page.keep_drafts()
    page.close()
    page = opened()
    known = choose(qtbot, page, office, view)
    type_text(page.panel.paper.paper, "Sổ 9")
    page.keep_drafts()
    page.close()
    records.remove(office, "household", known.uid, "nhập nhầm")
    page = opened()
    page.draft_bar.take.click()
    assert view.record.notices == [HOUSEHOLD_GONE]
    assert held(office) == [{"line": "tran van"}]
    assert not page.drafts.holds
    assert (page.line.text(), page.panel.paper.paper.text()) == ("", "")
    assert "“tran van”" in page.draft_bar.words


def test_who_signed_for_the_head_is_kept_with_the_paper(qtbot, opened, office, view, tasks):
    page = opened()
    known = choose(qtbot, page, office, view)
    type_text(page.panel.paper.paper, "Sổ 9")
    press(Qt.Key.Key_F3)
    page.keep_drafts()
    page.close()
    page = opened()
    page.draft_bar.take.click()
    assert QApplication.focusWidget() is page.panel.paper.paper
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    (pledge,) = pledges_of(office, known.uid)
    assert (pledge.signer_kind, pledge.paper_ref) == ("member", "Sổ 9")
    assert held(office) == []


def test_f3_alone_is_kept_and_without_a_household_it_is_nothing_to_offer(qtbot, opened, office, view):
    page = opened()
    press(Qt.Key.Key_F3)
    type_text(page.line, "n\b")
    page.keep_drafts()
    assert held(office) == []
    press(Qt.Key.Key_F3)
    choose(qtbot, page, office, view)
    page.keep_drafts()
    press(Qt.Key.Key_F3)
    page.keep_drafts()
    assert held(office)[0]["signer_kind"] == "member"


def test_while_the_day_is_none_a_draft_waits(opened, office):
    page = opened()
    page.card.area.setCurrentIndex(1)
    type_text(page.line, "Ksor Mới")
    press(Qt.Key.Key_Return, CTRL)
    page.keep_drafts()
    before = held(office)
    page.close()
    page = opened()
    page.card.day.setText("31/02/2026")
    page.card.day.editingFinished.emit()
    page.draft_bar.take.click()
    assert page.view.record.notices == [SITTING_FIRST]
    assert page.draft_bar.take.isVisible()
    page.keep_drafts()
    assert held(office) == before


def test_a_new_household_comes_back_while_it_has_no_name(opened):
    page = opened()
    page.card.area.setCurrentIndex(1)
    type_text(page.line, "Ksor Mới")
    press(Qt.Key.Key_Return, CTRL)
    type_text(page.panel.new.address, "Số 9")
    page.panel.new.name.clear()
    type_text(page.panel.new.name, "K\b")
    page.keep_drafts()
    page.close()
    page = opened()
    page.draft_bar.take.click()
    assert page.panel.entering_new
    assert (page.panel.new.name.text(), page.panel.new.address.text()) == ("", "Số 9")


def test_a_new_household_is_kept_while_it_is_asked_whether_it_is_another_one(opened, office, view):
    page = opened()
    uid = min(indicators.drill(office, view.period, indicators.I1B).missing)
    known = records.get(office, "household", uid).record
    page.card.area.setCurrentIndex(0)
    type_text(page.line, known.head_name)
    press(Qt.Key.Key_Return, CTRL)
    page.panel.new.area.choose(known.area)
    type_text(page.panel.new.address, "Số 9")
    page.save()
    assert "Bản giấy này là của hộ đó?" in page.panel.asked.words
    page.keep_drafts()
    assert [(each.get("head_name"), each.get("address")) for each in held(office)] == [(known.head_name, "Số 9")]
