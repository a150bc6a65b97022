"""How many points show signs of life: a figure for orientation on the first page, and the way to those that do not."""

from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.watching import Watch
from antq_desktop.gui.widgets.pieces import CARD, Push, button, column, label, row
from antq_desktop.services.groups import group_board
from antq_desktop.services.groups.group_board import IDLE_DAYS, Signs, silent_words
from antq_desktop.services.office import Office

WATCHED = frozenset({"model_point", "club", "group_status", "activity"})
TITLE = f"Mô hình có minh chứng trong {IDLE_DAYS} ngày qua"
ALL_ACTIVE = f"Nơi nào đang hoạt động cũng có hoạt động trong {IDLE_DAYS} ngày qua."
ALL_REST = "Mô hình, câu lạc bộ nào cũng đang tạm ngừng."


class LivelyCard(QFrame):
    """Shown only where there are models or clubs.

    Args:
        view: the office.
        page: on which it is; with it the card comes back into sight and counts again.
    """

    def __init__(self, view: OfficeView, page: QWidget):
        super().__init__(page)
        self._view = view
        self._signs: Latest[Office, Signs] = Latest(
            view, "Đọc hoạt động của các mô hình", group_board.signs, self._show
        )
        self.setProperty("cls", "card")
        self._figure = label("", "h1")
        self._words = label("", "small", wrap=True)
        go = button(view.icons, Push("Theo dõi mô hình", partial(view.open, "group_board"), look="quiet"))
        self._idle = button(view.icons, Push("Xem các nơi đó", self._open_idle, look="quiet"))
        inside = row(
            column(label(TITLE, "strong", wrap=True), self._words, spacing=2),
            self._figure,
            label("tham khảo", "pill"),
            self._idle,
            go,
            spacing=14,
            margins=CARD,
        )
        inside.setStretch(0, 1)
        self.setLayout(inside)
        self.hide()
        Watch(page, view, WATCHED, self.refresh)
        self.refresh()

    def _open_idle(self) -> None:
        """The figures are of today: so is the list they lead to."""
        self._view.set_year(self._view.office.today().year)
        self._view.open("group_board", "idle")

    def refresh(self) -> None:
        """Count again, off the window's thread."""
        self._signs.want(self._view.office)

    def _show(self, signs: Signs) -> None:
        lately, silent = signs.lately, signs.unheard + signs.stopped
        self._figure.setText(f"{show_count(lately.proven)}/{show_count(lately.points)}")
        self._figure.setAccessibleName(f"{TITLE}: {self._figure.text()}, số tham khảo")
        there = ALL_ACTIVE if signs.active else ALL_REST
        self._words.setText(f"{silent_words(signs.unheard, signs.stopped)}." if silent else there)
        self._idle.setVisible(silent > 0)
        self.setVisible(signs.groups > 0)
