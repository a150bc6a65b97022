"""A walk over DER that refuses every looser encoding, before anything interprets it."""

from antq_desktop.packages.codes import refusal

_DEPTH = 24
_LENGTH_BYTES = 4
_CONSTRUCTED_UNIVERSAL = frozenset({0x10, 0x11})


def check_der(data: bytes) -> None:
    """Refuse bytes that are not exactly one DER value.

    Args:
        data: what should be DER; definite minimal lengths, low tag numbers, nothing behind it.

    Raises:
        PackageError: `E_SIG_NOT_DER`.
    """
    if not data or _walk(data, 0, len(data), 0) != 1:
        raise refusal("E_SIG_NOT_DER")


def _walk(data: bytes, place: int, end: int, depth: int) -> int:
    if depth > _DEPTH:
        raise refusal("E_SIG_NOT_DER", "depth")
    values = 0
    while place < end:
        tag = data[place]
        start, length = _length(data, place + 1, end)
        _check_tag(tag, data[start : start + min(length, 2)], length)
        if start + length > end:
            raise refusal("E_SIG_NOT_DER", "length")
        if tag & 0x20:
            _walk(data, start, start + length, depth + 1)
        place = start + length
        values += 1
    return values


def _length(data: bytes, place: int, end: int) -> tuple[int, int]:
    if place >= end:
        raise refusal("E_SIG_NOT_DER", "length")
    first = data[place]
    place += 1
    if first < 0x80:
        return place, first
    count = first & 0x7F
    if not 1 <= count <= _LENGTH_BYTES or place + count > end:
        raise refusal("E_SIG_NOT_DER", "length")
    length = int.from_bytes(data[place : place + count], "big")
    if length < 0x80 or length >> (8 * (count - 1)) == 0:
        raise refusal("E_SIG_NOT_DER", "length")
    return place + count, length


def _check_tag(tag: int, head: bytes, length: int) -> None:
    number = tag & 0x1F
    if number == 0x1F:
        raise refusal("E_SIG_NOT_DER", "tag")
    if tag & 0xC0:
        return
    if bool(tag & 0x20) != (number in _CONSTRUCTED_UNIVERSAL) or number == 0:
        raise refusal("E_SIG_NOT_DER", "tag")
    if number == 1 and (length != 1 or head not in (b"\x00", b"\xff")):
        raise refusal("E_SIG_NOT_DER", "flag")
    if number == 5 and length:
        raise refusal("E_SIG_NOT_DER", "null")
    if number == 2 and not _minimal(head, length):
        raise refusal("E_SIG_NOT_DER", "integer")


def _minimal(head: bytes, length: int) -> bool:
    if length < 2 or len(head) < 2:
        return length >= 1
    return (head[0], head[1] >> 7) not in {(0x00, 0), (0xFF, 1)}
