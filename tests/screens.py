"""Takes a picture of every screen of the sample commune: `python -m tests.screens FOLDER`."""

import os
import sys
import tempfile
from datetime import datetime
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from antq_desktop.app import make_application
from antq_desktop.gui.screenshots import take_all
from antq_desktop.gui.theme import Theme
from antq_desktop.services import demo, setup
from antq_desktop.services.office import Environment
from antq_desktop.storage.places import resources_folder

NOW = datetime.fromisoformat(os.environ.get("ANTQ_NOW", "2026-11-23T08:00:00+07:00"))
SIZES = ((1366, 728), (905, 496))
LOOKS = tuple(product(("light", "dark"), (100, 120, 140), SIZES))


def main(folder: Path) -> None:
    """Take pictures in both themes, all type sizes, at full width and in the narrowest window."""
    resources = resources_folder()
    with tempfile.TemporaryDirectory() as place:
        office = demo.build(Path(place) / "store", Environment(resources, lambda: NOW))
        for name, percent, size in LOOKS:
            theme = Theme(name, resources, percent / 100)
            make_application(theme)
            taken = take_all(office, folder / f"{name}-{percent}-{size[0]}x{size[1]}", theme, size)
            sys.stdout.write(f"{len(taken)} ảnh: {taken[0].parent}\n")
        setup.lock(office)


def window(folder: Path) -> None:
    """Take pictures of one window as large as the screen, whatever its scale: used under a window manager."""
    resources = resources_folder()
    theme = Theme("light", resources)
    room = make_application(theme).primaryScreen().availableSize()
    with tempfile.TemporaryDirectory() as place:
        office = demo.build(Path(place) / "store", Environment(resources, lambda: NOW))
        taken = take_all(office, folder, theme, (room.width(), room.height()))
        sys.stdout.write(f"{len(taken)} ảnh {room.width()}x{room.height()}: {folder}\n")
        setup.lock(office)


if __name__ == "__main__":
    chosen = [text for text in sys.argv[1:] if text != "--window"]
    (window if "--window" in sys.argv else main)(Path(chosen[0] if chosen else "build/screens"))
