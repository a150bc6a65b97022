"""A working session in the real window: `python -m tests.half_hour --rounds N` prints what it cost as one JSON line.

A round is what an officer does between two coffees: unlock, type pledges, search, correct and undo, import and take
back, make and preview a paper, lock. Processor time is measured, so waiting for other programs costs nothing.
"""

import argparse
import ctypes
import gc
import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from types import TracebackType
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from PySide6.QtCore import QCoreApplication, QEvent, Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from antq_desktop.app import Program
from antq_desktop.domain.clock import fixed_clock
from antq_desktop.domain.text import initials
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.lists.record_history import HistoryDialog
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services import indicators, lists, records
from antq_desktop.services.samples import demo
from antq_desktop.services.samples.demo_names import person
from antq_desktop.storage.places import resources_folder
from hands import type_text
from workbooks import line, write

PLEDGES, ROWS = 4, 300
NOW = {"ANTQ_NOW": "2026-11-23T08:00:00+07:00"}
PATIENCE = 60.0
MOST_MB = 50
MOST_MS = 50
IGNORED = "This plugin does not support"


class Costs:
    """Processor time of the window's thread for each kind of work.

    Measured around what an event does and around each turn of the event loop, which is never less than its dearest
    event; replacing `QApplication.notify` would add more than half to what it measures.
    """

    def __init__(self) -> None:
        self.doing = ""
        self._now = 0.0
        self.times: dict[str, list[float]] = {}

    def begin(self, doing: str) -> None:
        """From now on this is done."""
        self.end()
        self.doing = doing

    def end(self) -> None:
        """Keep the dearest stretch of what was done."""
        if self.doing:
            self.times.setdefault(self.doing, []).append(self._now * 1000)
        self.doing, self._now = "", 0.0

    def spent(self, act: Callable[[], object]) -> None:
        """Measure one stretch."""
        begun = time.thread_time()
        act()
        self._now = max(self._now, time.thread_time() - begun)


class Log(logging.Handler):
    """Keeps what was warned of, by the program or by Qt."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        logging.getLogger().addHandler(self)
        qInstallMessageHandler(self._qt)
        sys.excepthook = self._fault

    def _fault(self, kind: type[BaseException], error: BaseException, trail: TracebackType | None) -> None:
        self.lines.append(f"{kind.__name__}: {error}")
        sys.__excepthook__(kind, error, trail)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line of the program's log."""
        self.lines.append(record.getMessage())

    def _qt(self, _kind: object, _context: object, words: str) -> None:
        if IGNORED not in words:
            self.lines.append(words)


