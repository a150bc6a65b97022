"""What an officer opens and does, in a low and a wide window and larger type: nothing clipped, nothing too large.

The same deeds as `make screens` takes pictures of.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from antq_desktop.gui.widgets.theme import Theme
from hands import LAYOUT_ROUNDS, settle
from screens_deeds import Desk, Shown, beginning, exchange, nothing_yet, work

SLACK = 4
SAYING = (QPushButton, QToolButton, QLabel)
LOOKS = [("light", 1.2, (905, 496))]


class QuickDesk(Desk):
    """Waits for work only, not for the eye."""

    def settle(self) -> None:
        while self.frame.tasks.busy:
            QApplication.processEvents()
        for _ in range(LAYOUT_ROUNDS):
            QApplication.processEvents()


@dataclass
class Look:
    theme: Theme
    size: tuple[int, int]
    scratch: Path


@pytest.fixture(params=LOOKS, ids=str)
def look(request, qapp, theme, tmp_path) -> Iterator[Look]:
    name, scale, size = request.param
    worn = Theme(name, theme.resources, scale)
    worn.dress(qapp)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    yield Look(worn, size, scratch)
    theme.dress(qapp)


@pytest.fixture
def played(qtbot, look) -> Iterator[Callable[..., dict[str, list[str]]]]:
    desks: list[Desk] = []

    def play(office, deeds: Callable[[Desk], Shown]) -> dict[str, list[str]]:
        desk = QuickDesk(office, look.theme, look.size, look.scratch)
        desks.append(desk)
        wrong = {}
        for name, widget in deeds(desk):
            settle(qtbot, desk.frame.tasks)
            wrong[name] = [*squeezed(widget), *beyond(widget, look.size)]
            if isinstance(widget, QDialog):
                widget.close()
                QApplication.processEvents()
        return {name: found for name, found in wrong.items() if found}

    yield play
    for desk in desks:
        desk.frame.tasks.shutdown()
        desk.frame.close()
        desk.frame.deleteLater()


def squeezed(page: QWidget) -> list[str]:
    """Words and fields that are smaller than they need to be read."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not page.window():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            if widget.height() < widget.heightForWidth(widget.width()):
                found.append(f"low: {widget.text()[:40]}")
        elif isinstance(widget, (QLineEdit, QComboBox)) or (isinstance(widget, SAYING) and widget.text()):
            needed = widget.minimumSizeHint()
            if widget.height() + SLACK < needed.height():
                found.append(f"low: {widget.accessibleName()} {widget.height()} < {needed.height()}")
            if isinstance(widget, SAYING) and widget.width() + 1 < needed.width():
                found.append(f"narrow: {widget.text()[:40]}")
    return found


def beyond(widget: QWidget, size: tuple[int, int]) -> list[str]:
    """A dialog that is larger than the window it stands over."""
    within = widget.width() <= size[0] and widget.height() <= size[1]
    return [] if within else [f"{widget.width()}x{widget.height()}"]


@pytest.mark.parametrize("deeds", [work, exchange], ids=["work", "exchange"])
def test_nothing_is_clipped_in_what_is_opened_and_done(office, played, deeds):
    assert played(office, deeds) == {}


def test_nothing_is_clipped_where_nothing_is_yet(empty_office, played):
    assert played(empty_office, nothing_yet) == {}


def test_nothing_is_clipped_at_the_first_start(empty_office, played, environment):
    assert played(empty_office, lambda desk: beginning(desk, environment)) == {}
