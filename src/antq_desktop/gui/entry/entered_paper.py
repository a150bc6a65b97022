"""Papers dealt with since the page of entry was opened: what became of each."""

from dataclasses import dataclass, replace
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import AntqError, RecordGone
from antq_desktop.services import pledging, records
from antq_desktop.services.imports.import_plan import ImportResult
from antq_desktop.services.office import Office
from antq_desktop.services.pledging import Candidate, Sitting

SHOWN = 100
SAVED, SKIPPED, TAKEN_BACK = "Đã lưu", "Đã có, bỏ qua", "Đã hoàn tác"


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
        state: what became of it.
        pasted: the operation that brought it, if it was pasted.
    """

    number: int
    household: Candidate
    name: str
    pledge: UUID
    day: str
    state: str
    pasted: UUID | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What the table shows."""
        known = self.household
        return (str(self.number), self.name, known.address, known.organizations, self.day, self.state)

    @classmethod
    def of(
        cls, number: int, sitting: Sitting, known: Candidate, pledge: UUID, state: str, pasted: UUID | None = None
    ) -> "Paper":
        """A paper of a household as it is known with it."""
        name = f"{known.head_name} – {known.area}" if lives_elsewhere(known, sitting) else known.head_name
        return cls(number, known, name, pledge, show_date(known.signed_on) if known.signed_on else "", state, pasted)

    def looked_at(self, office: Office) -> "Paper":
        """As it is now: its pledge may have been taken back, or brought back."""
        if self.state == SKIPPED:
            return self
        try:
            records.get(office, "pledge", self.pledge)
        except RecordGone:
            return replace(self, state=TAKEN_BACK)
        except AntqError:
            return self
        return replace(self, state=SAVED)


def pasted_papers(office: Office, sitting: Sitting, result: ImportResult, before: int) -> list[Paper]:
    """The last of the pledges that pasted rows brought, in their order.

    Args:
        office: where they are.
        sitting: among whose papers they were pasted.
        result: of saving them.
        before: how many papers were dealt with before.
    """
    brought = [row.household for row in result.plan.households if row.new_pledge and row.household is not None]
    shown = brought[-SHOWN:]
    found = [records.get(office, "household", uid).record for uid in shown]
    known = pledging.described(office, sitting, found)  # type: ignore[arg-type] # households
    first = before + len(brought) - len(shown) + 1
    return [
        Paper.of(number, sitting, one, one.pledge, SAVED, result.changes.operation)
        for number, one in enumerate(known, first)
        if one.pledge is not None
    ]
