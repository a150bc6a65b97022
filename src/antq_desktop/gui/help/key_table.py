"""The page of all keys, made from the actions and hints that are there."""

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from antq_desktop.gui.widgets.reflow import KeyHints

TITLE = "Phím tắt"


def keys_of(widget: QWidget, *, inner: bool = True) -> list[tuple[str, str]]:
    """Keys and what they do.

    Args:
        widget: whose actions are read.
        inner: also those of all that is in it, and the hints shown there.
    """
    actions = list(widget.actions())
    hints: list[tuple[str, str]] = []
    if inner:
        actions += widget.findChildren(QAction)
        hints = [pair for made in widget.findChildren(KeyHints) for pair in made.keys]
    said = [(_words(action.shortcuts()), action.text()) for action in actions if action.shortcuts() and action.text()]
    return list(dict.fromkeys([*hints, *said]))


def table(parts: Iterable[tuple[str, list[tuple[str, str]]]]) -> str:
    """The page in Markdown.

    Args:
        parts: heading and keys of each part; parts without keys are left out.
    """
    lines = [f"# {TITLE}", ""]
    for heading, keys in parts:
        if keys:
            lines += [f"## {heading}", "", "| Phím | Việc |", "|---|---|"]
            lines += [f"| **{_cell(key)}** | {_cell(words)} |" for key, words in keys]
            lines.append("")
    return "\n".join(lines)


def _words(keys: list[QKeySequence]) -> str:
    return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
