"""Reading text files of rows: encoding, separator, quoting."""

import codecs
import csv
import io

from antq_desktop.sheets.legacy import from_references, of_bytes

SEPARATORS = ",;\t|"
LONGEST_CELL = 131_072
_LOOKED_AT, _ZEROS = 1 << 16, 0.15


def decode(data: bytes) -> tuple[str, str]:
    """Text of a file and its encoding: UTF-8 or UTF-16, marked or not, else one 8-bit encoding."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace"), "utf-8" if name == "utf-8-sig" else name
    unmarked = _unmarked_utf16(data[:_LOOKED_AT])
    if unmarked:
        return data.decode(unmarked, "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return of_bytes(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Byte order of UTF-16 without a mark: no low byte of a text is zero, many high bytes are (blanks, separators)."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if even and odd:
        return None
    most = max(even, odd) > len(data) * _ZEROS
    return ("utf-16-le" if odd else "utf-16-be") if most else None


def rows_of(text: str, separator: str | None = None) -> list[list[object]]:
    """Cut a text into rows of cells; character references are decoded first, for they contain the separator.

    Args:
        text: of the file.
        separator: between cells; found when left out.

    Raises:
        csv.Error: a cell longer than `LONGEST_CELL`: the limit of the csv module too, unless a library raised it.
    """
    text = from_references(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or separator_of(text))
    rows: list[list[object]] = []
    for row in reader:
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise csv.Error("cell too long")
        rows.append([cell if cell != "" else None for cell in row])
    return rows


def separator_of(text: str) -> str:
    """The separator that cuts the first lines into the most cells, and into equally many."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]

    def evenness(separator: str) -> tuple[float, int]:
        counts = [line.count(separator) for line in lines]
        most = max(counts, default=0)
        return (sum(count == most for count in counts) / max(1, len(counts)) * (most > 0), most)

    return max(SEPARATORS, key=evenness) if lines else ","
