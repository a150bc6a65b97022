"""The filter row over a list: residential area, choices and year, one box each."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from antq_desktop.domain.fields import FieldSpec, Kind, Register
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import row
from antq_desktop.services import lists, records

MOST_ENTRIES = 300
MOST_FILTERS = 4
YEARS_BACK = 6
ARROW_ROOM = 52
NARROWEST = 96
SMALL_GROUPS = frozenset({"places", "settings"})
Wanted = UUID | str | int | None


def filterable(register: Register) -> tuple[FieldSpec, ...]:
    """Fields a list can be narrowed by: few known values each."""
    found = [spec for spec in register.fields.values() if _small(spec)]
    found.sort(key=lambda spec: (spec.links_to != "residential_area", spec.unit != "năm"))
    return tuple(found[:MOST_FILTERS])


def _small(spec: FieldSpec) -> bool:
    if spec.kind in {Kind.LINK, Kind.LINK_SET}:
        return REGISTERS[spec.links_to or ""].group in SMALL_GROUPS and spec.in_list
    if spec.kind is Kind.INTEGER:
        return spec.unit == "năm"
    return spec.kind in {Kind.CHOICE, Kind.CHOICE_SET}


class FilterRow(QWidget):
    """One combo box for each filterable field."""

    changed = Signal()

    def __init__(self, view: OfficeView, register: Register, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self._boxes: dict[str, QComboBox] = {}
        self._specs = filterable(register)
        inside: QHBoxLayout = row(spacing=8)
        for spec in self._specs:
            box = QComboBox()
            box.setAccessibleName(f"Lọc theo {spec.label.lower()}")
            box.setMaxVisibleItems(18)
            self._fill(spec, box)
            box.setMinimumWidth(NARROWEST)
            box.setMaximumWidth(box.fontMetrics().horizontalAdvance(box.itemText(0)) + ARROW_ROOM)
            box.currentIndexChanged.connect(self.changed)
            self._boxes[spec.key] = box
            inside.addWidget(box)
        self.setLayout(inside)

    @property
    def equal(self) -> dict[str, tuple[Any, ...]]:
        """Wanted values by field key."""
        return {key: (box.currentData(),) for key, box in self._boxes.items() if box.currentIndex() > 0}

    def choose(self, key: str, value: Wanted) -> bool:
        """Choose a value from outside; False if the filter does not have it."""
        box = self._boxes.get(key)
        place = -1 if box is None else _find(box, value)
        if box is None or place < 0:
            return False
        box.setCurrentIndex(place)
        return True

    def clear(self) -> None:
        """Show everything again."""
        for box in self._boxes.values():
            box.setCurrentIndex(0)

    def refresh(self, registers: frozenset[str]) -> None:
        """Read the entries again when one of the registers behind them changed."""
        for spec in self._specs:
            if spec.links_to in registers:
                box = self._boxes[spec.key]
                chosen = box.currentData()
                box.blockSignals(True)  # noqa: FBT003 - Qt takes it by position only
                box.clear()
                self._fill(spec, box)
                box.setCurrentIndex(max(0, _find(box, chosen)))
                box.blockSignals(False)  # noqa: FBT003

    def _fill(self, spec: FieldSpec, box: QComboBox) -> None:
        box.addItem(f"{spec.label}: tất cả", None)
        for value, text in self._entries(spec):
            box.addItem(text, value)

    def _entries(self, spec: FieldSpec) -> list[tuple[Wanted, str]]:
        office = self._view.office
        if spec.links_to is not None:
            first = lists.open_list(office, spec.links_to)
            if first.count > MOST_ENTRIES:
                return []
            return [*records.suggestions(office, spec.links_to, "", MOST_ENTRIES)]
        if spec.kind is Kind.INTEGER:
            this_year = office.today().year
            return [(year, f"Năm {year}") for year in range(this_year + 1, this_year - YEARS_BACK, -1)]
        return [(choice.code, choice.label) for choice in office.catalogues.choices(spec.choices or "")]


def _find(box: QComboBox, value: Wanted) -> int:
    if value is None:
        return -1
    return next((place for place in range(box.count()) if box.itemData(place) == value), -1)
