"""Pictures of every page of an open office, for the eye and for the documents."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from antq_desktop.gui.frame import Frame
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.places import places
from antq_desktop.gui.screens.indicators import IndicatorsPage
from antq_desktop.gui.screens.lock import LockScreen
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.indicators import I1B
from antq_desktop.services.office import Office

SIZE = (1366, 728)
PAUSE_MS = 120


def take_all(office: Office, folder: Path, theme: Theme, size: tuple[int, int] = SIZE) -> list[Path]:
    """Save a picture of the lock screen, every place of the rail, a form and the list behind a number.

    Args:
        office: unlocked; nothing in it is changed.
        folder: where the PNG files go; made when missing.
        theme: look of the window; the application is dressed with it already.
        size: logical pixels of the window.

    Returns:
        The files, in the order of the rail.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frame = Frame(Icons(theme))
    frame.resize(*size)
    lock = LockScreen(frame.icons)
    lock.show_logins([office.officer.login])
    frame.show_page(lock)
    frame.show()
    taken = [_take(frame, folder / "00-lock.png")]
    main = MainPage(office, frame.tasks, frame.icons, frame.trouble, frame.notices)
    frame.show_page(main)
    for number, place in enumerate((place for place in places() if place.key != "lock"), start=1):
        main.open(place.key)
        taken.append(_take(frame, folder / f"{number:02}-{place.key}.png"))
    taken.extend(_details(main, frame, folder))
    frame.close()
    return taken


def _details(main: MainPage, frame: Frame, folder: Path) -> list[Path]:
    taken = []
    for key in ("household", "pledge"):
        page = main.page(key)
        main.open(key)
        if isinstance(page, RecordList):
            page.focus_table()
            page.open_current()
            taken.append(_take(frame, folder / f"30-{key}-form.png"))
            if page.form is not None:
                page.form.leave()
    main.open("overview")
    overview = main.page("overview")
    if isinstance(overview, IndicatorsPage):
        overview.open_drill(I1B, None)
        taken.append(_take(frame, folder / "40-drill.png"))
    return taken


def _take(frame: Frame, path: Path) -> Path:
    settled(frame)
    picture = frame.grab()
    picture.save(str(path))
    return path


def settled(frame: Frame) -> None:
    """Let paint, timers and running work finish: through one whole pause in which nothing ran."""
    while True:
        idle = frame.tasks.quiet
        loop = QEventLoop()
        QTimer.singleShot(PAUSE_MS, loop.quit)
        loop.exec()
        QCoreApplication.processEvents()
        if idle and frame.tasks.quiet:
            return
