"""What differs between one kind of list and another: its columns, how a row is read, compared and written."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from antq_desktop.domain.progress import Progress
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan, PlannedRow, PossibleDuplicate
from antq_desktop.services.imports.import_terms import Words
from antq_desktop.services.office import Office
from antq_desktop.sheets.headings import TargetField
from antq_desktop.sheets.rows import DataRow
from antq_desktop.storage.writing import Writing

STEP = 500


@dataclass(frozen=True, slots=True)
class Settled:
    """What the rows of a file bring besides themselves.

    Attributes:
        new_areas: names of areas to be made, by comparison key.
        made_areas: the same by the file's names for them.
        renamed_areas: name in the register of an area that the file calls by another kind, by the file's name.
        answered_areas: name in the register of an area that somebody said is meant, by the file's name.
        known_areas: names of the areas a row may mean.
        duplicates: new households with a known name.
    """

    new_areas: Mapping[str, str]
    made_areas: Mapping[str, str]
    renamed_areas: Mapping[str, str]
    answered_areas: Mapping[str, str]
    known_areas: tuple[str, ...]
    duplicates: tuple[PossibleDuplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What an officer is asked for a kind of list besides the file.

    Attributes:
        year: of the pledges.
        consent: day on which households agreed to have their telephones kept.
    """

    year: bool = False
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """How a preview shows the rows.

    Attributes:
        columns: key and heading of what is shown between a row's outcome and its answer.
        yielding: keys of columns that go first where there is no room.
    """

    columns: tuple[tuple[str, str], ...]
    yielding: tuple[str, ...] = ()


class Study(Protocol):
    """One file on its way in: rows are read one by one, then compared with what is registered and with one another."""

    def targets(self) -> tuple[TargetField, ...]:
        """What columns may be, and how those of unknown headings are told by what is registered."""

    def read(self, row: DataRow, sheet: str | None) -> PlannedRow:
        """What one row says; faults are gathered, nothing is decided yet."""

    def settle(self, *, again: bool, progress: Progress) -> Settled:
        """Decide what becomes of every row that was read, but for those an officer leaves out.

        Args:
            again: whether the same file was imported already.
            progress: told rows.
        """


class Writer(Protocol):
    """Carries rows of a plan out, within an operation."""

    def write(self, row: PlannedRow) -> None:
        """Carry out one row."""


@dataclass(frozen=True, slots=True)
class ListKind(ABC):
    """One kind of list that can be brought in.

    Attributes:
        key: what an officer chooses.
        memory: under which name the officer's choices of columns are remembered, apart from other kinds.
        logged: what batches of it are called in the log, those of lists that bring the same lines too.
        words: what its lines are called.
        shown: how a preview shows them.
        asked: what the officer is asked besides.
    """

    key: str
    memory: str
    logged: tuple[str, ...]
    words: Words
    shown: Shown
    asked: Asked = Asked()

    @abstractmethod
    def targets(self) -> tuple[TargetField, ...]:
        """What columns may be."""

    @abstractmethod
    def refuses(self, heading: str) -> bool:
        """Whether a column of this heading tells of persons what is kept nowhere."""

    @abstractmethod
    def study(self, office: Office, choices: ImportChoices, year: int) -> Study:
        """Read what is registered, to compare a file with it."""

    @abstractmethod
    def writer(self, writing: Writing, office: Office, plan: ImportPlan) -> Writer:
        """Begin to carry a plan out."""
