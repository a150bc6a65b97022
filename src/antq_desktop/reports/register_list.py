"""Any register printed as a plain list; the page stands or lies as its columns need."""

from dataclasses import dataclass
from itertools import islice

from reportlab.lib.units import mm

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.list_head import ListHead
from antq_desktop.reports.pdf_file import Target
from antq_desktop.reports.table_paper import PURPOSE, Align, Row, TableColumn, TableGroup, TablePaper
from antq_desktop.reports.table_writer import write_table
from antq_desktop.reports.text import paper_text

_STANDING_MM, _LYING_MM = 175.0, 262.0
_NUMBER_MM = 12.0
_NARROWEST_MM, _WIDEST_MM = 12.0, 62.0
_PROBED = 300
_SIZE = 10.5
_PADDING_MM = 3.0


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list.

    Attributes:
        title: heading.
        align: where the text stands.
    """

    title: str
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class RegisterList:
    """A register, or the part of it that was chosen.

    Attributes:
        title: of the list, as printed.
        head: the office's part.
        columns: without the running number, which is added.
        rows: one text per column.
        names_persons: the list holds names, so it carries the purpose line.
        notes: sentences after the table, for example the filter in use.
    """

    title: str
    head: ListHead
    columns: tuple[ListColumn, ...]
    rows: tuple[Row, ...]
    names_persons: bool
    notes: tuple[str, ...] = ()


def write_register_list(
    target: Target, listing: RegisterList, fonts: FontSet, progress: Progress, from_page: int = 1
) -> int:
    """Print the list; returns the number of pages drawn. Errors as `table_writer.write_table`."""
    return write_table(target, register_list_table(listing, fonts, from_page), fonts, progress)


def register_list_table(listing: RegisterList, fonts: FontSet, from_page: int = 1) -> TablePaper:
    """The list as a table; column widths come from the first rows."""
    head = listing.head
    columns, landscape = _columns(listing, fonts)
    return TablePaper(
        title=(paper_text(listing.title).upper(),),
        columns=columns,
        groups=(TableGroup("", ((str(n), *row) for n, row in enumerate(listing.rows, 1))),),
        author=head.author,
        made_on=head.made_on,
        subtitle=head.subtitle,
        issuers=head.issuers,
        total=f"Tổng số: {show_count(len(listing.rows))} dòng" if listing.rows else None,
        landscape=landscape,
        footer=head.footer(listing.title),
        purpose=PURPOSE if listing.names_persons else "",
        notes=listing.notes,
        signatures=head.signatures,
        watermark=head.watermark,
        from_page=from_page,
    )


def _columns(listing: RegisterList, fonts: FontSet) -> tuple[tuple[TableColumn, ...], bool]:
    needs = [_need(listing, number, fonts) for number in range(len(listing.columns))]
    landscape = _NUMBER_MM + sum(needs) > _STANDING_MM
    if _NUMBER_MM + sum(needs) > _LYING_MM:
        needs = _shared(needs, [_longest_word(listing, number, fonts) for number in range(len(listing.columns))])
    spare = max(0.0, (_LYING_MM if landscape else _STANDING_MM) - _NUMBER_MM - sum(needs))
    wide = [column.align == "left" for column in listing.columns]
    share = spare / (sum(wide) or len(wide))
    columns = tuple(
        TableColumn(column.title, need + (share if left or not any(wide) else 0.0), column.align)
        for column, need, left in zip(listing.columns, needs, wide, strict=True)
    )
    return (TableColumn("STT", _NUMBER_MM, "center"), *columns), landscape


def _shared(needs: list[float], least: list[float]) -> list[float]:
    """The widths of more columns than there is room for: words stay whole as long as there is room for those."""
    room, wanted = _LYING_MM - _NUMBER_MM - sum(least), sum(needs) - sum(least)
    if room <= 0:
        return [each * (_LYING_MM - _NUMBER_MM) / sum(least) for each in least]
    return [low + (need - low) * room / wanted for need, low in zip(needs, least, strict=True)]


def _longest_word(listing: RegisterList, number: int, fonts: FontSet) -> float:
    """What a column needs so that no word of its heading and first rows is cut."""
    texts = {word for row in islice(listing.rows, _PROBED) for word in paper_text(row[number]).split()}
    words = [fonts.width(word, "regular", _SIZE) for word in texts]
    heading = [fonts.width(word, "bold", _SIZE) for word in paper_text(listing.columns[number].title).split()]
    return min(max([*words, *heading, 0.0]) / float(mm), _WIDEST_MM) + _PADDING_MM


def _need(listing: RegisterList, number: int, fonts: FontSet) -> float:
    texts = (paper_text(row[number]) for row in islice(listing.rows, _PROBED))
    widest = max((fonts.width(text, "regular", _SIZE) for text in texts), default=0.0)
    words = paper_text(listing.columns[number].title).split()
    heading = max((fonts.width(word, "bold", _SIZE) for word in words), default=0.0)
    return max(min(widest / float(mm), _WIDEST_MM), heading / float(mm), _NARROWEST_MM) + _PADDING_MM
