"""How login names are written: typed at a lock screen and in commands, with UniKey on or off."""

import re

from antq_desktop.domain.text import fold

LONGEST = 40
RULE = "tên đăng nhập là chữ thường, không dấu, không cách"
EXAMPLE = "hung.nv"
_LOGIN = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_PARTS = re.compile(r"[._-]|[^._-]+")
_SIGNS = "._-"


def is_login(text: str) -> bool:
    """Whether a text is one: small letters without marks and digits, parted by single dots, hyphens or underscores."""
    return len(text) <= LONGEST and _LOGIN.fullmatch(text) is not None


def login_of(text: str) -> str:
    """The login nearest to what was typed; empty where there is nothing to make one of."""
    made = ""
    for part in _PARTS.findall(text):
        words = ".".join(re.findall("[a-z0-9]+", fold(part)))
        if part in _SIGNS:
            made = made.rstrip(_SIGNS) + part if made else ""
        elif words:
            made += words
    return made[:LONGEST].rstrip(_SIGNS)
