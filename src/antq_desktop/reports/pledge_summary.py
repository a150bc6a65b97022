"""The short report on the results of the pledges, in the layout of the decree.

Number and day are left blank for the clerk. Every figure comes computed; the sentences that are not given are
built from the figures, so that text and tables cannot differ.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress
from antq_desktop.reports.decree import DecreeSet
from antq_desktop.reports.decree_file import write_decree
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.letterhead import Letterhead
from antq_desktop.reports.pdf_file import PaperInfo, Target
from antq_desktop.reports.table_paper import Align, SignatureBlock

ORGANISATION_NOTE = (
    "Ghi chú: một hộ có thể thuộc nhiều tổ chức và được tính một lần trong mỗi tổ chức, nên số liệu của các "
    "tổ chức không cộng lại thành số liệu chung."
)
_INDICATOR_COLUMNS: tuple[tuple[str, float, Align], ...] = (
    ("TT", 10, "center"),
    ("Chỉ tiêu", 0, "left"),
    ("Chỉ tiêu phấn đấu", 20, "center"),
    ("Số đạt được (tử\u00a0số)", 20, "center"),
    ("Tổng số (mẫu\u00a0số)", 20, "center"),
    ("Tỷ lệ", 18, "center"),
    ("Đánh giá", 27, "center"),
)
_SHARE_COLUMNS: tuple[tuple[str, float, Align], ...] = (
    ("TT", 10, "center"),
    ("", 0, "left"),
    ("Số hộ", 24, "center"),
    ("Số hộ đã ký", 26, "center"),
    ("Số hộ chưa ký", 26, "center"),
    ("Tỷ lệ", 22, "center"),
)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator, as printed.

    Attributes:
        name: of the indicator.
        target: what is aimed at ("100%", "≥ 80%"); empty for none.
        numerator: count reached; None where there are no figures.
        denominator: count of all; None where there are no figures.
        percent: as printed, or the words for no subjects or no figures.
        verdict: "đạt" or "chưa đạt, còn …"; empty without a target.
    """

    name: str
    target: str
    numerator: int | None
    denominator: int | None
    percent: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ShareLine:
    """Households and signed households of one area, one organisation, or all.

    Attributes:
        name: of the area or organisation.
        households: count of all.
        signed: count of those that have signed.
        percent: as printed.
    """

    name: str
    households: int
    signed: int
    percent: str


@dataclass(frozen=True, slots=True)
class Section:
    """A further section of the report.

    Attributes:
        title: without its number.
        paragraphs: plain text.
    """

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PledgeSummary:
    """The report.

    Attributes:
        letterhead: who issues it.
        place: name of the place without its kind word, before the blank date.
        made_on: day of making; gives the year of the blank date and the properties of the file.
        year: of the pledges.
        start: first day of the period.
        end: last day of the period.
        total: of the whole commune; its name is how the commune is called in the text ("xã Mẫu").
        indicators: in order.
        areas: in order.
        organisations: in order.
        recipients: lines of "Nơi nhận" without dash; the archive line is added.
        signer_name: rank and name; empty to leave them out.
        titles: authority and title; the letterhead's when empty.
        addressees: for "Kính gửi"; none for most reports.
        opening: first paragraphs, for example on what basis; a standard one when empty.
        body: paragraphs on the results; standard sentences when empty.
        sections: further sections after the tables.
        provisional: sentence for figures that are not closed yet.
        watermark: large grey words under every page.
        counted_on: day the figures are of; the last day of the period when left out.
    """

    letterhead: Letterhead
    place: str
    made_on: date
    year: int
    start: date
    end: date
    total: ShareLine
    indicators: tuple[IndicatorLine, ...]
    areas: tuple[ShareLine, ...]
    organisations: tuple[ShareLine, ...]
    recipients: tuple[str, ...] = ()
    signer_name: str = ""
    titles: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    provisional: str = ""
    watermark: str | None = None
    counted_on: date | None = None

    @property
    def subject(self) -> tuple[str, str]:
        """The subject in two lines."""
        return (
            "Kết quả ký cam kết xây dựng khu dân cư",
            f"“An toàn về an ninh, trật tự” năm {self.year}",
        )

    @property
    def period(self) -> str:
        """The period with its days."""
        return f"từ ngày {self.start:%d/%m/%Y} đến ngày {self.end:%d/%m/%Y}"


