"""Pledges from signed papers, one after the other: a few letters of the name, Enter, Enter."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import PledgeForm
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import RecordGone, RejectedRecord
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.text import is_rows
from antq_desktop.gui.entry.entered_draft import HOUSEHOLD_GONE, SITTING_FIRST, PaperDrafts
from antq_desktop.gui.entry.entered_list import EnteredList
from antq_desktop.gui.entry.entered_paper import SAVED, SKIPPED, lives_elsewhere
from antq_desktop.gui.entry.entry_panel import KEYS, EntryPanel, words_of
from antq_desktop.gui.entry.sitting_card import SittingCard
from antq_desktop.gui.entry.sitting_progress import SittingProgress
from antq_desktop.gui.entry.undo_keys import leave_undo
from antq_desktop.gui.forms.draft_bar import DraftBar
from antq_desktop.gui.forms.form_over import FormOver
from antq_desktop.gui.forms.record_form import RecordForm
from antq_desktop.gui.importing.pasted_rows import DRAFT as PASTED
from antq_desktop.gui.importing.pasted_rows import PastedRows
from antq_desktop.gui.lists import list_removing
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.actions import make, tool
from antq_desktop.gui.widgets.pieces import PAGE, InSight, Push, box, column, label, row, scrolled
from antq_desktop.gui.widgets.reflow import KeyHints
from antq_desktop.gui.widgets.search_box import SearchBox
from antq_desktop.services import pledging
from antq_desktop.services.imports.import_plan import ImportResult
from antq_desktop.services.pledging import Candidate, Entered, Sitting
from antq_desktop.sheets.workbook import Pasted

SIDE_BY_SIDE_FROM = 680
PANEL_WIDTH = 320
TABLE_HEIGHT = 180
ELSEWHERE = "Hộ ở {}, không phải {}."
DAY = "signed_on"
OFFERED = frozenset({"household", "residence", "residential_area", "pledge"})


class PledgeEntryPage(QWidget):
    """The page "Nhập cam kết"."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self.view = view
        self.chosen: Candidate | None = None
        self.card = SittingCard(view, with_organization=True, form=PledgeForm.SIGNED)
        self.line = SearchBox(view.icons, "Chủ hộ: gõ chữ đầu (nvp), tên không dấu, hoặc số nhà")
        self.table = EnteredList(view)
        self.panel = EntryPanel(view, Push("Lưu bản cam kết", self.save, "check", "primary"))
        self.progress = SittingProgress(view)
        self.draft_bar = DraftBar(view.icons)
        self.drafts = PaperDrafts(view.office, self.line, self.panel, lambda: self.chosen, self)
        self.pasted_rows = PastedRows(view, self._pasted, self)
        self._offered: tuple[str, Sitting] | None = None
        self._summary = label("", "muted", wrap=True)
        self._build()
        self._connect()
        self._offer_draft()
        self._sitting_changed()

    def _build(self) -> None:
        icons, page = self.view.icons, QWidget()
        make(page, icons, "search", self.focus_first, "Gõ tên chủ hộ")
        head = row(
            column(label("Nhập cam kết", "h1"), self._summary, spacing=2),
            tool(make(page, icons, "paste_lines", self.paste_rows, "Dán từ Excel…")),
            tool(make(page, icons, "undo", self.view.undo), bare=True),
            tool(make(page, icons, "redo", self.view.redo), bare=True),
        )
        head.setStretch(0, 1)
        frame = box(column(self.table), "table", (1, 1, 1, 1))
        frame.setMinimumHeight(TABLE_HEIGHT)
        inside = column(self.panel, self.progress, spacing=12)
        inside.setStretch(0, 1)
        self._side = box(inside)
        self._middle: QBoxLayout = row(frame, self._side, spacing=14)
        self._middle.setStretch(0, 1)
        offers = (self.pasted_rows.bar, self.draft_bar)  # above the line with the focus, so in sight in a low window
        whole = column(
            *(head, self.card, *offers, self.line, self._middle, KeyHints(KEYS)),
            spacing=12,
            margins=PAGE,
        )
        whole.setStretch(5, 1)
        page.setLayout(whole)
        self._area = InSight()
        self.over = FormOver(scrolled(page, "Nhập cam kết", self._area))
        self.setLayout(column(self.over))

    def _connect(self) -> None:
        self.card.changed.connect(self._sitting_changed)
        self.card.entered.connect(self.focus_first)
        self.line.searched.connect(self._suggest)
        self.line.installEventFilter(self)
        leave_undo(self.line, once_empty=True)
        self.panel.suggestions.chosen.connect(self._take)
        self.draft_bar.taken.connect(self.take_draft)
        self.draft_bar.dropped.connect(self.drop_draft)
        self.view.changed.connect(self._changed)
        self.table.changed.connect(self._show_summary)
        self.table.open_wanted.connect(self._open_pledge)
        self.table.removal_wanted.connect(self._remove_pledge)
        self.over.closed.connect(self.focus_first)
        self.pasted_rows.closed.connect(self.focus_first)

    def _offer_draft(self) -> None:
        self.draft_bar.offer(self.drafts, self.drafts.about)

    @property
    def sitting(self) -> Sitting | None:
        """What the card says, or None while something lacks."""
        return self.card.sitting

    def focus_first(self) -> None:
        """Ready to type a name, unless a pledge is being put right."""
        if self.over.form is not None:
            self.over.form.focus_first()
            return
        self.line.setFocus()
        self.line.selectAll()

    def showEvent(self, event: object) -> None:
        """Begin typing at once."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt's own event
        self.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panel above the list where both do not fit side by side."""
        super().resizeEvent(event)
        wide = event.size().width() >= self.view.icons.theme.pixels(SIDE_BY_SIDE_FROM)
        self._middle.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.BottomToTop)
        self._side.setMaximumWidth(self.view.icons.theme.pixels(PANEL_WIDTH) if wide else 16_777_215)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a name is typed: arrows choose, Enter takes, Ctrl+Enter begins a new household."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._line_key(event)
        return super().eventFilter(watched, event)

    def _line_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste) and is_rows(QGuiApplication.clipboard().text()):
            self.paste_rows()
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self._suggest(self.line.text())
            self.panel.suggestions.step(step)
            self._area.bring_up(self.line, self.panel.suggestions)
            return True
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not self.line.text().strip():
            return False
        self._suggest(self.line.text())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take(self.line.text().strip())
        else:
            self.panel.suggestions.take()
        return True

    def paste_rows(self) -> None:
        """Show rows that were copied in Excel before anything of them is saved."""
        sitting, text = self.sitting, QGuiApplication.clipboard().text()
        if sitting is None:
            return
        if not text.strip():
            self.view.tell("Chưa có gì để dán: chọn các dòng trong Excel, nhấn Ctrl+C rồi quay lại đây.")
            return
        self.pasted_rows.open(sitting, self.card.words, Pasted(text))

    def _pasted(self, sitting: Sitting, result: ImportResult) -> None:
        self.table.note_pasted(sitting, result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the name, F3 changes who signed, F2 opens the paper saved last."""
        if self.over.form is not None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.table.open_newest()
        elif event.key() == Qt.Key.Key_Escape and not self.line.hasFocus():
            self._back_to_line()
        elif event.key() == Qt.Key.Key_F3:
            self.panel.paper.switch_signer()
        else:
            super().keyPressEvent(event)

    def keep_drafts(self) -> None:
        """Keep what is typed and not saved."""
        try:
            self.drafts.flush()
        finally:
            self.pasted_rows.keep()
            self.over.keep_drafts()

    def _back_to_line(self) -> None:
        self.drafts.keep()
        self.chosen = None
        self.panel.show_suggestions()
        self.focus_first()

    def _suggest(self, text: str) -> None:
        sitting = self.sitting
        if sitting is None:
            self._offered = None
            self.panel.suggestions.offer("", [])
            return
        if self._offered == (text, sitting):
            return
        self._offered = (text, sitting)
        found = self.view.attempt(lambda: pledging.candidates(self.view.office, sitting, text)) or []
        here = [known for known in found if not lives_elsewhere(known, sitting)]
        self.panel.suggestions.offer(text, here, found[len(here) :])
        if text:
            self._area.bring_up(self.line, self.panel.suggestions)

    def _take(self, what: object) -> None:
        """Go on with a household that was chosen, or with a new one of this name."""
        sitting = self.sitting
        if sitting is None:
            return
        if isinstance(what, Candidate):
            self._take_known(what)
            return
        alike = self.view.attempt(lambda: pledging.look_alikes(self.view.office, sitting, str(what), sitting.area))
        if alike:
            self._ask_which(alike[0], partial(self._begin_new, str(what)))
        else:
            self._begin_new(str(what))

    def _take_known(self, known: Candidate) -> None:
        if known.pledge is not None:
            self._ask_pledged(known, known.pledge)
            return
        self.chosen, sitting = known, self.sitting
        elsewhere = sitting is not None and lives_elsewhere(known, sitting)
        self.drafts.edited()
        self.panel.show_known(known, ELSEWHERE.format(known.area, self.card.area.currentText()) if elsewhere else "")

    def _ask_pledged(self, known: Candidate, pledge: UUID) -> None:
        when = f"ngày {show_date(known.signed_on)}" if known.signed_on else "không ghi ngày"
        words = f"{known.head_name} ({words_of(known)}) đã có bản cam kết của đợt này, {when}."
        answers = (
            Push(SKIPPED, partial(self._skip, known, pledge), "check", "primary"),
            Push("Mở bản đã có", partial(self._open_pledge, pledge)),
        )
        self.panel.ask(words, answers)

    def _open_pledge(self, uid: UUID) -> None:
        """Open a pledge's form in the place of this page, which comes back with the line of names."""
        form = self.view.attempt(lambda: RecordForm(self.view, REGISTERS["pledge"], uid))
        if form is not None:
            self.over.show_form(form)

    def _remove_pledge(self, uid: UUID) -> None:
        list_removing.ask_about(self.view, REGISTERS["pledge"], [uid], self)

    def _ask_which(self, alike: Candidate, another: Callable[[], None]) -> None:
        words = f"Trong khu dân cư đã có {alike.head_name} ({words_of(alike)}). Bản giấy này là của hộ đó?"
        answers = (
            Push("Đúng hộ đó", partial(self._take_known, alike), "check", "primary"),
            Push("Hộ khác, thêm mới", another),
        )
        self.panel.ask(words, answers)

    def _begin_new(self, name: str) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        self.chosen = None
        self.panel.show_new(name, sitting)

    def _skip(self, known: Candidate, pledge: UUID) -> None:
        if self.sitting is not None:
            self.table.note(self.sitting, known, pledge, SKIPPED, None)
        self._next_paper()

    def save(self) -> None:
        """Keep the paper in hand; what keeps it from being saved is said beside it."""
        sitting = self.sitting
        if sitting is None or self.card.ask_about_day(sitting, self.save):
            return
        paper = self.panel.paper
        if self.chosen is not None:
            enter = partial(pledging.enter, self.view.office, sitting, self.chosen.uid)
            self._write(sitting, partial(enter, paper.signer_kind, paper.paper.text()))
        elif not self._asks_in_area(sitting):
            self._save_new(sitting)

    def _asks_in_area(self, sitting: Sitting) -> bool:
        """Ask whether the household is one that the area chosen in the panel has already."""
        values = self.panel.new.values()
        area, name = values.get("area"), str(values["head_name"])
        if not isinstance(area, UUID):
            return False
        alike = self.view.attempt(lambda: pledging.look_alikes(self.view.office, sitting, name, area))
        if alike:
            self._ask_which(alike[0], partial(self._save_new, sitting))
        return bool(alike)

    def _save_new(self, sitting: Sitting) -> None:
        paper = self.panel.paper
        enter = partial(pledging.enter_new, self.view.office, sitting, self.panel.new.values())
        self._write(sitting, partial(enter, paper.signer_kind, paper.paper.text()))

    def _write(self, sitting: Sitting, act: Callable[[], Entered]) -> None:
        self.view.write("Lưu bản cam kết", act, partial(self._kept, sitting), self._refused, Waiting(self))

    def _kept(self, sitting: Sitting, done: Entered) -> None:
        known = pledging.known(self.view.office, sitting, done.household)
        self.table.note(sitting, known, done.pledge, SKIPPED if done.already else SAVED, done.changes.operation)
        self._next_paper()
        if not done.already:
            words = " ".join(("Đã lưu.", *done.warnings))
            self.view.announce(done.changes, words)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, RejectedRecord):
            first = error.problems[0].field if error.problems else ""
            self.panel.tell_fault(error.what, first)
            if first == DAY:
                self.card.go_to_day()
        else:
            self.view.fail(error)

    def _next_paper(self) -> None:
        self.drafts.done()
        self.drafts.look_again()
        self._offer_draft()
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Ready for a name: no household is in hand."""
        self.chosen = None
        self.panel.paper.begin()
        self.panel.show_suggestions()
        self.line.start_again()
        self._offered = None
        self.panel.suggestions.offer("", [])
        self.focus_first()

    def _show_summary(self) -> None:
        self._summary.setText(f"{self.card.words} · đã lưu {show_count(self.table.kept)} bản lần này")

    def _changed(self, changes: ChangeSet) -> None:
        """Offer again what the registers say now."""
        if changes.registers & OFFERED:
            self._offered = None

    def _sitting_changed(self) -> None:
        self.panel.put_right(DAY)
        self.panel.paper.lay_by()
        self._suggest(self.line.text())
        self._show_summary()
        self.progress.count(self.sitting)

    def take_draft(self) -> None:
        """Go on with what was typed last time; what is typed by now is kept first, and stays if it cannot be."""
        sitting = self.sitting
        if sitting is None:
            self.view.tell(SITTING_FIRST)
            return
        found = self.drafts.take()
        self._offer_draft()
        if not found:
            return  # the strip says that nothing can be kept now
        self._begin_anew()
        try:
            known = self.drafts.put_back(sitting, found)
        except RecordGone:
            self._next_paper()
            self.view.tell(HOUSEHOLD_GONE)
            return
        if known is not None:
            self._take_known(known)
        elif "head_name" in found:
            self._begin_new(str(found["head_name"] or ""))
            self.panel.new.fill(found)

    def drop_draft(self) -> None:
        """Throw it away."""
        self.drafts.drop()
        self._offer_draft()
        self.focus_first()

    def go_on(self, draft: str) -> None:
        """Go on with a draft that waits, unless something is being typed; pasted rows are shown again."""
        if draft.startswith(PASTED):
            self.pasted_rows.go_on()
        elif self.drafts.may_go_on:
            self.take_draft()
