"""Old Vietnamese text to Unicode, and telling which encoding a text is in.

Rules in this order: the font of a cell, or of a part of it, decides unless it could not show the text; a character
outside code page 1252 means the cell is Unicode already; numeric character references are unambiguous; otherwise cells
that are clear vote for the whole sheet, and the rest follow. Unicode stays a candidate only if some cell proves it,
because TCVN3 "Sè 67, ngâ 5" is valid Unicode too.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

from antq_desktop.sheets.legacy_tables import TCVN3, VIQR_MARKS, VISCII, VNI, composed
from antq_desktop.sheets.syllables import is_syllable

UNICODE = "unicode"
Runs = tuple[tuple[str, str], ...]
_TCVN3 = str.maketrans({chr(code): letter for code, letter in TCVN3.items()})
_VNI = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_VIQR = re.compile(r"(dd|DD|Dd|\\(.))|([aAoOeEuUiIyY])([\^(+*]?)(['`?~.]?)")
_REFERENCE = re.compile(r"&#(?:\d{2,6}|x[0-9a-f]{2,5});", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_VIQR_SIGN = re.compile(
    r"[aeo]\^|a\(|[ou]\+|[aeiouy][`~?'](?=[A-Za-z\s]|$)|\bdd[aeiouy]|[aeiouy]\.(?=[A-Za-z])", re.IGNORECASE
)
_VIQR_DOT = re.compile(r"[aeiouy]\. (?=[A-Z])")
_GOOD_SIGNS = "“”‘’–—…•°\u00a0₫²×"
CLOSE = 0.05
ENOUGH = 400
MOST = 8_000
REMEMBERED = 50_000
EVERYDAY = ("số", "ngõ", "ngách", "hẻm", "tổ", "xóm", "thôn", "ấp", "bản", "phố", "đường", "đội", "thị", "văn")
_PLAIN = re.compile(r"[A-Za-z0-9 ,/:;|_@#%\-]*")
_BEYOND = re.compile(
    "[^\x00-\xff" + "".join(bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)) + "]"
)


def _byte(letter: str) -> int | None:
    try:
        return letter.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(letter) if ord(letter) < 256 else None


def _bytes(text: str) -> bytes | None:
    codes = [_byte(letter) for letter in text]
    return None if None in codes else bytes(code for code in codes if code is not None)


def from_tcvn3(text: str) -> str:
    """TCVN3 (ABC), as the .Vn fonts show it; the soft hyphen is ư."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI-Windows: a letter followed by its mark."""
    return _VNI.sub(lambda found: VNI[found[0]], text)


def from_viscii(text: str) -> str:
    """VISCII, RFC 1456."""
    return "".join(VISCII.get(code, letter) if (code := _byte(letter)) is not None else letter for letter in text)


def from_cp1258(text: str) -> str:
    """Code page 1258 read as 1252."""
    raw = _bytes(text)
    return text if raw is None else composed(raw.decode("cp1258", "replace"))


def from_references(text: str) -> str:
    """`&#7877;` and the like."""
    return composed(html.unescape(text)) if "&#" in text else text


def from_mojibake(text: str) -> str:
    """UTF-8 read as code page 1252."""
    raw = _bytes(text)
    if raw is None:
        return text
    try:
        return composed(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return text


def from_viqr(text: str) -> str:
    """VIQR: marks typed as punctuation."""

    def letter(found: re.Match[str]) -> str:
        if found[2]:
            return found[2]
        if found[1]:
            return "đ" if found[1] == "dd" else "Đ"
        made = composed(found[3] + VIQR_MARKS.get(found[4], "") + VIQR_MARKS.get(found[5], ""))
        return made if len(made) == 1 else found[0]

    return _VIQR.sub(letter, text)


DECODERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        UNICODE: composed,
        "ncr": from_references,
        "mojibake": from_mojibake,
        "tcvn3": from_tcvn3,
        "vni": from_vni,
        "cp1258": from_cp1258,
        "viscii": from_viscii,
        "viqr": from_viqr,
    }
)


def of_font(name: str | None) -> tuple[str, bool] | None:
    """Encoding a font stands for, and whether it shows lower case as capitals; None for ordinary fonts."""
    lowered = (name or "").strip().lower()
    if lowered.startswith(".vn"):
        return "tcvn3", lowered.endswith("h")
    if lowered.startswith("vni"):
        return "vni", False
    return ("viscii", False) if lowered.startswith(("vi ", "visc")) else None


