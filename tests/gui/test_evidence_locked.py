"""The screen is locked while evidence is open: nothing of it stays in sight, nor in memory once the store is closed."""

import gc
import weakref

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from antq_desktop.gui.printing.evidence_pictures import EvidencePreview
from antq_desktop.gui.screens.lock import LockScreen
from evidence_files import photo, written
from hands import activate, press, settle, unlock


def open_form(qtbot, program):
    program.main.open("activity")
    page = program.main.page("activity")
    page.add()
    activate(qtbot, program.frame)
    return page.form


def test_evidence_goes_from_sight_and_memory_and_the_draft_brings_it_back(qtbot, program, tmp_path):
    (tmp_path / "a.jpg").write_bytes(photo())
    (tmp_path / "b.pdf").write_bytes(written(1))
    form = open_form(qtbot, program)
    field = form.blocks["evidence"].editor
    field.bring([tmp_path / "a.jpg", tmp_path / "b.pdf"])
    settle(qtbot, program.frame.tasks)
    kept = field.value()
    qtbot.waitUntil(lambda: "kB" in field.pictures.item(1).text())
    activate(qtbot, program.frame)
    field.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Tệp 2/2" in form.findChild(EvidencePreview).head.text())
    watched = (form, field, field.pictures, form.findChild(EvidencePreview), program.office.store)
    held = [weakref.ref(one) for one in watched]
    del form, field, watched
    program.lock()
    assert isinstance(program.frame.page, LockScreen)
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [program.frame]
    settle(qtbot, program.frame.tasks)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [found() for found in held] == [None] * len(held)

    unlock(qtbot, program)
    form = open_form(qtbot, program)
    form.draft_bar.take_draft()
    field = form.blocks["evidence"].editor
    assert field.value() == kept
    qtbot.waitUntil(lambda: "kB" in field.pictures.item(1).text())


def test_files_on_their_way_when_the_screen_is_locked_hurt_nothing(qtbot, program, tmp_path):
    (tmp_path / "a.jpg").write_bytes(photo())
    form = open_form(qtbot, program)
    form.blocks["evidence"].editor.bring([tmp_path / "a.jpg"] * 6)
    del form
    program.lock()
    assert isinstance(program.frame.page, LockScreen)
    settle(qtbot, program.frame.tasks)
    unlock(qtbot, program)
    assert program.frame.trouble.dialog is None
