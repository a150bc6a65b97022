"""How the window looks on this machine, and who used it last: read before the store is unlocked, so in the open."""

import contextlib
import json
from dataclasses import asdict, dataclass
from typing import Any

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
    said = _said(paths)
    usual = Looks()
    theme, percent, minutes = said.get("theme"), said.get("percent"), said.get("idle_minutes")
    if {"theme", "percent", "idle_minutes"} - said.keys():
        return usual
    return Looks(
        theme if theme in THEMES else usual.theme,
        percent if percent in PERCENTS else usual.percent,
        minutes if minutes in MINUTES else usual.idle_minutes,
    )


def write(paths: StorePaths, looks: Looks) -> None:
    """Remember a look; where the disk does not take it, it holds until the window closes."""
    _say(paths, asdict(looks))


def read_login(paths: StorePaths) -> str:
    """Login name of who worked last; the key file beside says these names in the open too."""
    said = _said(paths).get("login")
    return said if isinstance(said, str) else ""


def write_login(paths: StorePaths, login: str) -> None:
    """Remember who works now; where the disk does not take it, nobody is offered first."""
    if read_login(paths) != login:
        _say(paths, {"login": login})


def read_printer(paths: StorePaths) -> str:
    """Name of the printer that was chosen or used last on this machine; empty for the system's own."""
    said = _said(paths).get("printer")
    return said if isinstance(said, str) else ""


def write_printer(paths: StorePaths, name: str) -> None:
    """Remember a printer; where the disk does not take it, the system's own is offered."""
    if read_printer(paths) != name:
        _say(paths, {"printer": name})


def _said(paths: StorePaths) -> dict[str, Any]:
    try:
        said = json.loads(paths.looks.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _say(paths: StorePaths, more: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        paths.looks.write_text(json.dumps({**_said(paths), **more}), encoding="utf-8")
