"""What an officer typed over a list on its way in, kept until the list is written: columns, corrections, answers.

It belongs to one file as it was read: another content under the same name is another list. Never kept: the file
itself, columns that are refused, the workbook's password, and what looks like an identity number.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from antq_desktop.domain.progress import Progress
from antq_desktop.domain.text import fold
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_cells import masked
from antq_desktop.services.imports.import_plan import NEW_AREA, ImportChoices, ImportPlan
from antq_desktop.services.office import Office
from antq_desktop.sheets.scan import bytes_of

Place = tuple[str | None, int]


@dataclass(slots=True)
class TypedOver:
    """What was typed over the rows of a list.

    Attributes:
        corrected: texts instead of cells, by (sheet, row number) and field key.
        areas: what is meant by areas, as `ImportChoices.areas`.
        skipped: rows that are left out.
    """

    corrected: dict[Place, dict[str, str]] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    skipped: set[Place] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Whether anything was typed."""
        return bool(self.corrected or self.areas or self.skipped)

    @property
    def count(self) -> int:
        """Number of cells, areas and rows."""
        return sum(map(len, self.corrected.values())) + len(self.areas) + len(self.skipped)

    def choose_area(self, name: str, *, make: bool) -> None:
        """Have an area of the list made, or not after all."""
        self.areas = {known: answer for known, answer in self.areas.items() if fold(known) != fold(name)}
        if make:
            self.areas[name] = NEW_AREA

    def skip(self, place: Place) -> None:
        """Leave a row out, or take it in again where it is left out."""
        self.skipped = self.skipped ^ {place}

    def over(self, choices: ImportChoices) -> ImportChoices:
        """The choices with all of it, which does not change with what is typed later."""
        corrected = {place: dict(texts) for place, texts in self.corrected.items()}
        return replace(choices, corrected=corrected, areas=dict(self.areas), skipped=frozenset(self.skipped))


@dataclass(frozen=True, slots=True)
class KeptImport:
    """A list that was not written yet.

    Attributes:
        file: where it was read from.
        sha256: of its bytes, hex.
        choices: what was chosen, without a password.
        typed: what was typed over its rows.
        looked: whether its rows were looked at already, not only its columns.
    """

    file: Path
    sha256: str
    choices: ImportChoices
    typed: TypedOver
    looked: bool

    @property
    def count(self) -> int:
        """Number of cells, areas and rows that were typed or chosen."""
        return self.typed.count


def packed(kept: KeptImport) -> dict[str, object]:
    """It as a draft file can hold it."""
    choices, typed = kept.choices, kept.typed
    return {
        "file": str(kept.file),
        "sha256": kept.sha256,
        "looked": kept.looked,
        "register": choices.register,
        "year": choices.year,
        "new_areas": choices.new_areas,
        "header_row": choices.header_row,
        "phone_consent": choices.phone_consent.isoformat() if choices.phone_consent else None,
        "mapping": None if choices.mapping is None else [list(pair) for pair in sorted(choices.mapping.items())],
        "corrected": [
            [sheet, row_no, key, masked(key, text)]
            for (sheet, row_no), texts in typed.corrected.items()
            for key, text in texts.items()
        ],
        "areas": [[masked("area", name), masked("area", answer)] for name, answer in typed.areas.items()],
        "skipped": [list(place) for place in typed.skipped],
    }


def unpacked(values: Mapping[str, Any]) -> KeptImport:
    """What a draft file held."""
    corrected: dict[Place, dict[str, str]] = {}
    for sheet, row_no, key, text in values["corrected"]:
        corrected.setdefault((sheet, row_no), {})[key] = text
    consent, mapping = values["phone_consent"], values["mapping"]
    choices = ImportChoices(
        register=values["register"],
        year=values["year"],
        new_areas=values["new_areas"],
        header_row=values["header_row"],
        phone_consent=date.fromisoformat(consent) if consent else None,
        mapping=None if mapping is None else {int(number): str(key) for number, key in mapping},
    )
    typed = TypedOver(corrected, dict(values["areas"]), skipped_in(values))
    return KeptImport(Path(values["file"]), values["sha256"], choices, typed, values["looked"])


def skipped_in(values: Mapping[str, Any]) -> set[Place]:
    """Rows that a draft says are left out; one of an earlier version of the program names none."""
    return {(sheet, row_no) for sheet, row_no in values.get("skipped", ())}


def resume(office: Office, kept: KeptImport, password: str | None, progress: Progress) -> ImportPlan | None:
    """Read the file again with all that was typed; nothing is written.

    Args:
        office: where it would go.
        kept: what was kept.
        password: of the workbook, which is not kept.
        progress: told rows.

    Returns:
        What would become of the rows; None if the file is another one by now, so that no row can be told from another.

    Raises:
        SheetError: the file is not there, not readable, or under a password.
        RoleRefused: the role may not import.
    """
    if hashlib.sha256(bytes_of(kept.file)).hexdigest() != kept.sha256:
        return None
    return importing.preview(office, kept.file, kept.typed.over(replace(kept.choices, password=password)), progress)
