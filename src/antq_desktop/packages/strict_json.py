"""JSON as this room writes and reads it: canonical out, strict in."""

import json
import re
from typing import Any

from antq_desktop.packages.codes import refusal

_DEPTH = 20
_STEPS = {b"{": 1, b"[": 1, b"}": -1, b"]": -1}
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]')


def dump(value: object) -> bytes:
    """Write a value: UTF-8, sorted keys, lines ending CRLF so that openssl checks it without flags.

    Args:
        value: dicts, lists, texts, integers, flags and None.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    return (text + "\n").replace("\n", "\r\n").encode("utf-8")


def load(data: bytes, maximum: int, code: str) -> dict[str, Any]:
    """Read one JSON object.

    Args:
        data: the bytes; UTF-8 without a byte order mark.
        maximum: bytes it may have at most.
        code: the refusal for anything irregular: size, depth, repeated keys, numbers that are not integers,
            lone surrogates.
    """
    if len(data) > maximum:
        raise refusal(code, "size")
    depth = 0
    for token in _TOKENS.finditer(data):
        depth += _STEPS.get(token.group(), 0)
        if depth > _DEPTH:
            raise refusal(code, "depth")
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_pairs,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_number,
        )
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except ValueError as error:
        raise refusal(code, "not strict JSON") from error
    if not isinstance(value, dict):
        raise refusal(code, "not an object")
    return value


def _pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(items)
    if len(found) != len(items):
        raise ValueError("repeated key")
    return found


def _integer(text: str) -> int:
    if len(text) > 18:
        raise ValueError("long number")
    return int(text)


def _number(_: str) -> None:
    raise ValueError("not an integer")


class ObjectReader:
    """Takes typed values out of a JSON object and refuses what does not fit.

    Args:
        value: the object, or anything that should have been one.
        code: the refusal to raise.
    """

    def __init__(self, value: object, code: str):
        if not isinstance(value, dict):
            raise refusal(code, "not an object")
        self._value: dict[str, Any] = value
        self._code = code
        self._taken: set[str] = set()

    @property
    def unknown(self) -> tuple[str, ...]:
        """Keys nobody asked for."""
        return tuple(sorted(self._value.keys() - self._taken))

    def text(self, key: str, pattern: str = r"[^\x00-\x1f]{1,400}") -> str:
        """Take a text that matches a pattern whole."""
        value = self._take(key)
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise refusal(self._code, key)
        return value

    def optional_text(self, key: str, pattern: str = r"[^\x00-\x1f]{1,400}") -> str | None:
        """Take a text, or None where the key is missing or null."""
        if self._value.get(key) is None:
            self._taken.add(key)
            return None
        return self.text(key, pattern)

    def integer(self, key: str, least: int = 0) -> int:
        """Take an integer not below `least`."""
        value = self._take(key)
        if type(value) is not int or value < least:
            raise refusal(self._code, key)
        return value

    def flag(self, key: str) -> bool:
        """Take a flag; missing means false."""
        value = self._value.get(key, False)
        self._taken.add(key)
        if type(value) is not bool:
            raise refusal(self._code, key)
        return value

    def objects(self, key: str) -> list["ObjectReader"]:
        """Take a list of objects."""
        return [ObjectReader(item, self._code) for item in self._list(key)]

    def texts(self, key: str, pattern: str) -> tuple[str, ...]:
        """Take a list of texts that match a pattern."""
        values = self._list(key)
        if not all(isinstance(value, str) and re.fullmatch(pattern, value) for value in values):
            raise refusal(self._code, key)
        return tuple(values)

    def mapping(self, key: str, pattern: str) -> dict[str, str]:
        """Take an object whose keys and values are texts that match a pattern."""
        value = self._take(key)
        if not isinstance(value, dict):
            raise refusal(self._code, key)
        for part in (*value.keys(), *value.values()):
            if not isinstance(part, str) or not re.fullmatch(pattern, part):
                raise refusal(self._code, key)
        return dict(value)

    def inner(self, key: str) -> "ObjectReader":
        """Take an object."""
        return ObjectReader(self._take(key), self._code)

    def _list(self, key: str) -> list[Any]:
        value = self._take(key)
        if not isinstance(value, list):
            raise refusal(self._code, key)
        return value

    def _take(self, key: str) -> Any:
        self._taken.add(key)
        return self._value.get(key)
