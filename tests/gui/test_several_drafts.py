"""Several new records half typed: each waits for its turn, and the one in hand comes back behind a lock."""

import pytest
from PySide6.QtCore import Qt

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.places import Adding
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import indicators, records
from antq_desktop.services.half_typed import half_typed
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.services.meaning import heading
from hands import kept, press, settle, show, type_text, unlock

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ("Ksor Hờ", "Rơ Châm", "Đinh Y Bơ")


@pytest.fixture
def page(qtbot, view):
    made = RecordList(view, REGISTERS["household"])
    show(qtbot, made)
    return made


def name_field(page):
    return page.form.blocks["head_name"].editor


def half_type(page, name):
    page.add()
    type_text(name_field(page), name)
    press(Qt.Key.Key_Escape)


def names_kept(office):
    return [draft.values["head_name"] for draft in kept(office)]


def test_a_third_new_household_half_typed_leaves_the_first_two(page, office):
    for name in NAMES:
        half_type(page, name)
    assert names_kept(office) == list(reversed(NAMES))
    page.add()
    assert "Thêm hộ “Đinh Y Bơ”, chưa lưu vào sổ." in page.form.draft_bar.words
    assert "Còn 2 bản đang nhập dở khác, vẫn được giữ." in page.form.draft_bar.words
    page.form.draft_bar.take_draft()
    assert name_field(page).text() == NAMES[2]
    assert names_kept(office) == list(reversed(NAMES))
    type_text(name_field(page), "n")
    press(Qt.Key.Key_Escape)
    assert names_kept(office) == ["Đinh Y Bơn", "Rơ Châm", "Ksor Hờ"]


def test_what_was_typed_before_an_offer_was_taken_waits_too(page, office):
    half_type(page, NAMES[0])
    page.add()
    type_text(name_field(page), NAMES[1])
    page.form.draft_bar.take_draft()
    assert name_field(page).text() == NAMES[0]
    page.form.leave()
    assert sorted(names_kept(office)) == sorted(NAMES[:2])


def test_saving_one_leaves_the_others_and_dropping_offers_the_next(page, office):
    for name in NAMES[:2]:
        half_type(page, name)
    page.add()
    page.form.draft_bar.take_draft()
    page.form.blocks["area"].editor.setText("Thôn Đông Hạ")
    page.form.save()
    assert page.form is None
    assert names_kept(office) == [NAMES[0]]
    half_type(page, NAMES[2])
    page.add()
    page.form.draft_bar.drop_draft()
    assert "khác" not in page.form.draft_bar.words
    page.form.draft_bar.take_draft()
    assert name_field(page).text() == NAMES[0]


def test_another_one_begun_over_an_open_form_leaves_what_is_typed_there(page, office):
    page.add()
    type_text(name_field(page), NAMES[0])
    page.add()
    type_text(name_field(page), NAMES[1])
    page.form.leave()
    assert names_kept(office) == [NAMES[1], NAMES[0]]


def test_each_waits_under_what_is_to_be_done_with_its_name_and_opens_as_itself(qtbot, program):
    page = opened(qtbot, program.main)
    for name in NAMES[:2]:
        half_type(page, name)
    told = half_typed(program.office)
    assert [half.what for half in told] == ["thêm hộ “Rơ Châm”", "thêm hộ “Ksor Hờ”"]
    program.main.open("overview")
    settle(qtbot, program.frame.tasks)
    card = program.main.page("overview").due

    def offered():
        return [made for made in card.buttons if "Ksor Hờ" in made.accessibleName()]

    qtbot.waitUntil(lambda: bool(offered()))
    offered()[0].click()
    settle(qtbot, program.frame.tasks)
    assert name_field(page).text() == NAMES[0], "one click opens it and goes on with it"
    assert len(kept(program.office)) == 2


def opened(qtbot, main):
    main.open("household")
    settle(qtbot, main.view.tasks)
    return main.page("household")


def test_the_form_in_hand_comes_back_behind_the_lock_with_what_was_typed(qtbot, program):
    page = opened(qtbot, program.main)
    half_type(page, NAMES[0])
    program.main.open("household", Adding())
    type_text(name_field(page), NAMES[1])
    program.lock()
    unlock(qtbot, program)
    page = program.main.page("household")
    assert program.main.place == "household"
    qtbot.waitUntil(lambda: page.form is not None)
    assert name_field(page).text() == NAMES[1]
    assert not page.form.draft_bar.isVisible()
    assert page.form.isAncestorOf(program.frame.focusWidget())
    page.form.blocks["area"].editor.setText("Thôn Đông Hạ")
    page.form.save()
    assert names_kept(program.office) == [NAMES[0]]


