"""Who changed what and when: operations at the left, the chosen one's fields before and after at the right."""

from itertools import groupby
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QHeaderView, QListWidget, QListWidgetItem, QSplitter, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.fields import Register
from antq_desktop.domain.percent import show_count
from antq_desktop.gui.forms.asking import Given, Question, ReasonDialog
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.running.office_view import FEW_ROWS, OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.pieces import Push, box, button, column, label, row, size_over
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.services import lives, meaning, undo
from antq_desktop.services.lives import FieldStep, Step

COLUMNS = ("Ô", "Trước", "Sau", "")
BEFORE, AFTER, MARK = 1, 2, 3
SIZE = (1080, 600)
NOTHING = "(trống)"
LATER = "Chỉ hoàn tác được nếu sau đó chưa ai sửa những ô này. Hoàn tác cũng được ghi vào lịch sử."


def _texts(item: FieldStep) -> tuple[str, ...]:
    empty = NOTHING if item.mark else ""
    return item.label, item.before or empty, item.after or empty, item.mark


class HistoryDialog(Dialog):
    """The life of one record."""

    def __init__(self, view: OfficeView, register: Register, uid: UUID, parent: QWidget):
        super().__init__(parent, view.tasks)
        self._view = view
        self._register = register
        self._uid = uid
        self._steps: list[Step] = []
        called = meaning.heading(view.office, register.key, uid)
        self.setWindowTitle(f"Lịch sử: {called}")
        self.resize(size_over(parent, *(view.icons.theme.pixels(side) for side in SIZE)))
        self.operations = QListWidget()
        self.operations.setProperty("cls", "results")
        self.operations.setAccessibleName("Các việc đã làm, mới nhất trước")
        CopyKey(self.operations)
        self.operations.setWordWrap(True)
        self.table = PlainTable("Trước và sau", COLUMNS, stretch=AFTER)
        self.table.setWordWrap(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(BEFORE, QHeaderView.ResizeMode.Stretch)
        self.all_fields = QCheckBox("Cả các ô không đổi")
        self.heading = label("", "h3", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.back = button(view.icons, Push("Hoàn tác việc này…", self.ask, "undo-2", tip=LATER))
        close = button(view.icons, Push("Đóng", self.accept, look="primary"))
        for made in (self.back, close):
            made.setAutoDefault(False)
        whole = column(
            label(called, "h2"),
            label(f"{register.title} · mọi thay đổi đều được giữ lại", "muted"),
            self._sides(),
            self.problem,
            row(self.back, None, close),
            spacing=8,
            margins=(20, 16, 20, 14),
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.operations.currentRowChanged.connect(self._show_step)
        self.all_fields.toggled.connect(lambda: self._show_step(self.operations.currentRow()))
        self.read()
        self.operations.setFocus()

    def _sides(self) -> QSplitter:
        right = QWidget()
        shown = column(
            self.heading,
            self.about,
            box(column(self.table), "table", (1, 1, 1, 1)),
            self.all_fields,
            spacing=6,
            margins=(10, 0, 0, 0),
        )
        shown.setStretch(2, 1)
        right.setLayout(shown)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(box(column(self.operations), "table", (1, 1, 1, 1)))
        sides.addWidget(right)
        sides.setChildrenCollapsible(False)
        sides.setSizes([SIZE[0] // 3, SIZE[0] * 2 // 3])
        sides.setStretchFactor(1, 1)
        return sides

    def read(self) -> None:
        """Read the operations again and stay at the same place."""
        place = max(self.operations.currentRow(), 0)
        self._steps = lives.life(self._view.office, self._register.key, self._uid)
        self.operations.clear()
        for step in self._steps:
            reason = f"\nLý do: {step.operation.reason}" if step.operation.reason else ""
            self.operations.addItem(QListWidgetItem(f"{step.title}\n{step.when} · {step.who}{reason}"))
        self.operations.setCurrentRow(min(place, len(self._steps) - 1))

    @property
    def step(self) -> Step | None:
        """The operation chosen."""
        place = self.operations.currentRow()
        return self._steps[place] if 0 <= place < len(self._steps) else None

    def _show_step(self, _place: int) -> None:
        step = self.step
        self._say("")
        self.back.setEnabled(step is not None and self._may_take_back(step))
        if step is None:
            return
        self.heading.setText(step.title)
        reason = f" · Lý do: {step.operation.reason}" if step.operation.reason else ""
        self.about.setText(f"{step.when} · {step.who}{reason}")
        self._show_fields(step.fields if self.all_fields.isChecked() else step.changed)

    def _may_take_back(self, step: Step) -> bool:
        return step.operation.kind == "do" and not step.operation.undone and self._view.office.may("edit")

    def _show_fields(self, fields: tuple[FieldStep, ...]) -> None:
        """Fields under the name of the part they belong to; differences stand out by a word and by weight."""
        bold = QFont(self.table.font())
        bold.setWeight(QFont.Weight.DemiBold)
        lines: list[tuple[str, ...]] = []
        heads, marked = [], []
        for part, items in groupby(fields, key=lambda item: item.part):
            if part:
                heads.append(len(lines))
                lines.append((part, "", "", ""))
            for item in items:
                if item.mark:
                    marked.append(len(lines))
                lines.append(_texts(item))
        self.table.clearSpans()
        self.table.show_rows(lines)
        for place in heads:
            self.table.setSpan(place, 0, 1, len(COLUMNS))
        cells = [(place, number) for place in marked for number in (BEFORE, AFTER, MARK)]
        for place, number in [*cells, *((place, 0) for place in heads)]:
            cell = self.table.item(place, number)
            if cell is not None:
                cell.setFont(bold)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def ask(self) -> None:
        """Say how far it reaches, then take the chosen operation back."""
        step = self.step
        if step is None:
            return
        count = lives.reach(self._view.office, step.operation.uid)
        shared = f"Việc này đã ghi {show_count(count)} dòng; hoàn tác là bỏ cả {show_count(count)} dòng đó. "
        words = (shared if count > 1 else "") + LATER
        question = Question("Hoàn tác", f"“{step.operation.title}”, {step.when}. {words}", "Hoàn tác", reason="")

        def go(_given: Given) -> None:
            self._take_back(step, count)

        ReasonDialog(question, go, self._view.icons, self).open()

    def _take_back(self, step: Step, count: int) -> None:
        office, uid = self._view.office, step.operation.uid
        if count > FEW_ROWS:
            self.back.setEnabled(False)
            self._view.run("Hoàn tác", lambda _progress: undo.undo(office, uid), self._taken_back, self._refused)
        else:
            self._view.write("Hoàn tác", lambda: undo.undo(office, uid), self._taken_back, self._refused, Waiting(self))

    def _taken_back(self, changes: ChangeSet) -> None:
        self._view.stepped(changes)
        self.read()

    def _refused(self, error: BaseException) -> None:
        self.back.setEnabled(True)
        if isinstance(error, AntqError):
            self._say(error.message)
        else:
            self._view.fail(error)
