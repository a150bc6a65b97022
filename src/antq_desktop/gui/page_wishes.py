"""What can be asked of a page when it is opened or left."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from uuid import UUID

from antq_desktop.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Returning:
    """Asks a register for the line that was left, None for the first one."""

    uid: UUID | None


@dataclass(frozen=True, slots=True)
class Left:
    """Where an officer was when the window was locked: page, year in view, the line of the list."""

    place: str
    year: int
    line: UUID | None = None


@runtime_checkable
class KeepsDrafts(Protocol):
    """A page or a dialog in which something may be typed and not saved yet."""

    def keep_drafts(self) -> None:
        """Keep it as a draft."""


@runtime_checkable
class ShowsParts(Protocol):
    """A page of several parts."""

    def show_part(self, part: str) -> None:
        """Bring one of them to the front."""


@runtime_checkable
class TakesPeriod(Protocol):
    """A page about one reporting period."""

    def show_period(self, period: Period) -> None:
        """Begin anew with it."""
