"""What every bench needs: processor time, interleaved pairs, memory of a child, rows of the result table."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "bench"
WATCHED_APPLICATION = """
import sys, time, pathlib
from PySide6.QtWidgets import QApplication
longest = [0.0]
class Watched(QApplication):
    def notify(self, receiver, event):
        begun = time.thread_time()
        done = super().notify(receiver, event)
        longest[0] = max(longest[0], time.thread_time() - begun)
        return done
app = Watched([])
"""
"""Begins a child that keeps the dearest event of the window's thread, in seconds of its processor time."""


@dataclass(frozen=True)
class Result:
    """One line of the table. `bar` reads like "<= 2.5" or ">= 20"; empty when there is only a figure to tell."""

    bench: str
    figure: str
    value: float
    bar: str = ""
    aim: str = ""
    note: str = ""

    @property
    def met(self) -> bool | None:
        if not self.bar:
            return None
        sign, limit = self.bar.split()
        return self.value <= float(limit) if sign == "<=" else self.value >= float(limit)


def cpu(work: Callable[[], object]) -> float:
    """Processor seconds of one call, of this thread's process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def pair(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 3) -> tuple[float, float]:
    """Best processor seconds of both, taken in turns so that other load hits both."""
    times = [(cpu(ours), cpu(peer)) for _ in range(rounds)]
    return min(first for first, _ in times), min(second for _, second in times)


def quantile(values: Iterable[float], share: float) -> float:
    """The value below which a share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def child(code: str, *arguments: object, env: dict[str, str] | None = None) -> dict[str, float]:
    """Run a piece of Python alone and read the JSON object of its last line; peak memory is added in MB.

    Modules are read as an installed program reads them, compiled: whatever a developer's machine says about bytecode
    would be measured otherwise, and only on our side of a ratio.
    """
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(WORK / "bytecode")}
    whole = (
        f"{code}\nimport json, pathlib\n"
        "said = pathlib.Path('/proc/self/status').read_text()\n"
        "peak = int(said.split('VmHWM:')[1].split()[0]) / 1024\n"
        "print(json.dumps({**told, 'peak': peak}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", whole, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **compiled, "QT_QPA_PLATFORM": "offscreen", **(env or {})},
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
