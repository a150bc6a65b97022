"""Opening a list of very many lines to its first page, against reading every line."""

from tests.bench.measure import Result, cpu
from tests.bench.stores import many_households
from tests.bench.watched_list import stretches

from antq_desktop.domain.registers.household import HOUSEHOLDS
from antq_desktop.services.lists import open_list
from antq_desktop.services.office import Office
from antq_desktop.storage import rows

PAGE = 200


def run(*, quick: bool) -> list[Result]:
    """How many times faster the first page is there than all lines; how long the window stands still."""
    count = 100_000 if quick else 1_000_000
    with many_households(count) as office:
        folder = office.paths.folder
        ours = min(cpu(lambda: open_list(office, "household").rows(0, PAGE)) for _ in range(3))
        peer = cpu(lambda: _everything(office))
        far = open_list(office, "household")
        while far.anchor():
            pass
        jump = max(cpu(lambda place=place: far.rows(place, PAGE)) for place in range(0, count, count // 20))
    return [
        Result("list", "x faster to first page than all lines", peer / ours, ">= 40", "", f"{ours * 1000:.0f} ms CPU"),
        Result("list", "slowest jump, ms CPU", jump * 1000, note="with anchors"),
        *stretches(folder),
    ]


def _everything(office: Office) -> int:
    with office.store.reading() as connection:
        return len(list(rows.all_live(connection, HOUSEHOLDS)))
