"""`python -m tests.bench [NAME …] [--quick]`: one table, and the same as build/bench.json."""

import argparse
import json
import sys
from importlib import import_module

from tests.bench.measure import ROOT, Result

BENCHES = ("search", "lists", "packages", "importing", "register_pdf", "encryption", "window")


def main() -> int:
    """Run the benches named, or all of them; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="only these")
    parser.add_argument("--quick", action="store_true", help="a tenth of the volume; bars are meant for the whole")
    chosen = parser.parse_args()
    results: list[Result] = []
    for name in chosen.names or BENCHES:
        for result in import_module(f"tests.bench.{name}").run(quick=chosen.quick):
            results.append(result)
            print(_line(result), flush=True)
    (ROOT / "build" / "bench.json").write_text(
        json.dumps([{**vars(result), "met": result.met} for result in results], ensure_ascii=False, indent=1) + "\n"
    )
    missed = [result for result in results if result.met is False]
    print(f"{len(results)} figures, {len(missed)} bars missed; build/bench.json")
    return 1 if missed else 0


def _line(result: Result) -> str:
    verdict = {True: "met", False: "MISSED", None: ""}[result.met]
    bar = result.bar + (f" ({result.aim})" if result.aim else "")
    return f"{result.bench:12} {result.figure:42} {result.value:9.2f}  {bar:12} {verdict:6} {result.note}"


sys.exit(main())
