"""One recovery half on one page: large groups of digits, the same as a QR code, what to do with the paper.

Made in memory and returned as bytes: no file of it is ever written by this room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import segno

from antq_desktop.domain.dates import show_date
from antq_desktop.reports.fonts import FontSet, Style
from antq_desktop.reports.ink import Ink
from antq_desktop.reports.pdf_file import PaperInfo, add_page, document_bytes, new_document
from antq_desktop.reports.text import paper_text
from antq_desktop.reports.watermark import watermark_operators

WIDTH, HEIGHT = 595.28, 841.89
LEFT = 70.0
ROOM = WIDTH - 2 * LEFT
IN_A_ROW = 4
GROUP_ROOM = ROOM / IN_A_ROW
QR_SIDE = 130.0
QUIET = 4


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on the page.

    Attributes:
        which: "NHẤT" or "HAI".
        unit: name and code of the unit.
        made_on: day of the paper.
        groups: the digits, six to a group.
        advice: sentences for whoever keeps it.
        watermark: words across the page of sample data, or empty.
    """

    which: str
    unit: str
    made_on: date
    groups: Sequence[str]
    advice: Sequence[str]
    watermark: str = ""


def recovery_sheet(sheet: RecoverySheet, fonts: FontSet) -> bytes:
    """The page as a PDF.

    Args:
        sheet: what stands on it.
        fonts: the paper's faces.
    """
    title = f"MÃ PHỤC HỒI DỮ LIỆU – NỬA THỨ {sheet.which}"
    document = new_document(PaperInfo(title, sheet.unit, sheet.made_on))
    ink = Ink(fonts, document)
    parts = [watermark_operators(sheet.watermark, ink, WIDTH, HEIGHT)] if sheet.watermark else []
    parts.append(_line(ink, title, 760, "bold", 18))
    parts.append(_line(ink, f"{sheet.unit} – lập ngày {show_date(sheet.made_on)}", 734, "regular", 13))
    parts.extend(_groups(ink, sheet.groups, 680))
    y = 480.0
    for sentence in sheet.advice:
        for line in ink.wrap(paper_text(sentence), "regular", 13, ROOM - QR_SIDE - 24):
            parts.append(_line(ink, line, y, "regular", 13))
            y -= 18
        y -= 6
    parts.append(_qr("".join(sheet.groups), WIDTH - LEFT - QR_SIDE, 494 - QR_SIDE))
    for place, words in enumerate(("Người giữ (ký, ghi rõ họ tên):", "Nơi cất giữ:", "Ngày nhận:")):
        level = 300 - place * 44
        parts.append(_line(ink, words, level, "regular", 13))
        parts.append(f"0.6 w {LEFT + 180:.1f} {level - 2:.1f} m {WIDTH - LEFT:.1f} {level - 2:.1f} l S")
    add_page(document, WIDTH, HEIGHT, "\n".join(parts))
    return document_bytes(document)


def _line(ink: Ink, text: str, y: float, style: Style, size: float, x: float = LEFT) -> str:
    return f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {ink.show(paper_text(text), style, size)} ET"


def _groups(ink: Ink, groups: Sequence[str], top: float) -> list[str]:
    """Groups in rows of four, each with its number in small before it."""
    parts = []
    for place, group in enumerate(groups):
        x, y = LEFT + place % IN_A_ROW * GROUP_ROOM, top - place // IN_A_ROW * 36
        parts.append(_line(ink, f"{place + 1}.", y, "italic", 10, x))
        parts.append(_line(ink, group, y, "bold", 19, x + 20))
    return parts


def _qr(digits: str, x: float, y: float) -> str:
    rows = list(segno.make(digits, error="m", micro=False).matrix_iter(border=QUIET))
    side = QR_SIDE / len(rows)
    dark = [
        f"{x + place * side:.2f} {y + (len(rows) - 1 - number) * side:.2f} {side:.2f} {side:.2f} re"
        for number, row in enumerate(rows)
        for place, module in enumerate(row)
        if module
    ]
    return "0 g " + " ".join(dark) + " f"
