"""Texts of an .xlsx whose parts are in fonts of their own."""

import re
from collections.abc import Iterator
from zipfile import ZipFile

from antq_desktop.sheets.legacy import Runs, of_font

SHARED_TEXTS = "xl/sharedStrings.xml"
_PIECE = 1 << 20
_ITEM = re.compile(rb"<si>.*?</si>|<si/>", re.DOTALL)
_RUN = re.compile(rb"<r>(.*?)</r>", re.DOTALL)
_FONT = re.compile(rb'<rFont val="([^"]*)"')
_TEXT = re.compile(rb"<t(?:\s[^>]*)?>([^<]*)</t>")
_ENTITY = re.compile(r"&(?:#(\d{1,6})|#x([0-9A-Fa-f]{1,5})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def runs_of(item: bytes) -> Runs:
    """Text and font of every part of a text; the font is empty where it is the cell's."""
    found = []
    for run in _RUN.findall(item):
        font = _FONT.search(run)
        text = b"".join(_TEXT.findall(run))
        found.append((_unescaped(text), _unescaped(font[1]) if font else ""))
    return tuple(found)


def shared_runs(package: ZipFile, *, every: bool) -> dict[int, Runs]:
    """Parts of shared texts by their number.

    Args:
        package: the workbook.
        every: whether ordinary fonts matter too, because some cells are in an old Vietnamese font.
    """
    found: dict[int, Runs] = {}
    if SHARED_TEXTS not in package.namelist():
        return found
    number = -1
    for piece in pieces(package, SHARED_TEXTS, b"</si>"):
        if b"<rFont" not in piece:
            number += piece.count(b"</si>") + piece.count(b"<si/>")
            continue
        for item in _ITEM.findall(piece):
            number += 1
            runs = runs_of(item) if b"<rFont" in item else ()
            if runs and (every or is_old(runs)):
                found[number] = runs
    return found


def is_old(runs: Runs) -> bool:
    """Whether a part is in an old Vietnamese font."""
    return any(of_font(font) for _, font in runs)


def pieces(package: ZipFile, part: str, tag: bytes) -> Iterator[bytes]:
    """The XML of a part in pieces that end with a tag."""
    with package.open(part) as stream:
        rest = b""
        while block := stream.read(_PIECE):
            rest += block
            end = rest.rfind(tag) + len(tag)
            if end >= len(tag):
                yield rest[:end]
                rest = rest[end:]
        yield rest


def _unescaped(text: bytes) -> str:
    return _ENTITY.sub(_letter, text.decode("utf-8", "replace"))


def _letter(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1]) if found[1] else int(found[2], 16)
    return chr(code)
