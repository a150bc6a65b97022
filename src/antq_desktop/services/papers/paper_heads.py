"""What stands at the head and the foot of papers: who issues them, when, and who signs."""

from dataclasses import replace

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.periods import Period
from antq_desktop.reports.letterhead import Letterhead, Profile, read_letterhead
from antq_desktop.reports.list_head import ListHead
from antq_desktop.reports.table_paper import SAMPLE_MARK, SignatureBlock
from antq_desktop.services.office import Office
from antq_desktop.services.own_office import own_office, province_name

BLANK = "\u00a0" * 6
BLANK_DAY = f"ngày{BLANK}tháng{BLANK}năm {{0}}"


def list_head(office: Office, period: Period | None) -> ListHead:
    """What stands over every list: issuing bodies, days of the period, watermark of the sample commune."""
    own = own_office(office)
    issuer = (own.name if own else office.unit_name).upper()
    superior = (own.superior or "").upper() if own else ""
    cut_off = "" if period is None else f"Số liệu tính đến ngày {show_date(period.cut_off(office.today()))}"
    subtitle = () if period is None else (f"Kỳ {period.label}. {cut_off}",)
    return ListHead(
        issuers=tuple(line for line in (superior, issuer) if line),
        author=own.name if own else office.unit_name,
        made_on=office.today(),
        subtitle=subtitle,
        watermark=SAMPLE_MARK if office.training else None,
    )


def table_head(office: Office, period: Period, *signatures: SignatureBlock) -> ListHead:
    """What stands over and under a table that is an official paper: the letterhead's bodies, and who signs."""
    head = letterhead(office)
    return replace(list_head(office, period), issuers=(*head.superior, *head.issuer), signatures=signatures)


def letterhead(office: Office) -> Letterhead:
    """The letterhead of the officer's office; the number is left blank for the clerk.

    Raises:
        ReportError: it cannot be read.
    """
    own = own_office(office)
    profile: Profile = "police"
    if own is not None and own.profile in {"front", "state"}:
        profile = "front" if own.profile == "front" else "state"
    file = office.resources / "letterheads" / "letterheads.json"
    return read_letterhead(file, profile, province_name(office), office.unit_name)


def place(office: Office) -> str:
    """Name of the place without its kind word, before the blank date."""
    own = own_office(office)
    return (own.place if own else None) or office.unit_name.split(" ", 1)[-1]


def signature(office: Office) -> SignatureBlock:
    """Who signs a table, under the blank date."""
    dated = f"{place(office)}, {BLANK_DAY.format(office.today().year)}"
    return SignatureBlock(letterhead(office).titles, dated=dated)


def annex_line(office: Office) -> str:
    """The line that ties an annex to its report, whose number and day are blank."""
    head = letterhead(office)
    number = head.number.removeprefix("Số:").strip().replace(" ", "\u00a0")
    day = BLANK_DAY.format(office.today().year)
    return f"(Kèm theo Báo cáo số{BLANK}{number} {day} của {head.author})"
