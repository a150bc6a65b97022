"""What a printed table is made of; every figure and sentence is already computed by the caller."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right"]
Row = tuple[str, ...]

PURPOSE = (
    "Mục đích sử dụng: quản lý phong trào Toàn dân bảo vệ an ninh Tổ quốc tại địa phương; "
    "không sao chép, cung cấp ra ngoài mục đích này."
)
SAMPLE_MARK = "DỮ LIỆU MẪU"


class HeadRow(tuple[str, ...]):
    """A row over those that belong to it: bold, never the last on a page."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence among the rows, on grey."""

    words: str


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column.

    Attributes:
        title: heading, repeated on every page.
        width_mm: share of the table's width; the columns are stretched or squeezed to the page together.
        align: where the text stands in the cell.
        choices: words each printed with an empty box to tick by hand, instead of a text.
    """

    title: str
    width_mm: float
    align: Align = "left"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Rows that belong together, usually one residential area.

    Attributes:
        title: printed over the rows and again on each further page; none when empty.
        rows: one text per column, or a remark; read once.
        subtotal: sentence under the rows.
    """

    title: str
    rows: Iterable[Row | Remark]
    subtotal: str | None = None


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs.

    Attributes:
        titles: lines over the signature, for example ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH").
        name: printed name with rank; empty to leave it to the pen.
        dated: place and date over the titles; empty for none.
    """

    titles: tuple[str, ...]
    name: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePaper:
    """A table over many pages.

    Attributes:
        title: lines of the title, bold.
        columns: from left to right.
        groups: read once, in order.
        author: the issuing body, for the file's properties.
        made_on: day of printing.
        subtitle: lines under the title, in italics.
        issuers: superior and issuing body, at the top left of the first page.
        total: sentence of the grand total.
        landscape: A4 lying or standing.
        row_height_mm: least height of a row.
        footer: left part of the bottom line, beside "Trang x/y".
        purpose: what the paper may be used for, on every page; empty for papers without names.
        notes: sentences after the table.
        boxes: labels of boxes to be filled by hand after the table.
        signatures: who signs, from left to right.
        watermark: large grey words under every page.
        from_page: the first page to be printed again; numbers and totals stay those of the whole.
        group_starts_page: each group is a paper of its own: title, boxes, notes and signatures for each.
        empty: what stands in a table without rows.

    Raises:
        ValueError: a total under groups that are papers of their own.
    """

    title: tuple[str, ...]
    columns: tuple[TableColumn, ...]
    groups: Iterable[TableGroup]
    author: str
    made_on: date
    subtitle: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    total: str | None = None
    landscape: bool = True
    row_height_mm: float = 6.4
    footer: str = ""
    purpose: str = ""
    notes: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    watermark: str | None = None
    from_page: int = 1
    group_starts_page: bool = False
    empty: str = "Không có dòng nào."

    def __post_init__(self) -> None:
        if self.group_starts_page and self.total is not None:
            raise ValueError("papers of their own have no total")
