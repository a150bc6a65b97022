"""Vietnamese text: cleaning, folding without marks, tone keys for exact marks, initials, casing.

The tone key puts the tone at the end of the syllable, so "hòa" and "hoà" are the same word, and spells the
letters as Telex does, so "đ", "ă", "ơ" stay apart from "d", "a", "o".
"""

import re
import unicodedata
from functools import lru_cache

# Words with marks are few, plain ones and numbers are without end: only the former are remembered.
SYLLABLES = 16_384
_D_FORMS = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ɖ": "d", "Ɖ": "D"})
_ONE_D = str.maketrans({"ð": "đ", "Ð": "Đ", "ɖ": "đ", "Ɖ": "Đ"})
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_TELEX = str.maketrans({"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"})
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NAME_SHAPE = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.\-\u0300-\u036f])*")


def clean(text: str) -> str:
    """Make one line as it should be kept: NFC, one đ, single blanks, nothing invisible."""
    text = unicodedata.normalize("NFC", text).translate(_ONE_D)
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    text = _INVISIBLE.sub("", text)
    return " ".join(_CONTROL.sub(" ", text).split())


def clean_long(text: str) -> str:
    """As `clean`, but line breaks stay."""
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text).translate(_ONE_D))
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()


def has_control(text: str) -> bool:
    """Tell whether a text holds control characters other than tab and line breaks."""
    return _CONTROL.search(text) is not None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower() if text.isascii() else unicodedata.normalize("NFC", text))


@lru_cache(maxsize=SYLLABLES)
def _fold_word(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.translate(_D_FORMS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=SYLLABLES)
def _tone_word(word: str) -> str:
    base: list[str] = []
    tone: list[str] = []
    for letter in unicodedata.normalize("NFD", word.translate(_ONE_D).casefold()):
        mark = _TONES.get(letter)
        if mark is None:
            base.append(letter)
        else:
            tone.append(mark)
    letters = unicodedata.normalize("NFC", "".join(base)).translate(_TELEX)
    return "~" + letters + "".join(tone)


def fold(text: str) -> str:
    """Text as typed without marks: lower case, đ as d, words apart by one blank."""
    return " ".join(word.lower() if word.isascii() else _fold_word(word) for word in _words(text))


def tone_key(text: str) -> str:
    """Words with their marks in a form that does not depend on where the tone was put."""
    return " ".join("~" + word.lower() if word.isascii() else _tone_word(word) for word in _words(text))


def initials(name: str) -> str:
    """First letters of a name without marks, numbers whole: "Nguyễn Văn Phúc" gives "nvp", "Tổ dân phố 12" "tdp12"."""
    return "".join(word if word[0].isdigit() else word[0] for word in fold(name).split())


def has_marks(text: str) -> bool:
    """Tell whether somebody took the trouble to type marks."""
    return not unicodedata.normalize("NFC", text).isascii()


def same_words(first: str | None, second: str | None) -> bool:
    """Compare without case, marks and punctuation; two empty texts are the same."""
    return fold(first or "") == fold(second or "")


def is_person_name(name: str) -> bool:
    """Tell whether a text can be a person's name: letters of any script, blanks, ' . and -.

    One word is legal, and so are names of the ethnic minorities (H'Hen Niê, K'Brêu, Y Thông).
    """
    return _NAME_SHAPE.fullmatch(name) is not None


def is_rows(text: str) -> bool:
    """Whether a copied text is rows or cells of a table rather than a name."""
    return "\t" in text or len([line for line in text.splitlines() if line.strip()]) > 1


def is_unit_name(name: str) -> bool:
    """Tell whether a text can be a unit's name: letters, digits, blanks, ' . and -, as in "Phường 12"."""
    return all(letter.isalnum() or letter in " '’.-" for letter in name)


def given_name(name: str) -> str:
    """The last word of a name, by which Vietnamese lists are sorted."""
    words = name.split()
    return words[-1] if words else ""
