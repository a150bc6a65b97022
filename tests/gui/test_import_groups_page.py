"""A list of models through the wizard: from the register's page, its own columns, saved, taken back."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from antq_desktop.gui.screens.groups import PointsPage
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.services import lists, records, undo
from hands import press, preview, settle, show

HEADINGS = ("TT", "Tên mô hình", "Loại mô hình", "Địa bàn", "Quyết định", "Trưởng ban")


@pytest.fixture
def file(tmp_path):
    book = Workbook()
    book.active.append(["DANH SÁCH MÔ HÌNH"])
    book.active.append(list(HEADINGS))
    book.active.append([1, "Kẻng số chín", "Tiếng kẻng an ninh", "Thôn Đông Hạ", "9/QĐ-UBND ngày 03/02/2026", "Ông A"])
    book.active.append([2, "Kẻng số mười", "Tiếng kẻng an ninh", "Thôn Lạ", "", "Bà B"])
    path = tmp_path / "mo-hinh.xlsx"
    book.save(path)
    return path


@pytest.fixture
def page(qtbot, view):
    made = ImportPage(view)
    show(qtbot, made)
    made.show_part("model_point")
    return made


def test_the_registers_page_leads_to_the_import_of_its_lists(qtbot, view):
    made = PointsPage(view)
    show(qtbot, made)
    made.focus_table()
    wanted = []
    view.page_wanted.connect(lambda key, what: wanted.append((key, what)))
    press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [("import", "model_point")]


def test_a_list_of_models_is_looked_at_corrected_saved_and_taken_back(qtbot, page, view, office, tasks, file):
    before = lists.count(office, "model_point")
    assert not page.years.isVisible()
    assert not page.consent.isVisible()
    preview(qtbot, page, tasks, file)
    assert [column.header for column in page.plan.refused_columns] == ["Trưởng ban"]
    assert page.kinds.findText("Nhận (1)") > 0
    assert page.kinds.findText("Hộ", Qt.MatchFlag.MatchStartsWith) < 0
    shown = page.rows.texts()
    assert [row[2] for row in shown] == ["Kẻng số mười", "Kẻng số chín"], "those that need a person come first"
    assert "Không có khu dân cư “Thôn Lạ”" in shown[0][-1]
    assert page.rows.type_over(0, 3, "Thôn Đông Hạ")
    settle(qtbot, tasks)
    assert page.rows.waiting == 0
    page.save()
    settle(qtbot, tasks)
    assert page.step == 3
    assert lists.count(office, "model_point") == before + 2
    record = records.get(office, "model_point", records.resolve(office, "model_point", "Kẻng số chín")).record
    assert (record.decision_no, str(record.decision_on)) == ("9/QĐ-UBND", "2026-02-03")
    undo.undo(office)
    assert lists.count(office, "model_point") == before
    page.show_part("club")
    assert (page.step, page.register.currentData()) == (0, "club")


def write(path, *rows, headings):
    book = Workbook()
    book.active.append(list(headings))
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def read(qtbot, page, tasks, path):
    preview(qtbot, page, tasks, path)


def heading(page):
    return page.rows.model().headerData(page.rows.column, Qt.Orientation.Horizontal)


WIDE = ("TT", "Tên mô hình", "Loại mô hình", "Địa bàn", "Chủ trì", "Số QĐ", "Ngày QĐ", "Thành lập", "Trang bị")


def test_a_faulty_cell_is_in_sight_found_by_f8_and_typed_over(qtbot, page, office, tasks, tmp_path):
    page.resize(905, 496)
    rows = (
        (1, "Kẻng số chín", "Tiếng kẻng an ninh", "Thôn Đông Hạ", "Công an xã", "9/QĐ", "1/2/2025", "31/02/2025", ""),
        (2, "Kẻng số mười", "Tiếng kẻng an ninh", "Thôn Đông Hạ", "Công an xã", "9/QĐ", "30/02/2025", "2024", ""),
        (3, "Kẻng thứ ba", "Tiếng kẻng an ninh", "Thôn Đông Hạ", "Công an xã", "9/QĐ ngày 1/1/2099", "", "2024", ""),
    )
    read(qtbot, page, tasks, write(tmp_path / "a.xlsx", *rows, headings=WIDE))
    assert page.rows.waiting == 3
    mended = []
    for wanted, told, right in (
        ("Thành lập", "31/02/2025", "28/02/2025"),
        ("Ngày quyết định", "30/02/2025", "28/02/2025"),
        ("Quyết định", "9/QĐ ngày 1/1/2099", "9/QĐ ngày 1/1/2025"),
    ):
        assert (heading(page), page.rows.currentIndex().data()) == (wanted, told)
        assert not page.rows.isColumnHidden(page.rows.column)
        cell = page.rows.visualRect(page.rows.currentIndex())
        assert page.rows.viewport().rect().intersects(cell)
        assert page.rows.type_over(page.rows.row, page.rows.column, right)
        settle(qtbot, tasks)
        assert (heading(page), page.rows.currentIndex().data()) == (wanted, right), "the cursor stays in its cell"
        mended.append(page.rows.waiting)
        press(Qt.Key.Key_F8)
    assert mended == [2, 1, 0]
    before = lists.count(office, "model_point")
    page.save()
    settle(qtbot, tasks)
    assert lists.count(office, "model_point") == before + 3


def test_a_group_that_runs_no_more_is_answered_in_the_preview(qtbot, page, office, tasks, tmp_path):
    headings = ("TT", "Tên mô hình", "Địa bàn", "Ghi chú")
    rows = ((1, "Kẻng số chín", "Thôn Đông Hạ", "đã giải thể"), (2, "Kẻng số mười", "Thôn Đông Hạ", "tạm ngừng"))
    read(qtbot, page, tasks, write(tmp_path / "a.xlsx", *rows, headings=headings))
    assert page.rows.waiting == 2
    assert heading(page) == "Cách xử lý"
    assert page.rows.answers(page.rows.row) == ["bỏ qua", "đang hoạt động"]
    assert "đã giải thể" in page.rows.texts()[0], "what it says is in sight"
    assert not page._save.isEnabled()
    page.rows.type_over(0, page.rows.column, "đang hoạt động")
    settle(qtbot, tasks)
    assert page.rows.waiting == 1
    assert page._save.isEnabled()


@pytest.mark.parametrize(
    "brought",
    [("model_point", "Tên mô hình", "Xem danh sách mô hình"), ("club", "Tên CLB", "Xem danh sách câu lạc bộ")],
)
def test_the_result_leads_to_the_list_that_was_brought_in(qtbot, page, view, tasks, tmp_path, brought):
    register, name, words = brought
    page.show_part(register)
    path = write(tmp_path / "a.xlsx", (1, "Kẻng số chín", "Thôn Đông Hạ"), headings=("TT", name, "Địa bàn"))
    read(qtbot, page, tasks, path)
    page.save()
    settle(qtbot, tasks)
    assert (page.step, page.primary.text()) == (3, words)
    wanted = []
    view.page_wanted.connect(lambda key, what: wanted.append(key))
    press(Qt.Key.Key_Return)
    assert wanted == [register]


def test_what_a_list_ends_is_said_before_it_is_written(qtbot, page, tasks, tmp_path):
    headings = (*HEADINGS[:4], "Tình trạng", "Ngày giải thể", "Quyết định giải thể", "Ngày QĐ giải thể")
    row = (1, "Kẻng số chín", "Tiếng kẻng an ninh", "Thôn Đông Hạ", "Đã giải thể", "01/06/2024", "9/QĐ", "30/05/2024")
    read(qtbot, page, tasks, write(tmp_path / "a.xlsx", row, headings=headings))
    assert "1 mô hình, câu lạc bộ sẽ được ghi là giải thể hoặc tạm ngừng." in texts(page)
    press(Qt.Key.Key_F9)
    settle(qtbot, tasks)
    assert not [said for said in texts(page) if "sẽ được ghi là giải thể" in said]


def texts(page):
    return [found.text() for found in page.findChildren(QLabel) if found.isVisible()]
