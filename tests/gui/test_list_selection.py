"""Several lines at once: chosen, copied, printed, exported, removed, by keyboard."""

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.widgets.clipboard import UNWATCHED
from antq_desktop.gui.widgets.list_table import ListTable
from antq_desktop.services import lists, records, undo
from antq_desktop.services.samples import demo
from hands import activate, in_front, press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
EDITS = 50


@pytest.fixture
def page(qtbot, view):
    made = RecordList(view, REGISTERS["household"])
    show(qtbot, made)
    made.focus_table()
    return made


def clipboard():
    return QGuiApplication.clipboard().text().replace("\r\n", "\n")


def test_lines_are_chosen_by_keyboard_and_counted(page):
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    assert page.table.spans() == ((0, 3),)
    assert page._count.text() == "600 hộ · đã chọn 3 dòng"
    press(Qt.Key.Key_A, CTRL)
    assert page.table.spans() == ((0, 600),)
    press(Qt.Key.Key_Up)
    assert page.table.spans() == ((1, 1),)
    assert page._count.text() == "600 hộ"


def test_shift_chooses_on_from_where_the_cursor_was_put(page):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    page.table.put_cursor(7)
    press(Qt.Key.Key_Down, SHIFT)
    assert page.table.spans() == ((7, 2),)
    page.table.put_cursor(0)
    press(Qt.Key.Key_Down, SHIFT)
    assert page.table.spans() == ((0, 2),)


def test_the_cursor_is_put_alone_even_while_ctrl_is_held(page):
    """Ctrl+S saves a form and the cursor goes to what was saved: that must not join what was chosen."""
    press(Qt.Key.Key_Down, CTRL)
    assert QGuiApplication.keyboardModifiers() & CTRL
    page.go_to(page.model.uid(7))
    assert page.table.spans() == ((7, 1),)


def test_one_line_is_copied_at_once_without_its_heading(page, view, office):
    before = len(undo.operations(office))
    press(Qt.Key.Key_C, CTRL)
    shown = [page.model.index(0, number).data() for number in range(4)]
    assert clipboard() == "\t".join(shown)
    assert view.record.notices[-1].startswith("Đã sao chép 1 dòng")
    assert len(undo.operations(office)) == before
    data = QGuiApplication.clipboard().mimeData()
    assert all(data.hasFormat(name) for name, _ in UNWATCHED)


def test_a_list_of_names_is_copied_with_a_reason_that_enter_takes_the_next_time(page, view, office):
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_C, CTRL | SHIFT)
    asked = in_front(page, ReasonDialog)
    assert asked.password is None
    asked._go()
    assert asked.isVisible()
    type_text(asked.reason, "họp thôn")
    asked._go()
    assert [line.split("\t")[0] for line in clipboard().split("\n")] == [
        "Họ và tên chủ hộ",
        page.model.index(0, 0).data(),
        page.model.index(1, 0).data(),
    ]
    newest = undo.operations(office)[0]
    assert (newest.title, newest.reason) == ("Sao chép Hộ gia đình (2 dòng)", "họp thôn")
    page.focus_table()
    press(Qt.Key.Key_C, CTRL)
    again = in_front(page, ReasonDialog)
    assert again.reason.selectedText() == "họp thôn"
    again._go()
    assert not clipboard().startswith("Họ và tên")
    assert undo.operations(office)[0].reason == "họp thôn"


def test_telephones_shown_on_the_screen_are_not_copied(page, view):
    page.columns.show_only(("head_name", "phone", "address"))
    press(Qt.Key.Key_C, CTRL)
    assert len(clipboard().split("\t")) == 2
    assert "Không sao chép cột Điện thoại." in view.record.notices[-1]


