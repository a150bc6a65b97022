"""A list of models through the wizard: from the register's page, its own columns, saved, taken back."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt

from antq_desktop.gui.screens.groups import PointsPage
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.services import lists, records, undo
from hands import press, settle, show

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
    page.file.show_path(file)
    page.read()
    settle(qtbot, tasks)
    assert page.step == 1
    page.reread()
    settle(qtbot, tasks)
    assert page.step == 2
    assert [column.header for column in page.plan.refused_columns] == ["Trưởng ban"]
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
