import gc
import threading
from weakref import ref

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from antq_desktop.domain.errors import DiskFull
from antq_desktop.gui.running.progress_strip import ProgressStrip
from antq_desktop.gui.running.tasks import Task
from hands import settle


def test_a_result_arrives_on_the_windows_thread(qtbot, tasks):
    got = []
    task = Task("Đếm", lambda _progress: threading.get_ident()).then(
        lambda value: got.append((value, threading.get_ident()))
    )
    with qtbot.waitSignal(task.finished):
        tasks.start(task)
    worker, window = got[0]
    assert window == threading.get_ident() != worker


def test_steps_reach_the_strip_and_stop_ends_the_work(qtbot, tasks, icons):
    strip = ProgressStrip(tasks, icons)
    qtbot.addWidget(strip)
    seen = []

    def work(progress):
        for place in range(2_000):
            seen.append(place)
            progress.step(place, 2_000, f"Dòng {place}")
            threading.Event().wait(0.002)

    task = Task("Nhập", work)
    with qtbot.waitSignal(task.cancelled, timeout=5_000):
        tasks.start(task)
        assert not strip.isHidden()
        QTimer.singleShot(60, strip.stop)
    assert 0 < len(seen) < 2_000
    assert strip.isHidden()


def test_an_error_reaches_whoever_asked_for_it_or_the_runner(qtbot, tasks):
    def fail(_progress):
        raise DiskFull("Ổ đĩa đầy.")

    told = []
    with qtbot.waitSignal(tasks.failed) as reported:
        tasks.start(Task("Ghi", fail))
    assert isinstance(reported.args[0], DiskFull)
    handled = Task("Ghi", fail).then(lambda _value: None, told.append)
    with qtbot.waitSignal(handled.finished), qtbot.assertNotEmitted(tasks.failed):
        tasks.start(handled)
    assert isinstance(told[0], DiskFull)


def test_tasks_run_one_after_the_other(qtbot, tasks):
    order = []
    for number in range(4):
        tasks.start(Task(str(number), lambda _progress, number=number: order.append(number)))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert order == [0, 1, 2, 3]


def test_shutdown_stops_running_work_and_calls_nobody(qtbot, tasks):
    called = []
    started = threading.Event()

    def work(progress):
        started.set()
        for place in range(10_000):
            progress.step(place)
            threading.Event().wait(0.001)

    tasks.start(Task("Dài", work).then(called.append, called.append))
    assert started.wait(2)
    assert tasks.shutdown()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert called == []


def test_nobody_is_told_how_abandoned_work_ended_and_its_result_waits_for_nobody(qtbot, tasks):
    go_on = threading.Event()

    def fail(_progress):
        assert go_on.wait(20)
        raise DiskFull("Ổ đĩa đầy.")

    asked = [tasks.ask(Task("Hỏi", work)) for work in (fail, lambda _progress: "Nguyễn Văn Kín")]
    tasks.cover()
    for task in asked:
        task.abandon()
    with qtbot.assertNotEmitted(tasks.failed):
        go_on.set()
        qtbot.waitUntil(lambda: not tasks._asked, timeout=5_000)
        assert tasks.take_waiting() == []


def test_a_fault_of_a_page_keeps_no_work_running(qtbot, tasks):
    def fault(_value):
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as caught:
        tasks.start(Task("Việc", lambda _progress: 1).then(fault))
        qtbot.waitUntil(lambda: not tasks.busy, timeout=5_000)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_a_question_is_answered_while_long_work_runs_and_an_older_one_is_dropped(qtbot, tasks, icons):
    strip = ProgressStrip(tasks, icons)
    qtbot.addWidget(strip)
    go_on, answers = threading.Event(), []
    tasks.start(Task("Dài", lambda _progress: go_on.wait(20)))
    first, second = threading.Event(), threading.Event()
    tasks.ask(Task("Hỏi", lambda _progress: first.wait(20)).then(lambda _value: answers.append("đang hỏi")))
    tasks.ask(Task("Hỏi", lambda _progress: second.wait(20)))

    def nobody_waits(progress):
        progress.step(0)
        answers.append("cũ")

    tasks.ask(Task("Hỏi", nobody_waits)).abandon()
    tasks.ask(Task("Hỏi", lambda _progress: "mới").then(answers.append))
    second.set()
    qtbot.waitUntil(lambda: answers == ["mới"], timeout=5_000)
    assert not tasks.quiet, "another question is still being looked into"
    first.set()
    qtbot.waitUntil(lambda: answers == ["mới", "đang hỏi"], timeout=5_000)
    assert tasks.busy
    assert strip.words == "Dài…"
    with qtbot.waitSignal(tasks.rested):
        go_on.set()
    assert not tasks.busy
    assert tasks.quiet


def test_widgets_in_garbage_are_freed_on_the_windows_thread_only(qtbot, tasks):
    """A window that is garbage while a worker makes many objects: its widgets may not be freed by the worker."""
    freed = []

    class Watched(QObject):
        def __init__(self):
            super().__init__()
            self.itself = self

        def __del__(self):
            freed.append(threading.current_thread() is threading.main_thread())

    def make_many(_progress):
        return len([[[number]] for _ in range(20) for number in range(50_000)])

    for _ in range(50):
        Watched()
    tasks.start(Task("Làm nhiều", make_many))
    qtbot.waitUntil(gc.isenabled, timeout=60_000)
    gc.collect()
    assert len(freed) == 50
    assert all(freed)


def test_garbage_waits_until_a_worker_has_left_its_work_and_not_only_told_its_end(qtbot, tasks):
    leave = threading.Event()

    class Lingering(Task):
        def run(self):
            super().run()
            assert leave.wait(30)

    tasks.start(Lingering("Việc", lambda _progress: None))
    settle(qtbot, tasks)
    qtbot.wait(20)
    assert not gc.isenabled()
    leave.set()
    qtbot.waitUntil(gc.isenabled)


def test_what_work_was_for_is_let_go_of_when_it_is_through(qtbot, tasks):
    class Page:
        """Stands for a page with names on it."""

    page = Page()
    kept = ref(page)
    tasks.start(Task("Việc", lambda _progress, held=page: str(held)).then(lambda said, held=page: (said, held)))
    del page
    settle(qtbot, tasks)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert kept() is None
