"""Pictures of the main pages as they should look: `python -m tests.golden` writes them anew (`make golden`).

Drawn offscreen with the program's own fonts, a fixed clock and a fixed sample, so that another machine with the same
Qt draws the same; a little is allowed for (`SHARE`, `STEP`), since drawing libraries differ in the last bit.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageChops
from PySide6.QtWidgets import QApplication

from antq_desktop.app import make_application
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.screens.first_run import FirstRun
from antq_desktop.gui.screens.lock import LockScreen
from antq_desktop.gui.screens.papers import PapersPage
from antq_desktop.gui.screenshots import settled
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services import setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.samples import demo
from antq_desktop.storage.places import resources_folder

FOLDER = Path(__file__).resolve().parent / "data" / "golden"
NOW = datetime.fromisoformat("2026-11-23T08:00:00+07:00")
SIZE = (1366, 768)
LOOKS = ("light", "dark")
PAGES = ("overview", "entry", "household", "papers")
COLOURS = 64
STEP = 40
SHARE = 0.01


def pictures(office: Office, folder: Path, look: str) -> Iterator[Path]:
    """Draw the pages in one look, one PNG each, with few colours."""
    theme = Theme(look, resources_folder())
    make_application(theme)
    frame = Frame(Icons(theme))
    frame.resize(*SIZE)
    frame.show()
    lock = LockScreen(frame.icons)
    lock.show_logins([office.officer.login])
    frame.show_page(lock)
    yield _draw(frame, folder / f"{look}-lock.png")
    environment = Environment(resources_folder(), lambda: NOW)
    begun = FirstRun(Path("ANTQ"), environment, frame.tasks, frame.icons, frame.trouble, lambda _progress: office)
    frame.show_page(begun)
    yield _draw(frame, folder / f"{look}-first-run.png")
    main = MainPage(office, frame.tasks, frame.icons, frame.trouble, frame.notices)
    frame.show_page(main)
    for key in PAGES:
        main.open(key)
        page = main.page(key)
        if isinstance(page, PapersPage):
            page.folder.show_path(Path("giay-in"))  # a folder of this machine otherwise
        yield _draw(frame, folder / f"{look}-{key}.png")
    frame.close()


def _draw(frame: Frame, path: Path) -> Path:
    settled(frame)
    focus = frame.focusWidget()
    if focus is not None:
        focus.clearFocus()  # a blinking cursor is in the picture or not
    whole = path.with_suffix(".whole.png")
    frame.grab().save(str(whole))
    with Image.open(whole) as drawn:
        drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    whole.unlink()
    return path


def differing(one: Path, other: Path) -> float:
    """Share of the pixels that differ by more than `STEP` in a colour; 1 if the sizes do."""
    with Image.open(one) as first, Image.open(other) as second:
        if first.size != second.size:
            return 1.0
        apart = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
        grey = [ImageChops.lighter(ImageChops.lighter(*apart.split()[:2]), apart.split()[2])]
        counts = grey[0].histogram()
        return sum(counts[STEP + 1 :]) / (first.size[0] * first.size[1])


def main(folder: Path) -> None:
    """Write all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        office = demo.build(Path(place) / "store", Environment(resources_folder(), lambda: NOW))
        application = QApplication.instance() or QApplication([])
        application.setCursorFlashTime(0)
        for look in LOOKS:
            for path in pictures(office, folder, look):
                print(path)
        setup.lock(office)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
