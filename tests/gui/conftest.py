"""A sample commune made once, copied for each test; windows dressed as the program dresses them."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from antq_desktop.app import Program, make_application
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.help.trouble import Trouble
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.tasks import Tasks
from antq_desktop.gui.screens.first_run import FirstRun
from antq_desktop.gui.screens.groups import PointsPage
from antq_desktop.gui.screens.households import HouseholdsPage
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import FAMILY, STYLE, Theme
from antq_desktop.services import setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.samples import demo
from antq_desktop.storage.key_slots import KdfCost
from antq_desktop.storage.places import resources_folder
from hands import Watcher, activate, read_pages, settle, show, unlock

CHEAP = KdfCost(64, 1, 1)
START = datetime(2026, 11, 20, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class Clock:
    """Goes on by a second with every look."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def environment(clock: Callable[[], datetime] | None = None) -> Environment:
    return Environment(resources_folder(), clock or Clock(), CHEAP)


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "store"
    setup.lock(demo.build(folder, environment()))
    return folder


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "store"
    terms = setup.Setup(
        unit_code="99002",
        unit_name="Xã Thử",
        login="canbo",
        officer_name="Lê Thị Thử",
        password="mat khau rat dai",
    )
    setup.lock(setup.create(folder, terms, environment()).office)
    return folder


def widgets() -> int:
    """How many there are, once those that are to be deleted are."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return len(QApplication.allWidgets())


@contextmanager
def at_work(template: Path, folder: Path, login: str, password: str) -> Iterator[Office]:
    """A copy of a store, open; windows go before it closes, those that only the collector frees as well."""
    before = widgets()
    opened = setup.unlock(Path(shutil.copytree(template, folder)), login, password, environment())
    yield opened
    if widgets() > before:
        gc.collect()
        widgets()
    setup.lock(opened)


@pytest.fixture(autouse=True, scope="module")
def _swept() -> Iterator[None]:
    """What belongs to Qt dies on this thread: nothing of it is left to a collection on a thread of another module.

    Once for each module, not for each test: a full collection takes longer than most tests.
    """
    yield
    gc.collect()


@pytest.fixture(autouse=True, scope="session")
def _clipboard(qapp: QApplication) -> Iterator[None]:
    """What was copied goes while Python is there: without a screen Qt deletes it only when the process has ended."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """As `app.make_application` starts it."""
    return ["antq-desktop", *STYLE]


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return Watcher(request)


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> QApplication:
    return qapp


@pytest.fixture(autouse=True, scope="session")
def _pages() -> None:
    read_pages()


@pytest.fixture
def office(sample_template: Path, tmp_path: Path) -> Iterator[Office]:
    """The sample commune with 5 areas and 600 households."""
    with at_work(sample_template, tmp_path / "store", demo.LOGIN, demo.PASSWORD) as opened:
        yield opened


@pytest.fixture
def empty_office(empty_template: Path, tmp_path: Path) -> Iterator[Office]:
    with at_work(empty_template, tmp_path / "empty", "canbo", "mat khau rat dai") as opened:
        yield opened


@pytest.fixture(scope="session")
def theme() -> Theme:
    return Theme("light", resources_folder())


@pytest.fixture
def icons(qapp: QApplication, theme: Theme) -> Icons:
    if qapp.font().family() != FAMILY:
        make_application(theme)
    return Icons(theme)


@pytest.fixture
def program(
    qtbot: QtBot, icons: Icons, theme: Theme, tmp_path: Path, sample_template: Path, clock: Clock
) -> Iterator[Program]:
    """The whole program with an officer at work in the sample commune."""
    shutil.copytree(sample_template, tmp_path / "store")
    made = Program(tmp_path / "store", theme, sample=True, clock=clock)
    qtbot.addWidget(made.frame)
    made.frame.show()
    activate(qtbot, made.frame)
    made.start()
    settle(qtbot, made.frame.tasks)
    unlock(qtbot, made)
    yield made
    made.frame.close()


@dataclass
class Told:
    """What a view told and could not do."""

    notices: list[str]
    troubles: list[BaseException]


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    runner = Tasks()
    yield runner
    assert runner.shutdown()


@pytest.fixture
def view(office: Office, tasks: Tasks, icons: Icons) -> OfficeView:
    return watched(OfficeView(office, tasks, icons))


@pytest.fixture
def empty_view(empty_office: Office, tasks: Tasks, icons: Icons) -> OfficeView:
    return watched(OfficeView(empty_office, tasks, icons))


@pytest.fixture
def first_run(qtbot: QtBot, tmp_path: Path, tasks: Tasks, icons: Icons, environment: Environment) -> Iterator[FirstRun]:
    """The steps of the first start, at the first one."""
    window = QWidget()
    qtbot.addWidget(window)

    def open_sample(progress: Progress) -> Office:
        return demo.opened(tmp_path / "new-xa-mau", environment, progress)

    made = FirstRun(tmp_path / "new", environment, tasks, icons, Trouble(window, icons), open_sample)
    show(qtbot, made)
    yield made
    made.abandon()


@pytest.fixture
def households(qtbot: QtBot, view: OfficeView, tasks: Tasks) -> HouseholdsPage:
    """The page of households with the cursor on the first one."""
    made = HouseholdsPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    made.focus_table()
    return made


@pytest.fixture
def entry(qtbot: QtBot, view: OfficeView, tasks: Tasks) -> PledgeEntryPage:
    """The page where pledges are entered, with the cursor in its line."""
    made = PledgeEntryPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


@pytest.fixture
def points(qtbot: QtBot, view: OfficeView) -> PointsPage:
    """The page of models with the cursor on the first one."""
    made = PointsPage(view)
    show(qtbot, made)
    made.focus_table()
    return made


def watched(made: OfficeView) -> OfficeView:
    """Remember on the view itself what it told."""
    told = Told([], [])
    made.told.connect(lambda words, _undo: told.notices.append(words))
    made.troubled.connect(told.troubles.append)
    made.tasks.failed.connect(told.troubles.append)
    made.record = told  # type: ignore[attr-defined]
    return made
