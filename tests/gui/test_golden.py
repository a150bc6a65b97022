"""The main pages look as they were last looked at; `make golden` renews the pictures after a wanted change."""

import subprocess
import sys
from pathlib import Path

import pytest

from golden import FOLDER, LOOKS, PAGES, SHARE, differing

ROOT = Path(__file__).resolve().parents[2]
NAMES = [f"{look}-{page}.png" for look in LOOKS for page in ("lock", "first-run", *PAGES)]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden")
    command = [sys.executable, "-m", "tests.golden", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=200)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_page_looks_as_it_did(drawn, name):
    share = differing(FOLDER / name, drawn / name)
    assert share <= SHARE, f"{name}: {share:.2%} of the pixels differ; look at {drawn / name}, then make golden"


def test_a_picture_that_differs_is_noticed():
    assert differing(FOLDER / "light-lock.png", FOLDER / "light-lock.png") == 0
    assert differing(FOLDER / "light-lock.png", FOLDER / "dark-lock.png") > SHARE
    assert differing(FOLDER / "light-overview.png", FOLDER / "light-papers.png") > SHARE
