"""Work that ends while the window is locked: nobody at the lock screen sees of it, and its officer loses nothing."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.errors import DiskFull, UsageError
from antq_desktop.gui.forms.asking import Given, ReasonDialog
from antq_desktop.gui.lists.copying import NOT_COPIED
from antq_desktop.gui.printing import paper_asked
from antq_desktop.gui.printing.paper_asked import Asked
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.screens.recovery_settings import NewHalvesDialog, RecoveryCard
from antq_desktop.services import officers
from antq_desktop.services.lists import open_list
from antq_desktop.services.papers.paper_kinds import Part
from antq_desktop.services.samples import demo
from hands import Writing, settle, unlock

NAMES = "Đã xong việc của ông Nguyễn Văn Kín."


class Turn:
    """Work that runs until it is told to end, and then does something."""

    def __init__(self, act=lambda: None):
        self.go_on = threading.Event()
        self._act = act

    def __call__(self, _progress):
        assert self.go_on.wait(30)
        return self._act()


@pytest.fixture
def turns(program):
    """Queues work; whatever still waits at the end is let go."""
    made = []

    def queue(title, act=lambda: None, done=lambda _result: None):
        turn = Turn(act)
        made.append(turn)
        program.main.view.run(title, turn, done)
        return turn

    yield queue
    for turn in made:
        turn.go_on.set()


@pytest.fixture
def writing(program):
    """An import that is just being written."""
    made = Writing(program.office)
    program.main.view.run("Nhập", made, lambda _result: None)
    made.wait_until_it_writes()
    yield made
    made.go_on.set()


@pytest.fixture
def screen(program):
    """What windows came onto the screen beside the program's own."""

    class Screen(QObject):
        seen: list[str]

        def eventFilter(self, watched, event):
            window = watched if event.type() is QEvent.Type.Expose and isinstance(watched, QWindow) else None
            if window is not None and window.isExposed() and window is not program.frame.windowHandle():
                self.seen.append(window.title())
            return False

    made = Screen()
    made.seen = []
    QApplication.instance().installEventFilter(made)
    yield made
    QApplication.instance().removeEventFilter(made)


def is_through(qtbot, program, turn):
    """One piece of work ends while later work goes on."""
    left = len(program.frame.tasks._live)
    turn.go_on.set()
    qtbot.waitUntil(lambda: len(program.frame.tasks._live) < left, timeout=10_000)
    QApplication.processEvents()


def closes(qtbot, program, turn):
    """The last piece of work ends, and with it the store closes."""
    turn.go_on.set()
    qtbot.waitUntil(lambda: program.office is None, timeout=10_000)


def ask_for_halves(program):
    program.main.open("settings", "Bảo mật")
    card = program.main.page("settings").findChild(RecoveryCard)
    card.own.line.setText(demo.PASSWORD)
    card.make_anew()


def fail_with(error):
    def act():
        raise error

    return act


def test_new_halves_are_shown_to_nobody_but_the_officer_who_comes_back(qtbot, program, turns, screen):
    ask_for_halves(program)
    later = turns("Sao lưu")
    program.lock()
    qtbot.waitUntil(lambda: len(program.frame.tasks._live) == 1, timeout=20_000)
    QApplication.processEvents()
    assert program.frame.findChildren(NewHalvesDialog) == []
    assert screen.seen == []
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    shown = program.main.findChild(NewHalvesDialog)
    assert shown.isVisible()
    assert shown.halves.parts[0].digits.text()
    shown.close()
    later.go_on.set()


def test_halves_nobody_saw_are_told_of_and_made_again(qtbot, program, turns, screen):
    first = turns("Sao lưu")
    ask_for_halves(program)
    program.lock()
    closes(qtbot, program, first)
    assert screen.seen == []
    unlock(qtbot, program)
    assert "Chưa ai xem “Mã phục hồi mới”; làm lại" in program.frame.notices.words
    ask_for_halves(program)
    settle(qtbot, program.frame.tasks)
    assert program.main.findChild(NewHalvesDialog).isVisible()
    program.frame.cover()


def test_what_nobody_saw_holds_no_key(qtbot, program, turns):
    first = turns("Sao lưu")
    ask_for_halves(program)
    turns("Nhập", fail_with(UsageError("Không có hộ “Nguyễn Văn Kín”."))).go_on.set()
    held = [weakref.ref(program.office.store), weakref.ref(program.main)]
    program.lock()
    closes(qtbot, program, first)
    settle(qtbot, program.frame.tasks)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [found() for found in held] == [None, None]


def test_a_paper_waits_for_the_officer_and_is_not_seen_over_the_lock(qtbot, program, turns, screen):
    program.main.open("board")
    settle(qtbot, program.frame.tasks)
    board, first = program.main.page("board"), turns("Sao lưu")
    asked = Asked("unsigned-list", "Thôn", Part((board.scope.area,), board.scope.organization))
    paper_asked.make(program.main.view, asked, board, Given("họp thôn", None, demo.PASSWORD))
    later = turns("Nhập từ Excel")
    program.lock()
    is_through(qtbot, program, first)
    qtbot.waitUntil(lambda: len(program.frame.tasks._live) == 1, timeout=20_000)
    QApplication.processEvents()
    assert screen.seen == []
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    preview = next(each for each in QApplication.topLevelWidgets() if isinstance(each, PrintPreview))
    assert preview.isVisible()
    later.go_on.set()
    qtbot.waitUntil(lambda: bool(preview.pages), timeout=10_000)
    preview.close()


