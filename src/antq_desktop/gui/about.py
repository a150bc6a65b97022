"""What the program is, what it stands on, and what whoever helps an officer has to know."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from antq_desktop import __version__
from antq_desktop.gui.forms.asking import PathField
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.printing.files_out import proposed
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.tasks import Task
from antq_desktop.gui.widgets.pieces import Push, button, column, label, picture, row, size_over
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.services import diagnosis, libraries
from antq_desktop.services.diagnosis import Fact

SIZE = (700, 500)
PURPOSE = (
    "Sổ phong trào Toàn dân bảo vệ an ninh Tổ quốc của xã: ghi cam kết của các hộ, theo dõi chỉ tiêu phấn đấu,"
    " in giấy, gửi số liệu đã niêm phong. Dùng không cần mạng; dữ liệu chỉ nằm trên máy này, đã mã hóa."
)
LICENCE = (
    "Giấy phép Apache 2.0: được dùng, sao chép, sửa đổi; không kèm bảo đảm."
    " Phông chữ Be Vietnam Pro và Liberation Serif: SIL Open Font License 1.1. Biểu tượng Lucide: ISC."
)
NOT_A_SIGNATURE = "Niêm phong của chương trình là niêm phong kỹ thuật, không phải chữ ký số theo luật."
SENT_OUT = "Bản này để gửi người hỗ trợ: chỉ có phiên bản, dung lượng, số dòng và mã lỗi; không có tên người, tên hộ."


class AboutDialog(Dialog):
    """Three parts: about, libraries, diagnosis.

    Args:
        view: the office.
        parent: what it stands over.
    """

    def __init__(self, view: OfficeView, parent: QWidget):
        super().__init__(parent, view.tasks)
        self._view = view
        self._facts: list[Fact] = []
        self.setWindowTitle("Giới thiệu, chẩn đoán")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Giới thiệu, chẩn đoán")
        self.tabs.tabBar().setAccessibleName("Các phần giới thiệu")
        self.libraries = PlainTable("Các thư viện", ("Thư viện", "Phiên bản", "Giấy phép"), stretch=2)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Bản chẩn đoán")
        self.path = PathField(view.icons, "Lưu vào", "save", "Văn bản (*.txt)")
        self.path.show_path(proposed(view, ["Chẩn đoán ANTQ"], ".txt"))
        self.told = label("", "fine", wrap=True)
        self._add("Giới thiệu", self._about())
        self._add("Thư viện", column(self.libraries))
        self._add("Chẩn đoán", self._diagnosis())
        close = button(view.icons, Push("Đóng", self.accept, look="primary"))
        whole = column(self.tabs, row(None, close), spacing=10, margins=(18, 14, 18, 14))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        theme = view.icons.theme
        self.resize(size_over(parent, theme.pixels(SIZE[0]), theme.pixels(SIZE[1])))
        self.read()

    def _add(self, title: str, content: QVBoxLayout) -> None:
        page = QWidget()
        content.setContentsMargins(0, 10, 0, 0)
        page.setLayout(content)
        self.tabs.addTab(page, title)

    def _about(self) -> QVBoxLayout:
        sign = picture(self._view.icons, "shield-check", "accent", 40)
        names = column(label("ANTQ Desktop", "h1"), label(f"Phiên bản {__version__}", "muted"), spacing=0)
        head = row(sign, names, None, spacing=14)
        words = [label(text, wrap=True) for text in (PURPOSE, NOT_A_SIGNATURE)]
        return column(head, *words, label(LICENCE, "muted", wrap=True), None, spacing=12)

    def _diagnosis(self) -> QVBoxLayout:
        icons = self._view.icons
        copy = button(icons, Push("Sao chép", self.copy, "files"))
        save = button(icons, Push("Lưu tệp", self.save, "save"))
        for made in (copy, save):
            made.setAutoDefault(False)
        foot = row(self.path, save, copy, spacing=8)
        foot.setStretch(0, 1)
        foot.setAlignment(save, Qt.AlignmentFlag.AlignTop)
        foot.setAlignment(copy, Qt.AlignmentFlag.AlignTop)
        whole = column(label(SENT_OUT, "muted", wrap=True), self.text, foot, self.told, spacing=8)
        whole.setStretch(1, 1)
        return whole

    def read(self) -> None:
        """Gather on the thread of questions: counts of large registers take a moment."""
        office, around = self._view.office, self._surroundings()
        self.text.setPlainText("Đang đọc…")
        for work, done in (
            (lambda _progress: diagnosis.gather(office, around), self._show),
            (lambda _progress: libraries.used(), self._show_libraries),
        ):
            self._view.tasks.ask(Task("Chẩn đoán", work).then(done, self._view.fail))

    def _surroundings(self) -> dict[str, str]:
        """What only the window knows."""
        screen = self.screen()
        size = screen.size()
        looks = self._view.icons.theme
        return {
            "Qt": f"{qVersion()}, {QGuiApplication.platformName()}",
            "Màn hình": f"{size.width()}x{size.height()}, tỷ lệ {screen.devicePixelRatio():g}",
            "Hiển thị": f"{looks.name}, cỡ chữ {round(looks.scale * 100)}%",
        }

    def _show(self, facts: list[Fact]) -> None:
        self._facts = facts
        self.text.setPlainText(diagnosis.as_text(facts, self._view.office.clock()))

    def _show_libraries(self, known: Sequence[libraries.Library]) -> None:
        self.libraries.show_rows([(each.name, each.version, each.licence) for each in known])

    def copy(self) -> None:
        """Put the text on the clipboard; it holds nothing personal."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.told.setText("Đã sao chép; dán vào thư gửi người hỗ trợ.")

    def save(self) -> None:
        """Write the text to the file named."""
        self.told.clear()
        path: Path | None = self.path.ready()
        if path is None:
            self.path.setFocus()
            return
        moment = self._view.office.clock()
        wrote = self._view.attempt(partial(self._write, moment, path))
        if wrote:
            self.told.setText(f"Đã lưu: {path.name}")

    def _write(self, moment: datetime, path: Path) -> bool:
        diagnosis.save(self._facts, moment, path)
        return True