class Session:
    """An officer at the window."""

    def __init__(self, application: QApplication, costs: Costs, folder: Path):
        self._app = application
        self._costs = costs
        self._folder = folder
        theme = Theme("light", resources_folder())
        theme.dress(application)
        self.program = Program(folder / "xa-mau", theme, sample=True, clock=fixed_clock(NOW))
        self.program.frame.show()
        self.program.start()
        self.wait(lambda: self.program.frame.tasks.quiet)
        drawn = Random(1)
        rows = [line(person(drawn), f"Số {number}, đường Thử") for number in range(ROWS)]
        self._list = write(folder / "danh-sach.xlsx", *rows)

    def wait(self, there: Callable[[], bool]) -> None:
        """Let events run until something is so and no work runs."""
        end = time.monotonic() + PATIENCE
        while not there() or not self.program.frame.tasks.quiet:
            assert time.monotonic() < end, f"waited in vain: {self._costs.doing}"
            self._costs.spent(self._turn)
            time.sleep(0.001)
        for _ in range(4):
            self._costs.spent(self._turn)

    def _turn(self) -> None:
        """A turn of the event loop; what waits to be deleted goes too, as it does when the program runs by itself."""
        self._app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def do(self, doing: str, act: Callable[[], object], there: Callable[[], bool] = lambda: True) -> None:
        """Do something as one event would."""
        self._costs.begin(doing)
        self._costs.spent(act)
        self.wait(there)

    def key(
        self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key."""
        self._costs.spent(lambda: QTest.keyClick(widget, key, modifiers))
        self.wait(lambda: True)

    def type(self, widget: QWidget, text: str) -> None:
        """Type letter by letter."""
        for letter in text:
            self._costs.spent(lambda typed=letter: type_text(widget, typed))

    def round(self) -> None:
        """One round."""
        self._unlock()
        self._pledges()
        self._search()
        self._correct()
        self._import()
        self._paper()
        self._look()
        self._lock()

    def _unlock(self) -> None:
        self._costs.begin("unlock")
        password = self.program.lock_screen.password.line
        self.type(password, demo.PASSWORD)
        self.key(password, Qt.Key.Key_Return)
        self.wait(lambda: self.program.main is not None)

    @property
    def main(self):
        """The unlocked page."""
        assert self.program.main is not None
        return self.program.main

    def _open(self, key: str, doing: str) -> None:
        """Go to a page; one that was not read from the disk yet comes a little later."""
        main = self.main
        self.do(doing, lambda: main.open(key), lambda: main.stack.currentWidget() is main.pages.get(key))

    def _pledges(self) -> None:
        main = self.main
        self._open("entry", "open entry")
        page = main.page("entry")
        missing = indicators.drill(main.view.office, main.view.period, indicators.I1B).missing[:PLEDGES]
        before = lists.open_list(main.view.office, "pledge").count
        for uid in missing:
            household = records.get(main.view.office, "household", uid).record
            self._costs.begin("type a pledge")
            letters = initials(household.head_name)
            self.type(page.line, letters)
            self.wait(lambda wanted=letters: page._offered is not None and page._offered[0] == wanted)
            found = page.panel.suggestions.list
            places = [found.item(place).data(Qt.ItemDataRole.UserRole) for place in range(found.count())]
            place = next(place for place, offered in enumerate(places) if getattr(offered, "uid", None) == uid)
            for _ in range(place):
                self.key(page.line, Qt.Key.Key_Down)
            self.key(page.line, Qt.Key.Key_Return)
            focus = self.program.frame.focusWidget() or page.line
            self.key(focus, Qt.Key.Key_Return)
        assert lists.open_list(main.view.office, "pledge").count == before + PLEDGES
        for _ in missing:
            self.do("undo a pledge", main.view.undo)
        assert lists.open_list(main.view.office, "pledge").count == before

    def _search(self) -> None:
        self._costs.begin("search")
        top = self.main.search
        for text in ("nguyen van", "tran thi h", "so 12"):
            top.line.clear()
            self.type(top.line, text)
            self.wait(lambda: top.results.count() > 0)
        top.line.clear()
        self.wait(lambda: True)

    def _correct(self) -> None:
        main = self.main
        self._open("household", "open the list")
        page = main.page("household")
        self.do("go to the list", page.focus_table)
        self.do("open a form", page.open_current, lambda: page.form is not None)
        editor = page.form.blocks["address"].editor
        self.do("correct", lambda: editor.setText("Số 1, đường Sửa"))
        self.do("save", page.form.save, lambda: page.form is None)
        self.do("undo", main.view.undo)
        self.do("history", page.show_history)
        self._escape("close the history", page.findChild(HistoryDialog), page)

    def _escape(self, doing: str, dialog: Dialog, page: QWidget) -> None:
        """Leave a dialog by the key; nobody deletes it but the program."""
        self._costs.begin(doing)
        self.key(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
        self.wait(lambda: not page.findChildren(Dialog))

    def _import(self) -> None:
        main = self.main
        before = lists.open_list(main.view.office, "household").count
        self._open("import", "open the import")
        page = main.page("import")
        page.new_areas.setCurrentIndex(page.new_areas.findData("create"))
        page.file.show_path(self._list)
        self.do("read a workbook", page.read, lambda: page.step == 1)
        self.do("look at its rows", page.reread, lambda: page.step == 2)
        self.do("import", page.save, lambda: page.step == 3)
        assert lists.open_list(main.view.office, "household").count == before + ROWS
        self.do("undo the import", page.done.undo.click)
        assert lists.open_list(main.view.office, "household").count == before

    def _paper(self) -> None:
        main = self.main
        self._open("papers", "open the papers")
        page = main.page("papers")
        page.show_part("pledge-summary")
        (self._folder / "giay").mkdir(exist_ok=True)
        page.folder.show_path(self._folder / "giay")
        self.do("make a paper", page.make, lambda: page.made is not None)
        self.do("preview", page.preview)
        preview = page.findChild(PrintPreview)
        self.wait(lambda: bool(preview.pages) and not preview.pages[0].pixmap().isNull())
        self._escape("close the preview", preview, page)

    def _look(self) -> None:
        for key in ("overview", "board", "pledge", "residential_area", "outbox", "settings"):
            self._open(key, f"open {key}")

    def _lock(self) -> None:
        self.do("lock", self.program.lock, lambda: self.program.main is None)
        self._costs.end()
        gc.collect()


def _memory() -> float:
    """Resident MB; what is free but kept by the heap is handed back first, as the heap of Windows does by itself."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/status").read_text(encoding="ascii").split("VmRSS:")[1].split()[0]) / 1024


