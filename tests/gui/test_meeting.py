"""A meeting of an area kept at once: the absent marked by keys, the paper's count compared."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.gui.entry.attendance import ABSENT, BY_MEMBER
from antq_desktop.gui.screens.meeting import MeetingPage
from antq_desktop.services import campaigns, pledging, records
from antq_desktop.services.lists import ListQuery, open_list
from hands import press, settle, show, type_text


@pytest.fixture
def page(qtbot, view, tasks, office):
    """A new area of 200 households, of whom nobody has pledged."""
    area = records.save(office, "residential_area", {"name": "Thôn Họp"}).uid
    with office.store.operation(office.intent("Nhập hộ")) as (writing, _):
        for number in range(200):
            name = f"Lò Văn {'ABCDEGHIKL'[number % 10]}{'aeiou'[number // 10 % 5]}{'mnpt'[number // 50]}"
            household = Household(uid=uuid4(), head_name=name, area=area, address=f"Số {number + 1}")
            records.add_with_parts(writing, HOUSEHOLDS, household, office)
    made = MeetingPage(view)
    show(qtbot, made)
    made.card.area.choose(area)
    settle(qtbot, tasks)
    return made


def signed(office, page):
    found = open_list(office, "pledge", ListQuery(equal={"area": (page.card.area.uid,)}))
    return found.records(0, 300)


def state(page, row):
    return page.model.index(row, 4).data()


def mark_absent(qtbot, page, text):
    type_text(page.line, text)
    press(Qt.Key.Key_Return)


def test_two_hundred_households_are_kept_by_the_keys_of_those_who_were_absent(qtbot, page, office, tasks, view):
    assert len(page.model.households) == 200
    page.line.setFocus()
    for number in (3, 77, 150):
        mark_absent(qtbot, page, f"so {number}")
    assert len(page.model.present) == 197
    page.counted.setFocus()
    type_text(page.counted, "196")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Chưa khớp" in page._agrees.text() or "Đếm lại" in page._agrees.text()
    assert signed(office, page) == []
    type_text(QApplication.focusWidget(), "\b7")
    assert "Khớp" in page._agrees.text()
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    kept = signed(office, page)
    assert len(kept) == 197
    assert {str(pledge.form) for pledge in kept} == {"at_meeting"}
    assert len(page.model.waiting) == 3
    assert page.model.present == frozenset(), "those who were absent stay so"
    assert not page._save.isEnabled()
    assert "197 hộ: đã lưu." in view.record.notices[-1]
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_name_that_was_typed_and_not_marked_keeps_the_meeting_from_being_kept(qtbot, page, office, tasks):
    page.line.setFocus()
    mark_absent(qtbot, page, "khong co ai")
    assert "Không thấy hộ nào khớp “khong co ai”" in page.absent.said
    page.counted.setText("200")
    page.save()
    assert "còn chữ “khong co ai”" in page.absent.said
    assert signed(office, page) == []
    assert QApplication.focusWidget() is page.line


def test_the_meeting_is_taken_back_as_a_whole(qtbot, page, office, tasks, view):
    page.model.mark_all(absent=True)
    for row in range(5):
        page.model.switch(row)
    page.paper.setText("Sổ họp 1")
    page.counted.setText("5")
    page.save()
    settle(qtbot, tasks)
    assert [pledge.paper_ref for pledge in signed(office, page)] == ["Sổ họp 1"] * 5
    view.undo()
    settle(qtbot, tasks)
    assert signed(office, page) == []
    assert len(page.model.waiting) == 200


def test_space_and_f3_work_in_the_list(qtbot, page, office, tasks):
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, 1))
    press(Qt.Key.Key_Space)
    assert state(page, 0) == ABSENT
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_F3)
    assert state(page, 0) == BY_MEMBER
    page.counted.setText("200")
    page.save()
    settle(qtbot, tasks)
    kinds = [str(pledge.signer_kind) for pledge in signed(office, page)]
    assert (kinds.count("member"), kinds.count("head")) == (1, 199)


def test_who_pledged_before_is_shown_and_not_counted_again(qtbot, page, office, tasks, view):
    first = page.model.households[0]
    view.announce(pledging.enter(office, page.card.sitting, first.uid).changes)
    settle(qtbot, tasks)
    place = [household.uid for household in page.model.households].index(first.uid)
    assert state(page, place).startswith("đã ký")
    page.model.switch(place)
    assert len(page.model.waiting) == len(page.model.present) == 199


def test_nothing_is_kept_without_a_count(qtbot, page, office):
    page.save()
    assert "Ghi số chữ ký" in page._agrees.text()
    assert signed(office, page) == []


def test_a_meeting_to_which_nobody_came_is_not_kept(qtbot, page, office, tasks, view):
    assert page._save.isEnabled()
    page.model.mark_all(absent=True)
    assert not page._save.isEnabled()
    assert "0" not in page._save.text()
    page.counted.setText("0")
    page.save()
    settle(qtbot, tasks)
    assert signed(office, page) == []
    assert not view.record.troubles


def mark_three_and_count(page):
    page.line.setFocus()
    for number in (3, 77, 150):
        type_text(page.line, f"so {number}")
        press(Qt.Key.Key_Return)
    page.counted.setFocus()
    type_text(page.counted, "197")


def test_a_meeting_that_was_being_marked_is_offered_after_the_lock(qtbot, page, view, tasks):
    page.paper.setFocus()
    type_text(page.paper, "Sổ họp 2")
    mark_three_and_count(page)
    page.card.day.setFocus()
    page.card.day.selectAll()
    type_text(page.card.day, "18/11/2026")
    page.keep_drafts()
    area = page.card.area.uid
    page.card.area.choose(None)
    settle(qtbot, tasks)

    again = MeetingPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    assert not again._draft_bar.isHidden()
    again.take_draft()
    settle(qtbot, tasks)
    assert again._draft_bar.isHidden()
    assert (again.card.area.uid, again.card.day.text()) == (area, "18/11/2026")
    assert (len(again.model.waiting), len(again.model.present)) == (200, 197)
    assert (again.counted.text(), again.paper.text()) == ("197", "Sổ họp 2")
    again.save()
    settle(qtbot, tasks)
    third = MeetingPage(view)
    qtbot.addWidget(third)
    assert third._draft_bar.isHidden(), "what was saved is not offered"


def test_marks_and_count_are_there_on_coming_back_to_an_area(qtbot, page, tasks):
    mark_three_and_count(page)
    page.card.area.setFocus()
    press(Qt.Key.Key_Up)
    settle(qtbot, tasks)
    assert page.counted.text() == "", "the other area has a paper of its own"
    press(Qt.Key.Key_Down)
    settle(qtbot, tasks)
    assert (len(page.model.present), page.counted.text()) == (197, "197")


def test_the_place_of_a_paper_stays_with_its_area(qtbot, page, tasks):
    first, other = page.card.area.uid, next(uid for uid in (page.card.area.itemData(n) for n in (1, 2)) if uid)
    page.paper.setFocus()
    type_text(page.paper, "Sổ họp 2")
    page.card.area.choose(other)
    settle(qtbot, tasks)
    assert page.paper.text() == "", "the other area has a paper of its own"
    assert not page.paper.isUndoAvailable()
    type_text(page.paper, "Sổ họp 3")
    page.card.area.choose(first)
    settle(qtbot, tasks)
    assert page.paper.text() == "Sổ họp 2"
    page.card.area.choose(other)
    settle(qtbot, tasks)
    assert page.paper.text() == "Sổ họp 3"


def test_another_round_begins_with_nobody_absent_and_the_first_has_its_marks_still(qtbot, page, view, office, tasks):
    mark_three_and_count(page)
    page.table.setCurrentIndex(page.model.index(0, 1))
    page.table.setFocus()
    press(Qt.Key.Key_F3)
    following = campaigns.open_year(office, 2027, None, None)
    view.announce(following.changes)
    first = page.card.campaign.uid
    page.card.campaign.choose(following.uid)
    settle(qtbot, tasks)
    assert (len(page.model.present), page.model.by_member, page.counted.text()) == (200, frozenset(), "")
    page.model.switch(5)
    page.card.campaign.choose(first)
    settle(qtbot, tasks)
    assert (len(page.model.present), len(page.model.by_member), page.counted.text()) == (197, 1, "197")
    page.keep_drafts()
    page.card.campaign.choose(following.uid)
    settle(qtbot, tasks)
    assert len(page.model.present) == 199

    again = MeetingPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    again.take_draft()
    settle(qtbot, tasks)
    assert (again.card.campaign.uid, len(again.model.present), again.counted.text()) == (first, 197, "197")


def test_ctrl_z_after_saving_takes_the_meeting_back_with_its_marks_and_count(qtbot, page, office, tasks):
    page.model.mark_all(absent=True)
    for row in range(3):
        page.model.switch(row)
    page.counted.setFocus()
    type_text(page.counted, "3")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    assert len(signed(office, page)) == 3
    assert page.model.present == frozenset()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    assert signed(office, page) == []
    assert (len(page.model.present), page.counted.text()) == (3, "3")
    assert "Khớp" in page._agrees.text()


def test_a_meeting_on_a_day_of_another_year_is_asked_about_before_it_is_saved(qtbot, page, office, tasks, view):
    asked = []
    view.asked.connect(asked.append)
    page.card.day.setText("15/11/2025")
    page.card.day.editingFinished.emit()
    settle(qtbot, tasks)
    page.counted.setText(str(len(page.model.present)))
    page.save()
    settle(qtbot, tasks)
    assert signed(office, page) == []
    (doubt,) = asked
    doubt.answers[1][1]()
    settle(qtbot, tasks)
    assert {pledge.signed_on.year for pledge in signed(office, page)} == {2025}
    assert len(asked) == 1


def keep_three_and_take_back(qtbot, page, tasks):
    """Keep a meeting of three and take it back: few enough that nothing is asked."""
    page.model.mark_all(absent=True)
    for row in range(3):
        page.model.switch(row)
    page.counted.setFocus()
    type_text(page.counted, "3")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    assert page.counted.text() == "3"


def test_marks_that_undo_brought_back_are_offered_after_the_lock(qtbot, page, view, tasks):
    keep_three_and_take_back(qtbot, page, tasks)
    page.keep_drafts()
    again = MeetingPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    assert not again._draft_bar.isHidden()
    again.take_draft()
    settle(qtbot, tasks)
    assert (len(again.model.waiting), len(again.model.present), again.counted.text()) == (200, 3, "3")


def test_marks_of_a_meeting_that_was_kept_again_are_not_offered(qtbot, page, view, office, tasks):
    keep_three_and_take_back(qtbot, page, tasks)
    page.keep_drafts()
    view.redo()
    settle(qtbot, tasks)
    assert len(signed(office, page)) == 3
    page.keep_drafts()
    again = MeetingPage(view)
    qtbot.addWidget(again)
    assert again._draft_bar.isHidden()
