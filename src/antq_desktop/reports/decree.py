"""The pieces of an official paper in the layout of the decree on clerical work.

Source: Decree 30/2020/NĐ-CP, Annex I, part I: A4, margins 20/20/30/15 mm, sizes 11 to 14, national name on one
line, drawn line as long as the motto, page number centred in the top margin from page 2. Lengths in points.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph, Spacer, Table, TableStyle

from antq_desktop.reports.fonts import FontSet, Style
from antq_desktop.reports.letterhead import Letterhead
from antq_desktop.reports.table_paper import Align, SignatureBlock
from antq_desktop.reports.text import markup, paper_text

TOP, BOTTOM, LEFT, RIGHT = 20 * mm, 20 * mm, 30 * mm, 15 * mm
WIDTH = float(A4[0] - LEFT - RIGHT)
NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BODY = 14
_INDENT = 12.7 * mm
_SIGN_SPACE = 26 * mm
_SECTION_ROOM = 45 * mm
_HEAD_GAP = 10
_LABEL = 37 * mm
_ALIGNS = {"left": TA_LEFT, "center": TA_CENTER, "right": 2}

Flow = Any


class DecreeSet:
    """Sets the pieces of a paper with one font set; every style names its font, so that no other creeps in."""

    def __init__(self, fonts: FontSet):
        self._fonts = fonts

    def paragraph(self, text: str, size: float, style: Style = "regular", **more: Any) -> Flow:
        """A paragraph of plain text; blanks beside each other stay when they are no-break blanks."""
        name = self._fonts.name(style)
        given = {"leading": size * 1.2, "alignment": TA_CENTER, **more}
        return Paragraph(
            markup(text), ParagraphStyle(style, fontName=name, bulletFontName=name, fontSize=size, **given)
        )

    def body(self, text: str) -> Flow:
        """A paragraph of the body: justified, indented."""
        return self.paragraph(
            text,
            BODY,
            leading=BODY * 1.28,
            alignment=TA_JUSTIFY,
            firstLineIndent=_INDENT,
            spaceAfter=6,
            allowWidows=0,
            allowOrphans=0,
        )

    def section(self, text: str) -> list[Flow]:
        """The title of a section, never left alone at the foot of a page."""
        title = self.paragraph(
            text, BODY, "bold", alignment=TA_LEFT, firstLineIndent=_INDENT, spaceBefore=4, spaceAfter=6
        )
        return [CondPageBreak(_SECTION_ROOM), title]

    def note(self, text: str, size: float = 12) -> Flow:
        """A small sentence under a table."""
        return self.paragraph(text, size, "italic", alignment=TA_JUSTIFY, spaceBefore=3, spaceAfter=8)

    def letterhead(self, head: Letterhead, dated: str) -> Flow:
        """Issuing bodies and number at the left; national name, motto, place and date at the right."""
        issuer = max(head.issuer, key=lambda line: self._width(line, "bold", 12))
        right_width = self._width(NATIONAL_NAME, "bold", 12) + 4
        left_width = WIDTH - right_width - _HEAD_GAP
        left = [
            *(self.paragraph(line, 12) for line in head.superior),
            *(self.paragraph(line, 12, "bold") for line in head.issuer),
            self._rule(min(self._width(issuer, "bold", 12), left_width) * 0.42, left_width),
            self.paragraph(_hard(head.number), 13),
        ]
        right = [
            self.paragraph(NATIONAL_NAME, 12, "bold"),
            self.paragraph(MOTTO, 13, "bold"),
            self._rule(self._width(MOTTO, "bold", 13), right_width),
            self.paragraph(_hard(dated), 13, "italic"),
        ]
        return self._grid([[left, "", right]], [left_width, _HEAD_GAP, right_width])

    def title(self, kind: str, subject: Sequence[str]) -> list[Flow]:
        """Kind of the paper and its subject, over a short line."""
        lines = [self.paragraph(line, BODY, "bold") for line in subject]
        longest = max(self._width(line, "bold", BODY) for line in subject)
        return [
            Spacer(0, 16),
            self.paragraph(kind, BODY, "bold"),
            *lines,
            self._rule(min(longest, WIDTH) * 0.4, WIDTH),
            Spacer(0, 8),
        ]

    def addressees(self, names: Sequence[str]) -> list[Flow]:
        """The line "Kính gửi", or one line for each body."""
        if not names:
            return []
        if len(names) == 1:
            return [self.paragraph(f"Kính gửi: {names[0]}.", BODY, spaceAfter=10)]
        ends = [";"] * (len(names) - 1) + ["."]
        lines = [
            self.paragraph(f"- {name}{end}", BODY, alignment=TA_LEFT, leftIndent=WIDTH * 0.3)
            for name, end in zip(names, ends, strict=True)
        ]
        first = self.paragraph("Kính gửi:", BODY, alignment=TA_LEFT, leftIndent=WIDTH * 0.2)
        return [first, *lines, Spacer(0, 10)]

    def table(
        self,
        columns: Sequence[tuple[str, float, Align]],
        rows: Sequence[Sequence[str]],
        *,
        bold_last: bool = False,
    ) -> Flow:
        """A ruled table whose headings repeat.

        Args:
            columns: heading, width in millimetres (0 for what is left), alignment.
            rows: one text per column.
            bold_last: the last row is a total.
        """
        fixed = sum(width for _, width, _ in columns) * mm
        open_columns = sum(1 for _, width, _ in columns if not width) or 1
        widths = [width * mm or (WIDTH - fixed) / open_columns for _, width, _ in columns]
        data = [[self.paragraph(title, 12, "bold", leading=14) for title, _, _ in columns]]
        for number, row in enumerate(rows, 1):
            style: Style = "bold" if bold_last and number == len(rows) else "regular"
            data.append(
                [
                    self.paragraph(text, 12, style, leading=14, alignment=_ALIGNS[align])
                    for text, (_, _, align) in zip(row, columns, strict=True)
                ]
            )
        table = self._grid(data, widths, ruled=True)
        if len(rows) > 1:
            table.setStyle(TableStyle([("NOSPLIT", (0, -2), (-1, -1))]))
        return table

    def facts(self, rows: Sequence[tuple[str, str]], size: float = 12) -> Flow:
        """Labels in bold, each with what is said of it beside it."""
        data = [
            [
                self.paragraph(label, size, "bold", alignment=TA_LEFT),
                self.paragraph(text, size, alignment=TA_LEFT),
            ]
            for label, text in rows
        ]
        grid = self._grid(data, [_LABEL, WIDTH - _LABEL])
        grid.setStyle(TableStyle([("BOTTOMPADDING", (0, 0), (-1, -1), 2.5)]))
        return grid

    def boxes(self, boxes: Sequence[tuple[str, str, bool]]) -> Flow:
        """Small boxes side by side.

        Args:
            boxes: heading, figure, and whether it calls for a look: a thick border then, so that no colour is needed.
        """
        data = [
            [self.paragraph(title, 11) for title, _, _ in boxes],
            [self.paragraph(figure, 13, "bold" if marked else "regular") for _, figure, marked in boxes],
        ]
        grid = self._grid(data, [WIDTH / len(boxes)] * len(boxes))
        style: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.4, black), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)]
        style += [("BOX", (place, 1), (place, 1), 2, black) for place, (_, _, marked) in enumerate(boxes) if marked]
        grid.setStyle(TableStyle(style))
        grid.spaceAfter = 8
        return grid

    def ending(self, last: str, signature: SignatureBlock, recipients: Sequence[str]) -> Flow:
        """The last paragraph with recipients and signature, kept on one page."""
        return self.together([self.body(last), Spacer(0, 10), self.signatures(signature, recipients)])

    def together(self, pieces: Sequence[Flow]) -> Flow:
        """Pieces that stay on one page."""
        return KeepTogether(list(pieces))

    def signatures(self, signature: SignatureBlock, recipients: Sequence[str]) -> Flow:
        """Recipients at the left, who signs at the right."""
        ends = [self.paragraph(line, 11, alignment=TA_LEFT) for line in recipients]
        left = [self.paragraph("Nơi nhận:", 12, "bold_italic", alignment=TA_LEFT), *ends]
        right = [self.paragraph(title, 13, "bold") for title in signature.titles]
        right += [Spacer(0, _SIGN_SPACE), self.paragraph(signature.name, BODY, "bold")]
        return self._grid([[left, right]], [WIDTH * 0.45, WIDTH * 0.55])

    def _width(self, text: str, style: Style, size: float) -> float:
        return self._fonts.width(paper_text(text), style, size)

    def _rule(self, length: float, room: float) -> Flow:
        side = (room - length) / 2
        line = Table([[""] * 3] * 2, colWidths=[side, length, side], rowHeights=[3, 7])
        face = ("FONTNAME", (0, 0), (-1, -1), self._fonts.regular)
        line.setStyle(TableStyle([face, ("LINEABOVE", (1, 1), (1, 1), 0.6, black)]))
        return line

    def _grid(self, data: list[list[Any]], widths: list[float], *, ruled: bool = False) -> Flow:
        table = Table(data, colWidths=widths, repeatRows=1 if ruled else 0, spaceAfter=8 if ruled else 0)
        style: list[tuple[Any, ...]] = [
            ("FONTNAME", (0, 0), (-1, -1), self._fonts.regular),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if ruled else "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3 if ruled else 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3 if ruled else 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2 if ruled else 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4 if ruled else 0),
        ]
        if ruled:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, black))
        table.setStyle(TableStyle(style))
        return table


def _hard(text: str) -> str:
    return text.replace("  ", "\u00a0\u00a0")
