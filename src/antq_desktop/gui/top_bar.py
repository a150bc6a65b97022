"""The line at the top of the window: search, year, package of the period, last backup, the officer at work."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QMenu, QSizePolicy, QToolButton

from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.top_search import TopSearch
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import row
from antq_desktop.gui.widgets.tool_button import ToolButton
from antq_desktop.services import standing
from antq_desktop.services.standing import FINE, LATE, Standing

YEARS_BACK = 6
LEAST_SEARCH = 190
LONGEST_NAME = 170
SIDE = 24
SPACING = 8
ALL_WORDS, NO_SIGNS, NO_WORDS = range(3)


def years_shown(this_year: int) -> range:
    """Years that can be looked at, the newest first."""
    return range(this_year + 1, this_year - YEARS_BACK, -1)


class Sign(ToolButton):
    """A button that tells how one thing stands and goes to where it is done.

    Args:
        icons: for its picture.
        picture: shown while the thing is in order; a warning sign otherwise.
    """

    def __init__(self, icons: Icons, picture: str):
        super().__init__()
        self._icons = icons
        self._picture = picture
        self.setProperty("cls", "sign")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tell(self, stands: Standing) -> None:
        """Show how it stands."""
        self.setText(f" {stands.short}")
        self.setToolTip(stands.words)
        self.setAccessibleName(stands.words)
        fine = stands.level == FINE
        colour = "muted" if fine else "bad" if stands.level == LATE else "warn"
        self.setIcon(self._icons.icon(self._picture if fine else "triangle-alert", colour, 17))

    def shorten(self, *, short: bool) -> None:
        """Show the picture alone, or the words too."""
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if short else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.setToolButtonStyle(style)


class TopBar(QFrame):
    """The top line. In a narrow window words give way to pictures; tooltips keep them.

    Args:
        view: the office.
        search: the box for everything.
        acts: what the officer's menu offers; None draws a line.
    """

    def __init__(self, view: OfficeView, search: TopSearch, acts: Sequence[QAction | None]):
        super().__init__()
        self._view = view
        self.setProperty("cls", "top")
        self.search = search
        self.years = self._make_years()
        self.outbox = Sign(view.icons, "send")
        self.outbox.clicked.connect(partial(self._go, "outbox"))
        self.backup = Sign(view.icons, "database")
        self.backup.clicked.connect(partial(self._go, "settings", "Sao lưu"))
        self.officer = self._make_officer(acts)
        self._inside = row(
            search,
            None,
            self.years,
            self.outbox,
            self.backup,
            self.officer,
            spacing=SPACING,
            margins=(SIDE, 8, SIDE, 8),
        )
        self._inside.setStretch(0, 100)
        self.setLayout(self._inside)
        self.setMinimumWidth(1)
        view.year_changed.connect(self._show_year)
        view.changed.connect(self.refresh)
        view.tasks.rested.connect(self.refresh)
        self.refresh()

    def _make_years(self) -> QComboBox:
        made = ChoiceBox()
        made.setAccessibleName("Năm đang xem")
        for year in years_shown(self._view.office.today().year):
            made.addItem(f"Năm {year}", year)
        made.setCurrentIndex(made.findData(self._view.year))
        made.currentIndexChanged.connect(lambda _place: self._view.set_year(int(made.currentData())))
        return made

    def _make_officer(self, acts: Sequence[QAction | None]) -> Sign:
        made = Sign(self._view.icons, "user")
        name = self._view.office.officer.name
        made.tell(Standing(FINE, self._elided(name), f"Cán bộ đang làm việc: {name}"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        for act in acts:
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(act)
        made.setMenu(menu)
        return made

    def _elided(self, name: str) -> str:
        longest = self._view.icons.theme.pixels(LONGEST_NAME)
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, longest)

    def _go(self, page: str, part: str = "", *_: object) -> None:
        self._view.open(page, part or None)

    def _show_year(self, year: int) -> None:
        self.years.setCurrentIndex(self.years.findData(year))

    def refresh(self, *_: object) -> None:
        """Read again how package and backup stand."""
        for sign, read in ((self.outbox, standing.sending), (self.backup, standing.backing_up)):
            found = self._view.attempt(partial(read, self._view.office))
            if found is not None:
                sign.tell(found)
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words that do not fit."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        for level in (ALL_WORDS, NO_SIGNS, NO_WORDS):
            for sign in (self.outbox, self.backup):
                sign.shorten(short=level >= NO_SIGNS)
            self.officer.shorten(short=level >= NO_WORDS)
            signs = (self.years, self.outbox, self.backup, self.officer)
            needed = sum(made.sizeHint().width() + SPACING for made in signs) + 2 * SIDE
            if needed + self._view.icons.theme.pixels(LEAST_SEARCH) <= width:
                break
