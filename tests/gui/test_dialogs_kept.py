"""What was typed into a dialog: kept while it is typed, offered by the same dialog about the same record."""

import gc
import shutil
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from test_drafts_kept import killed

from antq_desktop.app import Program
from antq_desktop.domain.choices import GroupDeed
from antq_desktop.gui.forms.deed_dialog import DeedDialog
from antq_desktop.gui.forms.event_dialog import EventDialog
from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.services import lists, records, upkeep
from antq_desktop.services.samples import demo
from hands import Writing, activate, in_front, is_gone, kept, press, settle, type_text, unlock

LATER = 2_500
SPLIT = """
page.table.put_cursor(0)
page.ask_event("split")
(field,) = [made.editors["head_name"] for made in page.findChildren(object) if hasattr(made, "editors")]
"""


def happens(page, key):
    page.ask_event(key)
    return in_front(page, EventDialog)


def decided(page, deed):
    page.ask_deed(deed)
    return in_front(page, DeedDialog)


def dossier_of(page, name):
    page.go_to(records.resolve(page.view.office, "model_point", name))
    page.show_dossier()
    return page.currentWidget()


def torn(dialog):
    """What a lock does to a dialog: the pages keep their drafts, then every window is closed."""
    dialog.keep_drafts()
    dialog.close()
    assert is_gone(dialog)


def households_of(program, qtbot):
    program.main.open("household")
    settle(qtbot, program.frame.tasks)
    page = program.main.page("household")
    page.table.put_cursor(0)
    return page


def test_a_split_half_typed_comes_back_after_a_lock_and_is_saved(qtbot, program):
    page = households_of(program, qtbot)
    uid = page.current_uid
    dialog = happens(page, "split")
    type_text(dialog.editors["head_name"], "Ksor Tách")
    dialog.day.setText("15/11/2026")
    program.session.heed(True)
    qtbot.waitUntil(lambda: program.main is None, timeout=10_000)
    unlock(qtbot, program)
    page = households_of(program, qtbot)
    page.go_to(uid)
    dialog = happens(page, "split")
    assert "Khôi phục bản đang nhập lúc 08:" in dialog.draft_bar.words
    assert dialog.editors["head_name"].text() == ""
    dialog.draft_bar.take.click()
    assert dialog.draft_bar.isHidden()
    assert (dialog.editors["head_name"].text(), dialog.day.text()) == ("Ksor Tách", "15/11/2026")
    assert dialog.focusWidget() is dialog.editors["head_name"]
    type_text(dialog.editors["head_name"], " Ra")
    dialog.go()
    assert records.suggestions(program.office, "household", "Ksor Tách Ra")
    assert kept(program.office) == []


def test_a_window_closed_without_an_answer_keeps_what_its_dialog_held(qtbot, program, theme, clock):
    page = households_of(program, qtbot)
    uid = page.current_uid
    type_text(happens(page, "head").editors["head_name"], "Ksor Thay")
    program.frame.close()
    again = Program(program.folder, theme, sample=True, clock=clock)
    qtbot.addWidget(again.frame)
    again.frame.show()
    activate(qtbot, again.frame)
    again.start()
    settle(qtbot, again.frame.tasks)
    unlock(qtbot, again)
    page = households_of(again, qtbot)
    page.go_to(uid)
    dialog = happens(page, "head")
    dialog.draft_bar.take.click()
    assert dialog.editors["head_name"].text() == "Ksor Thay"
    again.frame.close()


def test_a_program_killed_over_a_dialog_loses_no_more_than_the_last_seconds(qtbot, tmp_path, sample_template, program):
    folder = tmp_path / "killed"
    shutil.copytree(sample_template, folder)
    killed(folder, SPLIT)
    again = Program(folder, program.frame.icons.theme, sample=True)
    qtbot.addWidget(again.frame)
    again.frame.show()
    again.start()
    settle(qtbot, again.frame.tasks)
    unlock(qtbot, again)
    dialog = happens(households_of(again, qtbot), "split")
    dialog.draft_bar.take.click()
    assert dialog.editors["head_name"].text().strip() == "Ksor Hờ Blơi"
    again.frame.close()


