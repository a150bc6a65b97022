"""The program from start to lock: first paint, sample commune, unlocking, drafts, one window at a time."""

import ctypes
import json
import shutil
import subprocess
import sys
import threading
from ctypes import wintypes
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

import child_program
from antq_desktop.app import Program, looks_in, run
from antq_desktop.gui.arguments import read_arguments
from antq_desktop.gui.frame import Frame, has_room
from antq_desktop.gui.running.idle import IdleWatch
from antq_desktop.gui.running.session_lock import SessionWatch
from antq_desktop.gui.screens.first_run import FirstRun
from antq_desktop.gui.screens.lock import LockScreen
from antq_desktop.services.samples import demo
from antq_desktop.storage import instance_lock
from antq_desktop.storage.looks import Looks
from antq_desktop.storage.places import StorePaths
from hands import settle

HEAVY = ("sqlalchemy", "alembic", "reportlab", "PIL", "cryptography", "sqlcipher3", "argon2", "python_calamine")
READERS = ("python_calamine", "xlrd", "antq_desktop.services.imports.importing")
FIRST_PAINT = """
import json
for _ in range(5):
    application.processEvents()
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


NOTING = """
import sys
from threading import current_thread, main_thread
readers = {}
class Noting:
    def find_spec(self, name, path=None, target=None):
        readers[name] = current_thread() is main_thread()
sys.meta_path.insert(0, Noting())
"""
FIRST_TIME = """
from PySide6.QtWidgets import QLabel
from antq_desktop.gui import main_window
main = program.main
while not main.place:
    application.processEvents()
main.open("board")
assert isinstance(main.stack.currentWidget(), QLabel), "says that the page comes"
main.open("papers")
while "papers" not in main.pages:
    application.processEvents()
assert main.stack.currentWidget() is main.pages["papers"]
assert "board" not in main.pages, "who went elsewhere stays there"
main.open("board")
assert main.stack.currentWidget() is main.pages["board"], "read by now"
heavy = ("reportlab", main_window.SCREENS + ".papers", main_window.SCREENS + ".board")
print([name for name in heavy if readers[name]])
program.frame.close()
"""
AWAKE = """
import gc
assert not gc.isenabled(), "what a start loads all stays"
program.start()
while not gc.isenabled():
    application.processEvents()
