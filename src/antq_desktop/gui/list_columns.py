"""Which columns a list shows, in which order and how wide; the first one always stays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.fields import FieldSpec, Kind
from antq_desktop.gui.check_list import CheckList
from antq_desktop.gui.list_table import FIRST, ListTable
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import Push, button, column, label, row
from antq_desktop.gui.record_table import RecordTableModel
from antq_desktop.gui.small_form import SmallForm
from antq_desktop.gui.theme import Theme

WIDTHS = {
    Kind.INTEGER: 112,
    Kind.DATE: 118,
    Kind.IMPRECISE_DATE: 118,
    Kind.CHOICE: 132,
    Kind.FLAG: 112,
    Kind.LINK: 160,
}
USUAL_WIDTH = 170
FIRST_WIDTH = 190
FEW_COLUMNS = 5
WIDER = 24
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
        self._own: dict[str, int] = {}
        self._busy = False
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
        return tuple(spec.key for spec in self._specs if spec.in_list)

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
        """Give every column its width, and what is left to those with words in them."""
        if self._busy:
            return
        self._busy = True
        widths = {spec.key: self._theme.pixels(self._own.get(spec.key, _usual_width(spec))) for spec in self.shown}
        first = self._specs[FIRST].key
        if first not in self._own:
            widths[first] = max(widths[first], self._theme.pixels(FIRST_WIDTH))
        few = len(widths) <= FEW_COLUMNS
        free = (spec for spec in self.shown if spec.key not in self._own)
        growing = [spec.key for spec in free if spec.key == first or (few and _worded(spec))]
        spare = self._table.viewport().width() - sum(widths.values())
        for place, key in enumerate(growing if spare > 0 else ()):
            widths[key] += spare // len(growing) + (1 if place < spare % len(growing) else 0)
        for number, spec in enumerate(self._specs):
            if spec.key in widths:
                self._table.header.resizeSection(number, widths[spec.key])
        self._busy = False

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


def _usual_width(spec: FieldSpec) -> int:
    return WIDTHS.get(spec.kind, USUAL_WIDTH)


def _worded(spec: FieldSpec) -> bool:
    worded = spec.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.LINK_SET, Kind.CHOICE_SET}
    return worded or spec.links_to == "household"


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
