"""The database key as two halves for two holders, in groups of digits that name their own typing errors.

A half is 256 random bits; the two together (XOR) are the key. On paper: 17 groups of five digits and a check digit
(Damm's quasigroup, which finds every wrong digit and every swap of neighbours; the group's place goes into it, so
that swapped groups are found too). The digits say which half it is, for which database, and carry a check of the whole.
"""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from antq_desktop.domain.errors import PasswordRefused

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
GROUP = 5
GROUPS = 17
_VALUE_DIGITS = 78
_DATABASE_DIGITS = 4
_CHECK = 97
_IN_A_LINE = 4
_PLACE = re.compile(r"(?<!\d)\d{1,2}[.)](?:\s+|(?=\d{6}(?!\d)))")


@dataclass(frozen=True, slots=True)
class RecoveryHalf:
    """One half as it is printed.

    Attributes:
        number: 1 or 2.
        groups: 17 groups of six digits.
    """

    number: int
    groups: tuple[str, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The groups with their numbers, in lines of four."""
        return numbered(self.groups)

    @property
    def digits(self) -> str:
        """The same as one row of digits, for a QR code."""
        return "".join(self.groups)


@dataclass(frozen=True, slots=True)
class _Read:
    """A half as it was typed: which one, for which database, its 32 bytes."""

    number: str
    mark: str
    value: bytes = field(repr=False)


def numbered(groups: Sequence[str]) -> str:
    """Groups in lines of four, each after its number, as on the paper."""
    told = [f"{place:>2}. {group}" for place, group in enumerate(groups, start=1)]
    return "\n".join("   ".join(told[start : start + _IN_A_LINE]) for start in range(0, len(told), _IN_A_LINE))


def typed_digits(text: str) -> str:
    """What was typed or copied of a half without blanks, dashes and the numbers of groups."""
    return re.sub(r"[\s\-.]", "", _PLACE.sub("", text))


def typed_groups(text: str) -> list[str]:
    """What was typed of a half in groups; the last may be unfinished."""
    digits = typed_digits(text)
    return [digits[start : start + GROUP + 1] for start in range(0, len(digits), GROUP + 1)]


def wrong_groups(groups: Sequence[str]) -> list[int]:
    """Numbers, from 1, of whole groups whose check digit does not fit."""
    whole = ((place, group) for place, group in enumerate(groups) if len(group) == GROUP + 1)
    return [place + 1 for place, group in whole if not _fits(group, place)]


def _fits(group: str, place: int) -> bool:
    return group.isascii() and group.isdecimal() and _check_digit(group[:GROUP], place) == group[GROUP]


def split(key: bytes, database: UUID) -> tuple[RecoveryHalf, RecoveryHalf]:
    """Cut a key into two halves, each of which alone says nothing about it."""
    first = secrets.token_bytes(len(key))
    second = bytes(a ^ b for a, b in zip(key, first, strict=True))
    return _half(1, first, database), _half(2, second, database)


def join(first: str, second: str, database: UUID | None = None) -> bytes:
    """Put two typed halves together.

    Args:
        first: digits of one half; blanks, dashes, line breaks and the groups' numbers do not matter.
        second: digits of the other half, in any order.
        database: which database they must be for; any, as long as both are for the same, when left out.

    Raises:
        PasswordRefused: naming the group that is mistyped, or saying what does not fit.
    """
    one, other = _read(first, "thứ nhất"), _read(second, "thứ hai")
    if one.mark != other.mark:
        raise PasswordRefused("Hai nửa mã phục hồi không cùng một bộ.", do="Tìm đúng cặp tờ giấy của đơn vị.")
    if database is not None and one.mark != _mark(database):
        raise PasswordRefused("Mã phục hồi này của cơ sở dữ liệu khác.", do="Tìm đúng tờ giấy của đơn vị này.")
    if one.number == other.number:
        raise PasswordRefused("Hai nửa mã phục hồi là cùng một nửa.", do="Nhập nửa thứ nhất và nửa thứ hai.")
    return bytes(a ^ b for a, b in zip(one.value, other.value, strict=True))


def _half(number: int, value: bytes, database: UUID) -> RecoveryHalf:
    body = f"{number}{_mark(database)}{int.from_bytes(value, 'big'):0{_VALUE_DIGITS}}"
    body += f"{int(body) % _CHECK:02}"
    cut = [body[start : start + GROUP] for start in range(0, len(body), GROUP)]
    return RecoveryHalf(number, tuple(part + _check_digit(part, place) for place, part in enumerate(cut)))


def _mark(database: UUID) -> str:
    return f"{int.from_bytes(hashlib.sha256(database.bytes).digest()[:4], 'big') % 10**_DATABASE_DIGITS:04}"


def _check_digit(part: str, place: int) -> str:
    interim = 0
    for digit in f"{place:02}{part}":
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def _read(text: str, which: str) -> _Read:
    digits = typed_digits(text)
    size = GROUPS * (GROUP + 1)
    if len(digits) != size or not digits.isascii() or not digits.isdecimal():
        raise PasswordRefused(
            f"Mã phục hồi phải có {size} chữ số; nửa nhập {which} có {len(digits)} ký tự.",
            do="Nhập đủ 17 nhóm, mỗi nhóm 6 chữ số.",
        )
    groups = typed_groups(text)
    for number in wrong_groups(groups):
        raise PasswordRefused(
            f"Nhóm thứ {number} của nửa nhập {which} gõ sai.", do="Đối chiếu lại nhóm này trên tờ giấy."
        )
    body = "".join(group[:GROUP] for group in groups)
    if int(body[:-2]) % _CHECK != int(body[-2:]) or body[0] not in "12":
        raise PasswordRefused("Mã phục hồi không khớp số kiểm tra.", do="Đối chiếu lại toàn bộ các nhóm.")
    value = int(body[1 + _DATABASE_DIGITS : -2])
    if value >= 1 << 256:
        raise PasswordRefused("Mã phục hồi không hợp lệ.", do="Đối chiếu lại toàn bộ các nhóm.")
    return _Read(body[0], body[1 : 1 + _DATABASE_DIGITS], value.to_bytes(32, "big"))
