"""What waits to be done, each a line that goes to where it is done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from antq_desktop.gui.page_wishes import GoingOn, HalfForm
from antq_desktop.gui.places import Resuming, may_open
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import CARD, Push, button, clear, column, label, row
from antq_desktop.services.due import LATE, OPEN, SOON, Due
from antq_desktop.services.half_typed import HalfTyped

PILLS = {LATE: ("pill_bad", "Quá hạn"), SOON: ("pill_warn", "Cần làm"), OPEN: ("pill", "Nên làm")}
PILL_WIDTH = 84
NOTHING = "Không có việc nào đang chờ."


class DueCard(QFrame):
    """The card "Việc cần làm"."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self.setProperty("cls", "card")
        self._lines = column(spacing=12)
        self.buttons: list[QPushButton] = []
        self.shown: tuple[Due, ...] = ()
        self.setLayout(column(label("Việc cần làm", "h2"), self._lines, None, spacing=12, margins=CARD))

    def show_due(self, found: Sequence[Due]) -> None:
        """Show what waits."""
        clear(self._lines)
        self.buttons, self.shown = [], tuple(found)
        for item in found:
            self._lines.addWidget(self._line(item))
        if not found:
            self._lines.addWidget(label(NOTHING, "muted", wrap=True))

    def _line(self, item: Due) -> QWidget:
        look, words = PILLS[item.level]
        wish = item.part or item.period if item.half is None else _wish(item.half)
        there = partial(self._view.open, item.page, wish)
        word = "Làm" if item.half is None else "Mở"
        go = button(self._view.icons, Push(word, there, look="quiet", tip=item.title))
        go.setAccessibleName(f"{word}: {item.title}")
        go.setVisible(may_open(self._view.office, item.page))
        self.buttons.append(go)
        text = column(label(item.title, "strong", wrap=True), label(item.detail, "small", wrap=True), spacing=1)
        holder = QWidget()
        level = label(item.when or words, look)
        level.setMinimumWidth(self._view.icons.theme.pixels(PILL_WIDTH))
        inside = row(level, text, go, spacing=10)
        inside.setStretch(1, 1)
        holder.setLayout(inside)
        return holder


def _wish(half: HalfTyped) -> object:
    """What its page is asked for, so that it is gone on with there at once."""
    if half.record is not None and half.act:
        return Resuming(half.record, half.act, half.part)
    return HalfForm(half.record, half.kept_at) if half.is_form else GoingOn(half.kept_at)
