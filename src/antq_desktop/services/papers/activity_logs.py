"""Sổ theo dõi hoạt động: what each model and club did, one part for each, with the months in which nothing was done.

What officers wrote about an activity is free text, so the log is a paper with names. Of sensitive types nothing that
was written freely is on it. Who wrote a line down is told by the office: no officer is named by the program.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import RecordGone
from antq_desktop.domain.group_life import A_DAY
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period
from antq_desktop.reports.table_paper import PURPOSE, SignatureBlock, TableColumn
from antq_desktop.services.groups import activities
from antq_desktop.services.groups.activities import Done
from antq_desktop.services.groups.dossiers import Month, months_of
from antq_desktop.services.groups.group_reading import KnownGroup, Names, known_groups, names
from antq_desktop.services.groups.groups import CLUB
from antq_desktop.services.office import Office
from antq_desktop.services.papers import paper_heads
from antq_desktop.services.papers.group_annexes import results_words
from antq_desktop.services.papers.paper_tables import FigureTable, Line, TablePart

COLUMNS = (
    TableColumn("Ngày", 21, "center"),
    TableColumn("Nội dung, việc", 70),
    TableColumn("Thành viên dự", 17, "center"),
    TableColumn("Khách", 14, "center"),
    TableColumn("Kết quả", 44),
    TableColumn("Minh chứng", 30),
    TableColumn("Người ghi", 27),
    TableColumn("Ngày ghi", 21, "center"),
    TableColumn("Xác nhận", 30),
)
WRITER = SignatureBlock(("NGƯỜI GHI SỔ",))
FROM_PAPER = "ghi lại từ sổ giấy"
WITHHELD = "Loại mô hình nhạy cảm: không in nội dung ghi tự do."


@dataclass(frozen=True, slots=True)
class _Book:
    """What all parts of a log need."""

    office: Office
    period: Period
    last: date
    called: Names
    done: Mapping[UUID, list[Done]]


def activity_log(office: Office, period: Period, only: UUID | None = None) -> FigureTable:
    """The log of a period.

    Args:
        office: whose.
        period: which.
        only: the one group wanted; every group that existed in the period if left out.

    Raises:
        RecordGone: the group is not in its register.
    """
    last = period.cut_off(office.today())
    with office.store.reading() as connection:
        known = known_groups(office, connection, last)
        called = names(office, connection)
    done = activities.of_all(office, period.start, last)
    book = _Book(office, period, last, called, done)
    if only is None:
        wanted = [each for each in known if each.lived_in(period.start, last) or each.group.uid in done]
    else:
        wanted = [each for each in known if each.group.uid == only]
        if not wanted:
            raise RecordGone("Không còn mô hình, câu lạc bộ này trong sổ.", do="Tìm lại trong danh sách.")
    return FigureTable(
        title=("SỔ THEO DÕI HOẠT ĐỘNG MÔ HÌNH, CÂU LẠC BỘ",),
        footer="Sổ theo dõi hoạt động mô hình, câu lạc bộ",
        columns=COLUMNS,
        parts=tuple(_part(book, each) for each in wanted),
        head=paper_heads.table_head(office, period, WRITER, paper_heads.signature(office)),
        empty="Không có hoạt động nào trong kỳ." if wanted else "Chưa có mô hình, câu lạc bộ nào trong kỳ này.",
        purpose=PURPOSE,
        part_starts_page=True,
    )


def _part(book: _Book, known: KnownGroup) -> TablePart:
    group = known.group
    done = book.done.get(group.uid, [])
    word = "Câu lạc bộ" if known.key == CLUB else "Mô hình"
    lead = book.called.lead(group, on_paper=True)
    title = f"{word}: {group.name} – {book.called.where(group)}" + (f" – chủ trì: {lead}" if lead else "")
    sensitive = book.called.is_sensitive(group)
    rows: list[Line | str] = [WITHHELD] if sensitive and done else []
    for month in months_of(known, book.period, book.last, done):
        rows += [_line(book, known, each, sensitive=sensitive) for each in month.done]
        if month.is_gap:
            rows.append(_gap(month, book.last))
    return TablePart(title, tuple(rows), _subtotal(done) if rows else None)


def _told(known: KnownGroup, done: Done) -> str:
    """Team and content of an activity, as officers wrote them."""
    teams = {team.uid: team.name for team in known.teams}
    team = teams.get(done.activity.team) if done.activity.team else None
    return ": ".join(part for part in (team, done.activity.content) if part)


def _line(book: _Book, known: KnownGroup, done: Done, *, sensitive: bool) -> Line:
    activity = done.activity
    told = "" if sensitive else _told(known, done)
    kind = book.office.catalogues.label("activity_kinds", activity.kind)
    what = f"{kind[:1].upper()}{kind[1:]}"
    offices = book.called.offices
    by = offices.get(activity.confirmed_office) if activity.confirmed_office else None
    confirmed = ", ".join(part for part in (by, show_date(activity.confirmed_on)) if part)
    return Line(
        (
            activity.happened_on,
            f"{what}. {told}" if told else what,
            activity.attendance,
            activity.invited,
            results_words(book.office, {part.kind: part.amount for part in done.results}),
            _proofs(done, sensitive=sensitive),
            offices.get(activity.entered_office, "") if activity.entered_office else "",
            activity.entered_on,
            confirmed,
        )
    )


def _proofs(done: Done, *, sensitive: bool) -> str:
    """Number of files, and the paper book the activity was written in first."""
    activity = done.activity
    found = [f"{len(activity.evidence)} tệp"] if activity.evidence else []
    if activity.from_paper:
        found.append(f"{FROM_PAPER}: {activity.paper_ref}" if activity.paper_ref and not sensitive else FROM_PAPER)
    return "; ".join(found)


def _gap(month: Month, last: date) -> str:
    running = month.first == last.replace(day=1) and (last + A_DAY).month == last.month
    what = f"chưa có hoạt động đến ngày {show_date(last)}" if running else "không có hoạt động"
    return f"Tháng {month.first:%m/%Y}: {what}"


def _subtotal(done: list[Done]) -> str:
    present = sum(each.activity.attendance or 0 for each in done)
    guests = sum(each.activity.invited or 0 for each in done)
    return (
        f"Cộng: {show_count(len(done))} buổi; {show_count(present)} lượt thành viên dự; {show_count(guests)} lượt khách"
    )
