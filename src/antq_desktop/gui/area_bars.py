"""Progress of every residential area as a bar, with its numbers in words beside it; keys go from area to area."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.percent import show_count, show_percent
from antq_desktop.gui.theme import Theme

ROW, BAR, GAP = 34, 12, 14
NAME_SHARE, LEAST_BAR = 0.30, 60


@dataclass(frozen=True, slots=True)
class AreaBar:
    """One area.

    Attributes:
        uid: of the area.
        name: as the register calls it.
        signed: households that have pledged.
        households: all of them.
    """

    uid: UUID
    name: str
    signed: int
    households: int

    @property
    def share(self) -> float:
        """Part that has pledged, 0 to 1; an area without households counts as done."""
        return self.signed / self.households if self.households else 1.0

    @property
    def percent(self) -> str:
        """The share in words of papers."""
        return show_percent(self.signed, self.households) if self.households else "chưa có hộ"

    @property
    def counted(self) -> str:
        """Households in numbers."""
        return f"{show_count(self.signed)}/{show_count(self.households)}"


class AreaBars(QWidget):
    """Bars under each other, the slowest first. Enter, a click or Space opens an area.

    Args:
        theme: colours and type size.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None):
        super().__init__(parent)
        self._theme = theme
        self.areas: tuple[AreaBar, ...] = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._row = theme.pixels(ROW)

    def show_areas(self, areas: Sequence[AreaBar]) -> None:
        """Show areas, those that lack most first."""
        self.areas = tuple(sorted(areas, key=lambda area: (area.share, area.name)))
        self.current = min(self.current, max(0, len(self.areas) - 1))
        self.setFixedHeight(max(1, len(self.areas)) * self._row)
        self._name()
        self.update()

    def _name(self) -> None:
        """Tell screen readers which area the cursor is on."""
        if not self.areas:
            self.setAccessibleName("Tiến độ theo khu dân cư: chưa có khu dân cư")
            return
        area = self.areas[self.current]
        self.setAccessibleName(f"Tiến độ theo khu dân cư. {area.name}: {area.percent}, {area.counted} hộ")

    def sizeHint(self) -> QSize:
        """As high as the areas."""
        return QSize(420, max(1, len(self.areas)) * self._row)

    def _go(self, place: int) -> None:
        self.current = max(0, min(len(self.areas) - 1, place))
        self._name()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from area to area, Enter opens."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.areas:
            self._go(self.current + step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.areas:
            self.opened.emit(self.areas[self.current].uid)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        place = int(event.position().y() // self._row)
        if 0 <= place < len(self.areas):
            self._go(place)
            self.opened.emit(self.areas[place].uid)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every area."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, area in enumerate(self.areas):
            self._draw(painter, area, QRectF(0, place * self._row, self.width(), self._row), place == self.current)
        painter.end()

    def _draw(self, painter: QPainter, area: AreaBar, room: QRectF, is_current: bool) -> None:
        strong = QFont(self.font())
        strong.setBold(True)
        counted = self.fontMetrics().horizontalAdvance("00.000/00.000")
        percent = QFontMetrics(strong).horizontalAdvance("100,0%")
        name = max(room.width() * NAME_SHARE, 80.0)
        bar = max(float(LEAST_BAR), room.width() - name - percent - counted - 4 * GAP)
        if is_current and self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 2, -1, -2), 6, 6)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self.font())
        words = self.fontMetrics().elidedText(area.name, Qt.TextElideMode.ElideRight, int(name - GAP))
        left = room.left() + 8
        painter.drawText(QRectF(left, room.top(), name, room.height()), middle, words)
        self._draw_bar(painter, area, QRectF(left + name, room.center().y() - BAR / 2, bar, BAR))
        right = left + name + bar + GAP
        painter.setFont(strong)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QRectF(right, room.top(), percent, room.height()), middle, area.percent)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("muted"))
        at_right = Qt.AlignmentFlag.AlignRight | middle
        painter.drawText(QRectF(right + percent, room.top(), counted, room.height()), at_right, area.counted)

    def _draw_bar(self, painter: QPainter, area: AreaBar, room: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(room, 4, 4)
        if area.signed and area.households:
            done = QRectF(room)
            done.setWidth(max(BAR / 1.0, room.width() * area.share))
            painter.setBrush(self._theme.colour("good" if area.share == 1 else "gold"))
            painter.drawRoundedRect(done, 4, 4)