def test_what_is_typed_is_kept_while_it_is_typed(qtbot, households, office):
    dialog = happens(households, "move")
    dialog.editors["address"].setText("Số 9")
    qtbot.waitUntil(lambda: bool(kept(office)), timeout=2 * LATER)
    assert kept(office)[0].values["address"] == "Số 9"


@pytest.mark.parametrize("way", ["button", "frame"])
def test_who_gives_up_is_asked_nothing_later(qtbot, households, office, way):
    dialog = happens(households, "head")
    type_text(dialog.editors["head_name"], "Ksor Thôi")
    dialog.drafts.flush()
    assert len(kept(office)) == 1
    if way == "button":
        dialog.reject()
    else:
        dialog.close()
    assert kept(office) == []
    assert happens(households, "head").draft_bar.isHidden()


def test_nothing_typed_is_nothing_kept(households, office):
    torn(happens(households, "leave"))
    assert kept(office) == []


def test_an_offer_is_taken_and_the_rest_typed_by_keys_alone(qtbot, households, office):
    dialog = happens(households, "head")
    type_text(dialog.editors["head_name"], "Ksor")
    torn(dialog)
    again = happens(households, "head")
    activate(qtbot, again)
    for key in (Qt.Key.Key_Backtab, Qt.Key.Key_Backtab, Qt.Key.Key_Return):
        press(key)
    assert QApplication.focusWidget() is again.editors["head_name"]
    type_text(again.editors["head_name"], " Phím")
    for _ in ("the name", "its day"):
        press(Qt.Key.Key_Return)
    assert is_gone(again)
    assert records.suggestions(office, "household", "Ksor Phím"), "it was typed behind what was there"


def test_an_offer_belongs_to_one_dialog_about_one_household(households):
    dialog = happens(households, "head")
    type_text(dialog.editors["head_name"], "Ksor Một")
    torn(dialog)
    other = happens(households, "split")
    assert other.draft_bar.isHidden()
    other.reject()
    households.table.put_cursor(1)
    other = happens(households, "head")
    assert other.draft_bar.isHidden()


def test_an_offer_nobody_answers_waits_and_one_that_is_dropped_is_gone(households, office):
    dialog = happens(households, "head")
    type_text(dialog.editors["head_name"], "Ksor Chờ")
    torn(dialog)
    again = happens(households, "head")
    type_text(again.editors["head_name"], "Rơ Châm")
    again.reject()
    again = happens(households, "head")
    assert again.drafts.found["head_name"] == "Ksor Chờ"
    again.draft_bar.dropped.emit()
    assert again.draft_bar.isHidden()
    assert kept(office) == []


def test_a_fault_of_the_program_takes_the_dialog_and_not_what_was_typed(households, view, office):
    dialog = happens(households, "head")
    type_text(dialog.editors["head_name"], "Ksor Lỗi")
    dialog.failed(ValueError("hỏng"))
    assert is_gone(dialog)
    assert len(view.record.troubles) == 1
    assert happens(households, "head").drafts.found["head_name"] == "Ksor Lỗi"


@pytest.mark.parametrize(("day", "is_saved"), [("15/11/2026", True), ("15/11/2036", False)])
def test_a_dialog_that_waits_is_saved_behind_the_lock_or_offered_again(qtbot, program, day, is_saved):
    work, page = Writing(program.office), households_of(program, qtbot)
    uid = page.current_uid
    program.main.view.run("Nhập từ Excel", work, lambda _result: None)
    work.wait_until_it_writes()
    dialog = happens(page, "head")
    type_text(dialog.editors["head_name"], "Ksor Sau")
    dialog.day.setText(day)
    dialog.go()
    program.lock()
    assert len(kept(program.office)) == 1, "nobody knows yet whether it can be saved"
    work.go_on.set()
    qtbot.waitUntil(lambda: program.office is None, timeout=10_000)
    unlock(qtbot, program)
    assert bool(records.suggestions(program.office, "household", "Ksor Sau")) == is_saved
    page = households_of(program, qtbot)
    page.go_to(uid)
    assert happens(page, "head").draft_bar.isHidden() == is_saved


