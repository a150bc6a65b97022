"""A list on its way in: areas made and answered from its preview, and what was typed kept over a lock or a crash."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

import workbooks
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.services import lists, records
from antq_desktop.services.imports.import_plan import Outcome
from hands import kept, press, settle, show, type_text, unlock

ENTER = Qt.Key.Key_Return
LATER = 2_500


@pytest.fixture
def office(empty_office):
    records.save(empty_office, "residential_area", {"name": "Thôn Đông"})
    return empty_office


@pytest.fixture
def page(qtbot, empty_view, office):
    made = ImportPage(empty_view)
    show(qtbot, made)
    return made


@pytest.fixture
def path(tmp_path):
    """A second village's list: five households of two areas that are not registered, one of a known one."""
    areas = ("Thôn Đông", "Xóm Lạ", "xóm lạ", "Xóm Lạ", "Xóm Khác")
    rows = [workbooks.line(f"Hà Văn {name}", area=area) for name, area in zip("ABCDE", areas, strict=True)]
    return workbooks.write(tmp_path / "thon-hai.xlsx", *rows)


def read(qtbot, page, tasks, path):
    page.file.show_path(path)
    press(ENTER)
    settle(qtbot, tasks)
    press(ENTER)
    settle(qtbot, tasks)
    assert page.step == 2


def type_over(qtbot, tasks, text):
    """Type over the cell that has the cursor, by keys."""
    press(ENTER)
    editor = QApplication.focusWidget()
    editor.lineEdit().clear() if isinstance(editor, QComboBox) else editor.clear()
    type_text(editor, text)
    press(ENTER)
    QApplication.processEvents()
    settle(qtbot, tasks)


def areas_of(office):
    return sorted(area.name for area in lists.open_list(office, "residential_area").records(0, 20))


def heads_of(office):
    return {household.head_name for household in lists.open_list(office, "household").records(0, 50)}


def again(qtbot, view, tasks):
    """The page as the officer finds it after a lock."""
    made = ImportPage(view)
    show(qtbot, made)
    settle(qtbot, tasks)
    return made


def test_an_unknown_area_is_made_by_one_key_for_all_its_rows(qtbot, page, empty_view, office, tasks, path):
    read(qtbot, page, tasks, path)
    assert page.plan.count(Outcome.REJECTED) == 4
    assert page.area.button.isVisible()
    assert page.rows.current.area == "Xóm Lạ"
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    assert "“Xóm Lạ”, 3 dòng" in empty_view.record.notices[-1]
    assert page.plan.count(Outcome.REJECTED) == 1
    assert (page.rows.current.area, page.area.button.text()) == ("Xóm Lạ", "Thôi tạo khu này")
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    assert page.plan.count(Outcome.REJECTED) == 4, "it is not made after all"
    page.area.button.click()
    settle(qtbot, tasks)
    page.save()
    settle(qtbot, tasks)
    assert areas_of(office) == ["Thôn Đông", "Xóm Lạ"]
    assert len(heads_of(office)) == 4
    page.done.undo.click()
    settle(qtbot, tasks)
    assert (areas_of(office), heads_of(office)) == (["Thôn Đông"], set())


def test_an_area_keeps_the_spelling_it_was_chosen_with_when_one_cell_is_typed_without_marks(
    qtbot, page, office, tasks, tmp_path
):
    names = ("Thon 1", "Thôn Tây", "Thôn Tây", "tay")
    rows = [workbooks.line(f"Hà Văn {name}", area=area) for name, area in zip("ABCD", names, strict=True)]
    read(qtbot, page, tasks, workbooks.write(tmp_path / "ds.xlsx", *rows))
    page.rows.go(1, 3)
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    assert page.plan.count(Outcome.REJECTED) == 1, "“tay” is the same area"
    assert page.rows.planned[0].head_name == "Hà Văn A"
    page.rows.go(0, 3)
    type_over(qtbot, tasks, "thon tay")
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Khu dân cư sẽ được tạo: Thôn Tây" in said
    assert page.plan.count(Outcome.ACCEPTED) == 4
    page.rows.go(next(place for place, row in enumerate(page.rows.planned) if row.head_name == "Hà Văn D"), 3)
    assert (page.area.button.text(), page.area.button.isEnabled()) == ("Thôi tạo khu này", True)
    page.save()
    settle(qtbot, tasks)
    assert areas_of(office) == ["Thôn Tây", "Thôn Đông"]


