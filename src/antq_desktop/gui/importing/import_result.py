"""What an import wrote and what it left: taking it back, the rows left as a workbook, what comes next."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from antq_desktop.domain.percent import show_count
from antq_desktop.gui.forms.asking import PathField
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import Push, box, button, column, label, named, row
from antq_desktop.services import leaving, undo
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_plan import ImportPlan, ImportResult, Outcome
from antq_desktop.services.imports.import_registry import kind_of

LOOK = "Xem danh sách {}"
TAKEN_BACK = "Đã hoàn tác lần nhập này: sổ trở lại như trước khi ghi {} dòng."
HINT = "Sửa ngay trong tệp đó (cột “Lý do”, “Quyết định”) rồi nhập lại."


class ImportDone(QWidget):
    """The last step.

    Args:
        view: the office.
    """

    again = Signal()

    def __init__(self, view: OfficeView):
        super().__init__()
        self._view = view
        self._result: ImportResult | None = None
        self.words = label("", "h3", wrap=True)
        cautious = partial(leaving.synced, view.office)
        caption = "Ghi các dòng chưa nhập vào tệp"
        self.path = PathField(view.icons, caption, "save", "Excel (*.xlsx)", cautious=cautious)
        self.left = QWidget()
        write = button(view.icons, Push("Ghi tệp", self.write_left, "file-spreadsheet"))
        self.left.setLayout(column(named(caption, self.path, hint=HINT), row(write, None), spacing=8))
        self.undo = button(view.icons, Push("Hoàn tác lần nhập này", self._undo_import, "undo-2"))
        again = button(view.icons, Push("Nhập tệp khác", self.again.emit, "refresh-cw"))
        self.look = button(view.icons, Push(LOOK.format(""), self._look, "list", "primary"))
        content = column(label("Kết quả", "h2"), self.words, self.left, spacing=12)
        self.setLayout(column(box(content), row(self.undo, None, again, self.look), None, spacing=12))
        view.changed.connect(lambda _changes: self._follow())

    def show_result(self, result: ImportResult, source: Path | None) -> None:
        """Tell what was written.

        Args:
            result: of the import.
            source: the file; what was left of it is to be written beside it.
        """
        self._result, plan = result, result.plan
        left = plan.count(Outcome.REJECTED) + plan.count(Outcome.DECISION)
        self.left.setVisible(left > 0)
        caption = LOOK.format(kind_of(plan.choices.register).words.noun)
        self.look.setText(caption)
        self.look.setAccessibleName(caption)
        self._follow()
        if source is not None:
            self.path.show_path(source.with_name(f"{source.stem}-chua-nhap.xlsx"))

    def _follow(self) -> None:
        """Say what is in the registers of it now: it may have been taken back, here or elsewhere, and brought back."""
        if self._result is None:
            return
        plan, operation = self._result.plan, self._result.changes.operation
        written = show_count(plan.count(Outcome.ACCEPTED) + plan.count(Outcome.UPDATED))
        undone = operation is not None and undo.is_undone(self._view.office, operation)
        if undone:
            self.words.setText(TAKEN_BACK.format(written))
        else:
            left = plan.count(Outcome.REJECTED) + plan.count(Outcome.DECISION)
            words = f"Đã ghi {written} dòng; {show_count(plan.count(Outcome.ALREADY))} dòng đã có từ trước."
            words += f" Còn {show_count(left)} dòng chưa nhập." if left else ""
            self.words.setText(words + skipped_of(plan))
        self.undo.setEnabled(operation is not None and not undone)

    def _look(self) -> None:
        """Go to the list of what was brought in; pledges are seen among the households."""
        if self._result is not None:
            register = self._result.plan.choices.register
            self._view.open("household" if register == "pledge" else register)

    def _undo_import(self) -> None:
        if self._result is not None:
            self._view.undo(self._result.changes.operation)

    def write_left(self) -> None:
        """Write the rows that were not taken into a workbook."""
        result, path = self._result, self.path.ready()
        if result is None or path is None:
            return
        plan = result.plan

        def done(count: int) -> None:
            self._view.tell(f"Đã ghi {show_count(count)} dòng vào {path.name}.")
            if self.isVisible():
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        self._view.run("Ghi các dòng chưa nhập", lambda _progress: importing.write_errors(plan, path), done)


def skipped_of(plan: ImportPlan) -> str:
    """That rows were left out as the officer chose, or nothing."""
    count = plan.count(Outcome.SKIPPED)
    return f" Bỏ qua {show_count(count)} dòng như đã chọn." if count else ""
