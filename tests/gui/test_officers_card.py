"""Officers in the settings: added, given roles and passwords, taken out; a slip of the password loses nothing typed."""

import threading

import pytest

from antq_desktop.gui.screens.officers_settings import (
    LACKING,
    AddForm,
    LeavingForm,
    OfficersCard,
    PasswordForm,
    RolesForm,
)
from antq_desktop.services import officers, setup
from antq_desktop.services.samples import demo
from antq_desktop.storage import vault
from hands import activate, in_front, settle, show, type_text, unlock

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
    return in_front(card, kind)


def states(card):
    return [row[3] for row in card.table.texts()]


def test_the_login_of_a_new_officer_is_written_as_it_has_to_be(qtbot, card, tasks):
    card.ask_new()
    asked = card.findChild(AddForm)
    activate(qtbot, asked)
    asked.name.setText("Nguyễn Văn Hùng")
    asked.login.setFocus()
    type_text(asked.login, "Hùng NV")
    asked.roles.fill(frozenset({"viewer"}))
    asked.password.line.setText(NEW)
    asked.own.setFocus()
    assert asked.login.note.isVisible()
    answer(qtbot, asked, tasks)
    assert {row[1] for row in card.table.texts()} == {"canbo", "hung.nv"}


def test_an_officer_is_added_and_taken_out(qtbot, added, tasks):
    assert [row[1] for row in added.table.texts()] == ["canbo", "xem"]
    answer(qtbot, opened(added, LeavingForm), tasks)
    assert states(added) == ["đang dùng", "đã ngừng"]
    added.table.selectRow(1)
    assert not any(made.isEnabled() for made in added.buttons)


def test_names_and_roles_are_read_in_the_narrowest_window(qtbot, added, tasks):
    added.table.selectRow(1)
    form = opened(added, RolesForm)
    form.roles.fill(frozenset({"police_officer", "front_cadre", "admin", "viewer"}))
    answer(qtbot, form, tasks)
    added.resize(790, 300)
    settle(qtbot, tasks)
    table = added.table
    assert table.horizontalScrollBar().maximum() == 0
    assert all(table.columnWidth(place) >= table.sizeHintForColumn(place) for place in (0, 1, 3))
    assert table.columnWidth(2) > table.columnWidth(0)


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


def change_own_roles(program, roles):
    """An administrator gives himself other roles; another one is there."""
    new = officers.NewOfficer("hai", "Quản Trị Hai", NEW, frozenset({"admin"}), "police")
    officers.add(program.office, new, demo.PASSWORD)
    program.main.open("settings", "Cán bộ sử dụng")
    card = program.main.page("settings").findChild(OfficersCard)
    card.refresh()
    card.table.selectRow([row[1] for row in card.table.texts()].index(demo.LOGIN))
    form = opened(card, RolesForm)
    form.roles.fill(frozenset(roles))
    form.own.line.setText(demo.PASSWORD)
    form.go()


def test_own_roles_changed_hold_from_the_next_unlocking_which_comes_at_once(qtbot, program):
    change_own_roles(program, {"viewer"})
    qtbot.waitUntil(lambda: program.office is None, timeout=20_000)
    assert "Vai trò của bạn đã đổi" in program.lock_screen._state.text()
    unlock(qtbot, program)
    assert not program.office.may("officers")
    assert not program.office.may("edit")


def test_own_roles_that_stay_what_they_were_lock_nothing(qtbot, program):
    change_own_roles(program, program.office.officer.roles)
    settle(qtbot, program.frame.tasks)
    assert program.frame.page is program.main


def test_nobody_comes_back_in_roles_that_were_taken_away(qtbot, program):
    go_on = threading.Event()
    change_own_roles(program, {"viewer"})
    program.main.view.run("Nhập", lambda _progress: go_on.wait(30), lambda _done: None)
    qtbot.waitUntil(lambda: program.frame.page is program.lock_screen, timeout=20_000)
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(program.lock_screen._message.isVisible, timeout=20_000)
    assert "Chờ việc dài chạy xong" in program.lock_screen._message.text()
    go_on.set()
    qtbot.waitUntil(lambda: program.office is None, timeout=20_000)
    unlock(qtbot, program)
    assert not program.office.may("officers")
