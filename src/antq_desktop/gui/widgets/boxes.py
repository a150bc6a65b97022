"""Choices that the wheel scrolls past, and that can be told apart where there is no room for their words.

They do so themselves. A filter over every event of the program would know it too, and would cost a quarter more with
every page that is made.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip, QWidget

MIDDLE = Qt.TextElideMode.ElideMiddle


class ChoiceBox(QComboBox):
    """One of a few; the list that hangs open scrolls as ever.

    Words that are too long give way in their middle: names of places mostly begin alike, and a number ends them.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel brings no focus either

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        event.ignore()

    @property
    def shown(self) -> str:
        """What can be read of the choice now."""
        return self._fitted(self._option())

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _fitted(self, option: QStyleOptionComboBox) -> str:
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        return self.fontMetrics().elidedText(option.currentText, MIDDLE, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As every box, but for words that are too long."""
        option = self._option()
        option.currentText = self._fitted(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell words whole that are not shown whole."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self.shown != self.currentText():
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def showPopup(self) -> None:
        """As wide as the longest choice, where the screen is."""
        view = self.view()
        view.setTextElideMode(MIDDLE)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + bar, self.screen().availableGeometry().width()))
        super().showPopup()
