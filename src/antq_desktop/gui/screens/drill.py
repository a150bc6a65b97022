"""The households behind a number: those that signed and those that have not yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.gui.lists.known_households import KnownHouseholds
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import make, tool
from antq_desktop.gui.widgets.pieces import PAGE, box, column, label, row
from antq_desktop.services.indicators import Drill

PRINT = "In danh sách này…"


class DrillPage(QWidget):
    """Two lists of households: chưa ký, đã ký; they are found while the page is shown already.

    Args:
        view: the office.
        title: of the number.
        where: area or unit, and period, in words.

    Attributes:
        drill: what was found.
    """

    left = Signal()
    print_wanted = Signal()

    def __init__(self, view: OfficeView, title: str, where: str):
        super().__init__()
        self.setProperty("cls", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.drill: Drill | None = None
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Chưa ký hay đã ký")
        self.tabs.addTab("Chưa ký")
        self.tabs.addTab("Đã ký")
        self.tabs.currentChanged.connect(self._show)
        self.table = KnownHouseholds(view, "Các hộ của con số này")
        self.table.await_households()
        back = make(self, view.icons, "leave", self.left.emit)
        head = row(
            tool(back, bare=True),
            column(label(title, "h1", wrap=True), label(where, "muted"), spacing=2),
            spacing=12,
        )
        head.setStretch(1, 1)
        self.print_action = make(self, view.icons, "print_unsigned", self.print_wanted.emit, PRINT)
        self.print_action.setEnabled(False)
        tools = row(self.tabs, None, tool(self.table.open_action), tool(self.print_action))
        frame = box(column(self.table), "table", (1, 1, 1, 1))
        whole = column(head, tools, frame, spacing=10, margins=PAGE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def show_drill(self, drill: Drill) -> None:
        """Show the households that were found."""
        self.drill = drill
        self.tabs.setTabText(0, f"Chưa ký ({show_count(len(drill.missing))})")
        self.tabs.setTabText(1, f"Đã ký ({show_count(len(drill.numerator))})")
        self._show()

    def _show(self, *_: object) -> None:
        if self.drill is not None:
            self.print_action.setEnabled(self.tabs.currentIndex() == 0 and bool(self.drill.missing))
            self.table.show_households((self.drill.missing, self.drill.numerator)[self.tabs.currentIndex()])
