"""Identifiers: time-ordered ones for what officers write, named ones for what every laptop seeds alike."""

import secrets
import struct
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid5

SEED_NAMESPACE = UUID("5b6f0e1c-7a52-4f3e-9d0b-2f6d1c8e4a70")


def new_uid(now: datetime) -> UUID:
    """Draw a UUIDv7: 48 bits of milliseconds, 74 random bits.

    Args:
        now: an aware time; only its order matters.
    """
    return _version_7(_milliseconds(now), secrets.randbits(74))


def new_uids(now: datetime) -> Iterator[UUID]:
    """Draw UUIDv7s of one moment without end, each greater than the one before.

    Many lines written in this order lie side by side in every index of uids.
    Source: RFC 9562, 6.2, method 2: a random start and random steps.

    Args:
        now: an aware time.
    """
    milliseconds, random = _milliseconds(now), secrets.randbits(73)
    while True:
        for step in struct.unpack("<256I", secrets.token_bytes(1024)):
            random += step + 1
            yield _version_7(milliseconds, random)


def _milliseconds(now: datetime) -> int:
    return int(now.timestamp() * 1000) & (1 << 48) - 1


def _version_7(milliseconds: int, random: int) -> UUID:
    return UUID(int=milliseconds << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & (1 << 62) - 1)


def seeded_uid(register: str, code: str) -> UUID:
    """Name a seeded row, so that two laptops that began apart agree on it.

    Args:
        register: key of the register.
        code: the row's code, for a campaign `unit:year:template`.
    """
    return uuid5(SEED_NAMESPACE, f"{register}:{code}")
