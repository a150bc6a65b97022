"""Takes a picture of every screen of the sample commune: `python -m tests.screens FOLDER`."""

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from antq_desktop.app import make_application
from antq_desktop.gui.screenshots import take_all
from antq_desktop.gui.theme import Theme
from antq_desktop.services import demo, setup
from antq_desktop.services.office import Environment
from antq_desktop.storage.places import resources_folder

NOW = datetime.fromisoformat(os.environ.get("ANTQ_NOW", "2026-11-23T08:00:00+07:00"))
LOOKS = (("light", (1366, 728)), ("dark", (1366, 728)), ("light", (905, 496)))


def main(folder: Path) -> None:
    """Take pictures in both themes and in the narrowest window."""
    resources = resources_folder()
    with tempfile.TemporaryDirectory() as place:
        office = demo.build(Path(place) / "store", Environment(resources, lambda: NOW))
        for name, size in LOOKS:
            theme = Theme(name, resources)
            make_application(theme)
            taken = take_all(office, folder / f"{name}-{size[0]}x{size[1]}", theme, size)
            sys.stdout.write(f"{len(taken)} ảnh: {taken[0].parent}\n")
        setup.lock(office)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screens"))
