"""A list that went out to Excel comes back: which file, what it would change, then all of it at once."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from antq_desktop.domain.errors import EditedElsewhere
from antq_desktop.domain.fields import Register
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.asking import Question, ReasonDialog
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import Push, banner, button, column, label, row
from antq_desktop.gui.plain_table import PlainTable
from antq_desktop.services import returning
from antq_desktop.services.returning import Returned, ReturnPlan

HEADINGS = ("Dòng", "Tên", "Ô", "Sổ đang ghi", "Tệp ghi", "Sẽ ra sao")
SHOWN_ROWS = 2000
KEPT = "Có {} ô đã được sửa trong sổ sau khi kết xuất danh sách: giữ như sổ. Ô nào theo tệp mới đúng thì sửa tay."


def ask(view: OfficeView, register: Register, parent: QWidget) -> None:
    """Ask for the file, look what it would change, and show that."""
    words = (
        f"Chọn danh sách “{register.title}” đã kết xuất từ chương trình này và sửa trong Excel."
        " Chương trình cho xem trước mọi thay đổi rồi mới ghi."
    )
    question = Question("Nhận lại từ Excel", words, "Xem trước", "")
    file = ("Danh sách đã sửa", "open", "Excel (*.xlsx)", view.office.paths.folder / f"{register.key}.xlsx")
    ReasonDialog(question, lambda given: _look(view, register, given.path, parent), view.icons, parent, file).open()


def _look(view: OfficeView, register: Register, path: Path | None, parent: QWidget) -> None:
    """Read the file on the worker."""
    if path is None:
        return
    office = view.office

    def work(progress: Progress) -> ReturnPlan:
        return returning.preview(office, register.key, path, progress)

    view.run("Đọc danh sách", work, lambda plan: ReturnDialog(view, plan, path, parent).open())


def cell_rows(plan: ReturnPlan) -> list[tuple[str, ...]]:
    """What differs, conflicts first, as the table shows it."""
    told = [(cell, "giữ như sổ") for cell in plan.conflicts]
    told += [(cell, "ghi vào sổ" if cell.uid else "thêm mới") for cell in plan.cells]
    return [(str(cell.row), cell.title, cell.label, cell.register, cell.file, what) for cell, what in told]


class ReturnDialog(QDialog):
    """What a list would change; nothing is written before its last button."""

    def __init__(self, view: OfficeView, plan: ReturnPlan, path: Path, parent: QWidget):
        super().__init__(parent)
        self._view = view
        self._plan = plan
        self._path = path
        self._page = parent
        self.setWindowTitle(f"Nhận lại {plan.register.title} từ Excel")
        self.resize(860, 460)
        self.summary = label(
            f"Thêm {show_count(plan.added)} dòng, cập nhật {show_count(plan.changed)},"
            f" không đổi {show_count(plan.same)}.",
            "h3",
            wrap=True,
        )
        self.table = PlainTable("Những ô khác với sổ", HEADINGS, right=(0,), stretch=4)
        self.table.show_rows(cell_rows(plan)[:SHOWN_ROWS])
        self.write = button(view.icons, Push("Ghi vào sổ", self.save, "check", "primary"))
        self.write.setEnabled(bool(plan.added or plan.changed))
        give_up = button(view.icons, Push("Thôi", self.reject))
        told = column(spacing=8)
        if plan.conflicts:
            told.addWidget(banner(view.icons, KEPT.format(show_count(len(plan.conflicts)))))
        whole = column(
            self.summary, told, self.table, row(None, give_up, self.write), spacing=12, margins=(22, 18, 22, 16)
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def save(self) -> None:
        """Write all of it, on the worker."""
        office, plan = self._view.office, self._plan
        self.accept()
        self._view.run("Ghi vào sổ", lambda _progress: returning.save(office, plan), self._done, self._failed)

    def _done(self, returned: Returned) -> None:
        self._view.announce(returned.changes, "Đã nhận lại danh sách.")

    def _failed(self, error: BaseException) -> None:
        """Look anew where the registers moved since; other errors are shown."""
        if not isinstance(error, EditedElsewhere):
            self._view.fail(error)
            return
        self._view.tell("Sổ đã thay đổi sau khi xem trước, chưa ghi gì. Đã xem trước lại: kiểm tra rồi ghi.")
        _look(self._view, self._plan.register, self._path, self._page)
