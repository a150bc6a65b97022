"""How far the area at hand is, beside the papers that are being entered."""

from functools import partial

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.percent import show_count, show_percent
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.watching import Watch
from antq_desktop.gui.widgets.bar import Bar
from antq_desktop.gui.widgets.pieces import clear, column, label, line
from antq_desktop.services import pledging
from antq_desktop.services.pledging import Progress, Sitting

COUNTED = frozenset({"household", "residence", "residential_area", "pledge", "pledge_campaign"})


class SittingProgress(QWidget):
    """Households that have pledged out of those of the area, or of the whole commune."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self._body = column(spacing=6)
        self.setLayout(self._body)
        self.progress: Progress | None = None
        self._counts = Latest(view, "Đếm tiến độ", partial(pledging.progress, view.office), self._counted)
        self._sitting: Sitting | None = None
        Watch(self, view, COUNTED, self._count)

    def count(self, sitting: Sitting | None) -> None:
        """Count for a sitting, on the worker; again with every change of the registers, as soon as it is looked at."""
        self._sitting = sitting
        self._count()

    def _count(self) -> None:
        if self._sitting is not None:
            self._counts.want(self._sitting)

    def _counted(self, found: Progress) -> None:
        self.progress = found
        clear(self._body)
        share = 100 * found.signed / found.households if found.households else 0.0
        percent = show_percent(found.signed, found.households) if found.households else "Chưa có hộ"
        words = f"{show_count(found.signed)}/{show_count(found.households)} hộ"
        reached = found.signed == found.households > 0
        for item in (
            line(),
            label(f"Tiến độ {found.where}", "h3", wrap=True),
            label(f"{percent} · {words}", "strong"),
            Bar(self._view.icons.theme, share, f"Tiến độ {found.where}: {percent}", reached=reached),
        ):
            self._body.addWidget(item)
