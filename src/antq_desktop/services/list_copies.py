"""Lines of a list as text for the clipboard, to be pasted into a sheet or a document.

What leaves a list this way is held to what leaves as a file: phone numbers and notes stay at home, two or more lines
with names need a reason and are journalled. See docs/decisions/0014.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.fields import FieldSpec, Register
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.services import records
from antq_desktop.services.leaving import journal_leaving, names_persons
from antq_desktop.services.lists import Chosen, ListQuery, open_list
from antq_desktop.services.meaning import texts_of
from antq_desktop.services.office import Office
from antq_desktop.services.records import reason_of, register_of
from antq_desktop.sheets.formulas import harmless

BATCH = 500
MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be copied.

    Attributes:
        register_key: which register.
        query: what its list shows.
        chosen: lines of it.
        columns: shown, in their order.
        headings: whether a line of headings comes first.
    """

    register_key: str
    query: ListQuery
    chosen: Chosen
    columns: tuple[FieldSpec, ...]
    headings: bool = False


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes to the clipboard.

    Attributes:
        text: lines of cells parted by tabs.
        count: lines, headings not counted.
        left_out: labels of columns that are shown but never leave.
    """

    text: str
    count: int
    left_out: tuple[str, ...]


def needs_reason(register: Register, count: int) -> bool:
    """Whether copying so many lines lets a list with names leave; one line is no list."""
    return count > 1 and names_persons(register)


def copy_known(
    office: Office, register_key: str, uids: Sequence[UUID], columns: Sequence[FieldSpec], reason: str = ""
) -> Copied:
    """Records that stand in a table of their own as text, on the same terms as lines of a list.

    Args:
        office: whose.
        register_key: which register.
        uids: the records, in their order; those that are gone are left out.
        columns: shown, in their order.
        reason: for the journal, for two or more lines with names.

    Raises:
        UsageError: no reason, or too many lines.
        RoleRefused: the role lets nothing leave.
    """
    office.require("export")
    register = register_of(register_key)
    said = _allowed(register, len(uids), reason)
    leaving = [spec for spec in columns if not spec.never_leaves]
    places = [tuple(register.fields).index(spec.key) for spec in leaving]
    found = records.several(office, register_key, uids)
    known = [found[uid] for uid in uids if uid in found]
    lines = [tuple(texts[place] for place in places) for texts in texts_of(office, register, known)]
    if needs_reason(register, len(uids)):
        journal_leaving(office, f"Sao chép {register.title}", len(lines), said)
    return Copied(_text(lines), len(lines), tuple(spec.label for spec in columns if spec.never_leaves))


def _allowed(register: Register, count: int, reason: str) -> str:
    """The reason as the journal keeps it, if so many lines may leave."""
    said = reason_of(reason)
    if needs_reason(register, count) and not said:
        raise UsageError(f"{register.title} có họ tên; hãy ghi lý do sao chép.", do="Ví dụ: “họp khu dân cư tháng 3”.")
    if count > MOST_LINES:
        raise UsageError(
            f"Chỉ sao chép được tối đa {show_count(MOST_LINES)} dòng một lần.", do="Nhiều hơn thì dùng Xuất Excel."
        )
    return said


def copy_lines(office: Office, wanted: Wanted, reason: str = "", progress: Progress | None = None) -> Copied:
    """Chosen lines as text.

    Args:
        office: whose.
        wanted: which lines and columns.
        reason: for the journal, for two or more lines with names.
        progress: told lines.

    Raises:
        UsageError: no reason, too many lines, or the list changed since they were chosen.
        RoleRefused: the role lets nothing leave.
    """
    office.require("export")
    register, chosen = register_of(wanted.register_key), wanted.chosen
    said = _allowed(register, chosen.count, reason)
    leaving = [spec for spec in wanted.columns if not spec.never_leaves]
    places = [tuple(register.fields).index(spec.key) for spec in leaving]
    lines = [tuple(spec.label for spec in leaving)] if wanted.headings else []
    listed = open_list(office, register.key, wanted.query, chosen)
    for start in range(0, listed.count, BATCH):
        lines.extend(tuple(row.texts[place] for place in places) for row in listed.rows(start, BATCH))
        (progress or Silent()).step(start, listed.count, "Sao chép")
    if needs_reason(register, chosen.count):
        journal_leaving(office, f"Sao chép {register.title}", listed.count, said)
    return Copied(_text(lines), listed.count, tuple(spec.label for spec in wanted.columns if spec.never_leaves))


def _text(lines: Sequence[tuple[str, ...]]) -> str:
    return "\r\n".join("\t".join(map(_cell, line)) for line in lines)


def _cell(text: str) -> str:
    """One cell on one line, as a spreadsheet takes it without trying to reckon."""
    return harmless(unicodedata.normalize("NFC", " ".join(text.split())))
