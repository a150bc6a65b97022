"""The papers the office prints: gathered here from the registers, drawn by the room of reports.

Every paper states the days of its period. Papers with names need a reason, which is journalled with the number of
rows; phone numbers and notes are on none of them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.percent import show_percent
from antq_desktop.domain.periods import Period
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.member_organization import MemberOrganization
from antq_desktop.domain.registers.residential_area import ResidentialArea
from antq_desktop.domain.text import fold
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.list_head import ListHead
from antq_desktop.reports.meeting_list import MeetingArea, MeetingList, MeetingRow, write_meeting_list
from antq_desktop.reports.pdf_file import Target
from antq_desktop.reports.pledge_register import PledgeArea, PledgeRegister, PledgeRow, write_pledge_register
from antq_desktop.reports.unsigned_list import UnsignedArea, UnsignedList, UnsignedRow, write_unsigned_list
from antq_desktop.services import records
from antq_desktop.services.leaving import Grounds, allow, expect_ending, journal_leaving
from antq_desktop.services.meaning import heading
from antq_desktop.services.office import Office
from antq_desktop.services.papers import paper_kinds, paper_names
from antq_desktop.services.papers.chart_paper import write_progress
from antq_desktop.services.papers.group_papers import table_of, write_dossier, write_table
from antq_desktop.services.papers.paper_heads import list_head
from antq_desktop.services.papers.paper_kinds import WHOLE, Paper, Part
from antq_desktop.services.papers.proofs import Leaving, Proof
from antq_desktop.services.papers.summary_paper import write_summary
from antq_desktop.storage import counts, rows
from antq_desktop.storage.counts import BookLine
from antq_desktop.storage.sealed_text import disk_error, make_folder, replace_file

PDF, XLSX = ".pdf", ".xlsx"
ENDINGS = frozenset({PDF, XLSX})
LONGEST_WORDS = 80
MOST_NAMED = 3
MEMBERS = "đoàn viên, hội viên"
TOTAL = "TỔNG CỘNG TOÀN {0}"
KINDS = paper_kinds.KINDS
FIRST_OF_GROUPS = "model-annex"
GROUP_KINDS = frozenset({FIRST_OF_GROUPS, "club-list", "activity-log", "model-dossier"})


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the three lists draw from.

    Attributes:
        office: where.
        period: of the paper.
        areas: households by area, both in list order.
        organizations: short names by uid.
        head: issuing bodies, day, watermark.
        total_title: words before the grand total.
    """

    office: Office
    period: Period
    areas: tuple[tuple[str, tuple[BookLine, ...]], ...]
    organizations: dict[UUID, str]
    head: ListHead
    total_title: str

    def members(self, line: BookLine) -> str:
        """Short names of a household's organisations."""
        return ", ".join(sorted(self.organizations.get(uid, "") for uid in line.organizations))

    @property
    def lines(self) -> int:
        """Number of households."""
        return sum(len(lines) for _, lines in self.areas)


def make(
    office: Office,
    kind: str,
    period: Period,
    out: Path,
    *,
    grounds: Grounds | None = None,
    part: Part = WHOLE,
    progress: Progress | None = None,
) -> Path:
    """Write a paper as PDF or as a workbook into a folder, under a name of its own unless one is given.

    Args:
        office: whose.
        kind: a key of `KINDS`.
        period: what it is about.
        out: the folder, or the file if it ends as the paper does; made when missing.
        grounds: reason and password, for a paper with names.
        part: what of it is wanted, and whether as a workbook; the reports are always about all of the commune.
        progress: told pages.

    Returns:
        The file.

    Raises:
        UsageError: an unknown kind, no reason for a paper with names, no model or club where one is needed, or a
            workbook of a paper that is no table.
        PasswordRefused: the password for it is missing or wrong.
        RoleRefused: the role may not print, or not export.
        RecordGone: an area, the organisation or the group is not there any more.
        ReportError, StorageError: nothing is left behind.
    """
    paper, said = _allowed(office, kind, period, grounds, part)
    ending = XLSX if part.excel else PDF
    make_folder(out.parent if _is_file(out, ending) else out)
    about = () if kind in _REPORTS else _about(office, part)
    name = f"{kind}-{office.unit_code}-{period.key.replace('..', '_')}"
    path = _named(out, "-".join((name, *(_file_words(words) for words in about))), ending)
    count = _draw(office, kind, period, path, part, about, progress or Silent())
    if said:
        deed = "Kết xuất Excel" if part.excel else "In"
        journal_leaving(office, " – ".join((f"{deed} {paper.title}", *about)), count, said)
    return path


