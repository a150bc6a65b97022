"""The wheel scrolls the page and never changes a choice or a number on the way, in the whole window."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox

HEEDED = frozenset({QEvent.Type.Wheel, QEvent.Type.Polish})


class StillChoices(QObject):
    """An event filter on the application, for as long as its window lives; lists that hang open scroll as ever."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the wheel on to what stands around a box, and leave the focus where it is."""
        kind = event.type()
        if kind not in HEEDED or not isinstance(watched, QComboBox | QAbstractSpinBox):
            return False  # asking Qt's own filter, which does nothing, would cost more with every event than all this
        if kind is QEvent.Type.Wheel:
            event.ignore()
            return True
        if watched.focusPolicy() is Qt.FocusPolicy.WheelFocus:
            watched.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return False