def test_a_record_that_was_being_put_right_comes_back_too(qtbot, program):
    page = opened(qtbot, program.main)
    uid = open_list(program.office, "household", ListQuery()).rows(3, 1)[0].uid
    page.open_record(uid)
    page.form.blocks["address"].editor.clear()
    type_text(page.form.blocks["address"].editor, "Số 9")
    program.lock()
    unlock(qtbot, program)
    page = program.main.page("household")
    qtbot.waitUntil(lambda: page.form is not None)
    assert (page.form.uid, page.form.blocks["address"].editor.text()) == (uid, "Số 9")
    page.form.save()
    assert records.get(program.office, "household", uid).record.address == "Số 9"
    program.lock()
    unlock(qtbot, program)
    assert program.main.page("household").form is None


def test_of_two_versions_of_one_record_the_one_in_hand_comes_back_and_the_older_waits(qtbot, program):
    page = opened(qtbot, program.main)
    page.table.put_cursor(3)
    uid = page.current_uid
    for words in ("Cũ", "Mới"):
        page.open_record(uid)
        type_text(page.form.blocks["note"].editor, words)
        page.keep_drafts()
        if words == "Cũ":
            page.form.leave()
    program.lock()
    unlock(qtbot, program)
    page = program.main.page("household")
    qtbot.waitUntil(lambda: page.form is not None)
    assert page.form.blocks["note"].editor.value() == "Mới"
    assert [draft.values["note"] for draft in kept(program.office)] == ["Mới", "Cũ"]


def test_what_was_typed_goes_for_good_only_when_that_is_said_twice(page, office):
    half_type(page, NAMES[0])
    page.add()
    bar = page.form.draft_bar
    bar.drop.setFocus()
    press(Qt.Key.Key_Space)
    assert "không lấy lại được" in bar.words
    assert "“Ksor Hờ”" in bar.words
    press(Qt.Key.Key_Space)
    assert names_kept(office) == [NAMES[0]], "the focus is on what keeps it"
    assert "Khôi phục" in bar.words
    bar.drop.click()
    bar.drop_for_good.click()
    assert names_kept(office) == []
    assert not bar.isVisible()


@pytest.fixture
def entry_again(qtbot, view, tasks):
    """Makes the page of papers anew, as after a lock."""

    def make():
        made = PledgeEntryPage(view)
        show(qtbot, made)
        settle(qtbot, tasks)
        return made

    return make


def test_the_offer_among_the_papers_says_whose_paper_it_was(qtbot, office, view, entry_again):
    page = entry_again()
    missing = set(indicators.drill(office, view.period, indicators.I1B).missing)
    known = next(each for each in open_list(office, "household", ListQuery()).records(0, 700) if each.uid in missing)
    page.card.area.choose(known.area)
    type_text(page.line, known.head_name)
    offered = page.panel.suggestions.list
    qtbot.waitUntil(lambda: offered.count() > 0)

    def place():
        found = (offered.item(at).data(Qt.ItemDataRole.UserRole) for at in range(offered.count()))
        return next((at for at, each in enumerate(found) if each is not None and each.uid == known.uid), None)

    qtbot.waitUntil(lambda: place() is not None)
    offered.setCurrentRow(place())
    press(Qt.Key.Key_Return)
    page.keep_drafts()
    again = entry_again()
    named = heading(office, "household", known.uid)
    assert f"Hộ “{named}”, chưa lưu vào sổ." in again.draft_bar.words
    again.draft_bar.take.click()
    assert again.chosen.uid == known.uid
    assert again.panel.paper.paper.hasFocus()
    again.save()
    assert again.table.kept == 1
    assert kept(office) == []


def test_of_two_papers_half_typed_the_other_waits_until_the_first_is_saved(qtbot, office, view, entry_again):
    page = entry_again()
    page.card.area.setCurrentIndex(1)
    for name in NAMES[:2]:
        type_text(page.line, name)
        press(Qt.Key.Key_Return, CTRL)
        page.keep_drafts()
        page = entry_again()
    assert "Hộ mới “Rơ Châm”, chưa lưu vào sổ. Còn 1 bản đang nhập dở khác, vẫn được giữ." in page.draft_bar.words
    page.draft_bar.take.click()
    assert page.panel.new.name.text() == "Rơ Châm"
    assert not page.draft_bar.isVisible()
    page.save()
    settle(qtbot, view.tasks)
    assert "Hộ mới “Ksor Hờ”" in page.draft_bar.words
    assert page.draft_bar.isVisible()
    page.draft_bar.take.click()
    assert page.panel.new.name.text() == "Ksor Hờ"
