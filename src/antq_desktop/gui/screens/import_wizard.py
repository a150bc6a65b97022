"""Bringing a list in from Excel: file, columns, what would become of every row, result."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from antq_desktop.domain.dates import NotADate, parse_date
from antq_desktop.domain.errors import EditedElsewhere
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.asking import PathField
from antq_desktop.gui.files_out import first_folder
from antq_desktop.gui.import_rows import ROW_KEYS, ImportRows
from antq_desktop.gui.import_terms import ImportTerms, choices
from antq_desktop.gui.latest import Latest
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import Push, banner, box, button, clear, column, in_turn, label, named, row, scrolled
from antq_desktop.gui.reflow import KeyHints
from antq_desktop.gui.screens.import_words import (
    IMPORTED_BEFORE,
    KINDS,
    SAMPLES,
    cautions_of,
    notes_of,
    row_words,
    rows_to_show,
    samples_of,
    summary_of,
)
from antq_desktop.gui.steps import Wizard
from antq_desktop.services import importing, leaving
from antq_desktop.services.import_kinds import ListKind
from antq_desktop.services.import_plan import ImportChoices, ImportPlan, ImportResult, Outcome

PREVIEW = 2
STEPS = ("Chọn tệp", "Cột của tệp", "Xem trước", "Kết quả")
PATTERN = "Bảng tính, văn bản (*.xlsx *.xls *.ods *.csv *.txt)"


class ImportPage(Wizard):
    """The wizard; nothing is written before the last button."""

    def __init__(self, view: OfficeView):
        words = "Xem trước từng dòng rồi mới ghi vào sổ. Cột lạ (như số CCCD) không được chép đi đâu."
        super().__init__(view.icons, "Nhập từ Excel", words, STEPS)
        self._view = view
        self.plan: ImportPlan | None = None
        self.file = PathField(view.icons, "Tệp danh sách", "open", PATTERN)
        self.terms = ImportTerms(view)
        self.register, self.years, self.new_areas = self.terms.register, self.terms.years, self.terms.new_areas
        self.consent, self.workbook_password = self.terms.consent, self.terms.password
        self.no_header = QCheckBox("Tệp không có dòng tiêu đề: dòng đầu tiên đã là dữ liệu")
        self._fault = label("", "problem", wrap=True)
        self._fault.hide()
        self.columns: dict[int, QComboBox] = {}
        self._grid = QGridLayout()
        self._column_notes: QVBoxLayout = column(spacing=4)
        self._numbers = label("", "h3", wrap=True)
        self._notes: QVBoxLayout = column(spacing=6)
        self.kinds = choices(KINDS, "Chỉ xem")
        self.kinds.currentIndexChanged.connect(self._show_rows)
        self.corrected: dict[tuple[str | None, int], dict[str, str]] = {}
        self.rows = ImportRows("Các dòng của tệp", row_words, self.kind)
        self._pending: ImportPlan | None = None
        self.setFocusProxy(self.file.line)
        self._why = label("", "muted", wrap=True)
        self.rows.moved.connect(lambda: self._why.setText(self.rows.why))
        self.rows.corrected.connect(self._correct)
        self.rows.released.connect(self._show_pending, Qt.ConnectionType.QueuedConnection)
        self._saves = False
        self._result: ImportResult | None = None
        self._looks: Latest[ImportChoices, ImportPlan] = Latest(
            view, "Kiểm tra lại", self._look_again, self._show_plan, self._not_looked
        )
        self.result = label("", "h3", wrap=True)
        self.errors_path = PathField(
            view.icons,
            "Ghi các dòng chưa nhập vào tệp",
            "save",
            "Excel (*.xlsx)",
            cautious=partial(leaving.synced, view.office),
        )
        self._errors = QWidget()
        for page in (self._first(), self._second(), self._third(), self._fourth()):
            self.add_step(scrolled(page, "Nhập từ Excel"))
        self.setAcceptDrops(True)

    def _page(self, content: QVBoxLayout, *buttons: QWidget | None, fill: bool = False) -> QWidget:
        page = QWidget()
        layout = column(box(content), row(*buttons), *(() if fill else (None,)), spacing=12)
        layout.setStretch(0, 1 if fill else 0)
        page.setLayout(layout)
        return page

    def _first(self) -> QWidget:
        content = column(
            label("Tệp cần nhập", "h2"),
            named(
                "Tệp danh sách", self.file, mandatory=True, hint="Kéo thả tệp vào đây cũng được. Tệp gốc giữ nguyên."
            ),
            self.no_header,
            self.terms,
            self._fault,
            spacing=12,
        )
        following = button(self.icons, Push("Tiếp: đọc tệp", self.read, "chevron-right", "primary"))
        return self._page(content, None, following)

    def _second(self) -> QWidget:
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        content = column(
            label("Mỗi cột là gì", "h2"),
            label("Chương trình đã đoán theo tiêu đề cột. Sửa lại nếu chưa đúng.", "muted", wrap=True),
            self._grid,
            self._column_notes,
            spacing=10,
        )
        back = button(self.icons, Push("Quay lại", lambda: self.go(0), "chevron-left"))
        following = button(self.icons, Push("Tiếp: xem trước", self.reread, "chevron-right", "primary"))
        self._second_step = (back, following)
        return self._page(content, back, None, following)

    def _third(self) -> QWidget:
        head = row(label("Từng dòng sẽ ra sao", "h2"), None, label("Chỉ xem"), self.kinds, spacing=8)
        self.rows.setMinimumHeight(220)
        content = column(
            head,
            self._numbers,
            self._notes,
            self.rows,
            self._why,
            KeyHints((*ROW_KEYS, ("Ctrl+S", "ghi vào sổ"))),
            spacing=8,
        )
        content.setStretch(3, 1)
        back = button(self.icons, Push("Quay lại", lambda: self.go(1), "chevron-left"))
        self._save = button(self.icons, Push("Ghi vào sổ", self.save, "check", "primary", tip="Ghi vào sổ (Ctrl+S)"))
        QShortcut(QKeySequence("Ctrl+S"), self._save, self._save.click)  # the rows take Enter
        return self._page(content, back, None, self._save, fill=True)

    def _fourth(self) -> QWidget:
        write = button(self.icons, Push("Ghi tệp", self.write_errors, "file-spreadsheet"))
        hint = "Sửa ngay trong tệp đó (cột “Lý do”, “Quyết định”) rồi nhập lại."
        errors = column(
            named("Ghi các dòng chưa nhập vào tệp", self.errors_path, hint=hint), row(write, None), spacing=8
        )
        self._errors.setLayout(errors)
        content = column(label("Kết quả", "h2"), self.result, self._errors, spacing=12)
        self._undo = button(self.icons, Push("Hoàn tác lần nhập này", self._undo_import, "undo-2"))
        again = button(self.icons, Push("Nhập tệp khác", self.start_again, "refresh-cw"))
        look = button(self.icons, Push("Xem danh sách hộ", lambda: self._view.open("household"), "house", "primary"))
        return self._page(content, self._undo, None, again, look)

    @property
    def kind(self) -> ListKind:
        """What the file lists."""
        return self.terms.kind

    def choices(self) -> ImportChoices | None:
        """What is chosen; None if the consent date cannot be read."""
        text = self.consent.text().strip()
        try:
            consent = parse_date(text) if text else None
        except NotADate as reason:
            self._refuse(str(reason), self.consent)
            return None
        return ImportChoices(
            register=str(self.register.currentData()),
            year=int(self.years.currentData()),
            new_areas=self.new_areas.currentData(),
            header_row=0 if self.no_header.isChecked() else None,
            password=self.workbook_password.text() or None,
            phone_consent=consent,
        )

    def _refuse(self, words: str, field: QWidget) -> None:
        self._fault.setText(words)
        self._fault.show()
        field.setFocus()

    def read(self) -> None:
        """Read the file on the worker thread, guess its columns."""
        if self.file.path is None:
            self.file.begins_in = self.file.begins_in or first_folder(self._view)
            self.file.pick()
        path, choices = self.file.path, self.choices()
        if path is None or not path.is_file():
            self._refuse("Chọn một tệp có trên máy.", self.file)
            return
        if choices is None:
            return
        self._fault.hide()
        self.file.begins_in = path.parent
        self.corrected = {}
        self._preview(path, choices, self._show_columns)

    def _preview(self, path: Path, choices: ImportChoices, done: object) -> None:
        office = self._view.office

        def work(progress: Progress) -> ImportPlan:
            return importing.preview(office, path, choices, progress)

        self._view.run("Đọc tệp", work, done)  # type: ignore[arg-type] # one of the two methods below

    def _show_columns(self, plan: ImportPlan) -> None:
        self.plan = plan
        clear(self._grid)
        self.columns.clear()
        for place, words in enumerate(("Tiêu đề trong tệp", "Là ô", "Ví dụ trong tệp")):
            self._grid.addWidget(label(words, "small"), 0, place)
        refused = {column_.header for column_ in plan.refused_columns}
        samples = samples_of(plan)
        for line, (number, header) in enumerate(sorted(plan.headers.items()), start=1):
            kinds = QComboBox()
            kinds.setAccessibleName(f"Cột “{header}” là ô")
            kinds.addItem("Không nhập", None)
            for target in self.kind.targets():
                kinds.addItem(target.label, target.key)
            kinds.setCurrentIndex(max(0, kinds.findData(plan.mapping.get(number))))
            kinds.setEnabled(header not in refused)
            self.columns[number] = kinds
            self._grid.addWidget(label(header or f"(cột {number})", "strong", wrap=True), line, 0)
            self._grid.addWidget(kinds, line, 1)
            said = samples.get(plan.mapping.get(number, "")) or " · ".join(plan.samples.get(number, ())[:SAMPLES])
            shown = "không được phép nhập" if header in refused else said
            self._grid.addWidget(label(shown, "muted", wrap=True), line, 2)
        in_turn(*self.columns.values(), *self._second_step)
        clear(self._column_notes)
        for words in notes_of(plan):
            self._column_notes.addWidget(label(words, "small", wrap=True))
        self.go(1)

    def reread(self) -> None:
        """Go on to the preview; read again if a column was changed."""
        plan, path = self.plan, self.file.path
        if plan is None or path is None:
            return
        chosen = {number: str(kinds.currentData()) for number, kinds in self.columns.items() if kinds.currentData()}
        inner = {number: key for number, key in plan.mapping.items() if key.startswith("_") and number not in chosen}
        if chosen | inner == dict(plan.mapping):
            self._show_plan(plan)
        else:
            self._preview(path, replace(plan.choices, mapping=chosen | inner), self._show_plan)

    def _show_plan(self, plan: ImportPlan) -> None:
        if self.step == PREVIEW and self.rows.editing:
            self._pending = plan  # shown when nobody types into the table any more
            return
        self._pending = None
        first_look = self.step != PREVIEW
        self.plan = plan
        self._numbers.setText(summary_of(plan))
        clear(self._notes)
        if plan.imported_before:
            self._notes.addWidget(banner(self.icons, IMPORTED_BEFORE))
        for words in cautions_of(plan):
            self._notes.addWidget(label(words, "caution", wrap=True))
        worth = plan.count(Outcome.ACCEPTED) + plan.count(Outcome.UPDATED)
        self._save.setEnabled(worth > 0)
        self._show_rows()
        self.go(PREVIEW)
        if first_look:
            self.rows.next_waiting()
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._saves and worth:
            self.save()

    def _show_pending(self) -> None:
        if self._pending is not None:
            self._show_plan(self._pending)

    def _show_rows(self, *_: object) -> None:
        if self.plan is not None:
            self.rows.show_planned(rows_to_show(self.plan, self.kinds.currentData()), self.kind)
            self._why.setText(self.rows.why)

    def _correct(self, row_key: tuple[str | None, int], key: str, text: str) -> None:
        """Look at the list again with what was typed instead of a cell."""
        plan = self.plan
        if plan is None:
            return
        self.corrected.setdefault(row_key, {})[key] = text
        self._want_look(plan, saves=False)

    def _want_look(self, plan: ImportPlan, *, saves: bool) -> None:
        self._saves = saves
        corrected = {place: dict(texts) for place, texts in self.corrected.items()}
        self._looks.want(replace(plan.choices, corrected=corrected))

    def _look_again(self, choices: ImportChoices) -> ImportPlan:
        assert self.file.path is not None  # noqa: S101 - the list was read from it
        return importing.preview(self._view.office, self.file.path, choices)

    def save(self) -> None:
        """Write the good rows as one operation, on the worker thread; corrections are looked at before."""
        self.rows.finish()
        plan, office = self.plan, self._view.office
        if plan is None:
            return
        if plan.choices.corrected != self.corrected:
            self._want_look(plan, saves=True)
            return
        self._saves = False

        write = partial(importing.save, office, plan)
        self._view.run("Ghi vào sổ", write, self._show_result, self._not_saved)

    def _not_looked(self, error: BaseException) -> None:
        self._saves = False
        self._view.fail(error)

    def _not_saved(self, error: BaseException) -> None:
        """Look anew where the registers moved since they were looked at; other errors are shown."""
        plan, path = self.plan, self.file.path
        if not isinstance(error, EditedElsewhere) or plan is None or path is None:
            self._view.fail(error)
            return
        self._view.tell("Sổ đã thay đổi sau khi xem trước, chưa ghi gì. Đã xem trước lại: kiểm tra rồi ghi.")
        self._preview(path, plan.choices, self._show_plan)

    def _show_result(self, result: ImportResult) -> None:
        plan = result.plan
        self._view.announce(result.changes, "Đã nhập xong.")
        written = plan.count(Outcome.ACCEPTED) + plan.count(Outcome.UPDATED)
        left = plan.count(Outcome.REJECTED) + plan.count(Outcome.DECISION)
        words = f"Đã ghi {show_count(written)} dòng; {show_count(plan.count(Outcome.ALREADY))} dòng đã có từ trước."
        if left:
            words += f" Còn {show_count(left)} dòng chưa nhập."
        self.result.setText(words)
        self._errors.setVisible(left > 0)
        self._result = result
        self._undo.setEnabled(result.changes.operation is not None)
        source = self.file.path
        if source is not None:
            self.errors_path.show_path(source.with_name(f"{source.stem}-chua-nhap.xlsx"))
        self.go(3)

    def _undo_import(self) -> None:
        if self._result is not None:
            self._view.undo(self._result.changes.operation)

    def write_errors(self) -> None:
        """Write the rows that were not taken into a workbook."""
        plan, path = self.plan, self.errors_path.path
        if plan is None or path is None:
            return

        def done(count: int) -> None:
            self._view.tell(f"Đã ghi {show_count(count)} dòng vào {path.name}.")
            if self.isVisible():
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        self._view.run("Ghi các dòng chưa nhập", lambda _progress: importing.write_errors(plan, path), done)

    def show_part(self, part: str) -> None:
        """Choose what the file lists, from another page; a list that is being looked at stays."""
        if self.step in {0, len(STEPS) - 1}:
            self.start_again()
            self.register.setCurrentIndex(self.register.findData(part))

    def start_again(self) -> None:
        """Begin with another file."""
        self.plan = None
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
            self.start_again()
            self.file.show_path(Path(urls[0].toLocalFile()))
