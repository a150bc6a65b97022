"""A year as twelve boxes: how often a group did something in each month, and which months were empty."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.groups.dossiers import Month

HEIGHT, GAP, ROUND = 58, 6, 6
LEAST = 34


class YearStrip(QWidget):
    """Boxes under their months; an empty month that was owed is hatched and says 0, others are blank."""

    def __init__(self, theme: Theme):
        super().__init__()
        self._theme = theme
        self._months: Sequence[Month] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Hoạt động theo tháng")

    def show_months(self, months: Sequence[Month]) -> None:
        """Show other months."""
        self._months = tuple(months)
        self.setAccessibleDescription(self.words)
        self.setToolTip(self.words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The same in words."""
        gaps = [str(month.first.month) for month in self._months if month.is_gap]
        total = sum(len(month.done) for month in self._months)
        said = f"{total} hoạt động"
        return f"{said}; không có hoạt động tháng {', '.join(gaps)}" if gaps else said

    def sizeHint(self) -> QSize:
        """High enough for a number and the month's name."""
        return QSize(12 * self._theme.pixels(LEAST), self._theme.pixels(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the boxes."""
        if not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - GAP * (len(self._months) - 1)) / len(self._months)
        for place, month in enumerate(self._months):
            self._paint_month(painter, QRectF(place * (width + GAP), 0, width, self.height()), month)
        painter.end()

    def _paint_month(self, painter: QPainter, room: QRectF, month: Month) -> None:
        name = self._theme.pixels(18)
        square = QRectF(room.left() + 0.5, 0.5, room.width() - 1, room.height() - name - 1)
        done = len(month.done)
        painter.setPen(QPen(self._theme.colour("accent" if done else "line"), 1))
        painter.setBrush(self._theme.colour("accent") if done else self._theme.colour("surface"))
        painter.drawRoundedRect(square, ROUND, ROUND)
        if month.is_gap:
            painter.setPen(Qt.PenStyle.NoPen)
            brush = painter.brush()
            brush.setColor(self._theme.colour("warn"))
            brush.setStyle(Qt.BrushStyle.BDiagPattern)
            painter.setBrush(brush)
            painter.drawRoundedRect(square, ROUND, ROUND)
        if done or month.is_gap:
            font = QFont(self.font())
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._theme.colour("on_accent" if done else "text"))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(done))
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("muted"))
        below = QRectF(room.left(), room.height() - name, room.width(), name)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"T{month.first.month}")
