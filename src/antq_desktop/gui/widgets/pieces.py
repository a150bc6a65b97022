"""Small pieces every page is built from, so that spacing and words look alike everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import dress_again

Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
SIGHT_MARGIN, EDGE = 16, 24
ICON, ICON_GAP = 17, 4
MOVES = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Resize})
NONE: Margins = (0, 0, 0, 0)
PAGE: Margins = (24, 18, 24, 18)
CARD: Margins = (18, 14, 18, 16)


def _fill(layout: QBoxLayout, items: tuple[Item, ...], spacing: int, margins: Margins) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def in_turn(*widgets: QWidget) -> None:
    """Let Tab go through widgets one after the other, right behind the first; those made later would come last."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)


def row(*items: Item, spacing: int = 8, margins: Margins = NONE) -> QHBoxLayout:
    """Lay items from left to right; None stretches, a number leaves that many pixels."""
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def column(*items: Item, spacing: int = 6, margins: Margins = NONE) -> QVBoxLayout:
    """Lay items from top to bottom; None stretches, a number leaves that many pixels."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """A text; `look` is one of the style sheet's classes."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        made.setProperty("cls", look)
    if look.startswith("pill") or look == "key":
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def set_look(widget: QWidget, look: str) -> None:
    """Change the style sheet's class of a widget that is already shown."""
    if widget.property("cls") != look:
        widget.setProperty("cls", look)
        dress_again(widget)


def box(layout: QLayout, look: str = "card", margins: Margins = CARD) -> QFrame:
    """A frame around a layout: a card, a banner, a strip."""
    frame = QFrame()
    frame.setProperty("cls", look)
    layout.setContentsMargins(*margins)
    frame.setLayout(layout)
    return frame


def size_over(parent: QWidget | None, width: int, height: int) -> QSize:
    """The size of a dialog: as wanted, but no larger than the window it stands over."""
    wanted = QSize(width, height)
    if parent is None:
        return wanted
    room = parent.window().size()
    return wanted.boundedTo(QSize(room.width() - EDGE, room.height() - EDGE))


def loosen(page: QWidget) -> None:
    """Let sentences be as low as they are at the width they get; else they keep the height of a narrower column."""
    for words in page.findChildren(QLabel):
        if words.wordWrap():
            policy = words.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            words.setSizePolicy(policy)


def needed(dialog: QWidget, width: int) -> QSize:
    """How large a dialog is that is so wide, or as wide as it must be, and as high as its words need then."""
    loosen(dialog)
    layout = dialog.layout()
    if layout is None:
        return dialog.size()
    layout.activate()
    least = layout.totalMinimumSize()
    wide = max(width, least.width())
    return QSize(wide, max(layout.totalHeightForWidth(wide), least.height()))


def tighten(dialog: QWidget, width: int) -> None:
    """Make a dialog that wide and as high as its words need then; Qt reckons with a narrower one."""
    dialog.resize(needed(dialog, width))


def line() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setProperty("cls", "line")
    made.setFixedHeight(1)
    return made


def page_head(title: str, words: str, *right: QWidget) -> QHBoxLayout:
    """Title of a page with a sentence under it, and what stands at its right."""
    made = row(column(label(title, "h1"), label(words, "muted", wrap=True), spacing=2), *right)
    made.setStretch(0, 1)
    return made


@dataclass(frozen=True, slots=True)
class Push:
    """What a button is.

    Attributes:
        text: words on it.
        act: what pressing does.
        icon: name of its icon, or empty.
        look: "", "primary" or "quiet".
        tip: sentence shown when the pointer rests on it.
    """

    text: str
    act: Callable[[], object]
    icon: str = ""
    look: str = ""
    tip: str = ""


