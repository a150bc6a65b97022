"""Closing the program is a backup done: of what no other holds, told plainly if it fails, and in nobody's way."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from antq_desktop.app import Program
from antq_desktop.gui.closing import ClosingDialog
from antq_desktop.services import records, upkeep
from antq_desktop.storage import backups
from hands import activate, settle

PASSWORD = "mat khau rat dai"


@pytest.fixture
def program(qtbot, icons, theme, tmp_path, empty_template, clock):
    """An office of its own at work, with the backup of its day."""
    shutil.copytree(empty_template, tmp_path / "store")
    made = Program(tmp_path / "store", theme, clock=clock)
    qtbot.addWidget(made.frame)
    made.frame.show()
    activate(qtbot, made.frame)
    made.start()
    settle(qtbot, made.frame.tasks)
    made.unlock("canbo", PASSWORD)
    qtbot.waitUntil(lambda: made.main is not None, timeout=20_000)
    settle(qtbot, made.frame.tasks)
    yield made
    made.frame.last = None
    made.frame.close()


def enter(program, name="Thôn Đông"):
    program.main.view.announce(records.save(program.office, "residential_area", {"name": name}).changes)


def asked():
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, ClosingDialog)), None)


def is_closed(program):
    return not program.frame.isVisible() and program.office is None


def test_closing_backs_up_what_was_entered(qtbot, program):
    folder = program.office.paths.backups
    assert [each.reason for each in backups.listed(folder)] == ["daily"]
    enter(program)
    program.frame.close()
    assert program.frame.isVisible(), "it is seen while it is made"
    assert "sao lưu" in asked().words.text().lower()
    qtbot.waitUntil(lambda: is_closed(program), timeout=20_000)
    assert [each.reason for each in backups.listed(folder)] == ["closing", "daily"]


def test_closing_with_nothing_new_is_immediate(qtbot, program):
    program.frame.close()
    assert asked() is None
    assert is_closed(program)


def test_a_backup_that_fails_is_told_and_holds_nobody_back(qtbot, program):
    enter(program)
    folder = program.office.paths.backups
    shutil.rmtree(folder)
    folder.write_bytes(b"")  # a file where the folder should be
    program.frame.close()
    settle(qtbot, program.frame.tasks)
    dialog = asked()
    assert program.frame.isVisible()
    assert "Chưa sao lưu được" in dialog.words.text()
    assert "vẫn còn nguyên" in dialog.words.text()
    dialog.stay.click()
    assert program.frame.isVisible()
    assert program.office is not None
    program.frame.close()
    settle(qtbot, program.frame.tasks)
    asked().go.click()
    qtbot.waitUntil(lambda: is_closed(program), timeout=20_000)


def test_who_cannot_wait_closes_at_once(qtbot, program):
    enter(program)
    program.frame.close()
    asked().go.click()
    qtbot.waitUntil(lambda: is_closed(program), timeout=20_000)


def test_a_lock_meanwhile_ends_in_a_closed_program(qtbot, program):
    enter(program)
    program.frame.close()
    program.lock()
    qtbot.waitUntil(lambda: is_closed(program), timeout=20_000)


def test_the_end_of_the_session_backs_up_without_asking(qtbot, program):
    enter(program)
    folder = program.office.paths.backups
    program.frame.last.make_at_once()
    assert [each.reason for each in backups.listed(folder)] == ["closing", "daily"]
    program.frame.close()
    assert asked() is None
    assert is_closed(program)


def test_what_was_closed_behind_the_lock_is_backed_up_at_the_next_start(qtbot, program, theme, clock):
    enter(program)
    program.lock()
    program.frame.close()
    assert asked() is None
    again = Program(program.folder, theme, clock=clock)
    qtbot.addWidget(again.frame)
    again.frame.show()
    again.start()
    settle(qtbot, again.frame.tasks)
    again.unlock("canbo", PASSWORD)
    qtbot.waitUntil(lambda: again.main is not None, timeout=20_000)
    settle(qtbot, again.frame.tasks)
    assert upkeep.since_backup(again.office) == 0
    assert "sau đó" not in again.main.top.backup.text()
    again.frame.close()
