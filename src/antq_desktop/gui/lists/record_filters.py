"""What a list is narrowed to: one box each for areas, choices and year, and any column's values by its heading."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from antq_desktop.domain.fields import FieldSpec, Kind, Register
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.small_form import SmallForm
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.check_list import CheckList
from antq_desktop.gui.widgets.pieces import label, row
from antq_desktop.services import lists, records
from antq_desktop.services.list_looks import Equal, Wanted
from antq_desktop.services.office import Office

MOST_ENTRIES = 300
MOST_FILTERS = 4
YEARS_BACK = 6
ARROW_ROOM = 52
NARROWEST = 96
SPACING = 8
NAMED_VALUES = 3
SMALL_GROUPS = frozenset({"places", "settings"})
SEVERAL = "(several)"
EMPTY = (None, "(chưa ghi)")


def filterable(register: Register) -> tuple[FieldSpec, ...]:
    """Fields with a box of their own: few known values each."""
    found = [spec for spec in register.fields.values() if _small(spec) and (spec.in_list or not spec.links_to)]
    found.sort(key=lambda spec: (spec.links_to != "residential_area", spec.unit != "năm"))
    return tuple(found[:MOST_FILTERS])


def _small(spec: FieldSpec) -> bool:
    if spec.kind in {Kind.LINK, Kind.LINK_SET}:
        return REGISTERS[spec.links_to or ""].group in SMALL_GROUPS
    if spec.kind is Kind.INTEGER:
        return spec.unit == "năm"
    return spec.kind in {Kind.CHOICE, Kind.CHOICE_SET}


def entries(office: Office, spec: FieldSpec) -> list[tuple[Wanted, str]]:
    """Values a field can be narrowed to; none where they are many or free."""
    if spec.kind is Kind.FLAG:
        return [(1, "có"), (0, "không")]
    if not _small(spec):
        return []
    if spec.links_to is not None:
        first = lists.open_list(office, spec.links_to)
        if first.count > MOST_ENTRIES:
            return []
        return [*records.suggestions(office, spec.links_to, "", MOST_ENTRIES)]
    if spec.kind is Kind.INTEGER:
        this_year = office.today().year
        return [(year, f"Năm {year}") for year in range(this_year + 1, this_year - YEARS_BACK, -1)]
    return [(choice.code, choice.label) for choice in office.catalogues.choices(spec.choices or "")]


def all_entries(office: Office, spec: FieldSpec) -> list[tuple[Wanted, str]]:
    """The same, with "nothing" where a field may be empty."""
    found = entries(office, spec)
    return found if spec.required or spec.kind is Kind.FLAG else [*found, EMPTY]


class FilterRow(QWidget):
    """One combo box for each filterable field; what they cannot say is kept beside them."""

    changed = Signal()

    def __init__(self, view: OfficeView, register: Register, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self._register = register
        self._boxes: dict[str, QComboBox] = {}
        self._beside: dict[str, tuple[Wanted, ...]] = {}
        self._room = 0
        self._specs = filterable(register)
        inside: QHBoxLayout = row(spacing=SPACING)
        for spec in self._specs:
            box = ChoiceBox()
            box.setAccessibleName(f"Lọc theo {spec.label.lower()}")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            self._fill(spec, box)
            named = self._named(spec.key, box)
            box.setMinimumWidth(named)
            box.setMaximumWidth(self._widest(spec.key, box))
            box.currentIndexChanged.connect(self._box_changed)
            self._boxes[spec.key] = box
            inside.addWidget(box, named)
        self.setLayout(inside)
        self.changed.connect(lambda: self.fit(self._room))

    @property
    def equal(self) -> dict[str, tuple[Any, ...]]:
        """Wanted values by field key."""
        chosen = {key: box.currentData() for key, box in self._boxes.items() if box.currentIndex() > 0}
        return {**{key: (value,) for key, value in chosen.items() if value != SEVERAL}, **self._beside}

    @property
    def words(self) -> str:
        """What the boxes do not show themselves, in words."""
        return "; ".join(f"{self._register.fields[key].label}: {self._said(key)}" for key in self._beside)

    def _said(self, key: str) -> str:
        names = dict(all_entries(self._view.office, self._register.fields[key]))
        wanted = self._beside[key]
        said = " hoặc ".join(names.get(value, str(value)) for value in wanted[:NAMED_VALUES])
        return said if len(wanted) <= NAMED_VALUES else f"{said} hoặc {len(wanted) - NAMED_VALUES} giá trị khác"

    def _named(self, key: str, box: QComboBox) -> int:
        """Width at which a box shows what it narrows by."""
        return max(NARROWEST, box.fontMetrics().horizontalAdvance(self._register.fields[key].label) + ARROW_ROOM)

    def _widest(self, key: str, box: QComboBox) -> int:
        """Width at which a box that chooses nothing, or several values, shows all its words."""
        widest = max(box.itemText(0), f"{self._register.fields[key].label}: 99 giá trị", key=len)
        return box.fontMetrics().horizontalAdvance(widest) + ARROW_ROOM

    @property
    def widest(self) -> int:
        """Width at which every box that chooses nothing shows all its words."""
        return sum(self._widest(key, box) + SPACING for key, box in self._boxes.items())

    def minimumSizeHint(self) -> QSize:
        """Little: boxes without room are left out."""
        return QSize(0, super().minimumSizeHint().height())

    def fit(self, room: int) -> None:
        """Show as many boxes as can be read; the menu of a column's heading narrows by the others too.

        Boxes that are in use come first, so that nobody overlooks what the list is narrowed to; they get what is left,
        up to what their choice needs.
        """
        self._room = room
        used = {key for key, box in self._boxes.items() if box.currentIndex() > 0}
        needed = {key: self._named(key, box) + SPACING for key, box in self._boxes.items()}
        for key in sorted(self._boxes, key=lambda key: key not in used):
            room -= needed[key]
            self._boxes[key].setVisible(room >= 0 or key in used)
        left = self._room - sum(needed[key] for key, box in self._boxes.items() if not box.isHidden())
        for key, box in self._boxes.items():
            named, widest = self._named(key, box), self._widest(key, box)
            wanted = box.fontMetrics().horizontalAdvance(box.currentText()) + ARROW_ROOM if key in used else 0
            more = max(0, min(wanted - named, left))
            left -= more
            box.setMaximumWidth(max(widest, named + more))
            box.setMinimumWidth(named + more)

    def choose(self, key: str, value: Wanted) -> bool:
        """Choose a value from outside; False if the filter does not have it."""
        box = self._boxes.get(key)
        place = -1 if box is None else _find(box, value)
        if box is None or place < 0:
            return False
        box.setCurrentIndex(place)
        return True

    def narrow(self, wanted: Equal) -> None:
        """Want these values and no others; values that are no more are left out. Says `changed` once."""
        before = self.equal
        self.blockSignals(True)  # noqa: FBT003 - Qt takes it by position only
        self._beside.clear()
        for box in self._boxes.values():
            box.setCurrentIndex(0)
        for key, kept in self.still_there(wanted).items():
            if not (len(kept) == 1 and self.choose(key, kept[0])):
                self._beside[key] = kept
                self._show_several(key)
        self.blockSignals(False)  # noqa: FBT003
        if self.equal != before:
            self.changed.emit()

    def narrow_by(self, key: str, values: Iterable[Wanted]) -> None:
        """Want these values of one field, and leave the other fields as they are; none: all values."""
        self.narrow({**self.equal, key: tuple(values)})

    def clear(self) -> None:
        """Show everything again."""
        self.narrow({})

    def refresh(self, registers: frozenset[str]) -> None:
        """Read the entries again when one of the registers behind them changed."""
        before = self.equal
        for spec in self._specs:
            if spec.links_to in registers:
                box = self._boxes[spec.key]
                chosen = box.currentData()
                box.blockSignals(True)  # noqa: FBT003
                self._forget_gone(spec)
                box.clear()
                self._fill(spec, box)
                box.setCurrentIndex(max(0, _find(box, chosen)))
                if spec.key in self._beside:
                    self._show_several(spec.key)
                box.blockSignals(False)  # noqa: FBT003
        if self.equal != before:
            self.changed.emit()

    def _forget_gone(self, spec: FieldSpec) -> None:
        """Values that are no more are wanted no more."""
        kept = self.still_there({spec.key: self._beside.pop(spec.key, ())})
        if kept:
            self._beside[spec.key] = kept[spec.key]

    def still_there(self, wanted: Equal) -> dict[str, tuple[Wanted, ...]]:
        """What of wanted values can still be found; any year can."""
        found = {}
        for key, values in wanted.items():
            spec = self._register.fields[key]
            known = dict(all_entries(self._view.office, spec))
            kept = tuple(value for value in values if value in known or spec.unit == "năm")
            if kept:
                found[key] = kept
        return found

    def _show_several(self, key: str) -> None:
        """Let a box tell that several values are wanted."""
        box = self._boxes.get(key)
        if box is not None:
            box.addItem(f"{self._register.fields[key].label}: {len(self._beside[key])} giá trị", SEVERAL)
            box.setCurrentIndex(box.count() - 1)

    def _box_changed(self) -> None:
        """One value took the place of several."""
        for key, box in self._boxes.items():
            if box.currentData() != SEVERAL and box.findData(SEVERAL) > 0:
                self._beside.pop(key, None)
                box.removeItem(box.findData(SEVERAL))
        self.changed.emit()

    def _fill(self, spec: FieldSpec, box: QComboBox) -> None:
        box.addItem(spec.label, None)
        box.setItemData(0, f"Mọi giá trị của {spec.label.lower()}: không lọc", Qt.ItemDataRole.ToolTipRole)
        for value, text in entries(self._view.office, spec):
            box.addItem(text, value)


class ValuesDialog(SmallForm):
    """Ticks the values of one column that are wanted.

    Args:
        view: the office.
        spec: the column.
        filters: of the list.
        parent: what it stands over.
    """

    def __init__(self, view: OfficeView, spec: FieldSpec, filters: FilterRow, parent: QWidget):
        super().__init__(view, f"Lọc theo {spec.label.lower()}", parent)
        self._filters = filters
        self._key = spec.key
        self.list = CheckList(view.icons.theme, f"Giá trị của {spec.label.lower()}, đánh dấu giá trị muốn thấy", parent)
        wanted = filters.equal.get(spec.key, ())
        known = all_entries(view.office, spec)
        self.list.show_lines((place, text, value in wanted) for place, (value, text) in enumerate(known))
        self._values = [value for value, _ in known]
        words = "Đánh dấu những giá trị muốn thấy (phím cách); không đánh dấu gì thì không lọc theo cột này."
        self.lay_out("Lọc", self.go, label(words, "muted", wrap=True), self.list)
        self.list.setFocus()

    def go(self) -> None:
        """Narrow the list."""
        self.accept()
        self._filters.narrow_by(self._key, [self._values[place] for place in self.list.ticked])


def _find(box: QComboBox, value: Wanted) -> int:
    if value is None:
        return -1
    return next((place for place in range(box.count()) if box.itemData(place) == value), -1)
