"""What can be asked of a page when it is opened or left."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from uuid import UUID

from antq_desktop.domain.periods import Period


@dataclass(frozen=True, slots=True)
class HalfForm:
    """A form in which something was typed and not saved: its record, None for a new one, and where that is kept."""

    uid: UUID | None
    draft: str


@dataclass(frozen=True, slots=True)
class GoingOn:
    """Asks a page to go on with what was typed in it before.

    Attributes:
        draft: where that is kept.
    """

    draft: str


@dataclass(frozen=True, slots=True)
class Returning:
    """Asks a register for the line that was left, None for the first one, and for the form that was open."""

    uid: UUID | None
    form: HalfForm | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Where an officer was when the window was locked: page, year in view, the line of the list, the form in hand."""

    place: str
    year: int
    line: UUID | None = None
    form: HalfForm | None = None


@runtime_checkable
class KeepsDrafts(Protocol):
    """A page or a dialog in which something may be typed and not saved yet."""

    def keep_drafts(self) -> None:
        """Keep it as a draft."""


@runtime_checkable
class GoesOn(Protocol):
    """A page that offers what was typed in it before."""

    def go_on(self, draft: str) -> None:
        """Go on with it as if the offer was taken; what is typed by now stays, and the offer with it."""


@runtime_checkable
class ShowsParts(Protocol):
    """A page of several parts."""

    def show_part(self, part: str) -> None:
        """Bring one of them to the front."""


@runtime_checkable
class HasFirstView(Protocol):
    """A page that may show something over what it begins with."""

    def show_first_view(self) -> None:
        """Go back to what it begins with."""


@runtime_checkable
class TakesPeriod(Protocol):
    """A page about one reporting period."""

    def show_period(self, period: Period) -> None:
        """Begin anew with it."""
