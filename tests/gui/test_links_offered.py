"""A line offered under a field is taken only for the words it was offered for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_typing import compose

from antq_desktop.gui.forms.link_editor import LinkEditor
from antq_desktop.gui.widgets.composing import Composing
from antq_desktop.services import records
from hands import show, type_text

ENTER = Qt.Key.Key_Return


@pytest.fixture(autouse=True)
def watch():
    """The window has one."""
    return Composing()


@pytest.fixture
def household(qtbot, office):
    """A field that asks for a household, and the words of its `entered`."""
    editor = LinkEditor(office, "household")
    show(qtbot, editor, (500, 40))
    editor.setFocus()
    editor.went_on = []
    editor.entered.connect(lambda: editor.went_on.append(editor.text()))
    return editor


def press_there(key):
    """Press a key where the keys go: in the list under the field, if one is open."""
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key)


def offered(qtbot):
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)


def names(office, text=""):
    return [name for _, name in records.suggestions(office, "household", text, 300)]


def family_of_many(office):
    """A family name several heads have, and the first words of one that several have again."""
    name = next(name for name in names(office) if len(names(office, f"{name.split()[0]} {name.split()[1]} ")) > 1)
    return name.split()[:2]


def test_enter_takes_what_is_offered_for_the_words_that_stand(qtbot, household, office):
    type_text(household, names(office)[0].split(" – ")[0])
    offered(qtbot)
    first = household.suggestions[0]
    press_there(ENTER)
    assert (household.text(), household.went_on) == (first, [first])


def test_words_typed_after_the_list_came_are_no_choice_of_its_first_line(qtbot, household, office):
    type_text(household, names(office)[0].split()[0])
    offered(qtbot)
    type_text(household, " Không Ai")
    press_there(ENTER)
    assert isinstance(household.value(), str)
    assert household.went_on == [f"{names(office)[0].split()[0]} Không Ai"]
    assert QApplication.activePopupWidget() is None


def test_the_one_household_that_words_typed_fast_mean_is_taken_at_once(qtbot, household, office):
    wanted = next(name for name in names(office) if names(office, name.split(" – ")[0]) == [name])
    family, others = wanted.split(" – ")[0].split(" ", 1)
    type_text(household, family)
    offered(qtbot)
    assert len(household.suggestions) > 1
    type_text(household, f" {others}")
    press_there(ENTER)
    assert (household.text(), household.went_on) == (wanted, [wanted])


def test_of_several_that_words_typed_fast_may_mean_none_is_taken_before_it_was_seen(qtbot, household, office):
    family, second = family_of_many(office)
    type_text(household, family)
    offered(qtbot)
    press_there(Qt.Key.Key_Down)
    type_text(household, f" {second} ")
    press_there(ENTER)
    assert (household.value(), household.went_on) == (f"{family} {second} ", [])
    assert household.suggestions == names(office, f"{family} {second} ")[:30]
    first = household.suggestions[0]
    press_there(ENTER)
    assert (household.text(), household.went_on) == (first, [first])


@pytest.mark.parametrize("down", [0, 1])
def test_a_word_that_is_being_composed_is_no_choice_of_what_was_offered_before(qtbot, household, office, down):
    family = names(office)[0].split()[0]
    compose(household, family)
    compose(household, "", f"{family} ")
    offered(qtbot)
    for _ in range(down):
        press_there(Qt.Key.Key_Down)
    compose(household, "Hờ")
    assert QApplication.activePopupWidget() is None, "the list is for the words before"
    press_there(ENTER)
    assert household.value() == f"{family} Hờ"
