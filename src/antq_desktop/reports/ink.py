"""Measures, wraps and encodes text for one document; every distinct text is worked on once."""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument

from antq_desktop.reports.fonts import FILES, FontSet, Style

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"})


class Ink:
    """The fonts of one document, ready to draw.

    The text given to it must have passed `text.paper_text`. A text may need several of the document's font
    subsets, so it is shown as runs of `Tf … Tj` after one positioning, never positioned run by run.
    """

    def __init__(self, fonts: FontSet, document: PDFDocument):
        self._document = document
        self._fonts = {style: pdfmetrics.getFont(fonts.name(style)) for style in FILES}
        self._runs: dict[Style, dict[str, list[tuple[str, str]]]] = {style: {} for style in FILES}

    def width(self, text: str, style: Style, size: float) -> float:
        """Width of a text in points."""
        face = self._fonts[style].face
        widths, default = face.charWidths, face.defaultWidth
        total = 0.0
        for letter in text:
            total += widths.get(ord(letter), default)
        return total * size * 0.001

    def wrap(self, text: str, style: Style, size: float, room: float) -> tuple[str, ...]:
        """Break a text into lines that fit; a word wider than the room is broken between letters.

        Args:
            text: one paragraph.
            style: face.
            size: in points.
            room: width of the lines in points.

        Returns:
            The lines; none for an empty text.
        """
        if not text:
            return ()
        if self.width(text, style, size) <= room:
            return (text,)
        lines: list[str] = []
        line = ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if self.width(longer, style, size) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = self._pieces(word, style, size, room)
            lines.extend(full)
        lines.append(line)
        return tuple(lines)

    def _pieces(self, word: str, style: Style, size: float, room: float) -> list[str]:
        pieces: list[str] = []
        piece = ""
        for letter in word:
            if piece and self.width(piece + letter, style, size) > room:
                pieces.append(piece)
                piece = letter
            else:
                piece += letter
        return [*pieces, piece]

    def font(self, style: Style, size: float) -> str:
        """The operator that selects the first subset of a face."""
        return f"{self._fonts[style].getSubsetInternalName(0, self._document)} {size:g} Tf"

    def runs(self, text: str, style: Style) -> list[tuple[str, str]]:
        """The text as (font resource, escaped string) pieces."""
        known = self._runs[style]
        runs = known.get(text)
        if runs is None:
            font = self._fonts[style]
            runs = known[text] = [
                (
                    font.getSubsetInternalName(subset, self._document),
                    codes.decode("latin-1").translate(_ESCAPES),
                )
                for subset, codes in font.splitString(text, self._document)
            ]
        return runs

    def show(self, text: str, style: Style, size: float) -> str:
        """Operators that select the face and draw a text at the current position."""
        return " ".join(f"{name} {size:g} Tf ({codes}) Tj" for name, codes in self.runs(text, style))

    def show_in_current(self, text: str, style: Style, size: float) -> str:
        """As `show`, leaving out and restoring the font that `font` has selected."""
        runs = self.runs(text, style)
        if len(runs) == 1 and runs[0][0].endswith("+0"):
            return f"({runs[0][1]}) Tj"
        return f"{self.show(text, style, size)} {self.font(style, size)}"
