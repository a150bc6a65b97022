"""An exported list comes back through the window: which file, what it would change, all of it at once."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import ReasonDialog
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.lists.return_dialog import ReturnDialog
from antq_desktop.services import list_sheets, lists, records
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.samples import demo
from hands import activate, in_front, is_gone, press, settle, show, type_text
from workbooks import reckon


@pytest.fixture
def page(qtbot, view):
    made = RecordList(view, REGISTERS["household"])
    show(qtbot, made)
    return made


@pytest.fixture
def path(view, tmp_path):
    made = tmp_path / "ho.xlsx"
    list_sheets.export_list(view.office, "household", made, grounds=Grounds("đối chiếu", demo.PASSWORD))
    return made


def type_in(path, line, heading, value):
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(line, titles.index(heading) + 1).value = value
    book.save(path)


def looked_at(qtbot, page, tasks, path):
    page.actions_by_key["take_back"].trigger()
    asking = in_front(page, ReasonDialog)
    asking.file.show_path(path)
    asking._go()
    settle(qtbot, tasks)
    return in_front(page, ReturnDialog)


def address(view, uid):
    return records.get(view.office, "household", uid).record.address


def test_a_changed_cell_is_shown_and_written_when_told_so(qtbot, page, view, tasks, path):
    first, second = lists.open_list(view.office, "household").records(0, 2)
    type_in(path, 2, "Địa chỉ", "Số 1001")
    type_in(path, 3, "Địa chỉ", "Số 1002")
    records.save(view.office, "household", {"address": "Số 2002"}, uid=second.uid)
    dialog = looked_at(qtbot, page, tasks, path)
    assert dialog.table.texts() == [
        ("3", second.head_name, "Địa chỉ", "Số 2002", "Số 1002", "giữ như sổ"),
        ("2", first.head_name, "Địa chỉ", first.address, "Số 1001", "ghi vào sổ"),
    ]
    assert address(view, first.uid) == first.address
    dialog.save()
    settle(qtbot, tasks)
    assert (address(view, first.uid), address(view, second.uid)) == ("Số 1001", "Số 2002")
    view.undo()
    assert address(view, first.uid) == first.address


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, "Ctrl+S"])
def test_what_is_shown_is_written_by_key(qtbot, page, view, tasks, path, key):
    first = lists.open_list(view.office, "household").records(0, 1)[0]
    type_in(path, 2, "Địa chỉ", "Số 1001")
    dialog = looked_at(qtbot, page, tasks, path)
    assert dialog.write.hasFocus()
    if key == "Ctrl+S":
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    else:
        press(key)
    settle(qtbot, tasks)
    assert address(view, first.uid) == "Số 1001"


def test_registers_that_moved_meanwhile_are_looked_at_anew(qtbot, page, view, tasks, path):
    (first,) = lists.open_list(view.office, "household").records(0, 1)
    type_in(path, 2, "Địa chỉ", "Số 1001")
    dialog = looked_at(qtbot, page, tasks, path)
    records.save(view.office, "household", {"address": "Số 3003"}, uid=first.uid)
    dialog.save()
    settle(qtbot, tasks)
    settle(qtbot, tasks)
    assert dialog.isVisible()
    assert [row[-1] for row in dialog.table.texts()] == ["giữ như sổ"]
    assert not dialog.write.isEnabled()
    assert address(view, first.uid) == "Số 3003"


def test_a_bad_cell_is_typed_over_in_place_and_only_then_all_is_written(qtbot, page, view, tasks, path):
    first, second = lists.open_list(view.office, "household").records(0, 2)
    type_in(path, 2, "Địa chỉ", "Số 1001")
    type_in(path, 3, "Số nhân khẩu", "500")
    dialog = looked_at(qtbot, page, tasks, path)
    (cell,) = dialog.bad.texts()
    assert cell[:4] == ("3", second.head_name, "Số nhân khẩu", "500")
    assert not dialog.write.isEnabled()
    activate(qtbot, dialog)
    assert dialog.focusWidget() is dialog.bad
    for typed in ("x", "7"):
        press(Qt.Key.Key_Return)
        editor = QApplication.focusWidget()
        editor.selectAll()
        type_text(editor, typed)
        press(Qt.Key.Key_Return)
        settle(qtbot, tasks)
        assert dialog.write.isEnabled() == (typed == "7")
        dialog.bad.setFocus()
    assert not dialog.bad.isVisible()
    assert (address(view, first.uid), records.get(view.office, "household", second.uid).record) == (
        first.address,
        second,
    )
    dialog.save()
    settle(qtbot, tasks)
    assert is_gone(dialog)
    assert address(view, first.uid) == "Số 1001"
    assert records.get(view.office, "household", second.uid).record.size == 7


def test_good_rows_are_taken_and_the_bad_ones_stay_in_view(qtbot, page, view, tasks, path):
    first, second = lists.open_list(view.office, "household").records(0, 2)
    type_in(path, 2, "Địa chỉ", "Số 1001")
    type_in(path, 3, "Số nhân khẩu", "500")
    dialog = looked_at(qtbot, page, tasks, path)
    dialog.save_good()
    settle(qtbot, tasks)
    assert address(view, first.uid) == "Số 1001"
    assert records.get(view.office, "household", second.uid).record == second
    assert "Còn 1 chỗ sai" in view.record.notices[-1]
    assert [row[3] for row in dialog.bad.texts()] == ["500"]
    assert not dialog.write_good.isVisible()


def test_rows_missing_in_the_file_are_told(qtbot, page, view, tasks, path):
    book = load_workbook(path)
    book.worksheets[0].delete_rows(2, 3)
    book.save(path)
    dialog = looked_at(qtbot, page, tasks, path)
    assert dialog.told.text().startswith("3 dòng không còn trong tệp")
    assert not dialog.write.isEnabled()


def test_a_list_of_another_register_is_refused_in_words(qtbot, view, tasks, path):
    page = RecordList(view, REGISTERS["pledge"])
    show(qtbot, page)
    page.take_back_sheet()
    asking = in_front(page, ReasonDialog)
    asking.file.show_path(path)
    asking._go()
    settle(qtbot, tasks)
    assert not page.findChildren(ReturnDialog)
    assert "không phải danh sách" in str(view.record.troubles[-1])


def formulas_in(path, *results):
    """Sizes of the first households as formulas; those with a result have what Excel stored."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == "Số nhân khẩu")
    places = {f"{letter}{row}": result for row, result in enumerate(results, 2)}
    for place in places:
        sheet[place] = "=1+1"
    book.save(path)
    reckon(path, {place: result for place, result in places.items() if result is not None})


