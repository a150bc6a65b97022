"""The rail at the window's left: where one can go. Groups fold in a low window, words give way in a narrow one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from antq_desktop.gui.icons import Icons
from antq_desktop.gui.pieces import column, label, picture, row, scrolled, set_look

WIDTH = 228
NARROW = 66
DOT, DOT_TOP = 9, 3
MOST_SHOWN = 100
BAR, NEAR = 5, 40


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
    """The list of places. Of its groups, those used longest ago are folded where the window is too low for all."""

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
        self._recent: list[str] = []
        self._present = ""
        self._group = QButtonGroup(self)
        self._name = label("ANTQ Desktop", "rail_title")
        self._unit = label(unit, "rail_small", wrap=True)
        self._titles = QWidget()
        self._titles.setLayout(column(self._name, self._unit, spacing=0))
        self._sign = row(picture(icons, "shield-check", "gold", 26), self._titles, spacing=10, margins=(6, 0, 0, 0))
        self._sign.setStretch(1, 1)
        self._list = self._make_list()
        self._foot: QVBoxLayout = column(spacing=1, margins=(12, 4, 12, 10))
        for place in self._places:
            if place.group == "foot":
                self._foot.addWidget(self._make_button(place))
        inside = QWidget()
        inside.setLayout(self._list)
        self._area = scrolled(inside, "Các trang")
        for widget in (self, inside):
            widget.setProperty("cls", "rail")
            widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme_width = icons.theme.pixels(WIDTH)
        whole = column(self._area, self._foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFixedWidth(self._theme_width)

    def _make_list(self) -> QVBoxLayout:
        whole: QVBoxLayout = column(self._sign, 8, spacing=1, margins=(12, 14, 12, 4))
        group = ""
        for place in self._places:
            if place.group == "foot":
                continue
            if place.group != group:
                heading = Heading(self._icons, place.group)
                heading.clicked.connect(partial(self._fold, place.group))
                self._headings[place.group] = heading
                self._recent.append(place.group)
                whole.addWidget(heading)
            group = place.group
            whole.addWidget(self._make_button(place))
        whole.addStretch(1)
        return whole

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
        """Mark where one is."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
            self._present = next(place.group for place in self._places if place.key == key)
            self._unfold(self._present)
            self._list.activate()
            self._area.ensureWidgetVisible(self.buttons[key], 0, NEAR)

    def _fold(self, name: str, *_: object) -> None:
        """Fold a group that is open, or open one that is not."""
        if self._headings[name].is_open:
            self._shut.add(name)
            self._fit()
        else:
            self._unfold(name)

    def _unfold(self, name: str) -> None:
        self._shut.discard(name)
        if name in self._recent:
            self._recent.remove(name)
            self._recent.insert(0, name)
        self._fit()

    def _fit(self) -> None:
        """Fold what the officer folded, and then groups used longest ago until the others find room."""
        shut = set(self._shut)
        self._apply(shut)
        for name in reversed(self._recent):
            needed = self._list.sizeHint().height() + self._foot.sizeHint().height()
            if self._narrow or needed <= self.height():
                return
            if name != self._present:
                shut.add(name)
                self._apply(shut)

    def _apply(self, shut: set[str]) -> None:
        for place in self._places:
            self.buttons[place.key].setVisible(self._narrow or place.group not in shut)
        for name, heading in self._headings.items():
            heading.setVisible(not self._narrow)
            heading.show_open(is_open=name not in shut)
        self._list.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or open groups as there is room."""
        super().resizeEvent(event)
        self._fit()

    def show_badges(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait at each place; places that are not named have none."""
        for key, made in self.buttons.items():
            count = counts.get(key, 0)
            title = self._titles_by_key[key]
            made.setAccessibleName(f"{title}, {count} việc đang chờ" if count else title)
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
        side = 8 if narrow else 12
        self._list.setContentsMargins(side, 14, side, 4)
        self._foot.setContentsMargins(side, 4, side + (BAR if narrow else 0), 10)
        self.setFixedWidth(NARROW if narrow else self._theme_width)
        self._fit()
        self._list.activate()
