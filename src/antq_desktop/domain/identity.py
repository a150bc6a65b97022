"""Identity numbers in text: told from telephones, dates and numbers of papers, and covered up.

Source: domain knowledge of the forms: CCCD 12 digits, CMND 9 digits; a spreadsheet eats leading zeros, so that a CCCD
of 001-009 has 10 digits and one of 010-096 has 11. What may be either is taken for an identity number.
"""

import re
import unicodedata
from collections.abc import Iterator

MASK = "…"
_RUN = re.compile(r"\d(?:[ .,\-]?\d){8,}")
_PIECE = re.compile(r"(?<!\d)\d{9,12}(?!\d)")
_GROUPED = re.compile(r"(?<!\d)(?:\d{3}(?:[ .\-]?\d{3}){3}|[1-9]\d?(?:[ .,\-]\d{3}){3}|0\d{3}(?:[ .\-]\d{4}){2})(?!\d)")
_AFTER_WORD = re.compile(r"(?<!\d)\d(?:[ .,\-]?\d){8,11}(?!\d)")
_WORDS = re.compile(
    r"\b(?:cccd|cmnd|cmtnd|cmt|cmtqd|(?:the )?can cuoc|chung minh|dinh danh|cc)\b(?P<between>[^\d;\n]{0,40})$"
)
_OF_TELEPHONES = re.compile(r"\b(?:dt|sdt|dien thoai|di dong|phone|tel|zalo|goi)\b")
_TELEPHONE = re.compile(r"0[35789]\d{8}|02\d{9}|84[5789]\d{8}|1[89]00\d{4,6}")
_ABROAD = re.compile(r"84(?:[35789]\d{8}|2\d{9})")
_NOT_DIGITS = re.compile(r"\D")


def has_identity_number(text: str) -> bool:
    """Whether a text holds a number that may be an identity number."""
    return next(_spans(unicodedata.normalize("NFC", text)), None) is not None


def without_identity_numbers(text: str) -> str:
    """The text with every such number covered."""
    if _RUN.search(text) is None:
        return text
    composed = unicodedata.normalize("NFC", text)
    kept, end = "", 0
    for first, last in _spans(composed):
        kept += composed[end:first] + MASK
        end = last
    return kept + composed[end:] if end else text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Places of identity numbers, in order."""
    for run in _RUN.finditer(text):
        end = run.start()
        named = _AFTER_WORD.match(text, end) if _named_so(text[:end]) else None
        if named is not None:
            end = named.end()
            yield named.span()
        shapes = [*_PIECE.finditer(text, end, run.end()), *_GROUPED.finditer(text, end, run.end())]
        for shape in sorted(shapes, key=re.Match.start):
            if shape.start() >= end and not _is_telephone(text, shape):
                end = shape.end()
                yield shape.span()


def _is_telephone(text: str, shape: re.Match[str]) -> bool:
    digits = _NOT_DIGITS.sub("", shape.group())
    if text[: shape.start()].endswith("+"):
        return _ABROAD.fullmatch(digits) is not None
    return len(digits) in {10, 11} and _TELEPHONE.fullmatch(digits) is not None


def _named_so(before: str) -> bool:
    """Whether the words in front speak of an identity card, and not of a telephone after it."""
    plain = "".join(unicodedata.normalize("NFD", letter)[0] for letter in before[-80:].lower()).replace("đ", "d")
    found = _WORDS.search(plain)
    return found is not None and _OF_TELEPHONES.search(found["between"]) is None
