"""Choices that can be told apart where there is no room for their words."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from antq_desktop.gui.widgets.still_box import StillBox

MIDDLE = Qt.TextElideMode.ElideMiddle


class ChoiceBox(StillBox):
    """Words that are too long give way in their middle: names of places mostly begin alike, and a number ends them."""

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
