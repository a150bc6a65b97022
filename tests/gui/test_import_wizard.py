"""Bringing the sample workbooks in through the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel

import workbooks
from antq_desktop.domain.rules import NAME_LIMIT
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.services import lists, records
from antq_desktop.services.imports.import_plan import Outcome
from hands import press, preview, settle, show, type_text

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "imports"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".xlsx", ".xls", ".csv"})


def households(view):
    return lists.open_list(view.office, "household").count


@pytest.fixture
def page(qtbot, empty_view):
    made = ImportPage(empty_view)
    show(qtbot, made)
    return made


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_sample_is_read_shown_written_and_taken_back(qtbot, page, empty_view, tasks, path):
    preview(qtbot, page, tasks, path)
    plan = page.plan
    assert plan.count(Outcome.ACCEPTED) > 0
    assert len(page.rows.texts()) == len(plan.rows)
    assert households(empty_view) == 0
    page.save()
    settle(qtbot, tasks)
    assert page.step == 3
    assert households(empty_view) == plan.count(Outcome.ACCEPTED)
    page.done.undo.click()
    settle(qtbot, tasks)
    assert households(empty_view) == 0


def test_the_result_follows_what_becomes_of_the_import(qtbot, page, empty_view, tasks):
    preview(qtbot, page, tasks, FILES[0])
    page.save()
    settle(qtbot, tasks)
    written = page.done.words.text()
    assert written.startswith("Đã ghi ")
    count = written.split()[2]
    page.done.undo.click()
    settle(qtbot, tasks)
    taken_back = f"Đã hoàn tác lần nhập này: sổ trở lại như trước khi ghi {count} dòng."
    assert page.done.words.text() == taken_back
    assert not page.done.undo.isEnabled()
    asked = []
    empty_view.asked.connect(asked.append)
    empty_view.redo()
    asked[0].answers[-1][1]()
    settle(qtbot, tasks)
    assert page.done.words.text() == written
    assert page.done.undo.isEnabled()
    empty_view.undo(page.done._result.changes.operation)
    settle(qtbot, tasks)
    assert page.done.words.text() == taken_back, "wherever it was taken back"


def test_what_is_typed_in_elsewhere_after_the_preview_leads_back_to_it(qtbot, page, empty_view, tasks):
    told = []
    empty_view.told.connect(lambda words, _: told.append(words))
    preview(qtbot, page, tasks, FILES[0])
    first = page.plan
    row = first.of(Outcome.ACCEPTED)[0]
    area = records.save(empty_view.office, "residential_area", {"name": row.area}).uid
    known = {"head_name": row.head_name, "area": area, "address": row.address}
    records.save(empty_view.office, "household", known)
    page.save()
    settle(qtbot, tasks)
    assert (page.step, households(empty_view)) == (2, 1)
    assert "Sổ đã thay đổi sau khi xem trước" in told[-1]
    assert page.plan is not first
    new = [one for one in page.plan.rows if one.new_household]
    assert row.row_no not in {one.row_no for one in new}
    page.save()
    settle(qtbot, tasks)
    assert (page.step, households(empty_view)) == (3, 1 + len(new))


def test_the_same_file_twice_writes_nothing_twice(qtbot, page, empty_view, tasks):
    for _ in range(2):
        preview(qtbot, page, tasks, FILES[0])
        before = households(empty_view)
        page.save()
        settle(qtbot, tasks)
        page.start_again()
    assert households(empty_view) == before


def test_columns_are_shown_with_what_they_are_and_samples(qtbot, page, tasks):
    page.file.show_path(FILES[0])
    page.read()
    settle(qtbot, tasks)
    chosen = {kinds.currentData() for kinds in page.columns.values()}
    assert {"head_name", "area"} <= chosen


def test_a_column_can_be_left_out(qtbot, page, empty_view, tasks):
    page.file.show_path(FILES[0])
    page.read()
    settle(qtbot, tasks)
    kinds = next(kinds for kinds in page.columns.values() if kinds.currentData() == "address")
    kinds.setCurrentIndex(0)
    page.reread()
    settle(qtbot, tasks)
    assert all(row.address is None for row in page.plan.rows)


def test_a_name_far_too_long_pushes_no_other_column_out_of_the_preview(qtbot, page, empty_view, tasks, tmp_path):
    source = tmp_path / "dai.csv"
    rows = f"Nguyễn Văn A,Thôn Đông,Số 1\n{'a' * 3000},Thôn Đông,Số 2 ngõ 15 đường Làng\n"
    source.write_text(f"Họ và tên,Thôn,Địa chỉ\n{rows}", encoding="utf-8")
    preview(qtbot, page, tasks, source)
    page.resize(1134, 690)
    settle(qtbot, tasks)
    table = page.rows
    assert table.horizontalScrollBar().maximum() == 0
    assert {table.isColumnHidden(place) for place in range(5)} == {False}
    long = next(row for row in table.texts() if row[2].lower().startswith("aaa"))
    assert len(long[2]) == NAME_LIMIT, "what is shown short is typed over whole"
    assert "tối đa 120" in long[-1]


def test_rows_that_are_not_taken_are_written_to_a_workbook(qtbot, page, empty_view, tasks, tmp_path):
    source = tmp_path / "thieu.csv"
    source.write_text("Họ và tên,Thôn,Địa chỉ\nNguyễn Văn A,Thôn Đông,Số 1\n,Thôn Đông,Số 2\n", encoding="utf-8")
    preview(qtbot, page, tasks, source)
    assert page.rows.texts()[0][1] == "Không nhận"
    page.save()
    settle(qtbot, tasks)
    assert page.done.left.isVisible()
    page.hide()
    page.done.path.show_path(tmp_path / "sua.xlsx")
    page.done.write_left()
    settle(qtbot, tasks)
    assert (tmp_path / "sua.xlsx").stat().st_size > 1000


def test_a_file_that_is_no_list_is_refused_in_words(qtbot, page, empty_view, tasks, tmp_path):
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"\x89PNG not a workbook")
    page.file.show_path(path)
    page.read()
    settle(qtbot, tasks)
    assert page.step == 0
    assert type(empty_view.record.troubles[0]).__name__ == "SheetError"


def choose_nothing():
    """Leave the choice of a file as soon as it is asked for."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QFileDialog):
        dialog.reject()
    else:
        QTimer.singleShot(10, choose_nothing)


