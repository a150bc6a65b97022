"""The annexes on models and clubs: every living group with its figures of a period, and the stock that adds up.

No name of a person stands on them. Types, points and teams are counted apart. Source: HD 22/HD-BCA-V05.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType
from uuid import UUID

from antq_desktop.domain.choices import ENDED, Frequency, GroupStatus
from antq_desktop.domain.collation import sort_key
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.group_life import Balance
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period
from antq_desktop.domain.registers.club import Club
from antq_desktop.domain.registers.model_point import ModelPoint
from antq_desktop.reports.list_head import ListHead
from antq_desktop.reports.table_paper import TableColumn
from antq_desktop.services.groups import group_board, group_stock
from antq_desktop.services.groups.group_board import GroupLine
from antq_desktop.services.groups.group_reading import KnownGroup, known_groups, names
from antq_desktop.services.groups.groups import CLUB, POINT
from antq_desktop.services.office import Office
from antq_desktop.services.papers import paper_heads
from antq_desktop.services.papers.paper_tables import FigureTable, Line, TablePart, Year
from antq_desktop.storage import activity_counts

ENDED_TITLE = "Kết thúc trong kỳ (không tính vào số cuối kỳ)"
MODEL_COLUMNS = (
    TableColumn("STT", 13, "center"),
    TableColumn("Tên mô hình", 46),
    TableColumn("Lĩnh vực", 46),
    TableColumn("Đơn vị chủ trì", 32),
    TableColumn("Địa bàn", 32),
    TableColumn("Năm thành lập", 16, "center"),
    TableColumn("Số điểm", 14, "center"),
    TableColumn("Số tổ", 12, "center"),
    TableColumn("Thành viên", 17, "center"),
    TableColumn("Số buổi trong kỳ", 17, "center"),
    TableColumn("Kết quả chính", 40),
    TableColumn("Tình trạng", 34),
)
CLUB_COLUMNS = (
    TableColumn("STT", 12, "center"),
    TableColumn("Tên câu lạc bộ", 52),
    TableColumn("Quyết định", 36),
    TableColumn("Hội viên", 18, "center"),
    TableColumn("Số buổi/năm", 22, "center"),
    TableColumn("Số buổi trong kỳ", 18, "center"),
    TableColumn("Chủ đề", 44),
    TableColumn("Kết quả", 44),
    TableColumn("Địa bàn", 36),
)
MEETINGS: Mapping[str, int] = MappingProxyType(
    {Frequency.WEEKLY: 52, Frequency.MONTHLY: 12, Frequency.QUARTERLY: 4, Frequency.HALF_YEARLY: 2, Frequency.YEARLY: 1}
)
AS_NEEDED = "theo vụ việc"
MEANT = "Số buổi/năm: theo lịch sinh hoạt đã định; số buổi trong kỳ: số buổi đã tổ chức."
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A group with its line of the board, who leads it, and its results in words."""

    known: KnownGroup
    line: GroupLine
    lead: str
    results: str


@dataclass(frozen=True, slots=True)
class _Book:
    """Groups of one register that existed in a period: those of its last day, and those that ended in it."""

    living: tuple[_Entry, ...]
    ended: tuple[_Entry, ...]
    stock: group_stock.Stock
    last: date


