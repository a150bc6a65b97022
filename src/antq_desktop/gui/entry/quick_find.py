"""Finding a line of a page by the first letters of its name, or by the beginnings of its words in any order."""

from collections.abc import Sequence

from antq_desktop.domain.text import fold, initials


class QuickFind:
    """Lines by what is typed of them.

    Args:
        lines: name of each, and what else it may be found by.
    """

    def __init__(self, lines: Sequence[tuple[str, str]] = ()):
        self._keys = tuple((initials(name), f" {fold(name)} {fold(more)}") for name, more in lines)

    def find(self, text: str, after: int = -1) -> int | None:
        """The next line whose initials or words begin as typed, going round; None if there is none."""
        wanted = fold(text)
        if not wanted:
            return None
        rows = [*range(after + 1, len(self._keys)), *range(after + 1)]
        near = next((row for row in rows if self._matches(wanted, row)), None)
        return near if near is not None else next((row for row in rows if self._has_all(wanted, row)), None)

    def _matches(self, wanted: str, row: int) -> bool:
        letters, words = self._keys[row]
        return letters.startswith(wanted.replace(" ", "")) or f" {wanted}" in words

    def _has_all(self, wanted: str, row: int) -> bool:
        """Whether each part that was typed begins a word; only asked where nothing has them in a row."""
        return all(f" {part}" in self._keys[row][1] for part in wanted.split())
