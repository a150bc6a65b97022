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

    chosen = Signal(object)
    """What tells the row from the others: it is left out, or taken in again if it was."""

    def __init__(self, icons: Icons, rows: ImportRows):
        super().__init__(rows)
        self._rows = rows
        self.button = button(icons, Push(SKIP, self.press, tip="F9"))
        rows.skip_wanted.connect(self.press)
        rows.model().modelReset.connect(self.offer)
        rows.moved.connect(self.offer)
        self.offer()

    def offer(self) -> None:
        """Say what can be done with the row."""
        is_out = self._rows.current is not None and self._rows.current.outcome is Outcome.SKIPPED
        words = TAKE if is_out else SKIP
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setEnabled(self._rows.current is not None)

    def press(self) -> None:
        """Do it."""
        row = self._rows.current
        if row is not None:
            self.chosen.emit(key_of(row))