def model_annex(office: Office, period: Period) -> FigureTable:
    """The annex on models, by field of work and type."""
    book = _read(office, period, POINT)
    order = [choice.code for choice in office.catalogues.choices("model_fields")]
    living = sorted(book.living, key=lambda entry: (_place(order, entry.line.field_code), entry.line.field))
    parts = []
    types = 0
    for number, (field, entries) in enumerate(groupby(living, key=lambda entry: entry.line.field), 1):
        rows, count = _by_type(office, entries, book.last, types)
        parts.append(_field_part(number, field, rows, count))
        types += count
    if book.ended:
        rows = tuple(_point(office, entry, str(n), book.last) for n, entry in enumerate(book.ended, 1))
        words = f"Cộng kết thúc trong kỳ: {len(rows)} điểm; {_sum(rows, 9)} buổi hoạt động"
        parts.append(TablePart(ENDED_TITLE, rows, words))
    points, stock = [entry.line for entry in book.living], book.stock
    total = (
        f"TỔNG CỘNG CUỐI KỲ: {show_count(types)} loại mô hình; {show_count(len(points))} điểm; "
        f"{_sum_of(line.teams for line in points)} tổ; "
        f"{_sum_of(line.members for line in points)} thành viên; "
        f"{_sum_of(line.activities for line in points)} buổi hoạt động trong kỳ"
    )
    balances = (("Loại mô hình", stock.types), ("Điểm mô hình", stock.points), ("Tổ của mô hình", stock.teams))
    return FigureTable(
        title=("PHỤ LỤC", "THỐNG KÊ MÔ HÌNH TỰ PHÒNG, TỰ QUẢN, TỰ BẢO VỆ VỀ AN NINH, TRẬT TỰ"),
        footer="Thống kê mô hình tự phòng, tự quản, tự bảo vệ",
        columns=MODEL_COLUMNS,
        parts=tuple(parts),
        head=_head(office, period),
        empty="Chưa có điểm mô hình nào trong kỳ này.",
        total=total,
        notes=tuple(_balanced(name, balance) for name, balance in balances),
    )


def club_list(office: Office, period: Period) -> FigureTable:
    """The annex on clubs; who heads them is not on it."""
    book = _read(office, period, CLUB)
    parts = []
    if book.living:
        parts.append(TablePart("", tuple(_clubs(office, book.living, book.last))))
    if book.ended:
        parts.append(TablePart(ENDED_TITLE, tuple(_clubs(office, book.ended, book.last))))
    clubs = [entry.line for entry in book.living]
    total = (
        f"TỔNG CỘNG CUỐI KỲ: {show_count(len(clubs))} câu lạc bộ; {_sum_of(line.members for line in clubs)} hội viên; "
        f"{_sum_of(line.activities for line in clubs)} buổi hoạt động trong kỳ"
    )
    return FigureTable(
        title=("PHỤ LỤC", "CÂU LẠC BỘ PHÒNG, CHỐNG TỘI PHẠM"),
        footer="Câu lạc bộ phòng, chống tội phạm",
        columns=CLUB_COLUMNS,
        parts=tuple(parts),
        head=_head(office, period),
        empty="Chưa có câu lạc bộ nào trong kỳ này.",
        total=total,
        notes=(_balanced("Câu lạc bộ", book.stock.clubs), *((MEANT,) if book.living or book.ended else ())),
    )


def results_words(office: Office, amounts: Mapping[str, int]) -> str:
    """Counts of results in words, in the order of their list."""
    choices = office.catalogues.choices("activity_results")
    told = [f"{show_count(amounts[choice.code])} {choice.label}" for choice in choices if amounts.get(choice.code)]
    return "; ".join(told)


def state_words(office: Office, known: KnownGroup, day: date) -> str:
    """What state a group is in on a day, and since when if it does not work."""
    status = known.status_on(day)
    code = GroupStatus.ACTIVE if status is None else status.status
    words = office.catalogues.label("group_statuses", code)
    if status is None or code == GroupStatus.ACTIVE or status.from_on is None:
        return words
    decided = f" theo {status.decision_no}" if code in ENDED and status.decision_no else ""
    return f"{words} từ {show_date(status.from_on)}{decided}"


def _read(office: Office, period: Period, key: str) -> _Book:
    first, last = period.start, period.cut_off(office.today())
    with office.store.reading() as connection:
        everything = known_groups(office, connection, last)
        known = [each for each in everything if each.key == key and each.lived_in(first, last)]
        lines = group_board.lines_of(office, connection, known, period)
        results = activity_counts.results(connection, first, last)
        called = names(office, connection)
    entries = [
        _Entry(each, line, called.lead(each.group, on_paper=True), results_words(office, results.get(line.uid, {})))
        for each, line in zip(known, lines, strict=True)
    ]
    return _Book(
        tuple(entry for entry in entries if entry.known.lives_on(last)),
        tuple(entry for entry in entries if not entry.known.lives_on(last)),
        group_stock.stock_of(everything, period, office),
        last,
    )