def test_what_a_dialog_held_holds_no_key_behind_the_lock(qtbot, program):
    type_text(happens(households_of(program, qtbot), "head").editors["head_name"], "Ksor Kín")
    held = [weakref.ref(program.office.store), weakref.ref(program.main)]
    program.lock()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [each() for each in held] == [None, None]


def test_a_decision_half_typed_comes_back(points, office):
    points.go_to(records.resolve(office, "model_point", "Camera an ninh"))
    dialog = decided(points, GroupDeed.MERGED)
    into = records.resolve(office, "model_point", "Dòng họ tự quản")
    dialog.into.choose(into)
    type_text(dialog.decision_no, "12/QĐ-UBND")
    dialog.decision_on.setText("20/11/2026")
    torn(dialog)
    dissolving = decided(points, GroupDeed.DISSOLVED)
    assert dissolving.draft_bar.isHidden()
    dissolving.reject()
    again = decided(points, GroupDeed.MERGED)
    again.draft_bar.take.click()
    assert (again.into.value(), again.decision_no.text(), again.decision_on.text()) == (
        *(into, "12/QĐ-UBND", "20/11/2026"),
    )
    again.go()
    assert is_gone(again)
    assert kept(office) == []


def test_a_person_half_typed_comes_back_to_the_same_model(points, office):
    dossier = dossier_of(points, "Camera an ninh")
    dossier.members.ask_new()
    dialog = in_front(points, PartDialog)
    type_text(dialog.editors["full_name"], "Nguyễn Văn Dở")
    torn(dialog)
    dossier.left.emit()
    dossier = dossier_of(points, "Dòng họ tự quản")
    dossier.members.ask_new()
    other = in_front(points, PartDialog)
    assert other.draft_bar.isHidden()
    other.reject()
    dossier.left.emit()
    dossier = dossier_of(points, "Camera an ninh")
    dossier.members.ask_new()
    again = in_front(points, PartDialog)
    again.draft_bar.take.click()
    again.editors["role"].fill("member")
    again.go()
    assert "Nguyễn Văn Dở" in {text for row in dossier.members.table.texts() for text in row}
    assert kept(office) == []


def test_a_part_that_was_changed_elsewhere_meanwhile_is_told_and_stays(points, office):
    dossier = dossier_of(points, "Camera an ninh")
    point = records.resolve(office, "model_point", "Camera an ninh")
    said = {"point": point, "full_name": "Lê Văn Cũ", "role": "member"}
    uid = records.save(office, "group_member", said).uid
    dossier.read()
    place = dossier.members._uids.index(uid)
    dossier.members._open(place)
    dialog = in_front(points, PartDialog)
    dialog.editors["full_name"].setText("Lê Văn Nháp")
    dialog.editors["role"].fill("deputy")
    torn(dialog)
    records.save(office, "group_member", {**said, "full_name": "Lê Văn Mới"}, uid=uid)
    dossier.members._open(place)
    again = in_front(points, PartDialog)
    again.draft_bar.take.click()
    assert again.editors["full_name"].text() == "Lê Văn Mới"
    assert again.editors["role"].value() == "deputy"
    assert "bản dở ghi “Lê Văn Nháp”" in again.fault.text()


def test_drafts_about_a_household_go_when_it_is_erased(households, office):
    uid = households.current_uid
    dialog = happens(households, "head")
    type_text(dialog.editors["head_name"], "Ksor Xin Xóa")
    torn(dialog)
    dialog = happens(households, "split")
    type_text(dialog.editors["head_name"], "Ksor Con")
    torn(dialog)
    assert len(kept(office)) == 2
    upkeep.erase(office, "household", uid, "theo đơn", demo.PASSWORD)
    assert kept(office) == []


def test_lists_of_a_household_show_nothing_of_a_draft(households, office):
    dialog = happens(households, "head")
    type_text(dialog.editors["head_name"], "Ksor Chưa Lưu")
    torn(dialog)
    assert lists.open_list(office, "household", lists.ListQuery("Ksor Chưa Lưu")).count == 0