def play(rounds: int, warm_up: int) -> dict[str, Any]:
    """Play rounds after a warm-up.

    Returns:
        `begun` and `grown`: MB after the warm-up and since; `usual` and `longest`: milliseconds of processor time of
        the window's thread at one go, the median and the most of each kind of work; `warnings`.
    """
    log, costs = Log(), Costs()
    with tempfile.TemporaryDirectory() as folder:
        session = Session(QApplication([]), costs, Path(folder))
        for _ in range(warm_up):
            session.round()
        begun = _memory()
        costs.times.clear()
        for _ in range(rounds):
            session.round()
        grown = _memory() - begun
        session.program.frame.close()
    by_cost = sorted(costs.times.items(), key=lambda item: -median(item[1]))
    return {
        "rounds": rounds,
        "begun": round(begun),
        "grown": round(grown, 1),
        "usual": {doing: round(median(times), 1) for doing, times in by_cost},
        "longest": {doing: round(max(times), 1) for doing, times in by_cost},
        "warnings": log.lines,
    }


def faults(told: dict[str, Any], *, timed: bool = True) -> list[str]:
    """What of a session misses its bar, in words; empty when all is well."""
    found = [f"warned: {words}" for words in told["warnings"]]
    if told["grown"] > MOST_MB:
        found.append(f"grown by {told['grown']} MB, more than {MOST_MB}")
    felt = {doing: spent for doing, spent in told["usual"].items() if timed and spent > MOST_MS}
    return found + [f"{doing}: {spent} ms at one go, more than {MOST_MS}" for doing, spent in felt.items()]


def main() -> int:
    """Play and print; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.half_hour")
    parser.add_argument("--rounds", type=int, default=150)
    parser.add_argument("--warm-up", type=int, default=2)
    parser.add_argument("--untimed", action="store_true", help="no bar for times: others use this machine too")
    chosen = parser.parse_args()
    told = play(chosen.rounds, chosen.warm_up)
    print(json.dumps(told, ensure_ascii=False))
    missed = faults(told, timed=not chosen.untimed)
    for words in missed:
        print(words, file=sys.stderr)
    return 1 if missed else 0


def _with_one_arena() -> None:
    """Begin again with one heap for all threads: each worker thread would get one of its own, which Windows has not."""
    if "MALLOC_ARENA_MAX" not in os.environ:
        whole = [sys.executable, "-m", "tests.half_hour", *sys.argv[1:]]
        os.execve(sys.executable, whole, {**os.environ, "MALLOC_ARENA_MAX": "1"})


if __name__ == "__main__":
    _with_one_arena()
    sys.exit(main())
