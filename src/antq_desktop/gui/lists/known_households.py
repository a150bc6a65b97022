"""A table of households that are known by uid: those behind a number, those that still lack."""

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.lists.copying import Copying
from antq_desktop.gui.lists.fixed_list import PAGE, FixedListModel
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.actions import make
from antq_desktop.gui.widgets.ahead import Ahead
from antq_desktop.gui.widgets.arriving import arrive
from antq_desktop.gui.widgets.clipboard import CopyKey
from antq_desktop.gui.widgets.nothing_yet import NothingYet

ROW = 34
FIRST = frozenset({"head_name", "address"})


class KnownHouseholds(QTableView):
    """Households in a given order; Enter or a double click opens one.

    Args:
        view: the office.
        name: for screen readers.
        fields: keys of the fields shown; those of every list of households when left out.
    """

    def __init__(self, view: OfficeView, name: str, fields: Sequence[str] = ()):
        super().__init__()
        self._view = view
        self._awaiting = False
        self.households = FixedListModel(view.office, REGISTERS["household"], fields, self)
        self.setModel(self.households)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(view.icons.theme.pixels(ROW))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setResizeContentsPrecision(PAGE)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.none = NothingYet(self, "")
        self.doubleClicked.connect(self._opened)
        self.open_action: QAction = make(self, view.icons, "open", self._open_current)
        self._copying = Copying(view, self, REGISTERS["household"])
        self._ahead = Ahead(self, lambda: self._awaiting)
        CopyKey(self, self._copy)

    def await_households(self, *, awaited: bool = True) -> None:
        """Others are being found; keys of an officer who goes to them meanwhile are for those."""
        self._awaiting = awaited
        self.open_action.setEnabled(awaited or bool(self.households.rowCount()))

    def enter(self) -> None:
        """Go to the households, to the first one; to those that are being found, if any are."""
        self._ahead.enter()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._awaiting:
            self._arrive()

    def show_households(self, uids: Sequence[UUID]) -> None:
        """Show others."""
        self.households.show_uids(uids)
        self.await_households(awaited=False)
        self._share()
        if self.hasFocus():
            self._arrive()

    def _arrive(self) -> None:
        if self.households.rowCount() and not self.currentIndex().isValid():
            arrive(self, self.households.index(0, 0))
        self._ahead.release()

    def show_field(self, key: str, *, shown: bool) -> None:
        """Show a field, or leave it out where it says the same of all."""
        self.setColumnHidden(self.households.place(key), not shown)
        self._share()

    def _share(self) -> None:
        """Give columns what the first households need: names and addresses first, the others what is left then."""
        header, room = self.horizontalHeader(), self.viewport().width()
        shown = [place for place in range(header.count()) if not self.isColumnHidden(place)]
        shown.sort(key=lambda place: self.households.columns[place].key not in FIRST)
        least = {place: header.sectionSizeHint(place) for place in shown}
        for number, place in enumerate(shown):
            others = sum(least[other] for other in shown[number + 1 :])
            width = max(least[place], min(self.sizeHintForColumn(place), room - others))
            header.resizeSection(place, width)
            room -= width

    def showEvent(self, event: QShowEvent) -> None:
        """Measure in the look of the window: before this the table has none."""
        super().showEvent(event)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share()

    def _open_current(self) -> None:
        if not self._ahead.hold(self._open_current):
            self._opened(self.currentIndex())

    def _opened(self, index: QModelIndex) -> None:
        uid: UUID | None = self.households.uid(index.row()) if index.isValid() else None
        if uid is not None:
            self._view.open("household", uid)

    def _copy(self, rows: Sequence[int]) -> None:
        uids = [uid for uid in map(self.households.uid, rows) if uid is not None]
        shown = [spec for place, spec in enumerate(self.households.columns) if not self.isColumnHidden(place)]
        if uids:
            copies = import_module("antq_desktop.services.list_copies")
            self._copying.copy(len(uids), partial(copies.copy_known, self._view.office, "household", uids, shown))
