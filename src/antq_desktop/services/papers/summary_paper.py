"""The short report on pledge results: figures of a period set into the decree's layout."""

from antq_desktop.domain.indicators import Measure
from antq_desktop.domain.percent import show_percent
from antq_desktop.domain.periods import Period
from antq_desktop.domain.progress import Progress
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.pdf_file import Target
from antq_desktop.reports.pledge_summary import IndicatorLine, PledgeSummary, ShareLine, write_pledge_summary
from antq_desktop.reports.table_paper import SAMPLE_MARK
from antq_desktop.services.indicators import Figures, figures
from antq_desktop.services.office import Office
from antq_desktop.services.own_office import province_name
from antq_desktop.services.papers.paper_heads import letterhead, place

PROVISIONAL = "Số liệu tạm tính đến ngày {0:%d/%m/%Y}, kỳ chưa kết thúc."


def write_summary(office: Office, period: Period, target: Target, fonts: FontSet, progress: Progress) -> None:
    """Write the report of a period; number and day stay blank for the clerk.

    Raises:
        ReportError: the letterhead cannot be read.
        StorageError: the file cannot be written.
    """
    counted = figures(office, period)
    commune = office.unit_name[:1].lower() + office.unit_name[1:]
    total = counted.measures[1]
    running = counted.cut_off < period.end
    summary = PledgeSummary(
        letterhead=letterhead(office),
        place=place(office),
        made_on=office.today(),
        year=period.year,
        start=period.start,
        end=period.end,
        total=_share(f"{commune}", total.numerator, total.denominator),
        indicators=tuple(_indicator(line) for line in counted.measures),
        areas=tuple(_share(area.name, area.signed, area.households) for area in counted.areas),
        organisations=_organizations(counted),
        recipients=(f"Công an {province_name(office)}", f"Ủy ban MTTQ Việt Nam {province_name(office)}"),
        provisional=PROVISIONAL.format(counted.cut_off) if running else "",
        counted_on=counted.cut_off,
        watermark=SAMPLE_MARK if office.training else None,
    )
    write_pledge_summary(target, summary, fonts, progress)


def _share(name: str, signed: int, households: int) -> ShareLine:
    return ShareLine(name, households, signed, show_percent(signed, households) if households else "")


def _indicator(line: Measure) -> IndicatorLine:
    return IndicatorLine(
        name=f"{line.title} ({line.note})" if line.note else line.title,
        target=str(line.threshold) if line.threshold else "",
        numerator=line.numerator,
        denominator=line.denominator,
        percent=line.shown,
        verdict=line.verdict,
    )


def _organizations(counted: Figures) -> tuple[ShareLine, ...]:
    by_id = {line.id: line for line in counted.measures}
    found = []
    for code, name, _ in counted.organizations:
        line = by_id[f"I1.{code}"]
        found.append(_share(name, line.numerator, line.denominator))
    return tuple(found)
