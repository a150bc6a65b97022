"""Dialogs at the moment the window is locked or closed: whatever fails, the window is covered, and nothing is lost."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from test_dialogs_kept import happens, households_of

from antq_desktop.domain.errors import StorageError
from antq_desktop.domain.fields import Kind
from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.gui.screens.lock import LockScreen
from antq_desktop.services import records
from antq_desktop.services.samples import demo
from antq_desktop.storage.connect import connect
from antq_desktop.storage.looks import Looks
from evidence_files import photo
from hands import Writing, activate, in_front, is_gone, kept, press, settle, type_text, unlock


def dossier_in(program, qtbot, name="Camera an ninh"):
    program.main.open("model_point")
    settle(qtbot, program.frame.tasks)
    page = program.main.page("model_point")
    page.go_to(records.resolve(program.office, "model_point", name))
    page.show_dossier()
    return page.currentWidget()


def drafts_file(program):
    """Another program at the file of drafts."""
    return connect(program.office.paths.drafts, program.office.drafts._key)


def told(program):
    """The error that is shown, which is read and closed."""
    error = program.frame.trouble.dialog.error
    program.frame.trouble.dialog.close()
    return error


def test_a_part_that_was_removed_elsewhere_is_told_and_the_window_is_locked_all_the_same(qtbot, program):
    office, dossier = program.office, dossier_in(program, qtbot)
    point = records.resolve(office, "model_point", "Camera an ninh")
    uid = records.save(office, "group_member", {"point": point, "full_name": "Lê Văn Cũ", "role": "member"}).uid
    dossier.read()
    place = dossier.members._uids.index(uid)
    records.remove(office, "group_member", uid, "ghi nhầm")
    dossier.members._open(place)
    assert "Không còn thành viên này" in told(program).what
    program.lock()
    assert isinstance(program.frame.page, LockScreen)
    assert program.office is None


@pytest.mark.parametrize("way", ["lock", "close"])
def test_drafts_that_cannot_be_read_are_told_and_the_window_goes_all_the_same(qtbot, program, way):
    page = households_of(program, qtbot)
    with drafts_file(program) as other:
        other.execute("DROP TABLE draft")
    page.ask_event("head")
    assert isinstance(told(program), StorageError)
    if way == "lock":
        program.lock()
        assert isinstance(program.frame.page, LockScreen)
    else:
        program.frame.close()
    assert program.office is None


@pytest.fixture
def busy(program, qtbot):
    """Something was just typed into a form and into a dialog, and another program begins to write the drafts."""
    program.main.open("residential_area")
    page = program.main.page("residential_area")
    page.add()
    dialog = happens(households_of(program, qtbot), "head")
    other = drafts_file(program)
    other.execute("BEGIN EXCLUSIVE")
    page.form.blocks["note"].editor.setText("chưa có tên")
    type_text(dialog.editors["head_name"], "Ksor Dở")
    yield other
    other.close()


@pytest.fixture
def writing(program, busy):
    """Long work that writes meanwhile."""
    work = Writing(program.office)
    program.main.view.run("Nhập từ Excel", work, lambda _result: None)
    work.wait_until_it_writes()
    yield work
    work.go_on.set()


def test_a_file_of_drafts_that_is_busy_keeps_nobody_from_locking_and_what_is_lost_is_told(qtbot, program, busy):
    program.lock()
    assert isinstance(program.frame.page, LockScreen)
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [program.frame]
    assert program.office is None
    busy.close()
    unlock(qtbot, program)
    assert "Chưa giữ được bản đang gõ" in program.frame.notices.words
    program.lock()
    unlock(qtbot, program)
    assert "Chưa giữ" not in program.frame.notices.words, "it is told once"


def test_what_could_not_be_kept_at_the_lock_is_kept_when_the_work_behind_it_ends(qtbot, program, busy, writing):
    program.lock()
    assert isinstance(program.frame.page, LockScreen)
    assert kept(program.office) == []
    busy.close()
    writing.go_on.set()
    qtbot.waitUntil(lambda: program.office is None, timeout=10_000)
    unlock(qtbot, program)
    assert "Chưa giữ" not in program.frame.notices.words
    assert {draft.register for draft in kept(program.office)} == {"residential_area", "event/head"}


def test_who_comes_back_while_drafts_cannot_be_kept_is_told(qtbot, program, writing):
    program.lock()
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    assert "Chưa giữ được bản đang gõ" in program.frame.notices.words
    form = program.main.page("residential_area").form
    assert form.blocks["note"].editor.text() == "chưa có tên"
    writing.go_on.set()
    settle(qtbot, program.frame.tasks)


def test_a_window_is_closed_although_drafts_cannot_be_kept(qtbot, program, busy):
    program.frame.close()
    assert not program.frame.isVisible()
    assert program.office is None


def test_pages_are_not_made_anew_for_another_look_while_drafts_cannot_be_kept(qtbot, program, busy):
    main = program.main
    program.look(Looks("dark", 120, 10))
    assert program.main is main
    assert "chưa giữ được bản đang gõ" in program.frame.notices.words


def held_up(program):
    """Long work that writes nothing and goes on until it is told to end: dialogs that were closed are there as long."""
    go_on = Event()
    program.main.view.run("Tạo tệp PDF", lambda _progress: go_on.wait(20), lambda _result: None)
    return go_on


@pytest.mark.parametrize("answer", ["Ghi", "Thôi"])
def test_a_day_written_out_as_a_dialog_goes_makes_no_draft_of_what_was_saved_or_given_up(qtbot, program, answer):
    page = households_of(program, qtbot)
    go_on = held_up(program)
    dialog = happens(page, "head")
    activate(qtbot, dialog)
    type_text(dialog.editors["head_name"], "Ksor Mới")
    dialog.day.setFocus()
    dialog.day.selectAll()
    type_text(dialog.day, "1-11-2026")
    if answer == "Thôi":
        dialog.reject()
    else:
        press(Qt.Key.Key_Return)
    assert is_gone(dialog)
    assert dialog.day.text() == "01/11/2026"
    assert bool(records.suggestions(program.office, "household", "Ksor Mới")) == (answer == "Ghi")
    dialog.drafts.flush()
    program.main.keep_drafts()
    go_on.set()
    assert kept(program.office) == []


def test_a_day_written_out_as_a_form_goes_makes_no_draft_of_what_was_saved(qtbot, program):
    program.main.open("club")
    go_on = held_up(program)
    page = program.main.page("club")
    page.go_to(records.suggestions(program.office, "club", "")[0][0])
    page.open_current()
    form = page.form
    field = next(each for each in form.blocks.values() if each.spec.kind is Kind.DATE).editor
    activate(qtbot, program.frame)
    field.setFocus()
    field.selectAll()
    type_text(field, "1-11-2020")
    form.save()
    assert page.form is None
    program.main.keep_drafts()
    go_on.set()
    assert kept(program.office) == []


def paper(program, qtbot, tmp_path):
    """A new paper of a dossier with its picture still on the way."""
    dossier = dossier_in(program, qtbot)
    dossier.files.ask_new()
    dialog = in_front(dossier, PartDialog)
    type_text(dialog.editors["number"], "12/QĐ")
    (tmp_path / "a.jpg").write_bytes(photo())
    dialog.editors["scans"].bring([tmp_path / "a.jpg"])
    assert dialog.editors["scans"].is_busy
    return dialog


def test_a_picture_that_comes_after_a_paper_was_given_up_makes_no_draft_of_it(qtbot, program, tmp_path):
    dialog = paper(program, qtbot, tmp_path)
    go_on = held_up(program)
    dialog.reject()
    qtbot.waitUntil(lambda: bool(dialog.editors["scans"].value()), timeout=10_000)
    dialog.drafts.flush()
    go_on.set()
    assert kept(program.office) == []


@pytest.mark.parametrize("comes_back", [False, True])
def test_a_picture_on_its_way_when_the_screen_is_locked_is_part_of_the_draft(qtbot, program, tmp_path, comes_back):
    paper(program, qtbot, tmp_path)
    program.lock()
    if comes_back:  # before the work behind the lock has ended, or after
        program.unlock(demo.LOGIN, demo.PASSWORD)
        settle(qtbot, program.frame.tasks)
        qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    else:
        settle(qtbot, program.frame.tasks)
        unlock(qtbot, program)
    dossier = dossier_in(program, qtbot)
    dossier.files.ask_new()
    again = in_front(dossier, PartDialog)
    again.draft_bar.take.click()
    assert again.editors["number"].text() == "12/QĐ"
    assert len(again.editors["scans"].value()) == 1


def test_a_picture_on_its_way_into_a_form_when_the_screen_is_locked_is_part_of_its_draft(qtbot, program, tmp_path):
    program.main.open("activity")
    page = program.main.page("activity")
    page.add()
    (tmp_path / "a.jpg").write_bytes(photo())
    page.form.blocks["evidence"].editor.bring([tmp_path / "a.jpg"])
    program.lock()
    settle(qtbot, program.frame.tasks)
    unlock(qtbot, program)
    program.main.open("activity")
    page = program.main.page("activity")
    page.add()
    assert len(page.form.drafts.found["evidence"]) == 1
