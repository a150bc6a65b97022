"""Words over a table without lines: what will stand there, and what to do first."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel

MARGIN = 16


class NothingYet(QLabel):
    """Shown while a table has no line.

    Args:
        table: with its model.
        words: one or two sentences.
    """

    def __init__(self, table: QAbstractItemView, words: str):
        super().__init__(table.viewport())
        self._table = table
        self.setProperty("cls", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        table.viewport().installEventFilter(self)
        model = table.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._look)
        self.say(words)

    def say(self, words: str) -> None:
        """Other words from now on."""
        self.setText(words)
        self._look()

    def _look(self, *_: object) -> None:
        empty = self._table.model().rowCount() == 0
        self.setGeometry(self._table.viewport().rect())
        self.setVisible(empty)
        self._table.setAccessibleDescription(self.text() if empty else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the table."""
        if watched is self._table.viewport() and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._table.viewport().rect())
        return super().eventFilter(watched, event)
