"""An officer's hands and eyes in tests: typing as UniKey does, showing windows, waiting for work."""

import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from antq_desktop.app import Program
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.main_window import LATER, SCREENS
from antq_desktop.gui.running.tasks import Tasks
from antq_desktop.gui.screens.import_wizard import PREVIEW, ImportPage
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.office import Office
from antq_desktop.services.samples import demo
from antq_desktop.storage.drafts import Draft
from antq_desktop.storage.places import resources_folder

LAYOUT_ROUNDS = 4
FIRST_LOOKS_MS = (1, 1, 2, 4)
Kind = TypeVar("Kind", bound=QWidget)


class Watcher(QtBot):
    """Looks sooner than each ten milliseconds for what comes at once, as most of what a test waits for does."""

    def __init__(self, request: pytest.FixtureRequest):
        super().__init__(request)
        self._kept: list[QWidget] = []

    def addWidget(self, widget: QWidget, *, before_close_func: Callable[[QWidget], object] | None = None) -> None:
        """Close a widget when its test is over, a window of the program only when its last backup is made.

        It is held until then: the collector, at work while a slot of a window runs that nothing else holds any more,
        would end the process.
        """
        self._kept.append(widget)
        super().addWidget(widget, before_close_func=before_close_func or closed)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 5_000) -> None:
        for pause in FIRST_LOOKS_MS:
            with suppress(AssertionError):
                found = callback()
                if found is None or found is True:
                    return
            self.wait(pause)
        super().waitUntil(callback, timeout=timeout)


def settle(qtbot, tasks: Tasks) -> None:
    """Wait until no work runs and what it brought is laid out; a layout inside a layout takes a round each.

    What a page does once it is shown may begin work of its own.
    """
    while True:
        qtbot.waitUntil(lambda: tasks.quiet, timeout=120_000)
        for _ in range(LAYOUT_ROUNDS):
            QApplication.processEvents()
        if tasks.quiet:
            return


def read_pages() -> None:
    """Read every page from the disk, as after a first round through the program: from then on each opens at once."""
    for module, _name in LATER.values():
        import_module(f"{SCREENS}.{module}")


def closed(widget: QWidget) -> None:
    """Close a widget; a window of the program stays as long as a backup that is due is being made.

    Deleted under its dialog, which has the focus, it would end the process.
    """
    widget.close()
    end = time.monotonic() + 10
    while isinstance(widget, Frame) and widget.last is not None and widget.isVisible() and time.monotonic() < end:
        QApplication.processEvents()


def show(qtbot, widget: QWidget, size: tuple[int, int] = (1366, 700)) -> None:
    """Show a widget as the active window, dressed as the program's window is, so that focus works offscreen."""
    qtbot.addWidget(widget)
    if not widget.styleSheet():
        Theme("light", resources_folder()).wear(widget)
    widget.resize(*size)
    widget.show()
    activate(qtbot, widget)


def preview(qtbot, page: ImportPage, tasks: Tasks, path: Path) -> None:
    """Bring a list as far as its preview, with the columns as they are guessed."""
    page.file.show_path(path)
    page.read()
    settle(qtbot, tasks)
    assert page.step == 1
    page.reread()
    settle(qtbot, tasks)
    assert page.step == PREVIEW


class Writing:
    """Long work that holds the one writing transaction, as an import does, until it is told to end."""

    def __init__(self, office: Office):
        self.go_on = Event()
        self._office = office
        self._begun = Event()

    def __call__(self, _progress: Progress) -> None:
        with self._office.store.settling():
            self._begun.set()
            assert self.go_on.wait(30)

    def wait_until_it_writes(self) -> None:
        assert self._begun.wait(30)


def activate(qtbot, widget: QWidget) -> None:
    """Make a window the active one: only there keys find their actions."""

    def active() -> bool:
        widget.activateWindow()
        return widget.isActiveWindow()

    qtbot.waitUntil(active, timeout=5_000)


def in_front(page: QWidget, kind: type[Kind] = QDialog) -> Kind:
    """The one dialog that a page has opened."""
    (found,) = [each for each in page.findChildren(kind) if each.isVisible()]
    return found


def kept(office: Office) -> list[Draft]:
    """What the officer at work has typed and not saved, newest first."""
    return office.drafts.all_of(office.officer.uid)


def is_gone(dialog: QWidget) -> bool:
    """Whether a dialog was closed; it is deleted then, sooner or later."""
    return not isValid(dialog) or not dialog.isVisible()


def unlock(qtbot, program: Program, login: str = demo.LOGIN, password: str = demo.PASSWORD) -> None:
    """Come in at the lock screen, and wait until the pages are there."""
    program.unlock(login, password)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    settle(qtbot, program.frame.tasks)


def type_text(widget: QWidget, text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Type as UniKey does: letters as unicode keys, backspaces as real ones."""
    for letter in text:
        key = Qt.Key.Key_Backspace if letter == "\b" else Qt.Key(0)
        said = "" if letter == "\b" else letter
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, said))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in whatever has the focus."""
    focus = QApplication.focusWidget() or _focus_of_window()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def _focus_of_window() -> QWidget | None:
    """The focus of a window that stopped being the active one by itself, as happens without a screen."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.focusWidget() is not None:
            window.activateWindow()
            QTest.qWaitForWindowActive(window)
            return window.focusWidget()
    return None
