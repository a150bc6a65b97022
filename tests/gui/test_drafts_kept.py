"""What is typed and not saved: nothing of it is lost to another record, an unanswered offer, a lock or a crash."""

import shutil
import signal
import subprocess

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import child_program
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.editors import LongTextEditor, TextEditor
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.services import records, setup
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.services.office import Environment
from antq_desktop.services.samples import demo
from antq_desktop.storage.places import resources_folder
from hands import kept, press, show, type_text

OPENING = """
from hands import type_text
page, office = program.main.page("household"), program.office
program.main.open("household")
while "household" != program.main.place or program.main.stack.currentWidget() is not page:
    application.processEvents()
"""
FORM = """
page.add()
field = page.form.blocks["head_name"].editor
"""
TYPING = """
type_text(field, "Ksor Hờ Blơi")
while True:  # somebody goes on typing, a letter and a step back, without a pause
    type_text(field, " ")
    field.backspace()
    application.processEvents()
    if office.drafts.all_of(office.officer.uid):
        print("kept", flush=True)
"""


@pytest.fixture
def page(qtbot, view):
    made = RecordList(view, REGISTERS["household"])
    show(qtbot, made)
    return made


def first_two(office):
    return [row.uid for row in open_list(office, "household", ListQuery()).rows(0, 2)]


def type_name(page, text):
    field = page.form.blocks["head_name"].editor
    field.clear()
    type_text(field, text)


def test_an_offer_nobody_answered_and_what_was_typed_since_are_both_kept(page):
    for name in ("Ksor Hờ", "Rơ Châm"):
        page.add()
        type_name(page, name)
        press(Qt.Key.Key_Escape)
    page.add()
    assert page.form.drafts.found["head_name"] == "Rơ Châm"
    page.form.draft_bar.drop_draft()
    assert page.form.draft_bar.isVisible()
    page.form.draft_bar.take_draft()
    assert page.form.blocks["head_name"].editor.text() == "Ksor Hờ"
    page.form.leave()
    page.add()
    page.form.draft_bar.drop_draft()
    assert not page.form.draft_bar.isVisible()


def test_who_takes_an_offer_goes_on_typing_behind_it(qtbot, view):
    page = RecordList(view, REGISTERS["pledge_template"])
    show(qtbot, page)
    page.add()
    for block in page.form.blocks.values():
        if isinstance(block.editor, (TextEditor, LongTextEditor)):
            type_text(block.editor, "1")
    press(Qt.Key.Key_Escape)
    page.add()
    page.form.draft_bar.take.setFocus()
    press(Qt.Key.Key_Space)
    type_text(QApplication.focusWidget(), "2")
    assert QApplication.focusWidget().text() == "12"


def test_what_is_saved_beside_an_offer_leaves_the_offer(page, office):
    page.add()
    type_name(page, "Ksor Hờ")
    press(Qt.Key.Key_Escape)
    page.add()
    type_name(page, "Rơ Châm")
    page.form.blocks["area"].editor.setText("Thôn Đông Hạ")
    page.form.drafts.flush()
    page.form.save()
    assert page.form is None
    page.add()
    assert page.form.drafts.found["head_name"] == "Ksor Hờ"
    page.form.draft_bar.drop_draft()
    assert kept(office) == []


def test_another_record_opened_at_once_keeps_what_was_typed(page, office):
    first, second = first_two(office)
    page.open_record(first)
    type_name(page, "Đang Gõ Dở")
    page.open_record(second)
    page.open_record(first)
    assert page.form.draft_bar.isVisible()
    page.form.draft_bar.take_draft()
    assert page.form.blocks["head_name"].editor.text() == "Đang Gõ Dở"


def test_typing_without_a_pause_is_kept_all_the_same(qtbot, page):
    page.add()
    type_name(page, "Ksor")
    left = page.form.drafts._timer.remainingTime()
    qtbot.wait(60)
    type_text(page.form.blocks["head_name"].editor, " Hờ")
    assert 0 < page.form.drafts._timer.remainingTime() < left


def test_a_field_that_was_changed_elsewhere_meanwhile_is_told_and_stays(page, office):
    uid = first_two(office)[0]
    before = records.get(office, "household", uid).record
    page.open_record(uid)
    page.form.blocks["address"].editor.setText("Số 9 bản nháp")
    type_name(page, "Tên Bản Nháp")
    page.form.leave()
    records.save(office, "household", {"head_name": before.head_name, "area": before.area, "address": "Số 7"}, uid=uid)
    page.open_record(uid)
    page.form.draft_bar.take_draft()
    assert page.form.blocks["address"].editor.text() == "Số 7"
    assert page.form.blocks["head_name"].editor.text() == "Tên Bản Nháp"
    assert "bản dở ghi “Số 9 bản nháp”" in page.form._whole.text()
    page.form.save()
    assert records.get(office, "household", uid).record.address == "Số 7"


def test_the_form_asks_nothing_of_registers_that_are_closed(qtbot, program):
    program.main.open("household")
    page = program.main.page("household")
    page.add()
    form = page.form
    type_text(form.blocks["head_name"].editor, "Ksor")
    program.lock()
    form._check_now()
    assert program.office is None


def killed(folder, opening):
    """Kill the program while somebody types into a field, as soon as something is kept.

    Args:
        folder: of the store.
        opening: Python that opens something on the page of households and names its `field`.
    """
    code = child_program.command(child_program.UNLOCKED + OPENING + opening + TYPING, folder)
    with subprocess.Popen(code, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout.readline() == "kept\n", running.stderr.read()
        finally:
            running.send_signal(signal.SIGKILL)


def test_a_crash_in_the_middle_of_typing_loses_no_more_than_the_last_seconds(tmp_path, sample_template, clock):
    folder = tmp_path / "store"
    shutil.copytree(sample_template, folder)
    killed(folder, FORM)
    office = setup.unlock(folder, demo.LOGIN, demo.PASSWORD, Environment(resources_folder(), clock))
    assert [draft.values["head_name"].strip() for draft in kept(office)] == ["Ksor Hờ Blơi"]
    setup.lock(office)
