"""Words for a year whose round of pledges nobody opened, and the dialog that opens it."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import Push, box, button, label, picture, row
from antq_desktop.services.indicators import Figures

WORDS = "Chưa mở đợt ký năm {}: các số bên dưới chưa phải tiến độ của đợt nào."
OPEN = "Mở đợt ký năm {}"
ROUNDS = "antq_desktop.gui.screens.campaigns"


class NoRound(QWidget):
    """Hidden as long as the year in view has its round."""

    def __init__(self, view: OfficeView):
        super().__init__()
        self._view, self._year = view, view.year
        self._rounds: Any = None
        self.words = label("", "strong", wrap=True)
        self.go = button(view.icons, Push(OPEN.format(self._year), self._open, "calendar-check"))
        inside = row(picture(view.icons, "triangle-alert", "warn"), self.words, self.go, spacing=10)
        inside.setStretch(1, 1)
        self.setLayout(row(box(inside)))
        self.go.setVisible(view.office.may("edit"))  # only now: without a place it would be a window of its own
        self.hide()

    def show_figures(self, figures: Figures) -> None:
        """Look whether there is anything to tell."""
        self._year = figures.period.year
        self.words.setText(WORDS.format(self._year))
        self.go.setText(OPEN.format(self._year))
        self.go.setAccessibleName(OPEN.format(self._year))
        self.setVisible(not figures.round_open)

    def _open(self) -> None:
        """Ask here, over the page that tells it, for the days of the round."""
        self._view.bring(ROUNDS, partial(self._ask, self._year))

    def _ask(self, year: int, brought: Any) -> None:
        if self._rounds is None:
            self._rounds = brought.RoundLists(self._view, self.parentWidget() or self)
        self._rounds.ask_year(year)
