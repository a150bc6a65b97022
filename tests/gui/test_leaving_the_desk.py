"""An officer goes away or hands the laptop over: what is covered, what goes on, who comes back."""

import gc
import threading
import weakref
from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDialog

from antq_desktop.app import Program
from antq_desktop.domain.errors import DiskFull
from antq_desktop.gui.help.trouble import TroubleDialog
from antq_desktop.gui.screens.lock import LockScreen
from antq_desktop.services import officers, records
from antq_desktop.services.lists import open_list
from antq_desktop.services.samples import demo
from antq_desktop.storage import looks
from antq_desktop.storage.places import StorePaths
from hands import activate, press, settle, type_text, unlock

OTHER = "mat khau cua mat tran"


@pytest.fixture
def long_work(program):
    """Work that runs until it is told to end; what it returns is what the test puts into `result`."""

    class Work:
        go_on = threading.Event()
        result: BaseException | str = "Đã nhập xong."

        def __call__(self, _progress):
            assert self.go_on.wait(30)
            if isinstance(self.result, BaseException):
                raise self.result
            return self.result

    work = Work()
    work.go_on.clear()
    program.main.view.run("Nhập hộ của ông Nguyễn Văn Kín", work, program.main.view.tell)
    yield work
    work.go_on.set()


def add_officer(program, login):
    new = officers.NewOfficer(login, "Phạm Thị Mặt Trận", OTHER, frozenset({"front_cadre"}), "front")
    officers.add(program.office, new, demo.PASSWORD)


def test_the_window_is_covered_at_once_while_long_work_goes_on_and_the_keys_go_with_it(qtbot, program, long_work):
    office = program.office
    dialog = QDialog(program.frame)
    dialog.open()
    program.session.heed(True)
    assert isinstance(program.frame.page, LockScreen)
    assert not dialog.isVisible()
    assert "Nguyễn" not in program.frame._strip.words
    assert program.frame._strip._stop.isHidden()
    assert program.frame.tasks.busy
    assert program.office is office, "the work that runs still needs the store"
    long_work.go_on.set()
    qtbot.waitUntil(lambda: program.office is None, timeout=10_000)
    assert isinstance(program.frame.page, LockScreen)
    assert program.frame.notices.text == ""


def test_what_the_work_told_meanwhile_is_told_at_the_next_unlocking(qtbot, program, long_work):
    program.lock()
    long_work.go_on.set()
    qtbot.waitUntil(lambda: program.office is None, timeout=10_000)
    unlock(qtbot, program)
    assert program.frame.notices.words == "Trong lúc khóa: Đã nhập xong."


def test_an_error_of_the_work_is_shown_over_no_lock_screen_but_at_the_next_unlocking(qtbot, program, long_work):
    long_work.result = DiskFull("Ổ đĩa đã đầy.")
    program.lock()
    long_work.go_on.set()
    qtbot.waitUntil(lambda: program.office is None, timeout=10_000)
    assert program.frame.trouble.dialog is None
    unlock(qtbot, program)
    assert program.frame.trouble.dialog.isVisible()
    assert program.frame.trouble.dialog.error is long_work.result
    program.frame.trouble.dialog.close()


def test_the_same_officer_comes_back_while_the_work_runs(qtbot, program, long_work):
    main = program.main
    program.lock()
    program.unlock(demo.LOGIN, "sai mat khau nay")
    qtbot.waitUntil(program.lock_screen._message.isVisible, timeout=10_000)
    assert program.frame.page is program.lock_screen
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.frame.page is main, timeout=10_000)
    assert program.frame.tasks.busy
    assert "Nguyễn Văn Kín" in program.frame._strip.words
    long_work.go_on.set()
    settle(qtbot, program.frame.tasks)
    assert program.main is main, "nobody locked again"


def test_another_officer_waits_for_the_work_of_the_one_before(qtbot, program, long_work):
    add_officer(program, "mattran")
    program.switch()
    program.unlock("mattran", OTHER)
    assert program.office.officer.login == demo.LOGIN
    long_work.go_on.set()
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    assert program.office.officer.login == "mattran"


