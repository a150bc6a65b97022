"""Rows pasted from Excel among the papers: what each column is, what becomes of each row, saved at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.errors import EditedElsewhere
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.forms.draft_bar import Unkept
from antq_desktop.gui.importing.import_area import AreaMaker
from antq_desktop.gui.importing.import_result import skipped_of
from antq_desktop.gui.importing.import_rows import AREA_KEY, OUTCOME, ROW_KEYS, ImportRows, RowKey, key_of
from antq_desktop.gui.importing.import_skip import RowSkipper
from antq_desktop.gui.importing.import_words import (
    SAVED_ROW,
    areas_to_make,
    deeds_of,
    elsewhere_of,
    row_words,
    rows_to_show,
    summary_of,
)
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.boxes import ChoiceBox
from antq_desktop.gui.widgets.kept_room import KeptRoom
from antq_desktop.gui.widgets.pieces import Push, box, button, clear, column, label, row, scrolled, size_over
from antq_desktop.gui.widgets.reflow import KeyHints
from antq_desktop.services.imports import import_reading, importing, pasting
from antq_desktop.services.imports.import_households import KINDS, PLEDGE
from antq_desktop.services.imports.import_plan import ImportChoices, ImportPlan, ImportResult, Outcome, PlannedRow
from antq_desktop.services.imports.paste_drafts import KeptPaste
from antq_desktop.services.pledging import Sitting
from antq_desktop.sheets.table import first_texts

Done = Callable[[Sitting, ImportResult], object]
LEAST_LETTERS = 14
SAMPLE = 40
SIZE = (1080, 620)
LINES = 2
WORDS = "Ô để trống trong phần dán lấy theo: {}."
WHICH_COLUMN = "Chọn ở trên: cột nào là họ tên chủ hộ, các cột khác là gì. Chưa ghi gì."
NOTHING_TO_SAVE = "Các dòng đã dán chưa lưu, chưa có dòng nào lưu được; bấm Thôi hoặc Esc lần nữa để bỏ."
UNSAVED = "Các dòng đã dán chưa lưu. Ctrl+S để lưu; bấm Thôi hoặc Esc lần nữa để bỏ."
LEFT = "Đã lưu {} dòng; còn {} dòng lỗi chưa lưu."
PUT_RIGHT = "Sửa rồi Ctrl+S; bấm Thôi hoặc Esc lần nữa để bỏ các dòng ấy."
LEFT_READY = (
    "Đã lưu {} dòng; còn {} dòng chưa lưu, {} dòng trong đó có lỗi. Ctrl+S để lưu; bấm Thôi hoặc Esc lần nữa để bỏ."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be looked at: what the columns are, None while they are guessed, and what was typed over."""

    columns: dict[int, str] | None
    choices: ImportChoices


