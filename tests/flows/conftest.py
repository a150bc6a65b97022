"""The sample commune in the whole program, at its lock screen."""

import pytest

from antq_desktop.app import Program, make_application
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.storage.places import resources_folder
from hands import Watcher, read_pages, settle, show


@pytest.fixture(autouse=True, scope="session")
def _pages() -> None:
    read_pages()


@pytest.fixture
def qtbot(qapp, request):
    return Watcher(request)


@pytest.fixture
def desk(qtbot, tmp_path, clock):
    theme = Theme("light", resources_folder())
    make_application(theme)
    program = Program(tmp_path / "xa-mau", theme, sample=True, clock=clock)
    show(qtbot, program.frame)
    program.start()
    settle(qtbot, program.frame.tasks)
    yield program
    program.frame.close()
