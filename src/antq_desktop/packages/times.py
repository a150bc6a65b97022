"""Moments as this room writes them: UTC, whole seconds, RFC 3339."""

import datetime as dt
import re

from antq_desktop.packages.codes import refusal

_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def show_utc(moment: dt.datetime) -> str:
    """Write a moment.

    Args:
        moment: aware of its zone.
    """
    return utc(moment).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc(moment: dt.datetime) -> dt.datetime:
    """Bring an aware moment to UTC and whole seconds."""
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment.astimezone(dt.UTC).replace(microsecond=0)


def parse_utc(text: str, code: str) -> dt.datetime:
    """Read a moment written by `show_utc`.

    Args:
        text: the moment.
        code: the refusal when it is not one.
    """
    if not _SHAPE.fullmatch(text):
        raise refusal(code, "moment")
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise refusal(code, "moment") from error