def button(icons: Icons, push: Push) -> QPushButton:
    """Make a button."""
    made = QPushButton(push.text)
    made.setAccessibleName(push.text)
    made.setAutoDefault(True)  # outside a dialog too Enter presses the button it is on
    if push.look:
        made.setProperty("cls", push.look)
    if push.icon:
        token = {"primary": "on_accent", "quiet": "accent"}.get(push.look, "text")
        gap = ICON_GAP if push.text else 0  # Qt's own gap is narrow and cannot be told to be wider
        made.setIcon(icons.icon(push.icon, token, ICON, gap))
        side = icons.theme.pixels(ICON)
        made.setIconSize(QSize(side + gap, side))
    if push.tip:
        made.setToolTip(push.tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def pressed() -> None:
        push.act()

    made.clicked.connect(pressed)
    return made


def picture(icons: Icons, name: str, colour: str = "muted", size: int = 18) -> QLabel:
    """An icon that is only looked at."""
    made = QLabel()
    made.setPixmap(icons.pixmap(name, colour, size))
    side = icons.theme.pixels(size) + 2
    made.setFixedSize(side, side)
    return made


def banner(icons: Icons, text: str, *, look: str = "banner") -> QFrame:
    """A sentence that must not be overlooked."""
    names = {"banner": ("triangle-alert", "warn"), "bad_banner": ("circle-alert", "bad")}
    icon, token = names.get(look, ("circle-check", "good"))
    words = label(text, wrap=True)
    inside = row(picture(icons, icon, token), words, spacing=10)
    inside.setStretch(1, 1)
    return box(inside, look, (12, 8, 12, 8))


class InSight(QScrollArea):
    """A scroll area that brings whatever gets the focus into sight, however it got it, and keeps it there.

    It stays in sight when the area or the page in it changes its size, until somebody scrolls away from it. For a field
    of an area inside this one it is the whole of that part, with the button below it; so it is for the pieces of a
    field that says it is a `whole`. Where there is no room for all of that, it is the field, or its current line.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.scrolled_away = False
        self._soon = QTimer(self, singleShot=True, interval=0)  # a layout inside a layout takes a round each
        self._soon.timeout.connect(self._stay)
        self.verticalScrollBar().actionTriggered.connect(self._leave)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there is no widget without one
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        self.scrolled_away = False
        areas = self._areas_around(now)
        if areas[0] is self:
            for area in areas:  # from the inside out: where a field is depends on how far the area inside is scrolled
                area.bring(now)

    def _leave(self, _action: int) -> None:
        self.scrolled_away = True

    def _stay(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return
        for area in self._areas_around(focus):
            if not area.scrolled_away:
                area.bring(focus)

    def bring(self, widget: QWidget) -> None:
        """Scroll to a widget inside, with as much of what belongs to it as there is room for."""
        inner = self._area_inside(widget)
        around = widget.parentWidget()
        field = around if around is not None and around.property("sight") == "whole" else widget
        part = field if inner is None else inner.parentWidget() or widget
        for each in (part, widget):
            if each.height() <= self.viewport().height():
                super().ensureWidgetVisible(each, 0, SIGHT_MARGIN)
                return
        page = self.widget()
        if page is not None and isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
            line = widget.visualRect(widget.currentIndex())
            middle = widget.viewport().mapTo(page, line.center())
            self.ensureVisible(middle.x(), middle.y(), 0, line.height())

    def ensureWidgetVisible(self, place: QWidget, across: int = 50, down: int = 50) -> None:
        """Lead to something else than what has the focus; there one stays."""
        self.scrolled_away = True
        super().ensureWidgetVisible(place, across, down)

    def bring_up(self, field: QWidget, below: QWidget) -> None:
        """Scroll on until what belongs to a field is in sight below it, as far as the field stays in sight."""
        page, bar = self.widget(), self.verticalScrollBar()
        if page is None:
            return
        top = field.mapTo(page, QPoint()).y() - SIGHT_MARGIN
        end = below.mapTo(page, QPoint()).y() + below.height() + SIGHT_MARGIN
        bar.setValue(max(bar.value(), min(top, end - self.viewport().height())))

    def _area_inside(self, widget: QWidget) -> "InSight | None":
        """The outermost area inside this one around a widget."""
        inside = [area for area in self._areas_around(widget) if area is not self and self.isAncestorOf(area)]
        return inside[-1] if inside else None

    @staticmethod
    def _areas_around(widget: QWidget) -> "list[InSight]":
        """Every area around a widget, the innermost first; looked for upwards: what ends has half of its parts."""
        found, around = [], widget.parentWidget()
        while around is not None:
            if isinstance(around, InSight):
                found.append(around)
            around = around.parentWidget()
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what has the focus in sight: a sentence that came below the area may have taken its place."""
        super().resizeEvent(event)
        self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before the area measures its page: where sentences wrap, only the height for the width it has counts.

        The least height of such a page is reckoned with narrower sentences; it left emptiness below, and a scroll bar
        where all was in sight. After that, what has the focus may have moved.
        """
        if event.type() is QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            watched.setMinimumHeight(1 if watched.hasHeightForWidth() else 0)
        if event.type() in MOVES:
            self._soon.start()
        return super().eventFilter(watched, event)


def scrolled(page: QWidget, name: str, area: InSight | None = None) -> QScrollArea:
    """Put a page into an area that scrolls when the window is small."""
    area = area or InSight()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.viewport().setAutoFillBackground(False)
    page.setProperty("cls", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return area


def named(caption: str, widget: QWidget, *, mandatory: bool = False, hint: str = "") -> QVBoxLayout:
    """A field under its caption; the caption also names it for screen readers."""
    words = label(f"{caption} *" if mandatory else caption, "strong")
    words.setBuddy(widget)
    widget.setAccessibleName(caption)
    if hint:
        return column(words, widget, label(hint, "small", wrap=True), spacing=4)
    return column(words, widget, spacing=4)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
