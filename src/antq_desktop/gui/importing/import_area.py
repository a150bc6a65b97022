"""Making the unknown area of a row from the preview: one key or button, for all rows that name it."""

from PySide6.QtCore import QObject, Signal

from antq_desktop.domain.text import fold
from antq_desktop.gui.importing.import_rows import ImportRows
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button
from antq_desktop.services.imports.import_plan import ImportPlan

MAKE, LEAVE = "Tạo khu dân cư này", "Thôi tạo khu này"


class AreaMaker(QObject):
    """Offers to make the area of the row that has the cursor, or to leave it after all.

    Args:
        icons: for the button.
        rows: of the plan.
    """

    chosen = Signal(str, bool, int)
    """Name of the area as the file calls it, whether it is to be made, and how many rows name it."""

    def __init__(self, icons: Icons, rows: ImportRows):
        super().__init__(rows)
        self._rows = rows
        self._plan: ImportPlan | None = None
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
        return next(((name, False) for name in row.named_areas if fold(name) in made), ("", True))

    def press(self) -> None:
        """Choose it."""
        name, make = self._found()
        if name and self._plan is not None:
            self.chosen.emit(name, make, len(self._plan.naming(name)))
