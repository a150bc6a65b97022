"""The page of any register: search, filters, table and everything an officer does with its lines."""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.fields import Kind, Register, Value
from antq_desktop.domain.percent import show_count
from antq_desktop.gui.forms.record_form import RecordForm
from antq_desktop.gui.lists import list_removing
from antq_desktop.gui.lists.list_columns import ColumnsDialog, ListColumns
from antq_desktop.gui.lists.list_cursor import ListCursor
from antq_desktop.gui.lists.list_leaving import ListLeaving
from antq_desktop.gui.lists.list_memory import ListMemory
from antq_desktop.gui.lists.list_menus import ColumnMenu, FilterMenu
from antq_desktop.gui.lists.record_filters import FilterRow
from antq_desktop.gui.lists.record_history import HistoryDialog
from antq_desktop.gui.lists.record_table import RecordTableModel
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import make, tool
from antq_desktop.gui.widgets.list_table import ListTable
from antq_desktop.gui.widgets.pieces import PAGE, Push, box, button, column, in_turn, label, row, scrolled
from antq_desktop.gui.widgets.search_box import SearchBox
from antq_desktop.gui.widgets.short_label import ShortLabel
from antq_desktop.gui.widgets.tool_button import ToolButton
from antq_desktop.gui.widgets.tool_row import ToolRow
from antq_desktop.services import list_looks
from antq_desktop.services.list_looks import ListLook
from antq_desktop.services.lists import ListQuery

SEARCH_WIDTH = 220
SPACING = 8
LOW_BELOW = 520
OF_LOOKS = ("filters", "columns")
OF_LINES = frozenset({"open", "remove", "copy", "copy_headed", "line_menu", "column_menu"})
LINE_MENU = ("open", "history", "", "copy", "copy_headed", "sheet", "print", "", "remove")


