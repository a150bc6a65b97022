"""Words that come and go without moving what stands below them: a click must hit the row that was aimed at."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget


class KeptRoom(QLabel):
    """Words with room for some lines, whether there are any or not; more lines than that take more room.

    Args:
        look: one of the style sheet's classes.
        lines: how many there is always room for; with none, words take room only while there are any.
    """

    def __init__(self, look: str, lines: int = 1, parent: QWidget | None = None):
        super().__init__(parent)
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("cls", look)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keep(self, lines: int) -> None:
        """Have room for another number of lines."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    @property
    def _room(self) -> int:
        """In the type of the program, or in its own where that is larger: words of several looks keep the same."""
        high = max(QFontMetrics(QApplication.font()).lineSpacing(), self.fontMetrics().lineSpacing())
        return self._lines * high

    def heightForWidth(self, width: int) -> int:
        """As high as the words, or as the room that is kept."""
        return max(super().heightForWidth(width), self._room) if self.text() else self._room

    def sizeHint(self) -> QSize:
        """As high as the room that is kept, at least."""
        return self._roomy(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """As high as the room that is kept, at least."""
        return self._roomy(super().minimumSizeHint())

    def _roomy(self, wanted: QSize) -> QSize:
        kept = QSize(0, self._room)
        return wanted.expandedTo(kept) if self.text() else kept