print("awake")
"""


@pytest.fixture
def program(qtbot, icons, theme, tmp_path, sample_template, clock):
    shutil.copytree(sample_template, tmp_path / "store")
    made = Program(tmp_path / "store", theme, sample=True, clock=clock)
    qtbot.addWidget(made.frame)
    made.frame.show()
    yield made
    made.frame.close()


@pytest.fixture
def frame(qtbot, icons):
    made = Frame(icons)
    qtbot.addWidget(made)
    return made


def unlocked(qtbot, program):
    program.start()
    settle(qtbot, program.frame.tasks)
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.main is not None, timeout=20_000)
    settle(qtbot, program.frame.tasks)
    return program.main


def test_nothing_heavy_is_loaded_before_the_lock_screen_is_painted(tmp_path):
    code = child_program.command(child_program.SHOWN + FIRST_PAINT, tmp_path)
    done = subprocess.run(code, capture_output=True, text=True, check=True, timeout=60)
    loaded = json.loads(done.stdout)
    assert [name for name in HEAVY if name in loaded] == []


def test_the_collector_rests_until_the_lock_screen_is_painted_and_wakes_when_all_is_loaded(tmp_path):
    code = child_program.command(child_program.SHOWN + AWAKE, tmp_path)
    done = subprocess.run(code, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout.strip(), done.returncode) == ("awake", 0), done.stderr


def test_a_page_with_heavy_libraries_is_read_while_the_window_goes_on(tmp_path, sample_template):
    shutil.copytree(sample_template, tmp_path / "store")
    code = child_program.command(NOTING + child_program.UNLOCKED + FIRST_TIME, tmp_path / "store")
    done = subprocess.run(code, capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_no_source_is_read_again_to_import_the_pages():
    code = (
        "import builtins; own = builtins.__import__; import antq_desktop.app, antq_desktop.gui.opening, linecache;"
        " print(builtins.__import__ is own, [name for name in linecache.cache if name.endswith('.py')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "True []"


@pytest.mark.parametrize("page", ["households", "pledges", "groups"])
def test_what_reads_workbooks_is_not_loaded_with_a_list(page):
    code = f"import sys, antq_desktop.gui.screens.{page}; print([name for name in READERS if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", f"READERS = {READERS}; {code}"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_what_draws_papers_is_not_loaded_with_the_pages():
    code = "import sys, antq_desktop.gui.opening; print(sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "sqlalchemy" in done.stdout
    for heavy in ("reportlab", "PIL", "xlsxwriter", "python_calamine", "pypdfium2"):
        assert heavy not in done.stdout


@pytest.mark.parametrize(
    ("screen", "whole"), [((1366, 728), False), ((911, 485), False), ((1536, 824), True), ((1920, 1040), True)]
)
def test_a_screen_without_room_around_the_window_is_filled(frame, screen, whole):
    assert has_room(QSize(*screen)) is whole
    frame.appear()
    assert frame.isMaximized() is not has_room(frame.screen().availableSize())


def test_the_lock_screen_comes_first_then_logins_and_the_sample_password(qtbot, program):
    assert isinstance(program.frame.page, LockScreen)
    program.start()
    settle(qtbot, program.frame.tasks)
    assert program.lock_screen.logins.currentText() == demo.LOGIN
    assert demo.PASSWORD in program.lock_screen._sample_words.text()


def test_a_password_entered_before_all_is_loaded_opens_the_store(qtbot, program):
    program.start()
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.main is not None, timeout=20_000)
    assert program.frame.windowTitle() == "ANTQ Desktop – Xã Mẫu"


def test_loading_and_unlocking_offer_no_stop_but_later_work_does(qtbot, program):
    """ "Dừng" left the lock screen loading for ever."""
    strip = program.frame._strip
    program.start()
    assert strip.isVisible()
    assert not strip._stop.isVisible()
    settle(qtbot, program.frame.tasks)
    program.unlock(demo.LOGIN, demo.PASSWORD)
    assert not strip._stop.isVisible()
    qtbot.waitUntil(lambda: program.main is not None, timeout=20_000)
    settle(qtbot, program.frame.tasks)
    go_on = threading.Event()
    program.main.view.run("Sao lưu", lambda _progress: go_on.wait(20), lambda _done: None)
    assert strip._stop.isVisible()
    go_on.set()
    settle(qtbot, program.frame.tasks)


def test_a_wrong_password_is_refused_in_words(qtbot, program):
    program.start()
    settle(qtbot, program.frame.tasks)
    program.unlock(demo.LOGIN, "sai mat khau nay")
    settle(qtbot, program.frame.tasks)
    assert program.main is None
    assert program.lock_screen._message.isVisibleTo(program.lock_screen)
    assert "ật khẩu" in program.lock_screen._message.text()
    assert program.lock_screen.unlock.isEnabled()


def test_locking_keeps_drafts_and_closes_the_store(qtbot, program):
    main = unlocked(qtbot, program)
    main.open("household")
    page = main.page("household")
    page.add()
    page.form.blocks["head_name"].editor.setText("Lê Văn Dở Dang")
    program.lock()
    assert isinstance(program.frame.page, LockScreen)
    assert program.office is None
    main = unlocked(qtbot, program)
    main.open("household")
    main.page("household").add()
    assert main.page("household").form.drafts.found["head_name"] == "Lê Văn Dở Dang"


def started_again(qtbot, folder, theme):
    """A second start on a folder, as far as it comes."""
    second = Program(folder, theme, sample=True)
    qtbot.addWidget(second.frame)
    second.frame.show()
    second.start()
    settle(qtbot, second.frame.tasks)
    return second


def test_a_second_start_brings_the_first_window_to_the_front_and_ends(qtbot, program, theme):
    program.frame.show()
    program.start()
    settle(qtbot, program.frame.tasks)
    program.frame.showMinimized()
    second = started_again(qtbot, program.folder, theme)
    assert not second.frame.isVisible()
    assert second.opening is None
    assert second.exit_code == 5, "as of everything that finds the store in use"
    assert not program.frame.isMinimized()
    assert program.frame.isVisible()
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.main is not None, timeout=20_000)
    program.frame.close()
    third = started_again(qtbot, program.folder, theme)
    assert third.opening is not None, "nobody is in front any more"
    third.frame.close()


def test_a_start_beside_what_shows_no_window_is_told_so_in_words(qtbot, program, theme):
    with instance_lock.held(StorePaths.in_folder(program.folder)):
        second = started_again(qtbot, program.folder, theme)
        assert "cửa sổ khác" in second.lock_screen._message.text()
        assert not second.lock_screen.unlock.isEnabled()
        second.frame.close()


def test_an_empty_folder_begins_with_the_first_run(qtbot, icons, theme, tmp_path):
    program = Program(tmp_path / "new", theme)
    qtbot.addWidget(program.frame)
    program.start()
    qtbot.waitUntil(lambda: isinstance(program.frame.page, FirstRun), timeout=20_000)
    assert program.frame.page.step == 0
    program.frame.close()


def test_ctrl_l_locks(qtbot, program):
    main = unlocked(qtbot, program)
    with qtbot.waitSignal(main.lock_wanted):
        main.rail.buttons["lock"].click()
    assert isinstance(program.frame.page, LockScreen)


def test_nobody_at_the_machine_locks_and_a_key_starts_the_time_anew(qtbot):
    watch = IdleWatch(0.004)
    with qtbot.waitSignal(watch.idle, timeout=3_000):
        watch.start()
    watch.start()
    left = watch._timer.remainingTime()
    qtbot.wait(60)
    watch.eventFilter(watch, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    assert watch._timer.remainingTime() > left - 60
    watch.stop()


def test_a_machine_that_slept_is_locked(qtbot, program):
    unlocked(qtbot, program)
    watch = program.idle
    watch._check_sleep()
    assert program.main is not None, "it was awake"
    watch._last -= timedelta(hours=1)
    watch._check_sleep()
    assert program.main is None
    assert program.frame.page is program.lock_screen


def windows_message(kind, word):
    """What Windows hands to a native event filter."""
    said = wintypes.MSG()
    said.message, said.wParam = kind, word
    return said


@pytest.mark.parametrize(("kind", "word"), [(0x02B1, 7), (0x0218, 4)])
def test_a_locked_session_of_windows_locks_the_store(qtbot, program, kind, word):
    unlocked(qtbot, program)
    heard = program.session.messages
    for other in (windows_message(kind, 8), windows_message(0x0100, word)):
        assert heard.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(other)) == (False, 0)
    assert heard.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert program.main is not None
    said = windows_message(kind, word)
    assert heard.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(said)) == (False, 0)
    assert program.main is None
    assert isinstance(program.frame.page, LockScreen)


def test_a_locked_screen_of_linux_locks_the_store(qtbot, program):
    unlocked(qtbot, program)
    program.session.heed(False)
    assert program.main is not None
    program.session.heed(True)
    assert program.main is None


@pytest.mark.parametrize("environ", [{}, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}])
def test_a_desktop_without_a_bus_is_no_trouble(qtbot, program, environ):
    """It is watched all the same, and what does come is heeded."""
    unlocked(qtbot, program)
    watch = SessionWatch(environ)
    watch.locked.connect(program.lock)
    watch.watch(program.frame)
    watch.heed(False)
    assert program.main is not None
    assert program.frame.trouble.dialog is None
    watch.heed(True)
    assert program.main is None


def test_a_clock_that_cannot_be_read_is_refused_in_words(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("ANTQ_NOW", "hôm qua")
    assert run(["--data", str(tmp_path)]) == 2
    assert "giờ ISO" in capsys.readouterr().err


def test_drafts_that_cannot_be_read_are_told_and_the_registers_open(qtbot, program):
    (program.folder / "antq.drafts").write_bytes(b"rac" * 5000)
    main = unlocked(qtbot, program)
    said = [words.text() for words in main.findChildren(QLabel) if "antq.drafts.damaged" in words.text()]
    assert len(said) == 1
    assert "không bị ảnh hưởng" in said[0]


def test_the_look_that_was_chosen_holds_at_once_and_after_the_next_start(qtbot, program, theme):
    main = unlocked(qtbot, program)
    main.open("settings")
    main.page("settings").looks.theme.group.button(1).click()
    settle(qtbot, program.frame.tasks)
    assert program.main is not main
    assert program.frame.icons.theme.name == "dark"
    main = program.main
    main.page("settings").looks.percent.group.button(2).click()
    settle(qtbot, program.frame.tasks)
    assert program.frame.icons.theme.scale == 1.4
    assert program.main.stack.currentWidget() is program.main.page("settings")
    assert looks_in(program.folder) == Looks("dark", 140, 10)
    program.main.open("papers")
    program.look(Looks("light", 100, 10))
    settle(qtbot, program.frame.tasks)
    assert program.main.stack.currentWidget() is program.main.page("papers"), "the page in view stays in view"
    program.lock()
    assert program.frame.page is program.lock_screen
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.main is not None, timeout=20_000)
    theme.dress(QApplication.instance())


def test_a_look_file_that_makes_no_sense_is_passed_over(program):
    paths = StorePaths.in_folder(program.folder)
    for said in ("", "[]", '{"theme": "rosa", "percent": 7, "idle_minutes": null}'):
        paths.looks.write_text(said)
        assert looks_in(program.folder) == Looks()


def test_the_command_line_of_the_window():
    chosen = read_arguments(["--demo", "build/demo", "--headless"])
    assert chosen.headless
    assert str(chosen.demo) == "build/demo"
    assert isinstance(QApplication.instance(), QApplication)
