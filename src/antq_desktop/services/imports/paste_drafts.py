"""Rows that were pasted among the papers and not saved, with what was typed over them, kept until they are.

Never kept: columns that are refused, telephones, which pasted rows never bring, and what looks like an identity number.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from antq_desktop.domain.errors import SheetError
from antq_desktop.services.imports.import_cells import masked
from antq_desktop.services.imports.import_drafts import TypedOver, skipped_in
from antq_desktop.services.imports.import_plan import ImportPlan
from antq_desktop.services.pledging import Sitting
from antq_desktop.sheets.headings import is_identity_heading
from antq_desktop.sheets.workbook import Pasted

PHONE = "phone"


@dataclass(frozen=True, slots=True)
class KeptPaste:
    """Pasted rows that were not written yet.

    Attributes:
        pasted: the cells.
        sitting: what holds where they say nothing.
        words: the sitting in words.
        columns: field key by column as the officer chose them; None while they are guessed.
        typed: what was typed over the rows.
    """

    pasted: Pasted
    sitting: Sitting
    words: str
    columns: dict[int, str] | None
    typed: TypedOver


def packed(kept: KeptPaste, plan: ImportPlan | None) -> dict[str, object]:
    """They as a draft can hold them.

    Args:
        kept: the rows.
        plan: what was found out about them, None before they were looked at.
    """
    sitting, typed = kept.sitting, kept.typed
    return {
        "text": _kept_text(kept.pasted, plan),
        **{each.name: getattr(sitting, each.name) for each in fields(sitting)},
        "words": kept.words,
        "columns": None if kept.columns is None else [list(pair) for pair in sorted(kept.columns.items())],
        "corrected": [
            [sheet, row_no, key, masked(key, text)]
            for (sheet, row_no), texts in typed.corrected.items()
            for key, text in texts.items()
            if key != PHONE
        ],
        "areas": [[masked("area", name), masked("area", answer)] for name, answer in typed.areas.items()],
        "skipped": [list(place) for place in typed.skipped],
    }


def unpacked(values: Mapping[str, Any]) -> KeptPaste:
    """What a draft held."""
    typed = TypedOver(areas=dict(values["areas"]), skipped=skipped_in(values))
    for sheet, row_no, key, text in values["corrected"]:
        typed.corrected.setdefault((sheet, row_no), {})[key] = text
    columns = values["columns"]
    return KeptPaste(
        Pasted(values["text"]),
        Sitting(**{each.name: values[each.name] for each in fields(Sitting)}),
        values["words"],
        None if columns is None else {int(number): str(key) for number, key in columns},
        typed,
    )


def _kept_text(pasted: Pasted, plan: ImportPlan | None) -> str:
    """The cells without those that must not be kept; every row stays in its place."""
    try:
        rows = pasted.rows
    except SheetError:
        return masked("text", pasted.text)
    left_out = {place for cells in rows for place, cell in enumerate(cells) if is_identity_heading(str(cell or ""))}
    if plan is not None:
        left_out |= {column.index for column in plan.refused_columns}
        left_out |= {number for number, key in plan.mapping.items() if key == PHONE}
    made = io.StringIO()
    writer = csv.writer(made, delimiter="\t")
    for cells in rows:
        kept = ("" if place in left_out else masked("text", str(cell or "")) for place, cell in enumerate(cells))
        writer.writerow(list(kept))
    return made.getvalue()
