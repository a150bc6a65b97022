"""A list that went out to Excel comes back: which file, what is wrong in it, what it would change, then all at once."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from antq_desktop.domain.errors import EditedElsewhere
from antq_desktop.domain.fields import Register
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.asking import Question, ReasonDialog
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.lists.bad_cells import BadCells
from antq_desktop.gui.printing.files_out import first_folder
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import Push, box, button, column, label, row, size_over
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.services.imports import returning
from antq_desktop.services.imports.return_plan import Returned, ReturnPlan

HEADINGS = ("Dòng", "Tên", "Ô", "Sổ đang ghi", "Tệp ghi", "Sẽ ra sao")
SHOWN_ROWS = 2000
SIZE = (900, 560)
READS = "Đọc danh sách"
TAKEN = "Đã nhận lại danh sách."
WRONG = "{} chỗ sai, chưa ghi gì. Gõ lại ngay ở cột “Tệp ghi”, hoặc chỉ lấy các dòng đúng."
LEFT = "Còn {} chỗ sai, các dòng đó chưa lấy: sửa trong tệp rồi nhận lại."
KEPT = "Có {} ô đã được sửa trong sổ sau khi kết xuất danh sách: giữ như sổ. Ô nào theo tệp mới đúng thì sửa tay."


def ask(view: OfficeView, register: Register, parent: QWidget) -> None:
    """Ask for the file, look what it would change, and show that."""
    words = (
        f"Chọn danh sách “{register.title}” đã kết xuất từ chương trình này và sửa trong Excel."
        " Chương trình cho xem trước mọi thay đổi rồi mới ghi."
    )
    question = Question("Nhận lại từ Excel", words, "Xem trước", "")
    file = ("Danh sách đã sửa", "open", "Excel (*.xlsx)", first_folder(view))
    ReasonDialog(question, lambda given: _look(view, register, given.path, parent), view.icons, parent, file).open()


def _look(view: OfficeView, register: Register, path: Path | None, parent: QWidget) -> None:
    """Read the file on the worker."""
    if path is None:
        return
    office = view.office

    def work(progress: Progress) -> ReturnPlan:
        return returning.preview(office, register.key, path, progress)

    view.run(READS, work, lambda plan: ReturnDialog(view, plan, path, parent).open())


def cell_rows(plan: ReturnPlan) -> list[tuple[str, ...]]:
    """What differs, conflicts first, as the table shows it."""
    told = [(cell, "giữ như sổ") for cell in plan.conflicts]
    told += [(cell, "ghi vào sổ" if cell.uid else "thêm mới") for cell in plan.cells]
    return [(str(cell.row), cell.title, cell.label, cell.register, cell.file, what) for cell, what in told]


class ReturnDialog(Dialog):
    """What a list would change, and the cells that keep it from it; nothing is written before its last buttons."""

    def __init__(self, view: OfficeView, plan: ReturnPlan, path: Path, parent: QWidget):
        super().__init__(parent, view.tasks)
        self._view = view
        self._plan = plan
        self._path = path
        self._page = parent
        self._corrected: dict[tuple[int, str], str] = {}
        self.setWindowTitle(f"Nhận lại {plan.register.title} từ Excel")
        self.resize(size_over(parent, *(view.icons.theme.pixels(side) for side in SIZE)))
        self.summary = label("", "h3", wrap=True)
        self.told = label("", "muted", wrap=True)
        self.kept = label("", "caution", wrap=True)
        self.wrong = label("", "problem", wrap=True)
        self.bad = BadCells()
        self.bad.corrected.connect(self._correct)
        self.bad.released.connect(self._show_pending, Qt.ConnectionType.QueuedConnection)
        self.table = PlainTable("Những ô khác với sổ", HEADINGS, right=(0,), stretch=4)
        self.table.say_when_empty("Tệp không khác gì với sổ: không có gì để ghi.")
        self.write = button(view.icons, Push("Ghi vào sổ", self.save, "check", "primary"))
        self.write_good = button(view.icons, Push("Chỉ lấy các dòng đúng", self.save_good, "check"))
        self.give_up = button(view.icons, Push("Thôi", self.reject))
        self.results = button(view.icons, Push("Lấy kết quả công thức", self.take_results, "check"))
        for made in (self.write, self.write_good, self.give_up, self.results):
            made.setAutoDefault(False)
        QShortcut(QKeySequence("Ctrl+S"), self, self.write.click)
        self._pending: ReturnPlan | None = None
        self._looks: Latest[dict[tuple[int, str], str], ReturnPlan] = Latest(
            view, READS, self._look_again, self._show, view.fail, long=True
        )
        self._bad_framed = box(column(self.bad), "table", (1, 1, 1, 1))
        self._framed = box(column(self.table), "table", (1, 1, 1, 1))
        whole = column(
            *(self.summary, self.told, self.kept, self.wrong, self._bad_framed, self._framed),
            row(self.results, None, self.give_up, self.write_good, self.write),
            spacing=10,
            margins=(22, 18, 22, 16),
        )
        whole.setStretch(4, 2)
        whole.setStretch(5, 3)
        self.setLayout(whole)
        self._show(plan)
        (self.bad if plan.bad else self.write if self.write.isEnabled() else self.give_up).setFocus()

    def _show(self, plan: ReturnPlan) -> None:
        """Show a plan; one that comes while a cell is typed in waits for that."""
        if self.bad.editing:
            self._pending = plan
            return
        self._plan, self._pending = plan, None
        some = bool(plan.added or plan.changed)
        counts = (f"Thêm {show_count(plan.added)} dòng", f"cập nhật {show_count(plan.changed)}")
        self.summary.setText(f"{', '.join(counts)}, không đổi {show_count(plan.same)}.")
        _say(self.told, plan.gone_words)
        _say(self.kept, KEPT.format(show_count(len(plan.conflicts))) if plan.conflicts else "")
        _say(self.wrong, WRONG.format(show_count(len(plan.bad))) if plan.bad else "")
        self._bad_framed.setVisible(bool(plan.bad))
        self.bad.show_cells(plan.bad)
        self.table.show_rows(cell_rows(plan)[:SHOWN_ROWS])
        self._framed.setVisible(bool(plan.cells or plan.conflicts or not plan.bad))
        self.write.setEnabled(some and not plan.bad)
        count = len(returning.results_of_formulas(plan))
        self.results.setVisible(bool(count))
        self.results.setText(f"Lấy kết quả {show_count(count)} ô công thức")
        self.write_good.setVisible(bool(plan.bad))
        self.write_good.setEnabled(some)

    def _show_pending(self) -> None:
        if self._pending is not None:
            self._show(self._pending)

    def _correct(self, row: int, field: str, text: str) -> None:
        """Look again with what was typed over a cell; nothing is written meanwhile."""
        self._correct_all({(row, field): text})

    def take_results(self) -> None:
        """Take what the formulas came to, as if it were typed; nothing is written yet."""
        self._correct_all(returning.results_of_formulas(self._plan))

    def _correct_all(self, texts: dict[tuple[int, str], str]) -> None:
        self._corrected |= texts
        self.write.setEnabled(False)
        self.write_good.setEnabled(False)
        self._looks.want(dict(self._corrected))

    def _look_again(self, corrected: dict[tuple[int, str], str]) -> ReturnPlan:
        return returning.preview(self._view.office, self._plan.register.key, self._path, corrected=corrected)

    def save(self) -> None:
        """Write all of it, on the worker."""
        self._write(good_only=False)

    def save_good(self) -> None:
        """Write the good rows; the others stay in view to be read off."""
        self._write(good_only=True)

    def _write(self, *, good_only: bool) -> None:
        office, plan = self._view.office, self._plan
        self.write.setEnabled(False)
        self.write_good.setEnabled(False)

        def work(_progress: Progress) -> Returned:
            return returning.save(office, plan, good_only=good_only)

        self._view.run("Ghi vào sổ", work, self._done, self._failed)

    def _done(self, returned: Returned) -> None:
        plan = returned.plan
        if not plan.bad:
            self.accept()
            self._view.announce(returned.changes, TAKEN)
            return
        self._view.announce(returned.changes, f"{TAKEN} {LEFT.format(show_count(len(plan.bad)))}")
        self.summary.setText(f"Đã ghi: {self.summary.text()[:1].lower()}{self.summary.text()[1:]}")
        _say(self.wrong, LEFT.format(show_count(len(plan.bad))))
        self.bad.only_to_read()
        for gone in (self.write, self.write_good, self.results, self._framed):
            gone.hide()
        self.give_up.setText("Đóng")
        self.give_up.setAccessibleName("Đóng")
        self.give_up.setFocus()

    def _failed(self, error: BaseException) -> None:
        """Look anew where the registers moved since; other errors are shown."""
        if isinstance(error, EditedElsewhere):
            self._view.tell("Sổ đã thay đổi sau khi xem trước, chưa ghi gì. Đã xem trước lại: kiểm tra rồi ghi.")
        else:
            self._view.fail(error)
        self._looks.want(dict(self._corrected))


def _say(words: QLabel, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))
