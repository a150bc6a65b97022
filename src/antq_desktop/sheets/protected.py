"""Opening a workbook that has a password, in memory only."""

import io
import struct

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

_DAMAGED = (ValueError, LookupError, ArithmeticError, AssertionError, struct.error)


class NotOpened(Exception):
    """The password does not fit, or the file is protected in a way that cannot be opened."""


def is_protected(data: bytes) -> bool:
    """Whether a file is an Office file encrypted with a password."""
    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except (FileFormatError, ParseError, OSError, *_DAMAGED):
        return False


def opened(data: bytes, password: str) -> bytes:
    """Bytes of the workbook inside.

    Raises:
        NotOpened: wrong password, or damaged.
    """
    inside = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=password)
        file.decrypt(inside)
    except (InvalidKeyError, DecryptionError, FileFormatError, ParseError, OSError, *_DAMAGED) as reason:
        raise NotOpened from reason
    return inside.getvalue()
