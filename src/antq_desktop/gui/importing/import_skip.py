"""Leaving a single row out of a list on its way in, and taking it in again: one key or button."""

from PySide6.QtCore import QObject, Signal

from antq_desktop.gui.importing.import_rows import ImportRows, key_of
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button
from antq_desktop.services.imports.import_plan import Outcome

SKIP, TAKE = "Bỏ qua dòng này", "Lấy lại dòng này"


class RowSkipper(QObject):
    """Offers to leave the row that has the cursor out, or to take it in again.

    Args:
        icons: for the button.
        rows: of the plan.
    """

    chosen = Signal(object, bool)
    """What tells the row from the others, and whether it is left out."""

    def __init__(self, icons: Icons, rows: ImportRows):
        super().__init__(rows)
        self._rows = rows
        self.button = button(icons, Push(SKIP, self.press, tip="F9"))
        rows.skip_wanted.connect(self.press)
        rows.model().modelReset.connect(self.offer)
        rows.moved.connect(self.offer)
        self.offer()

    @property
    def _goes_out(self) -> bool:
        return self._rows.current is None or self._rows.current.outcome is not Outcome.SKIPPED

    def offer(self) -> None:
        """Say what can be done with the row."""
        words = SKIP if self._goes_out else TAKE
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setEnabled(self._rows.current is not None)

    def press(self) -> None:
        """Do it."""
        row = self._rows.current
        if row is not None:
            self.chosen.emit(key_of(row), self._goes_out)
