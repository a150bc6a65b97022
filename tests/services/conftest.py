"""A commune's office on a real store: set up once, copied for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from antq_desktop.services import setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.storage.key_slots import KdfCost

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
PASSWORD = "mot-cau-de-nho"
START = datetime.fromisoformat("2026-05-20T08:00:00+07:00")


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **step: int) -> None:
        self.now += timedelta(**step)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def environment(clock: Clock) -> Environment:
    return Environment(RESOURCES, clock, KdfCost(8, 1, 1))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "xa"
    terms = setup.Setup(
        unit_code="99001",
        unit_name="Xã Vạn Thắng",
        login="binh",
        officer_name="Trần Văn Bình",
        password=PASSWORD,
    )
    setup.lock(setup.create(folder, terms, Environment(RESOURCES, Clock(), KdfCost(8, 1, 1))).office)
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "xa"))


@pytest.fixture
def office(folder: Path, environment: Environment) -> Iterator[Office]:
    opened = setup.unlock(folder, "binh", PASSWORD, environment)
    yield opened
    setup.lock(opened)
