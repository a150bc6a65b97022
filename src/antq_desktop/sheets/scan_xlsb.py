"""What the fast reader hides of an .xlsb: error cells."""

from zipfile import ZipFile

from xlrd import error_text_from_code

from antq_desktop.sheets.extent import records
from antq_desktop.sheets.scan import SheetScan, parts_by_relation

WORKBOOK = "xl/workbook.bin"
_ROW, _CELL_ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156


def scan(package: ZipFile) -> dict[str, SheetScan]:
    """Look into every sheet; sheets by name."""
    parts = parts_by_relation(package, "xl/_rels/workbook.bin.rels")
    found = {}
    data = package.read(WORKBOOK)
    for kind, place, _ in records(data):
        if kind == _SHEET:
            key, behind = _text(data, place + 8)
            part = parts.get(key.encode(), "")
            if part in package.namelist():
                found[_text(data, behind)[0]] = _scan_sheet(package.read(part))
    return found


def _scan_sheet(data: bytes) -> SheetScan:
    found, row = SheetScan(), 0
    for kind, place, _ in records(data):
        if kind == _ROW:
            row = _number(data, place) + 1
        elif kind in {_CELL_ERROR, _FORMULA_ERROR}:
            code = data[place + 8 : place + 9]
            found.errors[row, _number(data, place)] = error_text_from_code.get(code[0] if code else None, "#N/A")
    return found


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "little")


def _text(data: bytes, place: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    end = place + 4 + 2 * _number(data, place)
    return data[place + 4 : end].decode("utf-16-le", "replace"), end
