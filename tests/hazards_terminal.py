"""Power gone while the command line works: `antq add` and `antq import` as processes, killed at any moment.

A command that answered is in the registers; one that did not is there whole or not at all, and the next command works.
"""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from antq_desktop.cli.main import main
from antq_desktop.storage.key_slots import KdfCost
from hazards import Report
from workbooks import line, write

ENVIRON = {"ANTQ_PASSWORD": "mot-cau-de-nho", "ANTQ_NOW": "2026-11-23T08:00:00"}
PER_FILE = 200
LONGEST = 3.0


def _antq(folder: Path, *words: str) -> dict:
    """Run a command in this process; an answer that is no success counts as unsound."""
    out = io.StringIO()
    main(["--data", str(folder), "--json", *words], ENVIRON, (io.StringIO(), out, io.StringIO()), KdfCost(8, 1, 1))
    return dict(json.loads(out.getvalue()))


def _killed(folder: Path, words: list[str], seconds: float) -> bool:
    """Start a command, kill it after a while; whether it had answered that it was done."""
    command = [sys.executable, "-m", "antq_desktop.cli.main", "--data", str(folder), "--json", *words]
    with subprocess.Popen(
        command, env={**os.environ, **ENVIRON}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
    return out.endswith("}\n") and "error" not in json.loads(out)


def _work(number: int, folder: Path) -> tuple[list[str], int]:
    """Words of the round's command, and how many households it brings."""
    if number % 2:
        return ["add", "household", "head_name=Nguyễn Văn Thêm", "area=Thôn Đông", f"address=Lẻ {number}"], 1
    people = [line(f"Nguyễn Văn {chr(97 + place % 26)}", f"{number}/{place}") for place in range(PER_FILE)]
    path = write(folder / "danh-sach.xlsx", *people)
    return ["import", str(path), "--year", "2026"], PER_FILE


def terminal_rounds(rounds: int, folder: Path) -> Report:
    """Kill commands in the middle of their work, again and again, on one store.

    Args:
        rounds: how often; imports and single households by turns.
        folder: an absent or empty folder to work in.
    """
    home = folder / "terminal"
    _antq(home, "init", "--unit", "99001", "--unit-name", "Xã Mẫu")
    _antq(home, "add", "residential_area", "name=Thôn Đông")
    report = Report()
    draw = random.Random(rounds)
    count, state = 0, _antq(home, "state-hash")["state_hash"]
    for number in range(rounds):
        words, brought = _work(number, folder)
        answered = _killed(home, words, draw.uniform(0.3, LONGEST))
        report.rounds += 1
        report.acknowledged += brought if answered else 0
        now, after = _antq(home, "state-hash").get("state_hash"), _antq(home, "show", "household").get("total")
        if answered and after != count + brought:
            report.lost.append(f"round {number}: {count} + {brought} became {after}")
        if (now == state) != (after == count) or after not in {count, count + brought}:
            report.unsound.append(f"round {number}: {count} + at most {brought} became {after}")
        if not _antq(home, "check").get("sound"):
            report.unsound.append(f"round {number}: check")
        count, state = after, now
    if "id" not in _antq(home, "add", "household", "head_name=Trần Thị Sau", "area=Thôn Đông"):
        report.unsound.append("nothing can be added any more")
    return report
