"""A small form in which what is typed is kept as a draft: a lock or a crash takes the dialog, and not that."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from antq_desktop.domain.errors import AntqError, StorageError
from antq_desktop.gui.forms.field_drafts import FieldDrafts, FieldOffer
from antq_desktop.gui.forms.small_form import SmallForm
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.pieces import Item

KEPT = "{}: đã giữ bản đang gõ dở, mở lại là thấy."
NOT_KEPT = "Chưa giữ được bản đang gõ: {} Bấm Esc lần nữa để thử lại, hoặc “Thôi” để bỏ."


class KeptForm(SmallForm):
    """The frame of such a dialog.

    Saving it or giving it up drops the draft of it; a draft that was offered and not answered waits on.
    Whatever has to be read for it is read before it is begun: half of a dialog would stay with its parent for good.

    Args:
        view: the office.
        title: of the dialog.
        drafts: of its fields.
        parent: what it stands over.
    """

    def __init__(self, view: OfficeView, title: str, drafts: FieldDrafts, parent: QWidget):
        super().__init__(view, title, parent)
        self.drafts = drafts
        drafts.setParent(self)
        self._torn = self._ended = False
        self._first = next(iter(drafts.fields.values()))
        self.draft_bar = FieldOffer(view.icons, self, narrow=True)
        self.draft_bar.offer_fields(drafts, self._first.setFocus)
        self.draft_bar.answered.connect(self._answered)
        self.draft_bar.reworded.connect(self._fit_soon)
        drafts.unkept.connect(self._fit_soon)
        for field in drafts.fields.values():
            field.edited.connect(self._edited)

    def lay_out(self, answer: str, act: Callable[[], object], *items: Item) -> None:
        """Put the offer above all else."""
        super().lay_out(answer, act, self.draft_bar, *items)
        self._first.setFocus()

    def keep_drafts(self) -> None:
        """Keep what is typed: the dialog is about to be taken away, and nobody gave it up."""
        if not self._ended:
            self._torn = True
            self.drafts.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves as it leaves the form of a record: what is typed stays as a draft."""
        if event.key() == Qt.Key.Key_Escape and self.drafts.holds:
            try:
                self.keep_drafts()
            except StorageError as error:
                self._torn = False
                self.refuse(NOT_KEPT.format(error.what))
                return
            self._view.tell(KEPT.format(self.windowTitle()))
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close; what was saved or given up is kept no longer, nor what fields make of it as the focus leaves them."""
        self._ended |= result == QDialog.DialogCode.Accepted or not self._torn
        super().done(result)
        if self._ended:
            self.drafts.done()

    def failed(self, error: BaseException) -> None:
        """A fault of the program takes the dialog away, not what was typed."""
        if not isinstance(error, AntqError):
            self._view.attempt(self.keep_drafts)
        super().failed(error)

    def _edited(self) -> None:
        """Keep it soon; at once where the dialog was taken away: a picture may come until it is deleted."""
        if self._ended:
            return
        self.drafts.edited()
        if self._torn:
            with suppress(StorageError):  # whoever took it away tries again and tells
                self.drafts.flush()

    def _fit_soon(self, *_: object) -> None:
        """Make room for what is said above the fields."""
        if self.isVisible():
            self.fit()

    def _answered(self, moved: str) -> None:
        self.fit()
        if moved:
            self.refuse(moved)


def ask(view: OfficeView, make: Callable[[], KeptForm]) -> None:
    """Open such a dialog; what keeps it from being made is shown."""
    dialog = view.attempt(make)
    if dialog is not None:
        dialog.open()
