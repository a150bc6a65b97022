"""A table model over records that are known by uid: the households behind a number."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from antq_desktop.domain.fields import FieldSpec, Register
from antq_desktop.services import meaning, records
from antq_desktop.services.office import Office

PAGE = 100

Index = QModelIndex | QPersistentModelIndex


class FixedListModel(QAbstractTableModel):
    """Shows given records of a register in the given order, read a page at a time.

    Args:
        office: where.
        register: of the records.
        fields: keys of the fields shown; those of every list of the register when left out.
    """

    def __init__(self, office: Office, register: Register, fields: Sequence[str] = (), parent: QObject | None = None):
        super().__init__(parent)
        self._office = office
        self._register = register
        self._uids: tuple[UUID, ...] = ()
        self._columns = [
            (place, spec)
            for place, spec in enumerate(register.fields.values())
            if (spec.key in fields if fields else spec.in_list)
        ]
        self._texts: dict[UUID, tuple[str, ...]] = {}

    def show_uids(self, uids: Sequence[UUID]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._uids = tuple(uids)
        self._texts = {}
        self.endResetModel()

    @property
    def columns(self) -> tuple[FieldSpec, ...]:
        """Fields shown, in their order."""
        return tuple(spec for _, spec in self._columns)

    def place(self, key: str) -> int:
        """Column of a field that is shown."""
        return [spec.key for _, spec in self._columns].index(key)

    def uid(self, row: int) -> UUID | None:
        """Which record a row shows."""
        return self._uids[row] if 0 <= row < len(self._uids) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Records shown."""
        return 0 if parent.isValid() else len(self._uids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Fields shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        texts = self._line(index.row())
        return texts[self._columns[index.column()][0]] if texts else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Labels of the fields."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        return self._columns[section][1].label if 0 <= section < len(self._columns) else None

    def _line(self, row: int) -> tuple[str, ...]:
        uid = self._uids[row]
        if uid not in self._texts:
            first = row - row % PAGE
            wanted = self._uids[first : first + PAGE]
            known = records.several(self._office, self._register.key, wanted)
            found = [known[each] for each in wanted if each in known]
            texts = meaning.texts_of(self._office, self._register, found)
            self._texts.update(dict.fromkeys(wanted, ()))
            self._texts.update({record.uid: text for record, text in zip(found, texts, strict=True)})
        return self._texts[uid]
