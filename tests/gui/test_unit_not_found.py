"""A unit that the catalogue does not know is said so, and cannot be taken."""

from datetime import date

from antq_desktop.gui.forms.unit_field import NOTHING, UnitField
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
