"""Finding a line of a page by the first letters of its name, or by the beginnings of its words in any order."""

from collections.abc import Sequence

from antq_desktop.domain.text import fold, initials

WHOLE, BEGUN = 0, 1


class QuickFind:
    """Lines by what is typed of them.

    Args:
        lines: name of each, and what else it may be found by.
    """

    def __init__(self, lines: Sequence[tuple[str, str]] = ()):
        self._keys = tuple((initials(name), f" {fold(name)} {fold(more)} ") for name, more in lines)

    def nearest(self, text: str) -> list[int]:
        """The lines that a text means before any other: those that have it whole, if there are any."""
        ranked = self._ranked(text)
        return [row for rank, row in ranked if rank == ranked[0][0]]

    def find(self, text: str, now: int = -1, step: int = 0) -> int | None:
        """A line whose initials or words begin as typed, those first that have it whole; None if there is none.

        Args:
            text: as typed.
            now: the line at hand.
            step: how many places on from it, going round. Where it is no such line itself, the first one is found.
        """
        rows = [row for _, row in self._ranked(text)]
        if not rows:
            return None
        return rows[(rows.index(now) + step) % len(rows)] if now in rows else rows[0]

    def _ranked(self, text: str) -> list[tuple[int, int]]:
        """Every line that is meant, the nearest first, each with how near it is."""
        wanted = fold(text)
        if not wanted:
            return []
        near = [(self._rank(wanted, row), row) for row in range(len(self._keys))]
        found = sorted((rank, row) for rank, row in near if rank is not None)
        return found or [(BEGUN, row) for row in range(len(self._keys)) if self._has_all(wanted, row)]

    def _rank(self, wanted: str, row: int) -> int | None:
        letters, words = self._keys[row]
        typed = wanted.replace(" ", "")
        if letters == typed or f" {wanted} " in words:
            return WHOLE
        return BEGUN if letters.startswith(typed) or f" {wanted}" in words else None

    def _has_all(self, wanted: str, row: int) -> bool:
        """Whether each part that was typed begins a word; only asked where nothing has them in a row."""
        return all(f" {part}" in self._keys[row][1] for part in wanted.split())