def _score(text: str) -> float:
    """Share of words that are syllables, less 1.5 for every odd sign."""
    count = good = 0
    for word in _WORD.findall(text):
        well_formed = is_syllable(word)
        if word.isascii() and not well_formed:
            continue
        count += 1
        good += well_formed
    odd = sum(1 for c in text if (c > "\x7f" and not c.isalpha() and c not in _GOOD_SIGNS) or c < "\x09")
    odd += len(_VIQR_SIGN.findall(text))
    return (good - 1.5 * odd) / max(1, count)


def is_proven_unicode(text: str) -> bool:
    """Whether a text has a letter that no 8-bit encoding could have put there."""
    return _BEYOND.search(text) is not None


def needs_look(text: str) -> bool:
    """Whether a text could be anything but plain letters."""
    if not text.isascii():
        return True
    return _PLAIN.fullmatch(text) is None and ("&#" in text or _VIQR_SIGN.search(text) is not None)


def _scores(text: str) -> dict[str, float]:
    found = {UNICODE: _score(text)}
    for name, decode in DECODERS.items():
        decoded = decode(text)
        if name != UNICODE and decoded != text:
            found[name] = _score(decoded)
    return found


@dataclass(slots=True)
class Ballot:
    """What the clear cells of a sheet say.

    Attributes:
        votes: how many distinct cells clearly speak for each encoding.
        words: words of those cells, decoded; they settle what reads well in two encodings.
    """

    votes: Counter[str] = field(default_factory=Counter)
    words: set[str] = field(default_factory=lambda: set(EVERYDAY))


