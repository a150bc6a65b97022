"""Modules that bring heavy libraries are read from the disk one after the other, whichever thread wants them."""

import sys
from importlib import import_module

import pytest

from hands import settle

MEETING, SLOW = "reading_meeting_point", "reading_slowly"


@pytest.fixture
def meeting(tmp_path, monkeypatch):
    """A module that is half read until it is told to go on."""
    (tmp_path / f"{MEETING}.py").write_text("from threading import Event\nbegun, go_on = Event(), Event()\n")
    (tmp_path / f"{SLOW}.py").write_text(
        f"import {MEETING} as meeting\nmeeting.begun.set()\nassert meeting.go_on.wait(30)\nready = True\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield import_module(MEETING)
    for name in (MEETING, SLOW):
        sys.modules.pop(name, None)


def test_the_window_is_handed_no_module_that_a_thread_has_read_half_of(qtbot, view, tasks, meeting):
    had = []
    view.read("Vẽ", lambda _progress: view.modules.read(SLOW).ready, had.append)
    assert meeting.begun.wait(30)
    view.bring(SLOW, lambda module: had.append(module.ready))
    assert had == []
    meeting.go_on.set()
    settle(qtbot, tasks)
    assert had == [True, True]
    view.bring(SLOW, lambda module: had.append(module.ready))
    assert had == [True, True, True], "what was read is there at once"
