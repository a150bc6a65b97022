"""What every page is given: the open office, one `changed` signal, and the ways to run, tell and fail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from antq_desktop.domain.changes import ChangeSet, Operation
from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.periods import Period, calendar_year
from antq_desktop.gui.running.modules import Modules
from antq_desktop.gui.running.tasks import Task, Tasks, Work
from antq_desktop.gui.running.waiting import NOTHING_HELD, Waiting
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.services import lives, undo
from antq_desktop.services.office import Office

NOTHING_TO_UNDO = "Không có gì để hoàn tác."
NOTHING_TO_REDO = "Không có gì để làm lại."
NO = "Không"
FEW_ROWS = lives.FEW_ROWS


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question before something that may not be meant.

    Attributes:
        title: what it is about.
        words: one sentence that names it.
        answers: words of each and what it does; the first is the one Enter gives, Escape gives none.
    """

    title: str
    words: str
    answers: tuple[tuple[str, Callable[[], object]], ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """Back or forth.

    Attributes:
        title: of the step.
        nothing: told where there is none.
        find: the operation that comes next.
        act: makes the step.
    """

    title: str
    nothing: str
    find: Callable[[Office], Operation | None]
    act: Callable[[Office, UUID], ChangeSet]


_BACK = _Way("Hoàn tác", NOTHING_TO_UNDO, undo.next_undo, undo.undo)
_FORTH = _Way("Làm lại", NOTHING_TO_REDO, undo.next_redo, lambda office, _: undo.redo(office))


class OfficeView(QObject):
    """The office as the window sees it.

    Args:
        office: unlocked.
        tasks: the runner of long work.
        icons: with the theme.

    Attributes:
        folders_out: where the last file of each purpose went, as `printing.files_out` names them.
        place: key of the page in view.
        modules: reads those that bring heavy libraries.
    """

    changed = Signal(object)
    told = Signal(str, object)
    asked = Signal(object)
    troubled = Signal(object)
    year_changed = Signal(int)
    page_wanted = Signal(str, object)
    looks_wanted = Signal(object)
    waiting = Signal(object)
    lock_wanted = Signal(str)

    def __init__(self, office: Office, tasks: Tasks, icons: Icons, parent: QObject | None = None):
        super().__init__(parent)
        self.office = office
        self.tasks = tasks
        self.icons = icons
        self.folders_out: dict[str, Path] = {}
        self.place = ""
        self._done: dict[UUID, str] = {}
        self._taken_back: dict[UUID, str] = {}
        self._year = office.today().year
        self.modules = Modules()
        self._bringing: list[tuple[str, Callable[[Any], object]]] = []

    @property
    def year(self) -> int:
        """The year in view."""
        return self._year

    @property
    def period(self) -> Period:
        """The year in view as a period."""
        return calendar_year(self._year)

    def set_year(self, year: int) -> None:
        """Look at another year."""
        if year != self._year:
            self._year = year
            self.year_changed.emit(year)

    def announce(self, changes: ChangeSet, words: str = "") -> None:
        """Let every page see what changed, and offer to take it back.

        Args:
            changes: from a service.
            words: sentence of the notice; the operation's title when left out. What else it did is told after it.
        """
        if changes.operation is None:
            self.told.emit(words or "Không có gì thay đổi.", None)
            return
        operation = changes.operation
        self._done[operation] = self.place
        self.changed.emit(changes)
        said = " ".join((words or f"{changes.title}: đã lưu.", *changes.notes))
        self.told.emit(said, lambda: self.undo(operation))

    def tell(self, words: str) -> None:
        """Show a notice without anything to take back."""
        self.told.emit(words, None)

    def fail(self, error: BaseException) -> None:
        """Show an error."""
        self.troubled.emit(error)

    def attempt(self, act: Callable[[], Any]) -> Any:
        """Do something quick; an error is shown and None returned."""
        try:
            return act()
        except AntqError as error:
            self.fail(error)
            return None

    def write(
        self,
        title: str,
        act: Callable[[], Any],
        done: Callable[[Any], object],
        refused: Callable[[BaseException], object] | None = None,
        waiting: Waiting = NOTHING_HELD,
    ) -> None:
        """Save something small: at once, or as soon as an import or the like that is just being written is through.

        Args:
            title: of the work.
            act: saves, and returns what was saved.
            done: takes that.
            refused: takes an error; shown when left out.
            waiting: what is told and held still when it has to wait.
        """
        if waiting.lasts:
            return
        if self.office.store.is_written_to():
            if waiting.words:
                self.told.emit(waiting.words, None)
            released = waiting.hold()
            self.run(title, lambda _progress: act(), released(done), released(refused or self.fail))
            return
        try:
            saved = act()
        except AntqError as error:
            (refused or self.fail)(error)
        else:
            done(saved)

    def read(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> Task:
        """Read something for a page beside whatever long work runs; errors are shown unless `failed` takes them."""
        return self.tasks.ask(Task(title, work).then(done, failed))

    def run(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> Task:
        """Run long work; errors are shown unless `failed` takes them."""
        return self.tasks.start(Task(title, work).then(done, failed))

    def bring(self, module: str, then: Callable[[Any], object]) -> None:
        """Call a function with a module that brings heavy libraries: at once if it was read before.

        Otherwise a worker reads it, whatever long work runs: the window would stand still for as long as a slow disk
        takes. Work that is on a worker anyhow reads with `modules`.
        """
        found = None if self._bringing else self.modules.known(module)
        if found is not None:
            then(found)
            return
        self._bringing.append((module, then))
        if len(self._bringing) == 1:
            self._bring_next()

    def _bring_next(self) -> None:
        if self._bringing:
            (module, then), modules = self._bringing[0], self.modules
            task = Task("Mở trang", lambda _progress: modules.read(module))
            self.tasks.ask(task.then(partial(self._brought, then), partial(self._brought, self.fail)))

    def _brought(self, then: Callable[[Any], object], found: Any) -> None:
        del self._bringing[0]
        self._bring_next()
        then(found)

    def open(self, page: str, what: object = None) -> None:
        """Go to another page, with what it should show."""
        self.page_wanted.emit(page, what)

    def undo(self, operation: UUID | None = None) -> None:
        """Take back an operation, or the last one; the last one is asked about unless it is plain that it is meant."""
        if operation is None:
            self._seek(_BACK, self._done)
        else:
            self._step(_BACK, operation)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._seek(_FORTH, self._taken_back)

    def _seek(self, way: _Way, mine: Mapping[UUID, str]) -> None:
        """A step at once where it is about what was done on the page in view since the unlocking; else ask.

        Args:
            way: back or forth.
            mine: the page on which each operation of this session was done, or taken back.
        """
        try:
            found = way.find(self.office)
            if found is None:
                self.tell(way.nothing)
            elif mine.get(found.uid) == self.place and lives.reach(self.office, found.uid) <= FEW_ROWS:
                self._step(way, found.uid)
            else:
                words = f"{way.title} {lives.in_words(self.office, found)}?"
                answers = ((NO, lambda: None), (way.title, partial(self._step, way, found.uid)))
                self.asked.emit(Doubt(way.title, words, answers))
        except AntqError as error:
            self.fail(error)

    def _step(self, way: _Way, target: UUID) -> None:
        """At once where few rows are written, on the worker where the window would stand still."""

        def done(changes: ChangeSet) -> None:
            (self._taken_back if way is _BACK else self._done)[target] = self.place
            self.stepped(changes)

        try:
            if lives.reach(self.office, target) > FEW_ROWS:
                self.run(way.title, lambda _progress: way.act(self.office, target), done)
            else:
                self.write(way.title, partial(way.act, self.office, target), done)
        except AntqError as error:
            self.fail(error)

    def stepped(self, changes: ChangeSet) -> None:
        """Tell of a step back or forth, which is itself not taken back by its code."""
        self.changed.emit(changes)
        operation, title = changes.operation, changes.title
        if operation is not None:
            title = self.attempt(lambda: lives.named(self.office, operation, title)) or title
        self.told.emit(" ".join((f"{title}.", *changes.notes)), None)
