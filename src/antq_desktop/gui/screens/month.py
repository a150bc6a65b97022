"""A month's activities of all models and clubs on one page: a few keys a line, kept together."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from antq_desktop.domain.fields import Problem
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.entry.quick_find import QuickFind
from antq_desktop.gui.forms.draft_bar import DraftBar
from antq_desktop.gui.forms.form_drafts import FormDrafts
from antq_desktop.gui.groups.month_table import COLUMNS, FIELDS, NAME, MonthTable
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.watching import Watch
from antq_desktop.gui.widgets.actions import make, tool
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.columns_beside import ColumnsBeside
from antq_desktop.gui.widgets.keys import ENTER
from antq_desktop.gui.widgets.pieces import PAGE, Push, box, button, column, label, row, scrolled, set_look
from antq_desktop.gui.widgets.reflow import KeyHints, SideBySide
from antq_desktop.gui.widgets.search_box import SearchBox
from antq_desktop.services.groups.activities import Entered
from antq_desktop.services.groups.month_absent import Absent, absent
from antq_desktop.services.papers import month_sheet
from antq_desktop.services.papers.month_sheet import Looked, MonthLine, PaperBook, Written

KEYS = (
    ("gõ tên, Enter", "tới mô hình"),
    ("Enter", "ngày → dự → xong"),
    ("F8", "nơi chưa ghi"),
    ("Ctrl+D", "lấy như dòng trên"),
    ("Ctrl+S", "lưu cả trang"),
)
WORDS = "Mỗi dòng một mô hình hoặc câu lạc bộ. Nhiều ngày thì ghi cách nhau: 5 12 19."
MONTH_HOLDS = "Còn dòng chưa lưu của tháng này: lưu hoặc bỏ rồi mới {}."
WATCHED = frozenset({"activity", "model_point", "club", "group_status", "residential_area"})
Month = tuple[list[MonthLine], Mapping[UUID, Absent]]
DRAFT = "month_sheet"
LEAST_TABLE = 170
HEAD_FROM, FOOT_FROM = 700, 640


class MonthPage(QWidget):
    """The page "Hoạt động tháng"."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self.view = view
        self.months = ChoiceBox()
        self.months.setAccessibleName("Tháng")
        self.from_paper = QCheckBox("Ghi lại từ sổ giấy")
        self.paper = QLineEdit()
        self.paper.setMaxLength(120)
        self.paper.setPlaceholderText("Sổ giấy nào, trang nào")
        self.paper.setAccessibleName("Sổ giấy nào, trang nào")
        self.line = SearchBox(view.icons, "Gõ chữ đầu (tkan) hoặc tên không dấu, Enter để ghi ngày")
        self.table = MonthTable(view.icons.theme, view.office.catalogues)
        self.beside = ColumnsBeside(self.table, NAME)
        self._finder = QuickFind()
        self._wanted: UUID | None = None
        self._by_name = False
        self._asked = False
        self._summary = label("", "muted", wrap=True)
        self._told = label("", "muted", wrap=True)
        self._save = button(view.icons, Push("Lưu hoạt động", self.save, "check", "primary", "Ctrl+S"))
        self._drop = button(view.icons, Push("Bỏ dòng chưa lưu", self.drop_lines))
        self._shown_month = 0
        self._resumed: dict[str, Any] = {}
        self._resumed_in: date | None = None
        self._months: Latest[tuple[date, list[UUID]], Month] = Latest(
            view, "Đọc hoạt động trong tháng", self._find, self._show
        )
        self._draft_bar = DraftBar(view.icons)
        self.drafts = FormDrafts(view.office, DRAFT, None, self._typed_values, self)
        self._build()
        self._connect()
        self._show_months()
        self.read()
        self._draft_bar.offer(self.drafts)

    def _build(self) -> None:
        icons = self.view.icons
        make(self, icons, "save", self.save)
        before = tool(make(self, icons, "month_before", lambda: self._step_month(1)), bare=True)
        after = tool(make(self, icons, "month_after", lambda: self._step_month(-1)), bare=True)
        undo = tool(make(self, icons, "undo", self.view.undo), bare=True)
        acts = QWidget()
        acts.setLayout(row(None, before, self.months, after, undo))
        title = QWidget()
        title.setLayout(column(label("Hoạt động tháng", "h1"), self._summary, spacing=2))
        head = SideBySide(icons.theme, HEAD_FROM, (title, acts), (1, 0))
        frame = box(column(self.table), "table", (1, 1, 1, 1))
        frame.setMinimumHeight(icons.theme.pixels(LEAST_TABLE))
        paper, keep = QWidget(), QWidget()
        paper.setLayout(row(self.from_paper, self.paper, spacing=10))
        keep.setLayout(row(None, self._drop, self._save))
        foot = SideBySide(icons.theme, FOOT_FROM, (paper, keep), (3, 2))
        body = (head, self._draft_bar, self.line, self._told, frame, self.beside, foot, KeyHints(KEYS))
        page = QWidget()
        whole = column(*body, spacing=10, margins=PAGE)
        whole.setStretch(4, 1)
        page.setLayout(whole)
        self.setLayout(column(scrolled(page, "Hoạt động tháng")))

    def _connect(self) -> None:
        self.months.currentIndexChanged.connect(self._other_month)
        self.line.searched.connect(self._go_to)
        self.line.installEventFilter(self)
        self.table.line_done.connect(self._line_done)
        self.table.told.connect(self.view.tell)
        self.table.month.typed.connect(self._typed)
        self.from_paper.toggled.connect(self._paper_chosen)
        self.paper.textEdited.connect(self._typed)
        self._draft_bar.taken.connect(self._take_draft)
        self._draft_bar.dropped.connect(self._drop_draft)
        self.view.year_changed.connect(self._show_months)
        Watch(self, self.view, WATCHED, self.read)
        self.paper.setEnabled(False)

    def showEvent(self, event: object) -> None:
        """Begin with a name."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt's own event
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self, part: str) -> None:
        """Go to the line of one group, by the text of its uid."""
        self._wanted = UUID(part)
        self._go_wanted()

    @property
    def first(self) -> date:
        """First day of the month in view."""
        return date.fromisoformat(self.months.currentData())

    def _show_months(self, *_: object) -> None:
        """Offer the months of the year in view that have begun, the newest first; unsaved lines hold their month."""
        if self.table.month.written:
            return
        today = self.view.office.today()
        found = [date(self.view.year, month, 1) for month in range(12, 0, -1)]
        offered = [first for first in found if first <= today] or found[-1:]
        self.months.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.months.clear()
        for first in offered:
            self.months.addItem(f"Tháng {first:%m/%Y}", first.isoformat())
        self.months.blockSignals(False)  # noqa: FBT003
        self._shown_month = 0

    def _step_month(self, by: int) -> None:
        self.table.finish()
        self.months.setCurrentIndex(max(0, min(self.months.count() - 1, self.months.currentIndex() + by)))

    def _other_month(self, place: int) -> None:
        """Go to another month, unless lines of this one are not saved yet."""
        if not self.table.month.written:
            self._shown_month = place
            self.read()
        elif place != self._shown_month:
            self.months.setCurrentIndex(self._shown_month)
            self._tell(MONTH_HOLDS.format("sang tháng khác"), "problem")

    def drop_lines(self) -> None:
        """Take away what is written and not saved; the notice brings it back."""
        self.table.finish()
        dropped = self.table.month.written
        self.table.month.forget(dropped)
        self.drafts.done()
        self.view.told.emit(f"Đã bỏ {len(dropped)} dòng chưa lưu.", partial(self.table.month.bring_back, dropped))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, *_: object) -> None:
        """Read the groups of the month, on the worker thread."""
        self._asked = False
        self.table.month.show_wrong({})
        written = [each.line.uid for each in self.table.month.written]
        self._months.want((self.first, [*written, *(UUID(key.partition(".")[0]) for key in self._resumed)]))

    def _find(self, wish: tuple[date, list[UUID]]) -> Month:
        """The groups of a month, and why those that something is written for are not there any more."""
        office, (first, uids) = self.view.office, wish
        return month_sheet.lines(office, first), absent(office, first, month_sheet.last_of(first), uids)

    def _show(self, found: Month) -> None:
        lines, away = found
        self.table.show_lines(lines, away)
        self._write_resumed()
        self._finder = QuickFind([(line.name, line.where) for line in self.table.month.lines])
        lack = sum(line.due and not line.days for line in lines)
        done = sum(len(line.days) for line in lines)
        said = f"{show_count(len(lines))} mô hình, câu lạc bộ · {show_count(done)} ngày có hoạt động"
        lacks = f"{show_count(lack)} nơi chưa ghi tháng này"
        told = (said, lacks, month_sheet.unsaid(lines)) if lines else (WORDS,)
        self._summary.setText(" · ".join(filter(None, told)))
        self._show_state()
        self._go_wanted()

    def _go_wanted(self) -> None:
        places = [place for place, line in enumerate(self.table.month.lines) if line.uid == self._wanted]
        if places:
            self._wanted = None
            self.table.go(places[0])
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, *_: object) -> None:
        self._asked = False
        self.drafts.edited()
        self.table.month.show_wrong({})
        self._show_state()

    def _paper_chosen(self) -> None:
        self.paper.setEnabled(self.from_paper.isChecked())
        self._typed()

    def _show_state(self) -> None:
        written = self.table.month.written
        self._save.setEnabled(bool(written))
        self._drop.setVisible(bool(written))
        dated = sum(max(1, len(each.days.split())) for each in written)
        self._save.setText(f"Lưu {show_count(dated)} hoạt động" if written else "Lưu hoạt động")
        self._told.setVisible(bool(self.table.month.lines))
        away = [each for each in self.table.month.away if each.uid in {line.line.uid for line in written}]
        if away and not self._asked:
            reasons = " ".join(each.reason for each in away[:3])
            self._tell(f"{reasons} Dòng đã gõ còn ở cuối bảng: chép sang nơi khác hoặc xóa (Delete).", "problem")
        elif not written:
            self._tell(WORDS, "muted")
        elif not self._asked:
            self._tell(f"{show_count(len(written))} dòng chưa lưu vào sổ.", "caution")

    def _tell(self, words: str, look: str) -> None:
        self._told.setText(words)
        set_look(self._told, look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the line goes to the days of what was found, the arrows to the next of that name, F8 on."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.line:
            if event.key() == Qt.Key.Key_F8:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
                self.table.keyPressEvent(event)
                return True
            text, place = self.line.text().strip(), self.table.currentIndex().row()
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and text:
                self._go_to(text, place, 1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in ENTER and text:
                self._take(text, place)
                return True
        return super().eventFilter(watched, event)

    def _take(self, text: str, place: int) -> None:
        found = self._finder.find(text, place)
        if found is None:
            self._tell(f"Không thấy mô hình, câu lạc bộ nào khớp “{text}”: gõ lại hoặc xóa đi.", "problem")
            self.line.selectAll()
            return
        self.line.start_again()
        self._show_state()
        self._by_name = True
        self.table.go(found)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, text: str, now: int = -1, step: int = 0) -> None:
        found = self._finder.find(text, now, step)
        if found is not None:
            self._show_state()
            self.table.go(found)

    def _line_done(self) -> None:
        """Who came by a name goes on with a name, who came by the arrows with the next line."""
        if self._by_name:
            self._by_name = False
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _book(self) -> PaperBook | None:
        return PaperBook(self.paper.text()) if self.from_paper.isChecked() else None

    def save(self) -> None:
        """Keep every line, or show what must be mended or looked at first."""
        self.table.finish()
        written = self.table.month.written
        if not written:
            return
        office, first, book, asked = self.view.office, self.first, self._book, self._asked

        def work(_progress: Progress) -> tuple[Looked, Entered | None]:
            looked = month_sheet.look(office, first, written, book)
            may = not looked.refused and (asked or not looked.told)
            return looked, month_sheet.keep(office, looked) if may else None

        self._save.setEnabled(False)
        self.view.run("Lưu hoạt động", work, lambda found: self._saved(written, *found), self._failed)

    def _failed(self, error: BaseException) -> None:
        self._show_state()
        self.view.fail(error)

    def _saved(self, written: list[Written], looked: Looked, entered: Entered | None) -> None:
        if entered is None:
            self._show_told(written, looked)
            return
        self.table.month.forget(written)
        if not self.table.month.written:
            self.drafts.done()
        self.view.announce(entered.changes, f"{entered.changes.title}: đã lưu.")

    def _show_told(self, written: list[Written], looked: Looked) -> None:
        """Mark the cells, say what is wrong, and ask where it may be right all the same."""
        shown = [(written[place].line, problem) for place, problem in looked.told]
        hard = [(line, problem) for line, problem in shown if not problem.warning]
        wrong = hard or shown
        self.table.month.show_wrong({(line.uid, _column(problem)): problem.message for line, problem in wrong})
        self._show_state()
        words = " ".join(dict.fromkeys(problem.message for _, problem in wrong[:3]))
        more = f" Và {len(wrong) - 3} điều nữa, xem các ô tô đỏ." if len(wrong) > 3 else ""
        if hard:
            self._tell(f"Chưa lưu dòng nào. {words}{more}", "problem")
        else:
            self._asked = True
            self._save.setText("Vẫn lưu")
            self._tell(f"{words}{more} Đúng thì Ctrl+S lần nữa.", "caution")
        line, problem = wrong[0]
        place = next((n for n, each in enumerate(self.table.month.lines) if each.uid == line.uid), 0)
        self.table.go(place, _column(problem))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed_values(self) -> dict[str, object]:
        """What a draft keeps: the month, the book, every cell that is written, or will be once the month is read."""
        first = self._resumed_in if self._resumed and self._resumed_in else self.first
        found: dict[str, object] = {**self._resumed, "month": first.isoformat(), "paper": self.paper.text()}
        found["from_paper"] = self.from_paper.isChecked()
        for each in self.table.month.written:
            found |= {f"{each.line.uid}.{name}": getattr(each, name) for name in FIELDS.values()}
        return found

    def keep_drafts(self) -> None:
        """Keep what is written and not saved."""
        self.table.finish()
        self.drafts.flush()

    def _take_draft(self) -> None:
        """Write the cells of the draft again once the groups of its month are there."""
        waits: dict[str, Any] = self.drafts.found or {}
        first = date.fromisoformat(str(waits["month"]))
        if self.table.month.written and first != self.first:
            self._tell(MONTH_HOLDS.format("khôi phục bản của tháng khác"), "problem")
            return
        found: dict[str, Any] = self.drafts.take()
        self._draft_bar.offer(self.drafts)
        del found["month"]
        self.view.set_year(first.year)
        self.paper.setText(str(found.pop("paper", "")))
        self.from_paper.setChecked(bool(found.pop("from_paper", False)))
        self.months.setCurrentIndex(self.months.findData(first.isoformat()))
        self._resumed, self._resumed_in = found, first
        self.read()

    def _write_resumed(self) -> None:
        """Write the cells of a draft into the groups of its month, which are there now."""
        if self.first != self._resumed_in:
            return
        found, self._resumed = self._resumed, {}
        places = {str(line.uid): number for number, line in enumerate(self.table.month.lines)}
        for key, text in found.items():
            uid, _, name = key.partition(".")
            columns = [number for number, known in FIELDS.items() if known == name]
            if uid in places and columns:
                self.table.month.write(places[uid], columns[0], str(text))

    def go_on(self, _draft: str) -> None:
        """Go on with the lines that were written at once, unless something else is written by now."""
        if self.drafts.may_go_on:
            self._take_draft()

    def _drop_draft(self) -> None:
        self.drafts.drop()
        self._draft_bar.offer(self.drafts)


def _column(problem: Problem) -> int:
    return COLUMNS.get(problem.field, COLUMNS["happened_on"])
