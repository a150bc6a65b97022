"""Keys that bring nothing where they are pressed say why: rows pasted into a list, the first row filled from above."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

import workbooks
from antq_desktop.gui.importing.import_rows import NO_ROW_ABOVE
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.screens.groups import ClubsPage
from antq_desktop.gui.screens.households import HouseholdsPage
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.gui.screens.pledges import PledgesPage
from hands import activate, in_front, press, preview, settle, show

CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = "Hà Văn A\tSố 1\r\nHà Văn B\tSố 2\r\n"


@pytest.mark.parametrize(
    ("kind", "place"),
    [(HouseholdsPage, "Nhập cam kết"), (PledgesPage, "Nhập cam kết"), (ClubsPage, "Nhập từ Excel")],
)
def test_rows_pasted_into_a_list_are_shown_the_way(qtbot, view, tasks, kind, place):
    page = kind(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    for widget in (page.table, page.search):
        widget.setFocus()
        before = len(view.record.notices)
        QGuiApplication.clipboard().setText(ROWS)
        press(Qt.Key.Key_V, CONTROL)
        assert f"“{place}”" in view.record.notices[before]
        assert page.search.text() == ""
    QGuiApplication.clipboard().setText("Hà Văn")
    press(Qt.Key.Key_V, CONTROL)
    assert page.search.text() == "Hà Văn", "a name is searched for"


def test_filling_the_first_row_from_above_says_why_not(qtbot, empty_view, tasks, tmp_path):
    page = ImportPage(empty_view)
    show(qtbot, page)
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "ds.xlsx", workbooks.line("Hà Văn A"), workbooks.line("B")))
    press(Qt.Key.Key_D, CONTROL)
    assert empty_view.record.notices[-1] == "Đây là dòng đầu đang hiện: không có dòng trên để lấy."
    page.rows.go(1, 1)
    press(Qt.Key.Key_D, CONTROL)
    assert empty_view.record.notices[-1] == "Ô này do chương trình ghi nên không lấy như dòng trên được."
    assert not page.typed


def test_filling_the_first_pasted_row_from_above_says_why_not(qtbot, view, tasks):
    page = PledgeEntryPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    page.card.area.setCurrentIndex(1)
    QGuiApplication.clipboard().setText(ROWS)
    page.paste_rows()
    dialog = in_front(page, PasteDialog)
    settle(qtbot, tasks)
    activate(qtbot, dialog)
    dialog.rows.setFocus()
    press(Qt.Key.Key_D, CONTROL)
    assert [made for made in dialog.findChildren(QLabel) if made.text() == NO_ROW_ABOVE and made.isVisible()]


@pytest.mark.parametrize("size", [(1366, 700), (905, 496)])
def test_the_key_that_writes_the_list_is_in_the_line_of_keys(qtbot, empty_view, tasks, tmp_path, size):
    page = ImportPage(empty_view)
    show(qtbot, page, size)
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "ds.xlsx", workbooks.line("Hà Văn A")))
    settle(qtbot, tasks)
    assert [key for key in page.findChildren(QLabel) if key.text() == "Ctrl+S" and key.isVisible()]
    press(Qt.Key.Key_S, CONTROL)
    settle(qtbot, tasks)
    assert page.step == 3
