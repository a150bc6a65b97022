"""Finding something off the window's thread for what is wanted now: wishes that were overtaken are never looked at."""

from collections.abc import Callable
from typing import Generic, TypeVar

from antq_desktop.gui.running.office_view import OfficeView

Wish = TypeVar("Wish")
Found = TypeVar("Found")


class Latest(Generic[Wish, Found]):
    """Looks for one wish after the other; while it looks, only the last of the others waits.

    Whatever is wanted while it looks is looked for anew, the same wish too: what was read for it may be old by then.
    So what is shown is never older than the last wish, however many threads answer.

    Args:
        view: the office.
        title: of the work.
        find: looks, off the window's thread.
        show: takes what was found, on the window's thread.
        failed: takes the error of the last wish; shown when left out.
        long: it is long work, with progress and "Dừng", one after the other; else it is answered beside such work.
    """

    def __init__(
        self,
        view: OfficeView,
        title: str,
        find: Callable[[Wish], Found],
        show: Callable[[Found], object],
        failed: Callable[[BaseException], object] | None = None,
        *,
        long: bool = False,
    ):
        self._view = view
        self._title = title
        self._find = find
        self._show = show
        self._refused = failed or view.fail
        self._begin = view.run if long else view.read
        self._waiting: list[Wish] = []
        self._busy = False

    def want(self, wish: Wish) -> None:
        """Look for this instead of whatever was wanted before."""
        self._waiting = [wish]
        if not self._busy:
            self._start()

    def _start(self) -> None:
        wish = self._waiting.pop()
        self._busy = True
        task = self._begin(self._title, lambda _progress: self._find(wish), self._found, self._failed)
        task.cancelled.connect(self._ended)

    def _found(self, found: Found) -> None:
        if self._ended():
            self._show(found)

    def _failed(self, error: BaseException) -> None:
        if self._ended():
            self._refused(error)

    def _ended(self) -> bool:
        """Look for what was wanted meanwhile.

        Returns:
            Whether nothing was.
        """
        self._busy = False
        if self._waiting:
            self._start()
            return False
        return True
