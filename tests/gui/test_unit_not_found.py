"""A unit that the catalogue does not know is said so, and cannot be taken."""

from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton

from antq_desktop.gui.forms.unit_field import NOTHING, UnitField
from antq_desktop.gui.screens.first_run_parts import UnitCard
from antq_desktop.storage import catalogues
from antq_desktop.storage.places import resources_folder
from hands import show, type_text


def test_a_search_without_a_hit_says_so(qtbot):
    field = UnitField([], date(2026, 11, 20))
    show(qtbot, field)
    field.setFocus()
    taken = []
    field.chosen.connect(taken.append)
    type_text(field, "khong co xa nay")
    assert field._popup.isVisible()
    assert field._model.item(0).text() == NOTHING
    assert field.offered == []
    field._completer.activated.emit(field._model.index(0, 0))
    assert taken == []
    field.clear()
    field.offer()
    assert not field._popup.isVisible()


def test_the_search_says_what_its_list_holds_and_what_to_do_with_any_other_unit(qtbot, icons):
    known = catalogues.load(resources_folder()).units
    card = UnitCard(icons, known, date(2026, 11, 20), QPushButton("Tiếp"))
    show(qtbot, card)
    said = " ".join(each.text() for each in card.findChildren(QLabel))
    assert "34 tỉnh, thành phố" in said
    assert "chưa có xã, phường, đặc khu" in said
    for words in (said, NOTHING):
        assert "hai ô dưới" in words
