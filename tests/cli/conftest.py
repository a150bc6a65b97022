"""A person at a terminal with a commune's store, and one with an empty folder."""

import shutil
from pathlib import Path

import pytest

from commands import Shell


@pytest.fixture
def shell(template_store: Path, tmp_path: Path) -> Shell:
    """Commands on a commune's store without areas or households."""
    return Shell(Path(shutil.copytree(template_store, tmp_path / "xa")))


@pytest.fixture
def empty(tmp_path: Path) -> Shell:
    """Commands on a folder that does not exist yet."""
    return Shell(tmp_path / "moi")