def test_a_notice_is_not_told_over_the_lock_but_to_the_officer_who_comes_back(qtbot, program, turns):
    first = turns("Nhập", lambda: NAMES, program.main.view.tell)
    later = turns("Sao lưu")
    program.lock()
    is_through(qtbot, program, first)
    assert program.frame.notices.words == ""
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    assert program.frame.notices.words == NAMES
    later.go_on.set()


def test_errors_come_over_no_lock_and_each_is_told_later(qtbot, program, turns, screen):
    first = turns("Nhập", fail_with(UsageError("Không có hộ “Nguyễn Văn Kín”.")))
    second = turns("Sao lưu", fail_with(DiskFull("Ổ đĩa đã đầy.")))
    third = turns("Kiểm tra", lambda: NAMES, program.main.view.tell)
    program.lock()
    for turn in (first, second):
        is_through(qtbot, program, turn)
        assert program.frame.trouble.dialog is None
    closes(qtbot, program, third)
    assert screen.seen == []
    unlock(qtbot, program)
    assert program.frame.trouble.dialog.error.what == "Ổ đĩa đã đầy."
    words = program.frame.notices.words
    assert "Nguyễn Văn Kín”." in words
    assert NAMES in words
    program.frame.trouble.dialog.close()


def test_what_was_told_waits_for_the_officer_whose_work_it_was(qtbot, program, turns):
    other = "mat khau cua mat tran"
    new = officers.NewOfficer("mattran", "Phạm Thị Mặt Trận", other, frozenset({"front_cadre"}), "front")
    officers.add(program.office, new, demo.PASSWORD)
    work = turns("Nhập", lambda: NAMES, program.main.view.tell)
    program.lock()
    closes(qtbot, program, work)
    unlock(qtbot, program, "mattran", other)
    assert program.frame.notices.words == ""
    program.lock()
    unlock(qtbot, program)
    assert program.frame.notices.words == f"Trong lúc khóa: {NAMES}"


def new_area(program):
    """The form of an area that is to be added."""
    program.main.open("residential_area")
    page = program.main.page("residential_area")
    page.add()
    return page.form


def test_a_form_that_was_to_be_saved_is_saved_behind_the_lock_and_leaves_no_draft(qtbot, program, writing):
    form = new_area(program)
    form.blocks["name"].editor.setText("Thôn Ghi Sau")
    form.save()
    program.lock()
    closes(qtbot, program, writing)
    unlock(qtbot, program)
    assert "Đã lưu" in program.frame.notices.words
    form = new_area(program)
    assert form.drafts.found is None
    names = [area.name for area in open_list(program.office, "residential_area").records(0, 20)]
    assert "Thôn Ghi Sau" in names


def test_a_form_refused_behind_the_lock_is_told_of_and_stays_a_draft(qtbot, program, writing):
    form = new_area(program)
    form.blocks["note"].editor.setText("chưa có tên")
    form.save()
    program.lock()
    closes(qtbot, program, writing)
    unlock(qtbot, program)
    assert "Lưu: " in program.frame.notices.words
    form = new_area(program)
    assert form.drafts.found["note"] == "chưa có tên"


@pytest.fixture
def copying(qtbot, program, turns):
    """Many lines are copied while work runs and more of it waits; then the officer goes away."""
    program.main.open("household")
    settle(qtbot, program.frame.tasks)
    page = program.main.page("household")
    page.table.selectAll()
    QGuiApplication.clipboard().setText("của người khác")
    first = turns("Sao lưu")
    page.leaving.copy()
    asked = page.findChild(ReasonDialog)
    asked.reason.setText("họp thôn")
    asked._go()
    later = turns("Nhập")
    program.lock()
    is_through(qtbot, program, first)
    qtbot.waitUntil(lambda: len(program.frame.tasks._live) == 1, timeout=20_000)
    QApplication.processEvents()
    assert QGuiApplication.clipboard().text() == "của người khác"
    return later


def test_lines_are_copied_when_their_officer_comes_back(qtbot, program, copying):
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 600
    assert "Đã sao chép 600 dòng" in program.frame.notices.words
    copying.go_on.set()
    settle(qtbot, program.frame.tasks)


def test_lines_come_to_no_clipboard_behind_the_lock_and_that_is_told(qtbot, program, copying):
    closes(qtbot, program, copying)
    assert QGuiApplication.clipboard().text() == "của người khác"
    unlock(qtbot, program)
    assert program.frame.notices.words == f"Trong lúc khóa: {NOT_COPIED}"


def test_a_copy_that_waits_says_so_in_words_of_its_own(qtbot, program):
    program.main.open("residential_area")
    settle(qtbot, program.frame.tasks)
    page, work = program.main.page("residential_area"), Writing(program.office)
    program.main.view.run("Nhập", work, lambda _result: None)
    work.wait_until_it_writes()
    page.table.put_cursor(0)  # whatever keys an earlier test left held
    page.leaving.copy()
    assert "được sao chép ngay khi việc đó xong" in program.frame.notices.words
    work.go_on.set()
    settle(qtbot, program.frame.tasks)
    assert "Đã sao chép 1 dòng" in program.frame.notices.words
