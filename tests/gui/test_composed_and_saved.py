"""A word that an input method still composes is in its field before a key saves, takes or leaves what is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from test_typing import compose

import workbooks
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.editors import editor_of
from antq_desktop.gui.forms.event_dialog import EventDialog
from antq_desktop.gui.groups.month_table import WORDS
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.screens.households import HouseholdsPage
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.gui.screens.month import MonthPage
from antq_desktop.gui.widgets.composing import Composing
from antq_desktop.gui.widgets.search_box import SearchBox
from antq_desktop.services import records
from antq_desktop.services.lists import ListQuery, open_list
from hands import activate, is_gone, press, preview, settle, show, type_text, unlock

ADDRESS = 4
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return
NONE = Qt.KeyboardModifier.NoModifier
LEAVING = [(key, NONE) for key in (ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F8)] + [(Qt.Key.Key_S, CTRL)]


@pytest.fixture(autouse=True)
def watch(request):
    """The window has one; a test may bring the input method it asks."""
    return Composing(method=getattr(request, "param", None))


def composing(*words):
    """Words as an input method sends them; the last one is not committed yet."""
    assert QApplication.focusWidget() is not None
    for word, following in zip(words, (*words[1:], None), strict=True):
        compose(QApplication.focusWidget(), word[:2])
        compose(QApplication.focusWidget(), word)
        if following is not None:
            compose(QApplication.focusWidget(), following[:1], f"{word} ")


def named(office, name):
    return open_list(office, "household", ListQuery(name)).count


@pytest.mark.parametrize("key", [(Qt.Key.Key_S, CTRL), (Qt.Key.Key_S, CTRL | SHIFT), (ENTER, CTRL)])
def test_a_form_saves_the_word_that_is_being_composed(qtbot, view, office, key):
    page = RecordList(view, REGISTERS["household"])
    show(qtbot, page)
    page.add()
    page.form.blocks["area"].editor.setText("Thôn Đông Hạ")
    page.form.blocks["head_name"].editor.setFocus()
    composing("Ksor", "Hờ", "Blơi")
    press(*key)
    assert named(office, "Ksor Hờ Blơi") == 1


def test_a_dialog_takes_it_at_enter_and_saves_it_at_the_last(qtbot, view, office, tasks):
    page = HouseholdsPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    page.focus_table()
    page.ask_event("split")
    dialog = page.findChild(EventDialog)
    activate(qtbot, dialog)
    composing("Rơ", "Châm")
    press(ENTER)
    assert dialog.editors["head_name"].text() == "Rơ Châm"
    for _ in dialog.editors:
        press(ENTER)
    assert is_gone(dialog)
    assert named(office, "Rơ Châm") == 1


@pytest.mark.parametrize("key", LEAVING)
def test_a_cell_of_the_month_takes_it(qtbot, view, tasks, key):
    page = MonthPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    page.table.setFocus()
    page.table.go(0, WORDS)
    composing("tuần", "tra")
    press(*key)
    QApplication.processEvents()
    assert page.table.month.index(0, WORDS).data() == "tuần tra"


@pytest.mark.parametrize("key", LEAVING)
def test_a_cell_of_an_import_takes_it(qtbot, empty_view, tasks, tmp_path, key):
    page = ImportPage(empty_view)
    show(qtbot, page)
    page.new_areas.setCurrentIndex(page.new_areas.findData("create"))
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "nhap.xlsx", workbooks.line("Hà Văn A")))
    page.rows.setFocus()
    page.rows.go(0, ADDRESS)
    composing("Số", "chín")
    press(*key)
    settle(qtbot, tasks)
    page.rows.finish()
    assert page.rows.texts()[0][ADDRESS] == "Số chín"


@pytest.mark.parametrize("before", [None, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F8])
def test_pasted_rows_are_saved_with_it(qtbot, view, office, tasks, before, entry):
    entry.card.area.setCurrentIndex(1)
    QGuiApplication.clipboard().setText("Họ tên\tĐịa chỉ\nKsor Hờ Mới\tSố 1\n")
    entry.paste_rows()
    settle(qtbot, tasks)
    dialog = entry.findChild(PasteDialog)
    activate(qtbot, dialog)
    dialog.rows.setFocus()
    dialog.rows.go(0, ADDRESS)
    composing("Số", "chín")
    if before is not None:
        press(before)
    press(Qt.Key.Key_S, CTRL)
    settle(qtbot, tasks)
    settle(qtbot, tasks)
    assert is_gone(dialog)
    saved = open_list(office, "household", ListQuery("Ksor Hờ Mới")).records(0, 1)
    assert [household.address for household in saved] == ["Số chín"]


def test_a_lock_by_key_keeps_it_in_the_draft(qtbot, program):
    program.main.open("household")
    settle(qtbot, program.frame.tasks)
    activate(qtbot, program.frame)
    page = program.main.page("household")
    page.add()
    page.form.blocks["head_name"].editor.setFocus()
    composing("Ksor", "Dở")
    press(Qt.Key.Key_L, CTRL)
    assert program.main is None
    unlock(qtbot, program)
    page = program.main.page("household")
    page.add()
    assert page.form.drafts.found["head_name"] == "Ksor Dở"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_F1])
def test_a_field_that_is_left_by_key_keeps_it(qtbot, view, office, key):
    page = RecordList(view, REGISTERS["household"])
    show(qtbot, page)
    page.add()
    page.form.blocks["head_name"].editor.setFocus()
    composing("Ksor", "Dở")
    press(key)
    page.keep_drafts()
    assert [draft.values["head_name"] for draft in office.drafts.all_of(office.officer.uid)] == ["Ksor Dở"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_arrows_choose_among_what_is_found_with_it(qtbot, view, tasks, office, key, entry):
    family, *_, last = records.suggestions(office, "household", "")[0][1].split(" – ")[0].split()
    composing(family, last)
    press(key)
    assert entry.line.text() == f"{family} {last}"
    marked, taken = entry.panel.suggestions.list.currentItem().text(), []
    entry.panel.suggestions.chosen.connect(taken.append)
    press(ENTER)
    (what,) = taken
    assert (what if isinstance(what, str) else f"{what.head_name}\n{what.address}") in marked


class IBus:
    """Writes the word when it is told to commit; a reset throws it away."""

    word = "Hờ"

    def commit(self):
        compose(QApplication.focusWidget(), "", self.word)

    def reset(self):
        compose(QApplication.focusWidget(), "")


class Windows(IBus):
    """Knows no commit; a reset writes the word."""

    def commit(self):
        pass

    def reset(self):
        compose(QApplication.focusWidget(), "", self.word)


class Forgetful(IBus):
    """Knows no commit, and a reset throws the word away."""

    def commit(self):
        pass


@pytest.mark.parametrize("watch", [IBus(), Windows(), Forgetful()], indirect=True, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("key", ["head_name", "note", "area"])
def test_each_platform_ends_it_in_its_own_way_and_it_is_written_once(qtbot, view, key):
    editor = editor_of(view, REGISTERS["household"].fields[key])
    show(qtbot, editor)
    editor.setFocus()
    composing("Ksor", "Hờ")
    press(Qt.Key.Key_S, CTRL)
    assert editor.value() == "Ksor Hờ"


@pytest.mark.parametrize("key", ["head_name", "note", "area"])
def test_it_is_written_once_and_typing_goes_on(qtbot, view, watch, key):
    editor = editor_of(view, REGISTERS["household"].fields[key])
    show(qtbot, editor)
    editor.setFocus()
    composing("Ksor", "Hờ")
    watch.finish()
    watch.finish()
    assert editor.value() == "Ksor Hờ"
    composing("a")
    assert editor.value() == "Ksor Hờ"
    compose(editor, "", "x")
    assert editor.value() == "Ksor Hờx"


def test_other_keys_leave_it_open(qtbot, icons):
    box = SearchBox(icons, "Tìm")
    show(qtbot, box, (300, 40))
    box.setFocus()
    composing("nguyễ")
    for key in (Qt.Key.Key_Control, Qt.Key.Key_Shift):
        press(key, CTRL)
    type_text(box, "n", CTRL | Qt.KeyboardModifier.AltModifier)
    assert "nguyễ" not in box.text()


def test_a_word_that_was_given_up_is_not_written(qtbot, view, watch):
    editor = editor_of(view, REGISTERS["household"].fields["head_name"])
    show(qtbot, editor)
    editor.setFocus()
    composing("Ksor")
    compose(editor, "")
    watch.finish()
    assert editor.value() == ""


@pytest.mark.parametrize("key", ["head_name", "note", "area"])
def test_a_word_whose_field_was_filled_meanwhile_is_not_written(qtbot, view, key):
    editor = editor_of(view, REGISTERS["household"].fields[key])
    show(qtbot, editor)
    editor.setFocus()
    composing("Ksor", "Hờ")
    editor.fill("Rơ Châm")
    press(Qt.Key.Key_S, CTRL)
    assert editor.value() == "Rơ Châm"


def test_a_word_whose_cell_was_opened_by_it_is_written(qtbot, view, tasks, watch):
    page = MonthPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    page.table.setFocus()
    page.table.go(0, WORDS)
    compose(QApplication.focusWidget(), "tuần")
    assert page.table.editing
    watch.finish()
    page.table.finish()
    assert page.table.month.index(0, WORDS).data() == "tuần"


def test_a_word_left_behind_in_one_field_comes_into_no_other(qtbot, view):
    page = RecordList(view, REGISTERS["household"])
    show(qtbot, page)
    page.add()
    page.form.blocks["head_name"].editor.setFocus()
    composing("Ksor")
    page.form.blocks["address"].editor.setFocus()
    press(Qt.Key.Key_S, CTRL)
    assert page.form.blocks["address"].editor.text() == ""
