"""The households behind a number: those that signed and those that have not yet."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTabBar, QTableView, QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.actions import make, tool
from antq_desktop.gui.fixed_list import FixedListModel
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
        self._view = view
        self._uids = (drill.missing, drill.numerator)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Chưa ký hay đã ký")
        self.tabs.addTab(f"Chưa ký ({show_count(len(drill.missing))})")
        self.tabs.addTab(f"Đã ký ({show_count(len(drill.numerator))})")
        self.tabs.currentChanged.connect(self._show)
        self.model = FixedListModel(view.office, REGISTERS["household"], drill.missing, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("Các hộ của con số này")
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(view.icons.theme.pixels(34))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.doubleClicked.connect(self._opened)
        back = make(self, view.icons, "leave", self.left.emit)
        enter = make(self.table, view.icons, "open", self._open_current)
        head = row(
            tool(back, bare=True),
            column(label(title, "h1", wrap=True), label(where, "muted"), spacing=2),
            spacing=12,
        )
        head.setStretch(1, 1)
        tools = row(self.tabs, None, tool(enter))
        frame = box(column(self.table), "table", (1, 1, 1, 1))
        whole = column(head, tools, frame, spacing=10, margins=PAGE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _show(self, which: int) -> None:
        self.model.show_uids(self._uids[which])

    def _open_current(self) -> None:
        self._opened(self.table.currentIndex())

    def _opened(self, index: QModelIndex) -> None:
        uid: UUID | None = self.model.uid(index.row()) if index.isValid() else None
        if uid is not None:
            self._view.open("household", uid)
