"""The page about one model or club, in the layout of the decree: facts, a year in twelve boxes, who signs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from antq_desktop.domain.progress import Progress
from antq_desktop.reports.decree import DecreeSet
from antq_desktop.reports.decree_file import write_decree
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.letterhead import Letterhead
from antq_desktop.reports.pdf_file import PaperInfo, Target
from antq_desktop.reports.table_paper import SignatureBlock

SIZES = (12.0, 11.0, 10.0)
LEGEND = (
    "Số trong ô là số buổi của tháng; ô viền đậm có số 0 là tháng không có hoạt động; "
    "“–” là tháng chưa đến, chưa thành lập hoặc tạm ngừng."
)


@dataclass(frozen=True, slots=True)
class MonthBox:
    """One month of the year.

    Attributes:
        number: 1 to 12.
        activities: how many; None where the group did not exist, rested, or the month has not come.
    """

    number: int
    activities: int | None


@dataclass(frozen=True, slots=True)
class GroupDossier:
    """The page.

    Attributes:
        letterhead: who issues it.
        dated: place and blank date.
        made_on: day of printing, for the file's properties.
        kind: "HỒ SƠ MÔ HÌNH" or "HỒ SƠ CÂU LẠC BỘ".
        subject: the group's name and the period.
        facts: what is said of it, as labels and texts.
        year: of the boxes.
        months: twelve.
        results: what is said of the period under the boxes.
        notes: sentences in small letters at the end.
        purpose: what the page may be used for; empty without names.
        watermark: large grey words.
    """

    letterhead: Letterhead
    dated: str
    made_on: date
    kind: str
    subject: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    year: int
    months: tuple[MonthBox, ...]
    results: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    purpose: str
    watermark: str | None


def write_group_dossier(target: Target, dossier: GroupDossier, fonts: FontSet, progress: Progress) -> int:
    """Print the page, in smaller letters before it becomes two; returns the number of pages.

    Errors as `decree_file.write_decree`.
    """
    info = PaperInfo(f"{dossier.kind.capitalize()}: {dossier.subject[0]}", dossier.letterhead.author, dossier.made_on)
    pages = 0
    for size in SIZES:
        pages = write_decree(target, _pieces(dossier, DecreeSet(fonts), size), info, fonts, progress, dossier.watermark)
        if pages == 1:
            break
    return pages


def _pieces(dossier: GroupDossier, put: DecreeSet, size: float) -> list[Any]:
    head = dossier.letterhead
    boxes = [
        (f"T{month.number}", "–" if month.activities is None else str(month.activities), month.activities == 0)
        for month in dossier.months
    ]
    pieces = [put.letterhead(head, dossier.dated), *put.title(dossier.kind, dossier.subject)]
    pieces.append(put.facts(dossier.facts, size))
    year = put.note(f"Hoạt động năm {dossier.year} theo tháng. {LEGEND}", size)
    closing = [year, put.boxes(boxes), put.facts(dossier.results, size)]
    closing += [put.note(words, size) for words in (*dossier.notes, dossier.purpose) if words]
    closing.append(put.signatures(SignatureBlock(head.titles), [head.archive]))
    return [*pieces, put.together(closing)]
