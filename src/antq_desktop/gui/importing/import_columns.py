"""What the columns of a list are: guessed by their headings, chosen by the officer, with texts of the file beside."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from antq_desktop.gui.importing.import_words import IMPORTED_BEFORE, SAMPLES, cautions_of, notes_of, samples_of
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import banner, clear, column, label
from antq_desktop.services.imports.import_kinds import ListKind
from antq_desktop.services.imports.import_plan import ImportPlan

HEADINGS = ("Tiêu đề trong tệp", "Là ô", "Ví dụ trong tệp")


class ImportColumns(QWidget):
    """A line for each column of the file; those that may not be brought in can be seen and not chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[int, QComboBox] = {}
        self._inner: Mapping[int, str] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._notes: QVBoxLayout = column(spacing=4)
        self.setLayout(column(self._grid, self._notes, spacing=10))

    def show_plan(self, plan: ImportPlan, kind: ListKind) -> None:
        """Show the columns of a file that was read."""
        clear(self._grid)
        self.boxes.clear()
        for place, words in enumerate(HEADINGS):
            self._grid.addWidget(label(words, "small"), 0, place)
        refused = {column_.header for column_ in plan.refused_columns}
        samples = samples_of(plan)
        for line, (number, header) in enumerate(sorted(plan.headers.items()), start=1):
            box = self._box(header, kind, plan.mapping.get(number))
            box.setEnabled(header not in refused)
            self.boxes[number] = box
            said = samples.get(plan.mapping.get(number, "")) or " · ".join(plan.samples.get(number, ())[:SAMPLES])
            shown = "không được phép nhập" if header in refused else said
            self._grid.addWidget(label(header or f"(cột {number})", "strong", wrap=True), line, 0)
            self._grid.addWidget(box, line, 1)
            self._grid.addWidget(label(shown, "muted", wrap=True), line, 2)
        self._inner = {number: key for number, key in plan.mapping.items() if key.startswith("_")}
        clear(self._notes)
        for words in notes_of(plan):
            self._notes.addWidget(label(words, "small", wrap=True))

    def _box(self, header: str, kind: ListKind, key: str | None) -> QComboBox:
        made = ChoiceBox()
        made.setAccessibleName(f"Cột “{header}” là ô")
        made.addItem("Không nhập", None)
        for target in kind.targets():
            made.addItem(target.label, target.key)
        made.setCurrentIndex(max(0, made.findData(key)))
        made.activated.connect(lambda _place: self.changed.emit())
        return made

    @property
    def chosen(self) -> dict[int, str]:
        """Field key by column number, those columns too that only the program reads."""
        found = {number: str(box.currentData()) for number, box in self.boxes.items() if box.currentData()}
        return found | {number: key for number, key in self._inner.items() if number not in found}


def show_cautions(under: QVBoxLayout, icons: Icons, plan: ImportPlan) -> None:
    """Say under the numbers of a preview what an officer should know before the list is written."""
    clear(under)
    if plan.imported_before:
        under.addWidget(banner(icons, IMPORTED_BEFORE))
    for words in cautions_of(plan):
        under.addWidget(label(words, "caution", wrap=True))
