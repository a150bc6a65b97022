"""The register of pledges of a year: every household by residential area, with sub-totals and a total."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.list_head import ListHead
from antq_desktop.reports.pdf_file import Target
from antq_desktop.reports.table_paper import PURPOSE, Row, TableColumn, TableGroup, TablePaper
from antq_desktop.reports.table_writer import write_table

COLUMNS = (
    TableColumn("STT", 11, "center"),
    TableColumn("Họ và tên chủ hộ", 46),
    TableColumn("Địa chỉ", 48),
    TableColumn("Đoàn viên, hội viên tổ chức", 42),
    TableColumn("Ngày ký cam kết", 23, "center"),
    TableColumn("Người ký", 34, "center"),
    TableColumn("Hình thức", 28, "center"),
    TableColumn("Ký tên / bản giấy", 30, "center"),
)


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """One household; every text as it is to be printed, empty where there is nothing.

    Attributes:
        head: name of the head of the household.
        address: address line.
        organisations: names of the organisations its members belong to.
        signed_on: day of signing, dd/MM/yyyy.
        signer: "chủ hộ" or "thành viên ký thay".
        form: how it was signed.
        paper: where the signed paper is kept.
    """

    head: str
    address: str
    organisations: str
    signed_on: str
    signer: str
    form: str
    paper: str


@dataclass(frozen=True, slots=True)
class PledgeArea:
    """One residential area.

    Attributes:
        name: with its kind word ("Thôn Đông Hạ").
        rows: its households in the order of the register; read once.
        households: how many.
        signed: how many have signed.
        percent: of the signed, as printed; empty when there is no household.
    """

    name: str
    rows: Iterable[PledgeRow]
    households: int
    signed: int
    percent: str


@dataclass(frozen=True, slots=True)
class PledgeRegister:
    """The register of one year.

    Attributes:
        year: of the pledges.
        head: the office's part.
        areas: in order; read once.
        total_title: words before the grand total ("TỔNG CỘNG TOÀN XÃ").
        households: of all areas.
        signed: of all areas.
        percent: of the signed, as printed.
        notes: sentences after the table.
    """

    year: int
    head: ListHead
    areas: Iterable[PledgeArea]
    total_title: str
    households: int
    signed: int
    percent: str
    notes: tuple[str, ...] = ()


def write_pledge_register(
    target: Target, register: PledgeRegister, fonts: FontSet, progress: Progress, from_page: int = 1
) -> int:
    """Print the register; returns the number of pages drawn. Errors as `table_writer.write_table`."""
    return write_table(target, pledge_register_table(register, from_page), fonts, progress)


def pledge_register_table(register: PledgeRegister, from_page: int = 1) -> TablePaper:
    """The register as a table."""
    head = register.head
    return TablePaper(
        title=(f"SỔ ĐĂNG KÝ CAM KẾT XÂY DỰNG KHU DÂN CƯ “AN TOÀN VỀ AN NINH, TRẬT TỰ” NĂM {register.year}",),
        columns=COLUMNS,
        groups=(_group(area) for area in register.areas),
        author=head.author,
        made_on=head.made_on,
        subtitle=head.subtitle,
        issuers=head.issuers,
        total=_sum(register.total_title, register.households, register.signed, register.percent),
        footer=head.footer(f"Sổ đăng ký cam kết năm {register.year}"),
        purpose=PURPOSE,
        notes=register.notes,
        signatures=head.signatures,
        watermark=head.watermark,
        from_page=from_page,
        empty="Chưa có hộ nào trong sổ.",
    )


def _group(area: PledgeArea) -> TableGroup:
    subtotal = _sum(f"Cộng {area.name}", area.households, area.signed, area.percent)
    return TableGroup(area.name, _rows(area.rows), subtotal)


def _rows(rows: Iterable[PledgeRow]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield (
            str(number),
            row.head,
            row.address,
            row.organisations,
            row.signed_on,
            row.signer,
            row.form,
            row.paper,
        )


def _sum(title: str, households: int, signed: int, percent: str) -> str:
    reached = f", đạt {percent}" if percent else ""
    return f"{title}: {show_count(households)} hộ; đã ký cam kết {show_count(signed)} hộ{reached}"