def test_an_area_of_another_kind_is_made_too_where_it_is_not_the_one_of_the_register(
    qtbot, page, office, tasks, tmp_path
):
    path = workbooks.write(tmp_path / "ds.xlsx", workbooks.line("Hà Văn A", area="Xóm Đông"))
    read(qtbot, page, tasks, path)
    assert page.plan.renamed_areas
    page.rows.go(0, 3)
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    assert list(page.plan.new_areas.values()) == ["Xóm Đông"]
    assert not page.plan.renamed_areas


def test_what_was_answered_about_areas_stays_in_sight_and_can_be_changed(qtbot, page, office, tasks, path):
    page.new_areas.setCurrentIndex(page.new_areas.findData("ask"))
    read(qtbot, page, tasks, path)
    assert page.plan.count(Outcome.DECISION) == 4
    assert page.rows.answers(page.rows.row) == ["Thôn Đông", "khu mới", "bỏ qua"]
    head = page.rows.current.head_name
    type_over(qtbot, tasks, "Thôn Đông")
    assert page.plan.count(Outcome.DECISION) == 3
    assert (page.rows.current.head_name, page.rows.current.decision) == (head, "Thôn Đông")
    assert "“Xóm Lạ” vào “Thôn Đông”" in " ".join(
        page._notes.itemAt(place).widget().text() for place in range(page._notes.count())
    )
    page.kinds.setCurrentIndex(page.kinds.count() - 1)
    assert page.kinds.currentText() == "Đã sửa, đã trả lời (1)"
    assert [row.head_name for row in page.rows.planned] == [head]
    page.rows.setFocus()
    page.rows.go(0, 7)
    type_over(qtbot, tasks, "khu mới")
    assert list(page.plan.new_areas.values()) == ["Xóm Lạ"]
    assert page.rows.texts()[0][7] == "khu mới"


def test_what_was_typed_is_offered_again_after_a_lock(qtbot, page, empty_view, office, tasks, path):
    read(qtbot, page, tasks, path)
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    press(Qt.Key.Key_F8)
    assert page.rows.current.head_name == "Hà Văn E"
    page.rows.go(page.rows.row, 2)
    press(ENTER)
    QApplication.focusWidget().clear()
    type_text(QApplication.focusWidget(), "Hà Văn Sửa")
    page.keep_drafts()
    assert not tasks.busy, "a lock waits for no look at what is not wanted any more"
    later = again(qtbot, empty_view, tasks)
    assert "thon-hai.xlsx, 2 chỗ" in later._draft.bar.words
    assert later.focusWidget() is later._draft.bar.take
    press(ENTER)
    settle(qtbot, tasks)
    assert later.step == 2
    assert not later._draft.bar.isVisible()
    assert later.plan.count(Outcome.REJECTED) == 1
    assert "Hà Văn Sửa" in {row.head_name for row in later.plan.rows}
    type_over_area = next(place for place, row in enumerate(later.rows.planned) if row.head_name == "Hà Văn Sửa")
    assert later.rows.type_over(type_over_area, 3, "Thôn Đông")
    settle(qtbot, tasks)
    later.save()
    settle(qtbot, tasks)
    assert "Hà Văn Sửa" in heads_of(office)
    assert kept(office) == []


def test_what_was_typed_is_kept_while_it_is_typed(qtbot, page, empty_view, office, tasks, path):
    read(qtbot, page, tasks, path)
    place = page.rows.row
    page.rows.type_over(place, 3, "Thôn Đông")
    settle(qtbot, tasks)
    qtbot.waitUntil(lambda: bool(kept(office)), timeout=2 * LATER)
    later = again(qtbot, empty_view, tasks)
    later._draft.bar.take.click()
    settle(qtbot, tasks)
    assert later.plan.count(Outcome.REJECTED) == 3


