"""Rows pasted among the papers that name an area nobody registered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.services import lists, records
from antq_desktop.services.imports.import_drafts import TypedOver
from antq_desktop.services.imports.paste_drafts import KeptPaste
from antq_desktop.services.pledging import Sitting
from antq_desktop.sheets.workbook import Pasted
from hands import activate, is_gone, press, settle, show

ROWS = "Họ và tên\tThôn\tNgày ký\r\nHà Văn A\tXóm Lạ\t01/03/2026\r\nHà Văn B\tXóm Lạ\t02/03/2026\r\n"


def test_an_unknown_area_is_made_from_pasted_rows_and_goes_with_them(qtbot, empty_view, tasks):
    office = empty_view.office
    records.save(office, "residential_area", {"name": "Thôn Đông"})
    campaign = records.suggestions(office, "pledge_campaign", "")[0][0]
    parent = QWidget()
    show(qtbot, parent)
    sitting = Sitting(campaign=campaign, signed_on=office.today())
    kept = KeptPaste(Pasted(ROWS), sitting, "ngày ký", None, TypedOver())
    dialog = PasteDialog(empty_view, kept, lambda _changes, _count: None, parent)
    dialog.open()
    settle(qtbot, tasks)
    activate(qtbot, dialog)
    assert not dialog.save_button.isEnabled()
    dialog.rows.setFocus()
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    assert "Khu dân cư sẽ được tạo: Xóm Lạ" in dialog._summary.text()
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    assert is_gone(dialog)
    assert lists.count(office, "residential_area") == 2
    assert lists.count(office, "household") == 2
    empty_view.undo()
    settle(qtbot, tasks)
    assert (lists.count(office, "residential_area"), lists.count(office, "household")) == (1, 0)
