"""How long work reports its steps and how a person stops it."""

from typing import Protocol


class Cancelled(Exception):
    """The person pressed "Dừng"; the work rolls back whole."""


class Progress(Protocol):
    """What long work calls between its steps; the only call that goes upwards."""

    def step(self, done: int, total: int | None = None, label: str = "") -> None:
        """Tell how far the work is.

        Args:
            done: units of work finished (rows, pages, bytes: the caller's own unit).
            total: how many there will be, or None while that is not known.
            label: what is being done, in Vietnamese, for the progress strip.

        Raises:
            Cancelled: the person asked to stop.
        """


class Silent:
    """Progress for work nobody watches."""

    def step(self, done: int, total: int | None = None, label: str = "") -> None:
        """Do nothing."""
