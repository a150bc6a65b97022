"""The rail at the window's left: where one can go. It shrinks to icons in a narrow window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from antq_desktop.gui.icons import Icons
from antq_desktop.gui.pieces import column, label, picture, row, scrolled, set_look

WIDTH = 228
NARROW = 66
DOT, DOT_TOP = 9, 3
MOST_SHOWN = 100


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


class Rail(QWidget):
    """The list of places."""

    wanted = Signal(str)

    def __init__(self, icons: Icons, places: Sequence[Place], unit: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._icons = icons
        self._places = tuple(places)
        self._narrow = False
        self.buttons: dict[str, QToolButton] = {}
        self._titles_by_key: dict[str, str] = {}
        self._badges: dict[str, Badge] = {}
        self._headings: list[QLabel] = []
        self._group = QButtonGroup(self)
        self._name = label("ANTQ Desktop", "rail_title")
        self._unit = label(unit, "rail_small", wrap=True)
        self._titles = QWidget()
        self._titles.setLayout(column(self._name, self._unit, spacing=0))
        self._sign = row(picture(icons, "shield-check", "gold", 26), self._titles, spacing=10, margins=(6, 0, 0, 0))
        self._sign.setStretch(1, 1)
        self._list = self._make_list()
        inside = QWidget()
        inside.setLayout(self._list)
        area = scrolled(inside, "Các trang")
        for widget in (self, inside):
            widget.setProperty("cls", "rail")
            widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme_width = icons.theme.pixels(WIDTH)
        self.setLayout(column(area))
        self.setFixedWidth(self._theme_width)

    def _make_list(self) -> QVBoxLayout:
        whole: QVBoxLayout = column(self._sign, 8, spacing=1, margins=(12, 14, 12, 10))
        group = ""
        for place in self._places:
            if place.group == "foot" and group != "foot":
                whole.addStretch(1)
            elif place.group != group:
                heading = label(place.group, "rail_group")
                heading.setContentsMargins(8, 9, 0, 3)
                self._headings.append(heading)
                whole.addWidget(heading)
            group = place.group
            whole.addWidget(self._make_button(place))
        return whole

    def _make_button(self, place: Place) -> QToolButton:
        made = QToolButton()
        made.setText(f"  {place.title}")
        made.setIcon(self._icons.icon(place.icon, "rail_text", 18))
        made.setIconSize(QSize(18, 18))
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

    def show_badges(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait at each place; places that are not named have none."""
        for key, made in self.buttons.items():
            count = counts.get(key, 0)
            title = self._titles_by_key[key]
            made.setAccessibleName(f"{title}, {count} việc đang chờ" if count else title)
            self._badges[key].show_count(count)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons with words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for made in self.buttons.values():
            made.setToolButtonStyle(style)
        for heading in self._headings:
            heading.setVisible(not narrow)
        self._titles.setVisible(not narrow)
        side = 8 if narrow else 12
        self._list.setContentsMargins(side, 14, side, 10)
        self.setFixedWidth(NARROW if narrow else self._theme_width)
        self._list.invalidate()
        self._list.activate()
