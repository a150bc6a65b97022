"""How lines of a list leave it: copied, printed, as a workbook; the whole list or what was chosen."""

from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.asking import Given, Question, ReasonDialog
from antq_desktop.gui.files_out import proposed, tell_written
from antq_desktop.gui.list_columns import ListColumns
from antq_desktop.gui.list_table import ListTable
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.record_table import RecordTableModel
from antq_desktop.services import leaving, meaning
from antq_desktop.services.lists import Chosen

MOST_SPANS = 500
AT_ONCE = 400
COPY_WAITS = "Đang có việc dài chạy; các dòng này được sao chép ngay khi việc đó xong."
NOT_COPIED = "Chưa sao chép vì cửa sổ đã khóa; còn cần thì sao chép lại."
WINDOWS = 'application/x-qt-windows-mime;value="{}"'
UNWATCHED = (
    (WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"), bytes(4)),
    (WINDOWS.format("CanIncludeInClipboardHistory"), bytes(4)),
    (WINDOWS.format("CanUploadToCloudClipboard"), bytes(4)),
    ("x-kde-passwordManagerHint", b"secret"),
)
"""Formats by which the clipboard asks to stay out of histories and clouds.

Source: Microsoft Learn, "Clipboard Formats", cloud clipboard and clipboard history formats; KDE's Klipper.
"""


def private_text(text: str) -> QMimeData:
    """A text for the clipboard that asks to be kept nowhere else."""
    data = QMimeData()
    data.setText(text)
    for name, said in UNWATCHED:
        data.setData(name, said)
    return data


class ListLeaving(QObject):
    """What leaves one list.

    Args:
        view: the office.
        table: shows the model.
        model: of the list.
        columns: which of its columns are shown.
    """

    def __init__(self, view: OfficeView, table: ListTable, model: RecordTableModel, columns: ListColumns):
        super().__init__(table)
        self._view = view
        self._table = table
        self._model = model
        self._columns = columns
        self._register = model.register
        self._reason = ""

    def chosen(self) -> Chosen | None:
        """The chosen lines as services take them; None if there are none or too many groups of them."""
        spans = self._table.spans()
        if len(spans) > MOST_SPANS:
            self._view.tell(f"Chọn tối đa {MOST_SPANS} nhóm dòng rời nhau một lần.")
            return None
        ends = []
        for first, length in spans:
            one, other = self._model.uid(first), self._model.uid(first + length - 1)
            if one is None or other is None:
                return None
            ends.append((one, other))
        return Chosen(spans, tuple(ends), self._model.count) if spans else None

    def copy(self, *, headings: bool = False) -> None:
        """Copy the chosen lines; a list of names asks why, and Enter takes the reason given last."""
        chosen = self.chosen()
        if chosen is None:
            return
        if chosen.count == 1 or not leaving.names_persons(self._register):
            self._copy(chosen, Given("", None), headings=headings)
            return
        words = f"Sao chép {show_count(chosen.count)} dòng có tên người."
        words += " Việc này được ghi vào nhật ký cùng lý do và số dòng."
        question = Question("Sao chép", words, "Sao chép", known_reason=self._reason)

        def go(given: Given) -> None:
            self._copy(chosen, given, headings=headings)

        ReasonDialog(question, go, self._view.icons, self._table).open()

    def _copy(self, chosen: Chosen, given: Given, *, headings: bool) -> None:
        office, reason = self._view.office, given.reason
        copies = import_module("antq_desktop.services.list_copies")
        wanted = copies.Wanted(self._register.key, self._model.query, chosen, self._columns.shown, headings)
        if chosen.count > AT_ONCE:
            self._view.run("Sao chép", partial(copies.copy_lines, office, wanted, reason), partial(self._put, reason))
        else:
            work = partial(copies.copy_lines, office, wanted, reason)
            self._view.write("Sao chép", work, partial(self._put, reason), waits=COPY_WAITS)

    def _put(self, reason: str, copied: object) -> None:
        """Hand the text to the clipboard and say what is on it; the clipboard of a locked window may be anybody's."""
        if self._view.tasks.covered:
            self._view.tell(NOT_COPIED)
            return
        QGuiApplication.clipboard().setMimeData(private_text(copied.text))  # type: ignore[attr-defined] # Copied
        count, left_out = copied.count, copied.left_out  # type: ignore[attr-defined]
        kept = f" Không sao chép cột {', '.join(left_out)}." if left_out else ""
        self._view.tell(f"Đã sao chép {show_count(count)} dòng; dán được vào Excel, Word.{kept}")
        self._reason = reason or self._reason

    def export(self) -> None:
        """Ask where and why, then write the list or the chosen lines to a workbook."""
        self._ask("Xuất Excel", "tệp Excel", ".xlsx", "Excel (*.xlsx)")

    def print_out(self) -> None:
        """Ask where and why, then write the list or the chosen lines to a PDF file."""
        self._ask("In danh sách", "tệp PDF để in", ".pdf", "PDF (*.pdf)")

    def _ask(self, title: str, what: str, ending: str, pattern: str) -> None:
        office, count = self._view.office, self._table.chosen_count
        some = 1 < count < self._model.count
        chosen = self.chosen() if some else None
        if some and chosen is None:
            return
        names = leaving.names_persons(self._register)
        residents = " (chỉ hộ đang cư trú)" if leaving.open_flag(self._register) is not None else ""
        words = f"Danh sách đang hiện (theo ô tìm và bộ lọc){residents} được ghi ra {what}."
        choices: tuple[str, ...] = ()
        if chosen is not None:
            words = f"Ghi ra {what}:"
            choices = (
                f"{show_count(chosen.count)} dòng đã chọn",
                f"Cả danh sách đang hiện{residents}",
            )
        if names:
            told = " Danh sách có tên người: việc này được ghi vào nhật ký cùng lý do và số dòng."
            words = f"{told.strip()} {words}" if choices else words + told
        question = Question(title, words, "Ghi tệp", "Lý do" if names else "", password=names, choices=choices)
        file = ("Ghi vào tệp", "save", pattern, proposed(self._view, self._called(), ending))
        go = partial(self._write, title, chosen)
        ReasonDialog(question, go, self._view.icons, self._table, file, partial(leaving.synced, office)).open()

    def _called(self) -> list[str]:
        """What the list is, and what narrows it; nothing that names a person."""
        title, office, found = self._register.title, self._view.office, []
        for key, wanted in self._model.query.equal.items():
            other = self._register.fields[key].links_to
            if len(wanted) == 1 and other is not None and not leaving.names_persons(REGISTERS[other]):
                found.append(meaning.show(office, self._register.fields[key], wanted[0]))
        return [title if title.startswith("Sổ") else f"Danh sách {title[:1].lower()}{title[1:]}", *found]

    def _write(self, title: str, chosen: Chosen | None, given: Given) -> None:
        path, grounds = given.path, leaving.Grounds(given.reason, given.password)
        if path is None:
            return
        office, query, key = self._view.office, self._model.query, self._register.key
        part = chosen if given.choice == 0 else None
        name = "list_papers:print_list" if path.suffix.lower() == ".pdf" else "list_sheets:export_list"

        def work(progress: Progress) -> int:
            """On the worker: the libraries of paper and workbooks are read from the disk only now."""
            module, function = name.split(":")
            writer = getattr(import_module(f"antq_desktop.services.{module}"), function)
            count: int = writer(office, key, path, query, grounds=grounds, progress=progress, chosen=part)
            return count

        self._view.run(title, work, partial(self._written, path), given.refused(self._view.fail))

    def _written(self, path: Path, count: int) -> None:
        tell_written(self._view, f"Đã ghi {show_count(count)} dòng vào {path.name}.", path)
        if path.suffix.lower() == ".pdf":
            self._view.bring("antq_desktop.gui.print_preview", partial(self._preview, path))

    def _preview(self, path: Path, brought: object) -> None:
        """Show the paper as it will be printed, unless its list is not in sight any more."""
        if self._table.isVisible():
            brought.PrintPreview(self._view, path, self._table).open()  # type: ignore[attr-defined] # of that module
