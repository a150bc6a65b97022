"""Notices that ask for nothing: "Đã lưu. Hoàn tác". They leave by themselves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from antq_desktop.gui.pieces import label, row

SHOWN_MS = 8_000


class Notices(QFrame):
    """A notice floating at the foot of its parent."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setProperty("cls", "notice")
        self._over = parent
        self._words = label("")
        self._link = QPushButton("Hoàn tác")
        self._link.setAccessibleName("Hoàn tác")
        self._link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._act: Callable[[], object] | None = None
        self._link.clicked.connect(self._pressed)
        self.setLayout(row(self._words, self._link, spacing=10, margins=(16, 7, 10, 7)))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Words shown now; empty when there is no notice."""
        if self.isHidden():
            return ""
        return f"{self._words.text()} {self._link.text()}" if not self._link.isHidden() else self._words.text()

    def tell(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Show a notice.

        Args:
            words: one short sentence.
            undo: called by its link "Hoàn tác"; no link without it.
        """
        self._words.setText(words)
        self._act = undo
        self._link.setVisible(undo is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _pressed(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _place(self) -> None:
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - 18)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)
