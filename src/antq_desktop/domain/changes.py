"""What an operation did, as screens, history and undo need it."""

from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime
from uuid import UUID

from antq_desktop.domain.fields import Value


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What services return after a change: which registers and records to look at again.

    Attributes:
        operation: uid of the operation, or None when nothing changed.
        title: Vietnamese title, for "Đã lưu. Hoàn tác".
        records: uids touched, by register key; of very many only the first.
        count: number of records touched.
        notes: sentences about what else it did, which officers are told.
    """

    operation: UUID | None
    title: str
    records: dict[str, frozenset[UUID]] = default(default_factory=dict)
    count: int = 0
    notes: tuple[str, ...] = ()

    @property
    def registers(self) -> frozenset[str]:
        """Keys of the registers touched."""
        return frozenset(self.records)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing an officer did.

    Attributes:
        uid: its code.
        title: Vietnamese title.
        officer: who did it, None for the program.
        role: in which role.
        reason: why, where the rules ask for it.
        at: when.
        number: its place in the journal of its device.
        undone: whether it was taken back and not done again.
        kind: `do`, `undo` or `redo`.
    """

    uid: UUID
    title: str
    officer: UUID | None
    role: str
    reason: str | None
    at: datetime
    number: int
    undone: bool = False
    kind: str = "do"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One value in the life of a record or of one of its parts.

    Attributes:
        operation: what it happened in.
        register: key of the register the row stands in (a part's own register for parts).
        uid: the row.
        field: key of the field, `*` for the first values, `deleted` for removal and return.
        before: value replaced, None at first.
        after: value written; for `*` and erased values None.
        values: all first values, for `*`.
        erased: whether the value was erased on request.
    """

    operation: Operation
    register: str
    uid: UUID
    field: str
    before: Value = None
    after: Value = None
    values: dict[str, Value] = default(default_factory=dict)
    erased: bool = False
