"""Hazards a laptop meets: power gone in the middle of work, a bit that flips on the disk.

The suite plays a few rounds; `tests/soak.py` plays many. Work is done by a process of its own, so that it can be
killed: `python hazards.py FOLDER` waits for a line on its input, forks a worker that commits households one by one
and says each one's uid after its commit, and goes on to the next line when that worker is dead.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from antq_desktop.domain.errors import StorageError
from antq_desktop.domain.fields import values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.headship import HEADSHIPS, Headship
from antq_desktop.domain.registers.household import HOUSEHOLDS, Household
from antq_desktop.domain.registers.residence import RESIDENCES, Residence
from antq_desktop.domain.registers.residential_area import RESIDENTIAL_AREAS, ResidentialArea
from antq_desktop.storage import journal, rows, search, state
from antq_desktop.storage import store as stores
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.store import Actor, Intent, Store

KEY = bytes(range(32))
DEVICE = UUID(int=0xDE1CE)
AREA = ResidentialArea(uid=UUID(int=0xA4EA), name="Thôn Đông")
ACTOR = Actor(None, "police_officer")
Content = dict[UUID, dict[str, object]]


@dataclass
class Report:
    """What a hazard did.

    Attributes:
        rounds: how often it struck.
        acknowledged: commits that were acknowledged in all.
        lost: acknowledged commits that were not there afterwards.
        unsound: what the checks found wrong afterwards.
        refused: how often the store was refused in words.
        wrong: how often it gave other data than were written, without a word.
    """

    rounds: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


class Clock:
    """A clock of its own, a second later at every look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 20, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def _open(folder: Path) -> Store:
    return Store(StorePaths(folder / "antq.antq"), KEY, DEVICE, Clock())


def _make(folder: Path) -> None:
    folder.mkdir(parents=True)
    stores.create(StorePaths(folder / "antq.antq"), KEY)
    store = _open(folder)
    with store.operation(Intent(title="Khu dân cư", actor=ACTOR)) as (writing, _):
        writing.add(AREA, RESIDENTIAL_AREAS)
    store.close()


def _arrive(store: Store, name: str) -> UUID:
    uid = uuid4()
    with store.operation(Intent(title="Thêm hộ", actor=ACTOR)) as (writing, _):
        writing.add(Household(uid=uid, head_name=name, area=AREA.uid), HOUSEHOLDS)
        writing.add(Residence(uid=uuid4(), household=uid, area=AREA.uid), RESIDENCES)
        writing.add(Headship(uid=uuid4(), household=uid, head_name=name), HEADSHIPS)
    return uid


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def work(folder: Path) -> None:
    """Commit households until killed, saying each one after its commit."""
    store = _open(folder)
    _say(f"pid {os.getpid()}")
    number = 0
    while True:
        number += 1
        _say(_arrive(store, f"Nguyễn Văn {chr(ord('A') + number % 26)}").hex)


def serve(folder: Path) -> None:
    """Fork a worker for every line of input."""
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            work(folder)
        os.waitpid(child, 0)
        _say("dead")


def kill_rounds(rounds: int, folder: Path) -> Report:
    """Kill a process in the middle of its commits, again and again, on one store.

    Args:
        rounds: how often.
        folder: an absent or empty folder to work in.
    """
    home = folder / "kill"
    _make(home)
    report = Report()
    known: list[UUID] = []
    draw = random.Random(rounds)
    command = [sys.executable, __file__, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        for _ in range(rounds):
            server.stdin.write("go\n")
            server.stdin.flush()
            child = int(server.stdout.readline().split()[1])
            wanted = draw.randint(1, 40)
            said = [server.stdout.readline().strip() for _ in range(wanted)]
            os.kill(child, signal.SIGKILL)
            while (line := server.stdout.readline().strip()) != "dead":
                said.append(line)
            fresh = [UUID(hex=line) for line in said if len(line) == 32]
            known.extend(fresh)
            report.rounds += 1
            report.acknowledged += len(fresh)
            _look(home, known, report)
        server.stdin.close()
    return report


def _look(folder: Path, known: list[UUID], report: Report) -> None:
    """Open the store as the program does after a crash and look for everything that was acknowledged."""
    store = _open(folder)
    try:
        with store.reading() as connection:
            there = rows.many(connection, HOUSEHOLDS, known)
            report.lost.extend(uid.hex for uid in known if uid not in there)
            found = state.check(connection)
            if not found.is_sound:
                report.unsound.append(str(found))
            if known and known[-1] not in {
                hit.uid for hit in search.find(connection, "nguyen van", HOUSEHOLDS, 1 << 20)
            }:
                report.unsound.append("search")
        _arrive(store, "Trần Thị Sau")
    except StorageError as reason:
        report.unsound.append(str(reason))
    finally:
        store.close()


def _content(store: Store) -> tuple[Content, list[object]]:
    """All that can be read: every line of every register, every operation, some searches."""
    with store.reading() as connection:
        lines = [line for register in REGISTERS.values() for line in rows.all_live(connection, register)]
        told: list[object] = [*journal.operations(connection, 1 << 20)]
        told.extend(search.find(connection, text, None, 1 << 20) for text in ("nguyen", "Đặng", "h'h", "nvb"))
        told.append(state.state_hash(connection))
    return {line.record.uid: dict(values_of(line.record)) for line in lines}, told


def bit_flips(count: int, folder: Path) -> Report:
    """Flip one bit of the database file at a time; everything read must be right or refused.

    Args:
        count: how many flips, each on a fresh copy.
        folder: an absent or empty folder to work in.
    """
    home, copy = folder / "whole", folder / "flipped"
    _make(home)
    store = _open(home)
    names = ["Nguyễn Văn Bình", "Đặng Đình Đức", "H'Hen Niê", "Trần Thị Hoà"]
    for number in range(40):
        _arrive(store, names[number % 4])
    right = _content(store)
    store.checkpoint()
    store.close()
    data = (home / "antq.antq").read_bytes()
    copy.mkdir()
    draw = random.Random(count)
    report = Report()
    for _ in range(count):
        place = draw.randrange(len(data) * 8)
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        (copy / "antq.antq").write_bytes(bytes(flipped))
        _judge(copy, place, right, report)
        for path in copy.iterdir():
            path.unlink()
    shutil.rmtree(copy)
    return report


def _judge(copy: Path, place: int, right: tuple[Content, list[object]], report: Report) -> None:
    report.rounds += 1
    try:
        store = _open(copy)
        try:
            if _content(store) != right:
                report.wrong.append(f"bit {place}")
            with store.reading() as connection:
                sound = state.check(connection).is_sound
        finally:
            store.close()
    except StorageError:
        report.refused += 1
        return
    if sound:
        report.unsound.append(f"bit {place} was not noticed")
    else:
        report.refused += 1


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