def test_missing_file_and_wrong_consent_day_are_said_at_once(qtbot, page):
    choose_nothing()
    page.read()
    assert "Chọn một tệp" in page._fault.text()
    page.consent.setText("30/2/2026")
    page.file.show_path(FILES[0])
    page.read()
    assert page.step == 0
    assert page._fault.text()


def test_a_file_can_be_dropped_on_the_page(qtbot, page):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(FILES[0]))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(event)
    assert page.file.path == FILES[0]


def test_a_list_without_header_is_mapped_by_its_examples_and_loses_nobody(qtbot, page, empty_view, tasks, tmp_path):
    (tmp_path / "a.csv").write_text("Nguyễn Văn An;Thôn Đông\nLê Thị Bé;Thôn Đông\n", "utf-8")
    page.file.show_path(tmp_path / "a.csv")
    page.no_header.setChecked(True)
    page.read()
    settle(qtbot, tasks)
    assert any("Nguyễn Văn An · Lê Thị Bé" in shown.text() for shown in page.findChildren(QLabel))
    for number, key in enumerate(("head_name", "area")):
        page.columns[number].setCurrentIndex(page.columns[number].findData(key))
    page.reread()
    settle(qtbot, tasks)
    assert page.plan.count(Outcome.ACCEPTED) == 2
    page.save()
    settle(qtbot, tasks)
    assert households(empty_view) == 2
    page.start_again()
    assert not page.no_header.isChecked()


def look_again(qtbot, page, tasks):
    """Let the cell be committed, which Qt does a little later, and the list looked at."""
    QApplication.processEvents()
    settle(qtbot, tasks)


