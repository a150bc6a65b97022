"""What the rows of a list say of one group, one after the other: later ones add to it, and contradict nothing.

Else the last row would win in silence, and one list would change the register each time it comes in.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from antq_desktop.domain.fields import Value, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.text import fold
from antq_desktop.services.group_rules import Group
from antq_desktop.services.groups.groups import CLUB, POINT
from antq_desktop.services.imports import import_group_end
from antq_desktop.services.imports.import_group_end import End
from antq_desktop.services.imports.import_group_rows import GroupRow
from antq_desktop.services.imports.import_group_status import STATUS

PLACES = {POINT: "areas", CLUB: "area"}
ONE_ONLY = "sửa cho khớp, hoặc bỏ qua một dòng."


class Told:
    """One group as the rows so far make it.

    Args:
        group: as it is stored, or as its first row brings it.
        row: the first row about it.
    """

    def __init__(self, group: Group, row: GroupRow):
        self.group, self.row = group, row
        self.end: End | None = None
        self._ended_by = 0
        self._said: dict[str, tuple[object, int]] = {}

    def says(self, key: str) -> bool:
        """Whether a row said something of a field already."""
        return key in self._said

    def take(self, row: GroupRow, group: Group) -> None:
        """Hear one more row, which agrees with those before, and what the group is with it."""
        self.group = group
        if self.end is None and row.end is not None:
            self.end, self._ended_by = row.end, row.row_no
        for key, value in _compared(row):
            self._said.setdefault(key, (value, row.row_no))

    def against(self, row: GroupRow) -> list[tuple[str, str]]:
        """Cell and sentence wherever a row says of the group what an earlier one says otherwise."""
        fields = REGISTERS[_register(row)].fields
        found = []
        for key, value in _compared(row):
            other, row_no = self._said.get(key, (value, 0))
            if other != value:
                cell = "area" if key in PLACES.values() else "lead" if key.startswith("lead_") else key
                found.append((cell, f"{_also(row, row_no)} mà ghi khác ở ô “{fields[key].label}”: {ONE_ONLY}"))
        return found + self._ends_otherwise(row)

    def _ends_otherwise(self, row: GroupRow) -> list[tuple[str, str]]:
        if self.end is None:
            words = f"{_also(row, self.row.row_no)} mà không ghi kết thúc: {ONE_ONLY}"
            return [] if row.end is None else [(import_group_end.END, words)]
        said = _also(row, self._ended_by)
        if row.end is None:
            runs = row.raw.get(STATUS) and not row.ended
            return [(STATUS, f"{said} mà ghi là {self.end.state}: {ONE_ONLY}")] if runs else []
        return [
            (cell, f"{said} mà ghi khác ở ô “{label}”: {ONE_ONLY}") for cell, label in self.end.differences(row.end)
        ]


def filled(row: GroupRow) -> dict[str, Any]:
    """What a row says of its group in the fields of the register, but for its name and its places."""
    said = {} if row.record is None else values_of(row.record)
    return {key: said[key] for key in row.given if key != "name" and said.get(key) not in (None, frozenset())}


def with_changes(group: Group, changes: dict[str, Any]) -> Group:
    """A group as it would be; a place that is still to be made is left as it was."""
    known: dict[str, Any] = {key: value for key, value in changes.items() if value is not None}
    return replace(group, **known)


def _compared(row: GroupRow) -> Iterator[tuple[str, object]]:
    """What a row says, so that two of them can be compared: without case and marks."""
    for key, value in filled(row).items():
        yield key, _alike(value)
    if row.told_places:
        yield PLACES[_register(row)], row.place_keys


def _register(row: GroupRow) -> str:
    return CLUB if row.kind is None else POINT


def _alike(value: Value | UUID) -> object:
    return fold(value) if isinstance(value, str) else value


def _also(row: GroupRow, row_no: int) -> str:
    return f"Dòng {row_no} của tệp cũng là {row.words.noun} này"
