"""That an officer typed his own password a short while ago: remembered for one unlocked session, in memory only."""

from datetime import datetime, timedelta
from uuid import UUID


class Confirmed:
    """Who typed it last, and when. One for each unlocking of a store; a window that was covered forgets it."""

    def __init__(self) -> None:
        self._last: tuple[UUID, datetime] | None = None

    def note(self, officer: UUID, now: datetime) -> None:
        """Remember that an officer typed his password, and it was his."""
        self._last = officer, now

    def forget(self) -> None:
        """Ask again from now on."""
        self._last = None

    def counts(self, officer: UUID, now: datetime, minutes: int) -> bool:
        """Whether the officer typed it within so many minutes; a clock that was set back ends it."""
        if self._last is None or self._last[0] != officer:
            return False
        return timedelta() <= now - self._last[1] <= timedelta(minutes=minutes)
