"""Finding something off the window's thread for what is wanted now: wishes that were overtaken are never looked at."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from antq_desktop.gui.office_view import OfficeView

Wish = TypeVar("Wish")
Found = TypeVar("Found")


class Latest(Generic[Wish, Found]):
    """Looks for one wish after the other; while it looks, only the last of the others waits.

    Args:
        view: the office.
        title: of the work.
        find: looks, off the window's thread.
        show: takes what was found, on the window's thread.
        failed: takes an error; shown when left out.
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
        self._wanted: list[Wish] = []
        self._busy = False

    def want(self, wish: Wish) -> None:
        """Look for this instead of whatever was wanted before."""
        self._wanted = [wish]
        if not self._busy:
            self._start()

    def _start(self) -> None:
        wish = self._wanted[0]
        self._busy = True
        task = self._begin(
            self._title, lambda _progress: self._find(wish), partial(self._found, wish), partial(self._failed, wish)
        )
        task.cancelled.connect(partial(self._ended, wish))

    def _found(self, wish: Wish, found: Found) -> None:
        if self._ended(wish):
            self._show(found)

    def _failed(self, wish: Wish, error: BaseException) -> None:
        self._ended(wish)
        self._refused(error)

    def _ended(self, wish: Wish) -> bool:
        """Look for what was wanted meanwhile.

        Returns:
            Whether nothing else was wanted.
        """
        self._busy = False
        last = self._wanted == [wish]
        if not last:
            self._start()
        return last
