"""The preview of a list at first sight: where its cursor stands, and which rows may be one household."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import workbooks
from antq_desktop.gui.screens.import_wizard import ImportPage
from hands import press, preview, settle, show

AN = "Nguyễn Văn An"


@pytest.fixture
def page(qtbot, empty_view):
    made = ImportPage(empty_view)
    show(qtbot, made)
    return made


def test_the_cursor_begins_at_the_first_row_whatever_row_had_it_in_an_earlier_list(qtbot, page, tasks, tmp_path):
    rows = [workbooks.line(f"Hà Văn {letter}") for letter in "ABCDEFGH"]
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "mot.xlsx", *rows))
    assert page.rows.row == 0
    page.rows.go(5, 4)
    page.go(1)
    page.reread()
    settle(qtbot, tasks)
    assert page.rows.row == 0
    page.rows.go(5, 4)
    page.save()
    settle(qtbot, tasks)
    page.start_again()
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "hai.xlsx", *rows, workbooks.line("Hà Văn I")))
    assert page.rows.row == 0
    page.start_again()
    bad = [*rows[:3], workbooks.line("Lê Văn A", size=500), *rows[3:], workbooks.line("Lê Văn B", size=500)]
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "ba.xlsx", *bad))
    assert page.rows.current.row_no == 5, "the first that is not taken"
    assert QApplication.focusWidget() is page.rows


def test_rows_of_one_name_are_seen_first_walked_by_key_and_looked_at_alone(qtbot, page, tasks, tmp_path):
    rows = [
        workbooks.line("Hà Văn A", "Số 1"),
        workbooks.line(AN, "Số 5"),
        workbooks.line("Hà Văn B", "Số 2"),
        workbooks.line(AN, "Số 6"),
        workbooks.line("Hà Văn C"),
        workbooks.line("Hà Văn C", "Số 9"),
    ]
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "ds.xlsx", *rows))
    assert [row[0] for row in page.rows.texts()[:2]] == ["3", "5"]
    assert page.rows.why == "Cùng tên với dòng 5, khác địa chỉ."
    press(Qt.Key.Key_F8)
    assert page.rows.why == "Cùng tên với dòng 3, khác địa chỉ."
    press(Qt.Key.Key_F8)
    assert page.rows.current.row_no == 3
    page.kinds.setCurrentIndex(page.kinds.findText("Có thể trùng (2)"))
    assert [row[0] for row in page.rows.texts()] == ["3", "5"]
    page.kinds.setCurrentIndex(0)
    merged = next(row for row in page.rows.texts() if row[0] == "6")
    assert merged[1] == "Đã có, bỏ qua"
    assert merged[-1] == "Cùng một hộ với dòng 7."
    page.save()
    settle(qtbot, tasks)
    assert page.done.words.text().startswith("Đã ghi 5 ")
