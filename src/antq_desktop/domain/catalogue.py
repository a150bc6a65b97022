"""What the data files of `resources/` say: open lists, targets, periods, first rows, words to warn of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from antq_desktop.domain.choices import CHOICES, Choice
from antq_desktop.domain.indicators import Target, Targets
from antq_desktop.domain.periods import CALENDAR, Period, PeriodRule, parse_period
from antq_desktop.domain.text import fold


@dataclass(frozen=True, slots=True)
class OrganizationSeed:
    """A member organisation as a new store begins with it."""

    code: str
    name: str
    short_name: str
    titles: tuple[tuple[str, date | None, date | None], ...]
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class UnitSeed:
    """An administrative unit of the data file; codes of level `commune` have five digits."""

    code: str
    level: str
    kind: str
    name: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class TemplateSeed:
    """The pledge text a new store begins with."""

    code: str
    name: str
    undertakings: str
    legal_basis: str
    valid_from: date | None


@dataclass(frozen=True, slots=True)
class ModelTypeSeed:
    """A named model of the data file; `outputs` are codes of results."""

    code: str
    name: str
    work_field: str
    usual_lead: str
    sensitive: bool
    outputs: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class FileKind:
    """A paper that the file of a group should hold.

    Attributes:
        code: its code in the list `group_file_kinds`.
        of: registers whose groups should have it.
    """

    code: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferedReason:
    """Why names often leave, to be chosen instead of typed.

    Attributes:
        words: as the journal keeps it.
        papers: keys of the papers it is about; none for every leaving.
        valid_from: first day it is offered, if it was not always.
        valid_to: last day.
    """

    words: str
    papers: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PasswordTerm:
    """For how many minutes a password typed for something that leaves counts for what leaves in the same way."""

    leaving: str
    minutes: int
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Catalogues:
    """Everything read from the data files, with the lists the rules know by name.

    `synced_folders` are (how a folder's name begins, the service that copies it to other machines).
    """

    lists: Mapping[str, tuple[Choice, ...]]
    targets: tuple[Target, ...]
    period_rules: tuple[PeriodRule, ...]
    organizations: tuple[OrganizationSeed, ...]
    units: tuple[UnitSeed, ...]
    templates: tuple[TemplateSeed, ...]
    sensitive_words: tuple[str, ...]
    synced_folders: tuple[tuple[str, str], ...]
    model_types: tuple[ModelTypeSeed, ...]
    file_kinds: tuple[FileKind, ...]
    offered_reasons: tuple[OfferedReason, ...]
    password_terms: tuple[PasswordTerm, ...]

    def choices(self, list_key: str) -> tuple[Choice, ...]:
        """Entries of a list; empty for a list that does not exist."""
        return CHOICES.get(list_key) or self.lists.get(list_key, ())

    def label(self, list_key: str, code: str) -> str:
        """What officers read for a code; the code itself when it is not in the list."""
        return next((choice.label for choice in self.choices(list_key) if choice.code == code), code)

    def find(self, list_key: str, text: str) -> str | None:
        """Code of the entry a text means, by code, label or alias, without marks and case."""
        wanted = fold(text)
        for choice in self.choices(list_key):
            if text == choice.code or wanted in {fold(choice.label), *(fold(alias) for alias in choice.aliases)}:
                return choice.code
        return None

    def reasons_on(self, day: date, paper: str) -> tuple[str, ...]:
        """Reasons to offer for a paper, those about it first; for what is no paper of the list those about all."""
        known = [each for each in self.offered_reasons if _holds(each, day)]
        about = [each.words for each in known if paper in each.papers]
        return (*about, *(each.words for each in known if not each.papers))

    def password_minutes(self, day: date, leaving: str) -> int:
        """For how many minutes a password counts; 0 to ask every time."""
        known = (each.minutes for each in self.password_terms if each.leaving == leaving and _holds(each, day))
        return next(known, 0)

    def targets_of(self, year: int) -> Targets:
        """Targets that hold in a year."""
        return Targets(year, self.targets)

    def period(self, key: str) -> Period:
        """Read a period key by the province's closing days.

        Raises:
            UsageError: not a period.
        """
        return parse_period(key, self.period_rules or (CALENDAR,))


def _holds(each: OfferedReason | PasswordTerm, day: date) -> bool:
    return (each.valid_from or day) <= day <= (each.valid_to or day)
