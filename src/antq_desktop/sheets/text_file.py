"""Reading text files of rows: encoding, separator, quoting."""

import codecs
import csv
import io

from antq_desktop.sheets.legacy import from_references, of_bytes

SEPARATORS = ",;\t|"
LONGEST_CELL = 131_072


def decode(data: bytes) -> tuple[str, str]:
    """Text of a file and its encoding: marked or plain UTF-8, UTF-16, else one 8-bit encoding."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace"), "utf-8" if name == "utf-8-sig" else name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return of_bytes(data)


def rows_of(text: str) -> list[list[object]]:
    """Cut a text into rows of cells; character references are decoded first, for they contain the separator.

    Raises:
        csv.Error: a cell longer than `LONGEST_CELL`: the limit of the csv module too, unless a library raised it.
    """
    text = from_references(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
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
