"""What the book of pledges says of one household, beside its form: a line a year, each opens its pledge."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import CARD, Push, button, clear, column, label, row
from antq_desktop.services import pledges_of
from antq_desktop.services.pledges_of import PledgeLine

WATCHED = frozenset({"pledge", "pledge_campaign", "residence"})
LINE = 30
NOTHING = "Chưa có đợt ký nào."


class PledgesCard(QFrame):
    """The card "Cam kết"; nothing in it is typed.

    Args:
        view: the office.
        uid: the household.

    Signals:
        wanted: a pledge is to be opened.
    """

    wanted = Signal(object)

    def __init__(self, view: OfficeView, uid: UUID):
        super().__init__()
        self._view, self._uid = view, uid
        self._ways: dict[UUID, QPushButton] = {}
        self.setProperty("cls", "card")
        self._lines = column(spacing=4)
        self.setLayout(column(label("Cam kết", "h3"), self._lines, None, spacing=8, margins=CARD))
        view.changed.connect(self._changed)
        self._read()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.registers & WATCHED:
            self._read()

    def _read(self) -> None:
        clear(self._lines)
        self._ways = {}
        found = self._view.attempt(lambda: pledges_of.household(self._view.office, self._uid)) or []
        for line in found:
            words = label(line.words, "" if line.signed else "muted", wrap=True)
            words.setMinimumHeight(self._view.icons.theme.pixels(LINE))
            ways = [] if line.pledge is None else [self._way_to(line, line.pledge)]
            inside = row(words, *ways, spacing=8)
            inside.setStretch(0, 1)
            holder = QWidget()
            holder.setLayout(inside)
            self._lines.addWidget(holder)
        if not found:
            self._lines.addWidget(label(NOTHING, "muted", wrap=True))

    def _way_to(self, line: PledgeLine, pledge: UUID) -> QPushButton:
        """The button that opens the pledge of a line."""
        made = button(self._view.icons, Push("Mở", partial(self.wanted.emit, pledge), look="quiet"))
        made.setAccessibleName(f"Mở bản cam kết {line.words}")
        self._ways[pledge] = made
        return made

    def focus_on(self, pledge: UUID) -> None:
        """Put the focus where a pledge is opened from, if it is told of still."""
        if pledge in self._ways:
            self._ways[pledge].setFocus(Qt.FocusReason.OtherFocusReason)
