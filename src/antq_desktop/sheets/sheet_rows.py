"""Rows of a sheet as the fast reader holds them: made anew at every pass, never all in memory a second time."""

from collections.abc import Iterator
from typing import Protocol, cast

from python_calamine import CalamineSheet

from antq_desktop.sheets.cells import TEXT_LIMIT


class Rows(Protocol):
    """Rows that can be counted and gone through more than once."""

    def __len__(self) -> int:
        """Number of rows, those without a cell too."""

    def __iter__(self) -> Iterator[list[object]]:
        """Every row from the first one on, from the first column on."""


class SheetRows:
    """Rows of one sheet of a workbook.

    Of an overlong text only as much is handed on as shows that it is one.

    Args:
        sheet: as the fast reader holds it.
    """

    def __init__(self, sheet: CalamineSheet):
        self._sheet = sheet
        start, end = sheet.start, sheet.end
        self._count = 0 if end is None else end[0] + 1
        self._before: list[object] = [""] * (0 if start is None else start[1])
        self._overlong = any(map(_is_overlong, self._plain()))

    def __len__(self) -> int:
        """Number of rows, those without a cell too."""
        return self._count

    def __iter__(self) -> Iterator[list[object]]:
        """Every row from the first one on, from the first column on."""
        rows = self._plain()
        if self._before:
            rows = (self._before + row for row in rows)
        return map(cut, rows) if self._overlong else rows

    def _plain(self) -> Iterator[list[object]]:
        return cast("Iterator[list[object]]", self._sheet.iter_rows())


def cut(row: list[object]) -> list[object]:
    """The row with its overlong texts shortened."""
    return [cell[: TEXT_LIMIT + 1] if isinstance(cell, str) else cell for cell in row]


def _is_overlong(row: list[object]) -> bool:
    return any(isinstance(cell, str) and len(cell) > TEXT_LIMIT for cell in row)