def test_a_password_waits_a_minute_only_and_the_window_opens_for_nobody(qtbot, program, long_work):
    add_officer(program, "mattran")
    program.switch()
    lock = program.lock_screen
    type_text(lock.password.line, OTHER)
    press(Qt.Key.Key_Return)
    assert lock.password.text() == "", "nobody else may press Enter on it"
    assert "một phút" in lock._state.text()
    program.waiting.patience.setInterval(1)
    qtbot.waitUntil(lambda: "gõ lại mật khẩu" in lock._state.text(), timeout=5_000)
    long_work.go_on.set()
    qtbot.waitUntil(lambda: program.office is None, timeout=10_000)
    settle(qtbot, program.frame.tasks)
    assert program.frame.page is lock
    assert program.main is None
    unlock(qtbot, program, "mattran", OTHER)
    assert program.office.officer.login == "mattran"


def test_an_officer_who_comes_back_after_another_waited_is_alone_let_in(qtbot, program, long_work):
    add_officer(program, "mattran")
    main = program.main
    program.switch()
    program.unlock("mattran", OTHER)
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.frame.page is main, timeout=10_000)
    assert not program.waiting.patience.isActive()
    long_work.go_on.set()
    settle(qtbot, program.frame.tasks)
    assert program.office.officer.login == demo.LOGIN


def test_closing_the_window_during_covered_work_closes_the_store(qtbot, program, long_work):
    program.lock()
    long_work.go_on.set()
    program.frame.close()
    assert program.office is None


def test_two_officers_change_places_with_one_key_and_drafts_are_kept(qtbot, program):
    add_officer(program, "mattran")
    main = program.main
    main.open("household")
    main.page("household").add()
    main.page("household").form.blocks["head_name"].editor.setText("Lê Văn Dở Dang")
    activate(qtbot, program.frame)
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    lock = program.lock_screen
    assert program.frame.page is lock
    assert lock.logins.currentText() == "mattran"
    assert lock.focusWidget() is lock.password.line
    type_text(lock.password.line, OTHER)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    assert program.office.officer.login == "mattran"
    settle(qtbot, program.frame.tasks)
    program.switch()
    unlock(qtbot, program)
    program.main.open("household")
    program.main.page("household").add()
    assert program.main.page("household").form.drafts.found["head_name"] == "Lê Văn Dở Dang"


@pytest.mark.parametrize("place", ["household", "papers"])
def test_an_officer_comes_back_to_the_page_he_left_and_another_one_starts_at_the_overview(qtbot, program, place):
    add_officer(program, "mattran")
    program.main.open(place)
    program.main.view.set_year(2025)
    settle(qtbot, program.frame.tasks)
    program.lock()
    unlock(qtbot, program)
    assert (program.main.place, program.main.view.year) == (place, 2025)
    settle(qtbot, program.frame.tasks)
    program.lock()
    unlock(qtbot, program, "mattran", OTHER)
    assert program.main.place == "overview"
    program.lock()
    unlock(qtbot, program)
    assert program.main.place == "overview", "what he left is long ago; the other one's page is not his either"