@pytest.mark.parametrize(("choice", "count"), [(0, 3), (1, 600)])
def test_chosen_lines_are_exported_or_the_whole_list(qtbot, page, view, tasks, tmp_path, choice, count):
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_E, CTRL)
    asked = in_front(page, ReasonDialog)
    assert [one.text() for one in asked.choices] == [
        "3 dòng đã chọn",
        "Cả danh sách đang hiện (chỉ hộ đang cư trú)",
    ]
    asked.choices[choice].setChecked(True)
    asked.file.show_path(tmp_path / "ho.xlsx")
    asked.reason.setText("đối chiếu")
    type_text(asked.password.line, demo.PASSWORD)
    asked._go()
    settle(qtbot, tasks)
    assert view.record.notices[-1] == f"Đã ghi {count} dòng vào ho.xlsx."


def test_chosen_lines_are_printed(qtbot, page, view, tasks, tmp_path):
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_P, CTRL)
    asked = in_front(page, ReasonDialog)
    assert asked.file is None, "it is looked at first"
    asked.reason.setText("họp")
    type_text(asked.password.line, demo.PASSWORD)
    asked._go()
    settle(qtbot, tasks)
    preview = page.findChild(PrintPreview)
    assert preview.isVisible(), "seen before it is printed"
    assert len(preview.pages) == 1
    preview.save_copy(tmp_path / "a.pdf")
    settle(qtbot, tasks)
    preview.accept()
    assert undo.operations(view.office)[0].title == "Lưu PDF danh sách Hộ gia đình (2 dòng)"


def test_fifty_edits_are_taken_back_and_done_again_by_keys(qtbot, page, view):
    uid = page.model.uid(0)
    before = records.get(view.office, "household", uid).record.address
    for number in range(EDITS):
        view.announce(records.save(view.office, "household", {"address": f"Số {number}"}, uid=uid).changes)
    page.focus_table()
    for _ in range(EDITS):
        press(Qt.Key.Key_Z, CTRL)
    assert records.get(view.office, "household", uid).record.address == before
    for _ in range(EDITS):
        press(Qt.Key.Key_Y, CTRL)
    assert records.get(view.office, "household", uid).record.address == f"Số {EDITS - 1}"
    assert not view.record.troubles


def test_many_lines_are_removed_at_once_and_come_back_at_once(page, view):
    for number in (1, 2, 3):
        saved = records.save(view.office, "household", {"head_name": f"Ăn Văn {'A' * number}", "area": "Đông Hạ"})
        view.changed.emit(saved.changes)
    page.focus_table()
    places = [row for row in range(page.model.count) if page.model.index(row, 0).data().startswith("Ăn Văn")]
    flags = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().clearSelection()
    for row in places:
        page.table.selectionModel().select(page.model.index(row, 0), flags.Select | flags.Rows)
    press(Qt.Key.Key_Delete)
    asked = in_front(page, ReasonDialog)
    assert asked.windowTitle() == "Xóa 3 hộ"
    asked.reason.setText("nhập trùng")
    asked._go()
    assert view.record.notices[-1] == "Đã xóa 3 hộ."
    assert lists.open_list(view.office, "household").count == 600
    view.undo()
    assert lists.open_list(view.office, "household").count == 603


def test_too_many_lines_are_not_removed_at_once(page, view):
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    assert view.record.notices[-1] == "Chỉ xóa được tối đa 500 dòng một lần; đang chọn 600 dòng."


@pytest.mark.parametrize("by", ["key", "pointer"])
def test_the_menu_of_the_lines_comes_up(qtbot, page, by):
    if by == "key":
        press(Qt.Key.Key_F10, SHIFT)
    else:
        place = QPoint(30, 50)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.table.viewport().mapToGlobal(place))
        QApplication.sendEvent(page.table.viewport(), event)
    menu = next(child for child in page.findChildren(QMenu) if child.isVisible())
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == [
        "Mở, sửa",
        "Lịch sử",
        "Sao chép",
        "Sao chép kèm tên cột",
        "Xuất Excel…",
        "In danh sách…",
        "Xóa…",
    ]
    menu.close()


