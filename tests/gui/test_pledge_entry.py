"""Entering pledges by keys alone: known households, new ones, doubles, undo, drafts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import workbooks
from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.gui.entry.entered_list import AREA, ORGANIZATIONS
from antq_desktop.gui.entry.entered_paper import SAVED, SKIPPED, TAKEN_BACK
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import indicators, records
from antq_desktop.services.imports import importing
from antq_desktop.services.lists import ListQuery, open_list
from hands import in_front, is_gone, press, settle, show, type_text


@pytest.fixture
def page(entry):
    return entry


def unsigned(office, view):
    """Households without a pledge this year."""
    return [
        records.get(office, "household", uid).record
        for uid in indicators.drill(office, view.period, indicators.I1B).missing
    ]


def pledges_of(office, uid):
    found = open_list(office, "pledge", ListQuery(equal={"household": (uid,), "year": (2026,)}))
    return [record for record in found.records(0, 10) if isinstance(record, Pledge)]


def typed(page, qtbot, text):
    """Type a name and wait for what it may mean."""
    type_text(page.line, text)
    qtbot.waitUntil(lambda: page._offered is not None and page._offered[0] == text, timeout=5_000)


def without_marks(name):
    import unicodedata

    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def test_a_known_household_takes_its_name_and_two_keys(qtbot, page, office, view):
    wanted = unsigned(office, view)[0]
    typed(page, qtbot, without_marks(wanted.head_name))
    texts = page.panel.suggestions.texts
    place = next(number for number, text in enumerate(texts) if wanted.head_name in text and "đã ký" not in text)
    for _ in range(place):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    chosen = page.chosen
    assert chosen is not None
    press(Qt.Key.Key_Return)
    (pledge,) = pledges_of(office, chosen.uid)
    assert pledge.signed_on == office.today()
    assert page.table.texts()[0][1] == chosen.head_name
    assert page.table.texts()[0][6] == SAVED
    assert QApplication.focusWidget() is page.line
    assert page.line.text() == ""
    assert view.record.notices[-1] == "Đã lưu."
    assert not view.record.troubles


def test_undo_takes_the_paper_back_and_says_so_and_redo_brings_it_again(qtbot, page, office, view):
    chosen = enter_one(qtbot, page, office, view)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pledges_of(office, chosen.uid) == []
    assert page.table.texts()[0][6] == TAKEN_BACK
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.table.texts()[0][6] == SAVED


def enter_one(qtbot, page, office, view):
    wanted = unsigned(office, view)[0]
    typed(page, qtbot, f"{wanted.head_name} {wanted.address or ''}".strip())
    press(Qt.Key.Key_Return)
    chosen = page.chosen
    press(Qt.Key.Key_Return)
    return chosen


def test_who_pledged_already_is_skipped_by_enter(qtbot, page, office, view):
    chosen = enter_one(qtbot, page, office, view)
    typed(page, qtbot, f"{chosen.head_name} {chosen.address}".strip())
    press(Qt.Key.Key_Return)
    assert page.panel.asked.buttons[0].text().strip() == SKIPPED
    assert "đã có bản cam kết" in page.panel.asked.words
    press(Qt.Key.Key_Return)
    assert len(pledges_of(office, chosen.uid)) == 1
    assert page.table.texts()[0][6] == SKIPPED
    assert QApplication.focusWidget() is page.line


def test_a_new_household_is_typed_with_its_pledge(qtbot, page, office):
    page.card.area.setCurrentIndex(1)
    before = open_list(office, "household").count
    typed(page, qtbot, "Ksor Hờ Mới")
    press(Qt.Key.Key_Return)
    assert page.panel.new.isVisible()
    assert page.panel.new.name.text() == "Ksor Hờ Mới"
    type_text(QApplication.focusWidget(), "Số 9")
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert open_list(office, "household").count == before + 1
    (uid, _) = records.suggestions(office, "household", "Ksor Hờ Mới")[0]
    (pledge,) = pledges_of(office, uid)
    assert (pledge.signer_kind, pledge.area) == ("member", page.card.area.uid)
    assert page.table.texts()[0][1::2][:2] == ("Ksor Hờ Mới", "Số 9")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert open_list(office, "household").count == before


def test_a_new_household_while_papers_come_from_many_areas_is_asked_for_its_area(qtbot, page, office):
    page.card.area.setCurrentIndex(0)
    before = open_list(office, "household").count
    typed(page, qtbot, "Ksor Hờ Mới")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.panel.new.area
    page.save()
    assert "khu dân cư" in page.panel.fault.lower()
    assert QApplication.focusWidget() is page.panel.new.area
    assert page.panel.new.name.text() == "Ksor Hờ Mới"
    assert open_list(office, "household").count == before
    press(Qt.Key.Key_Down)
    area = page.panel.new.area.uid
    press(Qt.Key.Key_Return)
    type_text(QApplication.focusWidget(), "Số 9")
    for _ in range(5):
        press(Qt.Key.Key_Return)
    (uid, _) = records.suggestions(office, "household", "Ksor Hờ Mới")[0]
    assert records.get(office, "household", uid).record.area == area


def test_a_name_the_area_chosen_for_a_new_household_has_already_is_asked_about(qtbot, page, office, view):
    wanted = unsigned(office, view)[0]
    before = open_list(office, "household").count
    page.card.area.setCurrentIndex(0)
    typed(page, qtbot, wanted.head_name)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.panel.new.area.choose(wanted.area)
    page.save()
    assert "Bản giấy này là của hộ đó?" in page.panel.asked.words
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert open_list(office, "household").count == before + 1
    assert page.table.texts()[0][6] == SAVED


def test_the_button_that_saves_stays_in_sight_in_a_small_window(qtbot, page):
    page.resize(905, 420)
    page.card.area.setCurrentIndex(0)
    typed(page, qtbot, "Ksor Hờ Mới")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    for field in (page.panel.new.area, page.panel.new.persons, page.panel.paper.paper):
        field.setFocus()
        QApplication.processEvents()
        assert not field.visibleRegion().isEmpty()
        seen = field.visibleRegion().boundingRect()
        assert seen.height() == field.height()
        assert page.panel.save.visibleRegion().boundingRect().height() == page.panel.save.height()


def test_the_names_of_entered_papers_stay_readable_in_a_small_window(qtbot, page, office, view):
    chosen = enter_one(qtbot, page, office, view)
    for width in (905, 900, 1366, 760, 750):
        page.resize(width, 700)
        QApplication.processEvents()
        needed = page.table.fontMetrics().horizontalAdvance(chosen.head_name)
        assert page.table.columnWidth(1) > needed, width
    assert page.table.isColumnHidden(ORGANIZATIONS)
    page.resize(1366, 700)
    QApplication.processEvents()
    assert not page.table.isColumnHidden(ORGANIZATIONS)


def test_one_household_of_many_organisations_does_not_push_their_column_out(qtbot, page, office, view):
    page.resize(1134, 640)
    mine = frozenset(uid for uid, _ in records.suggestions(office, "member_organization", "")[:6])
    wanted = unsigned(office, view)[0]
    records.save(office, "household", {"address": "Số 381, ngách 12/5, ngõ 7", "organizations": mine}, uid=wanted.uid)
    page.card.area.choose(wanted.area)
    typed(page, qtbot, wanted.head_name)
    uids = [page.panel.suggestions.list.item(row).data(Qt.ItemDataRole.UserRole).uid for row in range(1)]
    assert uids == [wanted.uid]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    table = page.table
    assert [place for place in range(table.columnCount()) if table.isColumnHidden(place)] == [AREA]
    words = table.item(0, 1).text()
    assert table.fontMetrics().horizontalAdvance(words) < table.columnWidth(1)
    assert table.columnWidth(ORGANIZATIONS) > table.fontMetrics().averageCharWidth() * 14
    assert table.item(0, ORGANIZATIONS).toolTip() == page.table.papers[0].household.organizations
    page.resize(620, 640)
    QApplication.processEvents()
    assert table.isColumnHidden(ORGANIZATIONS)
    page.resize(1366, 640)
    QApplication.processEvents()
    assert not table.isColumnHidden(ORGANIZATIONS)


def test_a_day_of_another_year_is_told_at_the_card_before_the_first_paper(qtbot, page):
    assert page.card.caution.text() == ""
    page.card.day.setText("12/03/2025")
    page.card.day.editingFinished.emit()
    assert "12/03/2025" in page.card.caution.text()
    assert page.card.caution.isVisible()
    page.card.day.setText("12/03/2027")
    page.card.day.editingFinished.emit()
    assert page.card.caution.isVisible()
    page.card.day.setText("12/03/2026")
    page.card.day.editingFinished.emit()
    assert page.card.caution.text() == ""


def test_initials_nobody_has_do_not_become_a_household(qtbot, page):
    typed(page, qtbot, "qqq")
    press(Qt.Key.Key_Return)
    assert page.panel.currentWidget() is page.panel.suggestions
    assert "Ctrl+Enter" in page.panel.suggestions._hint.text()


def test_a_name_the_area_has_already_is_asked_about(qtbot, page, office, view):
    wanted = unsigned(office, view)[0]
    page.card.area.choose(wanted.area)
    typed(page, qtbot, wanted.head_name)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Bản giấy này là của hộ đó?" in page.panel.asked.words
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert page.panel.new.isVisible()
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.line
    assert page.line.text() == wanted.head_name


def test_what_is_typed_is_offered_again_after_the_window_closed(qtbot, page, view, tasks):
    typed(page, qtbot, "Ksor Hờ")
    page.keep_drafts()
    again = PledgeEntryPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    assert again.draft_bar.isVisible()
    again.take_draft()
    assert again.line.text() == "Ksor Hờ"
    again.drop_draft()
    third = PledgeEntryPage(view)
    qtbot.addWidget(third)
    settle(qtbot, tasks)
    assert not third.draft_bar.isVisibleTo(third)


def test_a_draft_waits_for_its_answer_whatever_is_entered_meanwhile(qtbot, page, office, view, tasks):
    typed(page, qtbot, "Ksor Hờ")
    page.keep_drafts()
    again = PledgeEntryPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    enter_one(qtbot, again, office, view)
    again.line.setText("Rơ Châm")
    again.keep_drafts()
    assert again.draft_bar.isVisible()
    third = PledgeEntryPage(view)
    show(qtbot, third)
    settle(qtbot, tasks)
    third.take_draft()
    assert third.line.text() == "Ksor Hờ"


def test_the_sitting_is_remembered(qtbot, page, view, tasks):
    page.card.area.setCurrentIndex(2)
    page.card.day.setText("5/3/2026")
    page.card.day.editingFinished.emit()
    again = PledgeEntryPage(view)
    show(qtbot, again)
    settle(qtbot, tasks)
    assert again.card.sitting == page.card.sitting
    assert again.card.day.text() == "05/03/2026"


def test_a_day_that_is_none_is_told_and_nothing_is_saved(qtbot, page):
    page.card.day.setText("31/02/2026")
    page.card.day.editingFinished.emit()
    assert page.sitting is None
    assert page.card._fault.isVisible()
    type_text(page.line, "nvp")
    press(Qt.Key.Key_Return)
    assert page.table.papers == []


def test_a_new_household_that_was_being_typed_is_offered_again(qtbot, page, view):
    page.card.area.setCurrentIndex(0)
    typed(page, qtbot, "Ksor Hờ Mới")
    press(Qt.Key.Key_Return)
    page.panel.new.area.setCurrentIndex(2)
    page.panel.new.address.setText("Số 9")
    page.keep_drafts()
    again = PledgeEntryPage(view)
    show(qtbot, again)
    again.take_draft()
    assert again.panel.entering_new
    assert again.panel.new.address.text() == "Số 9"
    assert again.panel.new.area.uid == page.panel.new.area.uid


def test_telex_storms_reach_the_line_letter_by_letter(qtbot, page):
    type_text(page.line, "nguye\bên\b\bễn")
    assert page.line.text() == "nguyễn"


def test_progress_is_shown_for_the_area_at_hand(qtbot, page, tasks, office):
    page.card.area.setCurrentIndex(1)
    settle(qtbot, tasks)
    assert page.progress.progress is not None
    assert page.progress.progress.where == page.card.area.currentText()
    assert page.progress.progress.households == 120


def test_progress_follows_the_registers_also_behind_another_page(qtbot, page, tasks, office, view, tmp_path):
    page.card.area.setCurrentIndex(1)
    settle(qtbot, tasks)
    before, area = page.progress.progress.households, page.card.area.currentText()
    page.hide()
    rows = [workbooks.line(f"Ksor Hờ {name}", area=area, signed_on=None) for name in ("An", "Bình")]
    view.announce(importing.save(office, workbooks.look(office, tmp_path / "moi.xlsx", *rows)).changes)
    settle(qtbot, tasks)
    page.show()
    settle(qtbot, tasks)
    assert page.progress.progress.households == before + 2
    view.announce(records.save(office, "household", {"head_name": "Ksor Hờ Cúc", "area": page.card.area.uid}).changes)
    settle(qtbot, tasks)
    assert page.progress.progress.households == before + 3


def test_rows_copied_in_excel_are_looked_at_and_saved_together(qtbot, page, office, view, tasks):
    page.card.area.setCurrentIndex(1)
    known = next(household for household in unsigned(office, view) if household.area == page.card.area.uid)
    QGuiApplication.clipboard().setText(
        f"{known.head_name}\t{known.address or ''}\r\nKsor Hờ Mới\tSố 9\r\nRơ Châm Ơi\tSố 10\t32/13/2026\r\n"
    )
    before = open_list(office, "household").count
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    assert [kinds.currentData() for kinds in dialog.kinds.values()] == ["head_name", "address", "signed_on"]
    assert "2" in dialog.save_button.text()
    dialog.save()
    settle(qtbot, tasks)
    settle(qtbot, tasks)
    assert dialog.isVisible(), "a row still waits"
    assert open_list(office, "household").count == before + 1
    assert len(pledges_of(office, known.uid)) == 1
    dialog.rows.next_waiting()
    dialog.rows.type_over(dialog.rows.row, 6, "01/03/2026")
    settle(qtbot, tasks)
    dialog.save()
    settle(qtbot, tasks)
    assert is_gone(dialog)
    assert "đã lưu 3 bản" in page._summary.text()
    assert not view.record.troubles
    view.undo()
    assert open_list(office, "household").count == before + 1
    assert "đã lưu 2 bản" in page._summary.text()
    view.redo()
    assert "đã lưu 3 bản" in page._summary.text()
