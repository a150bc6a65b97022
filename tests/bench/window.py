"""Start and memory of the window against a bare Qt window in the same interpreter; events while an import runs."""

import statistics

from tests.bench.importing import workbook
from tests.bench.measure import Result, child
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
LOCK = (
    """
import sys, tempfile, time, pathlib
from antq_desktop.app import Program, Theme, make_application, resources_folder
theme = Theme('light', resources_folder()); app = make_application(theme)
import builtins, importlib; builtins.__import__ = importlib.__import__
program = Program(pathlib.Path(tempfile.mkdtemp()), theme)
program.frame.resize(1366, 728); program.frame.show(); app.processEvents(); program.frame.grab()
told = {'cpu': time.process_time()}
"""
    + RESIDENT
)
OPENED = (
    """
import sys, time, pathlib
from antq_desktop.app import Program, Theme, make_application, resources_folder
theme = Theme('light', resources_folder()); app = make_application(theme)
import builtins, importlib; builtins.__import__ = importlib.__import__
program = Program(pathlib.Path(sys.argv[1]), theme)
program.frame.resize(1366, 728); program.frame.show(); app.processEvents(); program.frame.grab()
from antq_desktop.gui.opening import Opening
from tests.bench.stores import environment
program.opening = Opening(pathlib.Path(sys.argv[1]), environment(), sample=True)
program.opened(program.opening.unlock('do', 'do-toc-do-chay'))
program.main.open('household'); app.processEvents(); program.frame.grab()
told = {'cpu': time.process_time()}
"""
    + RESIDENT
)
PRINTED = (
    OPENED
    + """
from antq_desktop.services import papers
from antq_desktop.services.leaving import Grounds
period = program.office.catalogues.period('2026')
grounds = Grounds('đo', 'do-toc-do-chay')
papers.make(program.office, 'pledge-register', period, pathlib.Path(sys.argv[1]) / 'giay', grounds=grounds)
app.processEvents()
"""
    + RESIDENT
)
WATCHED = """
import sys, time, pathlib
from PySide6.QtWidgets import QApplication
from antq_desktop.app import Program, Theme, resources_folder
longest = [0.0]
class Watched(QApplication):
    def notify(self, receiver, event):
        begun = time.thread_time()
        done = super().notify(receiver, event)
        longest[0] = max(longest[0], time.thread_time() - begun)
        return done
app = Watched([]); theme = Theme('light', resources_folder()); theme.dress(app)
program = Program(pathlib.Path(sys.argv[1]), theme)
program.frame.resize(1366, 728); program.frame.show(); app.processEvents()
from antq_desktop.gui.opening import Opening
from antq_desktop.gui.tasks import Task
from antq_desktop.services import importing
from tests.bench.stores import environment
program.opening = Opening(pathlib.Path(sys.argv[1]), environment(), sample=True)
program.opened(program.opening.unlock('do', 'do-toc-do-chay'))
program.main.open('household'); app.processEvents(); program.frame.grab()
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


def _best(code: str, *arguments: object) -> dict[str, float]:
    runs = [child(code, *arguments) for _ in range(ROUNDS)]
    return {"cpu": min(run["cpu"] for run in runs), "rss": statistics.median(run["rss"] for run in runs)}


def run(*, quick: bool) -> list[Result]:
    """Ratios to the bare window; the longest event of the window's thread in milliseconds."""
    with many_households(10_000) as office:
        folder = office.paths.folder
    bare, lock, opened, printed = _best(BARE), _best(LOCK), _best(OPENED, folder), _best(PRINTED, folder)
    importing_into = new_office("watched")
    watched_folder = importing_into.paths.folder
    importing_into.drafts.close()
    importing_into.store.close()
    count = 10_000 if quick else 100_000
    watched = child(WATCHED, watched_folder, workbook(count))
    note = f"bare {bare['cpu'] * 1000:.0f} ms CPU, {bare['rss']:.0f} MB"
    return [
        Result("window", "lock screen painted / bare", lock["cpu"] / bare["cpu"], "<= 1.6", "1.3", note),
        Result("window", "list of 10,000 ready / bare", opened["cpu"] / bare["cpu"], "<= 3.0", "2.0"),
        Result("window", "memory with the list / bare", opened["rss"] / bare["rss"], "<= 2.2", "1.9"),
        Result("window", "memory after a PDF / bare", printed["rss"] / bare["rss"], "<= 3.0", "2.6"),
        Result("window", "longest event while importing, ms", watched["longest"], "<= 50", "", f"{count:,} rows"),
    ]
