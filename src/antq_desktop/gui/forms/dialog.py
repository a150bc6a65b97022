"""What every dialog of the program is: gone for good once it was closed."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from antq_desktop.gui.running.tasks import Tasks
from antq_desktop.gui.widgets.keys import is_enter


class Dialog(QDialog):
    """A window over another one that is deleted after it was closed, however that happened.

    Each opening makes a dialog anew: what stands in a closed one may name somebody, and pictures of pages are large.

    Args:
        parent: what it stands over.
        tasks: what it begins runs there; it stays, out of sight, until everything there is through, since it may be
            told how that ended. None for a dialog that begins nothing.
    """

    def __init__(self, parent: QWidget | None = None, tasks: Tasks | None = None):
        super().__init__(parent)
        self._awaits = tasks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; Qt presses only one that is the answer from everywhere."""
        focus = self.focusWidget()
        if isinstance(focus, QPushButton) and is_enter(event):
            focus.click()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close: accepted, rejected, or from its frame."""
        super().done(result)
        tasks, self._awaits = self._awaits, None
        if tasks is None or tasks.at_rest:
            self.deleteLater()
        else:
            tasks.cleared.connect(self.deleteLater)
