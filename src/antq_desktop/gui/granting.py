"""What is wished of a page when it is opened: a record, an empty form, a search, a part, what was typed before."""

from typing import Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.periods import Period
from antq_desktop.gui.forms.kept_form import KeptForm
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.page_wishes import GoesOn, GoingOn, HalfForm, ShowsParts, TakesPeriod
from antq_desktop.gui.places import Adding, Doing, Looking, Resuming, Visiting


@runtime_checkable
class TakesUp(Protocol):
    """A register that has dialogs about its records."""

    def take_up(self, act: str, part: UUID | None) -> None:
        """Open one about the record the cursor is on, or a line of it, by the key its drafts are kept under."""


def grant(page: QWidget, wish: object) -> None:
    """Do what is wished of a page; nothing for what is no wish."""
    if isinstance(page, RecordList):
        _grant_list(page, wish)
    elif isinstance(wish, GoingOn) and isinstance(page, GoesOn):
        page.go_on(wish.draft)
    elif isinstance(wish, str) and isinstance(page, ShowsParts):
        page.show_part(wish)
    elif isinstance(wish, Period) and isinstance(page, TakesPeriod):
        page.show_period(wish)


def _grant_list(page: RecordList, wish: object) -> None:
    if isinstance(wish, UUID):
        page.open_record(wish)
    elif isinstance(wish, Visiting):
        _visit(page, wish)
    elif isinstance(wish, Adding):
        page.add()
    elif isinstance(wish, HalfForm):
        come_back(page, wish)
    elif isinstance(wish, Resuming):
        _resume(page, wish)
    elif isinstance(wish, Doing):
        _do(page, wish)
    elif isinstance(wish, Looking):
        _put_away(page)
        page.filters.clear()
        page.search.setText(wish.text)


def half_form(page: RecordList) -> HalfForm | None:
    """The open form of a register, if something was typed in it and is kept."""
    form = page.form
    return HalfForm(form.uid, form.drafts.own) if form is not None and form.drafts.own else None


def come_back(page: RecordList, left: HalfForm) -> None:
    """Open a form again with what was typed in it; others that wait beside it wait on."""
    if not page.may_edit:
        return
    if left.uid is not None:
        page.open_record(left.uid)
    else:
        page.add(draft=left.draft)
    form = page.form
    if form is not None and form.uid == left.uid and form.drafts.waits:
        form.drafts.prefer(left.draft)
        form.draft_bar.take_draft()


def _visit(page: RecordList, wish: Visiting) -> None:
    """Open a record; whoever is through with its form is brought back."""
    page.open_record(wish.uid)
    if page.form is not None and page.form.uid == wish.uid:
        page.form.through.connect(wish.back)


def _put_away(page: RecordList) -> None:
    """Make room for something else in this register, whoever was to be brought back from it."""
    if page.form is not None:
        page.form.put_away()


def _do(page: RecordList, wish: Doing) -> None:
    """Begin a deed with the record in hand; where it needs one and there is none yet, let one be chosen."""
    if page.form is not None:
        uid = page.form.uid
        _put_away(page)
        page.go_to(uid)
    action = page.actions_by_key[wish.act]
    if action.isEnabled():
        page.focus_table()
        action.trigger()
    elif page.may_edit:
        page.view.tell(f"Chọn {page.register.noun} trong danh sách rồi làm lại việc này.")


def _resume(page: RecordList, wish: Resuming) -> None:
    """Put the cursor on the record, whatever narrows the list, and open the dialog again with what was typed."""
    _put_away(page)
    page.go_to(wish.uid)
    if page.current_uid != wish.uid:
        page.filters.clear()
        page.search.clear()
        page.go_to(wish.uid)
    page.focus_table()
    if page.current_uid == wish.uid and page.may_edit and isinstance(page, TakesUp):
        page.take_up(wish.act, wish.part)
        for dialog in page.findChildren(KeptForm):
            if dialog.isVisible() and dialog.drafts.waits:
                dialog.draft_bar.take_draft()
