"""The chart of the first page on paper: progress by residential area and by organisation, from the slowest."""

from collections.abc import Sequence

from antq_desktop.domain.indicators import LINES_DO_NOT_ADD_UP
from antq_desktop.domain.percent import show_count, show_percent
from antq_desktop.domain.periods import Period
from antq_desktop.domain.progress import Progress
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.pdf_file import Target
from antq_desktop.reports.share_bars import BarChart, BarLine, ChartPaper, write_charts
from antq_desktop.reports.table_paper import SAMPLE_MARK
from antq_desktop.services import indicators
from antq_desktop.services.indicators import Share
from antq_desktop.services.office import Office
from antq_desktop.services.papers import paper_heads

HATCHED = "Phần gạch chéo là số hộ đã ký cam kết. Số liệu tính đến ngày {0:%d/%m/%Y}."


def write_progress(office: Office, period: Period, target: Target, fonts: FontSet, progress: Progress) -> None:
    """Write the chart of a period.

    Raises:
        ReportError: the letterhead cannot be read.
        StorageError: the file cannot be written.
    """
    counted = indicators.figures(office, period)
    paper = ChartPaper(
        letterhead=paper_heads.letterhead(office),
        dated=f"{paper_heads.place(office)}, {paper_heads.BLANK_DAY.format(office.today().year)}",
        made_on=office.today(),
        subject=("Tiến độ ký cam kết xây dựng khu dân cư", f"“An toàn về an ninh, trật tự” năm {period.year}"),
        charts=(
            BarChart("I. THEO KHU DÂN CƯ", _bars(indicators.by_area(counted))),
            BarChart("II. THEO TỔ CHỨC", _bars(indicators.by_organization(counted))),
        ),
        notes=(HATCHED.format(counted.cut_off), LINES_DO_NOT_ADD_UP),
        watermark=SAMPLE_MARK if office.training else None,
    )
    write_charts(target, paper, fonts, progress)


def _bars(shares: Sequence[Share]) -> tuple[BarLine, ...]:
    found = [BarLine(share.name, _part(share), _words(share)) for share in shares]
    return tuple(sorted(found, key=lambda bar: (bar.share, bar.name)))


def _part(share: Share) -> float:
    return share.signed / share.households if share.households else 1.0


def _words(share: Share) -> str:
    if not share.households:
        return "chưa có hộ"
    counted = f"{show_count(share.signed)}/{show_count(share.households)} hộ"
    return f"{show_percent(share.signed, share.households)} ({counted})"
