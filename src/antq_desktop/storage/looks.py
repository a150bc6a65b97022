"""How the window looks on this machine: read before the store is unlocked, so it lies beside it in the open."""

import contextlib
import json
from dataclasses import asdict, dataclass

from antq_desktop.storage.places import StorePaths

THEMES = ("light", "dark")
PERCENTS = (100, 120, 140)
MINUTES = (5, 10, 20, 30)


@dataclass(frozen=True, slots=True)
class Looks:
    """What an officer chose; nothing personal.

    Attributes:
        theme: one of `THEMES`.
        percent: type size, one of `PERCENTS`.
        idle_minutes: after which the window locks itself, one of `MINUTES`.
    """

    theme: str = "light"
    percent: int = 100
    idle_minutes: int = 10


def read(paths: StorePaths) -> Looks:
    """What was chosen last; the usual look where nothing was, or where the file makes no sense."""
    try:
        said = json.loads(paths.looks.read_text(encoding="utf-8"))
        theme, percent, minutes = said["theme"], said["percent"], said["idle_minutes"]
    except (OSError, ValueError, LookupError, TypeError):
        return Looks()
    usual = Looks()
    return Looks(
        theme if theme in THEMES else usual.theme,
        percent if percent in PERCENTS else usual.percent,
        minutes if minutes in MINUTES else usual.idle_minutes,
    )


def write(paths: StorePaths, looks: Looks) -> None:
    """Remember a look; where the disk does not take it, it holds until the window closes."""
    with contextlib.suppress(OSError):
        paths.looks.write_text(json.dumps(asdict(looks)), encoding="utf-8")
