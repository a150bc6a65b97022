"""Rows pasted from Excel, from the clipboard to the registers: shown before they are saved, kept over a lock."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from antq_desktop.gui.forms.draft_bar import DraftBar
from antq_desktop.gui.forms.form_drafts import FormDrafts
from antq_desktop.gui.importing.paste_dialog import Done, PasteDialog
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.services.imports import paste_drafts
from antq_desktop.services.imports.import_drafts import TypedOver
from antq_desktop.services.imports.paste_drafts import KeptPaste
from antq_desktop.services.pledging import Sitting
from antq_desktop.sheets.workbook import Pasted

DRAFT = "pasted_rows"
ABOUT = "Các dòng dán từ Excel ({}), chưa lưu vào sổ."


class PastedRows(QObject):
    """Opens the dialog over the page of papers, and offers again what a lock or a crash took away.

    Args:
        view: the office.
        done: called with the sitting and what was saved.
        over: the page it stands over.

    Signals:
        closed: the officer is through with the rows, and the page is in front again.
    """

    closed = Signal()

    def __init__(self, view: OfficeView, done: Done, over: QWidget):
        super().__init__(over)
        self._view, self._done, self._over = view, done, over
        self._dialog: PasteDialog | None = None
        self.bar = DraftBar(view.icons)
        self.bar.taken.connect(self._take)
        self.bar.dropped.connect(self._drop)
        self._find()

    def _find(self) -> None:
        self._drafts = FormDrafts(self._view.office, DRAFT, None, self._values, self)
        self._offer()

    def _offer(self) -> None:
        found = self._drafts.found
        about = ABOUT.format(paste_drafts.unpacked(found).words) if found else ""
        self.bar.offer(self._drafts, about)

    def _values(self) -> dict[str, object]:
        assert self._dialog is not None  # noqa: S101 - nothing is kept before rows were pasted
        return paste_drafts.packed(self._dialog.kept, self._dialog.plan)

    def open(self, sitting: Sitting, words: str, pasted: Pasted) -> None:
        """Show rows that were pasted now."""
        self._show(KeptPaste(pasted, sitting, words, None, TypedOver()))

    def _show(self, kept: KeptPaste) -> None:
        self._dialog = PasteDialog(self._view, kept, self._done, self._over)
        self._dialog.edited.connect(self._drafts.edited)
        self._drafts.unkept.connect(self._dialog.unkept.say)
        self._dialog.finished.connect(partial(self._closed, self._dialog, self._drafts))
        self._drafts.edited()
        self._dialog.open()

    def keep(self) -> None:
        """Keep what is shown: the window is about to be covered or made anew."""
        if self._dialog is not None:
            self._dialog.leave()
            self._drafts.flush()

    def _closed(self, dialog: PasteDialog, drafts: FormDrafts, result: int) -> None:
        """Forget rows that were saved, or given up by the officer; those that a lock took away are offered again."""
        if result == QDialog.DialogCode.Accepted or not dialog.leaving:
            drafts.done()
        if self._dialog is dialog:
            self._dialog = None
        if dialog.leaving or not drafts.own:
            self._find()
        else:
            self._offer()  # what could not be forgotten was saved, or given up: it is not offered as unsaved
        if not dialog.leaving:
            self.closed.emit()

    def go_on(self) -> None:
        """Show rows that wait, unless others are shown, or older ones would go with that."""
        if self._dialog is None and self._drafts.may_go_on:
            self._take()

    def _take(self) -> None:
        found = paste_drafts.unpacked(self._drafts.take())
        self._offer()
        self._show(found)

    def _drop(self) -> None:
        self._drafts.drop()
        self._offer()
