"""Making the unknown area of a row from the preview: one key or button, for all rows that name it."""

from PySide6.QtCore import QObject, Signal

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.text import fold
from antq_desktop.gui.importing.import_rows import ImportRows
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button
from antq_desktop.services.imports.import_plan import ImportPlan

MAKE, LEAVE = "Tạo khu dân cư này", "Thôi tạo khu này"
MADE = "Khi ghi sẽ tạo khu dân cư “{}”{}. F7 lần nữa thì thôi."
NONE_MADE = "Chưa tạo khu dân cư “{}”: không dòng nào thuộc khu đó được ghi. F7 lần nữa thì thôi."
NOT_MADE = "Không tạo “{}”{} nữa."


class AreaMaker(QObject):
    """Offers to make the area of the row that has the cursor, or to leave it after all.

    Args:
        icons: for the button.
        rows: of the plan.
    """

    chosen = Signal(str, bool)
    """Name of the area as the file calls it, and whether it is to be made."""
    told = Signal(str)
    """What that does, once it is known: how many rows are written with it."""

    def __init__(self, icons: Icons, rows: ImportRows):
        super().__init__(rows)
        self._rows = rows
        self._plan: ImportPlan | None = None
        self._wanted = ""
        self.button = button(icons, Push(MAKE, self.press, "plus", tip="F7"))
        self.button.hide()
        rows.moved.connect(self.offer)
        rows.area_wanted.connect(self.press)

    def show_plan(self, plan: ImportPlan) -> None:
        """Take another plan; where every area is known there is nothing to offer."""
        self._plan = plan
        self.button.setVisible(
            bool(plan.choices.areas or plan.renamed_areas) or any(r.unknown_areas for r in plan.rows)
        )
        self.offer()
        if self._wanted and fold(self._wanted) in {fold(name) for name in plan.choices.areas}:
            count = self._written(plan, self._wanted)
            self.told.emit(MADE.format(self._wanted, count) if count else NONE_MADE.format(self._wanted))
            self._wanted = ""

    @staticmethod
    def _written(plan: ImportPlan, name: str) -> str:
        """How many rows that name an area are written; empty for none."""
        count = sum(row.writes for row in plan.naming(name))
        return f", {show_count(count)} dòng" if count else ""

    def offer(self) -> None:
        """Say what can be done with the row that has the cursor."""
        name, make = self._found()
        words = MAKE if make else LEAVE
        self.button.setText(words)
        self.button.setAccessibleName(f"{words}: {name}" if name else words)
        self.button.setEnabled(bool(name))

    def _found(self) -> tuple[str, bool]:
        """The area in question, empty if there is none, and whether it could be made."""
        plan, row = self._plan, self._rows.current
        if plan is None or row is None:
            return "", True
        made = {fold(name) for name in plan.choices.areas}
        other = [name for name in row.named_areas if name in plan.renamed_areas]
        for name in (*row.unknown_areas, *other):
            if fold(name) not in made:
                return name, True
        of_row = (plan.made_areas.get(name, name) for name in row.named_areas)
        return next(((name, False) for name in of_row if fold(name) in made), ("", True))

    def press(self) -> None:
        """Choose it."""
        name, make = self._found()
        if name and self._plan is not None:
            self._wanted = name if make else ""
            if not make:
                self.told.emit(NOT_MADE.format(name, self._written(self._plan, name)))
            self.chosen.emit(name, make)
