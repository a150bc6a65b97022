"""The four faces of Liberation Serif that every paper is set in.

The licence (SIL Open Font License 1.1) lies beside the files. Version 1.x of the same family has the same file
names but lacks most Vietnamese letters, so the letters are checked when the faces are loaded.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from antq_desktop.domain.errors import ReportError

Style = Literal["regular", "bold", "italic", "bold_italic"]

FILES: dict[Style, str] = {
    "regular": "LiberationSerif-Regular.ttf",
    "bold": "LiberationSerif-Bold.ttf",
    "italic": "LiberationSerif-Italic.ttf",
    "bold_italic": "LiberationSerif-BoldItalic.ttf",
}
_NAMES: dict[Style, str] = {style: "AntqSerif-" + style for style in FILES}
_PROBE = "ẵỡựĐặễ\u0301\u0323"


@dataclass(frozen=True, slots=True)
class FontSet:
    """The names under which the four faces are known to the PDF library.

    Attributes:
        regular: upright.
        bold: upright bold.
        italic: italic.
        bold_italic: italic bold.
    """

    regular: str = _NAMES["regular"]
    bold: str = _NAMES["bold"]
    italic: str = _NAMES["italic"]
    bold_italic: str = _NAMES["bold_italic"]

    @classmethod
    def load(cls, folder: Path) -> "FontSet":
        """Register the faces of a folder; a face already registered is not read again.

        Raises:
            ReportError: a file is missing, damaged, or lacks Vietnamese letters.
        """
        known = set(pdfmetrics.getRegisteredFontNames())
        for style, file in FILES.items():
            if _NAMES[style] not in known:
                pdfmetrics.registerFont(_read(_NAMES[style], folder / file))
        pdfmetrics.registerFontFamily(
            _NAMES["regular"],
            normal=_NAMES["regular"],
            bold=_NAMES["bold"],
            italic=_NAMES["italic"],
            boldItalic=_NAMES["bold_italic"],
        )
        return cls()

    def name(self, style: Style) -> str:
        """The name of one face."""
        return _NAMES[style]

    def width(self, text: str, style: Style, size: float) -> float:
        """Width of a text in points."""
        return float(pdfmetrics.stringWidth(text, _NAMES[style], size))


def _read(name: str, file: Path) -> TTFont:
    try:
        font = TTFont(name, str(file), shapable=False)
    except (TTFError, OSError) as error:
        raise ReportError(
            f"Thiếu hoặc hỏng tệp phông chữ {file.name}.", do="Cài đặt lại chương trình rồi thử lại."
        ) from error
    if any(ord(letter) not in font.face.charToGlyph for letter in _PROBE):
        raise ReportError(f"Phông chữ {file.name} không đủ chữ tiếng Việt.", do="Cài đặt lại chương trình rồi thử lại.")
    return font