def write_pledge_summary(target: Target, summary: PledgeSummary, fonts: FontSet, progress: Progress) -> int:
    """Print the report; returns the number of pages. Errors as `decree_file.write_decree`."""
    title = f"Báo cáo {summary.subject[0][0].lower()}{summary.subject[0][1:]} {summary.subject[1]}"
    info = PaperInfo(title, summary.letterhead.author, summary.made_on)
    pieces = _pieces(summary, DecreeSet(fonts))
    return write_decree(target, pieces, info, fonts, progress, summary.watermark)


def _pieces(summary: PledgeSummary, put: DecreeSet) -> list[Any]:
    dated = f"{summary.place}, ngày      tháng      năm {summary.made_on.year}"
    pieces = [put.letterhead(summary.letterhead, dated), *put.title("BÁO CÁO", summary.subject)]
    pieces += put.addressees(summary.addressees)
    pieces += [put.body(text) for text in summary.opening or (_opening(summary),)]
    titles = iter(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"))
    pieces += put.section(f"{next(titles)}. KẾT QUẢ KÝ CAM KẾT")
    pieces += [put.body(text) for text in summary.body or _results(summary)]
    if summary.indicators:
        pieces += put.section(f"{next(titles)}. KẾT QUẢ THỰC HIỆN CHỈ TIÊU")
        rows = [_indicator(number, line) for number, line in enumerate(summary.indicators, 1)]
        pieces.append(put.table(_INDICATOR_COLUMNS, rows))
    if summary.areas:
        pieces += put.section(f"{next(titles)}. KẾT QUẢ THEO KHU DÂN CƯ")
        pieces.append(put.table(_columns("Khu dân cư"), _shares(summary.areas, summary.total), bold_last=True))
    if summary.organisations:
        pieces += put.section(f"{next(titles)}. KẾT QUẢ THEO TỔ CHỨC")
        pieces.append(put.table(_columns("Hộ có đoàn viên, hội viên của"), _shares(summary.organisations, None)))
        pieces.append(put.note(ORGANISATION_NOTE))
    for section, number in zip(summary.sections, titles, strict=False):
        pieces += put.section(f"{number}. {section.title.upper()}")
        pieces += [put.body(text) for text in section.paragraphs]
    if summary.provisional:
        pieces.append(put.note(summary.provisional))
    signature = SignatureBlock(summary.titles or summary.letterhead.titles, summary.signer_name)
    recipients = [*(f"- {name};" for name in summary.recipients), summary.letterhead.archive]
    pieces.append(put.ending(_last(summary), signature, recipients))
    return pieces


def _opening(summary: PledgeSummary) -> str:
    return (
        "Thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc, "
        f"{summary.letterhead.author} báo cáo kết quả ký cam kết xây dựng khu dân cư "
        f"“An toàn về an ninh, trật tự” năm {summary.year}, {summary.period}, như sau:"
    )


def _results(summary: PledgeSummary) -> tuple[str, ...]:
    total = summary.total
    reached = f", đạt {total.percent}" if total.households else ""
    whole = (
        f"Tính đến ngày {summary.counted_on or summary.end:%d/%m/%Y}, "
        f"{total.name} có {show_count(total.households)} hộ gia đình; "
        f"{show_count(total.signed)} hộ đã ký cam kết{reached}; "
        f"còn {show_count(total.households - total.signed)} hộ chưa ký cam kết."
    )
    complete = sum(1 for area in summary.areas if area.households and area.signed == area.households)
    if not complete:
        return (whole,)
    return (
        whole,
        f"Trong {len(summary.areas)} khu dân cư, {complete} khu dân cư có tất cả các hộ đã ký cam kết.",
    )


def _last(summary: PledgeSummary) -> str:
    return (
        "Trên đây là báo cáo kết quả ký cam kết xây dựng khu dân cư “An toàn về an ninh, trật tự” "
        f"năm {summary.year} của {summary.letterhead.author}./."
    )


def _indicator(number: int, line: IndicatorLine) -> tuple[str, ...]:
    figures = [show_count(figure) if figure is not None else "" for figure in (line.numerator, line.denominator)]
    return (str(number), line.name, line.target, *figures, line.percent, line.verdict)


def _columns(name: str) -> list[tuple[str, float, Align]]:
    return [(title or name, width, align) for title, width, align in _SHARE_COLUMNS]


def _shares(lines: tuple[ShareLine, ...], total: ShareLine | None) -> list[tuple[str, ...]]:
    rows = [_share(str(number), line.name, line) for number, line in enumerate(lines, 1)]
    if total is not None:
        rows.append(_share("", "Cộng", total))
    return rows


def _share(number: str, name: str, line: ShareLine) -> tuple[str, ...]:
    left = show_count(line.households - line.signed)
    return (number, name, show_count(line.households), show_count(line.signed), left, line.percent)
