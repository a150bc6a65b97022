"""The form of a part in a low window: whatever is offered or refused in it, the button that saves is in reach."""

import pytest
from PySide6.QtWidgets import QPushButton

from antq_desktop.app import make_application
from antq_desktop.gui.forms.editors import TextEditor
from antq_desktop.gui.forms.parts_card import PartDialog, PartsCard
from antq_desktop.services import records
from antq_desktop.storage.looks import Looks
from hands import in_front, settle

LOW = (880, 480)
REFUSED = "Chức vụ này đã có người giữ từ ngày 01/01/2026; ghi “Đến hết ngày” cho người trước rồi lưu lại."


@pytest.fixture(params=[100, 120, 140])
def dossier(request, qtbot, program, theme):
    """A dossier in a low window and in a type size."""
    program.look(Looks("light", request.param, 10))
    settle(qtbot, program.frame.tasks)
    program.frame.resize(*LOW)
    program.main.open("model_point")
    settle(qtbot, program.frame.tasks)
    page = program.main.page("model_point")
    page.go_to(records.resolve(program.office, "model_point", "Camera an ninh"))
    page.show_dossier()
    settle(qtbot, program.frame.tasks)
    yield page.currentWidget()
    make_application(theme)


def asked(card):
    card.ask_new()
    return in_front(card, PartDialog)


def out_of_reach(dialog):
    """Whether the dialog is higher than its window, or its button is not whole within it."""
    (save,) = [each for each in dialog.findChildren(QPushButton) if each.text().strip() == "Lưu"]
    foot = save.mapTo(dialog, save.rect().bottomRight()).y()
    return dialog.height() > LOW[1] or foot >= dialog.height() or dialog._area.height() < dialog._area.minimumHeight()


def test_the_button_that_saves_a_part_is_in_reach_with_an_offer_and_a_refusal(qtbot, dossier):
    wrong = {}
    cards = dossier.findChildren(PartsCard)
    assert len(cards) >= 3
    for card in cards:
        name = card.register.key
        first = asked(card)
        wrong[name, "alone"] = out_of_reach(first)
        next(each for each in first.editors.values() if isinstance(each, TextEditor)).setText("1/1/2026")
        first.keep_drafts()
        first.close()
        again = asked(card)
        qtbot.wait(20)
        assert again.draft_bar.isVisible()
        wrong[name, "offered"] = out_of_reach(again)
        again.draft_bar.drop.click()
        qtbot.wait(20)
        wrong[name, "to be dropped"] = out_of_reach(again)
        again.draft_bar.stay.click()
        again.refuse(REFUSED)
        qtbot.wait(20)
        wrong[name, "refused"] = out_of_reach(again)
        low = again._area.height()
        again.draft_bar.take.click()
        qtbot.wait(20)
        wrong[name, "taken"] = out_of_reach(again)
        assert again._area.height() >= low
        again.reject()
    assert [where for where, found in wrong.items() if found] == []