@pytest.mark.parametrize("place", ["household", "residential_area"])
def test_an_officer_comes_back_to_the_line_he_left_and_goes_on_from_there(qtbot, program, place):
    program.main.open(place)
    settle(qtbot, program.frame.tasks)
    page = program.main.page(place)
    page.table.put_cursor(3)
    left = page.current_uid
    for _ in range(2):
        program.lock()
        unlock(qtbot, program)
        settle(qtbot, program.frame.tasks)
        page = program.main.page(place)
        assert page.current_uid == left
        assert program.frame.focusWidget() is page.table
    press(Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == 4


def test_a_line_that_is_gone_meanwhile_is_not_missed(qtbot, program):
    program.main.open("residential_area")
    settle(qtbot, program.frame.tasks)
    program.main.page("residential_area").table.put_cursor(2)
    program.lock()
    program._left = (program._left[0], replace(program._left[1], line=uuid4()))
    unlock(qtbot, program)
    settle(qtbot, program.frame.tasks)
    assert program.main.page("residential_area").table.currentIndex().row() == 0


@pytest.mark.parametrize("place", ["household", "papers", "overview"])
def test_coming_back_to_a_page_leaves_nothing_of_the_registers_behind_the_next_lock(qtbot, program, place):
    program.main.open(place)
    settle(qtbot, program.frame.tasks)
    for _ in range(2):
        program.lock()
        unlock(qtbot, program)
    assert program.main.place == place
    held = [weakref.ref(program.main), weakref.ref(program.main.view), weakref.ref(program.office.store)]
    assert still_held_behind_the_lock(qtbot, program, held) == []


def test_with_three_officers_the_list_is_chosen_from_first(qtbot, program):
    add_officer(program, "mattran")
    add_officer(program, "phunu")
    program.switch()
    assert program.frame.focusWidget() is program.lock_screen.logins
    assert program.lock_screen.logins.count() == 3


def test_a_lonely_officer_is_told_where_to_add_another(qtbot, program):
    program.switch()
    assert "Cán bộ sử dụng" in program.lock_screen._state.text()


def test_the_last_officer_is_offered_first_after_the_next_start(qtbot, program, theme, clock):
    add_officer(program, "an")
    program.lock()
    unlock(qtbot, program, "an", OTHER)
    paths = StorePaths.in_folder(program.folder)
    looks.write(paths, looks.Looks("dark", 120, 5))
    program.frame.close()
    for login in ("an", demo.LOGIN):
        again = Program(program.folder, theme, sample=True, clock=clock)
        qtbot.addWidget(again.frame)
        again.start()
        settle(qtbot, again.frame.tasks)
        assert again.lock_screen.logins.currentText() == login
        looks.write_login(paths, demo.LOGIN)
        again.frame.close()
    assert looks.read(paths) == looks.Looks("dark", 120, 5)


def test_nothing_of_the_registers_stays_in_memory_behind_the_lock(qtbot, program):
    """A form that was open and a record that could be taken back both held the office, and with it its key."""
    main = program.main
    main.open("household")
    page = main.page("household")
    settle(qtbot, program.frame.tasks)
    page.focus_table()
    for saved in (True, False):
        page.open_current()
        settle(qtbot, program.frame.tasks)
        if saved:
            page.form.blocks["address"].editor.setText("Số 99")
            page.form.save()
            settle(qtbot, program.frame.tasks)
    held = [weakref.ref(page.form), weakref.ref(main), weakref.ref(main.view), weakref.ref(program.office.store)]
    del page, main
    assert still_held_behind_the_lock(qtbot, program, held) == []


def still_held_behind_the_lock(qtbot, program, held):
    """What of it is still in memory when the window is locked."""
    program.lock()
    settle(qtbot, program.frame.tasks)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return [found() for found in held if found() is not None]


def removing_what_is_used(office):
    """Work that the services refuse: the error passes frames that hold the office."""
    area = open_list(office, "residential_area").uids()[0]
    return lambda *_: records.remove(office, "residential_area", area, "thử")


@pytest.mark.parametrize("read", [True, False])
def test_an_error_that_was_shown_holds_no_key_behind_the_lock(qtbot, program, read):
    """An error kept the frames it had passed, and the store with its key in them."""
    program.main.view.attempt(removing_what_is_used(program.office))
    assert program.frame.trouble.dialog.isVisible()
    if read:
        program.frame.trouble.dialog.accept()
    held = [weakref.ref(program.office.store), weakref.ref(program.main)]
    assert still_held_behind_the_lock(qtbot, program, held) == []
    assert program.frame.findChildren(TroubleDialog) == []


def test_an_error_that_waits_for_the_officer_holds_no_key(qtbot, program):
    program.main.view.run("Xóa khu dân cư", removing_what_is_used(program.office), lambda _none: None)
    held = [weakref.ref(program.office.store), weakref.ref(program.main)]
    program.lock()
    qtbot.waitUntil(lambda: program.office is None, timeout=10_000)
    assert still_held_behind_the_lock(qtbot, program, held) == []
    unlock(qtbot, program)
    assert program.frame.trouble.dialog.isVisible()
    program.frame.trouble.dialog.close()


def test_a_session_locked_while_the_password_is_looked_at_keeps_the_store_shut(qtbot, program):
    """Enter, then Win+L at once: the pages were shown behind the locked session."""
    program.lock()
    program.unlock(demo.LOGIN, demo.PASSWORD)
    program.session.heed(True)
    qtbot.waitUntil(lambda: program.frame.tasks.at_rest, timeout=20_000)
    assert program.main is None
    assert program.office is None
    assert program.frame.page is program.lock_screen
    assert program.lock_screen.password.text() == ""
    unlock(qtbot, program)
    assert program.frame.page is program.main, "the next one who comes in is let in"


def test_a_session_locked_while_its_officer_comes_back_to_running_work_stays_covered(qtbot, program, long_work):
    program.session.heed(True)
    program.unlock(demo.LOGIN, demo.PASSWORD)
    program.session.heed(True)
    qtbot.waitUntil(lambda: not program.frame.tasks.entrances, timeout=20_000)
    assert program.frame.page is program.lock_screen
    unlock_covered(qtbot, program)
    long_work.go_on.set()
    settle(qtbot, program.frame.tasks)


def unlock_covered(qtbot, program):
    """Come back while work runs."""
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
