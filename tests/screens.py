"""Takes a picture of every screen of the sample commune: `python -m tests.screens FOLDER [LOOK…]`.

A look is named as its folder is, or by the beginning of that: `light-120`, `dark-140-905x496`; none means all.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from antq_desktop.app import make_application
from antq_desktop.gui.screenshots import take_all
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services import setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.samples import demo
from antq_desktop.storage.key_slots import KdfCost
from antq_desktop.storage.places import resources_folder
from screens_deeds import PASSWORD, Desk, Shown, beginning, exchange, nothing_yet, take, work

NOW = datetime.fromisoformat(os.environ.get("ANTQ_NOW", "2026-11-23T08:00:00+07:00"))
SIZES = ((1366, 728), (905, 496))
LOOKS = tuple(product(("light", "dark"), (100, 120, 140), SIZES))
EMPTY = setup.Setup(unit_code="99002", unit_name="Xã Thử", login="canbo", officer_name="Lê Thị Thử", password=PASSWORD)


class Stores:
    """The sample commune and an empty one, made once; what is done for pictures is done on copies."""

    def __init__(self, place: Path):
        self._place = place
        self.environment = Environment(resources_folder(), lambda: NOW, KdfCost(64, 1, 1))
        self._copies = 0
        setup.lock(demo.build(place / "xa-mau", self.environment))
        setup.lock(setup.create(place / "trong", EMPTY, self.environment).office)

    def scratch(self) -> Path:
        """A new folder for files."""
        self._copies += 1
        made = self._place / f"lan-{self._copies}"
        made.mkdir()
        return made

    def opened(self, name: str, login: str, password: str) -> Office:
        """A copy of a store, open."""
        folder = self.scratch() / name
        shutil.copytree(self._place / name, folder)
        return setup.unlock(folder, login, password, self.environment)


def pictures(stores: Stores, theme: Theme, size: tuple[int, int], folder: Path) -> int:
    """Take all pictures of one look.

    Returns:
        How many there are.
    """
    count = 0
    sample, empty = ("xa-mau", demo.LOGIN, demo.PASSWORD), ("trong", EMPTY.login, EMPTY.password)

    def on(store: tuple[str, str, str], takes: Callable[[Office], list[Path]]) -> None:
        nonlocal count
        office = stores.opened(*store)
        count += len(takes(office))
        setup.lock(office)

    def desk(office: Office) -> Desk:
        return Desk(office, theme, size, stores.scratch())

    def show(shown: Callable[[Desk], Shown], office: Office) -> list[Path]:
        made = desk(office)
        return take(made, shown(made), folder)

    def begin(office: Office) -> list[Path]:
        made = desk(office)
        return take(made, beginning(made, stores.environment), folder)

    on(sample, lambda office: take_all(office, folder, theme, size))
    for shown in (work, exchange):
        on(sample, partial(show, shown))
    on(empty, partial(show, nothing_yet))
    on(empty, begin)
    return count


def main(folder: Path, wanted: tuple[str, ...]) -> None:
    """Take pictures in both themes, all type sizes, at full width and in the narrowest window."""
    with tempfile.TemporaryDirectory() as place:
        stores = Stores(Path(place))
        for name, percent, size in LOOKS:
            look = f"{name}-{percent}-{size[0]}x{size[1]}"
            if wanted and not look.startswith(wanted):
                continue
            theme = Theme(name, resources_folder(), percent / 100)
            make_application(theme)
            count = pictures(stores, theme, size, folder / look)
            sys.stdout.write(f"{count} ảnh: {folder / look}\n")


def window(folder: Path) -> None:
    """Take pictures of one window as large as the screen, whatever its scale: used under a window manager."""
    theme = Theme("light", resources_folder())
    room = make_application(theme).primaryScreen().availableSize()
    with tempfile.TemporaryDirectory() as place:
        count = pictures(Stores(Path(place)), theme, (room.width(), room.height()), folder)
    sys.stdout.write(f"{count} ảnh {room.width()}x{room.height()}: {folder}\n")


if __name__ == "__main__":
    chosen = [text for text in sys.argv[1:] if text != "--window"]
    target = Path(chosen[0] if chosen else "build/screens")
    if "--window" in sys.argv:
        window(target)
    else:
        main(target, tuple(chosen[1:]))
