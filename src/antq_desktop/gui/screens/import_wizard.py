"""Bringing a list in from Excel: file, columns, what would become of every row, result."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QVBoxLayout, QWidget

from antq_desktop.domain.dates import NotADate
from antq_desktop.domain.errors import EditedElsewhere
from antq_desktop.gui.forms.asking import PathField
from antq_desktop.gui.importing.import_area import AreaMaker
from antq_desktop.gui.importing.import_columns import ImportColumns, show_cautions
from antq_desktop.gui.importing.import_draft import ANSWER_FIRST, ImportDraft, other_list
from antq_desktop.gui.importing.import_result import ImportDone
from antq_desktop.gui.importing.import_rows import AREA_KEY, ROW_KEYS, ImportRows, RowKey
from antq_desktop.gui.importing.import_sight import preview_page
from antq_desktop.gui.importing.import_skip import RowSkipper
from antq_desktop.gui.importing.import_terms import ImportTerms, choices, offer
from antq_desktop.gui.importing.import_words import ALL_ROWS, row_words, rows_to_show, summary_of, views_of
from antq_desktop.gui.printing.files_out import first_folder
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.kept_room import KeptRoom
from antq_desktop.gui.widgets.pieces import Push, button, column, in_turn, label, named, row, scrolled
from antq_desktop.gui.widgets.reflow import KeyHints
from antq_desktop.gui.widgets.steps import Wizard, step_page
from antq_desktop.services.imports import importing
from antq_desktop.services.imports.import_drafts import KeptImport, TypedOver
from antq_desktop.services.imports.import_kinds import ListKind
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan, ImportResult, Outcome

NAME = "Nhập từ Excel"
PREVIEW, ROWS_IN_SIGHT = 2, 4
FILE_CHANGED = "Tệp vừa được thay đổi nên đã đọc lại; những gì đã sửa theo tệp cũ không còn khớp và đã bỏ."
STEPS = ("Chọn tệp", "Cột của tệp", "Xem trước", "Kết quả")
PATTERN = "Bảng tính, văn bản (*.xlsx *.xls *.ods *.csv *.txt)"


class ImportPage(Wizard):
    """The wizard; nothing is written before the last button."""

    def __init__(self, view: OfficeView):
        words = "Xem trước từng dòng rồi mới ghi vào sổ. Cột lạ (như số CCCD) không được chép đi đâu."
        super().__init__(view.icons, NAME, words, STEPS)
        self._view = view
        self.plan: ImportPlan | None = None
        self.file = PathField(view.icons, "Tệp danh sách", "open", PATTERN)
        self.terms = ImportTerms(view)
        self.register, self.years, self.new_areas = self.terms.register, self.terms.years, self.terms.new_areas
        self.consent, self.workbook_password = self.terms.consent, self.terms.password
        self.no_header = QCheckBox("Tệp không có dòng tiêu đề: dòng đầu tiên đã là dữ liệu")
        self._fault = KeptRoom("problem", 0)
        self._columns = ImportColumns()
        self._source: Path | None = None
        self._sha256 = ""
        self._leaving = self._saves = False
        self._numbers = label("", "h3", wrap=True)
        self._notes: QVBoxLayout = column(spacing=6)
        self.kinds = choices(((None, ALL_ROWS),), "Chỉ xem")
        self.kinds.currentIndexChanged.connect(self._show_rows)
        self.typed = TypedOver()
        self.rows = ImportRows("Các dòng của tệp", row_words, self.kind)
        self._pending: ImportPlan | None = None
        self.setFocusProxy(self.file.line)
        self._why = label("", "muted", wrap=True)
        self.rows.moved.connect(lambda: self._why.setText(self.rows.why))
        self.rows.corrected.connect(self._correct)
        self.rows.released.connect(self._show_pending, Qt.ConnectionType.QueuedConnection)
        self._looks: Latest[ImportChoices, ImportPlan] = Latest(
            view, "Kiểm tra lại", self._look_again, self._show_plan, self._not_looked, long=True
        )
        self.done = ImportDone(view)
        self.done.again.connect(self.start_again)
        for page in (self._first(), self._second(), self._third(), scrolled(self.done, NAME)):
            self.add_step(page)
        self.setAcceptDrops(True)
        self._draft = ImportDraft(view, self._kept, self)
        self._draft.bar.taken.connect(self._take_draft)
        self._draft.restored.connect(self._restored)
        self._draft.refused.connect(lambda words: self._refuse(words, self.file))
        self._columns.changed.connect(self._draft.edited)
        self.add_strip(self._draft.bar)

    @property
    def columns(self) -> dict[int, QComboBox]:
        """What each column of the file is, by its number."""
        return self._columns.boxes

    @property
    def primary(self) -> QPushButton | None:
        """What goes on: a draft that waits is answered first."""
        return self._draft.bar.take if self._draft.waits else super().primary

    def _first(self) -> QWidget:
        content = column(
            label("Tệp cần nhập", "h2"),
            named(
                "Tệp danh sách", self.file, mandatory=True, hint="Kéo thả tệp vào đây cũng được. Tệp gốc giữ nguyên."
            ),
            self.no_header,
            self.terms,
            spacing=12,
        )
        following = button(self.icons, Push("Tiếp: đọc tệp", self.read, "chevron-right", "primary"))
        return step_page(NAME, content, self._fault, following)  # said where it is seen in a low window too

    def _second(self) -> QWidget:
        content = column(
            label("Mỗi cột là gì", "h2"),
            label("Chương trình đã đoán theo tiêu đề cột. Sửa lại nếu chưa đúng.", "muted", wrap=True),
            self._columns,
            spacing=10,
        )
        back = button(self.icons, Push("Quay lại", lambda: self.go(0), "chevron-left"))
        following = button(self.icons, Push("Tiếp: xem trước", self.reread, "chevron-right", "primary"))
        self._second_step = (back, following)
        return step_page(NAME, content, back, None, following)

    def _third(self) -> QWidget:
        head = row(self._numbers, label("Chỉ xem"), self.kinds, spacing=8)
        head.setStretch(0, 1)
        self.rows.setMinimumHeight(ROWS_IN_SIGHT * self.rows.verticalHeader().defaultSectionSize())
        self.area, self.skip = AreaMaker(self.icons, self.rows), RowSkipper(self.icons, self.rows)
        self.area.chosen.connect(self._choose_area)
        for part in (self.area, self.rows):
            part.told.connect(self._view.tell)
        self.skip.chosen.connect(self._skip)
        content = column(head, self._notes, self.rows, spacing=8)
        content.setStretch(2, 1)
        back = button(self.icons, Push("Quay lại", lambda: self.go(1), "chevron-left"))
        self._save = button(self.icons, Push("Ghi vào sổ", self.save, "check", "primary", tip="Ghi vào sổ (Ctrl+S)"))
        QShortcut(QKeySequence("Ctrl+S"), self._save, self._save.click)  # the rows take Enter
        keys = KeyHints((ROW_KEYS[0], ("Ctrl+S", "ghi vào sổ"), ROW_KEYS[1], AREA_KEY, *ROW_KEYS[2:]))
        foot = row(back, self.area.button, self.skip.button, keys, self._save, spacing=12)  # seen in a low window too
        foot.setStretch(3, 1)
        return preview_page(NAME, content, self.rows, self._why, foot)

    @property
    def kind(self) -> ListKind:
        """What the file lists."""
        return self.terms.kind

    def choices(self) -> ImportChoices | None:
        """What is chosen; None if the consent date cannot be read."""
        try:
            return self.terms.choices(header_row=0 if self.no_header.isChecked() else None)
        except NotADate as reason:
            self._refuse(str(reason), self.consent)
            return None

    def _refuse(self, words: str, field: QWidget) -> None:
        self._fault.setText(words)
        field.setFocus()

    def read(self) -> None:
        """Read the file on the worker thread, guess its columns."""
        if self._draft.waits:
            self._refuse(ANSWER_FIRST, self._draft.bar.take)
            return
        if self.file.path is None:
            self.file.begins_in = self.file.begins_in or first_folder(self._view)
            self.file.pick()
        path, choices = self.file.path, self.choices()
        if path is None or not path.is_file():
            self._refuse("Chọn một tệp có trên máy.", self.file)
            return
        if choices is None:
            return
        self._fault.clear()
        self.file.begins_in = path.parent
        self._preview(path, choices, self._show_columns)

    def _preview(self, path: Path, choices: ImportChoices, done: object) -> None:
        work = partial(importing.preview, self._view.office, path, choices)
        self._view.run("Đọc tệp", work, done)  # type: ignore[arg-type] # one of the two methods below

    def _show_columns(self, plan: ImportPlan) -> None:
        """Go on to the columns of a list that was read; of another one if that is meant."""
        if self._is_other(plan):
            self._ask_first(partial(self._take_columns, plan))
        else:
            self._take_columns(plan)

    def _is_other(self, plan: ImportPlan) -> bool:
        other_kind = self.plan is not None and self.plan.choices.register != plan.choices.register
        return plan.sha256 != self._sha256 or other_kind

    def _ask_first(self, act: Callable[[], object]) -> None:
        """Do what forgets the corrections of a list: at once if there are none, else only if that is meant."""
        plan, path = self.plan, self._source
        if not self.typed or plan is None or path is None:
            act()
            return

        def keep() -> None:
            self.file.show_path(path)
            self.terms.fill(plan.choices)

        self._view.asked.emit(other_list(path, self.typed.count, keep, act))

    def _take_columns(self, plan: ImportPlan) -> None:
        if self._is_other(plan):
            self._forget()  # what was typed belongs to the rows of one file
        self._source, self._sha256 = self.file.path, plan.sha256
        self.plan = plan
        self._columns.show_plan(plan, self.kind)
        in_turn(*self._columns.boxes.values(), *self._second_step)
        self.go(1)

    def go(self, step: int) -> None:
        """Show a step; what the page is for is said at the first, later ones need the room."""
        self.words.setVisible(step == 0)
        super().go(step)

    def reread(self) -> None:
        """Go on to the preview; read again if a column was changed, or something was typed over the rows before."""
        plan, path = self.plan, self._source
        if plan is None or path is None:
            return
        wanted = self._wanted(plan)
        if wanted == plan.choices:
            self._show_plan(plan)
        else:
            self._preview(path, wanted, self._show_plan)

    def _wanted(self, plan: ImportPlan) -> ImportChoices:
        """What is chosen and typed by now, over what a plan was made of."""
        mapping = plan.choices.mapping if self._columns.chosen == dict(plan.mapping) else self._columns.chosen
        return self.typed.over(replace(plan.choices, mapping=mapping))

    def _forget(self) -> None:
        """Forget what was typed over the rows, and the draft of it."""
        self.typed = TypedOver()
        self._draft.forget()

    def _kept(self) -> KeptImport:
        """What a draft keeps."""
        assert self.plan is not None  # noqa: S101 - nothing is typed before a file was read
        assert self._source is not None  # noqa: S101
        choices = self._wanted(self.plan)
        return KeptImport(self._source, self._sha256, choices, self.typed, looked=self.step == PREVIEW)

    def keep_drafts(self) -> None:
        """Keep what was typed; the list is not looked at again for what is in the open cell."""
        self._leaving = True
        self.rows.finish()
        self._leaving = False
        self._draft.flush()

    def _take_draft(self) -> None:
        """Fill in the first step as it was, and read the file again."""
        found = self._draft.found
        self.file.show_path(found.file)
        self.no_header.setChecked(found.choices.header_row == 0)
        self.terms.fill(found.choices)
        self._fault.clear()
        self._draft.resume(self.workbook_password.text() or None)

    def go_on(self, _draft: str) -> None:
        """Go on with the list that waits, unless another one is wanted by now."""
        self._draft.go_on(self.file.path)

    def _restored(self, kept: KeptImport, plan: ImportPlan) -> None:
        self._sha256, self.plan, self.typed = plan.sha256, None, kept.typed
        self._show_columns(plan)
        if kept.looked:
            self._show_plan(plan)

    def _show_plan(self, plan: ImportPlan) -> None:
        if self.step == PREVIEW and self.rows.editing:
            self._pending = plan  # shown when nobody types into the table any more
            return
        self._pending = None
        if self._source is None:
            return  # another list is wanted by now
        if plan.sha256 != self._sha256:
            self._view.tell(FILE_CHANGED)
            self._take_columns(plan)
            return
        first_look, self.plan = self.step != PREVIEW, plan
        self._numbers.setText(summary_of(plan))
        offer(self.kinds, views_of(plan))
        show_cautions(self._notes, self.icons, plan)
        worth = plan.count(Outcome.ACCEPTED) + plan.count(Outcome.UPDATED)
        self._save.setEnabled(worth > 0)
        self._show_rows()
        self.go(PREVIEW)
        if first_look:
            self.rows.begin()
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._saves and worth:
            self.save()

    def _show_pending(self) -> None:
        if self._pending is not None:
            self._show_plan(self._pending)

    def _show_rows(self, *_: object) -> None:
        if self.plan is not None:
            self.rows.show_planned(rows_to_show(self.plan, self.kinds.currentData()), self.kind, self.plan.known_areas)
            self.area.show_plan(self.plan)
            self._why.setText(self.rows.why)

    def _correct(self, row_key: RowKey, key: str, text: str) -> None:
        self.typed.corrected.setdefault(row_key, {})[key] = text
        self._typed_over()

    def _skip(self, row_key: RowKey) -> None:
        self.typed.skip(row_key)
        self._typed_over()

    def _typed_over(self) -> None:
        """Keep what was typed, and look at the list again with it."""
        self._draft.edited()
        if self.plan is not None and not self._leaving:
            self._want_look(self.plan, saves=False)

    def _choose_area(self, name: str, make: bool) -> None:
        """Have an area made for all rows that name it, or not after all; the list is looked at again."""
        self.typed.choose_area(name, make=make)
        self._typed_over()

    def _want_look(self, plan: ImportPlan, *, saves: bool) -> None:
        self._saves = saves
        self._looks.want(self._wanted(plan))

    def _look_again(self, choices: ImportChoices) -> ImportPlan:
        assert self._source is not None  # noqa: S101 - the list was read from it
        return importing.preview(self._view.office, self._source, choices)

    def save(self) -> None:
        """Write the good rows as one operation, on the worker thread; corrections are looked at before."""
        self.rows.finish()
        plan, office = self.plan, self._view.office
        if plan is None:
            return
        if plan.choices != self._wanted(plan):
            self._want_look(plan, saves=True)
            return
        self._saves = False
        self._view.run("Ghi vào sổ", partial(importing.save, office, plan), self._show_result, self._not_saved)

    def _not_looked(self, error: BaseException) -> None:
        self._saves = False
        self._view.fail(error)

    def _not_saved(self, error: BaseException) -> None:
        """Look anew where the registers moved since they were looked at; other errors are shown."""
        plan, path = self.plan, self._source
        if not isinstance(error, EditedElsewhere) or plan is None or path is None:
            self._view.fail(error)
            return
        self._view.tell("Sổ đã thay đổi sau khi xem trước, chưa ghi gì. Đã xem trước lại: kiểm tra rồi ghi.")
        self._preview(path, plan.choices, self._show_plan)

    def _show_result(self, result: ImportResult) -> None:
        self._forget()
        self._view.announce(result.changes, "Đã nhập xong.")
        self.done.show_result(result, self._source)
        self.go(3)

    def show_part(self, part: str) -> None:
        """Choose what the file lists, from another page; a list that is being looked at stays."""
        if self.step in {0, len(STEPS) - 1}:
            self._ask_first(partial(self._begin_with, part=part))

    def _begin_with(self, *, part: str = "", path: Path | None = None) -> None:
        """Begin with another kind of list, or another file."""
        self.start_again()
        if part:
            self.register.setCurrentIndex(self.register.findData(part))
        if path is not None:
            self.file.show_path(path)

    def start_again(self) -> None:
        """Begin with another file."""
        self.plan, self._source, self._sha256 = None, None, ""
        self._forget()
        self.file.line.clear()
        self.no_header.setChecked(False)
        self.go(0)
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dragged here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Fill in the path of the file dropped here."""
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self._ask_first(partial(self._begin_with, path=Path(urls[0].toLocalFile())))
