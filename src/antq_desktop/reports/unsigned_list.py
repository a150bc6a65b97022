"""The list of households that have not signed yet, to be visited.

The reason is only what was found at the door. A refusal is a count of the area elsewhere, never a word beside a
name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.list_head import ListHead
from antq_desktop.reports.pdf_file import Target
from antq_desktop.reports.table_paper import PURPOSE, Row, TableColumn, TableGroup, TablePaper
from antq_desktop.reports.table_writer import write_table
from antq_desktop.reports.text import paper_text

VISIT_REASONS = frozenset({"", "vắng", "mới đến", "chưa gặp"})
COLUMNS = (
    TableColumn("STT", 11, "center"),
    TableColumn("Họ và tên chủ hộ", 52),
    TableColumn("Địa chỉ", 60),
    TableColumn("Đoàn viên, hội viên tổ chức", 48),
    TableColumn("Lý do", 24, "center"),
    TableColumn("Ngày ký cam kết", 30, "center"),
    TableColumn("Ký tên", 37),
)


@dataclass(frozen=True, slots=True)
class UnsignedRow:
    """One household that has not signed.

    Attributes:
        head: name of the head of the household.
        address: address line.
        organisations: names of the organisations its members belong to.
        reason: "vắng", "mới đến", "chưa gặp" or empty.

    Raises:
        ValueError: any other reason.
    """

    head: str
    address: str
    organisations: str
    reason: str = ""

    def __post_init__(self) -> None:
        if paper_text(self.reason) not in VISIT_REASONS:
            raise ValueError("a visit reason that is never printed beside a name")


@dataclass(frozen=True, slots=True)
class UnsignedArea:
    """One residential area.

    Attributes:
        name: with its kind word.
        rows: its households that have not signed; read once.
        households: all households of the area.
        unsigned: how many have not signed.
    """

    name: str
    rows: Iterable[UnsignedRow]
    households: int
    unsigned: int


@dataclass(frozen=True, slots=True)
class UnsignedList:
    """The households of a year that have not signed.

    Attributes:
        year: of the pledges.
        head: the office's part.
        areas: in order; read once.
        total_title: words before the grand total.
        households: of all areas.
        unsigned: of all areas.
    """

    year: int
    head: ListHead
    areas: Iterable[UnsignedArea]
    total_title: str
    households: int
    unsigned: int


def write_unsigned_list(
    target: Target, unsigned: UnsignedList, fonts: FontSet, progress: Progress, from_page: int = 1
) -> int:
    """Print the list; returns the number of pages drawn. Errors as `table_writer.write_table`."""
    return write_table(target, unsigned_list_table(unsigned, from_page), fonts, progress)


def unsigned_list_table(unsigned: UnsignedList, from_page: int = 1) -> TablePaper:
    """The list as a table."""
    head = unsigned.head
    return TablePaper(
        title=(f"DANH SÁCH HỘ CHƯA KÝ CAM KẾT NĂM {unsigned.year}",),
        columns=COLUMNS,
        groups=(_group(area) for area in unsigned.areas),
        author=head.author,
        made_on=head.made_on,
        subtitle=head.subtitle,
        issuers=head.issuers,
        total=_sum(unsigned.total_title, unsigned.unsigned, unsigned.households),
        row_height_mm=8.0,
        footer=head.footer(f"Danh sách hộ chưa ký cam kết năm {unsigned.year}"),
        purpose=PURPOSE,
        signatures=head.signatures,
        watermark=head.watermark,
        from_page=from_page,
        empty="Tất cả các hộ đã ký cam kết.",
    )


def _group(area: UnsignedArea) -> TableGroup:
    return TableGroup(area.name, _rows(area.rows), _sum(f"Cộng {area.name}", area.unsigned, area.households))


def _rows(rows: Iterable[UnsignedRow]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield (str(number), row.head, row.address, row.organisations, row.reason, "", "")


def _sum(title: str, unsigned: int, households: int) -> str:
    return f"{title}: {show_count(unsigned)} hộ chưa ký cam kết trong tổng số {show_count(households)} hộ"
