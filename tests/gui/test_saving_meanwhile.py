"""Saving while long work runs: at once beside what only reads, once and later beside what writes, nothing twice."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.event_dialog import EventDialog
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import records
from antq_desktop.services.lists import ListQuery, open_list
from hands import Writing, is_gone, press, settle, show, type_text

ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def writing(view):
    """An import that is just being written."""
    made = Writing(view.office)
    view.run("Nhập từ Excel", made, lambda _result: None)
    made.wait_until_it_writes()
    yield made
    made.go_on.set()


@pytest.fixture
def told(view):
    """What the window was told."""
    words = []
    view.told.connect(lambda said, _undo: words.append(said))
    return words


def named(office, name):
    return open_list(office, "household", ListQuery(text=name)).count


def adding(qtbot, view, name):
    page = RecordList(view, REGISTERS["household"])
    show(qtbot, page)
    page.add()
    page.form.blocks["head_name"].editor.setText(name)
    page.form.blocks["area"].editor.setText("Thôn Đông Hạ")
    page.form.blocks["head_name"].editor.setFocus()
    return page


def test_a_record_is_saved_at_once_beside_work_that_only_reads(qtbot, view, tasks):
    go_on = threading.Event()
    view.run("Tạo tệp PDF", lambda _progress: go_on.wait(30), lambda _done: None)
    page = adding(qtbot, view, "Đinh Văn Ngay")
    page.form.save()
    assert tasks.busy
    assert named(view.office, "Đinh Văn Ngay") == 1
    assert page.form is None
    go_on.set()
    settle(qtbot, tasks)


def test_a_record_that_waits_is_saved_once_and_takes_no_keys_meanwhile(qtbot, view, tasks, writing, told):
    page = adding(qtbot, view, "Đinh Văn Chờ")
    field = page.form.blocks["head_name"].editor
    press(Qt.Key.Key_S, CTRL)
    assert "được lưu ngay khi việc đó xong" in told[-1]
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    page.form.save()
    QTest.keyClicks(page.window(), "Hai")
    assert field.text() == "Đinh Văn Chờ"
    assert named(view.office, "Đinh Văn Chờ") == 0
    writing.go_on.set()
    settle(qtbot, tasks)
    assert named(view.office, "Đinh Văn Chờ") == 1
    assert page.form is None


def test_a_record_that_waited_and_is_refused_goes_on_being_typed(qtbot, view, tasks, writing):
    page = adding(qtbot, view, "")
    page.form.save()
    assert not page.form.isEnabled()
    writing.go_on.set()
    settle(qtbot, tasks)
    assert page.form.isEnabled()
    assert page.form.blocks["head_name"].problem
    type_text(page.form.blocks["head_name"].editor, "Đinh Văn Sau")
    page.form.save()
    assert named(view.office, "Đinh Văn Sau") == 1


def test_a_paper_that_waits_is_entered_once(qtbot, view, tasks, writing):
    page = PledgeEntryPage(view)
    show(qtbot, page)
    qtbot.waitUntil(page.isVisible)
    area = open_list(view.office, "residential_area", ListQuery()).rows(0, 1)[0].uid
    before = open_list(view.office, "pledge", ListQuery()).count
    households = open_list(view.office, "household", ListQuery()).count
    page._begin_new("Đinh Văn Giấy")
    page.panel.new.fill({"head_name": "Đinh Văn Giấy", "area": area})
    page.save()
    page.save()
    writing.go_on.set()
    settle(qtbot, tasks)
    assert open_list(view.office, "household", ListQuery()).count == households + 1
    assert open_list(view.office, "pledge", ListQuery()).count == before + 1


def test_an_event_that_waits_happens_once(qtbot, view, tasks, writing):
    uid = open_list(view.office, "household", ListQuery()).rows(0, 1)[0].uid
    page = RecordList(view, REGISTERS["household"])
    show(qtbot, page)
    made = EventDialog(view, "gone", uid, page)
    made.open()
    made.go()
    made.go()
    assert not made.isEnabled()
    writing.go_on.set()
    settle(qtbot, tasks)
    assert is_gone(made)
    assert records.get(view.office, "household", uid).record.residing is False


def test_steps_back_choices_and_filters_wait_for_no_writer(qtbot, view, tasks, office):
    page = adding(qtbot, view, "Đinh Văn Lui")
    page.form.save()
    work = Writing(office)
    view.run("Nhập từ Excel", work, lambda _result: None)
    work.wait_until_it_writes()
    view.undo()
    assert named(office, "Đinh Văn Lui") == 1, "the window went on, and the step comes after the import"
    work.go_on.set()
    settle(qtbot, tasks)
    assert named(office, "Đinh Văn Lui") == 0