def test_rows_that_were_not_taken_are_found_and_typed_over_by_keys(qtbot, page, empty_view, tasks, tmp_path):
    records.save(empty_view.office, "residential_area", {"name": "Thôn Đông"})
    path = workbooks.write(
        tmp_path / "nhap.xlsx",
        workbooks.line("Hà Văn A"),
        workbooks.line("Hà Văn B", signed_on="32/13/2026"),
        workbooks.line("Hà Văn C", area="Xóm Lạ"),
    )
    preview(qtbot, page, tasks, path)
    assert page.plan.count(Outcome.REJECTED) == 2
    assert QApplication.focusWidget() is page.rows
    assert (page.rows.row, page.rows.column) == (0, 6)
    press(Qt.Key.Key_Return)
    assert page.rows.editing
    editor = QApplication.focusWidget()
    editor.selectAll()
    type_text(editor, "3/2/2026")
    press(Qt.Key.Key_Return)
    look_again(qtbot, page, tasks)
    assert page.plan.count(Outcome.REJECTED) == 1
    assert page.rows.texts()[page.rows.row][2] == "Hà Văn B", "the cursor stays with its row"
    press(Qt.Key.Key_F8)
    assert page.rows.texts()[page.rows.row][2] == "Hà Văn C"
    assert page.rows.column == 3
    page.rows.type_over(page.rows.row, 3, "Thôn Đông")
    settle(qtbot, tasks)
    assert page.plan.count(Outcome.ACCEPTED) == 3
    assert not page.rows.next_waiting()
    page.save()
    settle(qtbot, tasks)
    assert households(empty_view) == 3
    assert not empty_view.record.troubles


def test_rows_of_new_households_and_of_known_ones_are_looked_at_apart_each_with_their_number(
    qtbot, page, empty_view, tasks, tmp_path
):
    workbooks.bring(empty_view.office, tmp_path / "truoc.xlsx", workbooks.line("Hà Văn A", signed_on=None))
    lines = [workbooks.line(f"Hà Văn {name}") for name in "ABC"]
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "nhap.xlsx", *lines, workbooks.line("Hà Văn D", area="Lạ")))
    views = [page.kinds.itemText(at) for at in range(page.kinds.count())]
    assert views == [
        "Mọi dòng (4)",
        "Không nhận (1)",
        "Cần quyết định (0)",
        "Hộ mới (2)",
        "Hộ đã có (1)",
        "Cập nhật (0)",
        "Đã có, bỏ qua (0)",
        "Bỏ qua (0)",
        "Có thể trùng (0)",
        "Đã sửa, đã trả lời (0)",
    ]
    for view, names in (("Hộ mới (2)", ["Hà Văn B", "Hà Văn C"]), ("Hộ đã có (1)", ["Hà Văn A"])):
        page.kinds.setCurrentIndex(page.kinds.findText(view))
        assert [row.head_name for row in page.rows.planned] == names
        assert {view.partition(" (")[0]} == {shown[1] for shown in page.rows.texts()}
    page.rows.go(0, 2)
    page.rows.skip_wanted.emit()
    settle(qtbot, tasks)
    assert page.kinds.currentText() == "Hộ đã có (0)"
    assert page.kinds.findText("Bỏ qua (1)") == views.index("Bỏ qua (0)")


def test_a_cell_is_filled_from_the_row_above(qtbot, page, empty_view, tasks, tmp_path):
    rows = [workbooks.line(f"Hà Văn {name}", signed_on=None) for name in "ABC"]
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "nhap.xlsx", *rows))
    page.rows.go(0, 6)
    page.rows.type_over(0, 6, "03/02/2026")
    settle(qtbot, tasks)
    page.rows.go(1, 6)
    for _ in range(2):
        press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    assert page.plan.new_pledges == 3


