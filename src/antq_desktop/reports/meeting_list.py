"""The list that goes round at a residents' meeting: one paper for each area, rows high enough to sign in.

Printed as lists are signed: an official of the area counts the signatures and writes the number in the box.
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

ROW_HEIGHT_MM = 11.5
BOXES = ("Số chữ ký đếm được:", "Sổ/trang:")
COLUMNS = (
    TableColumn("STT", 12, "center"),
    TableColumn("Họ và tên chủ hộ", 60),
    TableColumn("Địa chỉ", 62),
    TableColumn("Đoàn viên, hội viên tổ chức", 52),
    TableColumn("Người ký", 26, choices=("chủ hộ", "ký thay")),
    TableColumn("Ký tên", 50),
)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One household that is asked to sign.

    Attributes:
        head: name of the head of the household.
        address: address line.
        organisations: names of the organisations its members belong to.
    """

    head: str
    address: str
    organisations: str


@dataclass(frozen=True, slots=True)
class MeetingArea:
    """One residential area; its pages form a paper of their own.

    Attributes:
        name: with its kind word.
        rows: its households; read once.
        households: how many are on the list.
    """

    name: str
    rows: Iterable[MeetingRow]
    households: int


@dataclass(frozen=True, slots=True)
class MeetingList:
    """The lists of a round of meetings.

    Attributes:
        year: of the pledges.
        head: the office's part; its signatures stand at the end of each area.
        areas: in order; read once.
        blank_rows: empty numbered rows at the end of each area, for households that are new.
    """

    year: int
    head: ListHead
    areas: Iterable[MeetingArea]
    blank_rows: int = 5


def write_meeting_list(
    target: Target, meeting: MeetingList, fonts: FontSet, progress: Progress, from_page: int = 1
) -> int:
    """Print the lists; returns the number of pages drawn. Errors as `table_writer.write_table`."""
    return write_table(target, meeting_list_table(meeting, from_page), fonts, progress)


def meeting_list_table(meeting: MeetingList, from_page: int = 1) -> TablePaper:
    """The lists as one table whose groups start new pages."""
    head = meeting.head
    return TablePaper(
        title=("DANH SÁCH HỘ KÝ CAM KẾT TẠI CUỘC HỌP",),
        columns=COLUMNS,
        groups=(_group(area, meeting.blank_rows) for area in meeting.areas),
        author=head.author,
        made_on=head.made_on,
        subtitle=(
            f"Cam kết xây dựng khu dân cư “An toàn về an ninh, trật tự” năm {meeting.year}",
            *head.subtitle,
        ),
        issuers=head.issuers,
        row_height_mm=ROW_HEIGHT_MM,
        footer=head.footer(f"Danh sách ký cam kết tại cuộc họp năm {meeting.year}"),
        purpose=PURPOSE,
        boxes=BOXES,
        signatures=head.signatures,
        watermark=head.watermark,
        from_page=from_page,
        group_starts_page=True,
        empty="Không có hộ nào cần ký.",
    )


def _group(area: MeetingArea, blank_rows: int) -> TableGroup:
    title = f"Khu dân cư: {area.name} ({show_count(area.households)} hộ)"
    return TableGroup(title, _rows(area.rows, blank_rows))


def _rows(rows: Iterable[MeetingRow], blank_rows: int) -> Iterator[Row]:
    number = 0
    for number, row in enumerate(rows, 1):
        yield (str(number), row.head, row.address, row.organisations, "", "")
    for blank in range(number + 1, number + 1 + blank_rows):
        yield (str(blank), "", "", "", "", "")
