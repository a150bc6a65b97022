"""Power gone in the middle of an import: a file is in the registers whole, or not at all.

`python hazards_import.py FOLDER` waits for a line on its input, forks a worker that imports one workbook after the
other and says each one's number after its commit, and goes on to the next line when that worker is dead.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from antq_desktop.domain.errors import StorageError
from antq_desktop.services import lists, setup, undo, upkeep
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportChoices
from antq_desktop.services.office import Environment, Office
from antq_desktop.storage.key_slots import KdfCost
from antq_desktop.storage.places import resources_folder
from hazards import Clock, Report
from workbooks import line, write

LOGIN, PASSWORD = "binh", "mot-cau-de-nho"
PER_FILE = 60
LONGEST = 0.3


def _environment() -> Environment:
    return Environment(resources_folder(), Clock(), KdfCost(8, 1, 1))


def _open(folder: Path) -> Office:
    return setup.unlock(folder, LOGIN, PASSWORD, _environment())


def _said(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _area(number: int) -> str:
    return f"Thôn {number}"


def _work(folder: Path, first: int) -> None:
    """Import workbooks until killed; each has an area of its own."""
    office = _open(folder)
    number = first
    _said("ready")
    while True:
        people = [line(f"Nguyễn Văn An {chr(97 + place % 26)}", str(place), area=_area(number)) for place in range(60)]
        path = write(folder.parent / "danh-sach.xlsx", *people)
        plan = importing.preview(office, path, ImportChoices(year=2026, new_areas="create"))
        importing.save(office, plan)
        _said(str(number))
        number += 1


def serve(folder: Path) -> None:
    """Fork a worker for every line of input: the number its first workbook gets."""
    for said in sys.stdin:
        child = os.fork()
        if child == 0:
            _said(f"pid {os.getpid()}")
            _work(folder, int(said))
        os.waitpid(child, 0)
        _said("dead")


def import_rounds(rounds: int, folder: Path) -> Report:
    """Kill a process in the middle of its imports, again and again, on one store.

    Args:
        rounds: how often.
        folder: an absent or empty folder to work in.
    """
    home = folder / "import" / "store"
    terms = setup.Setup(unit_code="99001", unit_name="Xã Mẫu", login=LOGIN, officer_name="Lý An", password=PASSWORD)
    setup.lock(setup.create(home, terms, _environment()).office)
    report = Report()
    known: list[str] = []
    draw = random.Random(rounds)
    command = [sys.executable, __file__, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        for number in range(rounds):
            server.stdin.write(f"{number * 1000 + 1}\n")
            server.stdin.flush()
            child = int(server.stdout.readline().split()[1])
            assert server.stdout.readline().strip() == "ready"
            said = [server.stdout.readline().strip() for _ in range(draw.randint(1, 3))]
            time.sleep(draw.uniform(0, LONGEST))
            os.kill(child, signal.SIGKILL)
            while (word := server.stdout.readline().strip()) != "dead":
                said.append(word)
            known.extend(_area(int(word)) for word in said if word.isdecimal())
            report.rounds += 1
            report.acknowledged = len(known) * PER_FILE
            _look(home, known, report)
        server.stdin.close()
    return report


def _look(folder: Path, known: list[str], report: Report) -> None:
    """Open the store as an officer does after a crash: every acknowledged file whole, none in part."""
    try:
        office = _open(folder)
        try:
            areas = {area.uid: area.name for area in _records(office, "residential_area")}
            found = dict.fromkeys(areas.values(), 0)
            for household in _records(office, "household"):
                found[areas[household.area]] += 1
            report.lost.extend(name for name in known if found.get(name) != PER_FILE)
            report.unsound.extend(f"{name}: {count}" for name, count in found.items() if count != PER_FILE)
            soundness = upkeep.check(office)
            if not soundness.is_sound:
                report.unsound.append(str(soundness))
            if found:
                undo.undo(office)
                undo.redo(office)
        finally:
            setup.lock(office)
    except StorageError as reason:
        report.unsound.append(str(reason))


def _records(office: Office, register: str) -> list:
    listed = lists.open_list(office, register)
    return listed.records(0, listed.count)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
