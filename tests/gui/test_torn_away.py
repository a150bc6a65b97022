"""Dialogs at the moment the window is locked or closed: whatever fails, the window is covered, and nothing is lost."""

import pytest
from test_dialogs_kept import households_of

from antq_desktop.domain.errors import StorageError
from antq_desktop.gui.screens.lock import LockScreen
from antq_desktop.services import records
from antq_desktop.storage.connect import connect
from hands import settle


def dossier_in(program, qtbot, name="Camera an ninh"):
    program.main.open("model_point")
    settle(qtbot, program.frame.tasks)
    page = program.main.page("model_point")
    page.go_to(records.resolve(program.office, "model_point", name))
    page.show_dossier()
    return page.currentWidget()


def drafts_file(program):
    """Another program at the file of drafts."""
    return connect(program.office.paths.drafts, program.office.drafts._key)


def told(program):
    """The error that is shown, which is read and closed."""
    error = program.frame.trouble.dialog.error
    program.frame.trouble.dialog.close()
    return error


def test_a_part_that_was_removed_elsewhere_is_told_and_the_window_is_locked_all_the_same(qtbot, program):
    office, dossier = program.office, dossier_in(program, qtbot)
    point = records.resolve(office, "model_point", "Camera an ninh")
    uid = records.save(office, "group_member", {"point": point, "full_name": "Lê Văn Cũ", "role": "member"}).uid
    dossier.read()
    place = dossier.members._uids.index(uid)
    records.remove(office, "group_member", uid, "ghi nhầm")
    dossier.members._open(place)
    assert "Không còn thành viên này" in told(program).what
    program.lock()
    assert isinstance(program.frame.page, LockScreen)
    assert program.office is None


@pytest.mark.parametrize("way", ["lock", "close"])
def test_drafts_that_cannot_be_read_are_told_and_the_window_goes_all_the_same(qtbot, program, way):
    page = households_of(program, qtbot)
    with drafts_file(program) as other:
        other.execute("DROP TABLE draft")
    page.ask_event("head")
    assert isinstance(told(program), StorageError)
    if way == "lock":
        program.lock()
        assert isinstance(program.frame.page, LockScreen)
    else:
        program.frame.close()
    assert program.office is None
