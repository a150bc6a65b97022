"""A store of its own for every test: made once, copied as files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_stories import CHEAP, DEVICE, LOGIN, OFFICER, PASSWORD, Clock, Made

from antq_desktop.storage import settings, vault
from antq_desktop.storage import store as stores
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.store import Store


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The template; copy it, never open it."""
    folder = tmp_path_factory.mktemp("made") / "xa"
    folder.mkdir()
    paths = StorePaths.in_folder(folder)
    unlocked, halves = vault.create(paths, LOGIN, OFFICER, PASSWORD, CHEAP)
    stores.create(paths, unlocked.key)
    store = Store(paths, unlocked.key, DEVICE, Clock())
    with store.settling() as connection:
        settings.write(connection, "database", unlocked.database.hex)
    store.close()
    return Made(paths, unlocked.key, unlocked.database, halves)


@pytest.fixture
def made(made_once: Made, tmp_path: Path) -> Made:
    """A copy of the template, closed."""
    return made_once.copy(tmp_path / "xa")


@pytest.fixture
def store(made: Made) -> Iterator[Store]:
    """A migrated, empty store, open."""
    opened = Store(made.paths, made.key, DEVICE, Clock())
    yield opened
    opened.close()
