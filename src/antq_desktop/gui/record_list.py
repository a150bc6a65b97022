"""The page of any register: search, filters, table and everything an officer does with its lines."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from uuid import UUID

from PySide6.QtCore import QItemSelection, QModelIndex, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.fields import FieldSpec, Kind, Register, Value
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.gui.actions import make, tool
from antq_desktop.gui.asking import Given, Question, ReasonDialog
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import PAGE, Push, box, button, column, label, row, scrolled
from antq_desktop.gui.record_filters import FilterRow
from antq_desktop.gui.record_form import RecordForm
from antq_desktop.gui.record_history import HistoryDialog
from antq_desktop.gui.record_table import RecordTableModel
from antq_desktop.gui.search_box import SearchBox
from antq_desktop.services import leaving, records
from antq_desktop.services.lists import ListQuery

ROW_HEIGHT = 34
WIDTHS = {
    Kind.INTEGER: 112,
    Kind.DATE: 118,
    Kind.IMPRECISE_DATE: 118,
    Kind.CHOICE: 132,
    Kind.FLAG: 96,
    Kind.LINK: 160,
}
FEW_COLUMNS = 5
WORDED_FROM = 1000
OF_LINES = frozenset({"open", "remove"})


class RecordList(QStackedWidget):
    """List and form of one register.

    Args:
        view: the office.
        register: which register.
    """

    def __init__(self, view: OfficeView, register: Register, parent: QWidget | None = None):
        super().__init__(parent)
        self.view = view
        self.register = register
        self.model = RecordTableModel(view.office, register, parent=self)
        self.form: RecordForm | None = None
        self.actions_by_key: dict[str, QAction] = {}
        self._worded: list[QToolButton] = []
        self._search_text = ""
        self.page = QWidget()
        self.page.setProperty("cls", "page")
        self.page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = label("", "muted")
        self._empty = label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.search = SearchBox(view.icons, "Tìm trong sổ này, gõ không dấu cũng được")
        self.filters = FilterRow(view, register)
        self.table = self._make_table()
        self._build()
        self.addWidget(self.page)
        self._connect()
        self._show_state()

    @property
    def may_edit(self) -> bool:
        """Whether lines are added and changed here."""
        return self.view.office.may("edit") and not self.register.key_data

    @property
    def current_uid(self) -> UUID | None:
        """The record the cursor is on."""
        index = self.table.currentIndex()
        return self.model.uid(index.row()) if index.isValid() else None

    def _act(self, key: str, act: Callable[[], object], text: str = "") -> QAction:
        owner = self.table if key in OF_LINES else self.page
        action = make(owner, self.view.icons, key, act, text)
        self.actions_by_key[key] = action
        return action

    def _build(self) -> None:
        noun = self.register.noun
        add = self._act("add", self.add, f"Thêm {noun}")
        adder = button(self.view.icons, Push(f"Thêm {noun}", self.add, "plus", "primary", add.toolTip()))
        adder.setVisible(self.may_edit)
        add.setEnabled(self.may_edit)
        head = row(column(label(self.register.title, "h1"), self._count, spacing=2), adder)
        self.tools = row(spacing=6)
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("open", self.open_current),
            ("remove", self.remove_current),
            ("history", self.show_history),
            ("sheet", self.export_sheet),
            ("print", self.print_list),
        )
        for key, act in acts:
            self.add_tool(tool(self._act(key, act)))
        self.tools.addWidget(tool(self._act("take_back", self.take_back_sheet), bare=True))
        self.tools.addStretch(1)
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("undo", self.view.undo),
            ("redo", self.view.redo),
            ("refresh", self.refresh),
        )
        for key, act in steps:
            self.tools.addWidget(tool(self._act(key, act), bare=True))
        self._act("search", self.focus_search)
        self.actions_by_key["remove"].setEnabled(self.may_edit)
        self.actions_by_key["take_back"].setEnabled(self.may_edit and self.view.office.may("import"))
        narrowing = row(self.search, self.filters, spacing=8)
        narrowing.setStretch(0, 1)
        self.search.setMinimumWidth(220)
        self._holder = QStackedWidget()
        self._holder.addWidget(self.table)
        self._holder.addWidget(self._empty)
        frame = box(column(self._holder), "table", (1, 1, 1, 1))
        body: QVBoxLayout = column(head, narrowing, self.tools, frame, spacing=12, margins=PAGE)
        body.setStretch(3, 1)
        self.page.setLayout(body)

    def add_tool(self, made: QToolButton, place: int = -1) -> None:
        """Put a button among the tools; in a narrow window it shows its icon only."""
        self._worded.append(made)
        self.tools.insertWidget(place, made)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the tools' words where there is room for them."""
        super().resizeEvent(event)
        wide = event.size().width() >= self.view.icons.theme.pixels(WORDED_FROM)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if wide else Qt.ToolButtonStyle.ToolButtonIconOnly
        for made in self._worded:
            made.setToolButtonStyle(style)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.register.title)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        theme = self.view.icons.theme
        sides = table.verticalHeader()
        sides.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sides.setDefaultSectionSize(theme.pixels(ROW_HEIGHT))
        sides.hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        for place, spec in enumerate(self.model.columns):
            header.resizeSection(place, theme.pixels(WIDTHS.get(spec.kind, 170)))
            if place == 0 or (self._has_words(spec) and len(self.model.columns) <= FEW_COLUMNS):
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        return table

    @staticmethod
    def _has_words(spec: FieldSpec) -> bool:
        worded = spec.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.LINK_SET, Kind.CHOICE_SET}
        return worded or spec.links_to == "household"

    def _connect(self) -> None:
        self.search.searched.connect(self._searched)
        self.search.down_pressed.connect(self.focus_table)
        self.filters.changed.connect(self._requery)
        self.table.doubleClicked.connect(self._double_clicked)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.view.changed.connect(self._changed)

    def _searched(self, text: str) -> None:
        self._search_text = text
        self._requery()

    def _requery(self) -> None:
        old = self.model.query
        self.model.show_query(ListQuery(self._search_text, self.filters.equal, old.sort, old.descending))
        self._show_state()

    def _changed(self, changes: ChangeSet) -> None:
        kept = self.current_uid
        self.filters.refresh(changes.registers)
        if self.model.refresh(changes):
            touched = changes.records.get(self.register.key, frozenset())
            self._show_state()
            self.go_to(next(iter(touched)) if len(touched) == 1 else kept)

    def _selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self._show_actions()

    def _double_clicked(self, _index: QModelIndex) -> None:
        self.open_current()

    def _show_state(self) -> None:
        count = self.model.count
        narrowed = bool(self._search_text.strip() or self.filters.equal)
        self._count.setText(f"{show_count(count)} {self.register.noun}{' khớp điều kiện lọc' if narrowed else ''}")
        if narrowed:
            self._empty.setText("Không có dòng nào khớp. Xóa bớt chữ tìm hoặc chọn lại bộ lọc.")
        else:
            how = f"\nNhấn Ctrl+N để thêm {self.register.noun} đầu tiên." if self.may_edit else ""
            self._empty.setText(f"Sổ này chưa có dòng nào.{how}")
        self._holder.setCurrentIndex(0 if count else 1)
        self._show_actions()

    def _show_actions(self) -> None:
        there = self.table.currentIndex().isValid()
        for key in ("open", "history"):
            self.actions_by_key[key].setEnabled(there)
        self.actions_by_key["remove"].setEnabled(there and self.may_edit)

    def keep_drafts(self) -> None:
        """Keep what is typed in the open form."""
        if self.form is not None:
            self.form.drafts.flush()

    def refresh(self) -> None:
        """Read the list again."""
        self.model.refresh()
        self._show_state()

    def focus_search(self) -> None:
        """Go to the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def focus_table(self) -> None:
        """Go to the lines, to the first one if none is chosen."""
        if not self.model.count:
            return
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def go_to(self, uid: UUID | None) -> None:
        """Put the cursor on a record, if the list shows it."""
        place = None if uid is None else self.model.place_of(uid)
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, 0))
            self.table.scrollTo(self.model.index(place, 0))

    def add(self, preset: Mapping[str, Value] | None = None) -> None:
        """Open an empty form, with what the filters already say."""
        if not self.may_edit:
            return
        known: dict[str, Value] = {
            key: wanted[0]
            for key, wanted in self.filters.equal.items()
            if self.register.fields[key].kind not in {Kind.LINK_SET, Kind.CHOICE_SET}
        }
        known.update(preset or {})
        self._show_form(RecordForm(self.view, self.register, None, known))

    def open_current(self) -> None:
        """Open the record the cursor is on."""
        uid = self.current_uid
        if uid is not None:
            self.open_record(uid)

    def open_record(self, uid: UUID) -> None:
        """Open a record's form; who may not edit sees its history."""
        if not self.may_edit:
            HistoryDialog(self.view, self.register, uid, self).open()
            return
        form = self.view.attempt(lambda: RecordForm(self.view, self.register, uid))
        if form is not None:
            self._show_form(form)

    def _show_form(self, form: RecordForm) -> None:
        self._close_form()
        self.form = form
        form.left.connect(self._form_left)
        form.saved.connect(self._form_saved)
        form.next_wanted.connect(self.add)
        self.addWidget(scrolled(form, form.title))
        self.setCurrentIndex(1)
        form.focus_first()

    def _close_form(self) -> None:
        area = self.widget(1)
        if area is not None:
            self.removeWidget(area)
            area.deleteLater()
        self.form = None

    def _form_left(self) -> None:
        self.setCurrentIndex(0)
        self._close_form()
        self.focus_table()

    def _form_saved(self, uid: UUID) -> None:
        self._form_left()
        self.go_to(uid)

    def remove_current(self) -> None:
        """Ask why, then take the record out of the register."""
        uid = self.current_uid
        if uid is None or not self.may_edit:
            return
        noun = self.register.noun
        words = f"Xóa {noun} “{records.heading(self.view.office, self.register.key, uid)}” khỏi sổ? Có thể hoàn tác."
        question = Question(f"Xóa {noun}", words, "Xóa", "Lý do xóa")

        def go(given: Given) -> None:
            changes = self.view.attempt(lambda: records.remove(self.view.office, self.register.key, uid, given.reason))
            if changes is not None:
                self.view.announce(changes, f"Đã xóa {noun}.")

        ReasonDialog(question, go, self.view.icons, self).open()

    def show_history(self) -> None:
        """Show the life of the record the cursor is on."""
        uid = self.current_uid
        if uid is not None:
            HistoryDialog(self.view, self.register, uid, self).open()

    def export_sheet(self) -> None:
        """Ask where and why, then write the list as shown to a workbook."""
        words = "Danh sách đang hiện (theo ô tìm và bộ lọc) được ghi ra tệp Excel."
        self._ask_to_leave("Xuất Excel", words, ".xlsx", "Excel (*.xlsx)")

    def take_back_sheet(self) -> None:
        """Take an exported workbook back; what reads workbooks is loaded only now."""
        import_module("antq_desktop.gui.return_dialog").ask(self.view, self.register, self)

    def print_list(self) -> None:
        """Ask where and why, then write the list as shown to a PDF file."""
        words = "Danh sách đang hiện (theo ô tìm và bộ lọc) được ghi ra tệp PDF để in."
        self._ask_to_leave("In danh sách", words, ".pdf", "PDF (*.pdf)")

    def _ask_to_leave(self, title: str, words: str, ending: str, pattern: str) -> None:
        office = self.view.office
        names = leaving.names_persons(self.register)
        if leaving.open_flag(self.register) is not None:
            words += " Chỉ gồm hộ đang cư trú."
        if names:
            words += " Danh sách có tên người: việc này được ghi vào nhật ký cùng lý do và số dòng."
        question = Question(title, words, "Ghi tệp", "Lý do" if names else "", password=names)
        first = office.paths.folder / f"{self.register.key}-{office.today().isoformat()}{ending}"
        file = ("Ghi vào tệp", "save", pattern, first)
        asked = ReasonDialog(
            question, partial(self._write, title), self.view.icons, self, file, partial(leaving.synced, office)
        )
        asked.open()

    def _write(self, title: str, given: Given) -> None:
        path, grounds = given.path, leaving.Grounds(given.reason, given.password)
        if path is None:
            return
        office, query, key = self.view.office, self.model.query, self.register.key
        name = "list_papers:print_list" if path.suffix.lower() == ".pdf" else "list_sheets:export_list"

        def work(progress: Progress) -> int:
            """On the worker: the libraries of paper and workbooks are read from the disk only now."""
            module, function = name.split(":")
            writer = getattr(import_module(f"antq_desktop.services.{module}"), function)
            count: int = writer(office, key, path, query, grounds=grounds, progress=progress)
            return count

        def done(count: int) -> None:
            self.view.tell(f"Đã ghi {show_count(count)} dòng vào {path.name}.")

        self.view.run(title, work, done)
