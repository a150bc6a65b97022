"""Another file on the wizard while corrections of one are typed: asked first, nothing typed is lost in silence."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

import workbooks
from antq_desktop.gui.forms.doubt_dialog import DoubtDialog
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.services import records
from hands import activate, press, preview, settle, show


@pytest.fixture
def page(qtbot, empty_view, icons):
    records.save(empty_view.office, "residential_area", {"name": "Thôn Đông"})
    made = ImportPage(empty_view)
    empty_view.asked.connect(lambda doubt: DoubtDialog(doubt, icons, made).open())
    show(qtbot, made)
    return made


@pytest.fixture
def files(tmp_path):
    def made(name, head):
        return workbooks.write(tmp_path / name, workbooks.line(head, area="Xóm Lạ"))

    return made("mot.xlsx", "Hà Văn A"), made("hai.xlsx", "Hà Văn B")


def corrected(qtbot, page, tasks, path):
    preview(qtbot, page, tasks, path)
    page.rows.type_over(0, 4, "Số 9")
    settle(qtbot, tasks)
    assert page.typed


def drop(page, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))


def question(page):
    return next((found for found in page.findChildren(DoubtDialog) if found.isVisible()), None)


def test_a_file_that_is_dropped_on_typed_corrections_is_asked_about(qtbot, page, tasks, files):
    corrected(qtbot, page, tasks, files[0])
    drop(page, files[1])
    asked = question(page)
    assert "1 chỗ" in asked.words.text()
    assert "mot.xlsx" in asked.words.text()
    activate(qtbot, asked)
    press(Qt.Key.Key_Return)
    assert (page.step, bool(page.typed), page.file.path) == (2, True, files[0]), "the cautious answer keeps all"
    drop(page, files[1])
    question(page).answers[1].click()
    assert (page.step, bool(page.typed), page.file.path) == (0, False, files[1])
    drop(page, files[0])
    assert question(page) is None, "nothing was typed"


@pytest.mark.parametrize("what", ["file", "register"])
def test_another_list_is_read_over_typed_corrections_only_if_that_is_meant(qtbot, page, tasks, files, what):
    corrected(qtbot, page, tasks, files[0])
    page.go(0)
    if what == "file":
        page.file.show_path(files[1])
    else:
        page.register.setCurrentIndex(page.register.findData("household"))
    page.read()
    settle(qtbot, tasks)
    assert page.step == 0
    question(page).answers[0].click()
    assert (page.file.path, page.register.currentData(), bool(page.typed)) == (files[0], "pledge", True)
    page.read()
    settle(qtbot, tasks)
    page.reread()
    settle(qtbot, tasks)
    assert page.plan.rows[0].address == "Số 9"
    page.go(0)
    page.file.show_path(files[1])
    page.read()
    settle(qtbot, tasks)
    question(page).answers[1].click()
    assert (page.step, bool(page.typed)) == (1, False)
    page.reread()
    settle(qtbot, tasks)
    assert page.plan.rows[0].head_name == "Hà Văn B"


def test_another_kind_of_list_from_another_page_is_asked_about(qtbot, page, tasks, files):
    corrected(qtbot, page, tasks, files[0])
    page.go(0)
    page.show_part("club")
    question(page).answers[0].click()
    assert (page.register.currentData(), bool(page.typed)) == ("pledge", True)
    page.show_part("club")
    question(page).answers[1].click()
    assert (page.register.currentData(), bool(page.typed)) == ("club", False)
