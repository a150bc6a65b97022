"""What the columns of rows without headings are, by what stands in them."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from antq_desktop.domain.identity import has_identity_number
from antq_desktop.domain.text import is_person_name
from antq_desktop.sheets.cells import cell_value, shown
from antq_desktop.sheets.headings import NUMBER_KEY, TargetField
from antq_desktop.sheets.rows import names_an_area

LOOKED_AT = 50
MOSTLY = 0.6
LARGEST_HOUSEHOLD = 99
_LIKE_A_DAY = re.compile(r"\d{1,4}([/.\-])\d{1,2}\1\d{1,4}")


def guess_columns(rows: Sequence[Sequence[object]], targets: Sequence[TargetField]) -> dict[int, str]:
    """Field key by column, from 0; columns that hold nothing known, or identity numbers, are left out.

    A column is what most of its filled cells look like: running numbers, days, areas, names of persons, persons of a
    household; the first text that is none of these is the address.
    """
    known = {NUMBER_KEY, *(target.key for target in targets)}
    columns = _columns(rows)
    found: dict[int, str] = {}
    for key, fits in _TESTS:
        column = next((column for column, cells in columns.items() if column not in found and fits(cells)), None)
        if column is not None and key in known:
            found[column] = key
    return found


def _columns(rows: Sequence[Sequence[object]]) -> dict[int, list[str]]:
    """Filled cells of every column that has some."""
    cells: dict[int, list[str]] = {}
    for row in rows[:LOOKED_AT]:
        for column, cell in enumerate(row):
            text = shown(cell).strip()
            if text:
                cells.setdefault(column, []).append(text)
    return dict(sorted(cells.items()))


def _counts_on(cells: list[str]) -> bool:
    """Whether they are numbers that go on by one, from wherever they begin."""
    numbers = [int(text.rstrip(".")) for text in cells if text.rstrip(".").isdecimal() and len(text) < 8]
    return len(numbers) == len(cells) > 1 and all(after == before + 1 for before, after in pairwise(numbers))


def _mostly(test: Callable[[str], bool]) -> Callable[[list[str]], bool]:
    return lambda cells: sum(map(test, cells)) >= MOSTLY * len(cells)


def _is_day(text: str) -> bool:
    """Whether it is a day or meant to be one: a day that does not exist is told at its cell, not left out."""
    if _LIKE_A_DAY.fullmatch(text):
        return True
    read = cell_value("date", text, text, "", capitals=False)
    return read.value is not None or (read.partial is not None and "/" in text)


def _is_name(text: str) -> bool:
    return " " in text and is_person_name(text)


def _is_size(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= LARGEST_HOUSEHOLD


_TESTS: tuple[tuple[str, Callable[[list[str]], bool]], ...] = (
    (NUMBER_KEY, _counts_on),
    ("signed_on", _mostly(_is_day)),
    ("area", _mostly(names_an_area)),
    ("head_name", _mostly(_is_name)),
    ("size", _mostly(_is_size)),
    ("address", lambda cells: not any(map(has_identity_number, cells))),
)
