"""What is counted while the store closes ends quietly: a lock is no fault."""

from antq_desktop.gui.due_count import DueCount
from antq_desktop.services import setup
from hands import settle


def test_a_count_that_is_overtaken_by_the_lock_is_no_fault(qtbot, view, office, tasks):
    due = DueCount(view, ("household",), view)
    told = []
    view.waiting.connect(told.append)
    due._count()
    settle(qtbot, tasks)
    assert len(told) == 1
    due._count()
    setup.lock(office)
    settle(qtbot, tasks)
    before = len(told)
    due._count()  # its pause ran out just after
    settle(qtbot, tasks)
    assert len(told) == before
    assert view.record.troubles == []
