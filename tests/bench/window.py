"""Start and memory of the window against a bare Qt window in the same interpreter; events while an import runs.

The program starts as it does for an officer: the lock screen is painted, the worker loads the libraries, holds the
store and asks who may log in, and only then is the password there. "After the password" counts all processor time of
the process from that moment until the list of households is painted: unlocking (with a password that costs next to
nothing), the window with its first page, the list. "From the start" is the same moment counted from the first
instruction of the process, loading and lock screen included.
"""

import statistics
from pathlib import Path

from tests.bench.importing import workbook
from tests.bench.measure import WATCHED_APPLICATION, WORK, Result, child
from tests.bench.stores import many_households, new_office

ROUNDS = 5
RESIDENT = "told['rss'] = int(pathlib.Path('/proc/self/status').read_text().split('VmRSS:')[1].split()[0]) / 1024\n"
BARE = (
    """
import time, pathlib
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1366, 728); window.show()
app.processEvents(); window.grab(); told = {'cpu': time.process_time()}
"""
    + RESIDENT
)
SHOWN = """
import sys, time, pathlib
from antq_desktop.app import Program, Theme, make_application, resources_folder
theme = Theme('light', resources_folder()); app = make_application(theme)
program = Program(pathlib.Path(sys.argv[1]), theme, sample=True)
program.frame.resize(1366, 728); program.frame.show(); app.processEvents()
"""
LOCK = SHOWN + "program.frame.grab(); told = {'cpu': time.process_time()}\n" + RESIDENT
OPENED = (
    SHOWN
    + """
program.frame.tasks.rested.connect(app.exit)
program.start(); app.exec()
loaded = time.process_time()
program.unlock('do', 'do-toc-do-chay'); app.exec()
program.main.open('household')
while 'household' not in program.main.pages:
    app.processEvents()
app.processEvents(); program.frame.grab()
told = {'cpu': time.process_time(), 'since': time.process_time() - loaded}
"""
    + RESIDENT
)
PRINTED = (
    OPENED
    + """
from antq_desktop.services.papers import papers
from antq_desktop.services.leaving import Grounds
period = program.office.catalogues.period('2026')
grounds = Grounds('đo', 'do-toc-do-chay')
papers.make(program.office, 'pledge-register', period, pathlib.Path(sys.argv[1]) / 'giay', grounds=grounds)
app.processEvents()
"""
    + RESIDENT
)
WATCHED = (
    WATCHED_APPLICATION
    + """
from antq_desktop.app import Program, Theme, resources_folder
theme = Theme('light', resources_folder()); theme.dress(app)
program = Program(pathlib.Path(sys.argv[1]), theme)
program.frame.resize(1366, 728); program.frame.show(); app.processEvents()
from antq_desktop.gui.opening import Opening
from antq_desktop.gui.running.tasks import Task
from antq_desktop.services.imports import importing
from tests.bench.stores import environment
program.opening = Opening(pathlib.Path(sys.argv[1]), environment(), sample=True)
program.opened(program.opening.unlock('do', 'do-toc-do-chay'))
program.main.open('household')
while 'household' not in program.main.pages:
    app.processEvents()
app.processEvents(); program.frame.grab()
office = program.office
def work(progress):
    return importing.save(office, importing.preview(office, pathlib.Path(sys.argv[2]), None, progress), progress)
ended = []
longest[0] = 0.0
program.frame.tasks.start(Task('Nhập', work).then(ended.append, ended.append))
while not ended:
    app.processEvents(); time.sleep(0.005)
for _ in range(50):
    app.processEvents()
told = {'longest': longest[0] * 1000, 'failed': float(isinstance(ended[0], BaseException))}
"""
)


def _in_turns(*kinds: tuple[str, Path]) -> list[dict[str, float]]:
    """Least processor time and usual memory of each kind, run in turns so that other load hits all."""
    rounds = [[child(code, folder) for code, folder in kinds] for _ in range(ROUNDS)]
    told = []
    for runs in zip(*rounds, strict=True):
        best = {name: min(run[name] for run in runs) for name in ("cpu", "since") if name in runs[0]}
        told.append({**best, "rss": statistics.median(run["rss"] for run in runs)})
    return told


def run(*, quick: bool) -> list[Result]:
    """Ratios to the bare window; the longest event of the window's thread in milliseconds."""
    with many_households(10_000) as office:
        folder = office.paths.folder
    kinds = (BARE, WORK / "nothing"), (LOCK, WORK / "nothing"), (OPENED, folder), (PRINTED, folder)
    bare, lock, opened, printed = _in_turns(*kinds)
    importing_into = new_office("watched")
    watched_folder = importing_into.paths.folder
    importing_into.drafts.close()
    importing_into.store.close()
    count = 10_000 if quick else 100_000
    watched = child(WATCHED, watched_folder, workbook(count))
    note = f"bare {bare['cpu'] * 1000:.0f} ms CPU, {bare['rss']:.0f} MB"
    return [
        Result("window", "lock screen painted / bare", lock["cpu"] / bare["cpu"], "<= 1.6", "1.3", note),
        Result("window", "10,000 ready, from the start / bare", opened["cpu"] / bare["cpu"], "<= 3.0", "2.0"),
        Result("window", "10,000 ready, after the password / bare", opened["since"] / bare["cpu"], note="no bar"),
        Result("window", "memory with the list / bare", opened["rss"] / bare["rss"], "<= 2.2", "1.9"),
        Result("window", "memory after a PDF / bare", printed["rss"] / bare["rss"], "<= 3.0", "2.6"),
        Result("window", "longest event while importing, ms", watched["longest"], "<= 50", "", f"{count:,} rows"),
    ]
