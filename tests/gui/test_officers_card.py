"""Officers in the settings: added, given roles and passwords, taken out; a slip of the password loses nothing typed."""

import pytest

from antq_desktop.gui.screens.officers_settings import (
    LACKING,
    AddForm,
    LeavingForm,
    OfficersCard,
    PasswordForm,
    RolesForm,
)
from antq_desktop.services import demo, officers, setup
from antq_desktop.storage import vault
from hands import settle, show

NEW = "mot-cau-that-dai-khac"


@pytest.fixture
def card(qtbot, view):
    made = OfficersCard(view)
    show(qtbot, made)
    return made


@pytest.fixture
def added(qtbot, card, tasks):
    """The card after a viewer was added."""
    card.ask_new()
    asked = card.findChild(AddForm)
    asked.name.setText("Vũ Thị Xem")
    asked.login.setText("xem")
    asked.roles.fill(frozenset({"viewer"}))
    asked.password.line.setText(NEW)
    answer(qtbot, asked, tasks)
    card.table.selectRow(1)
    return card


def answer(qtbot, form, tasks, password=demo.PASSWORD):
    form.own.line.setText(password)
    form.go()
    settle(qtbot, tasks)


def opened(card, kind):
    card.ask(kind)
    return next(form for form in card.findChildren(kind) if form.isVisible())


def states(card):
    return [row[3] for row in card.table.texts()]


def test_an_officer_is_added_and_taken_out(qtbot, added, tasks):
    assert [row[1] for row in added.table.texts()] == ["canbo", "xem"]
    answer(qtbot, opened(added, LeavingForm), tasks)
    assert states(added) == ["đang dùng", "đã ngừng"]
    added.table.selectRow(1)
    assert not any(made.isEnabled() for made in added.buttons)


def test_a_wrong_password_is_told_in_the_dialog_and_nothing_typed_is_lost(qtbot, card, tasks, view):
    card.ask_new()
    asked = card.findChild(AddForm)
    asked.name.setText("Vũ Thị Xem")
    asked.login.setText("xem")
    asked.roles.fill(frozenset({"viewer"}))
    asked.password.line.setText(NEW)
    for password in ("", "sai-mat-khau"):
        answer(qtbot, asked, tasks, password)
        assert asked.isVisible()
        assert asked.fault.isVisible()
        assert asked.name.text() == "Vũ Thị Xem"
    answer(qtbot, asked, tasks)
    assert len(card.table.texts()) == 2
    assert not view.record.troubles


def test_roles_are_changed_after_the_password_is_asked_again(qtbot, added, tasks, office):
    form = opened(added, RolesForm)
    form.roles.fill(frozenset({"front_cadre"}))
    answer(qtbot, form, tasks, "sai-mat-khau")
    assert officers.find(office, "xem").roles == frozenset({"viewer"})
    answer(qtbot, form, tasks)
    assert officers.find(office, "xem").roles == frozenset({"front_cadre"})


def test_the_last_administrator_stays_one(qtbot, added, tasks, office):
    added.table.selectRow(0)
    assert [made.isEnabled() for made in added.buttons] == [False, True, False]
    form = opened(added, RolesForm)
    form.roles.fill(frozenset({"viewer"}))
    answer(qtbot, form, tasks)
    assert "ít nhất một quản trị" in form.fault.text()


def test_an_officer_without_a_password_is_named_and_given_one(qtbot, added, tasks, office):
    generation = vault.remove_slot(office.paths, office.store.key, "xem")
    setup.remember_generation(office.store, generation)
    added.refresh()
    assert states(added) == ["đang dùng", LACKING]
    added.table.selectRow(1)
    form = opened(added, PasswordForm)
    form.new.line.setText(NEW)
    form.again.line.setText("khac-han-cau-kia")
    answer(qtbot, form, tasks)
    assert "không giống nhau" in form.fault.text()
    form.again.line.setText(NEW)
    answer(qtbot, form, tasks)
    assert states(added) == ["đang dùng", "đang dùng"]
    assert vault.unlock(office.paths, "xem", NEW)
