"""Identifiers: time-ordered ones for what officers write, named ones for what every laptop seeds alike."""

import secrets
from datetime import datetime
from uuid import UUID, uuid5

SEED_NAMESPACE = UUID("5b6f0e1c-7a52-4f3e-9d0b-2f6d1c8e4a70")


def new_uid(now: datetime) -> UUID:
    """Draw a UUIDv7: 48 bits of milliseconds, 74 random bits.

    Args:
        now: an aware time; only its order matters.
    """
    milliseconds = int(now.timestamp() * 1000) & (1 << 48) - 1
    random = secrets.randbits(74)
    value = milliseconds << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & (1 << 62) - 1
    return UUID(int=value)


def seeded_uid(register: str, code: str) -> UUID:
    """Name a seeded row, so that two laptops that began apart agree on it.

    Args:
        register: key of the register.
        code: the row's code, for a campaign `unit:year:template`.
    """
    return uuid5(SEED_NAMESPACE, f"{register}:{code}")
