"""The libraries the program stands on, with the licences their own installed descriptions name."""

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

PROGRAM = "antq-desktop"
UNKNOWN = "xem tệp giấy phép của thư viện"
LONGEST = 60
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Library:
    """One installed library."""

    name: str
    version: str
    licence: str


def used() -> list[Library]:
    """Every library the program needs, and what those need; by name. Empty where nothing says what is needed."""
    found: dict[str, Library] = {}
    waiting = [PROGRAM]
    seen = set()
    while waiting:
        name = waiting.pop()
        key = name.lower().replace("_", "-")
        if key in seen:
            continue
        seen.add(key)
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # needed on another system only
        if key != PROGRAM:
            found[key] = Library(str(installed.metadata["Name"]), installed.version, _licence(installed))
        waiting += [
            named[0] for line in installed.requires or [] if "extra ==" not in line and (named := _NAME.match(line))
        ]
    return [found[key] for key in sorted(found)]


def _licence(installed: Distribution) -> str:
    said = installed.metadata
    for name in ("License-Expression", "License"):
        first = "".join(said.get_all(name) or []).strip().split("\n")[0].split(" (see ")[0]
        if 0 < len(first) <= LONGEST:
            return first
    classes = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    return ", ".join(classes) or _first_line_of_file(installed) or UNKNOWN


def _first_line_of_file(installed: Distribution) -> str:
    """What a licence file calls itself, for libraries that say nothing else."""
    for path in installed.files or []:
        if path.name.upper().startswith("LICEN"):
            lines = [line.strip() for line in (path.read_text() or "").splitlines() if line.strip()]
            if lines and len(lines[0]) <= LONGEST:
                return lines[0]
    return ""
