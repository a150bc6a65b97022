"""Progress of every residential area or organisation as a bar, with its numbers in words beside it; keys go along."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.percent import show_count, show_percent
from antq_desktop.gui.widgets.theme import Theme

ROW, STACKED, BAR, GAP, INSET = 34, 50, 12, 14, 8
NONE_YET = "Chưa có dòng nào."
NAME_SHARE, LEAST_BAR = 0.40, 120


@dataclass(frozen=True, slots=True)
class GroupBar:
    """One residential area or organisation.

    Attributes:
        uid: of its record.
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
        """Part that has pledged, 0 to 1; one without households counts as done."""
        return self.signed / self.households if self.households else 1.0

    @property
    def percent(self) -> str:
        """The share in words of papers."""
        return show_percent(self.signed, self.households) if self.households else "chưa có hộ"

    @property
    def counted(self) -> str:
        """Households in numbers."""
        return f"{show_count(self.signed)}/{show_count(self.households)}"


class GroupBars(QWidget):
    """Bars under each other, the slowest first. Enter, a click or Space opens one.

    Args:
        theme: colours and type size.
        title: what screen readers call them.
    """

    opened = Signal(object)
    moved = Signal(object)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._theme = theme
        self._title = title
        self.bars: tuple[GroupBar, ...] = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._stacked = False

    def show_bars(self, bars: Sequence[GroupBar]) -> None:
        """Show them, those that lack most first."""
        self.bars = tuple(sorted(bars, key=lambda bar: (bar.share, bar.name)))
        self.current = min(self.current, max(0, len(self.bars) - 1))
        self._fit()
        self._name()
        self.update()

    @property
    def _row(self) -> int:
        return self._theme.pixels(STACKED if self._stacked else ROW)

    def _fit(self) -> None:
        """Put each bar under its words where both do not fit beside each other."""
        name, percent, counted = self._columns(self.width())
        needed = name + percent + counted + 3 * GAP + 2 * INSET + self._theme.pixels(LEAST_BAR)
        self._stacked = bool(self.bars) and needed > self.width()
        self.setFixedHeight(max(1, len(self.bars)) * self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _name(self) -> None:
        """Tell screen readers where the cursor is."""
        if not self.bars:
            self.setAccessibleName(f"{self._title}: chưa có dòng nào")
            return
        bar = self.bars[self.current]
        self.setAccessibleName(f"{self._title}. {bar.name}: {bar.percent}, {bar.counted} hộ")

    def sizeHint(self) -> QSize:
        """As high as all of them."""
        return QSize(420, max(1, len(self.bars)) * self._row)

    @property
    def chosen(self) -> GroupBar | None:
        """Where the cursor is."""
        return self.bars[self.current] if self.bars else None

    def _go(self, place: int) -> None:
        before = self.current
        self.current = max(0, min(len(self.bars) - 1, place))
        self._name()
        self.update()
        if self.current != before:
            self.moved.emit(self.bars[self.current].uid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along, Enter opens."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.bars:
            self._go(self.current + step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.bars:
            self.opened.emit(self.bars[self.current].uid)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        place = int(event.position().y() // self._row)
        if 0 <= place < len(self.bars):
            self._go(place)
            self.opened.emit(self.bars[place].uid)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.bars:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(self.rect().adjusted(INSET, 0, -INSET, 0), Qt.AlignmentFlag.AlignVCenter, NONE_YET)
        columns = self._columns(self.width())
        for place, bar in enumerate(self.bars):
            room = QRectF(0, place * self._row, self.width(), self._row)
            if place == self.current and self.hasFocus():
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(room.adjusted(1, 2, -1, -2), 6, 6)
            self._draw(painter, bar, room, columns)
        painter.end()

    @property
    def _strong(self) -> QFont:
        made = QFont(self.font())
        made.setBold(True)
        return made

    def _columns(self, width: float) -> tuple[float, float, float]:
        """Room for the names, the shares and the numbers: what they need, the names at most a part of the whole."""
        plain, strong = self.fontMetrics(), QFontMetrics(self._strong)
        name = max((plain.horizontalAdvance(bar.name) for bar in self.bars), default=0)
        percent = max((strong.horizontalAdvance(bar.percent) for bar in self.bars), default=0)
        counted = max((plain.horizontalAdvance(bar.counted) for bar in self.bars), default=0)
        return min(float(name), max(width * NAME_SHARE, 80.0)), float(percent), float(counted)

    def _draw(self, painter: QPainter, group: GroupBar, room: QRectF, columns: tuple[float, float, float]) -> None:
        """Name, bar, share and number in a row; or name, share and number over the bar."""
        name, percent, counted = columns
        left, right = room.left() + INSET, room.right() - INSET
        words = QRectF(room)
        bar = QRectF(left + name + GAP, 0, right - counted - percent - 2 * GAP - left - name - GAP, BAR)
        bar.moveTop(room.center().y() - BAR / 2)
        if self._stacked:
            bar = QRectF(left, room.bottom() - BAR - 7, right - left, BAR)
            words.setBottom(bar.top())
            name = right - counted - percent - 2 * GAP - left
        middle = Qt.AlignmentFlag.AlignVCenter
        at_right = Qt.AlignmentFlag.AlignRight | middle
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self.font())
        shown = self.fontMetrics().elidedText(group.name, Qt.TextElideMode.ElideRight, int(name) + 1)
        painter.drawText(QRectF(left, words.top(), name + GAP, words.height()), middle, shown)
        painter.setFont(self._strong)
        painter.drawText(
            QRectF(right - counted - GAP - percent, words.top(), percent, words.height()), at_right, group.percent
        )
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(QRectF(right - counted, words.top(), counted, words.height()), at_right, group.counted)
        self._draw_bar(painter, group, bar)

    def _draw_bar(self, painter: QPainter, group: GroupBar, room: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(room, 4, 4)
        if group.signed and group.households:
            done = QRectF(room)
            done.setWidth(max(BAR / 1.0, room.width() * group.share))
            painter.setBrush(self._theme.colour("good" if group.share == 1 else "gold"))
            painter.drawRoundedRect(done, 4, 4)
