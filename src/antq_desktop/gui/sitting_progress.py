"""How far the area at hand is, beside the papers that are being entered."""

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.percent import show_count, show_percent
from antq_desktop.gui.bar import Bar
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import clear, column, label, line
from antq_desktop.services import pledging
from antq_desktop.services.pledging import Progress, Sitting


class SittingProgress(QWidget):
    """Households that have pledged out of those of the area, or of the whole commune."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self._view = view
        self._body = column(spacing=6)
        self.setLayout(self._body)
        self._wanted: Sitting | None = None
        self.progress: Progress | None = None

    def count(self, sitting: Sitting | None) -> None:
        """Count again on the worker; while it counts, the last wish waits."""
        waiting = self._wanted is not None
        self._wanted = sitting
        if sitting is None or waiting:
            return
        self._start(sitting)

    def _start(self, sitting: Sitting) -> None:
        office = self._view.office
        self._view.run("Đếm tiến độ", lambda _progress: pledging.progress(office, sitting), self._counted)

    def _counted(self, found: Progress) -> None:
        asked, self._wanted = self._wanted, None
        if asked is not None and asked != found.sitting:
            self.count(asked)
            return
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
