"""Nobody knows the password any more: two papers, a new password, and the data are there."""

import shutil

import pytest
from PySide6.QtCore import Qt

from antq_desktop.app import Program
from antq_desktop.gui.screens.recover import RecoverDialog
from antq_desktop.services import lists, setup, upkeep
from antq_desktop.services.samples import demo
from antq_desktop.storage.recovery import typed_groups
from hands import activate, in_front, press, settle, type_text

NEW = "mot cau moi hoan toan"


@pytest.fixture
def papers(office):
    """The two halves of the sample commune's key, as they stand on paper."""
    return [half.text for half in upkeep.new_halves(office, demo.PASSWORD)]


@pytest.fixture
def program(qtbot, theme, tmp_path, office, papers, clock):
    setup.lock(office)
    shutil.copytree(office.paths.folder, tmp_path / "quen")
    made = Program(tmp_path / "quen", theme, clock=clock)
    qtbot.addWidget(made.frame)
    made.frame.show()
    activate(qtbot, made.frame)
    made.start()
    settle(qtbot, made.frame.tasks)
    yield made
    made.frame.close()


def asked(qtbot, program):
    program.lock_screen.forgot.click()
    found = in_front(program.frame, RecoverDialog)
    activate(qtbot, found)
    return found


def test_two_papers_and_a_new_password_open_the_store(qtbot, program, papers):
    dialog = asked(qtbot, program)
    assert dialog.focusWidget() is dialog.halves[0]
    for paper, field in zip(papers, dialog.halves, strict=True):
        field.setText(paper)
    dialog.password.password.line.setFocus()
    type_text(dialog.password.password.line, NEW)
    type_text(dialog.password.again.line, NEW)
    dialog.password.again.line.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    settle(qtbot, program.frame.tasks)
    assert lists.count(program.office, "household") == 600
    assert not [each for each in program.frame.findChildren(RecoverDialog) if each.isVisible()]
    program.lock()
    program.unlock(demo.LOGIN, NEW)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    settle(qtbot, program.frame.tasks)


def test_groups_are_numbered_as_on_paper_and_a_wrong_one_is_told_while_typing(qtbot, program, papers):
    dialog = asked(qtbot, program)
    first, second = dialog._asked
    typed = typed_groups(papers[0])
    first.line.setText(" ".join(typed[:5]))
    assert first.shown.text() == f"{papers[0].splitlines()[0]}\n 5. {typed[4]}"
    assert first.shown.isVisible()
    assert not second.shown.isVisible()
    wrong = str((int(typed[4][0]) + 1) % 10) + typed[4][1:]
    first.line.setText(" ".join((*typed[:4], wrong)))
    assert "nhóm 5:" in first.problem
    first.line.setText(papers[0])
    assert not first.problem
    dialog.halves[0].setFocus()
    press(Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.halves[1]


def test_the_way_back_is_open_after_a_lock_too(qtbot, program, papers):
    program.unlock(demo.LOGIN, demo.PASSWORD)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    settle(qtbot, program.frame.tasks)
    program.lock()
    dialog = asked(qtbot, program)
    for paper, field in zip(papers, dialog.halves, strict=True):
        field.setText(paper)
    for field in (dialog.password.password, dialog.password.again):
        field.line.setText(NEW)
    dialog._go()
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    settle(qtbot, program.frame.tasks)


def test_a_mistyped_paper_is_told_and_nothing_typed_is_lost(qtbot, program, papers):
    dialog = asked(qtbot, program)
    dialog._go()
    assert dialog._asked[0].problem
    dialog.halves[0].setText(papers[0])
    dialog.halves[1].setText(papers[0])
    for field in (dialog.password.password, dialog.password.again):
        field.line.setText(NEW)
    dialog._go()
    settle(qtbot, program.frame.tasks)
    assert dialog.isVisible()
    assert dialog.fault.text()
    assert dialog.halves[0].text() == papers[0]
    assert dialog.go_button.isEnabled()
    assert program.main is None
    dialog.reject()
    assert dialog.halves[0].text() == ""


def test_enter_pressed_again_while_the_store_opens_opens_it_once(qtbot, program, papers):
    dialog = asked(qtbot, program)
    for paper, field in zip(papers, dialog.halves, strict=True):
        field.setText(paper)
    type_text(dialog.password.password.line, NEW)
    type_text(dialog.password.again.line, NEW)
    dialog.halves[0].setFocus()
    begun = []
    program.frame.tasks.started.connect(lambda task: begun.append(task.entrance))
    for _ in range(4):
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.frame.page is program.main, timeout=20_000)
    settle(qtbot, program.frame.tasks)
    assert begun.count(True) == 1