def test_chosen_columns_are_kept_too(qtbot, page, empty_view, tasks, path):
    page.file.show_path(path)
    page.read()
    settle(qtbot, tasks)
    number, box = next((number, box) for number, box in page.columns.items() if box.currentData() == "note")
    box.setFocus()
    press(Qt.Key.Key_Home)
    assert box.currentData() is None
    page.keep_drafts()
    later = again(qtbot, empty_view, tasks)
    later._draft.bar.take.click()
    settle(qtbot, tasks)
    assert (later.step, later.columns[number].currentData()) == (1, None)


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "changed"])
def test_a_file_that_is_another_one_by_now_is_said_plainly(qtbot, page, empty_view, office, tasks, path, gone):
    read(qtbot, page, tasks, path)
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    page.keep_drafts()
    before = path.read_bytes()
    if gone:
        path.unlink()
    else:
        workbooks.write(path, workbooks.line("Lê Thị Khác", area="Xóm Lạ"))
    later = again(qtbot, empty_view, tasks)
    later._draft.bar.take.click()
    settle(qtbot, tasks)
    assert later.step == 0
    words = later._fault.text()
    if not gone:
        assert "đã thay đổi từ lúc đó" in words
        assert not later._draft.bar.isVisible()
        read(qtbot, later, tasks, path)
        assert not later.typed
        return
    assert "Không thấy tệp thon-hai.xlsx" in words
    later.read()
    for answer in (later._draft.bar.take, later._draft.bar.drop):
        assert f"“{answer.text().strip()}”" in later._fault.text(), "its buttons by their own words"
    path.write_bytes(before)
    press(ENTER)
    settle(qtbot, tasks)
    assert later.plan.count(Outcome.REJECTED) == 1


def test_a_draft_that_is_not_wanted_is_dropped(qtbot, page, empty_view, office, tasks, path):
    read(qtbot, page, tasks, path)
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    page.keep_drafts()
    later = again(qtbot, empty_view, tasks)
    later._draft.drop()
    assert kept(office) == []
    read(qtbot, later, tasks, path)


def test_no_identity_number_comes_into_the_draft(qtbot, page, office, tasks, tmp_path):
    header = ("Họ và tên", "Số CCCD", "Thôn")
    path = workbooks.write(tmp_path / "ds.xlsx", ("Hà Văn A", "001099012345", "Xóm Lạ"), header=header)
    read(qtbot, page, tasks, path)
    page.rows.type_over(0, 2, "001099054321")
    settle(qtbot, tasks)
    page.keep_drafts()
    (draft,) = kept(office)
    assert "0010990" not in str(draft.values)
    assert "CCCD" not in str(draft.values)


def test_a_file_that_changes_under_the_preview_loses_no_row_to_another(qtbot, page, empty_view, tasks, path):
    read(qtbot, page, tasks, path)
    workbooks.write(path, *(workbooks.line(f"Lê Thị {name}", area="Xóm Lạ") for name in "XYZ"))
    page.rows.type_over(page.rows.row, 2, "Hà Văn Sửa")
    settle(qtbot, tasks)
    assert "Tệp vừa được thay đổi" in empty_view.record.notices[-1]
    assert (page.step, bool(page.typed)) == (1, False)
    page.reread()
    settle(qtbot, tasks)
    assert {row.head_name for row in page.plan.rows} == {"Lê Thị X", "Lê Thị Y", "Lê Thị Z"}


def test_going_back_to_the_file_and_reading_it_again_keeps_what_was_typed(qtbot, page, tasks, path):
    read(qtbot, page, tasks, path)
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    page.go(0)
    page.read()
    settle(qtbot, tasks)
    page.reread()
    settle(qtbot, tasks)
    assert page.plan.count(Outcome.REJECTED) == 1


def test_the_notice_of_an_area_counts_the_rows_that_are_written(qtbot, page, empty_view, tasks, path):
    read(qtbot, page, tasks, path)
    for row in page.plan.rows[1:3]:
        page._skip((row.sheet, row.row_no))
    settle(qtbot, tasks)
    while page.rows.current.area != "Xóm Lạ" or page.rows.current.outcome is Outcome.SKIPPED:
        press(Qt.Key.Key_F8)
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    assert "“Xóm Lạ”, 1 dòng." in empty_view.record.notices[-1]
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    assert empty_view.record.notices[-1] == "Không tạo “Xóm Lạ”, 1 dòng nữa."


def test_the_officer_who_unlocks_goes_on_where_the_lock_came(qtbot, program, tmp_path):
    tasks = program.frame.tasks
    path = workbooks.write(tmp_path / "ds.xlsx", workbooks.line("Hà Văn A", area="Xóm Lạ"))
    program.main.open("import")
    read(qtbot, program.main.page("import"), tasks, path)
    press(Qt.Key.Key_F7)
    settle(qtbot, tasks)
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.main is None, timeout=10_000)
    unlock(qtbot, program)
    page = program.main.page("import")
    assert page.isVisible()
    press(ENTER)
    settle(qtbot, tasks)
    assert (page.step, list(page.plan.new_areas.values())) == (2, ["Xóm Lạ"])
