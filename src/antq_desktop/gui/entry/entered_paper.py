"""Papers dealt with since the page of entry was opened: what became of each."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import AntqError, RecordGone
from antq_desktop.domain.registers.pledge import Pledge
from antq_desktop.services import pledging, records, undo
from antq_desktop.services.imports.import_plan import ImportResult
from antq_desktop.services.office import Office
from antq_desktop.services.pledging import Candidate, Sitting

SHOWN = 100
SAVED, CHANGED, SKIPPED = "Đã lưu", "Đã sửa", "Đã có, bỏ qua"
TAKEN_BACK, REMOVED, VOIDED = "Đã hoàn tác", "Đã xóa", "Đã hủy"


def lives_elsewhere(known: Candidate, sitting: Sitting) -> bool:
    """Whether a household is of another area than the one whose papers are entered."""
    return sitting.area not in {None, known.area_uid}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was dealt with.

    Attributes:
        number: among those dealt with.
        household: whose it is.
        name: of its head; with the area where it is another than that of the sitting.
        pledge: its pledge.
        day: that it was signed on, in words.
        became: what was done with it: saved, changed or passed over.
        state: what it is now.
        operation: that saved or changed it; None for one that was passed over.
        of_many: it came among papers of many areas.
    """

    number: int
    household: Candidate
    name: str
    pledge: UUID
    day: str
    became: str
    state: str
    operation: UUID | None = None
    of_many: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What the table shows."""
        known = self.household
        return (str(self.number), self.name, known.area, known.address, known.organizations, self.day, self.state)

    @classmethod
    def of(
        cls, number: int, sitting: Sitting, known: Candidate, pledge: UUID, became: str, operation: UUID | None = None
    ) -> "Paper":
        """A paper of a household as it is known with it."""
        name = f"{known.head_name} – {known.area}" if lives_elsewhere(known, sitting) else known.head_name
        day, of_many = _day(known.signed_on), sitting.area is None
        return cls(number, known, name, pledge, day, became, became, operation, of_many)

    def looked_at(self, office: Office) -> "Paper":
        """As it is now: its pledge may have been corrected, removed, or taken back and brought back."""
        try:
            record = records.get(office, "pledge", self.pledge).record
        except RecordGone:
            return replace(self, state=TAKEN_BACK if self._is_undone(office) else REMOVED)
        except AntqError:
            return self
        assert isinstance(record, Pledge)  # noqa: S101 - what the register holds
        day = _day(record.signed_on)
        if record.voided_on is not None:
            return replace(self, state=VOIDED, day=day)
        undone = self.became == CHANGED and self._is_undone(office)
        return replace(self, state=TAKEN_BACK if undone else self.became, day=day)

    def _is_undone(self, office: Office) -> bool:
        return self.operation is not None and undo.is_undone(office, self.operation)


def _day(day: object) -> str:
    return show_date(day) if isinstance(day, date) else ""


def pasted_papers(office: Office, sitting: Sitting, result: ImportResult, before: int) -> list[Paper]:
    """The last of the pledges that pasted rows brought or changed, in their order.

    Args:
        office: where they are.
        sitting: among whose papers they were pasted.
        result: of saving them.
        before: how many papers were dealt with before.
    """
    rows = [row for row in result.plan.households if row.household is not None and (row.new_pledge or row.pledge)]
    shown = rows[-SHOWN:]
    found = [records.get(office, "household", row.household).record for row in shown if row.household is not None]
    known = pledging.described(office, sitting, found)  # type: ignore[arg-type] # households
    first = before + len(rows) - len(shown) + 1
    became = [SAVED if row.new_pledge else CHANGED for row in shown]
    return [
        Paper.of(number, sitting, one, one.pledge, done, result.changes.operation)
        for number, (one, done) in enumerate(zip(known, became, strict=True), first)
        if one.pledge is not None
    ]
