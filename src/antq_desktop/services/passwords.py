"""What a new password is worth, in words an officer can act on."""

import math
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType

from antq_desktop.domain.errors import PasswordRefused
from antq_desktop.domain.text import fold
from antq_desktop.storage import key_slots

SHORTEST = key_slots.MINIMUM_PASSWORD
WEAK, FAIR, GOOD = "weak", "fair", "good"
_FAIR_BITS, _GOOD_BITS = 36, 50
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_COMMON = MappingProxyType(
    {"matkhau": "mật khẩu", "congan": "công an", "mattran": "mặt trận", "vietnam": "Việt Nam"}
    | {word: word for word in ("password", "123456", "iloveyou", "abc123")}
)
"""What is tried first, as it is compared and as it is told."""


@dataclass(frozen=True, slots=True)
class Strength:
    """What is thought of a password.

    Attributes:
        level: `weak`, `fair` or `good`; a weak one may still be taken, unless it is refused.
        words: one sentence.
        refused: whether the program does not take it at all.
    """

    level: str
    words: str
    refused: bool = False


def strength(password: str, known: tuple[str, ...] = ()) -> Strength:
    """Judge a password while it is typed.

    Args:
        password: as typed.
        known: what others can guess: login, name, unit.
    """
    try:
        key_slots.refuse_weak(password)
    except PasswordRefused as reason:
        return Strength(WEAK, reason.what, refused=True)
    flat = fold(password).replace(" ", "")
    for guess in known:
        if len(fold(guess)) > 3 and fold(guess).replace(" ", "") in flat:
            return Strength(WEAK, "Yếu: có tên người hoặc tên đơn vị, người quen đoán được.")
    bits = _bits(unicodedata.normalize("NFC", password), flat)
    if bits < _FAIR_BITS:
        tried = next((f"có “{words}”, chữ ai cũng đoán trước" for word, words in _COMMON.items() if word in flat), "")
        return Strength(WEAK, f"Yếu: {tried or 'dễ đoán'}. Thêm vài từ không liên quan với nhau.")
    if bits < _GOOD_BITS:
        return Strength(FAIR, "Tạm được. Thêm một, hai từ nữa thì tốt.")
    return Strength(GOOD, "Tốt: dài và khó đoán.")


def _bits(password: str, flat: str) -> float:
    """Rough doublings of guesses: letters that repeat, follow a keyboard row or make a common word count little."""
    letters = len(flat) - sum(len(word) - 2 for word in _COMMON if word in flat)
    fresh = sum(not _follows(flat[place - 1 : place + 1]) for place in range(1, len(flat))) + 1
    pool = 10 if flat.isdecimal() else 26
    marked = any(not letter.isascii() or letter.isupper() or letter.isdecimal() for letter in password)
    each = math.log2(pool) * 0.6 + (0.4 if marked else 0)
    return min(letters, fresh, 3 * len(set(flat))) * each


def _follows(pair: str) -> bool:
    return pair[0] == pair[1] or any(pair in row or pair in row[::-1] for row in _ROWS)
