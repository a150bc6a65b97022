"""Vietnamese alphabetical order as sortable bytes.

Equal in order to the CLDR `vi` collation at tertiary strength for Vietnamese, Latin letters, digits and
common punctuation: ă â đ ê ô ơ ư are letters of their own; tones huyền, hỏi, ngã, sắc, nặng break ties;
then case, lower first.
Source: Unicode CLDR root collation tailored for `vi`, compared with ICU 72.
"""

import unicodedata
from functools import lru_cache

_PUNCTUATION = " _-‐–—,;:!?.'‘’\"“”()[]{}@*/\\&#%`^+<=>|~$"
_LETTERS = "aăâbƀcdđeêfghijklmnoôơpqrstuưvwxyz"
_PRIMARY = (
    {letter: 0x02 + place for place, letter in enumerate(_PUNCTUATION)}
    | {str(digit): 0x40 + digit for digit in range(10)}
    | {letter: 0x60 + 2 * place for place, letter in enumerate(_LETTERS)}
)
_TONES = {"\u0300": 0x11, "\u0309": 0x12, "\u0303": 0x13, "\u0301": 0x14, "\u0323": 0x15}
_OWN_LETTERS = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}
_PLAIN = 0x05
_UPPER = 0x09


def _clusters(text: str) -> list[tuple[str, list[str]]]:
    """Cut decomposed text into (base letter, marks)."""
    clusters: list[tuple[str, list[str]]] = []
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter) and clusters:
            clusters[-1][1].append(letter)
        else:
            clusters.append((letter, []))
    return clusters


def _primary(letter: str) -> bytes:
    weight = _PRIMARY.get(letter)
    if weight is not None:
        return bytes((weight,))
    if ord(letter) < 0x20 or ord(letter) == 0x7F:
        return b""
    return b"\xf0" + ord(letter).to_bytes(3, "big")


@lru_cache(maxsize=65536)
def _weights(word: str) -> tuple[bytes, bytes, bytes]:
    primary, secondary, tertiary = bytearray(), bytearray(), bytearray()
    for base, marks in _clusters(word):
        letter = base.lower()
        remaining = marks
        for mark in marks:
            own = _OWN_LETTERS.get((letter, mark))
            if own is not None:
                letter = own
                remaining = [other for other in marks if other != mark]
                break
        weight = _primary(letter)
        if not weight:
            continue
        primary += weight
        secondary.append(_PLAIN)
        tertiary.append(_PLAIN if base == base.lower() else _UPPER)
        for mark in remaining:
            tone = _TONES.get(mark)
            if tone is not None:
                secondary.append(tone)
                tertiary.append(_PLAIN)
    return bytes(primary), bytes(secondary), bytes(tertiary)


_BLANK = (bytes((_PRIMARY[" "],)), bytes((_PLAIN,)), bytes((_PLAIN,)))


@lru_cache(maxsize=65536)
def _weights_after_blank(word: str) -> tuple[bytes, bytes, bytes]:
    primary, secondary, tertiary = _weights(word)
    return _BLANK[0] + primary, _BLANK[1] + secondary, _BLANK[2] + tertiary


@lru_cache(maxsize=16384)
def sort_key(text: str) -> bytes:
    """Key of a text; keys compare as the texts should be ordered."""
    words = text.split(" ")
    parts = [_weights(words[0]), *map(_weights_after_blank, words[1:])]
    primary, secondary, tertiary = map(b"".join, zip(*parts, strict=True))
    plain = bytes((_PLAIN,))
    return primary + b"\x01" + secondary.rstrip(plain) + b"\x01" + tertiary.rstrip(plain)


def name_sort_key(name: str, sort_as: str | None = None) -> bytes:
    """Key of a person's name in list order: given name, surname, middle names.

    Args:
        name: full name as written.
        sort_as: words an officer typed where the usual order is wrong (compound surnames, names of ethnic
            minorities); taken literally from left to right.
    """
    if sort_as:
        return sort_key(sort_as)
    words = name.split(" ")
    if len(words) < 2:
        return sort_key(name)
    return b"\x00".join((sort_key(words[-1]), sort_key(words[0]), sort_key(" ".join(words[1:-1]))))
