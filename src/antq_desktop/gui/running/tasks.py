"""The one way to run work off the window's thread: long work one after the other with progress and "Dừng".

Questions that must be answered while long work runs (a search while typing, what a page shows) have threads of their
own.
While the window is covered work goes on, but its results wait: for the same officer to come back, or for the store to
close. Whoever starts work needs no thought of the lock.
"""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from antq_desktop.domain.progress import Cancelled, Progress
from antq_desktop.gui.running.garbage import GarbageKeeper

LEAVING_MS = 1
Work = Callable[[Progress], Any]


class _Steps:
    """The progress that work sees: tells the task, stops when asked to."""

    def __init__(self, tell: Callable[[int, object, str], None]):
        self._tell = tell
        self._stop = Event()

    def step(self, done: int, total: int | None = None, label: str = "") -> None:
        """Report, or stop here.

        Raises:
            Cancelled: somebody pressed "Dừng".
        """
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, total, label)

    def stop(self) -> None:
        """Let the next step raise."""
        self._stop.set()


def _nothing(_progress: Progress) -> None:
    """What a task does that is over."""


class Task(QObject):
    """One piece of long work. Its signals arrive on the window's thread.

    Work that ends while its result must wait is `set_aside`; it has `finished`, once, when the result was handed over.

    Args:
        title: what is being done, for the progress strip.
        work: takes a `Progress`, touches no widget, returns a value.
        entrance: it leads to the open registers: it cannot be stopped, and its result never waits.
    """

    progressed = Signal(int, object, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    set_aside = Signal()
    finished = Signal()
    _ended = Signal(str, object)

    def __init__(self, title: str, work: Work, *, entrance: bool = False):
        super().__init__()
        self.title = title
        self.entrance = entrance
        self._wanted = True
        self._held = False
        self._result: tuple[str, Any] | None = None
        self._work = work
        self._steps = _Steps(self.progressed.emit)
        self._done: Callable[[Any], object] | None = None
        self._failed: Callable[[BaseException], object] | None = None
        self._ended.connect(self._end)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._steps.stop()

    def then(self, done: Callable[[Any], object], failed: Callable[[BaseException], object] | None = None) -> "Task":
        """Call a function with the result, or another with the error, on the window's thread."""
        self._done = done
        self._failed = failed
        return self

    def abandon(self) -> None:
        """Stop, and call nobody: whoever wanted the result is going."""
        self._wanted = self._held = False
        self._done = None
        self._failed = None
        self._steps.stop()

    def hold(self) -> None:
        """Let the result wait until `deliver`."""
        self._held = not self.entrance

    def deliver(self) -> None:
        """Hand over the result that waited; one still to come waits no longer."""
        self._held = False
        if self._result is not None:
            result, self._result = self._result, None
            self._ended.emit(*result)

    @property
    def error(self) -> BaseException | None:
        """What it failed with, while that waits."""
        how, value = self._result or ("", None)
        return value if how == "failed" else None

    @property
    def handles_failure(self) -> bool:
        """Whether whoever started it shows its errors."""
        return self._failed is not None

    def run(self) -> None:
        """Do the work; called on the worker thread."""
        try:
            value = self._work(self._steps)
        except Cancelled:
            self._ended.emit("cancelled", None)
        except BaseException as error:  # noqa: BLE001 - the wall between work and window: nothing may get lost
            self._ended.emit("failed", error)
        else:
            self._ended.emit("succeeded", value)

    def _end(self, how: str, value: Any) -> None:
        if self._held:
            self._result = (how, value)
            self.set_aside.emit()
            return
        try:
            if self._wanted:
                self._hand_over(how, value)
        finally:
            self.abandon()  # a fault of a page must not keep work, and with it the store, from ending
            self._work = _nothing  # it may hold a page
            self.finished.emit()

    def _hand_over(self, how: str, value: Any) -> None:
        if how == "succeeded":
            if self._done is not None:
                self._done(value)
            self.succeeded.emit(value)
        elif how == "failed":
            if self._failed is not None:
                self._failed(value)
            self.failed.emit(value)
        else:
            self.cancelled.emit()


class Tasks(QObject):
    """Runs tasks one after the other, and short questions beside them, two at a time.

    Attributes:
        covered: whether results wait, since whoever wanted them may not be there.
    """

    started = Signal(object)
    failed = Signal(object)
    rested = Signal()
    cleared = Signal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._pool = _threads(self, 1)
        self._questions = _threads(self, 2)
        self._live: list[Task] = []
        self._asked: list[Task] = []
        self._waiting: list[Task] = []
        self._over: list[Task] = []
        self._barred: frozenset[Task] = frozenset()
        self.covered = False
        self._garbage = GarbageKeeper()
        self._leaving = QTimer(self, singleShot=True, interval=LEAVING_MS)
        self._leaving.timeout.connect(self._sweep)

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._live)

    @property
    def quiet(self) -> bool:
        """Whether neither work nor a question waits for its answer."""
        return not self._live and not self._asked

    @property
    def at_rest(self) -> bool:
        """Whether nobody awaits anything: no work, no answer, no result that is kept back; `cleared` tells of it."""
        return not (self._live or self._asked or self._waiting)

    @property
    def entrances(self) -> frozenset[Task]:
        """What is about to let somebody in, until whoever started it was told."""
        return frozenset(task for task in (*self._live, *self._asked) if task.entrance)

    def bar_entrances(self) -> None:
        """Whoever is just coming in is not to be let in: `barred` when his entrance tells that it is open."""
        self._barred = self.entrances

    @property
    def barred(self) -> bool:
        """Whether what lets somebody in now was barred after it had begun."""
        return bool(self._barred & self.entrances)

    def start(self, task: Task) -> Task:
        """Queue a task; it is kept until it has ended."""
        self._keep(task, self._live)
        self.started.emit(task)
        self._pool.start(task.run)
        return task

    def ask(self, task: Task) -> Task:
        """Answer a short question without waiting for long work; nothing shows that it runs."""
        self._keep(task, self._asked)
        self._questions.start(task.run)
        return task

    def stop(self) -> None:
        """Ask long work to stop at its next step; whoever started it is told."""
        for task in self._live:
            task.cancel()

    def cover(self) -> None:
        """From now on results wait."""
        self.covered = True
        for task in (*self._live, *self._asked):
            task.hold()

    def uncover(self) -> None:
        """From now on results are delivered as they come; `take_waiting` has those that came before."""
        self.covered = False
        for task in (*self._live, *self._asked):
            task.deliver()

    def take_waiting(self) -> list[Task]:
        """The tasks whose results wait, in the order in which they ended; whoever takes them delivers them."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def drop_questions(self) -> None:
        """Whoever asked is going: nobody is given an answer any more."""
        for task in self._asked:
            task.abandon()

    def _keep(self, task: Task, among: list[Task]) -> None:
        among.append(task)
        self._garbage.hold()
        if self.covered:
            task.hold()
        task.failed.connect(self._report)
        task.set_aside.connect(self._set_aside)
        task.finished.connect(self._forget)

    def _report(self, error: BaseException) -> None:
        task = self.sender()
        if isinstance(task, Task) and not task.handles_failure:
            self.failed.emit(error)

    def _set_aside(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._waiting.append(task)
            self._let_go(task)

    def _forget(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._over.append(task)
            self._let_go(task)

    def _let_go(self, task: Task) -> None:
        """It has told its end."""
        was_work = task in self._live
        for among in (self._live, self._asked):
            if task in among:
                among.remove(task)
        self._leaving.start()  # not at once: it is just telling its end
        if was_work and not self._live:
            self.rested.emit()
        if self.at_rest:
            self.cleared.emit()

    def _sweep(self) -> None:
        """Let go of what is over, and let garbage be collected, once no worker runs.

        One that has just told its end may still be on its way out of its task: the last to hold that, and with it a
        page, must not be a worker.
        """
        if not self.quiet:
            return
        if self._pool.activeThreadCount() or self._questions.activeThreadCount():
            self._leaving.start()
            return
        self._over.clear()
        self._garbage.release()

    def shutdown(self, wait_ms: int = 15_000) -> bool:
        """Ask everything to stop and wait for it.

        Returns:
            Whether all work had ended in time.
        """
        for task in (*self._live, *self._asked):
            task.abandon()
        self._over += self.take_waiting()
        ended = self._pool.waitForDone(wait_ms) and self._questions.waitForDone(wait_ms)
        if ended:
            self._garbage.release()
        return ended


def _threads(owner: QObject, count: int) -> QThreadPool:
    made = QThreadPool(owner)
    made.setMaxThreadCount(count)
    return made