class RecordList(QStackedWidget):
    """List and form of one register.

    Args:
        view: the office.
        register: which register.

    Attributes:
        beside: makes what the form of a record shows beside its fields, if anything.
    """

    def __init__(self, view: OfficeView, register: Register, parent: QWidget | None = None):
        super().__init__(parent)
        self.view = view
        self.register = register
        self.form: RecordForm | None = None
        self.actions_by_key: dict[str, QAction] = {}
        self._search_text = ""
        self._stale = False
        self.beside: Callable[[UUID], QWidget | None] = lambda _uid: None
        self.page = QWidget()
        self.page.setProperty("cls", "page")
        self.page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = ShortLabel("muted")
        self._empty = label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.search = SearchBox(view.icons, "Tìm trong sổ này, gõ không dấu cũng được")
        self.filters = FilterRow(view, register)
        look = list_looks.recall(view.office, register)
        self.filters.narrow(look.equal)
        query = ListQuery("", self.filters.equal, look.sort, look.descending)
        self.model = RecordTableModel(view.office, register, query, view, self)
        self.table = self._make_table(look)
        self.leaving = ListLeaving(view, self.table, self.model, self.columns)
        self.memory = ListMemory(view, self.model, self.columns)
        self._build()
        self.addWidget(self.page)
        self._connect()
        self._show_state()

    @property
    def may_edit(self) -> bool:
        """Whether lines are added and changed here."""
        return self.view.office.may("edit") and not self.register.key_data and self.register.by_deed is None

    @property
    def current_uid(self) -> UUID | None:
        """The record the cursor is on."""
        return self._cursor.uid

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
        self._title = column(label(self.register.title, "h1"), self._count, spacing=2)
        head = row(self._title, adder)
        head.setStretch(0, 1)
        self.tools = self._make_tools()
        self._looks = [tool(self.actions_by_key[key]) for key in OF_LOOKS]
        narrowing = row(self.search, self.filters, *self._looks, spacing=8)
        narrowing.setStretch(0, 1)
        self.search.setMinimumWidth(SEARCH_WIDTH)
        self._holder = QStackedWidget()
        self._holder.addWidget(self.table)
        self._holder.addWidget(self._empty)
        frame = box(column(self._holder), "table", (1, 1, 1, 1))
        self._body: QVBoxLayout = column(head, narrowing, self.tools, frame, spacing=12, margins=PAGE)
        self._body.setStretch(3, 1)
        self.page.setLayout(self._body)

    def _make_tools(self) -> ToolRow:
        tools = ToolRow()
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("open", self.open_current),
            ("remove", self.remove_chosen),
            ("history", self.show_history),
            ("sheet", self.leaving.export),
            ("print", self.leaving.print_out),
            ("filters", self.show_filters),
            ("columns", self.choose_columns),
        )
        for key, act in acts:
            tools.add(tool(self._act(key, act)))
        tools.add_bare(tool(self._act("take_back", self.take_back_sheet), bare=True))
        tools.add_stretch()
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("undo", self.view.undo),
            ("redo", self.view.redo),
            ("refresh", self.refresh),
        )
        for key, act in steps:
            tools.add_bare(tool(self._act(key, act), bare=True))
        self._act("search", self.focus_search)
        self._act("copy", self.leaving.copy)
        self._act("copy_headed", partial(self.leaving.copy, headings=True))
        self._act("line_menu", lambda: self.show_line_menu(self.table.cursor_corner()))
        self._act("column_menu", self.show_column_menu)
        self.filter_menu = FilterMenu(self.view, self.register, self.filters, self)
        self.actions_by_key["remove"].setEnabled(self.may_edit)
        self.actions_by_key["take_back"].setEnabled(self.may_edit and self.view.office.may("import"))
        return tools

    def add_tool(self, made: ToolButton, place: int = -1) -> None:
        """Put a button among the tools."""
        self.tools.add(made, place)
        in_turn(self._looks[-1], *self.tools.buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many of the tools' words as there is room for, and leave a low window's height to the lines."""
        super().resizeEvent(event)
        theme, room = self.view.icons.theme, event.size().width() - PAGE[0] - PAGE[2]
        looks = sum(made.sizeHint().width() + SPACING for made in self._looks)
        wide = room >= theme.pixels(SEARCH_WIDTH) + self.filters.widest + looks
        for made in self._looks:
            made.setVisible(wide)
            self.tools.button_of(made.defaultAction()).setVisible(not wide)
        self.tools.fit(room)
        self.filters.fit(room - theme.pixels(SEARCH_WIDTH) - (looks if wide else 0))
        low = event.size().height() < theme.pixels(LOW_BELOW)
        self._title.setDirection(QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom)
        self._title.setSpacing(14 if low else 2)
        self._title.setStretch(1, 1 if low else 0)
        self._body.setSpacing(7 if low else 12)
        self._body.setContentsMargins(PAGE[0], 8 if low else PAGE[1], PAGE[2], 8 if low else PAGE[3])

    def _make_table(self, look: ListLook) -> ListTable:
        table = ListTable(self.view.icons.theme)
        table.setModel(self.model)
        table.setAccessibleName(self.register.title)
        keys = [spec.key for spec in self.model.columns]
        if look.sort is not None:
            order = Qt.SortOrder.DescendingOrder if look.descending else Qt.SortOrder.AscendingOrder
            table.header.setSortIndicator(keys.index(look.sort), order)
        table.setSortingEnabled(True)
        self.columns = ListColumns(table, self.model, self.view.icons.theme)
        self.columns.show_only(look.columns or self.columns.usual, look.widths)
        return table

    def _connect(self) -> None:
        self.search.searched.connect(self._searched)
        self.search.down_pressed.connect(self.focus_table)
        self.filters.changed.connect(self._requery)
        self.table.doubleClicked.connect(lambda _index: self.open_current())
        self.table.menu_wanted.connect(self.show_line_menu)
        self.table.header.menu_wanted.connect(self._show_column_menu)
        self.table.selectionModel().selectionChanged.connect(self._show_count)
        self.table.selectionModel().currentChanged.connect(self._show_actions)
        self.model.awaited.connect(self._show_awaited)
        self.model.stood.connect(self._show_state)
        self._cursor = ListCursor(self.table, self.model)
        self.view.changed.connect(self._changed)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the look when another page is shown."""
        super().hideEvent(event)
        self.memory.flush()

    def _searched(self, text: str) -> None:
        self._search_text = text
        self._requery()

    def _requery(self) -> None:
        old = self.model.wanted
        self.model.show_query(ListQuery(self._search_text, self.filters.equal, old.sort, old.descending))

    def _show_awaited(self) -> None:
        """Other lines are being read; those that are there stay in view."""
        self._holder.setCurrentIndex(0)
        self._show_count()
        self._show_actions()

    def _changed(self, changes: ChangeSet) -> None:
        self.filters.refresh(changes.registers)
        if self.isVisible() or not self.model.long:
            self._cursor.follow(changes)
        elif self.model.shows(changes):
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Read a long list again that was changed while it was not seen."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._cursor.follow()

    def _show_state(self, *_: object) -> None:
        self.model.mark(self.filters.equal, self.view.icons.icon("list-filter", "accent", 14))
        if self._search_text.strip() or self.filters.equal:
            self._empty.setText("Không có dòng nào khớp. Xóa bớt chữ tìm hoặc chọn lại bộ lọc.")
        else:
            how = f"\nNhấn Ctrl+N để thêm {self.register.noun} đầu tiên." if self.may_edit else ""
            self._empty.setText(f"Sổ này chưa có dòng nào.{how}")
        worked = self.table.hasFocus()
        self._holder.setCurrentIndex(0 if self.model.count or self.model.turning else 1)
        if worked and not self.model.count:
            self.search.setFocus()
        self._show_count()
        self._show_actions()

    def _show_count(self) -> None:
        narrowed = bool(self._search_text.strip() or self.filters.equal)
        said = f"{show_count(self.model.count)} {self.register.noun}{' khớp điều kiện lọc' if narrowed else ''}"
        if self.filters.words:
            said += f" ({self.filters.words})"
        chosen = self.table.chosen_count
        if self.model.reading:
            said = f"{said} · đang đọc…" if self.model.count else "Đang đọc danh sách…"
        self._count.setText(f"{said} · đã chọn {show_count(chosen)} dòng" if chosen > 1 else said)

    def _show_actions(self) -> None:
        there = self.table.currentIndex().isValid() or self._cursor.ahead.waiting
        for key in ("open", "history", "copy", "copy_headed", "line_menu"):
            self.actions_by_key[key].setEnabled(there)
        self.actions_by_key["remove"].setEnabled(there and self.may_edit)

    def show_line_menu(self, place: QPoint) -> None:
        """Offer what can be done with the chosen lines."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Việc với các dòng đã chọn")
        for key in self.line_menu_keys():
            if key:
                menu.addAction(self.actions_by_key[key])
            else:
                menu.addSeparator()
        menu.popup(place)

    def line_menu_keys(self) -> tuple[str, ...]:
        """Actions of that menu; an empty key is a line between them."""
        return LINE_MENU

    def show_column_menu(self) -> None:
        """Offer what can be done with the column the cursor is in."""
        number = max(0, self.table.currentIndex().column())
        corner = QPoint(self.table.header.seen_at(number), self.table.header.height())
        self._show_column_menu(number, self.table.header.mapToGlobal(corner))

    def _show_column_menu(self, number: int, place: QPoint) -> None:
        ColumnMenu(self.view, number, self.table, self.columns, self.filters, self.choose_columns).popup(place)

    def choose_columns(self) -> None:
        """Choose columns and their order."""
        ColumnsDialog(self.view, self.model.columns, self.columns, self).open()

    def show_filters(self) -> None:
        """Offer the filters kept by name."""
        action = self.actions_by_key["filters"]
        makers = [self.tools.button_of(action), *(made for made in self._looks if made.defaultAction() is action)]
        maker = next((made for made in makers if made.isVisible()), makers[0])
        self.filter_menu.popup(maker.mapToGlobal(maker.rect().bottomLeft()))

    def keep_drafts(self) -> None:
        """Keep what is typed in the open form, and how the list is looked at."""
        if self.form is not None:
            self.form.drafts.flush()
        self.memory.flush()

    def refresh(self) -> None:
        """Read the list again."""
        self.model.refresh()

    def focus_search(self) -> None:
        """Go to the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def focus_table(self) -> None:
        """Go to the lines, to the first one if none is chosen."""
        self._cursor.go_to_lines()
        self._show_actions()

    def go_to(self, uid: UUID | None) -> None:
        """Put the cursor on a record, if the list shows it."""
        self._cursor.go_to(uid)

    def add(self, preset: Mapping[str, Value] | None = None, draft: str = "") -> None:
        """Open an empty form, with what the filters already say; a draft that is named is offered first."""
        if not self.may_edit:
            return
        self.keep_drafts()  # before the new form looks which drafts there are
        known: dict[str, Value] = {
            key: wanted[0]
            for key, wanted in self.filters.equal.items()
            if len(wanted) == 1 and self.register.fields[key].kind not in {Kind.LINK_SET, Kind.CHOICE_SET, Kind.FLAG}
        }
        known.update(preset or {})
        self._show_form(RecordForm(self.view, self.register, None, known, draft))

    def open_current(self) -> None:
        """Open the record the cursor is on."""
        if self._cursor.ahead.hold(self.open_current):
            return
        uid = self.current_uid
        if uid is not None:
            self.open_record(uid)

    def open_record(self, uid: UUID) -> None:
        """Open a record's form; who may not edit sees its history."""
        if not self.may_edit:
            HistoryDialog(self.view, self.register, uid, self).open()
            return
        self.keep_drafts()
        form = self.view.attempt(lambda: RecordForm(self.view, self.register, uid, beside=self.beside(uid)))
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

    def remove_chosen(self) -> None:
        """Ask why, then take the chosen records out of the register."""
        if self.may_edit and not self._cursor.ahead.hold(self.remove_chosen):
            list_removing.ask(self.view, self.table, self.model)

    def show_history(self) -> None:
        """Show the life of the record the cursor is on."""
        if self._cursor.ahead.hold(self.show_history):
            return
        uid = self.current_uid
        if uid is not None:
            HistoryDialog(self.view, self.register, uid, self).open()

    def take_back_sheet(self) -> None:
        """Take an exported workbook back; what reads workbooks is loaded only now."""
        self.view.bring("antq_desktop.gui.lists.return_dialog", lambda found: found.ask(self.view, self.register, self))
