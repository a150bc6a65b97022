"""`python -m tests.soak --rounds N`: the hazards at full strength, one line each; 1 if anything was lost or wrong."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hazards import Report, bit_flips, kill_rounds
from hazards_import import import_rounds
from hazards_terminal import terminal_rounds

HAZARDS: dict[str, Callable[[int, Path], Report]] = {
    "kill -9 while saving": kill_rounds,
    "kill -9 while importing": import_rounds,
    "kill -9 at the terminal": terminal_rounds,
    "single-bit flips": bit_flips,
}


def main() -> int:
    """Play every hazard; prints what was acknowledged, lost, unsound, refused and read wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--rounds", type=int, default=100, help="of each hazard")
    rounds = parser.parse_args().rounds
    bad = 0
    for name, play in HAZARDS.items():
        with tempfile.TemporaryDirectory() as folder:
            report = play(rounds, Path(folder))
        found = [*report.lost, *report.unsound, *report.wrong]
        bad += len(found)
        print(
            f"{name:24} rounds {report.rounds:4}  acknowledged rows {report.acknowledged:6}  lost {len(report.lost)}"
            f"  unsound {len(report.unsound)}  refused {report.refused:4}  wrong {len(report.wrong)}",
            flush=True,
        )
        for line in found[:10]:
            print(f"    {line}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
