"""The papers that were dealt with, newest first, beside the line of names."""

from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QMenu

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.gui.entry.entered_paper import REMOVED, SAVED, SHOWN, TAKEN_BACK, Paper, pasted_papers
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import make
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.services import undo
from antq_desktop.services.imports.import_plan import ImportResult
from antq_desktop.services.pledging import Candidate, Sitting

HEADINGS = ("Số", "Chủ hộ", "Khu dân cư", "Địa chỉ", "Đoàn viên, hội viên", "Ngày ký", "Trạng thái")
SHORTEST, LONGEST_NAME = 15, 46
NAME, AREA, ADDRESS, ORGANIZATIONS, DAY = 1, 2, 3, 4, 5


class EnteredList(PlainTable):
    """What became of each paper since the page was opened.

    Args:
        view: the office.

    Signals:
        changed: papers came, or became something else.
        open_wanted: the pledge of a row is to be opened.
        removal_wanted: the pledge of a row is to be taken out of its register.
    """

    changed = Signal()
    open_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, view: OfficeView):
        yielding = (ORGANIZATIONS, ADDRESS, DAY, AREA)
        super().__init__("Các bản cam kết vừa nhập", HEADINGS, right=(0,), stretch=NAME, yielding=yielding)
        self.shorten({ORGANIZATIONS: SHORTEST, ADDRESS: SHORTEST, AREA: SHORTEST}, LONGEST_NAME)
        self.leave_out({AREA})
        self.say_when_empty("Bản cam kết vừa lưu hiện ở đây. Gõ tên chủ hộ ở ô trên rồi nhấn Enter.")
        self._view = view
        self.papers: list[Paper] = []
        self._dealt_with = 0
        self._pasted: dict[UUID, int] = {}
        self._unpasted: frozenset[UUID] = frozenset()
        self._acts = [
            make(self, view.icons, "open", self._open_current),
            make(self, view.icons, "remove", self._remove_current),
        ]
        make(self, view.icons, "line_menu", lambda: self._show_menu(self.visualRect(self.currentIndex()).bottomLeft()))
        self.opens(lambda _row: self._open_current())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        view.changed.connect(self._changed)

    def open_newest(self) -> None:
        """Open the pledge of the paper that was dealt with last."""
        self._want(self.open_wanted, 0)

    def _open_current(self) -> None:
        self._want(self.open_wanted, self.currentRow())

    def _remove_current(self) -> None:
        self._want(self.removal_wanted, self.currentRow())

    def _want(self, wish: SignalInstance, row: int) -> None:
        """Wish something for the pledge of a row; of one that is gone this is told."""
        if not 0 <= row < self.rowCount():
            return
        paper = self.papers[-1 - row]
        if paper.state in {TAKEN_BACK, REMOVED}:
            self._view.tell(f"Bản này không còn trong sổ: {paper.state.lower()}.")
        else:
            wish.emit(paper.pledge)

    def _show_menu(self, place: QPoint) -> None:
        if self.currentRow() < 0:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Việc với bản này")
        menu.addActions(self._acts)
        menu.popup(self.viewport().mapToGlobal(place))

    @property
    def kept(self) -> int:
        """How many pledges were saved here and are there now."""
        pasted = sum(count for operation, count in self._pasted.items() if operation not in self._unpasted)
        removed = sum(paper.state == REMOVED and paper.operation in self._pasted for paper in self.papers)
        typed = sum(paper.state == SAVED and paper.operation not in self._pasted for paper in self.papers)
        return pasted - removed + typed

    def note(self, sitting: Sitting, known: Candidate, pledge: UUID, became: str, operation: UUID | None) -> None:
        """Add a paper that was dealt with."""
        self._dealt_with += 1
        self.papers.append(Paper.of(self._dealt_with, sitting, known, pledge, became, operation))
        self._show()

    def note_pasted(self, sitting: Sitting, result: ImportResult) -> None:
        """Add papers whose rows were pasted."""
        if result.changes.operation is not None:
            self._pasted[result.changes.operation] = result.plan.new_pledges
        self.papers += pasted_papers(self._view.office, sitting, result, self._dealt_with)
        self._dealt_with = self.papers[-1].number if self.papers else 0
        self._show()

    def _show(self) -> None:
        self.leave_out(() if any(paper.of_many for paper in self.papers[-SHOWN:]) else {AREA})
        self.show_rows([paper.texts for paper in reversed(self.papers[-SHOWN:])])
        self.changed.emit()

    def _changed(self, changes: ChangeSet) -> None:
        """Mark papers that were corrected, taken back or brought back.

        Of a change of very many records not all are told, so those in view are asked then, and those of a paste
        that was taken back or brought back.
        """
        touched = changes.records.get("pledge", frozenset())
        if not touched:
            return
        office = self._view.office
        unpasted = frozenset(operation for operation in self._pasted if undo.is_undone(office, operation))
        turned, self._unpasted = unpasted ^ self._unpasted, unpasted
        told = sum(map(len, changes.records.values())) == changes.count
        in_view = len(self.papers) - SHOWN
        self.papers = [
            paper.looked_at(office)
            if paper.pledge in touched or paper.operation in turned or (not told and place >= in_view)
            else paper
            for place, paper in enumerate(self.papers)
        ]
        row = self.currentRow()
        self._show()
        if row >= 0:
            self.setCurrentCell(row, NAME)
