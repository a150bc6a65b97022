"""What is wished of a register when it is opened: a record, an empty form, a search, a dialog half typed in."""

from typing import Protocol, runtime_checkable
from uuid import UUID

from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.page_wishes import HalfForm
from antq_desktop.gui.places import Adding, Doing, Looking, Resuming, Visiting


@runtime_checkable
class TakesUp(Protocol):
    """A register that has dialogs about its records."""

    def take_up(self, act: str, part: UUID | None) -> None:
        """Open one about the record the cursor is on, or a line of it, by the key its drafts are kept under."""


def grant(page: RecordList, wish: object) -> None:
    """Do what is wished of a register; nothing for what is no wish."""
    if isinstance(wish, UUID):
        page.open_record(wish)
    elif isinstance(wish, Visiting):
        _visit(page, wish)
    elif isinstance(wish, Adding):
        page.add(draft=wish.draft)
    elif isinstance(wish, Resuming):
        _resume(page, wish)
    elif isinstance(wish, Doing):
        _do(page, wish)
    elif isinstance(wish, Looking):
        if page.form is not None:
            page.form.leave()  # what is typed in it becomes a draft
        page.filters.clear()
        page.search.setText(wish.text)


def half_form(page: RecordList) -> HalfForm | None:
    """The open form of a register, if something was typed in it and is kept."""
    form = page.form
    return HalfForm(form.uid, form.drafts.own) if form is not None and form.drafts.own else None


def come_back(page: RecordList, left: HalfForm) -> None:
    """Open a form again with what was typed in it."""
    if not page.may_edit:
        return
    if left.uid is None:
        page.add(draft=left.draft)
    else:
        page.open_record(left.uid)
    if page.form is not None and page.form.drafts.waits:
        page.form.draft_bar.take_draft()


def _visit(page: RecordList, wish: Visiting) -> None:
    """Open a record; whoever is through with its form is brought back."""
    page.open_record(wish.uid)
    if page.form is not None and page.form.uid == wish.uid:
        page.form.left.connect(wish.back)
        page.form.saved.connect(lambda _uid: wish.back())


def _do(page: RecordList, wish: Doing) -> None:
    """Begin a deed with the record in hand; where it needs one and there is none yet, let one be chosen."""
    if page.form is not None:
        uid = page.form.uid
        page.form.leave()  # what is typed in it becomes a draft
        page.go_to(uid)
    action = page.actions_by_key[wish.act]
    if action.isEnabled():
        page.focus_table()
        action.trigger()
    elif page.may_edit:
        page.view.tell(f"Chọn {page.register.noun} trong danh sách rồi làm lại việc này.")


def _resume(page: RecordList, wish: Resuming) -> None:
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
        page.take_up(wish.act, wish.part)
