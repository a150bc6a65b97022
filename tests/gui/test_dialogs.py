"""Dialogs go for good when they are closed, but not before they were told how what they began ended."""

import ast
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from antq_desktop.domain.errors import PasswordRefused
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.asking import Question, ReasonDialog
from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.lists.list_columns import ColumnsDialog
from antq_desktop.gui.lists.record_history import HistoryDialog
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.printing.print_preview import KEPT_AROUND, PrintPreview
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.papers import papers
from antq_desktop.services.samples import demo
from hands import settle, show
from source_tree import program as sources


def swept(parent):
    """Dialogs that are left over a widget after deletions were done."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return parent.findChildren(QDialog)


def test_every_dialog_of_the_program_goes_when_it_is_closed():
    """One place deletes: nobody derives from Qt's own dialog but that place."""
    own = [
        f"{source.name}: {node.name}"
        for source in sources()
        if "QDialog" in source.text
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "QDialog" for base in node.bases)
    ]
    assert own == ["src/antq_desktop/gui/forms/dialog.py: Dialog"]


@pytest.mark.parametrize("way", [QDialog.accept, QDialog.reject, QWidget.close, "escape"], ids=str)
def test_a_closed_dialog_is_deleted_however_it_was_closed(qtbot, way):
    parent = QWidget()
    show(qtbot, parent)
    for _ in range(3):
        made = Dialog(parent)
        made.open()
        if way == "escape":
            QTest.keyClick(made, Qt.Key.Key_Escape)
        else:
            way(made)
        assert not made.isVisible()
        assert swept(parent) == []


def test_ten_histories_leave_none_behind(qtbot, program):
    program.main.open("household")
    page = program.main.page("household")
    for _ in range(10):
        page.table.put_cursor(0)
        page.show_history()
        (history,) = swept(page)
        assert isinstance(history, HistoryDialog)
        QTest.keyClick(history, Qt.Key.Key_Escape)
    assert swept(program.frame) == []


def test_a_dialog_that_was_closed_is_still_told_how_its_work_ended(qtbot, view, tasks):
    parent = QWidget()
    show(qtbot, parent)
    made, goes, told = Dialog(parent, tasks), Event(), []
    made.open()
    view.run("việc dài", lambda _progress: goes.wait(), lambda _: told.append(made.windowTitle()))
    made.reject()
    assert len(swept(parent)) == 1
    goes.set()
    settle(qtbot, tasks)
    assert told == [""]
    assert swept(parent) == []


def test_a_result_that_waits_behind_a_lock_finds_its_dialog(qtbot, view, tasks):
    parent = QWidget()
    show(qtbot, parent)
    made, told = Dialog(parent, tasks), []
    made.open()
    tasks.cover()
    view.run("việc dài", lambda _progress: None, lambda _: told.append(made.windowTitle()))
    made.reject()
    settle(qtbot, tasks)
    assert len(swept(parent)) == 1
    tasks.uncover()
    for task in tasks.take_waiting():
        task.deliver()
    assert told == [""]
    assert swept(parent) == []


def test_what_was_refused_is_asked_again_with_the_same_answers(qtbot, icons, tmp_path):
    parent, given = QWidget(), []
    show(qtbot, parent)
    question = Question("Kết xuất", "Ghi ra tệp.", "Ghi", password=True, choices=("một", "hai"))
    file = ("Tệp", "save", "*.xlsx", tmp_path / "a.xlsx")
    first = ReasonDialog(question, given.append, icons, parent, file)
    first.open()
    first.reason.setText("họp")
    first.password.line.setText("sai")
    first.choices[1].setChecked(True)
    first._go()
    assert swept(parent) == []
    given[0].refused(pytest.fail)(PasswordRefused("Mật khẩu chưa đúng."))
    again = parent.findChild(ReasonDialog)
    assert again.isVisible()
    assert (again.reason.text(), again.file.path, again.choices[1].isChecked()) == ("họp", tmp_path / "a.xlsx", True)
    assert again.focusWidget() is again.password.line
    assert "Mật khẩu chưa đúng." in again._fault.text()


def test_a_preview_keeps_pictures_of_the_pages_around_those_in_view_alone(qtbot, view, tasks, tmp_path):
    grounds = Grounds("họp", demo.PASSWORD)
    paper = papers.make(view.office, "pledge-register", view.period, tmp_path, grounds=grounds)
    made = PrintPreview(view, paper)
    show(qtbot, made, (940, 680))
    settle(qtbot, tasks)
    bar = made._area.verticalScrollBar()
    most = 0
    for place in range(0, bar.maximum(), made.height() // 2):
        bar.setValue(place)
        settle(qtbot, tasks)
        most = max(most, sum(not page.pixmap().isNull() for page in made.pages))
    assert len(made.pages) > 2 * KEPT_AROUND + 3
    assert most <= 2 * KEPT_AROUND + 2
    bar.setValue(0)
    settle(qtbot, tasks)
    assert not made.pages[0].pixmap().isNull(), "what was dropped is drawn anew"


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_the_choice_of_columns_is_no_higher_than_a_low_window(qtbot, office, theme, qapp, tasks, scale):
    worn = Theme("light", theme.resources, scale)
    worn.dress(qapp)
    page = RecordList(OfficeView(office, tasks, Icons(worn)), REGISTERS["household"])
    worn.wear(page)
    show(qtbot, page, (905, 496))
    page.choose_columns()
    dialog = page.findChild(ColumnsDialog)
    qtbot.waitExposed(dialog)
    theme.dress(qapp)
    assert dialog.height() <= page.height()
