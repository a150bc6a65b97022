"""After a meeting: one area, one day, everybody there but those marked absent, kept only if the paper agrees."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import PledgeForm
from antq_desktop.domain.errors import RejectedRecord
from antq_desktop.domain.percent import show_count
from antq_desktop.gui.entry.absent_line import AbsentLine
from antq_desktop.gui.entry.attendance import NAME, TICK, Attendance
from antq_desktop.gui.entry.sitting_card import SittingCard
from antq_desktop.gui.entry.undo_keys import leave_undo
from antq_desktop.gui.forms.draft_bar import DraftBar
from antq_desktop.gui.forms.editors import Lenient, mark
from antq_desktop.gui.forms.form_drafts import FormDrafts
from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.actions import make, tool
from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.nothing_yet import NothingYet
from antq_desktop.gui.widgets.pieces import PAGE, Push, box, button, column, label, named, row, scrolled, set_look
from antq_desktop.gui.widgets.reflow import KeyHints, SideBySide
from antq_desktop.services import pledging, undo
from antq_desktop.services.pledging import Candidate, Meeting, Sitting

KEYS = (
    ("gõ tên, Enter", "đánh dấu vắng"),
    ("↓ ↑", "hộ khớp kế tiếp"),
    ("Space", "vắng / có mặt"),
    ("F3", "thành viên ký thay"),
    ("Ctrl+S", "lưu cả cuộc họp"),
)
TABLE_HEIGHT = 190
NO_HOUSEHOLDS = (
    "Chưa có hộ nào ở đây. Chọn khu dân cư ở trên; xã mới thì nhập khu dân cư và danh sách hộ từ Excel trước."
)
DRAFT = "meeting"


Place = tuple[UUID | None, UUID | None]
"""The area and the round of a meeting."""


@dataclass(slots=True)
class Kept:
    """The meeting that was kept last.

    Attributes:
        operation: that kept it.
        place: where it was.
        counted: signatures on its paper, as typed.
        undone: whether it is taken back now.
    """

    operation: UUID
    place: Place
    counted: str
    undone: bool = False


class MeetingPage(QWidget):
    """The page "Sau cuộc họp"."""

    def __init__(self, view: OfficeView, parent: QWidget | None = None):
        super().__init__(parent)
        self.view = view
        self.card = SittingCard(view, with_organization=False, form=PledgeForm.MEETING)
        self.model = Attendance(self)
        self.absent = AbsentLine(view.icons, self.model)
        self.line = self.absent.line
        self.table = self._make_table()
        self.counted = QLineEdit()
        self.counted.setValidator(Lenient(int, self))
        self.paper = QLineEdit()
        self.paper.setMaxLength(120)
        self._last: Kept | None = None
        self._place = self._chosen_place
        self._counts: dict[Place, str] = {}
        self._papers: dict[Place, str] = {}
        self._draft_bar = DraftBar(view.icons)
        self.drafts = FormDrafts(view.office, DRAFT, None, self._typed_values, self)
        self._agrees = label("", "muted", wrap=True)
        self._summary = label("", "muted", wrap=True)
        self._save = button(view.icons, Push("Lưu cuộc họp", self.save, "check", "primary", "Ctrl+S"))
        self._households: Latest[Sitting | None, list[Candidate]] = Latest(
            view, "Đọc các hộ của khu dân cư", self._find, self._read
        )
        self.model.turn_to(self._place[1])
        self._build()
        self._connect()
        self.read()
        self._draft_bar.offer(self.drafts)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("Các hộ của khu dân cư")
        CopyKey(table)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.view.icons.theme.pixels(30))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for place in (TICK, NAME):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        NothingYet(table, NO_HOUSEHOLDS)
        return table

    def _build(self) -> None:
        icons = self.view.icons
        make(self, icons, "save", self.save)
        make(self, icons, "search", self.absent.focus_first, "Gõ tên hộ vắng")
        acts = QWidget()
        acts.setLayout(
            row(
                None,
                button(icons, Push("Tất cả có mặt", lambda: self.model.mark_all(absent=False))),
                button(icons, Push("Tất cả vắng", lambda: self.model.mark_all(absent=True))),
                tool(make(self, icons, "undo", self.view.undo), bare=True),
            )
        )
        title = QWidget()
        title.setLayout(column(label("Sau cuộc họp", "h1"), self._summary, spacing=2))
        head = SideBySide(icons.theme, 700, (title, acts), (1, 0))
        frame = box(column(self.table), "table", (1, 1, 1, 1))
        frame.setMinimumHeight(TABLE_HEIGHT)
        fields, keep = QWidget(), QWidget()
        counted = named("Số chữ ký đếm trên giấy", self.counted, mandatory=True)
        fields.setLayout(row(counted, named("Bản giấy lưu tại (sổ, trang)", self.paper), spacing=14))
        keep.setLayout(column(self._agrees, row(self._save, None), spacing=6))
        foot = SideBySide(icons.theme, 640, (fields, keep), (3, 2))
        page = QWidget()
        body = (head, self._draft_bar, self.card, self.absent, frame, box(column(foot)), KeyHints(KEYS))
        whole = column(*body, spacing=12, margins=PAGE)
        whole.setStretch(4, 1)
        page.setLayout(whole)
        self.setLayout(column(scrolled(page, "Sau cuộc họp")))

    def _connect(self) -> None:
        self.card.changed.connect(self._sitting_changed)
        self.card.entered.connect(self.line.setFocus)
        self.model.changed.connect(self._show_state)
        self.model.marked.connect(self.drafts.edited)
        self.counted.textChanged.connect(self._show_state)
        for field in (self.counted, self.paper):
            field.textEdited.connect(self.drafts.edited)
            leave_undo(field)
        self._draft_bar.taken.connect(self.take_draft)
        self._draft_bar.dropped.connect(self.drop_draft)
        self.absent.went.connect(self._show_row)
        self.table.installEventFilter(self)
        self.view.changed.connect(self._changed)

    def showEvent(self, event: object) -> None:
        """Begin with those who were absent."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt's own event
        self.line.setFocus()

    def _sitting_changed(self) -> None:
        """Another area has a paper of its own, with its count, kept elsewhere; in another round nobody was absent."""
        if self._chosen_place != self._place:
            self._counts[self._place], self._papers[self._place] = self.counted.text(), self.paper.text()
            self._place = self._chosen_place
            self.model.turn_to(self._place[1])
            self.counted.setText(self._counts.pop(self._place, ""))
            self.paper.setText(self._papers.pop(self._place, ""))
        self.read()

    @property
    def _chosen_place(self) -> Place:
        return self.card.area.uid, self.card.campaign.uid

    def read(self) -> None:
        """Read the households of the area anew, off the window's thread."""
        self._households.want(self.card.sitting)

    def _find(self, sitting: Sitting | None) -> list[Candidate]:
        if sitting is None or sitting.area is None:
            return []
        return pledging.at_meeting(self.view.office, sitting)

    def _read(self, found: list[Candidate]) -> None:
        self.model.show_households(sorted(found, key=lambda household: household.pledge is not None))
        sitting, last = self.card.sitting, self._last
        if sitting is None or last is None or last.undone:
            return
        if last.place == (sitting.area, sitting.campaign):
            self.model.hold_absent()

    def _changed(self, changes: ChangeSet) -> None:
        self._look_at_last()
        if changes.registers & {"pledge", "household", "residence"}:
            self.read()

    def _look_at_last(self) -> None:
        """A meeting that was taken back stands on the page again as it was before it was kept."""
        last = self._last
        if last is None or undo.is_undone(self.view.office, last.operation) is last.undone:
            return
        last.undone = not last.undone
        counted = last.counted if last.undone else ""
        if self._place == last.place:
            self.counted.setText(counted)
        else:
            self._counts[last.place] = counted
        if last.undone:
            self.drafts.edited()  # what came back is no more in the registers than what was marked by hand
        else:
            self.drafts.done()

    def _show_state(self) -> None:
        present, waiting = len(self.model.present), len(self.model.waiting)
        before = len(self.model.households) - waiting
        said = f"{show_count(present)} hộ ký tại họp · {show_count(waiting - present)} vắng"
        self._summary.setText(f"{said} · {show_count(before)} đã ký từ trước")
        typed = self.counted.text().strip()
        agrees = typed.isdecimal() and int(typed) == present
        self._save.setText(f"Lưu {show_count(present)} bản cam kết" if present else "Lưu bản cam kết")
        self._save.setEnabled(present > 0)
        if not typed:
            words, look = "Đếm chữ ký trên giấy rồi ghi số vào ô bên.", "muted"
        elif agrees:
            words, look = "✓ Khớp với số hộ có mặt.", "fine"
        else:
            words, look = f"Chưa khớp: trên giấy {typed}, đang đánh dấu {show_count(present)} hộ có mặt.", "problem"
        self._agrees.setText(words)
        set_look(self._agrees, look)
        mark(self.counted, wrong=bool(typed) and not agrees)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and F3 work in the table."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        return self._table_key(event)

    def _table_key(self, event: QKeyEvent) -> bool:
        place = self.table.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and place >= 0:
            self.model.switch(place)
            return True
        if event.key() == Qt.Key.Key_F3 and place >= 0:
            self.model.switch_signer(place)
            return True
        return False

    def _show_row(self, found: int | None) -> None:
        index: QModelIndex = self.model.index(-1 if found is None else found, NAME)
        self.table.setCurrentIndex(index)
        if index.isValid():
            self.table.scrollTo(index)

    def save(self) -> None:
        """Keep the whole meeting if the paper agrees."""
        sitting = self.card.sitting
        if sitting is None or not self.model.present:
            return
        if self.line.text().strip():
            self.absent.tell_unmarked()
            return
        typed = self.counted.text().strip()
        if not typed.isdecimal():
            self._agrees.setText("Ghi số chữ ký đếm trên giấy trước khi lưu.")
            set_look(self._agrees, "problem")
            self.counted.setFocus()
            return
        if int(typed) == len(self.model.present) and self.card.ask_about_day(sitting, self.save):
            return
        meeting = Meeting(self.model.present, int(typed), self.paper.text(), self.model.by_member)
        office = self.view.office

        def keep() -> ChangeSet:
            return pledging.keep_meeting(office, sitting, meeting)

        kept = partial(self._kept, (sitting.area, sitting.campaign), typed)
        self.view.write("Lưu cuộc họp", keep, kept, self._refused, Waiting(self))

    def _kept(self, place: Place, typed: str, changes: ChangeSet) -> None:
        self._last = None if changes.operation is None else Kept(changes.operation, place, typed)
        if self._place == place:
            self.counted.setText("")
        self._counts.pop(place, None)
        self.paper.setText(self.paper.text())  # what was typed for it is no step to take back any more
        self.drafts.done()
        self.view.announce(changes, f"{changes.title}: đã lưu.")

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, RejectedRecord):
            self._agrees.setText(error.what)
            set_look(self._agrees, "problem")
            self.counted.setFocus()
        else:
            self.view.fail(error)

    def _typed_values(self) -> dict[str, object]:
        """What a draft keeps: of which meeting, every mark, and what its paper says."""
        absent, by_member = self.model.marks
        return {
            "area": self.card.area.uid,
            "campaign": self.card.campaign.uid,
            "day": self.card.day.value(),
            "absent": absent,
            "by_member": by_member,
            "counted": self.counted.text(),
            "paper": self.paper.text(),
        }

    def keep_drafts(self) -> None:
        """Keep what is marked and typed and not saved."""
        self.drafts.flush()

    def take_draft(self) -> None:
        """Go on with the meeting that was being marked."""
        found = self.drafts.take()
        self._draft_bar.offer(self.drafts)
        area, campaign = found.get("area"), found.get("campaign")
        if isinstance(campaign, UUID):
            self.card.show_again(area if isinstance(area, UUID) else None, campaign, str(found.get("day") or ""))
        self.model.show_marks((_uids(found.get("absent")), _uids(found.get("by_member"))))
        self.counted.setText(str(found.get("counted") or ""))
        self.paper.setText(str(found.get("paper") or ""))
        self.line.setFocus()

    def go_on(self, _draft: str) -> None:
        """Go on with the meeting that was being marked at once, unless something else is marked or typed by now."""
        if self.drafts.may_go_on:
            self.take_draft()

    def drop_draft(self) -> None:
        """Throw it away."""
        self.drafts.drop()
        self._draft_bar.offer(self.drafts)
        self.line.setFocus()


def _uids(value: object) -> frozenset[UUID]:
    return frozenset(each for each in value if isinstance(each, UUID)) if isinstance(value, frozenset) else frozenset()
