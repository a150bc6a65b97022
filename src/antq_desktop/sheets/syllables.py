"""Whether a word is a well-formed Vietnamese syllable: onset, rime, and the tones its ending allows."""

import unicodedata
from functools import lru_cache

_ONSETS = (
    *[
        "ngh",
        "ng",
        "nh",
        "gh",
        "gi",
        "kh",
        "ph",
        "qu",
        "th",
        "tr",
        "ch",
        "b",
        "c",
        "d",
        "đ",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "q",
        "r",
        "s",
        "t",
        "v",
        "x",
    ],
    "",
)
_RIMES = frozenset(
    [
        "a",
        "ai",
        "ao",
        "au",
        "ay",
        "am",
        "an",
        "ang",
        "anh",
        "ap",
        "at",
        "ac",
        "ach",
        "ă",
        "ăm",
        "ăn",
        "ăng",
        "ăp",
        "ăt",
        "ăc",
        "â",
        "âu",
        "ây",
        "âm",
        "ân",
        "âng",
        "âp",
        "ât",
        "âc",
        "e",
        "eo",
        "em",
        "en",
        "eng",
        "ep",
        "et",
        "ec",
        "ê",
        "êu",
        "êm",
        "ên",
        "ênh",
        "êng",
        "êp",
        "êt",
        "êch",
        "i",
        "ia",
        "iu",
        "im",
        "in",
        "inh",
        "ip",
        "it",
        "ich",
        "iêu",
        "iêm",
        "iên",
        "iêng",
        "iêp",
        "iêt",
        "iêc",
        "yêu",
        "yêm",
        "yên",
        "yêng",
        "yêt",
        "o",
        "oi",
        "om",
        "on",
        "ong",
        "op",
        "ot",
        "oc",
        "oa",
        "oai",
        "oao",
        "oay",
        "oam",
        "oan",
        "oang",
        "oanh",
        "oap",
        "oat",
        "oac",
        "oach",
        "oă",
        "oăm",
        "oăn",
        "oăng",
        "oăt",
        "oăc",
        "oe",
        "oeo",
        "oen",
        "oet",
        "oong",
        "ooc",
        "ô",
        "ôi",
        "ôm",
        "ôn",
        "ông",
        "ôp",
        "ôt",
        "ôc",
        "ôông",
        "ơ",
        "ơi",
        "ơm",
        "ơn",
        "ơp",
        "ơt",
        "u",
        "ua",
        "ui",
        "um",
        "un",
        "ung",
        "up",
        "ut",
        "uc",
        "uân",
        "uâng",
        "uât",
        "uây",
        "uê",
        "uênh",
        "uêch",
        "uơ",
        "uy",
        "uya",
        "uyên",
        "uyêt",
        "uynh",
        "uych",
        "uyt",
        "uyu",
        "uyn",
        "uyp",
        "ươ",
        "uôi",
        "uôm",
        "uôn",
        "uông",
        "uôt",
        "uôc",
        "ư",
        "ưa",
        "ưi",
        "ưu",
        "ưm",
        "ưng",
        "ưt",
        "ưc",
        "ươi",
        "ươu",
        "ươm",
        "ươn",
        "ương",
        "ươp",
        "ươt",
        "ươc",
        "y",
        "ya",
        "yn",
        "ynh",
        "yt",
    ]
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = ("p", "t", "c", "ch")
_SHARP = "\u0301\u0323"
_AFTER_GI = frozenset({"", "n", "m", "nh", "p", "t", "ch", "êt", "êng"})


_MARKED = frozenset("ăâêôơư")
_TONE_FIRST = frozenset({"ai", "ao", "au", "ay", "eo", "iu", "oi", "ui"})


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether a word (composed, any case) can be one Vietnamese syllable."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in parts if letter in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(letter for letter in parts if letter not in _TONES))
    place = _place_of_tone(word.lower()) if tones else -1
    return any(_fits(bare[len(onset) :], onset, tones, place) for onset in _ONSETS if bare.startswith(onset))


def _place_of_tone(word: str) -> int:
    for place, letter in enumerate(word):
        if any(mark in _TONES for mark in unicodedata.normalize("NFD", letter)):
            return place
    return -1


def _fits(rime: str, onset: str, tones: list[str], place: int) -> bool:
    toned = rime[place - len(onset) : place - len(onset) + 1] if place >= len(onset) else ""
    first = place == len(onset)
    if onset == "gi" and rime in _AFTER_GI:
        rime = "i" + rime
    if rime not in _RIMES:
        return False
    if toned and (_misplaced(rime, toned, first=first)):
        return False
    return not rime.endswith(_STOPPED) or (bool(tones) and tones[0] in _SHARP)


def _misplaced(rime: str, toned: str, *, first: bool) -> bool:
    """A tone stands on the letter with a hat or horn; in rimes that end in a glide, on the first vowel."""
    if any(letter in _MARKED for letter in rime):
        return toned not in _MARKED
    return rime in _TONE_FIRST and not first