def proof(
    office: Office,
    kind: str,
    period: Period,
    *,
    grounds: Grounds | None = None,
    part: Part = WHOLE,
    progress: Progress | None = None,
) -> Proof:
    """Make a paper in memory, to be looked at; what is asked for and refused is that of `make`."""
    paper, said = _allowed(office, kind, period, grounds, part)
    about = () if kind in _REPORTS else _about(office, part)
    memory = BytesIO()
    count = _draw(office, kind, period, memory, part, about, progress or Silent())
    what = " – ".join((paper.title, *about))
    return Proof(memory.getvalue(), count, Leaving(what, said) if said else None)


def _allowed(office: Office, kind: str, period: Period, grounds: Grounds | None, part: Part) -> tuple[Paper, str]:
    """A kind of paper that may be made, and the reason, which is empty if it names nobody; errors as `make`."""
    office.require("export" if part.excel else "print")
    paper = KINDS.get(kind)
    if paper is None:
        raise UsageError(f"Không có loại giấy “{kind[:40]}”.", do=f"Dùng một trong: {', '.join(KINDS)}.")
    _expect(paper, part)
    if not paper_names.names_persons(office, kind, period, part.group):
        return paper, ""
    return paper, allow(office, paper.title, grounds, on_paper=not part.excel)


def _expect(paper: Paper, part: Part) -> None:
    """Refuse what a kind of paper cannot be.

    Raises:
        UsageError: saying what it can be.
    """
    if part.excel and not paper.excel:
        known = ", ".join(f"“{other.title}”" for other in KINDS.values() if other.excel)
        raise UsageError(f"“{paper.title}” chỉ có bản PDF.", do=f"Chọn PDF; có bản Excel: {known}.")
    if paper.group == "must" and part.group is None:
        raise UsageError(
            f"“{paper.title}” là của một mô hình hoặc câu lạc bộ.", do="Chọn mô hình, câu lạc bộ (--group) rồi làm lại."
        )
    whole = paper.group == "never" and part.group is not None
    if whole or (paper.key in GROUP_KINDS and (part.areas or part.organization or part.members)):
        raise UsageError(f"“{paper.title}” luôn là của cả xã.", do="Bỏ lựa chọn mô hình, khu dân cư, tổ chức.")


def _is_file(out: Path, ending: str) -> bool:
    """Whether a file is meant, not a folder.

    Raises:
        UsageError: its ending promises another kind than would be written.
    """
    if out.suffix.lower() not in ENDINGS or out.is_dir():
        return False
    expect_ending(out, ending)
    return True


def copy_paper(paper: Path, target: Path) -> None:
    """Copy a paper that was made; nothing more leaves with it than left when it was.

    Raises:
        StorageError: it is there no more, or cannot be written.
    """
    try:
        data = paper.read_bytes()
    except OSError as reason:
        raise disk_error(reason, paper) from reason
    replace_file(target, data)


def _named(out: Path, name: str, ending: str) -> Path:
    return out if _is_file(out, ending) else out / f"{name}{ending}"


def _file_words(words: str) -> str:
    """A name as part of the name of a file, on any system."""
    return re.sub("[^a-z0-9]+", "-", fold(words)).strip("-")[:LONGEST_WORDS]


def _about(office: Office, part: Part) -> tuple[str, ...]:
    """Names of the areas, the organisation and the group a paper is limited to; many areas are only counted."""
    areas = [("residential_area", area) for area in part.areas]
    others = (("member_organization", part.organization), part.group or ("", None))
    wanted = [*areas, *((register, uid) for register, uid in others if uid is not None)]
    for register, uid in wanted:
        records.get(office, register, uid)
    names = tuple(heading(office, register, uid) for register, uid in wanted)
    members = (MEMBERS,) if part.members else ()
    return (*areas_in_words(names[: len(areas)]), *names[len(areas) :], *members)


def areas_in_words(names: Sequence[str]) -> tuple[str, ...]:
    """Areas a paper is limited to: few are named, many only counted."""
    return tuple(names) if len(names) <= MOST_NAMED else (f"{len(names)} khu dân cư",)


def _draw(
    office: Office, kind: str, period: Period, target: Target, part: Part, about: tuple[str, ...], progress: Progress
) -> int:
    """Write the paper; returns the number of rows or names that the journal keeps of a paper with names."""
    fonts = FontSet.load(office.resources / "fonts")
    if kind in _REPORTS:
        _REPORTS[kind](office, period, target, fonts, progress)
        return 0
    if kind in _WRITERS:
        book = _book(office, period, part, about)
        _WRITERS[kind](book, target, fonts, progress, part.from_page)
        return book.lines
    if part.group is not None and KINDS[kind].group == "must":
        return write_dossier(office, part.group, period, target, fonts, progress)
    table = table_of(office, kind, period, part.group[1] if part.group else None)
    return write_table(target, table, fonts, progress, part.from_page)


