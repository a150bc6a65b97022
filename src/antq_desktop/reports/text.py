"""The one gate for everything drawn on paper."""

import re
import unicodedata
from xml.sax.saxutils import escape

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})


def paper_text(text: str) -> str:
    """Make a text fit to be drawn on one line.

    Letters are composed (NFC), because decomposed ones are drawn with detached marks; control characters and
    line breaks become blanks, invisible ones vanish into the blank beside them.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text.translate(_HYPHENS)
    return _UNPRINTABLE.sub(_blank, text).translate(_HYPHENS)


def _blank(match: re.Match[str]) -> str:
    return " " if any(letter < "\xa0" or letter in "\u2028\u2029" for letter in match[0]) else ""


def markup(text: str) -> str:
    """As `paper_text`, with `&`, `<` and `>` made safe for paragraphs that read markup."""
    return escape(paper_text(text))
