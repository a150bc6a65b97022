"""What can be left out of something before it is made: a line with a tick for each part, all ticked at first."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from antq_desktop.gui.widgets.check_list import CheckList
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button

BESIDE = 100
"""What its dialog holds besides it, words and buttons: one row of fields and what is offered for one of them."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What something is made of.

    Attributes:
        named: what the parts are, in words.
        lines: what each line stands for, and its words.
    """

    named: str
    lines: tuple[tuple[Any, str], ...]


class PartsList(CheckList):
    """The parts as lines; no higher than they are.

    Args:
        icons: with the theme.
        parts: what can be left out.
        over: what its dialog stands over.

    Attributes:
        named: what the parts are.
        ways: buttons that tick all or none, to be put beside those of the dialog: lines leave little height.
    """

    def __init__(self, icons: Icons, parts: Parts, over: QWidget):
        super().__init__(icons.theme, f"{parts.named}, phím cách đánh dấu", over, BESIDE)
        self.named = parts.named
        self.show_lines((what, words, True) for what, words in parts.lines)
        self.shrink()
        every = [what for what, _ in parts.lines]
        self.ways = [
            button(icons, Push("Chọn hết", partial(self.tick_only, every))),
            button(icons, Push("Bỏ hết", partial(self.tick_only, ()))),
        ]
        for way in self.ways:
            way.setAutoDefault(False)
