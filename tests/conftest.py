"""What every test stands on: no screen, a settable clock, a store to copy, steady properties, no silent skip in CI."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from antq_desktop.services import setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.storage.key_slots import KdfCost

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
RESOURCES = Path(__file__).resolve().parents[1] / "resources"
LOGIN, PASSWORD = "binh", "mot-cau-de-nho"
CHEAP = KdfCost(8, 1, 1)
START = datetime.fromisoformat("2026-11-23T08:00:00+07:00")

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("steady" if os.environ.get("CI") else "searching")


@dataclass
class Clock:
    """Stands still until it is set or moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **step: int) -> None:
        """Go on by `days=…`, `hours=…` and the like."""
        self.now += timedelta(**step)


@pytest.fixture(scope="session", autouse=True)
def documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The user's documents during tests: files that go to the folder proposed first land here, not at home."""
    folder, settings_home = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("config")
    (settings_home / "user-dirs.dirs").write_text(f'XDG_DOCUMENTS_DIR="{folder}"\n', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(settings_home))
        yield folder


@pytest.fixture
def clock() -> Clock:
    """The clock of `environment`."""
    return Clock()


@pytest.fixture
def environment(clock: Clock) -> Environment:
    """The repository's resources, the test's own clock, and cheap password guesses."""
    return Environment(RESOURCES, clock, CHEAP)


@pytest.fixture(scope="session")
def template_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a store set up once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("template") / "store"
    terms = setup.Setup(
        unit_code="99001", unit_name="Xã Mẫu", login=LOGIN, officer_name="Trần Văn Bình", password=PASSWORD
    )
    setup.lock(setup.create(folder, terms, Environment(RESOURCES, Clock(), CHEAP)).office)
    return folder


@pytest.fixture
def office(template_store: Path, environment: Environment, tmp_path: Path) -> Iterator[Office]:
    """A commune's open store without areas or households; the officer is administrator and of the police."""
    opened = setup.unlock(Path(shutil.copytree(template_store, tmp_path / "store")), LOGIN, PASSWORD, environment)
    yield opened
    setup.lock(opened)


@pytest.fixture(scope="session")
def outside() -> Callable[[str], str]:
    """Path of a program from outside the project; skips the test, naming the program, where it is not installed."""

    def find(tool: str) -> str:
        found = shutil.which(tool)
        if found is None:
            pytest.skip(f"needs {tool}")
        return found

    return find


@pytest.fixture
def unwritable(tmp_path: Path) -> Path:
    """A folder that takes no file: for root one of the kernel's own, which have no owner to overrule."""
    if os.geteuid():
        (tmp_path / "closed").mkdir(mode=0o555)
        return tmp_path / "closed"
    kernel = [Path(place) for place in ("/dev/pts", "/sys") if os.path.ismount(place)]
    if not kernel:
        pytest.skip("needs /dev/pts or /sys, where even root cannot write")
    return kernel[0]


def _skipped(config: pytest.Config) -> dict[str, list[str]]:
    """Tests skipped, by reason; known only to the process that reports."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    found: dict[str, list[str]] = {}
    for report in [] if reporter is None else reporter.stats.get("skipped", []):
        said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        found.setdefault(said.removeprefix("Skipped: "), []).append(report.nodeid)
    return found


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With ANTQ_NO_SKIPS a skipped test fails the run: CI must have every tool the suite uses."""
    if os.environ.get("ANTQ_NO_SKIPS") and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name at the end what was skipped and why."""
    skipped = _skipped(config)
    if skipped:
        verdict = "not allowed here (ANTQ_NO_SKIPS)" if os.environ.get("ANTQ_NO_SKIPS") else "named, not hidden"
        terminalreporter.section(f"skipped: {verdict}")
        for reason, tests in sorted(skipped.items()):
            terminalreporter.write_line(f"{reason}: {', '.join(sorted(tests))}")
