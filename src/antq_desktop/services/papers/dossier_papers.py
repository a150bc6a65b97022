"""The page about one model or club. Of sensitive types it names nobody, and nothing written freely stands on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period, calendar_year
from antq_desktop.reports.group_dossier import GroupDossier, MonthBox
from antq_desktop.reports.table_paper import PURPOSE, SAMPLE_MARK
from antq_desktop.services.groups.dossiers import Dossier, Paper, dossier, inspection_words, status_words
from antq_desktop.services.groups.group_reading import names
from antq_desktop.services.groups.groups import CLUB
from antq_desktop.services.office import Office
from antq_desktop.services.papers import paper_heads, paper_names

NAMED_COPIES = 6
LATEST = 4


@dataclass(frozen=True, slots=True)
class DossierPage:
    """A page that is ready to be printed.

    Attributes:
        paper: what to draw.
        names: number of names on it.
    """

    paper: GroupDossier
    names: int


def dossier_page(office: Office, key: str, uid: UUID, period: Period) -> DossierPage:
    """Put the dossier of a group into words.

    Raises:
        RecordGone: it is not in the register.
        ReportError: the letterhead cannot be read.
    """
    found = dossier(office, key, uid, period)
    last = period.cut_off(office.today())
    head = paper_heads.letterhead(office)
    subject = (found.group.name.upper(), f"Kỳ {period.label}")
    paper = GroupDossier(
        letterhead=head,
        dated=f"{paper_heads.place(office)}, {paper_heads.BLANK_DAY.format(office.today().year)}",
        made_on=office.today(),
        kind="HỒ SƠ CÂU LẠC BỘ" if key == CLUB else "HỒ SƠ MÔ HÌNH",
        subject=subject,
        facts=tuple((label, text) for label, text in _facts(office, found) if text),
        year=period.year,
        months=_boxes(office, found, period, last),
        results=tuple((label, text) for label, text in _results(found) if text),
        notes=(f"Số liệu tính đến ngày {show_date(last)}.",),
        purpose="" if found.sensitive else PURPOSE,
        watermark=SAMPLE_MARK if office.training else None,
    )
    return DossierPage(paper, paper_names.named(found))


def _facts(office: Office, found: Dossier) -> Iterator[tuple[str, str]]:
    group, label = found.group, office.catalogues.label
    yield "Loại, lĩnh vực:", " – ".join(part for part in (found.type, found.field) if part)
    yield "Hình thức:", found.kinds
    yield "Chủ trì:", _lead(office, found)
    yield "Địa bàn:", found.where
    yield "Thành lập:", _founded(found)
    yield "Tình trạng:", label("group_statuses", found.status)
    yield "Diễn biến:", "; ".join(_statuses(office, found))
    yield "Sinh hoạt:", label("meeting_frequencies", group.frequency) if group.frequency else ""
    yield "Ban chủ nhiệm:", _board(office, found)
    yield "Thành viên:", f"{show_count(found.members)} người" if found.members else ""
    yield "Tổ:", _teams(found)
    yield "Kiểm tra:", "; ".join(inspection_words(office, each) for each in found.inspections[:LATEST])
    yield "Hồ sơ có:", "; ".join(_paper(found, paper) for paper in found.papers if paper.there)
    yield "Hồ sơ còn thiếu:", "; ".join(found.gaps) or "không thiếu"


def _results(found: Dossier) -> Iterator[tuple[str, str]]:
    done = found.done
    present = sum(each.activity.attendance or 0 for each in done)
    met = f"; có hoạt động trong {found.met}/{found.due} kỳ sinh hoạt phải có" if found.due else ""
    yield "Trong kỳ:", f"{show_count(len(done))} buổi; {show_count(present)} lượt thành viên dự{met}"
    yield "Kết quả:", "; ".join(f"{show_count(amount)} {kind}" for kind, amount in found.results)
    yield "Nhân rộng từ:", " → ".join(found.origin)
    yield "Đã nhân rộng:", _some(found.copies)
    yield "Kinh phí:", _funds(found)


def _lead(office: Office, found: Dossier) -> str:
    with office.store.reading() as connection:
        return names(office, connection).lead(found.group, on_paper=True)


def _founded(found: Dossier) -> str:
    group = found.group
    said = "" if group.established_on is None else str(group.established_on)
    dated = f" ngày {show_date(group.decision_on)}" if group.decision_on else ""
    decided = f"Quyết định {group.decision_no}{dated}" if group.decision_no else ""
    return "; ".join(part for part in (said, decided) if part) or "chưa ghi"


def _statuses(office: Office, found: Dossier) -> Iterator[str]:
    """What happened to it lately by decision; reasons are free text."""
    deeds = [status for status in found.statuses if status.deed is not None]
    if len(deeds) > LATEST:
        yield f"{len(deeds) - LATEST} lần trước"
    for status in deeds[-LATEST:]:
        yield status_words(office, found.group, replace(status, reason=None) if found.sensitive else status)


def _board(office: Office, found: Dossier) -> str:
    if not found.board:
        return ""
    if found.sensitive:
        return f"ban chủ nhiệm {len(found.board)} người"
    return "; ".join(
        f"{member.full_name} ({office.catalogues.label('member_roles', member.role)})" for member in found.board
    )


def _teams(found: Dossier) -> str:
    if not found.team_count:
        return ""
    named = "" if found.sensitive else f": {_some([team.name for team in found.teams])}"
    return f"{found.team_count} tổ{named}"


def _paper(found: Dossier, paper: Paper) -> str:
    if found.sensitive:
        return paper.title
    said = [
        " ".join(part for part in (file.number, f"ngày {show_date(file.dated)}" if file.dated else "") if part)
        for file in paper.there
    ]
    named = ", ".join(part for part in said if part)
    return f"{paper.title} ({named})" if named else paper.title


def _funds(found: Dossier) -> str:
    told = []
    for fund in reversed(found.funds[-LATEST:]):
        source = f" ({fund.source})" if fund.source and not found.sensitive else ""
        told.append(f"năm {fund.year}: {show_count(fund.amount)} đồng{source}")
    return "; ".join(told)


def _some(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - NAMED_COPIES
    return ", ".join(every[:NAMED_COPIES]) + (f" và {more} nơi khác" if more > 0 else "")


def _boxes(office: Office, found: Dossier, period: Period, last: date) -> tuple[MonthBox, ...]:
    """The twelve months of the period's year, up to the day its figures are of."""
    whole = calendar_year(period.year)
    year = found if period == whole else dossier(office, found.key, found.group.uid, whole)
    boxes = []
    for month in year.months:
        count = sum(each.activity.happened_on <= last for each in month.done)
        lived = month.lived and month.first <= last
        boxes.append(MonthBox(month.first.month, count if lived or count else None))
    return tuple(boxes)
