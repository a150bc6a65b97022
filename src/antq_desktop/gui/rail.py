"""The rail at the window's left: where one can go. Entries give pixels in a low window, words in a narrow one.

Groups fold when an officer folds them, never by themselves: what found no room is scrolled to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import column, label, picture, row, scrolled, set_look

WIDTH = 228
NARROW = 66
DOT, DOT_TOP = 9, 3
MOST_SHOWN = 100
BAR = 5
SIDE, NARROW_SIDE = 12, 6
ROW, LEAST_ROW, GAP = 29, 22, 1
"""Pixels of an entry, of one that gave all it can, at type size 100 %, and between entries."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go.

    Attributes:
        key: of the page.
        title: words on the rail.
        icon: name of its icon.
        group: heading it stands under; empty for the top, "foot" for the bottom.
    """

    key: str
    title: str
    icon: str
    group: str = ""


class Badge(QLabel):
    """A number at the right edge of a button: so many things wait there; a dot where there is room for an icon only."""

    def __init__(self, over: QToolButton):
        super().__init__(over)
        self._over = over
        self._words = ""
        self.setProperty("cls", "badge")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    def show_count(self, count: int) -> None:
        """Show a number; none for nothing."""
        self._words = str(count) if count < MOST_SHOWN else f"{MOST_SHOWN - 1}+"
        self.setVisible(bool(count))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge when the button changes its width."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._over.size()
        roomy = room.width() > NARROW
        set_look(self, "badge" if roomy else "badge_dot")
        self.setText(self._words if roomy else "")
        if roomy:
            self.adjustSize()
        else:
            self.resize(DOT, DOT)
        top = (room.height() - self.height()) // 2 if roomy else DOT_TOP
        self.move(room.width() - self.width() - 6, top)


class Heading(QToolButton):
    """The name of a group of places: folds and unfolds it; folded, it counts what waits inside."""

    def __init__(self, icons: Icons, name: str):
        super().__init__()
        self._icons = icons
        self._name = name
        self.is_open = True
        self.badge = Badge(self)
        self._waiting = 0
        self.setText(name)
        self.setProperty("cls", "rail_group")
        side = icons.theme.pixels(14)
        self.setIconSize(QSize(side, side))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._say()

    def show_open(self, *, is_open: bool) -> None:
        """Tell whether the places below are in view."""
        self.is_open = is_open
        self._say()

    def show_waiting(self, count: int) -> None:
        """How many things wait at the places of the group."""
        self._waiting = count
        self._say()

    def _say(self) -> None:
        self.setIcon(self._icons.icon("chevron-down" if self.is_open else "chevron-right", "rail_muted", 14))
        state = "đang mở" if self.is_open else "đang gập"
        waits = f", {self._waiting} việc đang chờ" if self._waiting and not self.is_open else ""
        self.setAccessibleName(f"Nhóm {self._name.lower()}, {state}{waits}")
        self.setToolTip("Gập nhóm này" if self.is_open else "Mở nhóm này")
        self.badge.show_count(0 if self.is_open else self._waiting)


class Rail(QWidget):
    """The list of places between the program's name and its foot, which are always in view.

    In a low window entries are lower, as far as they can still be hit; then the list scrolls, by whole entries.
    """

    wanted = Signal(str)

    def __init__(self, icons: Icons, places: Sequence[Place], unit: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._icons = icons
        self._places = tuple(places)
        self._narrow = False
        self.buttons: dict[str, QToolButton] = {}
        self._titles_by_key: dict[str, str] = {}
        self._badges: dict[str, Badge] = {}
        self._headings: dict[str, Heading] = {}
        self._shut: set[str] = set()
        self._group = QButtonGroup(self)
        self._name = label("ANTQ Desktop", "rail_title")
        self._unit = label(unit, "rail_small", wrap=True)
        self._titles = QWidget()
        self._titles.setLayout(column(self._name, self._unit, spacing=0))
        self.sign = picture(icons, "shield-check", "gold", 26)
        self._sign = row(self.sign, self._titles, spacing=10)
        self._sign.setStretch(1, 1)
        self._list = self._make_list()
        self._foot = column(*self._make_buttons("foot"), spacing=GAP)
        inside, foot = QWidget(), QWidget()
        inside.setLayout(self._list)
        foot.setLayout(self._foot)
        self._area = scrolled(inside, "Các trang")
        sign = QWidget()
        sign.setLayout(self._sign)
        for widget in (self, sign, inside, foot):
            widget.setProperty("cls", "rail")
            widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self._area.verticalScrollBar()
        bar.valueChanged.connect(self._forget_pointer)
        bar.rangeChanged.connect(self._line_up)
        self._theme_width = icons.theme.pixels(WIDTH)
        self._line_up()
        whole = column(sign, self._area, None, foot, spacing=0)
        whole.setStretch(1, 1)
        whole.setStretch(2, 0)  # what the list leaves, once it ends with a whole entry
        self.setLayout(whole)
        self.setFixedWidth(self._theme_width)

    def _make_list(self) -> QVBoxLayout:
        whole: QVBoxLayout = column(spacing=GAP)
        for group in dict.fromkeys(place.group for place in self._places if place.group != "foot"):
            if group:
                heading = Heading(self._icons, group)
                heading.clicked.connect(partial(self._fold, group))
                self._headings[group] = heading
                whole.addWidget(heading)
            for made in self._make_buttons(group):
                whole.addWidget(made)
        whole.addStretch(1)
        return whole

    def _make_buttons(self, group: str) -> list[QToolButton]:
        return [self._make_button(place) for place in self._places if place.group == group]

    def _line_up(self) -> None:
        """Keep sign and foot in one line with the list, which may have a bar beside it."""
        side = NARROW_SIDE if self._narrow else SIDE
        bar = BAR if self._narrow and self._area.verticalScrollBar().maximum() else 0
        self._sign.setContentsMargins(side + (0 if self._narrow else 6), 14, side + bar, 8)
        self._list.setContentsMargins(side, 0, side, 0)
        self._foot.setContentsMargins(side, GAP, side + bar, 10)

    def _make_button(self, place: Place) -> QToolButton:
        made = QToolButton()
        made.setText(f"  {place.title}")
        made.setIcon(self._icons.icon(place.icon, "rail_text", 18))
        side = self._icons.theme.pixels(18)
        made.setIconSize(QSize(side, side))
        made.setProperty("cls", "rail")
        made.setAccessibleName(place.title)
        made.setToolTip(place.title)
        made.setCheckable(place.key != "lock")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(partial(self._clicked, place.key))
        if place.key != "lock":
            self._group.addButton(made)
        self.buttons[place.key] = made
        self._titles_by_key[place.key] = place.title
        self._badges[place.key] = Badge(made)
        return made

    def _clicked(self, key: str, *_: object) -> None:
        self.wanted.emit(key)

    def show_place(self, key: str) -> None:
        """Mark where one is, and bring it into view."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
            self._shut.discard(next(place.group for place in self._places if place.key == key))
            self._apply()
            self._list.activate()
            self._area.ensureWidgetVisible(self.buttons[key], 0, 0)
            QTimer.singleShot(0, self, partial(self._area.ensureWidgetVisible, self.buttons[key], 0, 0))  # once it fits

    def _fold(self, name: str, *_: object) -> None:
        """Fold a group that is open, or open one that is not; nothing above it moves, no other group folds."""
        if self._headings[name].is_open:
            self._shut.add(name)
            self._apply()
        else:
            self._shut.discard(name)
            self._apply()
            QTimer.singleShot(0, self, partial(self._reveal, name))

    def _reveal(self, name: str) -> None:
        """Scroll to the first place of a group that found no room at all; with less room the list does not move."""
        first = next(self.buttons[place.key] for place in self._places if place.group == name)
        self._area.ensureWidgetVisible(first, 0, 0)

    def _forget_pointer(self) -> None:
        """Places that were scrolled away from under the pointer look so; Qt tells a button only when the pointer moves.

        It told the first ones never: who went from page to page by keys left a trail of marked places.
        """
        for made in self.buttons.values():
            if made.underMouse() and not made.rect().contains(made.mapFromGlobal(QCursor.pos())):
                made.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
                made.update()

    def _fit(self) -> None:
        """In a window of another size: entries as high as all of them find room, whether groups are folded or not.

        So folding moves nothing. The list ends with a whole entry.
        """
        rows = [*self.buttons.values(), *(() if self._narrow else self._headings.values())]
        foot = sum(place.group == "foot" for place in self._places)
        edges = self._foot.contentsMargins()
        sign = self._sign.totalHeightForWidth(self.width()) if self._sign.hasHeightForWidth() else -1
        sign = max(sign, self._sign.totalMinimumSize().height())
        room = self.height() - sign - edges.top() - edges.bottom() + GAP
        most, least = (self._icons.theme.pixels(row) for row in (ROW, LEAST_ROW))
        fitting = min(most, room // len(rows) - GAP)
        high = most if self._narrow and fitting < least else max(least, fitting)
        for made in rows:
            made.setFixedHeight(high)
        step = high + GAP
        shown = max(1, room // step - foot)
        self._area.verticalScrollBar().setSingleStep(step)
        self._area.setMaximumHeight(shown * step - GAP if shown < len(rows) - foot else self.height())
        self._apply()

    def _apply(self) -> None:
        for place in self._places:
            self.buttons[place.key].setVisible(self._narrow or place.group not in self._shut)
        for name, heading in self._headings.items():
            heading.setVisible(not self._narrow)
            heading.show_open(is_open=name not in self._shut)
        self._list.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give entries as much height as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def show_badges(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait at each place; places that are not named have none."""
        for key, made in self.buttons.items():
            count = counts.get(key, 0)
            title = self._titles_by_key[key]
            made.setAccessibleName(f"{title}, {show_count(count)} việc đang chờ" if count else title)
            self._badges[key].show_count(count)
        for name, heading in self._headings.items():
            heading.show_waiting(sum(counts.get(place.key, 0) for place in self._places if place.group == name))

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons with words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for made in self.buttons.values():
            made.setToolButtonStyle(style)
        self._titles.setVisible(not narrow)
        self._line_up()
        self.setFixedWidth(NARROW if narrow else self._theme_width)
        self._fit()
        self._list.activate()
