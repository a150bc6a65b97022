"""Packages that left and how far each has come."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from antq_desktop.domain.dates import show_moment
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import PAGE, Push, box, button, column, label, page_head
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.services.handover import handing_over

STATES = {
    "draft": "Nháp",
    "sealed": "Đã niêm phong, chưa giao",
    "handed_over": "Đã giao",
    "delivered": "Đã đến nơi nhận",
    "acknowledged": "Nơi nhận đã xác nhận",
    "returned": "Bị trả lại",
}
CONTENTS = {"numbers": "Số liệu tổng hợp", "register": "Sổ có tên", "exchange": "Trao đổi hai máy"}
HEADINGS = ("Số", "Nội dung", "Kỳ", "Niêm phong lúc", "Trạng thái", "Tệp", "Mã gói")


class OutboxPage(QWidget):
    """The list of packages."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("cls", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view = view
        self._paths: list[Path] = []
        self.table = PlainTable("Hộp thư đi", HEADINGS, right=(0,), stretch=5, yielding=(6, 1))
        self.table.opens(self._open)
        words = "Chép tệp ra USB hoặc gửi lên tỉnh. Gói chỉ đổi trạng thái khi có giấy xác nhận kiểm tra được."
        head = page_head("Hộp thư đi", words, button(view.icons, Push("Mở thư mục", self.open_folder, "folder-open")))
        self._holder = QStackedWidget()
        self._holder.addWidget(self.table)
        nothing = label("Chưa có gói nào. Vào “Xuất gói dữ liệu” để niêm phong gói đầu tiên.", "muted", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._holder.addWidget(nothing)
        whole = column(head, box(column(self._holder), "table", (1, 1, 1, 1)), spacing=14, margins=PAGE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the outbox again whenever the page is looked at."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the outbox."""
        lines = self._view.attempt(lambda: handing_over.outbox_lines(self._view.office)) or []
        self._holder.setCurrentIndex(0 if lines else 1)
        self._paths = [Path(line.path) for line in lines]
        self.table.show_rows(
            [
                (
                    str(line.sequence),
                    CONTENTS.get(line.content, line.content),
                    line.period,
                    show_moment(line.sealed_at),
                    STATES.get(line.state, line.state),
                    Path(line.path).name,
                    line.identity[:12],
                )
                for line in lines
            ]
        )

    def open_folder(self) -> None:
        """Open the folder of the chosen package, or of the newest one."""
        place = max(0, self.table.currentRow())
        if place < len(self._paths):
            self._open(place)

    def _open(self, place: int) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._paths[place].parent)))
