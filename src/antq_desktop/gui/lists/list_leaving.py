"""How lines of a list leave it: copied, printed, as a workbook; the whole list or what was chosen."""

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import Given, Question, ReasonDialog
from antq_desktop.gui.lists.copying import Copying
from antq_desktop.gui.lists.list_columns import ListColumns
from antq_desktop.gui.lists.record_table import RecordTableModel
from antq_desktop.gui.printing.files_out import file_name, proposed, tell_written
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.list_table import ListTable
from antq_desktop.services import leaving, meaning
from antq_desktop.services.lists import Chosen

MOST_SPANS = 500
SEEN_OR_ALL = "Chỉ các cột đang xem (bỏ dấu: mọi cột)"
SEEN_OR_USUAL = "Chỉ các cột đang xem (bỏ dấu: cột thường in)"


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a list.

    Attributes:
        title: of the question.
        verb: what is done with the lines.
        answer: words of the button that does it.
        journalled: what stands in the journal before the register.
        tick: says that only the columns in view leave, and which otherwise.
        file: ending and filter of the file that is written; empty for a paper, which is looked at first.
    """

    title: str
    verb: str
    answer: str
    journalled: str
    tick: str
    file: tuple[str, str] | None = None


EXCEL = Way("Xuất Excel", "ghi ra tệp Excel", "Ghi tệp", "Kết xuất Excel ", SEEN_OR_ALL, (".xlsx", "Excel (*.xlsx)"))
PAPER = Way("In danh sách", "đưa ra giấy", "Tạo và xem", "danh sách ", SEEN_OR_USUAL)


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
        self._copying = Copying(view, table, model.register)

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
        copies = import_module("antq_desktop.services.list_copies")
        wanted = copies.Wanted(self._register.key, self._model.query, chosen, self._columns.shown, headings)
        self._copying.copy(chosen.count, partial(copies.copy_lines, self._view.office, wanted))

    def export(self) -> None:
        """Ask where and why, then write the list or the chosen lines to a workbook."""
        self._ask(EXCEL, self._all_keys)

    def print_out(self) -> None:
        """Ask why, then show the list or the chosen lines as the paper they will be; no file is written for that."""
        usual = tuple(key for key in self._all_keys if key in self._columns.usual)
        self._ask(PAPER, usual)

    @property
    def _all_keys(self) -> tuple[str, ...]:
        """Every field that can leave, in the register's order."""
        return tuple(spec.key for spec in leaving.shown_fields(self._register))

    def _ask(self, way: Way, otherwise: tuple[str, ...]) -> None:
        """Ask about a way out.

        Args:
            way: which one.
            otherwise: columns that leave if those in view are not wanted.
        """
        office, count = self._view.office, self._table.chosen_count
        some = 1 < count < self._model.count
        chosen = self.chosen() if some else None
        if some and chosen is None:
            return
        names = leaving.names_persons(self._register)
        residents = "chỉ hộ đang cư trú" if leaving.open_flag(self._register) is not None else ""
        by = "; ".join(part for part in ("theo ô tìm và bộ lọc", residents) if part)
        words = f"Danh sách đang hiện ({by}) được {way.verb}."
        choices: tuple[str, ...] = ()
        if chosen is not None:
            words = f"{way.verb[:1].upper()}{way.verb[1:]}:"
            choices = (
                f"{show_count(chosen.count)} dòng đã chọn",
                f"Cả danh sách đang hiện ({residents})" if residents else "Cả danh sách đang hiện",
            )
        if names:
            told = " Danh sách có tên người: việc này được ghi vào nhật ký cùng lý do và số dòng."
            words = f"{told.strip()} {words}" if choices else words + told
        seen = tuple(spec.key for spec in self._columns.shown if not spec.never_leaves)
        kept = [spec.label for spec in self._columns.shown if spec.never_leaves]
        words = f"Không ghi cột {', '.join(kept)}. {words}" if kept else words
        tick = way.tick if seen != otherwise else ""
        known = leaving.reasons(office, f"{way.journalled}{self._register.title}")
        question = Question(
            way.title,
            words,
            way.answer,
            "Lý do" if names else "",
            password=names and (way.file is not None or leaving.asks_password(office)),
            choices=choices,
            known_reason=known.last,
            offered=known.offered,
            tick=tick,
        )
        if way.file is None and not (names or choices or tick):
            self._show(None, seen, Given("", None))
        elif way.file is None:
            go = partial(self._show, chosen, seen)
            ReasonDialog(question, go, self._view.icons, self._table).open()
        else:
            ending, pattern = way.file
            file = ("Ghi vào tệp", "save", pattern, proposed(self._view, self._called(), ending))
            write = partial(self._write, chosen, seen)
            ReasonDialog(question, write, self._view.icons, self._table, file, partial(leaving.synced, office)).open()

    def _called(self) -> list[str]:
        """What the list is, and what narrows it; nothing that names a person."""
        title, office, found = self._register.title, self._view.office, []
        for key, wanted in self._model.query.equal.items():
            other = self._register.fields[key].links_to
            if len(wanted) == 1 and other is not None and not leaving.names_persons(REGISTERS[other]):
                found.append(meaning.show(office, self._register.fields[key], wanted[0]))
        return [title if title.startswith("Sổ") else f"Danh sách {title[:1].lower()}{title[1:]}", *found]

    def _part(self, chosen: Chosen | None, seen: tuple[str, ...], given: Given) -> leaving.Part:
        return leaving.Part(chosen if given.choice == 0 else None, seen if given.ticked else None)

    def _write(self, chosen: Chosen | None, seen: tuple[str, ...], given: Given) -> None:
        """Write the workbook on the worker, which reads the libraries of workbooks from the disk only now."""
        path, grounds = given.path, leaving.Grounds(given.reason, given.password)
        if path is None:
            return
        office, modules, part = self._view.office, self._view.modules, self._part(chosen, seen, given)
        query, key = self._model.query, self._register.key

        def work(progress: Progress) -> int:
            writer = modules.read("antq_desktop.services.list_sheets").export_list
            count: int = writer(office, key, path, query, grounds=grounds, progress=progress, part=part)
            return count

        self._view.run(EXCEL.title, work, partial(self._written, path), given.refused(self._view.fail))

    def _written(self, path: Path, count: int) -> None:
        tell_written(self._view, f"Đã ghi {show_count(count)} dòng vào {path.name}.", path)

    def _show(self, chosen: Chosen | None, seen: tuple[str, ...], given: Given) -> None:
        """Make the paper on the worker, which reads the libraries of papers from the disk only now."""
        office, modules, part = self._view.office, self._view.modules, self._part(chosen, seen, given)
        query, key, grounds = self._model.query, self._register.key, leaving.Grounds(given.reason, given.password)
        called = file_name(office, self._called(), "")

        def work(progress: Progress) -> object:
            make = modules.read("antq_desktop.services.papers.list_papers").proof_of_list
            proof: object = make(office, key, query, grounds=grounds, progress=progress, part=part)
            return proof

        self._view.run(PAPER.title, work, partial(self._made, called), given.refused(self._view.fail))

    def _made(self, called: str, proof: object) -> None:
        self._view.bring("antq_desktop.gui.printing.print_preview", partial(self._preview, called, proof))

    def _preview(self, called: str, proof: object, brought: object) -> None:
        """Show the paper as it will be printed, unless its list is not in sight any more."""
        if self._table.isVisible():
            brought.PrintPreview(self._view, proof, self._table, called).open()  # type: ignore[attr-defined] # of that module
