"""Menus of a list: of a column, of filters."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from antq_desktop.domain.fields import FieldSpec, Register
from antq_desktop.gui.forms.small_form import SmallForm
from antq_desktop.gui.lists.list_columns import WIDER, ListColumns
from antq_desktop.gui.lists.record_filters import FilterRow, ValuesDialog, all_entries
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.list_table import ListTable
from antq_desktop.gui.widgets.pieces import label, named
from antq_desktop.services import list_looks

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class ColumnMenu(QMenu):
    """What can be done with one column.

    Args:
        view: the office.
        number: of the column in the model.
        table: of the list.
        columns: of the list.
        filters: of the list.
        choose: opens the choice of columns.
    """

    def __init__(
        self,
        view: OfficeView,
        number: int,
        table: ListTable,
        columns: ListColumns,
        filters: FilterRow,
        choose: Callable[[], object],
    ):
        super().__init__(table)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        spec = columns.spec(number)
        self.setAccessibleName(f"Cột {spec.label}")
        title = self.addAction(f"Cột “{spec.label}”")
        title.setEnabled(False)
        header = table.header
        self._add("Xếp tăng dần", partial(header.setSortIndicator, number, UP))
        self._add("Xếp giảm dần", partial(header.setSortIndicator, number, DOWN))
        if header.sortIndicatorSection() >= 0:
            self._add("Xếp như ban đầu", partial(header.setSortIndicator, -1, UP))
        self.addSeparator()
        if all_entries(view.office, spec):
            self._add("Lọc theo giá trị…", partial(self._ask_values, view, spec, filters, table))
        if spec.key in filters.equal:
            self._add("Bỏ lọc cột này", partial(filters.narrow_by, spec.key, ()))
        self.addSeparator()
        self._add("Vừa chữ", partial(columns.fit_words, number))
        self._add("Rộng thêm", partial(columns.widen, number, WIDER))
        self._add("Hẹp bớt", partial(columns.widen, number, -WIDER))
        self.addSeparator()
        if not columns.is_first(number):
            self._add("Ẩn cột này", partial(columns.hide, number))
        self._add("Chọn cột…", choose)

    def _add(self, words: str, act: Callable[[], object]) -> None:
        self.addAction(words, act)

    def _ask_values(self, view: OfficeView, spec: FieldSpec, filters: FilterRow, table: ListTable) -> None:
        ValuesDialog(view, spec, filters, table).open()


class FilterMenu(QMenu):
    """Filters kept by name: take one, keep the present one, forget one.

    Args:
        view: the office.
        register: of the list.
        filters: of the list.
        owner: what the questions stand over.
    """

    def __init__(self, view: OfficeView, register: Register, filters: FilterRow, owner: QWidget):
        super().__init__(owner)
        self._view = view
        self._register = register
        self._filters = filters
        self._owner = owner
        self.setAccessibleName("Bộ lọc")
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        known = list_looks.filters(self._view.office, self._register)
        for name, equal in known.items():
            taken = self.addAction(name.replace("&", "&&"), partial(self._filters.narrow, equal))
            taken.setCheckable(True)
            taken.setChecked(equal == self._filters.equal)
            if not self._filters.still_there(equal):
                taken.setText(f"{taken.text()} (không còn giá trị nào)")
                taken.setEnabled(False)
        if not known:
            self.addAction("Chưa lưu bộ lọc nào").setEnabled(False)
        self.addSeparator()
        filtered = bool(self._filters.equal)
        self.addAction("Lưu bộ lọc đang dùng…", self.ask_name).setEnabled(filtered)
        self.addAction("Bỏ mọi bộ lọc", self._filters.clear).setEnabled(filtered)
        if known:
            forget = self.addMenu("Xóa bộ lọc đã lưu")
            for name in known:
                forget.addAction(name.replace("&", "&&"), partial(self._forget, name))

    def ask_name(self) -> None:
        """Ask under which name to keep the filter in use."""
        FilterNameDialog(self._view, self._register, self._filters, self._owner).open()

    def _forget(self, name: str) -> None:
        words = f"Đã xóa bộ lọc “{name}”; các dòng trong sổ không đổi."
        drop = partial(list_looks.drop_filter, self._view.office, self._register, name)
        self._view.write("Xóa bộ lọc", drop, lambda _dropped: self._view.tell(words))


class FilterNameDialog(SmallForm):
    """Asks for the name of the filter in use."""

    def __init__(self, view: OfficeView, register: Register, filters: FilterRow, parent: QWidget):
        super().__init__(view, "Lưu bộ lọc", parent)
        self._register = register
        self._filters = filters
        self.name = QLineEdit()
        self.name.setMaxLength(list_looks.LONGEST_NAME)
        words = "Chỉ cán bộ này dùng ở sổ này; lưu trùng tên thì thay bộ lọc cũ. Chữ trong ô tìm không được giữ."
        self.lay_out(
            "Lưu bộ lọc", self.go, label(words, "muted", wrap=True), named("Tên bộ lọc", self.name, mandatory=True)
        )
        self.name.setFocus()

    def go(self) -> None:
        """Keep it."""
        name, office = self.name.text(), self._view.office
        keep = partial(list_looks.keep_filter, office, self._register, name, self._filters.equal)
        self._view.write("Lưu bộ lọc", keep, self._kept, self.failed, Waiting(self))

    def _kept(self, _nothing: object) -> None:
        self.accept()
        self._view.tell(f"Đã lưu bộ lọc “{' '.join(self.name.text().split())}”.")
