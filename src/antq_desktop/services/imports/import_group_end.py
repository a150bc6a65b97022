"""The end of a model or a club as a list tells it: brought in as the deed that made it, with its day, or not at all.

Nothing is guessed: without a day, or with words that name no deed, a person is asked or the row is not taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from antq_desktop.domain.choices import ENDED, STATUS_OF, GroupDeed, GroupStatus
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.fields import Problem
from antq_desktop.domain.text import fold
from antq_desktop.services.groups import groups
from antq_desktop.services.groups.groups import Grounds
from antq_desktop.services.imports.import_cells import masked
from antq_desktop.services.office import Office
from antq_desktop.sheets.cells import CellValue
from antq_desktop.sheets.headings import TargetField

END, END_NO, END_DECIDED = "end_on", "end_decision_no", "end_decision_on"
TARGETS = (
    TargetField(
        END,
        "Ngày kết thúc",
        (
            *("Ngày giải thể", "Ngày tạm ngừng", "Ngày tạm dừng", "Ngày ngừng hoạt động", "Ngày kết thúc hoạt động"),
            *("Ngày giải thể, tạm ngừng", "Ngày tạm ngừng, giải thể", "Ngày ngừng, giải thể", "Thời gian kết thúc"),
        ),
        "date",
    ),
    TargetField(
        END_NO,
        "Quyết định kết thúc",
        (
            *("Quyết định giải thể", "QĐ giải thể", "Số QĐ giải thể", "Số quyết định giải thể"),
            *("Quyết định tạm ngừng", "QĐ tạm ngừng", "Số QĐ tạm ngừng", "QĐ kết thúc", "Số QĐ kết thúc"),
        ),
    ),
    TargetField(
        END_DECIDED,
        "Ngày quyết định kết thúc",
        ("Ngày quyết định giải thể", "Ngày QĐ giải thể", "Ngày QĐ kết thúc", "Ngày QĐ tạm ngừng"),
        "date",
    ),
)
KEYS = frozenset(target.key for target in TARGETS)
DEEDS: Mapping[str, GroupDeed] = MappingProxyType(
    {GroupStatus.DORMANT: GroupDeed.SUSPENDED, GroupStatus.DISSOLVED: GroupDeed.DISSOLVED}
)
CELLS: Mapping[str, str] = MappingProxyType(
    {"from_on": END, "decision_no": END_NO, "decision_on": END_DECIDED, "reason": "note", "status": "status"}
)
"""The cell of a list that tells a field of a status."""
UNTOLD = "Có “Ngày kết thúc” nhưng tình trạng không ghi là tạm ngừng hay giải thể; ghi rõ, hoặc bỏ ngày đó."


@dataclass(frozen=True, slots=True)
class End:
    """How a group ended, or came to rest.

    Attributes:
        deed: what was done.
        grounds: on which day, by which decision, why.
    """

    deed: GroupDeed
    grounds: Grounds

    @property
    def words(self) -> str:
        """It in words."""
        decision = f", quyết định {self.grounds.decision_no}" if self.grounds.decision_no else ""
        return f"{groups.WORDS[self.deed]} từ {show_date(self.grounds.on)}{decision}."

    @property
    def state(self) -> str:
        """What it left the group in, in words."""
        return f"{groups.WORDS[self.deed].lower()} từ {show_date(self.grounds.on)}"

    @property
    def leaves(self) -> frozenset[str]:
        """The statuses of a group to which it was done, or more."""
        return ENDED | {STATUS_OF[self.deed]}

    def differences(self, other: "End") -> list[tuple[str, str]]:
        """Cell and heading wherever another end of the group is told otherwise; why it was done is no difference."""
        labels = {target.key: target.label for target in TARGETS}
        found = ["status"] if self.deed is not other.deed else []
        found += [END] if self.grounds.on != other.grounds.on else []
        found += [END_NO] if fold(self.grounds.decision_no) != fold(other.grounds.decision_no) else []
        found += [END_DECIDED] if self.grounds.decision_on != other.grounds.decision_on else []
        return [(cell, labels.get(cell, "Trạng thái")) for cell in found]


def told(office: Office, status: str, note: str, cells: Mapping[str, CellValue]) -> "End | Problem | None":
    """How a row says that its group ended.

    Args:
        office: whose lists of choices are known.
        status: what its column of the status says.
        note: a reason, if it has one.
        cells: of the row.

    Returns:
        The end; why it cannot be told, at a field of a status; or None where the row names no day of it, or names a
        merger, which says nothing of where the group went: a person is asked then.
    """
    cell = cells.get(END)
    on = _day(cell)
    if cell is None or not cell.text or (on is None and cell.error):
        return None
    if on is None:
        return Problem("from_on", "Ngày kết thúc cần đủ ngày, tháng, năm.", "date")
    code = office.catalogues.find("group_statuses", status) if status else None
    if code == GroupStatus.MERGED:
        return None
    deed = DEEDS.get(code or "")
    if deed is None:
        return Problem("from_on", UNTOLD, "untold")
    number = cells.get(END_NO)
    decision = masked(END_NO, number.text) if number is not None and number.text else ""
    reason = note if deed is GroupDeed.SUSPENDED else ""
    return End(deed, Grounds(on, decision, _day(cells.get(END_DECIDED)), reason))


def faults(found: Iterator[Problem] | list[Problem]) -> list[tuple[str, str]]:
    """Cell and sentence of every problem that keeps an end from being brought in."""
    return [(CELLS.get(problem.field, END), problem.message) for problem in found if not problem.warning]


def _day(cell: CellValue | None) -> date | None:
    return cell.value if cell is not None and isinstance(cell.value, date) else None