class Million(QAbstractTableModel):
    """A million rows; remembers how often Qt asks for one of them."""

    def __init__(self):
        super().__init__()
        self.asked = 0

    def rowCount(self, _parent=None):
        return 1_000_000

    def columnCount(self, _parent=None):
        return 8

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        self.asked += 1
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, _index):
        self.asked += 1
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def test_a_million_chosen_lines_are_never_listed_one_by_one(qtbot, theme):
    """Qt lists every chosen cell for screen readers, and asks every row whether to press a heading down."""
    model, table = Million(), ListTable(theme)
    table.setModel(model)
    show(qtbot, table)
    table.setFocus()
    table.put_cursor(5)
    QAccessible.setActive(True)
    model.asked = 0
    try:
        press(Qt.Key.Key_A, CTRL)
        assert table.spans() == ((0, 1_000_000),)
        table.grab()
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_End, CTRL | SHIFT)
    finally:
        QAccessible.setActive(False)
    assert table.spans() == ((6, 999_994),)
    assert table.chosen_count == 999_994
    assert model.asked < 20_000


def answered(qtbot, tasks, asked, path=None):
    if path is not None:
        asked.file.show_path(path)
    asked.reason.setText("đối chiếu")
    if asked.password is not None:
        type_text(asked.password.line, demo.PASSWORD)
    asked._go()
    settle(qtbot, tasks)


def test_what_is_seen_is_what_leaves_in_that_order_with_that_filter(qtbot, page, view, tasks, tmp_path):
    page.columns.show_only(("head_name", "size", "phone", "address"))
    type_text(page.search, "nguyen")
    qtbot.waitUntil(lambda: 0 < page.model.count < 600)
    keys = [spec.key for spec in page.model.columns]
    page.table.header.setSortIndicator(keys.index("address"), Qt.SortOrder.DescendingOrder)
    seen = [page.model.index(row, 0).data() for row in range(page.model.count)]
    page.focus_table()
    press(Qt.Key.Key_E, CTRL)
    asked = in_front(page, ReasonDialog)
    assert asked.tick.isChecked()
    assert "cột đang xem" in asked.tick.text()
    assert "Không ghi cột Điện thoại." in asked.words.text()
    answered(qtbot, tasks, asked, tmp_path / "ho.xlsx")
    sheet = load_workbook(tmp_path / "ho.xlsx").worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    assert titles == ["_ma", "Họ và tên chủ hộ", "Số nhân khẩu", "Địa chỉ", "Đang cư trú (chỉ xem)"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2, values_only=True)] == seen
    activate(qtbot, page)
    page.focus_table()
    press(Qt.Key.Key_P, CTRL)
    answered(qtbot, tasks, in_front(page, ReasonDialog))
    in_front(page, PrintPreview).save_copy(tmp_path / "ho.pdf")
    settle(qtbot, tasks)
    heading = pypdfium2.PdfDocument(tmp_path / "ho.pdf")[0].get_textpage().get_text_range().split("Nguyễn")[0]
    assert heading.index("Họ") < heading.index("nhân") < heading.index("Địa")
    assert "Khu dân cư" not in heading


def test_all_columns_leave_where_that_is_wished(qtbot, page, view, tasks, tmp_path):
    page.columns.show_only(("head_name", "address"))
    press(Qt.Key.Key_E, CTRL)
    asked = in_front(page, ReasonDialog)
    activate(qtbot, asked)
    asked.tick.setFocus()
    press(Qt.Key.Key_Space)
    assert not asked.tick.isChecked()
    answered(qtbot, tasks, asked, tmp_path / "ho.xlsx")
    titles = [cell.value for cell in load_workbook(tmp_path / "ho.xlsx").worksheets[0][1]]
    assert {"Mã hộ", "Số nhân khẩu", "Khu dân cư", "Địa chỉ"} <= set(titles)


def test_the_usual_columns_are_printed_without_asking_about_columns(qtbot, page):
    press(Qt.Key.Key_P, CTRL)
    assert in_front(page, ReasonDialog).tick is None