def _book(office: Office, period: Period, part: Part, about: tuple[str, ...]) -> Book:
    cut_off = period.cut_off(office.today())
    with office.store.reading() as connection:
        lines = counts.book_lines(connection, period.year, cut_off, part.areas)
        areas = [line.record for line in rows.all_live(connection, REGISTERS["residential_area"])]
        organizations = [line.record for line in rows.all_live(connection, REGISTERS["member_organization"])]
    if part.organization is not None:
        lines = [line for line in lines if part.organization in line.organizations]
    elif part.members:
        lines = [line for line in lines if line.organizations]
    names = {area.uid: area.name for area in areas if isinstance(area, ResidentialArea)}
    grouped = tuple(
        (names.get(area, "Khu dân cư đã xóa"), tuple(part)) for area, part in groupby(lines, key=lambda line: line.area)
    )
    short = {item.uid: item.short_name for item in organizations if isinstance(item, MemberOrganization)}
    head = list_head(office, period)
    if part.organization is not None:
        head = replace(head, subtitle=(*head.subtitle, f"Hộ có đoàn viên, hội viên {short[part.organization]}"))
    elif part.members:
        head = replace(head, subtitle=(*head.subtitle, f"Hộ có {MEMBERS}"))
    total = f"TỔNG CỘNG {', '.join(about).upper()}" if about else TOTAL.format(_word(office))
    return Book(office, period, grouped, short, head, total)


def percent_of(signed: int, households: int) -> str:
    """Share as printed; empty when there is nobody to sign."""
    return show_percent(signed, households) if households else ""


def _register(book: Book, target: Target, fonts: FontSet, progress: Progress, from_page: int) -> None:
    signed = sum(line.signed for _, lines in book.areas for line in lines)
    areas = (
        PledgeArea(
            name,
            (_pledge_row(book, line) for line in lines),
            len(lines),
            sum(line.signed for line in lines),
            percent_of(sum(line.signed for line in lines), len(lines)),
        )
        for name, lines in book.areas
    )
    paper = PledgeRegister(
        year=book.period.year,
        head=book.head,
        areas=areas,
        total_title=book.total_title,
        households=book.lines,
        signed=signed,
        percent=percent_of(signed, book.lines),
    )
    write_pledge_register(target, paper, fonts, progress, from_page)


def _word(office: Office) -> str:
    """XÃ, PHƯỜNG or ĐẶC KHU."""
    name = office.unit_name.upper()
    return "ĐẶC KHU" if name.startswith("ĐẶC KHU") else name.split(" ")[0]


def _pledge_row(book: Book, line: BookLine) -> PledgeRow:
    label = book.office.catalogues.label
    return PledgeRow(
        line.head_name,
        line.address,
        book.members(line),
        show_date(line.signed_on),
        label("signer_kinds", line.signer_kind) if line.signed else "",
        label("pledge_forms", line.form) if line.signed else "",
        line.paper_ref,
    )


def _unsigned(book: Book, target: Target, fonts: FontSet, progress: Progress, from_page: int) -> None:
    reasons = book.office.catalogues
    areas = []
    for name, lines in book.areas:
        missing = [line for line in lines if not line.signed]
        found = tuple(
            UnsignedRow(
                line.head_name,
                line.address,
                book.members(line),
                reasons.label("visit_reasons", line.visit_reason) if line.visit_reason else "",
            )
            for line in missing
        )
        if found:
            areas.append(UnsignedArea(name, found, len(lines), len(found)))
    total = sum(area.unsigned for area in areas)
    paper = UnsignedList(
        year=book.period.year,
        head=book.head,
        areas=areas,
        total_title=book.total_title,
        households=book.lines,
        unsigned=total,
    )
    write_unsigned_list(target, paper, fonts, progress, from_page)


def _meeting(book: Book, target: Target, fonts: FontSet, progress: Progress, from_page: int) -> None:
    areas = (
        MeetingArea(
            name, tuple(MeetingRow(line.head_name, line.address, book.members(line)) for line in lines), len(lines)
        )
        for name, lines in book.areas
    )
    write_meeting_list(target, MeetingList(book.period.year, book.head, areas), fonts, progress, from_page)


_WRITERS: MappingProxyType[str, Callable[[Book, Target, FontSet, Progress, int], None]] = MappingProxyType(
    {"pledge-register": _register, "unsigned-list": _unsigned, "meeting-list": _meeting}
)
_REPORTS: MappingProxyType[str, Callable[[Office, Period, Target, FontSet, Progress], None]] = MappingProxyType(
    {"pledge-summary": write_summary, "progress-chart": write_progress}
)