def sizes(view, count):
    return [household.size for household in lists.open_list(view.office, "household").records(0, count)]


def test_a_formula_is_a_bad_cell_whose_result_is_taken_by_enter_or_typed_over(qtbot, page, view, tasks, path):
    formulas_in(path, 11, None)
    dialog = looked_at(qtbot, page, tasks, path)
    assert [row[3] for row in dialog.bad.texts()] == ["11", ""]
    assert "công thức ra “11”" in dialog.bad.texts()[0][4]
    assert not dialog.write.isEnabled()
    activate(qtbot, dialog)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    settle(qtbot, tasks)
    assert len(dialog.bad.texts()) == 2, "a cell that was only opened takes nothing"
    dialog.bad.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert [row[3] for row in dialog.bad.texts()] == [""]
    dialog.bad.setFocus()
    press(Qt.Key.Key_Return)
    type_text(QApplication.focusWidget(), "12")
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert dialog.write.isEnabled()
    dialog.save()
    settle(qtbot, tasks)
    assert sizes(view, 2) == [11, 12]


def test_results_of_all_formulas_are_taken_by_one_button(qtbot, page, view, tasks, path):
    before = sizes(view, 4)
    formulas_in(path, 11, 12, None)
    dialog = looked_at(qtbot, page, tasks, path)
    assert dialog.results.text() == "Lấy kết quả 2 ô công thức"
    dialog.results.click()
    settle(qtbot, tasks)
    assert [row[4:] for row in dialog.table.texts()] == [("11", "ghi vào sổ"), ("12", "ghi vào sổ")]
    assert sizes(view, 4) == before, "nothing is written before it was seen"
    assert not dialog.results.isVisible()
    dialog.save_good()
    settle(qtbot, tasks)
    assert sizes(view, 4) == [11, 12, *before[2:]]
