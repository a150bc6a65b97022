"""Cells of tables take what UniKey and input methods send, opened before or not; a word ends while the next begins."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from test_typing import STORM, compose

import workbooks
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.editors import editor_of
from antq_desktop.gui.forms.link_editor import LinkEditor
from antq_desktop.gui.groups.month_table import WORDS
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.gui.screens.month import MonthPage
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.gui.widgets.search_box import SearchBox
from hands import activate, press, preview, settle, show, type_text

ADDRESS = 4
PASTED = "Họ tên\tĐịa chỉ\nKsor Hờ Mới\tSố 1\n"


WORD_BY_WORD = (("nguye", ""), ("nguyễ", ""), ("v", "nguyễn "), ("vă", ""), ("", "văn"))


def storm():
    """Letters and backspaces, each to whatever has the focus by then, as keys go."""
    for part in STORM:
        for letter in part:
            type_text(QApplication.focusWidget(), letter)


def composed(parts=WORD_BY_WORD):
    """Words as an input method sends them; a word is committed while the next one is being composed."""
    for preedit, commit in parts:
        compose(QApplication.focusWidget(), preedit, commit)


WAYS = {storm: "nguyễn", composed: "nguyễn văn"}


@pytest.fixture
def month(qtbot, view, tasks):
    page = MonthPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    page.table.setFocus()
    page.table.go(0, WORDS)
    return page


@pytest.fixture
def rows(qtbot, empty_view, tasks, tmp_path):
    page = ImportPage(empty_view)
    show(qtbot, page)
    page.new_areas.setCurrentIndex(page.new_areas.findData("create"))
    preview(qtbot, page, tasks, workbooks.write(tmp_path / "nhap.xlsx", workbooks.line("Hà Văn A")))
    return page


@pytest.fixture
def pasted(qtbot, view, tasks):
    page = PledgeEntryPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    page.card.area.setCurrentIndex(1)
    QGuiApplication.clipboard().setText(PASTED)
    page.paste_rows()
    settle(qtbot, tasks)
    dialog = page.findChild(PasteDialog)
    activate(qtbot, dialog)
    return dialog


def test_a_storm_in_a_cell_of_the_month(month):
    storm()
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert month.table.month.index(0, WORDS).data() == "nguyễn"


def test_words_composed_in_a_cell_of_the_month(month):
    composed()
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert month.table.month.index(0, WORDS).data() == "nguyễn văn"


@pytest.mark.parametrize("way", WAYS)
def test_a_cell_of_an_import(qtbot, rows, tasks, way):
    rows.rows.setFocus()
    rows.rows.go(0, ADDRESS)
    way()
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert rows.plan.rows[0].address == WAYS[way]


@pytest.mark.parametrize("way", WAYS)
def test_a_cell_of_pasted_rows(qtbot, pasted, tasks, way):
    pasted.rows.setFocus()
    pasted.rows.go(0, ADDRESS)
    way()
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert pasted.plan.rows[0].address == WAYS[way]


@pytest.mark.parametrize("key", ["head_name", "note"])
def test_a_field_takes_a_word_while_the_next_is_composed(qtbot, view, key):
    editor = editor_of(view, REGISTERS["household"].fields[key])
    show(qtbot, editor)
    editor.setFocus()
    composed(WORD_BY_WORD[:3])
    assert editor.value().strip() == "nguyễn", "the next word is none yet"
    composed(WORD_BY_WORD[3:])
    assert editor.value() == "nguyễn văn"


def test_a_search_waits_for_the_word_that_is_being_composed(qtbot, icons):
    box = SearchBox(icons, "Tìm")
    show(qtbot, box, (300, 40))
    box.setFocus()
    found = []
    box.searched.connect(found.append)
    composed(WORD_BY_WORD[:3])
    box._timer.timeout.emit()
    assert found == []
    composed(WORD_BY_WORD[3:])
    qtbot.waitUntil(lambda: found == ["nguyễn văn"])


def test_a_link_offers_what_was_committed_when_the_next_word_is_given_up(qtbot, office):
    editor = LinkEditor(office, "residential_area")
    show(qtbot, editor, (300, 40))
    editor.setFocus()
    composed((("đo", ""), ("t", "Đoài"), ("", "")))
    qtbot.waitUntil(lambda: editor.suggestions == ["Thôn Đoài Thượng"])
