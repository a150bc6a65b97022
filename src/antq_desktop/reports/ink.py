"""Measures, wraps and encodes text for one document; every distinct word is worked on once."""

from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from antq_desktop.reports.fonts import FontSet, Style

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A text in one face.

    Attributes:
        width: in thousandths of the font size.
        codes: its escaped bytes in the first font subset; None when it needs others.
    """

    width: float
    codes: str | None


class _Face:
    """One font of one document with the words met so far."""

    def __init__(self, font: TTFont, document: PDFDocument):
        self._font = font
        self._document = document
        self._words: dict[str, Measured] = {}
        self.first = font.getSubsetInternalName(0, document)
        self.blank = self.word(" ").width

    def word(self, word: str) -> Measured:
        """A text without breaks, measured and encoded."""
        known = self._words.get(word)
        if known is None:
            widths, default = self._font.face.charWidths, self._font.face.defaultWidth
            runs = self.runs(word)
            plain = not runs or (len(runs) == 1 and runs[0][0] == self.first)
            known = self._words[word] = Measured(
                sum(widths.get(ord(letter), default) for letter in word),
                "".join(codes for _, codes in runs) if plain else None,
            )
        return known

    def line(self, text: str) -> Measured:
        """A text of several words, put together from its words."""
        words = text.split(" ")
        if len(words) == 1:
            return self.word(text)
        known = self._words
        parts = [known.get(word) or self.word(word) for word in words]
        width = sum([part.width for part in parts]) + (len(parts) - 1) * self.blank
        codes = [part.codes for part in parts if part.codes is not None]
        return Measured(width, " ".join(codes) if len(codes) == len(parts) else None)

    def runs(self, text: str) -> list[tuple[str, str]]:
        """A text as (font resource, escaped bytes) pieces, one for each change of subset."""
        return [
            (self._font.getSubsetInternalName(subset, self._document), _escaped(codes))
            for subset, codes in self._font.splitString(text, self._document)
        ]


class Ink:
    """The fonts of one document, ready to draw.

    The text given to it must have passed `text.paper_text`. A text may need several of the document's font
    subsets, so it is shown as runs of `Tf … Tj` after one positioning, never positioned run by run.
    """

    def __init__(self, fonts: FontSet, document: PDFDocument):
        self._fonts = fonts
        self._document = document
        self._faces: dict[Style, _Face] = {}

    def measure(self, text: str, style: Style) -> Measured:
        """A text as one line."""
        return self._face(style).line(text)

    def width(self, text: str, style: Style, size: float) -> float:
        """Width of a text in points."""
        return self._face(style).line(text).width * size * 0.001

    def _face(self, style: Style) -> _Face:
        face = self._faces.get(style)
        if face is None:
            font = pdfmetrics.getFont(self._fonts.name(style))
            face = self._faces[style] = _Face(font, self._document)
        return face

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
        if line:
            lines.append(line)
        return tuple(lines)

    def _pieces(self, word: str, style: Style, size: float, room: float) -> list[str]:
        face = self._face(style)
        pieces: list[str] = []
        piece, width = "", 0.0
        for letter in word:
            more = face.word(letter).width * size * 0.001
            if piece and width + more > room:
                pieces.append(piece)
                piece, width = "", 0.0
            piece += letter
            width += more
        return [*pieces, piece]

    def font(self, style: Style, size: float) -> str:
        """The operator that selects the first subset of a face."""
        return f"{self._face(style).first} {size:g} Tf"

    def show(self, text: str, style: Style, size: float) -> str:
        """Operators that select the face and draw a text at the current position."""
        return " ".join(f"{name} {size:g} Tf ({codes}) Tj" for name, codes in self._face(style).runs(text))

    def show_in_current(self, text: str, style: Style, size: float) -> str:
        """As `show`, for a face that `font` has selected; it is selected again where it had to be left."""
        codes = self._face(style).line(text).codes
        if codes is not None:
            return f"({codes}) Tj"
        return f"{self.show(text, style, size)} {self.font(style, size)}"


def _escaped(codes: bytes) -> str:
    return codes.decode("latin-1").translate(_ESCAPES)
