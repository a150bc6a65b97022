"""What an exported list that came back from Excel would do: cells that change, cells left alone, cells at fault."""

from dataclasses import dataclass
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.errors import RejectedRecord
from antq_desktop.domain.fields import Problem, Record, Register
from antq_desktop.domain.percent import show_count
from antq_desktop.storage import rows

SHOWN = 200
GONE = "{} dòng không còn trong tệp; chương trình không xóa gì, muốn xóa thì xóa trong sổ."


@dataclass(frozen=True, slots=True)
class CellTold:
    """A cell that says something else than the register.

    Attributes:
        row: its row in the sheet.
        uid: the record; None for a new one.
        title: what the record is called.
        field: key of the field; empty for a new record.
        label: what officers call it.
        register: what the register says.
        file: what the file says.
    """

    row: int
    uid: UUID | None
    title: str
    field: str
    label: str
    register: str
    file: str


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that breaks a rule; its row is not taken.

    Attributes:
        row: its row in the sheet.
        title: what the record is called.
        field: key of the field; empty when the row as a whole is at fault, which no other text of a cell mends.
        label: what officers call it.
        file: what the file says, or what was typed instead.
        why: one sentence.
        code: stable code for scripts.
    """

    row: int
    title: str
    field: str
    label: str
    file: str
    why: str
    code: str

    @property
    def words(self) -> str:
        """All of it on one line."""
        named = self.label.lower() in self.why.lower()
        said = f" Tệp ghi “{self.file}”." if self.file and self.file not in self.why else ""
        return f"Dòng {self.row}: {self.why if named else f'{self.label}: {self.why}'}{said}"


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """What a workbook that came back would do.

    Attributes:
        register: whose list it is.
        records: of every good row the line it changes, None for a new one, and the record as it would be.
        cells: what would be written.
        conflicts: cells left alone because the register was edited after the list was written.
        bad: cells that keep their rows from being taken.
        gone: number of rows that were written and are not in the file any more.
        end: where the journal stood when the registers were looked at.
    """

    register: Register
    records: tuple[tuple[rows.Line | None, Record], ...]
    cells: tuple[CellTold, ...]
    conflicts: tuple[CellTold, ...]
    bad: tuple[BadCell, ...]
    gone: int
    end: str | None

    @property
    def added(self) -> int:
        """Number of new records."""
        return sum(line is None for line, _ in self.records)

    @property
    def changed(self) -> int:
        """Number of records that change."""
        return sum(line is not None and line.record != record for line, record in self.records)

    @property
    def same(self) -> int:
        """Number of records that stay as they are."""
        return len(self.records) - self.added - self.changed

    @property
    def gone_words(self) -> str:
        """That rows are missing, which removes nothing; empty when none is."""
        return GONE.format(show_count(self.gone)) if self.gone else ""

    @property
    def rejection(self) -> RejectedRecord:
        """The bad cells as an error."""
        told = [Problem(cell.field, cell.words, cell.code) for cell in self.bad[:SHOWN]]
        rest = len(self.bad) - SHOWN
        return RejectedRecord([*told, *([Problem("", f"Và {rest} lỗi khác.")] if rest > 0 else [])])


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook that came back did: the changes, and the plan they came from."""

    changes: ChangeSet
    plan: ReturnPlan
