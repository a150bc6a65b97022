"""What the fast reader hides of an .xlsx: fonts of cells, hidden rows, error cells, formulas without a value.

Read from the XML in pieces, so that a large sheet is never in memory as text.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets import extent, rich_text
from antq_desktop.sheets.legacy import Runs, of_font

FILE_LIMIT = 100 << 20
OLE = b"\xd0\xcf\x11\xe0"
TOO_LARGE_CODE = "ANTQ-3004"
TOO_LARGE_DO = "Xóa các ô thừa ở xa bảng rồi lưu lại, hoặc chia tệp thành nhiều phần."
_FONT = re.compile(rb"<font>.*?</font>|<font/>", re.DOTALL)
_FONT_NAME = re.compile(rb'<name val="([^"]*)"')
_FORMATS = re.compile(rb"<cellXfs.*?</cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb'<xf [^>]*?fontId="(\d+)"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"(?:[^>]*?) s="(\d+)"')
_SHARED = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*? t="s"[^>]*><v>(\d+)</v>')
_INLINE = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*? t="inlineStr"[^>]*><is>(.*?)</is>', re.DOTALL)
_HIDDEN = re.compile(rb'<row [^>]*?r="(\d+)"[^>]*?hidden="(?:1|true)"')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*? t="e"[^>]*>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)', re.DOTALL)
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"((?![^>]*t="str")[^>]*)>(?:<f[^>]*/>|<f[^<]*</f>)(?:<v ?/>|<v></v>)?</c>'
)
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*><f[ >/]')
_SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_RELATION = re.compile(rb"<Relationship [^>]*?>")


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What was found about one sheet.

    Attributes:
        hidden: numbers of hidden rows, from 1.
        fonts: font name by (row from 1, column from 0), only cells in an old Vietnamese font.
        runs: parts of a text with fonts of their own by (row from 1, column from 0), where an old font takes part.
        errors: error text (#N/A) by (row from 1, column from 0); empty for a formula without a stored value.
        formulas: (row from 1, column from 0) of every formula, where that was asked for.
    """

    hidden: set[int] = field(default_factory=set)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    runs: dict[tuple[int, int], Runs] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)


def bytes_of(path: Path) -> bytes:
    """Content of a file that is to be read as a list.

    Raises:
        SheetError: not there, a folder, not readable, too large or empty.
    """
    try:
        if path.is_dir():
            raise SheetError(f"{path.name} là thư mục, không phải tệp.", do="Chọn một tệp trong đó.")
        if path.stat().st_size > FILE_LIMIT:
            raise SheetError(f"Tệp {path.name} quá lớn để nhập.", do="Chia tệp thành nhiều phần.", code=TOO_LARGE_CODE)
        data = path.read_bytes()
    except FileNotFoundError as reason:
        raise SheetError(f"Không thấy tệp {path.name}.", do="Kiểm tra tên tệp; USB có thể đã rút.") from reason
    except OSError as reason:
        raise SheetError(f"Không mở được tệp {path.name}.", do="Kiểm tra tên tệp; đóng tệp nếu đang mở.") from reason
    if not data.strip():
        raise SheetError(f"Tệp {path.name} trống, không có dòng nào.", do="Chọn lại tệp.")
    return data


def refuse_bomb(data: bytes, name: str) -> None:
    """Refuse a workbook that would take more memory than the program gives to one.

    Raises:
        SheetError: too large, or no workbook at all.
    """
    try:
        with _package(data) as package:
            extent.check(package)
    except extent.TooLarge as reason:
        raise SheetError(f"Tệp {name} quá lớn để nhập: {reason}.", do=TOO_LARGE_DO, code=TOO_LARGE_CODE) from reason
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as reason:
        raise SheetError(
            f"Tệp {name} không phải là bảng tính Excel hoặc bị hỏng.",
            do="Mở tệp bằng Excel, chọn “Lưu thành” dạng .xlsx rồi nhập lại.",
        ) from reason


def _package(data: bytes) -> ZipFile:
    if data.startswith(OLE):
        raise zipfile.BadZipFile
    return ZipFile(io.BytesIO(data))


def scan(package: ZipFile, *, formulas: bool = False) -> dict[str, SheetScan]:
    """Look into every sheet of an .xlsx; sheets by name.

    Args:
        package: the file.
        formulas: whether formulas that have a value are wanted too.
    """
    old = _old_formats(_read(package, "xl/styles.xml"))
    shared = rich_text.shared_runs(package, every=bool(old))
    return {name: _scan_sheet(package, part, old, shared, formulas) for name, part in _sheets(package)}


def _scan_sheet(package: ZipFile, part: str, old: dict[int, str], shared: dict[int, Runs], formulas: bool) -> SheetScan:
    found = SheetScan()
    for piece in rich_text.pieces(package, part, b"</row>"):
        if b'hidden="' in piece:
            found.hidden.update(int(number) for number in _HIDDEN.findall(piece))
        if b't="e"' in piece:
            found.errors.update(
                (_place(letters, row), error.decode("utf-8", "replace"))
                for letters, row, error in _ERROR.findall(piece)
            )
        if b"<f" in piece:
            found.errors.update((_place(letters, row), "") for letters, row, _ in _NO_VALUE.findall(piece))
        if formulas and b"<f" in piece:
            found.formulas.update(_place(letters, row) for letters, row in _FORMULA.findall(piece))
        if old:
            found.fonts.update(_fonts(piece, old))
        for place, runs in _runs(piece, shared):
            if place in found.fonts or rich_text.is_old(runs):
                found.runs[place] = runs
    return found


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row), column_of(letters.decode("ascii"))


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


def _sheets(package: ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of every sheet."""
    parts = parts_by_relation(package, "xl/_rels/workbook.xml.rels")
    for name, key in _SHEET.findall(_read(package, "xl/workbook.xml")):
        part = parts.get(key, "")
        if part in package.namelist():
            yield html.unescape(name.decode("utf-8", "replace")), part


def parts_by_relation(package: ZipFile, relations: str) -> dict[bytes, str]:
    """Names of parts of a workbook by the key of their relation."""
    found = {}
    for relation in _RELATION.findall(_read(package, relations)):
        key, target = re.search(rb' Id="([^"]*)"', relation), re.search(rb' Target="([^"]*)"', relation)
        if key and target:
            found[key[1]] = "xl/" + target[1].decode("utf-8", "replace").removeprefix("/xl/")
    return found


def _fonts(piece: bytes, old: dict[int, str]) -> Iterator[tuple[tuple[int, int], str]]:
    for letters, row, style in _CELL.findall(piece):
        name = old.get(int(style))
        if name is not None:
            yield _place(letters, row), name


def _runs(piece: bytes, shared: dict[int, Runs]) -> Iterator[tuple[tuple[int, int], Runs]]:
    for letters, row, number in _SHARED.findall(piece) if shared else ():
        if int(number) in shared:
            yield _place(letters, row), shared[int(number)]
    for letters, row, text in _INLINE.findall(piece) if b"<rFont" in piece else ():
        yield _place(letters, row), rich_text.runs_of(text)


def column_of(letters: str) -> int:
    """Number of a column from 0: A, B, …, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