def test_a_question_is_answered_from_its_answers(qtbot, page, empty_view, tasks, tmp_path):
    office = empty_view.office
    workbooks.bring(office, tmp_path / "a.xlsx", workbooks.line("Hà Văn A", "Số 5"), workbooks.line("Hà Văn A", "Số 7"))
    path = workbooks.write(tmp_path / "b.xlsx", workbooks.line("Hà Văn A", signed_on="01/04/2026"))
    preview(qtbot, page, tasks, path)
    assert page.plan.count(Outcome.DECISION) == 1
    assert page.rows.answers(0) == ["1) Số 5", "2) Số 7", "hộ mới", "bỏ qua"]
    page.rows.go(0, 7)
    page.rows.edit(page.rows.currentIndex())
    box = page.rows.findChild(QComboBox)
    box.setCurrentIndex(1)
    press(Qt.Key.Key_Return)
    look_again(qtbot, page, tasks)
    assert page.plan.count(Outcome.DECISION) == 0
    assert page.plan.rows[0].household is not None


def test_what_is_being_typed_is_not_lost_to_a_look_that_comes_back(qtbot, page, empty_view, tasks, tmp_path):
    rows = [workbooks.line(f"Hà Văn {name}", signed_on="x") for name in "AB"]
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "nhap.xlsx", *rows))
    page.rows.go(0, 6)
    page.rows.type_over(0, 6, "03/02/2026")
    page.rows.go(1, 6)
    page.rows.edit(page.rows.currentIndex())
    editor = QApplication.focusWidget()
    editor.selectAll()
    type_text(editor, "04/02")
    settle(qtbot, tasks)
    assert page.rows.editing
    type_text(editor, "/2026")
    press(Qt.Key.Key_Return)
    look_again(qtbot, page, tasks)
    assert page.plan.new_pledges == 2


def test_unikey_types_into_a_cell_that_was_not_opened_first(qtbot, page, empty_view, tasks, tmp_path):
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "nhap.xlsx", workbooks.line("Hà Văn A")))
    page.rows.go(0, 4)
    for letter in "So\bô\bố 9":
        type_text(QApplication.focusWidget(), letter)
    assert page.rows.editing
    press(Qt.Key.Key_Return)
    look_again(qtbot, page, tasks)
    assert page.plan.rows[0].address == "Số 9"


def corrected_list(qtbot, page, tasks, folder):
    path = folder / "ds.csv"
    path.write_text("Họ và tên,Thôn,Địa chỉ\nNguyễn Văn Sai,Thôn Đông,Số 1\nLê Thị B,Thôn Đông,Số 2\n", "utf-8")
    preview(qtbot, page, tasks, path)
    return next(place for place, row in enumerate(page.rows.planned) if row.head_name == "Nguyễn Văn Sai")


def test_what_was_corrected_just_now_is_what_is_saved(qtbot, empty_view, tasks, tmp_path):
    page = ImportPage(empty_view)
    show(qtbot, page)
    place = corrected_list(qtbot, page, tasks, tmp_path)
    assert page.rows.type_over(place, 2, "Nguyễn Văn Đúng")
    page._save.click()
    settle(qtbot, tasks)
    assert heads_in(empty_view.office) == {"Nguyễn Văn Đúng", "Lê Thị B"}
    assert page.step == 3
    area = records.save(empty_view.office, "residential_area", {"name": "Thôn Tây"}).uid
    records.save(empty_view.office, "household", {"head_name": "Hà Văn Sau", "area": area})
    page.done.undo.click()
    settle(qtbot, tasks)
    assert heads_in(empty_view.office) == {"Hà Văn Sau"}, "the import goes, not what came after it"


def test_a_cell_that_is_still_open_is_taken_over_before_the_list_is_saved(qtbot, empty_view, tasks, tmp_path):
    page = ImportPage(empty_view)
    show(qtbot, page)
    page.rows.go(corrected_list(qtbot, page, tasks, tmp_path), 2)
    page.rows.edit(page.rows.currentIndex())
    editor = page.rows.indexWidget(page.rows.currentIndex())
    editor.setText("Trần Văn Mới")
    page.save()
    settle(qtbot, tasks)
    assert heads_in(empty_view.office) == {"Trần Văn Mới", "Lê Thị B"}


def heads_in(office):
    return {household.head_name for household in lists.open_list(office, "household").records(0, 50)}
