"""Papers dealt with since the page of entry was opened: what became of each."""

from dataclasses import dataclass, replace
from uuid import UUID

from antq_desktop.domain.errors import AntqError, RecordGone
from antq_desktop.services import records
from antq_desktop.services.office import Office
from antq_desktop.services.pledging import Candidate

SAVED, SKIPPED, TAKEN_BACK = "Đã lưu", "Đã có, bỏ qua", "Đã hoàn tác"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was dealt with."""

    number: int
    household: Candidate
    pledge: UUID
    day: str
    state: str

    @property
    def texts(self) -> tuple[str, ...]:
        """What the table shows."""
        known = self.household
        return (str(self.number), known.head_name, known.address, known.organizations, self.day, self.state)

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