def _place(order: Sequence[str], code: str) -> int:
    return order.index(code) if code in order else len(order)


def _by_type(office: Office, entries: Iterable[_Entry], last: date, before: int) -> tuple[tuple[Line, ...], int]:
    """A row for each type over the rows of its points, numbered on from `before`; and the number of types."""
    types: dict[UUID | None, list[_Entry]] = {}
    for entry in entries:
        group = entry.known.group
        types.setdefault(group.type if isinstance(group, ModelPoint) else None, []).append(entry)
    rows: list[Line] = []
    in_order = sorted(types.values(), key=lambda of_type: sort_key(of_type[0].line.type))
    for number, of_type in enumerate(in_order, before + 1):
        line = of_type[0].line
        name = line.type or "Loại mô hình đã xóa"
        rows.append(Line((str(number), name, line.field, "", "", "", len(of_type), "", "", "", "", ""), heads=True))
        rows += [_point(office, entry, f"{number}.{n}", last) for n, entry in enumerate(of_type, 1)]
    return tuple(rows), len(types)


def _point(office: Office, entry: _Entry, number: str, last: date) -> Line:
    line, since = entry.line, entry.known.group.established_on
    return Line(
        (
            number,
            line.name,
            "",
            entry.lead,
            line.where,
            "" if since is None else Year(since.year),
            "",
            line.teams,
            line.members,
            line.activities,
            entry.results,
            state_words(office, entry.known, last),
        )
    )


def _field_part(number: int, field: str, rows: tuple[Line, ...], types: int) -> TablePart:
    name = field or "chưa rõ lĩnh vực"
    points = [row for row in rows if not row.heads]
    words = (
        f"Cộng {name}: {show_count(types)} loại mô hình; {show_count(len(points))} điểm; {_sum(points, 7)} tổ; "
        f"{_sum(points, 8)} thành viên; {_sum(points, 9)} buổi hoạt động"
    )
    roman = "X" * (number // 10) + ROMAN[number % 10]
    return TablePart(f"{roman}. {name[:1].upper()}{name[1:]}", rows, words)


def _clubs(office: Office, entries: Sequence[_Entry], last: date) -> Iterable[Line]:
    for number, entry in enumerate(entries, 1):
        line, club = entry.line, entry.known.group
        status = entry.known.status_on(last)
        resting = status is not None and status.status != GroupStatus.ACTIVE
        state = f" ({state_words(office, entry.known, last)})" if resting else ""
        yield Line(
            (
                number,
                f"{line.name}{state}",
                decision_words(entry.known),
                line.members,
                AS_NEEDED if club.frequency == Frequency.ON_DEMAND else MEETINGS.get(club.frequency or "", ""),
                line.activities,
                (club.topics if isinstance(club, Club) and not club.sensitive else "") or "",
                entry.results,
                line.where,
            )
        )


def decision_words(known: KnownGroup) -> str:
    """Number and day of the decision that founded a group."""
    group = known.group
    said = [group.decision_no or "", f"ngày {show_date(group.decision_on)}" if group.decision_on else ""]
    return " ".join(part for part in said if part)


def _sum(rows: Iterable[Line], column: int) -> str:
    return _sum_of(cell for row in rows if isinstance(cell := row.cells[column], int))


def _sum_of(figures: Iterable[int]) -> str:
    return show_count(sum(figures))


def _balanced(name: str, balance: Balance) -> str:
    opening, new, ended, closing = (
        show_count(figure) for figure in (balance.opening, balance.new, balance.ended, balance.closing)
    )
    return f"{name}: đầu kỳ {opening} + mới trong kỳ {new} - kết thúc trong kỳ {ended} = cuối kỳ {closing}"


def _head(office: Office, period: Period) -> ListHead:
    head = paper_heads.table_head(office, period, paper_heads.signature(office))
    return replace(head, subtitle=(paper_heads.annex_line(office), *head.subtitle))
