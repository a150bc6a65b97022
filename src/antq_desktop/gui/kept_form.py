"""A small form in which what is typed is kept as a draft: a lock or a crash takes the dialog, and not that."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget

from antq_desktop.domain.errors import AntqError
from antq_desktop.domain.fields import FieldSpec
from antq_desktop.gui.draft_bar import DraftBar
from antq_desktop.gui.editors import Editor
from antq_desktop.gui.field_drafts import FieldDrafts, told_moved
from antq_desktop.gui.office_view import OfficeView
from antq_desktop.gui.pieces import Item, tighten
from antq_desktop.gui.small_form import SPACING, SmallForm


class KeptForm(SmallForm):
    """The frame of such a dialog.

    Saving it or giving it up drops the draft of it; a draft that was offered and not answered waits on.

    Args:
        view: the office.
        title: of the dialog.
        place: what it is about: a key of its own, and the record.
        parent: what it stands over.
    """

    drafts: FieldDrafts

    def __init__(self, view: OfficeView, title: str, place: tuple[str, UUID], parent: QWidget):
        super().__init__(view, title, parent)
        self._place = place
        self._torn = False
        self._specs: Mapping[str, FieldSpec] = {}
        self.draft_bar = DraftBar(view.icons, self)
        self.draft_bar.taken.connect(self._take_draft)
        self.draft_bar.dropped.connect(self._drop_draft)

    def keep_fields(self, fields: Mapping[str, Editor], over: Mapping[str, FieldSpec] | None = None) -> None:
        """Keep what is typed into some fields, and offer what was typed before.

        Args:
            fields: by key, filled already; the first one is typed into first.
            over: what the fields mean if they show a record that may change elsewhere.
        """
        self._specs = over or {}
        self._first = next(iter(fields.values()))
        self.drafts = FieldDrafts(self._view.office, self._place, fields, over=over is not None, parent=self)
        for field in fields.values():
            field.edited.connect(self._edited)
        self.draft_bar.offer(self.drafts)

    @property
    def offer_height(self) -> int:
        """Pixels that the offer of a draft takes; 0 where there is none."""
        layout = self.draft_bar.layout()
        if self.draft_bar.isHidden() or layout is None:
            return 0
        return layout.totalHeightForWidth(self.minimumWidth()) + SPACING

    def lay_out(self, answer: str, act: Callable[[], object], *items: Item) -> None:
        """Put the offer above all else."""
        super().lay_out(answer, act, self.draft_bar, *items)
        self._first.setFocus()

    def keep_drafts(self) -> None:
        """Keep what is typed: the dialog is about to be taken away, and nobody gave it up."""
        self._torn = True
        self.drafts.flush()

    def done(self, result: int) -> None:
        """Close; what was saved or given up is kept no longer."""
        if result == QDialog.DialogCode.Accepted or not self._torn:
            self.drafts.done()
        super().done(result)

    def failed(self, error: BaseException) -> None:
        """A fault of the program takes the dialog away, not what was typed."""
        if not isinstance(error, AntqError):
            self.keep_drafts()
        super().failed(error)

    def _edited(self) -> None:
        if not self._torn:
            self.drafts.edited()

    def _take_draft(self) -> None:
        moved = self.drafts.put_back()
        self._answered()
        if moved:
            self.refuse(told_moved(self._view.office, self._specs, moved))

    def _drop_draft(self) -> None:
        self.drafts.drop()
        self._answered()

    def _answered(self) -> None:
        self._first.setFocus()  # before the offer goes: Qt would move the focus on and choose the whole text there
        self.draft_bar.offer(self.drafts)
        self.fit()

    def fit(self) -> None:
        """Be as high as what is shown needs, now that the offer has gone or is another one."""
        tighten(self, self.width())
