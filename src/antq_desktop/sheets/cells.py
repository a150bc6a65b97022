"""What one cell says: text, whole number or date, with the sentence to show when it cannot be read."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from antq_desktop.domain.dates import NotADate, in_reach, parse_date, show_date
from antq_desktop.domain.text import clean, has_control

TEXT_LIMIT = 32_767
_EPOCH = date(1899, 12, 30)
_PARTIAL = re.compile(
    r"(?:tháng\s*|t)?(?:(\d{1,2})\s*(?:[/.\-]|(?=năm))\s*)?(?:năm\s*)?((?:19|20)\d{2})", re.IGNORECASE
)
_IN_WORDS = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_HOUR = re.compile(r"(?<=\d)[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_AMBIGUOUS = re.compile(r"\d{1,2}[\s/.\-]+\d{1,2}[\s/.\-]+\d{2}")
_NUMBER = re.compile(r"-?\d{1,8}(?:[.,]0+)?")
_GROUPED = re.compile(r"(-?[1-9]\d{0,2}([., ])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,]0+)?")
_IDENTITY = re.compile(r"(?<!\d)(?:\d{3}(?:[ .,\-]?\d{3}){2,3}|\d{9,})(?!\d)", re.ASCII)
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)|Err:\d{3}")
_LOST = "\ufffd"
MASK = "…"
LIKE_IDENTITY = "Ô này có dãy số giống số định danh; không nhập."
_KEPT = re.compile(r"[BCDGHKLMNPQRSTVX]{2,4}|[IVX]+|\w*\d\w*")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell of a mapped column.

    Attributes:
        text: decoded, composed, blanks collapsed; None when empty.
        raw: decoded text as it stands, for the workbook of rejected rows.
        value: whole number or date where the column wants one.
        partial: `2026` or `6/2026` in a date column.
        column: letter of the column.
        error: one Vietnamese sentence, or None.
        code: stable code of the error.
    """

    text: str | None
    raw: str
    value: int | date | None
    partial: str | None
    column: str
    error: str | None = None
    code: str | None = None


def shown(cell: object) -> str:
    """Text of any cell a reader may return."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return show_date(cell.date())
    return show_date(cell) if isinstance(cell, date) else str(cell)


def re_cased(name: str) -> str:
    """A name in capitals or in small letters, with each word begun by a capital; H'Hen and K'Brêu keep theirs."""
    parts = re.split(r"([\s'’.\-])", name.lower())
    return "".join(part[:1].upper() + part[1:] for part in parts)


def area_cased(name: str) -> str:
    """An area's name in capitals, re-cased; KDC, TDP, 5A and II stay as they are."""
    return " ".join(word if _KEPT.fullmatch(word) else re_cased(word) for word in name.split(" "))


def cell_value(kind: str, cell: object, text: str, column: str, *, capitals: bool) -> CellValue:
    """Read a cell for a column of a kind.

    Args:
        kind: kind of the target field.
        cell: as the reader gave it.
        text: its decoded text.
        column: letter of the column.
        capitals: whether its font shows small letters as capitals.
    """
    raw = text if text.isascii() else unicodedata.normalize("NFC", text)
    if not text.isprintable() or len(text) > TEXT_LIMIT or _LOST in text:
        fault = _fault(text)
        if fault is not None:
            return CellValue(None, raw[:200], None, None, column, fault[0], fault[1])
    cleaned = " ".join(text.split()) if text.isascii() and text.isprintable() else clean(text)
    if not cleaned:
        return CellValue(None, raw, None, None, column)
    if cleaned[0] in "#E" and _ERROR.fullmatch(cleaned):
        return error_value(cleaned, column)
    if kind in {"name", "area"} and (capitals or cleaned == cleaned.upper() or cleaned == cleaned.lower()):
        cleaned = area_cased(cleaned) if kind == "area" else re_cased(cleaned)
    elif capitals:
        cleaned = cleaned[:1].upper() + cleaned[1:]
    if kind in {"date", "integer"} and not isinstance(cell, date) and _IDENTITY.search(cleaned):
        return CellValue(None, MASK, None, None, column, LIKE_IDENTITY, "identity")
    if kind == "date":
        return _date(cell, cleaned, raw, column)
    if kind == "integer":
        return _integer(cell, cleaned, raw, column)
    return CellValue(raw if cleaned == raw else cleaned, raw, None, None, column)


def _fault(text: str) -> tuple[str, str] | None:
    if len(text) > TEXT_LIMIT:
        return f"Ô này dài hơn {TEXT_LIMIT} ký tự.", "too_long"
    if has_control(text):
        return "Ô này có ký tự điều khiển không nhìn thấy; hãy gõ lại.", "control"
    if _LOST in text:
        return f"Ô này có chữ không đọc được ({_LOST}); hãy gõ lại.", "unreadable"
    return None


def _integer(cell: object, text: str, raw: str, column: str) -> CellValue:
    """A whole number; three digits after a typed point, comma or blank are thousands, other zeros are nothing."""
    grouped = _GROUPED.fullmatch(text) if isinstance(cell, str) else None
    if grouped is not None:
        return CellValue(text, raw, int(re.sub("[., ]", "", grouped[1])), None, column)
    if _NUMBER.fullmatch(text):
        return CellValue(text, raw, int(re.split("[.,]", text)[0]), None, column)
    return CellValue(text, raw, None, None, column, f"“{text[:40]}” không phải số nguyên.", "value")


def _date(cell: object, text: str, raw: str, column: str) -> CellValue:
    if isinstance(cell, date):
        return _in_reach(cell.date() if isinstance(cell, datetime) else cell, text, raw, column)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(cell))
        return _in_reach(day, show_date(day), raw, column)
    partial = _PARTIAL.fullmatch(text)
    if partial is not None and (partial[1] is None or 1 <= int(partial[1]) <= 12):
        known = partial[2] if partial[1] is None else f"{int(partial[1])}/{partial[2]}"
        return CellValue(text, raw, None, known, column)
    plain = _IN_WORDS.sub(r"\1/\2/\3", _HOUR.sub("", text))
    if _AMBIGUOUS.fullmatch(plain):  # whoever wrote it is not there to see how it is read, and to say that it is wrong
        return CellValue(text, raw, None, None, column, f"Ngày “{text}” thiếu năm đủ bốn chữ số.", "date")
    try:
        return CellValue(text, raw, parse_date(plain), None, column)
    except NotADate as reason:
        return CellValue(text, raw, None, None, column, str(reason), "date")


def _in_reach(day: date, text: str, raw: str, column: str) -> CellValue:
    """A day the sheet itself holds, unless no register may tell of it."""
    try:
        return CellValue(text, raw, in_reach(day), None, column)
    except NotADate as reason:
        return CellValue(text, raw, None, None, column, str(reason), "date")


def error_value(shown_error: str, column: str) -> CellValue:
    """What a cell says that shows an error, or holds a formula whose result was never stored."""
    if shown_error:
        said = f"Ô này báo lỗi {shown_error[:20]} trong bảng tính; hãy gõ giá trị đúng."
        return CellValue(None, shown_error[:20], None, None, column, said, "cell_error")
    said = "Ô này là công thức chưa có kết quả; mở bằng Excel, lưu lại, hoặc gõ giá trị."
    return CellValue(None, "", None, None, column, said, "formula")


def letter_of(column: int) -> str:
    """Letter of a column counted from 0: A, B, …, Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
