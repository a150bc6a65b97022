"""What an import is going to do: one outcome for every row of the file, before anything is written."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.text import fold
from antq_desktop.services.imports.import_terms import Words
from antq_desktop.sheets.headings import RefusedColumn

NO_DECISION = ""
NOTHING: Mapping[str, Any] = MappingProxyType({})
NOT_CORRECTED: Mapping[tuple[str | None, int], Mapping[str, str]] = MappingProxyType({})
NOT_GIVEN: Mapping[str, str] = MappingProxyType({})
DECISION_KEY = "_decision"
BETWEEN_ANSWERS = ";"
NEW_AREA = "khu mới"
NEW_WORDS = frozenset({"moi", "ho moi", "them", "them moi", "khu moi", "tao moi"})
SKIP_WORDS = frozenset({"bo qua", "da co", "da co bo qua", "khong"})


class Outcome(StrEnum):
    """What becomes of a data row."""

    ACCEPTED = "accepted"
    ALREADY = "already"
    UPDATED = "updated"
    REJECTED = "rejected"
    DECISION = "decision"
    SKIPPED = "skipped"


TAKEN = frozenset({Outcome.ACCEPTED, Outcome.UPDATED})
"""Outcomes of the rows that are written; no other row leaves a trace in the registers, whatever it says."""


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the officer chose.

    Attributes:
        register: what the list is of, one of those `import_registry` knows.
        year: year of the pledges; this year when left out.
        new_areas: `create`, `refuse` or `ask`; create while the commune has none, else refuse.
        mapping: columns by number to field keys, when the officer changed what was found.
        header_row: number of the header row, from 1; 0 when the list has none; found when left out.
        sheet: only this sheet.
        password: of the workbook.
        phone_consent: day the households agreed to have their numbers kept; without it numbers are left out.
        corrected: what the officer typed instead of a row's cells, by (sheet, row number) and field key.
        given: what holds by field key where a row of the list says nothing.
        areas: what is meant by areas of the list wherever it names them: the name of one that is registered, or
            `NEW_AREA` to have it made; by their names in the list, whatever their case and marks. A row's own answer
            goes before.
        skipped: rows the officer leaves out, by (sheet, row number): they bring nothing, whatever they say.
    """

    register: str = "pledge"
    year: int | None = None
    new_areas: str | None = None
    mapping: Mapping[int, str] | None = None
    header_row: int | None = None
    sheet: str | None = None
    password: str | None = None
    phone_consent: date | None = None
    corrected: Mapping[tuple[str | None, int], Mapping[str, str]] = field(default_factory=lambda: NOT_CORRECTED)
    given: Mapping[str, str] = field(default_factory=lambda: NOT_GIVEN)
    areas: Mapping[str, str] = field(default_factory=lambda: NOT_GIVEN)
    skipped: AbstractSet[tuple[str | None, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row or cell is not taken.

    Attributes:
        field: field key, or an empty text for the row.
        column: letter of the column, or an empty text.
        value: what the cell said; empty for refused columns.
        code: stable code.
        reason: one Vietnamese sentence.
    """

    field: str
    column: str
    value: str
    code: str
    reason: str


@dataclass(slots=True)
class PlannedRow(ABC):
    """One data row with what becomes of it; what it says is in the classes of each kind of list.

    All rows of a file are held until they are saved: what most rows leave empty is shared, and nothing is kept that
    can be derived.

    Attributes:
        sheet: its sheet, None in a text file.
        row_no: its number in the sheet, from 1.
        columns: keys of the mapped columns.
        texts: their decoded texts; None for one that must not be kept.
        area: area or areas as the file calls them.
        area_column: letter of their column; empty under a group row.
        decision: what the officer answered to its questions, parted by `BETWEEN_ANSWERS`, the areas' first.
        answered: how many of these answers the questions about its areas took.
        unknown_areas: areas it names that are not registered, or not surely, while nobody has said what to do.
        warnings: sentences.
        faults: why it is not taken.
        outcome: what becomes of it.
        doubtful: taken, but a person should look whether it is of a record that is known or brought already.
        question: what a person has to decide, one sentence.
        edits: what is known already of the record it is about, and what it changes there, one sentence.
        candidates: records it may mean, for a decision: (uid, where).
        offered: answers to its question beside leaving it out, where it is about neither records nor areas.
    """

    words: ClassVar[Words]

    sheet: str | None
    row_no: int
    columns: tuple[str, ...] = ()
    texts: tuple[str | None, ...] = ()
    area: str = ""
    area_column: str = ""
    decision: str = NO_DECISION
    answered: int = 0
    unknown_areas: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    outcome: Outcome = Outcome.ACCEPTED
    doubtful: bool = False
    question: str = ""
    edits: str = ""
    candidates: tuple[tuple[UUID, str], ...] = ()
    offered: tuple[str, ...] = ()

    @property
    def raw(self) -> dict[str, str]:
        """Decoded texts of mapped columns."""
        return {key: text for key, text in zip(self.columns, self.texts, strict=True) if text is not None}

    @property
    def named_areas(self) -> tuple[str, ...]:
        """Every area it names, as the file calls them."""
        return (self.area,) if self.area else ()

    @property
    def answers(self) -> list[str]:
        """What the officer answered, one question after the other."""
        return [part.strip() for part in self.decision.split(BETWEEN_ANSWERS)] if self.decision else []

    @property
    def answer(self) -> str:
        """The answer to the question what the row itself is, behind those about its areas."""
        return f"{BETWEEN_ANSWERS} ".join(self.answers[self.answered :]) if self.answered else self.decision

    def forget(self, key: str) -> None:
        """Drop the text of a column that must not be kept."""
        self.texts = tuple(
            None if column == key else text for column, text in zip(self.columns, self.texts, strict=True)
        )

    @property
    def asks_at(self) -> Iterable[str]:
        """Keys of the cells for which it is not taken."""
        return [fault.field for fault in self.faults]

    @property
    @abstractmethod
    def about(self) -> UUID | None:
        """Uid of the record it is about."""

    @property
    def writes(self) -> bool:
        """Whether it is carried out when the plan is."""
        return self.outcome in TAKEN and self.brings

    @property
    @abstractmethod
    def brings(self) -> bool:
        """Whether it says what is not in the registers yet, taken or not."""

    @property
    @abstractmethod
    def missing_areas(self) -> Iterable[str]:
        """Comparison keys of the areas that have to be made for it."""

    @abstractmethod
    def shown(self, key: str) -> str:
        """What a preview shows of a field."""


@dataclass(slots=True)
class HouseholdRow(PlannedRow):
    """One row of a list of households.

    Attributes:
        head_name: name as it will be kept.
        area_uid: the area, once known.
        area_key: the same for comparing.
        address: address line or None.
        size: number of persons or None.
        organizations: organisation uids by code.
        list_code: the commune's own number or None.
        phone: telephone or None.
        note: note as the file has it.
        kept_note: what of it is stored: without who signed for the head.
        signed_on: day of signing or None.
        day_given: the row itself names no day, that of the sitting holds.
        signed_on_partial: month or year when the day is missing.
        by_member: whether a member of the household signed for the head.
        household: uid of the household it is about.
        pledge: uid of a pledge it changes or adds.
        new_household: whether it brings a household.
        new_pledge: whether it brings a pledge.
        changes: new values of the stored household.
    """

    words = Words("hộ", "họ tên chủ hộ", "hộ mới", "chưa có địa chỉ")

    head_name: str = ""
    area_uid: UUID | None = None
    area_key: str = ""
    address: str | None = None
    size: int | None = None
    organizations: Mapping[str, UUID] = field(default_factory=lambda: NOTHING)
    list_code: str | None = None
    phone: str | None = None
    note: str | None = None
    kept_note: str | None = None
    signed_on: date | None = None
    day_given: bool = False
    signed_on_partial: str | None = None
    by_member: bool = False
    household: UUID | None = None
    pledge: UUID | None = None
    new_household: bool = False
    new_pledge: bool = False
    changes: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    @property
    def place(self) -> str:
        """The address for comparing."""
        return fold(self.address) if self.address else ""

    @property
    def about(self) -> UUID | None:
        """The household."""
        return self.household

    @property
    def brings(self) -> bool:
        """Whether it brings or changes a household or a pledge."""
        return bool(self.new_household or self.new_pledge or self.changes or self.pledge)

    @property
    def missing_areas(self) -> Iterable[str]:
        """The area of a new household, if it is not registered."""
        return (self.area_key,) if self.new_household and self.area_uid is None else ()

    def shown(self, key: str) -> str:
        """Name, area and address as they will be kept, the rest as the file has it."""
        known = {
            "head_name": self.head_name,
            "area": self.area,
            "address": self.address or "",
            "organizations": self.raw.get("organizations", "") or ", ".join(self.organizations),
            "signed_on": show_date(self.signed_on) or self.signed_on_partial or self.raw.get("signed_on", ""),
        }
        return known.get(key, self.raw.get(key, ""))


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A new household whose name is known in its area under another address, or elsewhere under the same one.

    Attributes:
        others: households of that name, the first ones where there are very many.
        areas: names of the other areas where one lives under the same address.
    """

    sheet: str | None
    row_no: int
    head_name: str
    others: tuple[UUID, ...]
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything a file says and what would become of it; `importing.save` carries it out.

    Attributes:
        choices: what the officer chose.
        year: of the pledges.
        rows: the data rows in order.
        new_areas: names of areas to be made, by comparison key.
        made_areas: name of an area that rows want to be made, by the file's names for it.
        renamed_areas: name in the register of an area that the file calls by another kind, by the file's name.
        answered_areas: name in the register of an area that somebody said is meant, by the file's name.
        known_areas: names of the registered areas a row may mean.
        refused_columns: columns whose content is copied nowhere.
        ignored: counts of rows that are no data, by class.
        encodings: `{"file": …, "cells": {…}}`.
        headers: texts of the header row of the first table, by column number.
        samples: first texts of its columns, for choosing by eye.
        mapping: columns found or given, by column number.
        kept_columns: field key and heading of every mapped column of all tables, for the workbook of rejected rows.
        skipped_sheets: sheets without a header of names.
        sha256: of the file.
        signature: of its headings.
        duplicates: new households with a known name.
        imported_before: when the same file was imported, or None.
        end: where the journal stood when the registers were looked at.
        pasted: its rows were pasted, not read from a file.
    """

    choices: ImportChoices
    year: int
    rows: tuple[PlannedRow, ...]
    new_areas: Mapping[str, str]
    made_areas: Mapping[str, str]
    renamed_areas: Mapping[str, str]
    answered_areas: Mapping[str, str]
    known_areas: tuple[str, ...]
    refused_columns: tuple[RefusedColumn, ...]
    ignored: Mapping[str, int]
    encodings: Mapping[str, object]
    headers: Mapping[int, str]
    samples: Mapping[int, tuple[str, ...]]
    mapping: Mapping[int, str]
    kept_columns: tuple[tuple[str, str], ...]
    skipped_sheets: tuple[str, ...]
    sha256: str
    signature: str
    duplicates: tuple[PossibleDuplicate, ...] = ()
    imported_before: str | None = None
    end: str | None = None
    pasted: bool = False

    def of(self, outcome: Outcome) -> list[PlannedRow]:
        """Rows with one outcome."""
        return [row for row in self.rows if row.outcome is outcome]

    def naming(self, area: str) -> list[PlannedRow]:
        """Rows that name an area, whatever the case and marks of its name there, or one to be made under that name."""
        key = fold(area)
        names = {name for row in self.rows for name in row.named_areas}
        alike = {name for name in names if key in {fold(name), fold(self.made_areas.get(name, ""))}}
        return [row for row in self.rows if not alike.isdisjoint(row.named_areas)]

    @property
    def to_write(self) -> list[PlannedRow]:
        """Rows that are carried out."""
        return [row for row in self.rows if row.writes]

    @property
    def households(self) -> list[HouseholdRow]:
        """Rows of a list of households; none of any other list."""
        return [row for row in self.rows if isinstance(row, HouseholdRow)]

    @property
    def other_year(self) -> int:
        """Rows that are taken although they were signed in another year than the pledges'."""
        taken = TAKEN if self.choices.register == "pledge" else frozenset()
        return sum(
            row.signed_on is not None and row.signed_on.year != self.year and row.outcome in taken
            for row in self.households
        )

    @property
    def new_pledges(self) -> int:
        """Number of pledges it brings."""
        return sum(row.new_pledge for row in self.households)

    def count(self, outcome: Outcome) -> int:
        """Number of rows with one outcome."""
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was carried out: the changes, and the plan it came from."""

    changes: ChangeSet
    plan: ImportPlan
