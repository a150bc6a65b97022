"""Typing as UniKey and input methods do it."""

import unicodedata

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.editors import editor_of
from antq_desktop.gui.forms.link_editor import LinkEditor
from antq_desktop.gui.widgets.search_box import SearchBox
from hands import press, show, type_text

STORM = ("n", "g", "u", "y", "e", "\b", "ê", "n", "\b\b", "ễn")


def compose(widget, preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def storm(widget):
    for part in STORM:
        type_text(widget, part)


def test_a_storm_of_backspaces_is_one_search(qtbot, icons):
    box = SearchBox(icons, "Tìm")
    show(qtbot, box, (300, 40))
    found = []
    box.searched.connect(found.append)
    storm(box)
    qtbot.waitUntil(lambda: bool(found))
    qtbot.wait(200)
    assert found == ["nguyễn"]


def test_nothing_is_searched_while_a_letter_is_composed(qtbot, icons):
    box = SearchBox(icons, "Tìm")
    show(qtbot, box, (300, 40))
    found = []
    box.searched.connect(found.append)
    compose(box, "nguye")
    qtbot.wait(200)
    compose(box, "nguyễ")
    qtbot.wait(200)
    assert found == []
    compose(box, "", "nguyễn")
    qtbot.waitUntil(lambda: found == ["nguyễn"])


def test_decomposed_letters_are_composed_before_they_are_searched(qtbot, icons):
    box = SearchBox(icons, "Tìm")
    show(qtbot, box, (300, 40))
    found = []
    box.searched.connect(found.append)
    box.setText(unicodedata.normalize("NFD", "Phượng"))
    qtbot.waitUntil(lambda: bool(found))
    assert found == [unicodedata.normalize("NFC", "Phượng")]


@pytest.mark.parametrize("register", REGISTERS.values(), ids=str)
def test_every_text_field_of_every_register_takes_the_storm(register, qtbot, view):
    for spec in register.fields.values():
        editor = editor_of(view, spec)
        qtbot.addWidget(editor)
        if not isinstance(editor, (QLineEdit, QPlainTextEdit)):
            continue
        editor.show()
        storm(editor)
        assert editor.value() == "nguyễn", spec.key


def test_a_date_is_typed_in_many_ways_and_written_in_one(qtbot, view):
    editor = editor_of(view, REGISTERS["pledge"].fields["signed_on"])
    show(qtbot, editor, (200, 40))
    for typed in ("5/7/2026", "05072026", "5-7-2026", "5.7.2026", "5.7.26", "05/07/26", "2026-07-05"):
        editor.clear()
        editor.setFocus()
        type_text(editor, typed)
        editor.clearFocus()
        assert editor.value() == "05/07/2026"
    editor.setFocus()
    editor.setText("5/7/98")
    editor.clearFocus()
    assert editor.value() == "5/7/98", "of which century is not for the program to say"


def test_a_link_is_found_while_typing_and_never_completed_in_the_line(qtbot, office, icons):
    editor = LinkEditor(office, "residential_area")
    show(qtbot, editor, (300, 40))
    editor.setFocus()
    type_text(editor, "Đoaì\b\b\b")
    type_text(editor, "oài")
    qtbot.waitUntil(lambda: editor.suggestions == ["Thôn Đoài Thượng"])
    assert editor.text() == "Đoài"
    press(Qt.Key.Key_Down)
    QTest.keyClick(QApplication.activePopupWidget() or editor, Qt.Key.Key_Down)
    QTest.keyClick(QApplication.activePopupWidget() or editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isinstance(editor.value(), str))
    assert editor.text() == "Thôn Đoài Thượng"


def test_a_link_typed_by_name_is_known_when_the_field_is_left(qtbot, office, icons):
    editor = LinkEditor(office, "residential_area")
    show(qtbot, editor, (300, 40))
    editor.setFocus()
    type_text(editor, "đông hạ")
    editor.clearFocus()
    assert editor.text() == "Thôn Đông Hạ"
    assert not isinstance(editor.value(), str)
