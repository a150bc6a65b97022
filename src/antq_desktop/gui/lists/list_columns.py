"""Which columns a list shows, in which order and how wide; the first one always stays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.fields import FieldSpec, Kind
from antq_desktop.gui.forms.small_form import SmallForm
from antq_desktop.gui.lists.record_table import RecordTableModel
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.check_list import CheckList
from antq_desktop.gui.widgets.list_table import FIRST, ListTable
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row
from antq_desktop.gui.widgets.theme import Theme

WIDTHS = {
    Kind.INTEGER: 112,
    Kind.DATE: 118,
    Kind.IMPRECISE_DATE: 118,
    Kind.CHOICE: 132,
    Kind.FLAG: 112,
    Kind.LINK: 160,
}
USUAL_WIDTH = 170
ENDED_WIDTH = 156
"""Room for “đã hủy 30/12/2026”, kept while no such line is in view: the first one must not be cut short."""
TELLING_WIDTH = 200
"""Room for “đã chuyển đi 30/12/2026”, for the same reason."""
FIRST_WIDTH = 190
WIDEST = 300
READ_ROWS = 40
AROUND = 26
SHORT = frozenset({Kind.INTEGER, Kind.DATE, Kind.IMPRECISE_DATE, Kind.FLAG})
WIDER = 24
LEFT_OUT: Mapping[str, frozenset[str]] = MappingProxyType(
    {"model_point": frozenset({"kinds"}), "pledge": frozenset({"signer_kind"})}
)
"""Columns of printed lists that a window of 1366 has no room for beside those that change, by register."""
NARROWEST = 60


class ListColumns(QObject):
    """The columns of one list.

    Args:
        table: shows the model already.
        model: with every field of the register as a column.
        theme: for sizes.
    """

    changed = Signal()

    def __init__(self, table: ListTable, model: RecordTableModel, theme: Theme):
        super().__init__(table)
        self._table = table
        self._theme = theme
        self._specs = model.columns
        self._left_out = LEFT_OUT.get(model.register.key, frozenset())
        self._tells = model.tells
        self._own: dict[str, int] = {}
        self._needed: dict[int, int] = {}
        self._busy = False
        model.modelReset.connect(self._filled)
        table.resized.connect(self.fit)
        table.header.sectionResized.connect(self._resized)
        table.header.sectionMoved.connect(self._moved)

    @property
    def shown(self) -> tuple[FieldSpec, ...]:
        """Columns in view, in their order."""
        header = self._table.header
        order = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(self._specs[number] for number in order if not header.isSectionHidden(number))

    @property
    def usual(self) -> tuple[str, ...]:
        """Columns that lists show at first."""
        return tuple(spec.key for spec in self._specs if spec.in_list and spec.key not in self._left_out)

    @property
    def own_widths(self) -> Mapping[str, int]:
        """Widths the officer chose, at type size 100 %."""
        return dict(self._own)

    def spec(self, number: int) -> FieldSpec:
        """The field of a column."""
        return self._specs[number]

    def is_first(self, number: int) -> bool:
        """Whether a column is the one that always stays."""
        return number == FIRST

    def show_only(self, keys: Iterable[str], widths: Mapping[str, int] | None = None) -> None:
        """Show these columns in this order, the first one before all of them."""
        self._busy = True
        header = self._table.header
        first = self._specs[FIRST].key
        wanted = [first, *(key for key in keys if key != first)]
        numbers = {spec.key: number for number, spec in enumerate(self._specs)}
        rest = (spec.key for spec in self._specs if spec.key not in wanted)
        for place, key in enumerate((*wanted, *rest)):
            header.moveSection(header.visualIndex(numbers[key]), place)
            header.setSectionHidden(numbers[key], key not in wanted)
        if widths is not None:
            self._own = dict(widths)
        self._busy = False
        self.fit()
        self.changed.emit()

    def hide(self, number: int) -> None:
        """Take one column out of view."""
        if number != FIRST:
            self.show_only(spec.key for spec in self.shown if spec is not self._specs[number])

    def widen(self, number: int, by: int) -> None:
        """Make a column wider or narrower by so many pixels."""
        self._table.header.resizeSection(number, max(NARROWEST, self._table.header.sectionSize(number) + by))

    def fit_words(self, number: int) -> None:
        """Make a column as wide as the words in view."""
        self._table.resizeColumnToContents(number)

    def fit(self) -> None:
        """Give every column what its words need, and share what is left; where all need more, long ones yield."""
        if self._busy:
            return
        self._busy = True
        numbers = [number for number, spec in enumerate(self._specs) if spec in self.shown]
        wished = {number: self._wished(number) for number in numbers}
        least = {number: min(wished[number], self._least(number)) for number in numbers}
        room = self._table.viewport().width()
        widths = wished if sum(wished.values()) <= room else least
        spare = room - sum(widths.values())
        if widths is least and spare > 0:
            wanting = sum(wished.values()) - sum(least.values())
            widths = {number: least[number] + spare * (wished[number] - least[number]) // wanting for number in numbers}
            spare = room - sum(widths.values())
        elif spare < 0:
            widths[FIRST] = max(least[FIRST], min(wished[FIRST], room // 3))
        growing = [number for number in numbers if number == FIRST or self._specs[number].kind not in SHORT]
        growing = [number for number in growing if self._specs[number].key not in self._own]
        for place, number in enumerate(growing if spare > 0 else ()):
            widths[number] += spare // len(growing) + (1 if place < spare % len(growing) else 0)
        for number, width in widths.items():
            self._table.header.resizeSection(number, width)
        self._busy = False

    def _wished(self, number: int) -> int:
        """The width the officer chose, or what heading and words need; the usual one while nothing is in view."""
        spec = self._specs[number]
        if spec.key in self._own:
            return self._theme.pixels(self._own[spec.key])
        needed = self._needs(number)
        usual = self._theme.pixels(self._usual_width(number))
        if needed is None or ((spec.ends or number == self._tells) and needed < usual):
            return usual
        return min(needed, self._theme.pixels(WIDEST))

    def _least(self, number: int) -> int:
        """What a column keeps when there is too little room: its own width, or words of usual length."""
        spec = self._specs[number]
        return self._theme.pixels(self._own.get(spec.key, self._usual_width(number)))

    def _usual_width(self, number: int) -> int:
        if number in {FIRST, self._tells}:
            return FIRST_WIDTH if number == FIRST else TELLING_WIDTH
        spec = self._specs[number]
        return ENDED_WIDTH if spec.ends else WIDTHS.get(spec.kind, USUAL_WIDTH)

    def _needs(self, number: int) -> int | None:
        """What heading and the first lines need, read once, so that no column jumps while one scrolls or sorts."""
        model = self._table.model()
        rows = min(READ_ROWS, model.rowCount())
        if not rows or not self._table.isVisible():
            return None
        if number not in self._needed:
            metrics = self._table.fontMetrics()
            texts = (str(model.index(row, number).data() or "") for row in range(rows))
            words = max(metrics.horizontalAdvance(text) for text in texts)
            self._needed[number] = max(words + AROUND, self._table.header.sectionSizeHint(number))
        return self._needed[number]

    def _filled(self) -> None:
        """The first lines of a list that was empty: now it is known what they need."""
        if not self._needed:
            self.fit()

    def _resized(self, number: int, old: int, new: int) -> None:
        """A width that the officer chose stays, on any screen."""
        if not self._busy and old and new:
            self._own[self._specs[number].key] = round(new / self._theme.scale)
            self.fit()
            self.changed.emit()

    def _moved(self, _number: int, _old: int, _new: int) -> None:
        """A column dragged before the first one goes behind it."""
        if self._busy:
            return
        header = self._table.header
        if header.visualIndex(FIRST) != 0:
            self._busy = True
            header.moveSection(header.visualIndex(FIRST), 0)
            self._busy = False
        self.changed.emit()


class ColumnsDialog(SmallForm):
    """Chooses columns and their order by keyboard or pointer.

    Args:
        view: the office.
        specs: all columns of the register, the one that stays first.
        columns: of the list.
        parent: what it stands over.
    """

    def __init__(self, view: OfficeView, specs: Sequence[FieldSpec], columns: ListColumns, parent: QWidget):
        super().__init__(view, "Chọn cột", parent)
        self._specs = specs
        self._columns = columns
        self.list = CheckList(view.icons.theme, "Các cột của danh sách, đánh dấu cột muốn thấy", parent)
        pushes: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("Lên", "chevron-up", partial(self.list.move_line, -1)),
            ("Xuống", "chevron-down", partial(self.list.move_line, 1)),
            ("Như ban đầu", "undo-2", self.start_again),
        )
        sides = [button(view.icons, Push(words, act, icon)) for words, icon, act in pushes]
        for side in sides:
            side.setAutoDefault(False)
        words = f"Cột “{specs[0].label}” luôn đứng đầu. Phím cách đánh dấu."
        if any(spec.never_leaves for spec in specs):
            words += " Điện thoại và ghi chú chỉ xem trên màn hình, không in và không sao chép."
        inside = row(self.list, column(*sides, None, spacing=8), spacing=12)
        inside.setStretch(0, 1)
        self.lay_out("Xong", self.go, label(words, "muted", wrap=True), inside)
        self._fill([spec.key for spec in columns.shown])
        self.list.setFocus()

    def _fill(self, shown: Sequence[str]) -> None:
        by_key = {spec.key: spec for spec in self._specs[1:]}
        order = [key for key in shown if key in by_key]
        rest = [key for key in by_key if key not in order]
        self.list.show_lines((key, by_key[key].label, key in order) for key in (*order, *rest))

    def start_again(self) -> None:
        """Tick the usual columns in their usual order."""
        self._fill(self._columns.usual)

    def go(self) -> None:
        """Show the ticked columns."""
        keys = self.list.ticked
        usual = (self._specs[0].key, *keys) == self._columns.usual
        self._columns.show_only(keys, {} if usual else None)
        self.accept()
