"""Who came to a meeting: households of an area with a tick, found by a few letters."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from antq_desktop.domain.dates import show_date
from antq_desktop.gui.entry.quick_find import QuickFind
from antq_desktop.services.pledging import Candidate

HEADINGS = ("Có mặt, đã ký", "Chủ hộ", "Địa chỉ", "Đoàn viên, hội viên", "Tình trạng")
TICK, NAME, STATE = 0, 1, 4
PRESENT, ABSENT, BY_MEMBER = "ký tại họp", "vắng", "thành viên ký thay"

Index = QModelIndex | QPersistentModelIndex
Marks = tuple[frozenset[UUID], frozenset[UUID]]
"""Who was absent, and for whom another member signed."""


class Attendance(QAbstractTableModel):
    """Everybody is there until marked absent; those who pledged before are shown and cannot be ticked.

    Marks stay when other households are shown, so that they are there still on coming back to an area; those of another
    round are of another meeting.
    """

    changed = Signal()
    marked = Signal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.households: tuple[Candidate, ...] = ()
        self._names = QuickFind()
        self._absent: set[UUID] = set()
        self._by_member: set[UUID] = set()
        self._round: UUID | None = None
        self._others: dict[UUID | None, tuple[set[UUID], set[UUID]]] = {}

    def turn_to(self, round_: UUID | None) -> None:
        """Show the marks of a round, none if nobody was marked in it yet; those that were shown stay with theirs."""
        if round_ == self._round:
            return
        self._others[self._round] = self._absent, self._by_member
        self._round = round_
        self._absent, self._by_member = self._others.pop(round_, (set(), set()))
        self._tell(0, len(self.households) - 1)

    def show_households(self, households: Sequence[Candidate]) -> None:
        """Show other households, or the same after a save."""
        self.beginResetModel()
        self.households = tuple(households)
        self._names = QuickFind([(household.head_name, household.address) for household in households])
        self.endResetModel()
        self.changed.emit()

    @property
    def marks(self) -> Marks:
        """Every mark that was made in the round, of households that are not shown too."""
        return frozenset(self._absent), frozenset(self._by_member)

    def show_marks(self, marks: Marks) -> None:
        """Put marks back that were made before."""
        self._absent, self._by_member = set(marks[0]), set(marks[1])
        self._tell(0, len(self.households) - 1)

    def hold_absent(self) -> None:
        """Mark everybody absent who has not signed yet, by no officer's hand."""
        self._absent.update(self.waiting)
        self._tell(0, len(self.households) - 1)

    @property
    def waiting(self) -> list[UUID]:
        """Households that have not pledged before."""
        return [candidate.uid for candidate in self.households if candidate.pledge is None]

    @property
    def present(self) -> frozenset[UUID]:
        """Those of them that signed."""
        return frozenset(uid for uid in self.waiting if uid not in self._absent)

    @property
    def by_member(self) -> frozenset[UUID]:
        """Those for whom another member signed."""
        return frozenset(self._by_member) & self.present

    def switch(self, row: int) -> None:
        """Absent or present."""
        self._flip(row, self._absent)

    def switch_signer(self, row: int) -> None:
        """The head or another member signed."""
        self._flip(row, self._by_member)

    def mark_all(self, *, absent: bool) -> None:
        """Everybody absent, or everybody there."""
        if absent:
            self._absent.update(self.waiting)
        else:
            self._absent.difference_update(self.waiting)
        self._tell(0, len(self.households) - 1)
        self.marked.emit()

    def _flip(self, row: int, marks: set[UUID]) -> None:
        if not 0 <= row < len(self.households) or self.households[row].pledge is not None:
            return
        marks.symmetric_difference_update({self.households[row].uid})
        self._tell(row, row)
        self.marked.emit()

    def _tell(self, first: int, last: int) -> None:
        if self.households:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADINGS) - 1))
        self.changed.emit()

    def find(self, text: str, now: int, step: int) -> int | None:
        """The household so many steps on from the one at hand among those that are meant, going round."""
        return self._names.find(text, now, step)

    def nearest(self, text: str) -> list[int]:
        """The households that are meant before any other."""
        return self._names.nearest(text)

    def meant(self, text: str) -> int | None:
        """The first of them that is still held to have been there, or else the first."""
        rows = self.nearest(text)
        return next((row for row in rows if self.is_present(row)), rows[0] if rows else None)

    def is_present(self, row: int) -> bool:
        """Whether a household has not signed before and is not marked absent."""
        household = self.households[row]
        return household.pledge is None and household.uid not in self._absent

    def state_of(self, row: int) -> str:
        """What is held of a household, in words."""
        return self._state(self.households[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Households of the area."""
        return 0 if parent.isValid() else len(self.households)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Tick, who, where, what, state."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return section + 1 if orientation == Qt.Orientation.Vertical else HEADINGS[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The tick of a household that has not pledged can be changed."""
        known = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.column() == TICK and self.households[index.row()].pledge is None:
            return known | Qt.ItemFlag.ItemIsUserCheckable
        return known

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and tick of a cell."""
        if not index.isValid():
            return None
        candidate = self.households[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TICK and candidate.pledge is None:
            there = candidate.uid not in self._absent
            return Qt.CheckState.Checked if there else Qt.CheckState.Unchecked
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        texts = ("", candidate.head_name, candidate.address, candidate.organizations, self._state(candidate))
        return texts[index.column()]

    def setData(self, index: Index, _value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A click on the tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.switch(index.row())
        return True

    def _state(self, candidate: Candidate) -> str:
        if candidate.pledge is not None:
            return f"đã ký {show_date(candidate.signed_on)}" if candidate.signed_on else "đã đăng ký"
        if candidate.uid in self._absent:
            return ABSENT
        return BY_MEMBER if candidate.uid in self._by_member else PRESENT
