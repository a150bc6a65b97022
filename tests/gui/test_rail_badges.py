"""Numbers on the rail: there after every unlocking, and true while other pages are looked at."""

import pytest

from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from antq_desktop.services import records
from hands import settle, show, unlock


def badge(main, key):
    """The number a screen reader tells of a place."""
    told = main.rail.buttons[key].accessibleName()
    return int(told.split(", ")[1].split()[0]) if ", " in told else 0


def stays(qtbot, main, key, count):
    qtbot.waitUntil(lambda: badge(main, key) == count, timeout=10_000)


@pytest.fixture
def window(qtbot, empty_office, icons):
    frame = Frame(icons)
    frame.show_page(MainPage(empty_office, frame.tasks, icons, frame.trouble, frame.notices))
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    yield frame
    frame.close()


def test_an_officer_who_comes_back_to_another_page_sees_what_waits(qtbot, program):
    before = badge(program.main, "export")
    assert before
    program.main.open("household")
    program.lock()
    unlock(qtbot, program)
    assert program.main.place == "household"
    stays(qtbot, program.main, "export", before)


def test_what_is_done_elsewhere_waits_no_longer(qtbot, window):
    main = window.page
    assert badge(main, "residential_area") == 1
    main.open("residential_area")
    saved = records.save(main.view.office, "residential_area", {"name": "Thôn Một", "kind": "thon"})
    main.view.announce(saved.changes)
    stays(qtbot, main, "residential_area", 0)
    assert "Nhập khu dân cư" not in " ".join(made.accessibleName() for made in main.page("overview").due.buttons)


def test_long_work_that_changes_no_register_is_counted_too(qtbot, program, tmp_path):
    main = program.main
    main.open("export")
    export = main.page("export")
    export.show_period(next(made.period for made in main.page("overview").due.shown if made.period is not None))
    export.check()
    settle(qtbot, program.frame.tasks)
    export.folder.show_path(tmp_path)
    export.seal()
    settle(qtbot, program.frame.tasks)
    stays(qtbot, main, "export", 0)
    assert badge(main, "outbox") == 1


def test_long_work_right_after_the_first_page_has_counted_is_counted_too(qtbot, window):
    view, heard = window.page.view, []
    window.page.page("overview").refresh()
    settle(qtbot, window.tasks)
    view.waiting.connect(heard.append)
    view.run("Sao lưu", lambda _progress: None, lambda _done: None)
    settle(qtbot, window.tasks)
    qtbot.waitUntil(lambda: bool(heard), timeout=5_000)
