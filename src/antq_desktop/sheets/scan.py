"""What the fast reader hides of an .xlsx: fonts of cells, hidden rows. Read from the XML, within bounds."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets.legacy import of_font

UNPACKED_LIMIT = 300 << 20
RATIO_LIMIT = 200
_FONT = re.compile(rb"<font>.*?</font>|<font/>", re.DOTALL)
_FONT_NAME = re.compile(rb'<name val="([^"]*)"')
_FORMATS = re.compile(rb"<cellXfs.*?</cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb'<xf [^>]*?fontId="(\d+)"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"(?:[^>]*?) s="(\d+)"')
_HIDDEN = re.compile(rb'<row [^>]*?r="(\d+)"[^>]*?hidden="(?:1|true)"')
_SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_RELATION = re.compile(rb"<Relationship [^>]*?>")


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What was found about one sheet.

    Attributes:
        hidden: numbers of hidden rows, from 1.
        fonts: font name by (row from 1, column from 0), only cells in an old Vietnamese font.
    """

    hidden: frozenset[int]
    fonts: dict[tuple[int, int], str]


def refuse_bomb(path: Path) -> None:
    """Refuse a workbook that would unpack to more than the program reads.

    Raises:
        SheetError: too large, or no workbook at all.
    """
    try:
        with ZipFile(path) as package:
            sizes = [(entry.file_size, entry.compress_size) for entry in package.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError) as reason:
        raise SheetError(
            f"Tệp {path.name} không phải là bảng tính Excel hoặc bị hỏng.",
            do="Mở tệp bằng Excel, chọn “Lưu thành” dạng .xlsx rồi nhập lại.",
        ) from reason
    total = sum(size for size, _ in sizes)
    if total > UNPACKED_LIMIT or any(size > (1 << 20) and size > packed * RATIO_LIMIT for size, packed in sizes):
        raise SheetError(f"Tệp {path.name} quá lớn để nhập.", do="Chia tệp thành nhiều phần nhỏ hơn.", code="ANTQ-3004")


def scan(path: Path) -> dict[str, SheetScan]:
    """Look into every sheet of an .xlsx; sheets by name."""
    with ZipFile(path) as package:
        old = _old_formats(_read(package, "xl/styles.xml"))
        return {
            name: SheetScan(
                frozenset(int(number) for number in _HIDDEN.findall(data)), _fonts(data, old) if old else {}
            )
            for name, data in _sheets(package)
        }


def _read(package: ZipFile, name: str) -> bytes:
    return package.read(name) if name in package.namelist() else b""


def _old_formats(styles: bytes) -> dict[int, str]:
    """Font name by number of cell format, for old Vietnamese fonts only."""
    names = []
    for font in _FONT.findall(styles):
        found = _FONT_NAME.search(font)
        names.append(found[1].decode("utf-8", "replace") if found else "")
    if not any(of_font(name) for name in names):
        return {}
    formats = _FORMATS.search(styles)
    used = [int(number) for number in _FORMAT.findall(formats[0])] if formats else []
    return {place: names[font] for place, font in enumerate(used) if font < len(names) and of_font(names[font])}


def _sheets(package: ZipFile) -> Iterator[tuple[str, bytes]]:
    targets = {}
    for relation in _RELATION.findall(_read(package, "xl/_rels/workbook.xml.rels")):
        key, target = re.search(rb'Id="([^"]*)"', relation), re.search(rb'Target="([^"]*)"', relation)
        if key and target:
            targets[key[1]] = target[1].decode("utf-8", "replace").removeprefix("/xl/")
    for name, key in _SHEET.findall(_read(package, "xl/workbook.xml")):
        data = _read(package, f"xl/{targets.get(key, '')}")
        if data:
            yield name.decode("utf-8", "replace"), data


def _fonts(data: bytes, old: dict[int, str]) -> dict[tuple[int, int], str]:
    found = {}
    for letters, row, style in _CELL.findall(data):
        name = old.get(int(style))
        if name is not None:
            found[int(row), column_of(letters.decode("ascii"))] = name
    return found


def column_of(letters: str) -> int:
    """Number of a column from 0: A, B, …, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
