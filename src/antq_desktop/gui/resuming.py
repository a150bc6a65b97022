"""Going back to the dialog about a record in which something was typed and not saved."""

from typing import Protocol, runtime_checkable

from antq_desktop.gui.places import Resuming
from antq_desktop.gui.record_list import RecordList


@runtime_checkable
class TakesUp(Protocol):
    """A register that has dialogs about its records."""

    def take_up(self, act: str) -> None:
        """Open one about the record the cursor is on, by the key its drafts are kept under."""


def resume(page: RecordList, wish: Resuming) -> None:
    """Put the cursor on the record, whatever narrows the list, and open the dialog again; it offers what was typed."""
    if page.form is not None:
        page.form.leave()  # what is typed in it becomes a draft
    page.go_to(wish.uid)
    if page.current_uid != wish.uid:
        page.filters.clear()
        page.search.clear()
        page.go_to(wish.uid)
    page.focus_table()
    if page.current_uid == wish.uid and page.may_edit and isinstance(page, TakesUp):
        page.take_up(wish.act)
