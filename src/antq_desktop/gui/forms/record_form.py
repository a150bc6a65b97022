"""A form for any register, made from its fields. Faults stand at their fields; what is typed is kept as a draft."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from antq_desktop.domain.errors import AntqError, RejectedRecord
from antq_desktop.domain.fields import FieldSpec, Kind, Problem, Register, Value, values_of
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import on_enter
from antq_desktop.gui.forms.editors import ChoiceEditor, Editor, editor_of, mark
from antq_desktop.gui.forms.evidence_editor import WAIT, on_their_way
from antq_desktop.gui.forms.field_drafts import FieldDrafts, FieldOffer
from antq_desktop.gui.forms.link_editor import LinkEditor
from antq_desktop.gui.running.office_view import Doubt, OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.actions import make, tool
from antq_desktop.gui.widgets.pieces import PAGE, Push, box, button, column, label, row
from antq_desktop.gui.widgets.reflow import KeyHints, SideBySide
from antq_desktop.services import at_stake, doubles, lists, meaning, records
from antq_desktop.services.records import Saved

CHECK_MS = 400
BESIDE_FROM = 960
WIDE = frozenset({Kind.LONG_TEXT, Kind.LINK_SET, Kind.CHOICE_SET, Kind.ATTACHMENTS})
NO_SECRETS = "Không nhập tin thuộc bí mật nhà nước vào chương trình này."
KEYS = (("Ctrl+S", "lưu"), ("Enter", "ô kế tiếp"), ("Esc", "quay lại, bản đang gõ được giữ"))
NEW_LINE = (("Shift+Enter", "xuống dòng"),)
TAKES = "Lưu, bỏ xác nhận"
CARRIED = frozenset({Kind.LINK, Kind.DATE, Kind.CHOICE})


class FieldBlock(QWidget):
    """A caption, an editor, a line of help and a line for what is wrong."""

    def __init__(self, spec: FieldSpec, editor: Editor, parent: QWidget | None = None):
        super().__init__(parent)
        self.spec = spec
        self.editor = editor
        editor.setAccessibleName(spec.label)
        caption = label(f"{spec.label} *" if spec.required else spec.label, "strong")
        caption.setBuddy(editor)
        if spec.kind is Kind.FLAG:
            caption.setText("")
        self._problem: QLabel = label("", "problem", wrap=True)
        self._problem.hide()
        inside: QVBoxLayout = column(caption, editor, spacing=4)
        if spec.help:
            inside.addWidget(label(spec.help, "small", wrap=True))
            editor.setAccessibleDescription(spec.help)
        inside.addWidget(self._problem)
        inside.addStretch(1)
        self.setLayout(inside)

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return "" if self._problem.isHidden() else self._problem.text()

    def show_problems(self, found: Iterable[Problem]) -> None:
        """Say what is wrong here, or nothing."""
        told = list(found)
        self._problem.setText("\n".join(problem.message for problem in told))
        self._problem.setVisible(bool(told))
        wrong = any(not problem.warning for problem in told)
        self._problem.setProperty("cls", "problem" if wrong else "caution")
        self._problem.style().unpolish(self._problem)
        self._problem.style().polish(self._problem)
        mark(self.editor, wrong=wrong)


class RecordForm(QWidget):
    """Adds or changes one record.

    Args:
        view: the office.
        register: of which the record is.
        uid: the record, or None for a new one.
        preset: first values of a new record.
        draft: where a draft is kept that is offered before newer ones.
        beside: what is shown beside the fields and not typed in, if anything.
    """

    saved = Signal(object)
    left = Signal()
    through = Signal()
    """The officer is through with it: saved it or left it, and did not put it away for something else."""
    next_wanted = Signal(object)

    def __init__(
        self,
        view: OfficeView,
        register: Register,
        uid: UUID | None = None,
        preset: Mapping[str, Value] | None = None,
        draft: str = "",
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._view = view
        self.register = register
        self.uid = uid
        self._version: int | None = None
        self._touched: set[str] = set()
        self._showing_all = False
        self.blocks: dict[str, FieldBlock] = {}
        self._whole = label("", "problem", wrap=True)
        self._whole.hide()
        self._check = QTimer(self, singleShot=True, interval=CHECK_MS)
        self._check.timeout.connect(self._check_now)
        self._build(beside)
        self._fill(preset or {})
        fields = {key: block.editor for key, block in self.blocks.items()}
        self.drafts = FieldDrafts(
            view.office, (register.key, uid), fields, None if uid is None else register.fields, self
        )
        self._connect()
        self.drafts.prefer(draft)
        self.draft_bar.offer_fields(self.drafts, self.focus_first)

    @property
    def title(self) -> str:
        """What the form is about."""
        if self.uid is None:
            return f"Thêm {self.register.noun}"
        return meaning.heading(self._view.office, self.register.key, self.uid)

    def values(self) -> dict[str, object]:
        """What the editors hold, by field key."""
        return {key: block.editor.value() for key, block in self.blocks.items()}

    def _build(self, beside: QWidget | None) -> None:
        icons = self._view.icons
        leave = tool(make(self, icons, "leave", self.leave), bare=True)
        save = make(self, icons, "save", self.save)
        self._save = button(icons, Push("Lưu", self.save, "check", "primary", save.toolTip()))
        head: QHBoxLayout = row(leave, label(self.title, "h1"), None, spacing=12)
        if self.uid is None:
            following = make(self, icons, "save_next", self.save_next)
            head.addWidget(button(icons, Push("Lưu, thêm tiếp", self.save_next, "plus", tip=following.toolTip())))
        head.addWidget(self._save)
        self.draft_bar = FieldOffer(icons)
        self.draft_bar.answered.connect(self._tell_moved)
        body = column(head, self.draft_bar, self._whole, spacing=12)
        cards: QWidget = QWidget()
        cards.setLayout(column(*(self._card(group, specs) for group, specs in self._groups()), None, spacing=12))
        body.addWidget(cards if beside is None else SideBySide(icons.theme, BESIDE_FROM, (cards, beside), (5, 2)))
        several = any(block.spec.kind is Kind.LONG_TEXT for block in self.blocks.values())
        body.addWidget(KeyHints((*KEYS, *(NEW_LINE if several else ()))))
        if any(spec.kind in {Kind.TEXT, Kind.LONG_TEXT} and not spec.name for spec in self.register.stored):
            body.addWidget(label(NO_SECRETS, "small", wrap=True))
        body.addStretch(1)
        body.setContentsMargins(*PAGE)
        self.setLayout(body)

    def _groups(self) -> list[tuple[str, list[FieldSpec]]]:
        groups: dict[str, list[FieldSpec]] = {}
        for spec in self.register.fields.values():
            if spec.typed:
                groups.setdefault(spec.group, []).append(spec)
        return list(groups.items())

    def _card(self, group: str, specs: list[FieldSpec]) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = 0
        for spec in specs:
            block = FieldBlock(spec, editor_of(self._view, spec, self.uid))
            self.blocks[spec.key] = block
            wide = spec.kind in WIDE
            place += place % 2 if wide else 0
            grid.addWidget(block, place // 2, place % 2, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            place += 2 if wide else 1
        inside = column(spacing=10)
        if group:
            inside.addWidget(label(group, "h3"))
        inside.addLayout(grid)
        return box(inside)

    def _fill(self, preset: Mapping[str, Value]) -> None:
        if self.uid is not None:
            line = records.get(self._view.office, self.register.key, self.uid)
            self._version = line.version
            values: Mapping[str, Value] = values_of(line.record)
        else:
            values = self._first_values(preset)
        for key, block in self.blocks.items():
            if key in values:
                block.editor.fill(values[key])

    def _first_values(self, preset: Mapping[str, Value]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key, item in self.register.record.__dataclass_fields__.items():
            if isinstance(item.default, (str, int, frozenset)):
                values[key] = item.default
        values.update({spec.key: self._view.year for spec in self.register.fields.values() if spec.unit == "năm"})
        values.update(preset)
        for spec in self.register.stored:
            if spec.kind is Kind.LINK and spec.required and values.get(spec.key) is None:
                only = self._only_one(spec, values.get("year"))
                if only is not None:
                    values[spec.key] = only
        return values

    def _only_one(self, spec: FieldSpec, year: Value) -> UUID | None:
        target = REGISTERS[spec.links_to or ""]
        equal: dict[str, tuple[UUID | str | int | None, ...]] = {}
        if "year" in target.fields and isinstance(year, int):
            equal["year"] = (year,)
        found = lists.open_list(self._view.office, target.key, lists.ListQuery(equal=equal))
        return found.rows(0, 1)[0].uid if found.count == 1 else None

    def _connect(self) -> None:
        for key, block in self.blocks.items():
            block.editor.edited.connect(partial(self.note_edit, key))
            on_enter(block.editor, self.focusNextChild)
            if isinstance(block.editor, LinkEditor):
                block.editor.entered.connect(self.focusNextChild)
                block.editor.chosen.connect(partial(self.take_over, block.spec))

    def note_edit(self, key: str, *_: object) -> None:
        """A field was edited: keep a draft soon, check soon."""
        self._touched.add(key)
        self.drafts.edited()
        self._check.start()

    def take_over(self, spec: FieldSpec, uid: UUID) -> None:
        """Fill empty fields with what the chosen record already knows (a household's area)."""
        chosen = values_of(records.get(self._view.office, spec.links_to or "", uid).record)
        for key, block in self.blocks.items():
            same = block.spec.links_to is not None and key in chosen
            if same and isinstance(block.editor, LinkEditor) and not block.editor.value():
                block.editor.fill(chosen[key])

    def focus_first(self) -> None:
        """Begin typing at the first empty field of a new record; of one to be put right, at the first of its own.

        Links, choices and the year tell what a record is about, and are seldom what is wrong with it.
        """
        blocks = list(self.blocks.values())
        own = [block for block in blocks if not isinstance(block.editor, ChoiceEditor)]
        if self.uid is None:
            own = [block for block in own if not block.editor.value()]
        else:
            own = [block for block in own if block.spec.links_to is None and block.spec.unit != "năm"]
        (own or blocks)[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check_now(self) -> None:
        if not self.isVisible():  # behind the lock the registers are closed, and nobody would see it
            return
        try:
            found = records.problems(self._view.office, self.register.key, self.values(), self.uid)
        except AntqError:
            return
        self._show(found)

    def _show(self, found: list[Problem]) -> None:
        for key, block in self.blocks.items():
            mine = [problem for problem in found if problem.field == key]
            if not self._showing_all:
                quiet = key not in self._touched or block.editor.hasFocus()
                mine = [] if quiet else [problem for problem in mine if problem.code != "required"]
            block.show_problems(mine)
        general = [problem.message for problem in found if problem.field not in self.blocks]
        self._whole.setText("\n".join(general))
        self._whole.setVisible(bool(general) and self._showing_all)

    def save(self) -> None:
        """Check and keep; faults are shown at their fields."""
        self._start_saving(self._keep)

    def save_next(self) -> None:
        """Keep, then begin another one with the same place, round and day."""
        self._start_saving(self._keep_and_go_on)

    def _start_saving(self, done: Callable[[Saved], None], *, is_meant: bool = False) -> None:
        if on_their_way(block.editor for block in self.blocks.values()):
            self._view.tell(WAIT)
            return
        values = self.values()
        if not is_meant and self._asks_first(values, done):
            return
        save = partial(records.save, self._view.office, self.register.key, values, uid=self.uid, version=self._version)
        self._view.write("Lưu", save, done, self._refused, Waiting(self))

    def _asks_first(self, values: Mapping[str, object], done: Callable[[Saved], None]) -> bool:
        """Ask about what may not be meant: a double, a confirmation that goes."""
        if self.uid is None:
            return self._asks_about_double(values, done)
        words = self._view.attempt(lambda: at_stake.in_changing(self._view.office, self.register.key, values, self.uid))
        if words:
            go = partial(self._start_saving, done, is_meant=True)
            self._view.asked.emit(Doubt("Đã được xác nhận", words, (("Xem lại", lambda: None), (TAKES, go))))
        return bool(words)

    def _asks_about_double(self, values: Mapping[str, object], done: Callable[[Saved], None]) -> bool:
        """Ask whether the new record is one that is there already, as where pledges are entered."""
        found = self._view.attempt(lambda: doubles.of_new(self._view.office, self.register.key, values))
        if not found:
            return False
        known, noun = found[0], self.register.noun
        words = f"Trong khu dân cư đã có {known.words}. Đang thêm đúng {noun} đó?"
        answers = (
            ("Đã có, bỏ qua", partial(self._skip_for, known.uid)),
            (f"Mở {noun} đã có", partial(self._open_instead, known.uid)),
            (f"{noun.capitalize()} khác, thêm mới", partial(self._start_saving, done, is_meant=True)),
        )
        self._view.asked.emit(Doubt("Có thể trùng", words, answers))
        return True

    def _skip_for(self, known: UUID) -> None:
        """Add nothing; the list goes to the record that is there."""
        self.drafts.done()
        self.saved.emit(known)
        self.through.emit()

    def _open_instead(self, known: UUID) -> None:
        self.drafts.done()
        self._view.open(self.register.key, known)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, RejectedRecord):
            self._view.fail(error)
            return
        self._showing_all = True
        found = [problem for problem in error.problems if isinstance(problem, Problem)]
        self._show(found)
        faulty = {problem.field for problem in found}
        first = next((block for key, block in self.blocks.items() if key in faulty), None)
        if first is not None:
            first.editor.setFocus()

    def _keep(self, saved: Saved) -> None:
        self.drafts.done()
        words = " ".join(problem.message for problem in saved.warnings)
        done = f"Đã hủy {self.register.noun} của {self.title}." if saved.ended else "Đã lưu."
        self._view.announce(saved.changes, f"{done} {words}".strip())
        self.saved.emit(saved.uid)
        self.through.emit()

    def _keep_and_go_on(self, saved: Saved) -> None:
        carried = {
            key: block.editor.value()
            for key, block in self.blocks.items()
            if block.spec.kind in CARRIED and REGISTERS.get(block.spec.links_to or "") is not self._main_link()
        }
        self._keep(saved)
        self.next_wanted.emit(carried)

    def _main_link(self) -> Register | None:
        return REGISTERS.get(self.register.fields[self.register.heading[0]].links_to or "")

    def leave(self) -> None:
        """Go back; what was typed stays as a draft."""
        self.put_away()
        self.through.emit()

    def put_away(self) -> None:
        """Make room for something else; what was typed stays as a draft."""
        self.drafts.flush()
        self.left.emit()

    def _tell_moved(self, words: str) -> None:
        self._whole.setText(words)
        self._whole.setVisible(bool(words))