class _Draw:
    """Distinct texts drawn evenly from however many there are; never more than `MOST` are kept."""

    def __init__(self) -> None:
        self._kept: dict[str, None] = {}
        self._seen, self._step = 0, 1

    def add(self, text: str) -> None:
        """Offer a text."""
        self._seen += 1
        if self._seen % self._step == 0 and text not in self._kept:
            self._kept[text] = None
            if len(self._kept) > MOST:
                self._kept = dict.fromkeys(list(self._kept)[::2])
                self._step *= 2

    def drawn(self) -> list[str]:
        """About `ENOUGH` of them."""
        return list(self._kept)[:: max(1, len(self._kept) // ENOUGH)]


def hold_ballot(texts: Iterable[str]) -> Ballot:
    """Ask the cells of a sheet; ambiguous ones do not vote, of very many a part drawn evenly is asked."""
    proven, open_texts = _Draw(), _Draw()
    for text in texts:
        if needs_look(text):
            (proven if is_proven_unicode(text) else open_texts).add(text)
    ballot = Ballot()
    for text in proven.drawn():
        ballot.votes[UNICODE] += 1
        ballot.words.update(_words(composed(text)))
    for text in open_texts.drawn():
        if _REFERENCE.search(text):
            ballot.votes["ncr"] += 1
        else:
            _vote(text, ballot)
    return ballot


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if not word.isascii()]


def _vote(text: str, ballot: Ballot) -> None:
    scores = _scores(text)
    best = max(scores.values())
    if sum(score >= best - CLOSE for score in scores.values()) > 1:
        return
    name = max(scores, key=lambda key: scores[key])
    if best > (0.9 if name in {UNICODE, "viqr"} else 0):
        ballot.votes[name] += 1
        ballot.words.update(_words(DECODERS[name](text)))


def candidates(counted: Counter[str]) -> list[str]:
    """Encodings to try on cells that are not clear by themselves."""
    total = sum(counted.values())
    unicode_proven = total < 3 or counted[UNICODE] >= max(1, 0.01 * total)
    others = [name for name, count in counted.most_common() if name != UNICODE and count >= max(2, 0.004 * total)]
    return ([UNICODE] if unicode_proven else []) + others[:2]


def _hint(text: str, font: str | None) -> tuple[str, bool] | None:
    """What the font says, unless the text has letters that the font could not show."""
    hint = of_font(font) if font else None
    if hint is not None and any(c.isalpha() or unicodedata.combining(c) for c in _BEYOND.findall(text)):
        return None
    return hint


def _by_runs(runs: Runs, font: str | None) -> tuple[str, str, bool]:
    """A text in parts, each by its own font: neighbours in one encoding together, ordinary fonts are Unicode."""
    hints = [(part, _hint(part, own or font)) for part, own in runs]
    old = [hint for _, hint in hints if hint is not None]
    decoded = ""
    for name, parts in groupby(hints, lambda run: run[1][0] if run[1] else UNICODE):
        decoded += DECODERS[name]("".join(part for part, _ in parts))
    return composed(decoded), old[0][0] if old else UNICODE, any(capitals for _, capitals in old)


class Decoder:
    """Decodes the cells of one sheet.

    Args:
        texts: all texts of the sheet, for the vote; none if fonts decide everything.
    """

    def __init__(self, texts: Iterable[str]):
        ballot = hold_ballot(texts)
        self._votes, self._words = ballot.votes, ballot.words
        self._total = sum(self._votes.values()) or 1
        self._candidates = candidates(self._votes) or [UNICODE]
        self._all_unicode = self._candidates == [UNICODE]
        self._chosen: dict[str, str] = {}
        self.last = UNICODE
        self.counts: Counter[str] = Counter()

    def peek(self, text: str, font: str | None = None, runs: Runs = ()) -> str:
        """Unicode text of a cell without counting it."""
        return self._read(text, font, runs)[0]

    def decode(self, text: str, font: str | None = None, runs: Runs = ()) -> tuple[str, bool]:
        """Unicode text of a cell, and whether its font shows capitals; `last` tells the encoding.

        Args:
            text: as the reader gave it.
            font: of the cell.
            runs: its parts and their own fonts, if it has any.
        """
        decoded, self.last, capitals = self._read(text, font, runs)
        self.counts[self.last] += 1
        return decoded, capitals

    def _read(self, text: str, font: str | None, runs: Runs) -> tuple[str, str, bool]:
        """Unicode text, encoding, whether any of it is shown as capitals."""
        if runs and "".join(part for part, _ in runs) == text:
            return _by_runs(runs, font)
        hint = _hint(text, font)
        name = hint[0] if hint is not None else self._best(text)
        if name == UNICODE:
            return text if text.isascii() else composed(text), name, False
        return composed(DECODERS[name](text)), name, hint is not None and hint[1]

    def _best(self, text: str) -> str:
        if self._all_unicode and "&#" not in text:
            return UNICODE
        if not needs_look(text):
            return "viqr" if self._candidates[0] == "viqr" and _VIQR_DOT.search(text) else UNICODE
        if "&#" in text and _REFERENCE.search(text):
            return "ncr"
        if self._all_unicode or is_proven_unicode(text):
            return UNICODE
        chosen = self._chosen.get(text)
        if chosen is None:
            if len(self._chosen) >= REMEMBERED:
                self._chosen.clear()
            chosen = self._chosen[text] = self._weighed(text)
        return chosen

    def _weighed(self, text: str) -> str:
        best, best_score = UNICODE, float("-inf")
        for name in self._candidates:
            decoded = DECODERS[name](text)
            if name != UNICODE and decoded == text:
                continue
            score = _score(decoded)
            if name == "viqr" and score < 0.9:
                continue
            words = _words(decoded)
            score += 0.1 * sum(word in self._words for word in words) / max(1, len(words))
            score += 0.05 * self._votes[name] / self._total + (0.02 if name == UNICODE else 0)
            if score > best_score + 1e-9:
                best, best_score = name, score
        return best


def of_bytes(data: bytes, tried: Sequence[str] = ("tcvn3", "vni", "viscii", "cp1258")) -> tuple[str, str]:
    """Text and encoding of a byte file that is not UTF-8: exactly one encoding for the whole of it."""
    text = data.decode("cp1252", "replace") if not _undefined(data) else data.decode("latin-1")
    lines = [line for line in text.splitlines()[:200] if not line.isascii()]
    best, best_score = "cp1252", sum(map(_score, lines))
    for name in tried:
        score = sum(_score(DECODERS[name](line)) for line in lines)
        if score > best_score + CLOSE:
            best, best_score = name, score
    return (text if best == "cp1252" else composed(DECODERS[best](text))), best


def _undefined(data: bytes) -> bool:
    return any(code in data for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
