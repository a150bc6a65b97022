"""Finding an administrative unit among those that come with the program."""

from collections.abc import Sequence
from datetime import date

from antq_desktop.domain.catalogue import UnitSeed
from antq_desktop.domain.text import fold


def matching(units: Sequence[UnitSeed], text: str, on: date, limit: int = 12) -> list[UnitSeed]:
    """Units whose code begins so, or whose name has every typed word as the beginning of one of its own.

    Args:
        units: of the data files.
        text: with or without marks; an empty text means all.
        on: only units that exist on this day.
        limit: how many at most.

    Returns:
        Those with a name or code that begins so first, otherwise in the order of the file.
    """
    typed = fold(text)
    found = [unit for unit in units if _exists(unit, on) and _fits(unit, typed)]
    return sorted(found, key=lambda unit: not _begins(unit, typed))[:limit]


def _exists(unit: UnitSeed, on: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= on) and (unit.valid_to is None or on <= unit.valid_to)


def _fits(unit: UnitSeed, typed: str) -> bool:
    words = fold(unit.name).split()
    return unit.code.startswith(typed) or all(any(word.startswith(part) for word in words) for part in typed.split())


def _begins(unit: UnitSeed, typed: str) -> bool:
    return unit.code.startswith(typed) or fold(unit.name).startswith(typed)
