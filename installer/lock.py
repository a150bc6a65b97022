"""Writes the two lock files beside this script: exact versions with hashes, in pip's plain format.

    .venv/bin/python installer/lock.py              keep locked versions as far as pyproject.toml allows
    .venv/bin/python installer/lock.py --upgrade    take the newest versions

`requirements.lock` is what the program needs, for Linux and Windows; `requirements-test.lock` what its tests
need besides, for Linux. Hashes are those of wheels for Python 3.11 to 3.13; nothing is built from source.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BUILD = ["setuptools>=77"]  # what makes the editable install, so that no step needs a second download
PYTHONS = ("3.11", "3.12", "3.13")
LINUX = ("2_34", "2_28", "2_27", "2_26", "2_17", "2_12", "2_5")
WINDOWS = ("win_amd64",)
HEAD = "# Made by installer/lock.py from pyproject.toml; do not edit.\n"


def resolve(wanted: list[str], *options: str) -> list[dict[str, Any]]:
    """Ask pip what it would install.

    Args:
        wanted: requirements.
        options: further options of pip.

    Returns:
        The `install` entries of pip's report, one for each distribution.

    Raises:
        SystemExit: pip finds no solution, or a distribution has no wheel.
    """
    command = [sys.executable, "-m", "pip", "install", "--isolated", "--dry-run", "--quiet", "--ignore-installed"]
    done = subprocess.run(
        [*command, "--only-binary=:all:", "--report", "-", *options, *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found: list[dict[str, Any]] = json.loads(done.stdout)["install"]
    return found


def pin(entry: dict[str, Any]) -> str:
    """Name and version of a report's entry, the name in its one normal spelling."""
    name = re.sub(r"[-_.]+", "-", entry["metadata"]["name"]).lower()
    return f"{name}=={entry['metadata']['version']}"


def hashes(pins: list[str], platforms: tuple[str, ...]) -> dict[str, set[str]]:
    """SHA-256 of the wheels that the locked Python versions would take; the best platform comes first."""
    found: dict[str, set[str]] = {}
    for python in PYTHONS:
        options = ["--no-deps", "--python-version", python]
        for platform in platforms:
            options += ["--platform", platform]
        for entry in resolve(pins, *options):
            found.setdefault(pin(entry), set()).add(entry["download_info"]["archive_info"]["hashes"]["sha256"])
    return found


def write(path: Path, found: dict[str, set[str]]) -> None:
    """Write a lock file, sorted, one hash a line."""
    blocks = [
        " \\\n".join([name, *(f"    --hash=sha256:{digest}" for digest in sorted(digests))])
        for name, digests in sorted(found.items())
    ]
    path.write_text(HEAD + "\n".join(blocks) + "\n", encoding="utf-8")


def locked() -> list[str]:
    """Pins of the present lock files, as constraints."""
    text = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("requirements*.lock"))
    return re.findall(r"^[a-z0-9-]+==\S+", text, re.MULTILINE)


def main() -> None:
    """Resolve for the program, then for its tests upon the same versions, and write both files."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *BUILD]
    constraints = HERE.parent / "build" / "locked.txt"
    constraints.parent.mkdir(exist_ok=True)
    constraints.write_text("\n".join([] if "--upgrade" in sys.argv[1:] else locked()), encoding="utf-8")
    keep = ("--constraint", str(constraints))
    wanted = [*needed, *project["optional-dependencies"]["test"]]
    every = [pin(entry) for entry in resolve(wanted, *keep)]
    constraints.write_text("\n".join(every), encoding="utf-8")
    program = [pin(entry) for entry in resolve(needed, *keep)]
    constraints.unlink()
    linux = (*(f"manylinux_{glibc}_x86_64" for glibc in LINUX), "manylinux2014_x86_64")
    on_linux = hashes(every, linux)
    on_windows = hashes(program, WINDOWS)
    write(HERE / "requirements.lock", {name: on_linux[name] | on_windows[name] for name in program})
    write(HERE / "requirements-test.lock", {name: on_linux[name] for name in every if name not in program})


if __name__ == "__main__":
    main()
