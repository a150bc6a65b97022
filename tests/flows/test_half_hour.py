"""A working session in a process of its own: memory stays, nothing is warned of. `make halfhour` times it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.flow, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
COMMAND = [sys.executable, "-m", "tests.half_hour", "--rounds", str(ROUNDS), "--warm-up", "1", "--untimed"]


def test_rounds_of_mixed_work_neither_grow_nor_warn():
    done = subprocess.run(COMMAND, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["rounds"] == ROUNDS
    assert {"unlock", "type a pledge", "search", "undo the import", "preview", "lock"} <= set(told["usual"])
