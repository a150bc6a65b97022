"""What the fast reader hides of an .ods: hidden rows, error cells, formulas without a value."""

import html
import re
from itertools import islice, product
from zipfile import ZipFile

from antq_desktop.sheets.extent import COLUMN_LIMIT, ROW_LIMIT, pieces
from antq_desktop.sheets.scan import SheetScan

CONTENT = "content.xml"
_TAG = re.compile(
    rb"<(?:\w+:)?(table|table-row|table-cell|covered-table-cell|p)(?=[\s/>])"
    rb"((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>([^<]*)"
)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,9})[\"']")
_NAME = re.compile(rb"\s(?:\w+:)?name\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HIDDEN = re.compile(rb"visibility\s*=\s*[\"'](?:collapse|filter)[\"']")
_ERROR = re.compile(rb"value-type\s*=\s*[\"']error[\"']")


def scan(package: ZipFile) -> dict[str, SheetScan]:
    """Look into every sheet; sheets by name."""
    found: dict[str, SheetScan] = {}
    sheet = SheetScan()
    rows, columns = range(1, 1), range(0)
    wrong = False
    for piece in pieces(package, CONTENT):
        for tag, attributes, text in _TAG.findall(piece):
            if tag == b"table":
                sheet = found.setdefault(_name(attributes), SheetScan())
                rows = range(1, 1)
            elif tag == b"table-row":
                rows, columns = _following(rows, attributes), range(0)
                if _HIDDEN.search(attributes):
                    sheet.hidden.update(_near(rows, ROW_LIMIT))
            elif tag != b"p":
                columns = _following(columns, attributes)
                wrong = _ERROR.search(attributes) is not None
                if not wrong and b"formula" in attributes and b"value-type" not in attributes:
                    sheet.errors.update(dict.fromkeys(product(rows[:1], columns[:1]), ""))
            elif wrong:
                shown = html.unescape(text.decode("utf-8", "replace"))
                places = product(_near(rows, ROW_LIMIT), _near(columns, COLUMN_LIMIT))
                room = max(0, ROW_LIMIT - len(sheet.errors))
                sheet.errors.update(dict.fromkeys(islice(places, room), shown))
    return found


def _following(before: range, attributes: bytes) -> range:
    """Numbers of the rows or columns that a tag stands for, after those before it."""
    repeated = _REPEATED.search(attributes)
    return range(before.stop, before.stop + (int(repeated[1]) if repeated else 1))


def _near(numbers: range, limit: int) -> range:
    """Those of repeated rows or columns that can have been read."""
    return range(numbers.start, min(numbers.stop, limit + 1))


def _name(attributes: bytes) -> str:
    found = _NAME.search(attributes)
    return html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""
