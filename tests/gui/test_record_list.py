"""An officer at a list: search, add, edit, remove, undo, mostly by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import LinesDialog, ReasonDialog
from antq_desktop.gui.forms.record_form import NO_SECRETS, RecordForm
from antq_desktop.gui.lists.record_history import HistoryDialog
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.screens.areas import AreasPage
from antq_desktop.services import list_looks, lists, records
from antq_desktop.services.samples import demo
from hands import in_front, is_gone, press, settle, show, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, view):
    made = RecordList(view, REGISTERS["household"])
    show(qtbot, made)
    made.focus_table()
    return made


def test_a_household_is_found_added_and_taken_back_by_keyboard_alone(qtbot, page, view):
    press(Qt.Key.Key_N, CTRL)
    form = page.form
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.blocks["head_name"].editor)
    type_text(QApplication.focusWidget(), "Nguyễn Thị Phượng Vĩ")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.blocks["area"].editor
    type_text(QApplication.focusWidget(), "đông hạ")
    press(Qt.Key.Key_Return)
    type_text(QApplication.focusWidget(), "Số 7, ngõ 2")
    press(Qt.Key.Key_S, CTRL)
    assert page.form is None
    assert page.model.count == 601
    shown = [page.model.index(page.table.currentIndex().row(), column).data() for column in range(3)]
    assert shown == ["Nguyễn Thị Phượng Vĩ", "Thôn Đông Hạ", "Số 7, ngõ 2"]
    assert view.record.notices[-1].startswith("Đã lưu.")
    press(Qt.Key.Key_F, CTRL)
    type_text(QApplication.focusWidget(), "phuong vi")
    qtbot.waitUntil(lambda: page.model.count == 1)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.count == 601)
    page.focus_table()
    press(Qt.Key.Key_Z, CTRL)
    assert page.model.count == 600
    press(Qt.Key.Key_Y, CTRL)
    assert page.model.count == 601


def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(qtbot, page):
    page.add()
    page.form.blocks["area"].editor.setText("Thôn Không Có")
    page.form.save()
    assert "Chưa điền" in page.form.blocks["head_name"].problem
    assert "không tìm thấy" in page.form.blocks["area"].problem
    assert page.form.blocks["head_name"].editor.property("wrong")
    qtbot.waitUntil(page.form.blocks["head_name"].editor.hasFocus)
    assert lists.open_list(page.view.office, "household").count == 600


def test_an_edit_shows_in_the_list_and_in_the_history(qtbot, page):
    uid = page.current_uid
    press(Qt.Key.Key_Return)
    editor = page.form.blocks["address"].editor
    editor.setFocus()
    editor.selectAll()
    type_text(editor, "Số 1, đường Mới")
    press(Qt.Key.Key_Return, CTRL)
    assert page.form is None
    assert page.current_uid == uid
    page.show_history()
    history = in_front(page, HistoryDialog)
    assert history.operations.item(0).text().startswith("Sửa hộ\n20/11/2026 08:")
    assert "Trần Thị Mẫu" in history.operations.item(0).text()
    assert history.table.texts()[0][0] == "Địa chỉ"
    assert history.table.texts()[0][2:] == ("Số 1, đường Mới", "đổi")


def test_somebody_elses_change_is_not_overwritten(page, view):
    uid = page.current_uid
    page.open_record(uid)
    records.save(view.office, "household", {"address": "Số 2"}, uid=uid)
    page.form.blocks["address"].editor.setText("Số 3")
    page.form.save()
    assert type(view.record.troubles[0]).__name__ == "EditedElsewhere"
    assert records.get(view.office, "household", uid).record.address == "Số 2"


def test_a_form_with_free_text_says_that_state_secrets_do_not_belong_here(qtbot, view):
    said = {}
    for key in ("household", "residence"):
        form = RecordForm(view, REGISTERS[key])
        show(qtbot, form)
        said[key] = [line for line in form.findChildren(QLabel) if line.text() == NO_SECRETS and line.isVisible()]
    assert (len(said["household"]), len(said["residence"])) == (1, 0)


def test_removing_asks_for_a_reason_and_can_be_taken_back(qtbot, page, view):
    saved = records.save(view.office, "household", {"head_name": "Vũ Văn Nhầm", "area": "Đông Hạ"})
    view.changed.emit(saved.changes)
    page.go_to(saved.uid)
    press(Qt.Key.Key_Delete)
    asked = in_front(page, ReasonDialog)
    asked._go()
    assert asked.isVisible()
    asked.reason.setText("nhập trùng")
    asked._go()
    assert view.record.troubles == []
    assert page.model.count == 600
    assert view.record.notices[-1] == "Đã xóa hộ."
    view.undo()
    assert page.model.count == 601


def test_filters_and_headers_narrow_and_sort(qtbot, page):
    areas = dict(records.suggestions(page.view.office, "residential_area", "", 50))
    uid = next(uid for uid, name in areas.items() if name == "Thôn Đông Hạ")
    assert page.filters.choose("area", uid)
    assert page.model.count == 120
    assert page.model.index(0, 1).data() == "Thôn Đông Hạ"
    page.filters.clear()
    header = page.table.horizontalHeader()
    place = QPoint(header.sectionPosition(1) + 20, 12)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.model.query.sort == "area"


def test_the_book_of_pledges_begins_with_the_newest(qtbot, view):
    page = RecordList(view, REGISTERS["pledge"])
    show(qtbot, page)
    year = [spec.key for spec in page.model.columns].index("year")
    assert page.model.index(0, year).data() == "2026"
    page.table.header.setSortIndicator(year, Qt.SortOrder.AscendingOrder)
    assert page.model.index(0, year).data() == "2022"
    page.table.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert page.model.index(0, year).data() == "2026"


def test_filters_without_room_give_way_unless_they_are_in_use(qtbot, view):
    page = RecordList(view, REGISTERS["pledge"])
    show(qtbot, page)
    page.resize(1300, 600)
    boxes = page.filters._boxes
    assert all(box.isVisible() for box in boxes.values())
    page.resize(560, 600)
    assert boxes["area"].isVisible()
    assert not boxes["signer_kind"].isVisible()
    page.filters.narrow_by("signer_kind", ["head"])
    assert boxes["signer_kind"].isVisible()
    seen = [box for box in boxes.values() if box.isVisible()]
    assert all(box.fontMetrics().horizontalAdvance(box.itemText(0)) < box.width() for box in seen)


def test_a_filter_whose_area_is_removed_lets_every_line_be_seen_again(qtbot, page, view):
    area = records.save(view.office, "residential_area", {"name": "Thôn Thừa"}).uid
    page.filters.refresh(frozenset({"residential_area"}))
    page.filters.choose("area", area)
    assert page.model.count == 0
    view.changed.emit(records.remove(view.office, "residential_area", area, "nhập nhầm"))
    assert page.filters.equal == {}
    assert page.model.count == 600
    assert not page._empty.isVisible()


def test_a_kept_filter_of_a_year_long_past_still_means_that_year(qtbot, view):
    register = REGISTERS["pledge"]
    list_looks.keep_filter(view.office, register, "Năm 1999", {"year": (1999,)})
    gone = records.save(view.office, "residential_area", {"name": "Thôn Thừa"}).uid
    list_looks.keep_filter(view.office, register, "Thôn Thừa", {"area": (gone,)})
    records.remove(view.office, "residential_area", gone, "nhập nhầm")
    page = RecordList(view, register)
    show(qtbot, page)
    page.filter_menu.aboutToShow.emit()
    offered = {action.text(): action for action in page.filter_menu.actions()}
    offered["Năm 1999"].trigger()
    assert (page.model.count, page.filters.equal) == (0, {"year": (1999,)})
    assert "1999" in page.filters.words
    assert not offered["Thôn Thừa (không còn giá trị nào)"].isEnabled()


def test_what_a_filter_says_is_filled_into_a_new_record(page):
    areas = dict(records.suggestions(page.view.office, "residential_area", "", 50))
    uid = next(uid for uid, name in areas.items() if name == "Thôn Đông Hạ")
    page.filters.choose("area", uid)
    page.add()
    assert page.form.blocks["area"].editor.value() == uid


def test_a_draft_is_kept_offered_and_dropped_with_the_save(qtbot, page):
    page.add()
    page.form.blocks["head_name"].editor.setText("Lê Văn Dở Dang")
    press(Qt.Key.Key_Escape)
    assert page.form is None
    page.add()
    assert page.form.draft_bar.isVisible()
    page.form.draft_bar.take_draft()
    assert page.form.blocks["head_name"].editor.text() == "Lê Văn Dở Dang"
    page.form.blocks["area"].editor.setText("Đông Hạ")
    page.form.save()
    page.add()
    assert not page.form.draft_bar.isVisible()


def test_a_pledge_knows_its_round_and_takes_the_households_area(qtbot, view):
    pledges = RecordList(view, REGISTERS["pledge"])
    show(qtbot, pledges)
    saved = records.save(view.office, "household", {"head_name": "Vũ Văn Mới", "area": "Yên Phú"})
    pledges.add()
    form = pledges.form
    assert form.blocks["year"].editor.value() == "2026"
    assert form.blocks["campaign"].editor.text() == "Ký cam kết năm 2026"
    form.blocks["household"].editor.choose(saved.uid)
    assert form.blocks["area"].editor.text() == "Thôn Yên Phú"
    form.blocks["signed_on"].editor.setText("1/3/2026")
    form.save_next()
    assert pledges.form.blocks["signed_on"].editor.value() == "1/3/2026"
    assert pledges.form.blocks["household"].editor.value() == ""
    assert lists.open_list(view.office, "pledge", lists.ListQuery("vu van moi")).count == 1


def test_a_list_with_names_leaves_only_with_a_reason(qtbot, page, view, tasks, tmp_path):
    page.leaving.export()
    asked = in_front(page, ReasonDialog)
    asked.file.show_path(tmp_path / "OneDrive" / "ho.xlsx")
    assert "OneDrive" in asked.file.caution.text()
    assert asked.file.caution.isVisible()
    asked.file.show_path(tmp_path / "ho.xlsx")
    assert not asked.file.caution.isVisible()
    asked._go()
    assert asked.isVisible()
    asked.reason.setText("đối chiếu")
    asked._go()
    assert asked.isVisible()
    type_text(asked.password.line, "sai-mat-khau")
    asked._go()
    settle(qtbot, tasks)
    (asked,) = (found for found in page.findChildren(ReasonDialog) if found.isVisible())  # with what was answered
    assert "mật khẩu" in asked._fault.text().lower()
    assert asked.reason.text() == "đối chiếu"
    asked.password.line.setText(demo.PASSWORD)
    asked._go()
    settle(qtbot, tasks)
    assert is_gone(asked)
    assert (tmp_path / "ho.xlsx").stat().st_size > 1000
    assert view.record.notices[-1] == "Đã ghi 600 dòng vào ho.xlsx."


def test_many_areas_are_added_from_pasted_lines(qtbot, empty_view):
    page = AreasPage(empty_view)
    show(qtbot, page)
    assert not page.model.count
    page.add_lines(["Thôn Đông", "Thôn Đoài", "thôn đông", "Tổ dân phố 3"])
    assert page.model.count == 3
    assert empty_view.record.notices[-1] == "Đã thêm 3 khu dân cư."


def test_numbers_before_pasted_areas_are_no_part_of_them_and_lines_of_several_names_come_back(qtbot, empty_view):
    page = AreasPage(empty_view)
    show(qtbot, page)
    page.ask_lines()
    type_text(page.findChild(LinesDialog).lines, "1. Thôn Một")
    in_front(page, LinesDialog).lines.appendPlainText("- Thôn Hai\n2) Thôn Ba; x\n" + "Thôn " * 60)
    in_front(page, LinesDialog)._go()
    found = lists.open_list(empty_view.office, "residential_area").records(0, 9)
    assert [area.name for area in found] == ["Thôn Hai", "Thôn Một"]
    again = in_front(page, LinesDialog)
    assert again.lines.toPlainText() == "2) Thôn Ba; x\n" + ("Thôn " * 60).strip()
    assert "Chưa thêm 2 dòng. “2) Thôn Ba; x”: mỗi dòng chỉ một tên" in " ".join(
        made.text() for made in again.findChildren(QLabel)
    )
    again.lines.setPlainText("Thôn Ba")
    again._go()
    assert page.model.count == 3
    empty_view.undo()
    assert page.model.count == 2
    empty_view.undo()
    assert page.model.count == 0, "one pasting is taken back as one"
