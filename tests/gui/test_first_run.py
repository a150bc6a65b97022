"""The first start as officers meet it: by keyboard, with faults at the fields, papers that leave no file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from test_typing import compose

from antq_desktop.app import Program, make_application
from antq_desktop.gui.screens.first_run import HALVES, OFFICER, UNIT, FirstRun
from antq_desktop.gui.screens.first_run_restore import RestoreDialog
from antq_desktop.gui.screens.recovery_settings import NewHalvesDialog, RecoveryCard
from antq_desktop.services import rehearsing, setup, upkeep
from antq_desktop.services.lists import open_list
from antq_desktop.services.samples import demo
from antq_desktop.storage.looks import Looks
from hands import activate, press, settle, show, type_text

NEW = "mat khau moi that dai"


@pytest.fixture
def page(first_run):
    return first_run


def fill_unit(page, code="99003"):
    page.unit.code.setText(code)
    page.unit.name.setText("Xã Thử Nghiệm")
    page.to_officer()


def fill_officer(page):
    page.officer.name.setText("Lê Thị Thử")
    page.officer.login.setText("canbo")
    page.officer.password.password.line.setText(NEW)
    page.officer.password.again.line.setText(NEW)


def make(qtbot, page, tasks, code="99003"):
    fill_unit(page, code)
    fill_officer(page)
    page.make_store()
    settle(qtbot, tasks)
    assert page.step == HALVES
    return page._made


def read_back(page, made):
    if page.step == HALVES:
        page.to_rehearsal()
    for field, half in zip(page.rehearsal.fields, made.halves, strict=True):
        field.setText(half.groups[rehearsing.asked_group(half) - 1])
    page.rehearse()


def test_what_is_missing_stands_at_its_field(page):
    page.unit.code.setText("1234")
    page.to_officer()
    assert page.step == UNIT
    assert "5 chữ số" in page.unit._code.problem
    assert page.unit._name.problem == "Chưa ghi tên đơn vị."
    assert page.unit.code.hasFocus()
    page.unit.code.setText("99003")
    for name, wrong in (("Thử Nghiệm", "thiếu chữ xã"), (f"Xã {'Thử ' * 40}", "tối đa 120"), ("Xã @", "có ký tự")):
        page.unit.name.setText(name)
        page.to_officer()
        assert page.step == UNIT, "where it can be mended, not a step later"
        assert wrong in page.unit._name.problem
    page.unit.code.setText("99")
    page.unit.name.setText("Xã Thử")
    page.to_officer()
    assert page.unit._name.problem == "Tên đơn vị “Xã Thử” thiếu chữ tỉnh hoặc thành phố; ví dụ: Tỉnh Khánh Hòa."
    page.unit.code.setText("9900")
    page.to_officer()
    assert "5 chữ số" in page.unit._code.problem
    assert not page.unit._name.problem, "which kind it is nobody knows without its code"
    fill_unit(page)
    assert page.step == OFFICER
    page.make_store()
    assert page.officer._name.problem
    assert page.officer._login.problem
    fill_officer(page)
    page.officer.name.setText("Lê Thị 2")
    page.make_store()
    assert "ký tự không dùng" in page.officer._name.problem
    fill_officer(page)
    page.officer.password.again.line.setText("khac hoan toan")
    page.make_store()
    assert "không giống nhau" in page.officer.password.second.problem
    page.officer.password.password.line.setText("ngan")
    page.make_store()
    assert "ít nhất 10" in page.officer.password.first.problem
    assert page.step == OFFICER


def test_the_unit_is_found_without_marks_and_a_made_up_one_says_so(qtbot, page):
    type_text(page.unit.search, "phu tho")
    assert page.unit.search.offered == ["25 – Tỉnh Phú Thọ"]
    page.unit.search.setText("")
    type_text(page.unit.search, "mau")
    assert "99001 – Xã Mẫu – không có thật, để tập" in page.unit.search.offered
    assert not page.unit.training.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(page.unit.search._popup, key)
    assert page.unit.code.text().startswith("99")
    assert page.step == UNIT
    assert page.unit.training.isVisible()


def test_units_offered_for_the_words_before_go_while_a_word_is_composed(page):
    line = page.unit.search
    line.setFocus()
    type_text(line, "phu")
    assert line._popup.isVisible()
    compose(line, "mẫ")
    assert not line._popup.isVisible()
    compose(line, "", " mẫu")
    assert line.text() == "phu mẫu"


def test_all_by_keyboard_and_nothing_is_lost_going_back(qtbot, page, tasks):
    page.unit.code.setFocus()
    type_text(page.unit.code, "99003")
    press(Qt.Key.Key_Tab)
    type_text(page.unit.name, "Xã Thử")
    press(Qt.Key.Key_Return)
    assert page.step == OFFICER
    type_text(page.officer.name, "Vũ Thị Thử")
    press(Qt.Key.Key_Tab)
    assert page.officer.login.text() == "thu"
    page.go(UNIT)
    page.unit.name.setText("Xã Thử Lại")
    page.to_officer()
    assert page.officer.name.text() == "Vũ Thị Thử"
    type_text(page.officer.password.password.line, NEW)
    type_text(page.officer.password.again.line, NEW)
    page.officer.password.again.setFocus()
    press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert page.step == HALVES
    assert page._made.office.unit_name == "Xã Thử Lại"
    assert page.officer.password.text() == ""


def test_the_password_is_judged_in_words_and_tried_with_the_keyboard_program(page):
    fill_unit(page)
    chosen = page.officer.password
    page.officer.login.setText("phuong")
    for typed, level in (
        ("1234567890", "caution"),
        ("phuong12345", "caution"),
        (NEW, "caution"),
        ("ao làng mùa hạ nước xanh", "fine"),
        ("ao lang mua ha nuoc xanh", "fine"),
    ):
        chosen.password.line.setText(typed)
        assert chosen.strength.property("cls") == level, typed
    chosen.trial.line.setText("ao lang")
    assert not chosen.verdict.isVisible()
    chosen.trial.line.setText("ao láng")
    assert "UniKey đã đổi chữ" in chosen.verdict.text()
    chosen.trial.line.setText("ao lang mua ha nuoc xanh")
    assert "Gõ được như nhau" in chosen.verdict.text()


def test_the_sample_commune_opens_beside_and_leaves_the_real_folder_empty(qtbot, page, tasks, tmp_path):
    for _ in range(2):
        with qtbot.waitSignal(page.created, timeout=60_000) as created:
            page.try_sample()
        office = created.args[0]
        assert office.unit_name == "Xã Mẫu"
        assert office.paths.folder == tmp_path / "new-xa-mau"
        setup.lock(office)
    assert not setup.exists(tmp_path / "new")


def stopped(qtbot, tasks, act):
    """Begin something, and press "Dừng" at once."""
    stop = tasks.started.connect(lambda task: task.cancel())
    act()
    tasks.started.disconnect(stop)
    settle(qtbot, tasks)


def test_the_sample_commune_is_stopped_and_opened_again(qtbot, icons, theme, tmp_path):
    """The page stayed grey, and the half-made commune was said to be open in another window."""
    program = Program(tmp_path / "data", theme)
    show(qtbot, program.frame)
    program.start()
    qtbot.waitUntil(lambda: isinstance(program.frame.page, FirstRun), timeout=20_000)
    page = program.frame.page
    stopped(qtbot, program.frame.tasks, page.try_sample)
    assert program.frame.page is page
    assert all(made.isEnabled() for made in (*page._others, *page.unit._buttons))
    assert not page.unit.state.isVisible()
    page.try_sample()
    qtbot.waitUntil(lambda: program.main is not None, timeout=60_000)
    assert open_list(program.office, "household").count == 600
    program.frame.close()


def test_the_making_of_a_store_is_stopped_and_begun_again(qtbot, page, tasks):
    fill_unit(page)
    fill_officer(page)
    stopped(qtbot, tasks, page.make_store)
    assert page.step == OFFICER
    assert all(made.isEnabled() for made in page.officer._buttons)
    page.make_store()
    settle(qtbot, tasks)
    assert page.step == HALVES


def test_an_empty_machine_comes_back_from_a_backup_and_two_halves(qtbot, page, tasks, icons, tmp_path, environment):
    made = make(qtbot, page, tasks, "25123")
    copy = upkeep.backup(made.office, tmp_path / "usb").path
    halves = [half.text for half in made.halves]
    page.abandon()
    done = []
    dialog = RestoreDialog(icons, tasks, page._trouble, (tmp_path / "other", environment), page)
    dialog.restored.connect(done.append)
    dialog.open()
    activate(qtbot, dialog)
    dialog.file.show_path(tmp_path / "khong-co.antq")
    press(Qt.Key.Key_Return)
    assert "bản sao lưu" in dialog._file.problem
    assert not dialog._halves[0].problem
    dialog.file.show_path(copy)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is dialog.halves[0]
    dialog.login.setText("canbo")
    dialog.halves[0].setText(halves[0])
    dialog.halves[1].setText(halves[0])
    dialog.password.password.line.setText(NEW)
    dialog.password.again.line.setText(NEW)
    dialog.restore()
    settle(qtbot, tasks)
    assert "cùng một nửa" in dialog.fault.text()
    stopped(qtbot, tasks, dialog.restore)
    assert dialog._go.isEnabled()
    dialog.halves[1].setText(halves[1])
    dialog.halves[1].setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert [office.unit_name for office in done] == ["Xã Thử Nghiệm"], dialog.fault.text()
    setup.lock(done[0])


def test_the_settings_try_the_papers_and_make_new_ones(qtbot, view, tasks, office):
    card = RecoveryCard(view)
    show(qtbot, card)
    card.attempt()
    assert all(asked.problem for asked in card._asked)
    card.own.line.setText(demo.PASSWORD)
    card.make_anew()
    settle(qtbot, tasks)
    dialog = card.findChild(NewHalvesDialog)
    halves = [part.digits.text() for part in dialog.halves.parts]
    dialog.accept()
    assert dialog.halves.parts[0].digits.text() == ""
    for field, half in zip(card.fields, halves, strict=True):
        field.setText(half)
    card.attempt()
    settle(qtbot, tasks)
    assert not rehearsing.waits(office)
    assert view.record.notices[-1] == "Hai nửa mã mở được dữ liệu này."


def test_the_sample_commune_is_opened_again_with_the_look_that_was_chosen_in_it(qtbot, icons, theme, tmp_path):
    def opened():
        program = Program(tmp_path / "data", theme)
        show(qtbot, program.frame)
        program.start()
        qtbot.waitUntil(lambda: isinstance(program.frame.page, FirstRun), timeout=20_000)
        program.frame.page.try_sample()
        qtbot.waitUntil(lambda: program.main is not None, timeout=60_000)
        settle(qtbot, program.frame.tasks)
        return program

    chosen = Looks("dark", 140, 30)
    try:
        first = opened()
        first.look(chosen)
        first.frame.close()
        again = opened()
        worn = again.main.view.icons.theme
        assert (worn.name, worn.scale) == (chosen.theme, 1.4)
        assert again.idle._timer.interval() == 30 * 60_000
        assert "Xã Mẫu" in again.frame.windowTitle()
        again.lock()
        assert again.frame.page is again.lock_screen
        again.frame.close()
    finally:
        make_application(theme)


def test_locking_the_sample_commune_offers_its_own_password_not_the_real_folder(qtbot, icons, theme, tmp_path):
    program = Program(tmp_path / "data", theme)
    show(qtbot, program.frame)
    program.start()
    qtbot.waitUntil(lambda: isinstance(program.frame.page, FirstRun), timeout=20_000)
    program.frame.page.try_sample()
    qtbot.waitUntil(lambda: program.main is not None, timeout=60_000)
    settle(qtbot, program.frame.tasks)
    program.lock()
    assert demo.PASSWORD in " ".join(words.text() for words in program.lock_screen.findChildren(QLabel))
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.main is not None, timeout=30_000)
    assert program.office.unit_name == "Xã Mẫu"
    program.frame.close()
    assert not setup.exists(tmp_path / "data")
