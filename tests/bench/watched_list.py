"""A list of very many households in the window: how long its thread stands still for what an officer does with it."""

from pathlib import Path

from tests.bench.measure import WATCHED_APPLICATION, Result, child

BAR = "<= 50"
ACTS = {
    "open": "a long list is opened",
    "address": "it is sorted by address",
    "middle": "the middle of that is shown",
    "saved_sorted": "one line of that is saved",
    "moved": "one line of that is saved and moves",
    "search": "it is searched for “ng”",
    "area": "that is narrowed to an area",
    "saved": "one line in its own order is saved",
    "new_name": "one line in its own order gets a new name",
    "end": "its end is shown",
}
WATCHED = (
    WATCHED_APPLICATION
    + """
from PySide6.QtCore import Qt
from antq_desktop.app import Theme, resources_folder
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.running.tasks import Tasks
from antq_desktop.services import lists, records, setup
from tests.bench.stores import PASSWORD, environment
theme = Theme('light', resources_folder()); theme.dress(app)
office = setup.unlock(pathlib.Path(sys.argv[1]), 'do', PASSWORD, environment())
tasks = Tasks(); view = OfficeView(office, tasks, Icons(theme))
told, page, word = {}, None, f'lần {int(time.time()) % 9973}'
def watched(name, act):
    longest[0], begun, asked = 0.0, time.thread_time(), time.monotonic()
    act()
    longest[0] = time.thread_time() - begun
    while page is not None and page.model.reading:
        app.processEvents(); time.sleep(0.002)
    told[name + '_shown'] = time.monotonic() - asked
    for _ in range(20):
        app.processEvents()
    told[name] = longest[0] * 1000
def opened(key):
    global page
    page = RecordList(view, REGISTERS[key]); theme.wear(page); page.resize(1366, 700); page.show()
def middle():
    page.table.put_cursor(page.model.count // 2); page.table.repaint()
def save(row, key, value):
    uid = page.model.uid(row)
    line = records.get(office, 'household', uid)
    saved = records.save(office, 'household', {key: value}, uid=uid, version=line.version)
    return lambda: view.announce(saved.changes)
def search(text):
    page.search.setText(text); page._searched(text)
area = lists.open_list(office, 'residential_area').uids()[0]
watched('short', lambda: opened('residential_area')); page.hide()
watched('open', lambda: opened('household'))
watched('address', lambda: page.model.sort(2, Qt.SortOrder.AscendingOrder))
watched('middle', middle)
watched('saved_sorted', save(10, 'note', word))
watched('moved', save(10, 'address', 'Đường ' + word))
page.model.sort(-1)
watched('search', lambda: search('ng'))
watched('area', lambda: page.filters.narrow({'area': (area,)}) or page._requery())
page.filters.clear(); watched('cleared', lambda: search(''))
watched('saved', save(10, 'note', word))
watched('new_name', save(10, 'sort_as', 'An ' + word))
def end():
    page.table.put_cursor(page.model.count - 1); page.table.repaint()
watched('end', end)
tasks.shutdown(); page.hide(); setup.lock(office)
"""
)


def stretches(folder: Path) -> list[Result]:
    """The longest stretch of the window's thread for each act, in milliseconds of processor time.

    Args:
        folder: of the office, which nobody has open.
    """
    told = child(WATCHED, folder)
    return [
        Result(
            "list",
            f"longest stretch while {words}, ms CPU",
            told[name],
            BAR,
            "",
            f"there after {told[f'{name}_shown']:.1f} s",
        )
        for name, words in ACTS.items()
    ]
