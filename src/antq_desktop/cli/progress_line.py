"""How far long work is, as one line on a terminal that is written over."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from antq_desktop.domain.progress import Progress, Silent

_ANEW = "\r\x1b[K"


class ProgressLine:
    """Progress shown on a terminal; in percent where the whole is known.

    Args:
        out: the terminal.
    """

    def __init__(self, out: TextIO):
        self._out = out
        self._shown = ""

    def step(self, done: int, total: int | None = None, label: str = "") -> None:
        """Show how far the work is."""
        far = f"{100 * done // total}%" if total else str(done)
        self._write(f"{label} {far}".strip())

    def clear(self) -> None:
        """Leave the line empty for what is said next."""
        self._write("")

    def _write(self, text: str) -> None:
        if text != self._shown:
            self._out.write(f"{_ANEW}{text}")
            self._out.flush()
            self._shown = text


@contextmanager
def watched(out: TextIO, *, quiet: bool) -> Iterator[Progress]:
    """Progress for people at a terminal, nothing for scripts.

    Args:
        out: where people would see it.
        quiet: say nothing even there.
    """
    if quiet or not out.isatty():
        yield Silent()
        return
    line = ProgressLine(out)
    try:
        yield line
    finally:
        line.clear()
