"""The cells of one row on their way in: what was typed over them, what of them may be kept, where a fault stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from antq_desktop.domain.identity import without_identity_numbers
from antq_desktop.domain.rules import normal_phone
from antq_desktop.services.imports.import_plan import DECISION_KEY, NOTHING, Fault, ImportChoices, PlannedRow
from antq_desktop.sheets.cells import CellValue, cell_value
from antq_desktop.sheets.headings import TargetField
from antq_desktop.sheets.rows import DataRow

SHORTEST = 9
LOST_ZERO = re.compile(r"[35789]\d{8}")


class Corrections:
    """What the officer typed over cells, and what holds where a row says nothing.

    Args:
        choices: what the officer chose.
        targets: for the kinds of cells.
    """

    def __init__(self, choices: ImportChoices, targets: Sequence[TargetField]):
        self._choices = choices
        self._kinds = {target.key: target.kind for target in targets}

    def applied(self, row: DataRow, sheet: str | None) -> DataRow:
        """The row with what was typed instead of its cells, and what was given where it says nothing."""
        if not (self._choices.corrected or self._choices.given):
            return row
        values = dict(row.values)
        for key, text in self._choices.corrected.get((sheet, row.row_no), NOTHING).items():
            values[key] = self._typed(values.get(key), key, text)
        for key, text in self._choices.given.items():
            known = values.get(key)
            if not _says(known) and not (key == "area" and row.group):
                values[key] = self._typed(known, key, text)
        return replace(row, values=values)

    def fills(self, row: DataRow, sheet: str | None, key: str) -> bool:
        """Whether what is given holds for a field: neither the row nor whoever corrected it says anything."""
        corrected = self._choices.corrected.get((sheet, row.row_no), NOTHING)
        said = corrected[key] if key in corrected else _says(row.values.get(key))
        return key in self._choices.given and not said

    def _typed(self, cell: CellValue | None, key: str, text: str) -> CellValue:
        column = cell.column if cell else ""
        return cell_value(self._kinds.get(key, "text"), text, text, column, capitals=False)


def _says(cell: CellValue | None) -> bool:
    return cell is not None and bool(cell.text or cell.error)


@lru_cache(maxsize=16)
def kept_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Columns whose texts are kept: the same object for all rows of a table."""
    return tuple(key for key in columns if not key.startswith("_"))


def kept_texts(values: Mapping[str, CellValue]) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """Columns of a row and their texts, without anything that must not be kept."""
    columns = kept_columns(tuple(values))
    return columns, tuple(masked(key, values[key].raw) for key in columns)


def decision_of(values: Mapping[str, CellValue]) -> str:
    """What the officer answered in a row."""
    cell = values.get(DECISION_KEY)
    return masked(DECISION_KEY, (cell.text or "").strip()) if cell else ""


def masked(key: str, text: str) -> str:
    """Text without anything that looks like an identity number; telephones have nine digits too when 0 is lost."""
    if len(text) < SHORTEST or (key == "phone" and LOST_ZERO.fullmatch(normal_phone(text))):
        return text
    return without_identity_numbers(text)


def add_fault(planned: PlannedRow, key: str, cell: CellValue, code: str, reason: str) -> None:
    """Say of a row why it is not taken, at the cell at fault."""
    value = masked(key, cell.raw[:200])
    planned.faults += (Fault(key, cell.column, value, code, masked(key, reason)),)