class PasteDialog(Dialog):
    """Shows pasted rows before anything is written.

    Args:
        view: the office.
        kept: the cells, what holds where they say nothing, and what was typed over them before.
        done: called with the sitting and what was saved.
        parent: what it stands over.
    """

    edited = Signal()

    def __init__(self, view: OfficeView, kept: KeptPaste, done: Done, parent: QWidget):
        super().__init__(parent, view.tasks)
        self._view = view
        self._begun, self._done = kept, done
        self._sitting, self._pasted = kept.sitting, kept.pasted
        self.leaving = False
        self._saved_rows: set[RowKey] = set()
        self.plan: ImportPlan | None = None
        self._pending: tuple[Wish, ImportPlan] | None = None
        self._columns, self._typed = kept.columns, kept.typed
        self.setWindowTitle("Dán từ Excel")
        self.resize(size_over(parent, *(view.icons.theme.pixels(side) for side in SIZE)))
        self._summary = KeptRoom("h3", LINES)
        self._summary.setText("Đang xem các dòng…")
        self._fault, self._why = KeptRoom("problem", LINES), KeptRoom("muted", LINES)
        self._fault.hide()
        self.unkept = Unkept()
        self.kinds: dict[int, QComboBox] = {}
        self._grid = QGridLayout()
        self.rows = ImportRows("Các dòng đã dán", self._row_words, KINDS[PLEDGE])
        self.save_button = button(view.icons, Push("Lưu", self.save, "check", "primary"))
        self.area = AreaMaker(view.icons, self.rows)
        self.area.chosen.connect(self._choose_area)
        self.skip = RowSkipper(view.icons, self.rows)
        self.skip.chosen.connect(self._skip)
        self._build(kept.words)
        self.rows.corrected.connect(self._correct)
        self.rows.released.connect(self._show_pending, Qt.ConnectionType.QueuedConnection)
        self.rows.moved.connect(self._tell_why)
        self.rows.told.connect(self._tell_fault)
        self._saves = False
        self._shown: Wish | None = None
        self._looks: Latest[Wish, tuple[Wish, ImportPlan]] = Latest(
            view, "Xem phần đã dán", self._look, self._found, self._failed, long=True
        )
        self._want()
        view.changed.connect(self._registers_changed)

    def _build(self, words: str) -> None:
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        columns = QWidget()
        columns.setLayout(self._grid)
        area = scrolled(columns, "Các cột đã dán")
        columns.setProperty("cls", "inset")
        area.setFixedHeight(self._view.icons.theme.pixels(78))
        framed = box(column(area), "table", (1, 1, 1, 1))
        give_up = button(self._view.icons, Push("Thôi", self.reject))
        for each in (give_up, self.save_button):
            each.setAutoDefault(False)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)  # a button loses its own with every change of its words
        self.save_button.setEnabled(False)
        counted = row(self._summary, self.area.button, self.skip.button, spacing=12)
        counted.setStretch(0, 1)
        foot = row(column(self._fault, self._why), give_up, self.save_button)
        foot.setStretch(0, 1)
        whole = column(
            label(WORDS.format(words), "muted", wrap=True),
            framed,
            counted,
            box(column(self.rows), "table", (1, 1, 1, 1)),
            self.unkept,
            foot,
            KeyHints((ROW_KEYS[0], ("Ctrl+S", "lưu"), ROW_KEYS[1], AREA_KEY, *ROW_KEYS[2:])),
            spacing=8,
            margins=(22, 16, 22, 16),
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)

    @property
    def kept(self) -> KeptPaste:
        """What a draft keeps."""
        return replace(self._begun, columns=self._columns, typed=self._typed)

    def leave(self) -> None:
        """Take over what is being typed: the dialog is about to be taken away, and what is in it is kept."""
        self.leaving = True
        self.rows.finish()

    def _registers_changed(self, _changes: ChangeSet) -> None:
        """Look again: rows were saved, or taken back from the notice over this dialog."""
        if self.isVisible():
            self._want()

    def _want(self) -> None:
        self.edited.emit()
        if self.leaving:
            return  # nobody looks any more, and no work is to hold up the lock
        self._looks.want(self._wish)

    @property
    def _wish(self) -> Wish:
        """What is chosen and typed now."""
        return Wish(self._columns, self._typed.over(ImportChoices()))

    def _look(self, wish: Wish) -> tuple[Wish, ImportPlan]:
        plan = pasting.preview(self._view.office, self._sitting, self._pasted, wish.columns, wish.choices)
        return wish, plan

    def _found(self, found: tuple[Wish, ImportPlan]) -> None:
        if self.rows.editing:
            self._pending = found
        else:
            self._show(*found)

    def _failed(self, error: BaseException) -> None:
        self._saves = False
        self.save_button.setEnabled(False)
        asks = pasting.lacks_names(error)
        self._summary.setText(WHICH_COLUMN if asks else "Chưa đọc được phần đã dán; chưa ghi gì.")
        self._tell_fault("" if asks else str(error))
        if asks and not self.kinds:
            samples = first_texts(self._pasted)
            self._show_columns({place: f"Cột {place + 1}" for place in samples}, {}, samples)
            for kinds in list(self.kinds.values())[:1]:
                kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, wish: Wish, plan: ImportPlan) -> None:
        self._pending, first_look = None, self.plan is None
        self._shown, self.plan = wish, plan
        self._summary.setText(self._summary_of(plan))
        if not self.kinds:
            self._show_columns(plan.headers, plan.mapping, plan.samples)
        self.rows.show_planned(rows_to_show(plan), KINDS[PLEDGE], plan.known_areas)
        self.area.show_plan(plan)
        self._tell_why()
        self.save_button.setText(deeds_of(plan).capitalize() or "Lưu")
        self.save_button.setEnabled(bool(plan.to_write))
        if first_look and not any(kinds.hasFocus() for kinds in self.kinds.values()):
            self.rows.begin()
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._saves and plan.to_write:
            self.save()

    def _summary_of(self, plan: ImportPlan) -> str:
        """What becomes of the rows; once some were saved here, what is left, and nothing twice."""
        beside = [areas_to_make(plan) if plan.new_areas else "", elsewhere_of(plan)]
        told = " ".join(words for words in beside if words)
        found = f"{summary_of(plan, self._written(plan))}. {told}" if told else summary_of(plan, self._written(plan))
        if not self._written(plan) or not self._waits(plan):
            return found
        is_all = self._written(plan) + self._waits(plan) == len(plan.rows)
        return self._left_words(plan) if is_all and not told else f"{self._left_words(plan)} {found}"

    def _row_words(self, planned: PlannedRow, key: str) -> str:
        """Text of a cell; of a row that was saved here a moment ago it is plain that it was."""
        return SAVED_ROW if key == OUTCOME and self._is_saved(planned) else row_words(planned, key)

    def _is_saved(self, planned: PlannedRow) -> bool:
        """Whether a row was saved here, and not taken back since."""
        return planned.outcome is Outcome.ALREADY and key_of(planned) in self._saved_rows

    def _tell_fault(self, words: str) -> None:
        self._fault.setText(words)
        came, went = (self._fault, self._why) if words else (self._why, self._fault)
        went.hide()
        came.show()  # always one of them, so that no row moves under the mouse

    def _tell_why(self) -> None:
        """Say what is with the row that has the cursor; whoever goes on to it has read what was said before."""
        self._tell_fault("")
        self._why.setText(self.rows.why)

    def _show_pending(self) -> None:
        if self._pending is not None:
            self._show(*self._pending)

    def _show_columns(
        self, headers: Mapping[int, str], mapping: Mapping[int, str], samples: Mapping[int, tuple[str, ...]]
    ) -> None:
        clear(self._grid)
        for place, number in enumerate(sorted(headers)):
            kinds = ChoiceBox()
            kinds.setMinimumContentsLength(LEAST_LETTERS)
            kinds.setAccessibleName(f"{headers[number]} là ô")
            kinds.addItem("Không nhập", None)
            for target in import_reading.targets():
                kinds.addItem(target.label, target.key)
            with QSignalBlocker(kinds):
                kinds.setCurrentIndex(max(0, kinds.findData(mapping.get(number))))
            kinds.currentIndexChanged.connect(self._columns_chosen)
            self.kinds[number] = kinds
            self._grid.addWidget(kinds, 0, place)
            self._grid.addWidget(
                label(" · ".join(samples.get(number, ()))[:SAMPLE] or headers[number], "small"), 1, place
            )
        self._grid.setColumnStretch(len(headers), 1)

    def _columns_chosen(self, *_: object) -> None:
        self._saves = False
        self._columns = {
            number: str(kinds.currentData()) for number, kinds in self.kinds.items() if kinds.currentData()
        }
        self._want()

    def _correct(self, place: tuple[str | None, int], key: str, text: str) -> None:
        self._saves = False
        self._typed.corrected.setdefault(place, {})[key] = text
        self._want()

    def _choose_area(self, name: str, make: bool) -> None:
        """Have an area made for all rows that name it, or not after all."""
        self._saves = False
        self._typed.choose_area(name, make=make)
        self._want()

    def _skip(self, row_key: RowKey) -> None:
        """Leave a row out, or take it in again."""
        self._saves = False
        self._typed.skip(row_key)
        self._want()

    def save(self) -> None:
        """Write the good rows as one operation; those that wait stay here. What is new is looked at before."""
        self.rows.finish()
        plan, office = self.plan, self._view.office
        if plan is None or not self.save_button.isEnabled():
            return
        self._saves = self._shown != self._wish
        if self._saves:
            self._want()
            return
        self.save_button.setEnabled(False)

        def work(progress: Progress) -> ImportResult:
            return importing.save(office, plan, progress)

        self._view.run("Ghi vào sổ", work, partial(self._saved, plan), self._not_saved)

    @staticmethod
    def _waits(plan: ImportPlan) -> int:
        return plan.count(Outcome.REJECTED) + plan.count(Outcome.DECISION)

    def _written(self, plan: ImportPlan) -> int:
        return sum(map(self._is_saved, plan.rows))

    def _left_words(self, plan: ImportPlan) -> str:
        return LEFT.format(show_count(self._written(plan)), show_count(self._waits(plan)))

    def _unsaved(self) -> str:
        """What leaving now would drop, or nothing; rows that were saved before are not among it."""
        plan = self.plan
        if plan is None or not self._written(plan):
            if self.save_button.isEnabled():
                return UNSAVED
            return NOTHING_TO_SAVE if self._typed or self._columns else ""
        faulty, ready = self._waits(plan), len(plan.to_write)
        if ready:
            return LEFT_READY.format(show_count(self._written(plan)), show_count(faulty + ready), show_count(faulty))
        return f"{self._left_words(plan)} {PUT_RIGHT}" if faulty else ""

    def reject(self) -> None:
        """Leave; pasted rows that could be saved, or were corrected here, go only when that is said twice."""
        words = self._unsaved()
        if words and self._fault.text() != words:
            self._tell_fault(words)
            return
        super().reject()

    def _saved(self, plan: ImportPlan, result: ImportResult) -> None:
        self._saved_rows.update(map(key_of, plan.to_write))
        if not self.rows.waiting:
            self.accept()  # before all pages hear of it: no look is begun at rows that are through
        self._view.announce(result.changes, f"Đã {deeds_of(plan)}.{skipped_of(plan)}")
        self._done(self._sitting, result)

    def _not_saved(self, error: BaseException) -> None:
        if isinstance(error, EditedElsewhere):
            self._view.tell("Sổ đã thay đổi sau khi xem; chưa ghi gì. Đã xem lại: kiểm tra rồi lưu.")
            self._want()
        else:
            self._view.fail(error)
            self.save_button.setEnabled(True)
