"""A draft that cannot be written while somebody types: told once in the form itself, and again only after it worked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.gui.forms.record_form import RecordForm
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.screens.pledge_entry import PledgeEntryPage
from antq_desktop.services import records
from antq_desktop.storage.connect import connect
from hands import in_front, kept, press, settle, show, type_text

LACKS = "Chưa giữ được bản nháp"


class Holder:
    """Another program that holds the file of drafts, again and again."""

    def __init__(self, office):
        self._office = office
        self._held = None

    def hold(self):
        self._held = connect(self._office.paths.drafts, self._office.drafts._key)
        self._held.execute("BEGIN EXCLUSIVE")

    def let_go(self):
        self._held.close()


@pytest.fixture
def other(office):
    return Holder(office)


def test_it_is_told_once_while_papers_are_entered_and_again_after_it_worked(qtbot, view, office, tasks, other):
    page = PledgeEntryPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    told = []
    page.drafts.unkept.connect(told.append)
    other.hold()
    type_text(page.line, "tr")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert LACKS in page.draft_bar.unkept.text()
    assert page.draft_bar.unkept.isVisible()
    assert not page.draft_bar.take.isVisible(), "nothing is offered"
    type_text(page.line, "an")
    page.drafts.keep()
    press(Qt.Key.Key_Escape)
    assert len(told) == 1
    other.let_go()
    type_text(page.line, "tran")
    page.drafts.keep()
    assert not page.draft_bar.isVisible()
    assert [draft.values["line"] for draft in kept(office)] == ["tran"]
    other.hold()
    type_text(page.line, " thi")
    page.drafts.keep()
    assert page.draft_bar.unkept.isVisible()
    other.let_go()
    assert not view.record.troubles
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]


def test_it_is_tried_again_by_itself(qtbot, view, office, other):
    form = RecordForm(view, REGISTERS["residential_area"])
    show(qtbot, form)
    other.hold()
    type_text(form.blocks["name"].editor, "Thôn Mới")
    form.drafts.keep()
    assert LACKS in form.draft_bar.unkept.text()
    other.let_go()
    qtbot.waitUntil(lambda: not form.draft_bar.isVisible(), timeout=10_000)
    assert [draft.values["name"] for draft in kept(office)] == ["Thôn Mới"]


def test_a_record_is_saved_though_its_draft_cannot_be_forgotten(qtbot, view, office, other):
    form = RecordForm(view, REGISTERS["residential_area"])
    show(qtbot, form)
    saved = []
    form.saved.connect(saved.append)
    type_text(form.blocks["name"].editor, "Thôn Mới")
    form.drafts.keep()
    other.hold()
    form.save()
    other.let_go()
    assert records.get(office, "residential_area", saved[0]).record.name == "Thôn Mới"
    assert not view.record.troubles


def test_a_dialog_says_it_in_itself_and_is_high_enough(qtbot, view, office, points, other):
    uid = records.resolve(office, "model_point", "Camera an ninh")
    points.go_to(uid)
    points.show_dossier()
    points.currentWidget().members.ask_new()
    dialog = in_front(points, PartDialog)
    before = dialog.height()
    other.hold()
    type_text(dialog.editors["full_name"], "Nguyễn Văn Dở")
    dialog.drafts.keep()
    assert dialog.draft_bar.unkept.isVisible()
    assert dialog.height() > before
    other.let_go()
    dialog.drafts.keep()
    assert not dialog.draft_bar.isVisible()
    assert kept(office)[0].values["full_name"] == "Nguyễn Văn Dở"


@pytest.fixture
def pasted(qtbot, view, tasks):
    """The page where pledges are entered, with two pasted rows over it."""
    page = PledgeEntryPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    page.card.area.setCurrentIndex(1)
    QApplication.clipboard().setText("Ksor Hờ Mới\tSố 9\t01/03/2026\r\nRơ Châm Ơi\tSố 10\t01/03/2026\r\n")
    page.paste_rows()
    settle(qtbot, tasks)
    return page


def test_pasted_rows_say_it_over_the_page(qtbot, pasted, office, tasks, other):
    dialog = in_front(pasted, PasteDialog)
    other.hold()
    dialog.rows.type_over(0, 2, "Ksor Hờ Sửa")
    pasted.pasted_rows._drafts.keep()
    assert dialog.unkept.isVisible()
    assert LACKS in dialog.unkept.text()
    other.let_go()
    settle(qtbot, tasks)
    pasted.pasted_rows._drafts.keep()
    assert not dialog.unkept.isVisible()


def test_rows_that_were_saved_are_not_offered_as_unsaved_when_their_draft_stays(qtbot, pasted, office, tasks, other):
    dialog = in_front(pasted, PasteDialog)
    pasted.pasted_rows._drafts.keep()
    other.hold()
    dialog.save()
    settle(qtbot, tasks)
    bar = pasted.pasted_rows.bar
    assert not bar.take.isVisible(), "nothing that is saved is offered as unsaved"
    assert "Chưa xóa được bản nháp cũ" in bar.unkept.text()
    other.let_go()
    pasted.paste_rows()
    settle(qtbot, tasks)
    pasted.pasted_rows._drafts.keep()
    assert not bar.isVisible()


def test_an_old_draft_that_cannot_be_thrown_away_stays_offered_and_is_told(qtbot, view, office, other):
    form = RecordForm(view, REGISTERS["residential_area"])
    show(qtbot, form)
    type_text(form.blocks["name"].editor, "Thôn Mới")
    form.drafts.keep()
    again = RecordForm(view, REGISTERS["residential_area"])
    show(qtbot, again)
    other.hold()
    again.draft_bar.dropped.emit()
    other.let_go()
    assert "Chưa xóa được bản nháp cũ" in again.draft_bar.unkept.text()
    again.draft_bar.taken.emit()
    assert again.blocks["name"].editor.text() == "Thôn Mới"
    assert not view.record.troubles
