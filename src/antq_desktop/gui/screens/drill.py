"""The households behind a number: those that signed and those that have not yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.gui.actions import make, tool
from antq_desktop.gui.known_households import KnownHouseholds
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import PAGE, box, column, label, row
from antq_desktop.services.indicators import Drill


class DrillPage(QWidget):
    """Two lists of households: chưa ký, đã ký."""

    left = Signal()

    def __init__(self, view: OfficeView, title: str, where: str, drill: Drill, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("cls", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._uids = (drill.missing, drill.numerator)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Chưa ký hay đã ký")
        self.tabs.addTab(f"Chưa ký ({show_count(len(drill.missing))})")
        self.tabs.addTab(f"Đã ký ({show_count(len(drill.numerator))})")
        self.tabs.currentChanged.connect(self._show)
        self.table = KnownHouseholds(view, "Các hộ của con số này")
        self.table.show_households(drill.missing)
        back = make(self, view.icons, "leave", self.left.emit)
        head = row(
            tool(back, bare=True),
            column(label(title, "h1", wrap=True), label(where, "muted"), spacing=2),
            spacing=12,
        )
        head.setStretch(1, 1)
        tools = row(self.tabs, None, tool(self.table.open_action))
        frame = box(column(self.table), "table", (1, 1, 1, 1))
        whole = column(head, tools, frame, spacing=10, margins=PAGE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _show(self, which: int) -> None:
        self.table.show_households(self._uids[which])
