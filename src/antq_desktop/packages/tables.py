"""Tables of a package and their CSV bytes: RFC 4180, CRLF, UTF-8, NFC, streamed in batches."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, cast, get_args

from antq_desktop.domain.errors import PackageError
from antq_desktop.domain.progress import Progress
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.limits import LIMITS, Limits

FieldType = Literal["string", "integer", "date", "boolean", "datetime"]
Cell = str | int | bool | dt.date | None
FIELD_TYPES: frozenset[str] = frozenset(get_args(FieldType))
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")

_BATCH = 2000
_DATE = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_PATTERNS: dict[str, re.Pattern[str]] = {
    "date": re.compile(_DATE),
    "datetime": re.compile(_DATE + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"),
}
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_SPECIAL = re.compile('[",\n]')
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\r\n") + b"\x7f"
_HIDDEN = re.compile("[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_HIDDEN_LEADS = (b"\xc2", b"\xe2", b"\xef")


@dataclass(frozen=True, slots=True)
class TableField:
    """One column.

    Attributes:
        name: key, `[a-z][a-z0-9_]{0,40}`.
        type: kind of the values.
        title: Vietnamese heading.
        required: no cell of it may be empty.
    """

    name: str
    type: FieldType
    title: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a package.

    Attributes:
        name: key, also the name of the file under `data/`.
        fields: the columns in order.
        primary_key: names of the columns that identify a row.
        rows: tuples as wide as `fields`, consumed once; None or an empty text is null.
    """

    name: str
    fields: tuple[TableField, ...]
    primary_key: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


class CsvEncoder:
    """Turns a table into CSV bytes, column by column within batches of rows.

    Args:
        table: what to write.
        progress: told the number of rows after each batch.
        limits: sizes of cells, rows and row count.

    Attributes:
        rows: rows written so far, without the heading.
    """

    def __init__(self, table: Table, progress: Progress, limits: Limits = LIMITS):
        names = [field.name for field in table.fields]
        named = all(NAME.fullmatch(name) for name in (table.name, *names))
        if not names or not named or len(set(names)) != len(names) or not set(table.primary_key) <= {*names}:
            raise refusal("E_TABLE", f"shape of {table.name}")
        self.rows = 0
        self._keys: set[str] = set()
        self._key_places = [names.index(name) for name in table.primary_key]
        self._table = table
        self._progress = progress
        self._limits = limits
        self._columns: tuple[Callable[[Sequence[Cell]], Sequence[str]], ...] = tuple(
            _COLUMNS[field.type] for field in table.fields
        )

    def __iter__(self) -> Iterator[bytes]:
        """Yield the heading, then one piece of bytes for each batch.

        Raises:
            PackageError: `E_TABLE` for a value that does not fit, `E_LIMIT` for one that is too large.
        """
        yield (",".join(field.name for field in self._table.fields) + "\r\n").encode("ascii")
        rows = iter(self._table.rows)
        while batch := list(islice(rows, _BATCH)):
            yield self._encode(batch)
            self.rows += len(batch)
            if self.rows > self._limits.rows:
                raise refusal("E_LIMIT", f"rows of {self._table.name}")
            self._progress.step(self.rows, None, "Ghi dữ liệu vào gói")

    def _encode(self, batch: list[Sequence[Cell]]) -> bytes:
        fields = self._table.fields
        try:
            columns = list(zip(*batch, strict=True))
        except ValueError as error:
            raise self._wrong("width of rows") from error
        if len(columns) != len(fields):
            raise self._wrong("width of rows")
        texts = [
            self._column(field, encode, column)
            for field, encode, column in zip(fields, self._columns, columns, strict=True)
        ]
        text = "\r\n".join(map(",".join, zip(*texts, strict=True))) + "\r\n"
        composed = unicodedata.is_normalized("NFC", text)
        if not composed:
            text = unicodedata.normalize("NFC", text)
        self._check_keys([texts[place] for place in self._key_places], composed=composed)
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise self._wrong("lone surrogate") from error
        if not is_clean(data):
            raise self._wrong("control character")
        self._check_sizes(data, columns)
        return data

    def _check_keys(self, columns: Sequence[Sequence[str]], *, composed: bool) -> None:
        """No two rows of a table are identified alike, and every row is identified."""
        if not columns:
            return
        fields = [self._table.fields[place] for place in self._key_places]
        if any("" in column for field, column in zip(fields, columns, strict=True) if not field.required):
            raise self._wrong("key is empty")
        keys = joined_keys(columns)
        if not composed:
            keys = [unicodedata.normalize("NFC", key) for key in keys]
        known = len(self._keys)
        self._keys.update(keys)
        if len(self._keys) != known + len(keys):
            raise self._wrong("key is repeated")

    def _check_sizes(self, data: bytes, columns: list[tuple[Cell, ...]]) -> None:
        longest = max(map(len, data.split(b"\r\n")))
        if longest > self._limits.row:
            raise refusal("E_LIMIT", f"row of {self._table.name}")
        if longest > self._limits.field:
            texts = (cell for column in columns for cell in column if isinstance(cell, str))
            if any(len(text.encode("utf-8")) > self._limits.field for text in texts):
                raise refusal("E_LIMIT", f"cell of {self._table.name}")

    def _column(
        self, field: TableField, encode: Callable[[Sequence[Cell]], Sequence[str]], column: Sequence[Cell]
    ) -> Sequence[str]:
        try:
            texts = encode(column)
        except (TypeError, ValueError, KeyError) as error:
            raise self._wrong(f"{field.name} is not {field.type}") from error
        if field.required and "" in texts:
            raise self._wrong(f"{field.name} is empty")
        if field.type == "string":
            texts = self._quoted(field, texts)
        if len(self._table.fields) == 1:
            texts = [text or '""' for text in texts]
        return texts

    def _quoted(self, field: TableField, texts: Sequence[str]) -> Sequence[str]:
        joined = "\t".join(texts)
        if "\r" in joined:
            raise self._wrong(f"carriage return in {field.name}")
        if '"' in joined:
            return ['"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text for text in texts]
        if "," in joined or "\n" in joined:
            return [f'"{text}"' if "," in text or "\n" in text else text for text in texts]
        return texts

    def _wrong(self, detail: str) -> PackageError:
        first, last = self.rows + 1, self.rows + _BATCH
        return refusal("E_TABLE", f"{self._table.name} rows {first}..{last}: {detail}")


def joined_keys(columns: Sequence[Sequence[str]]) -> Sequence[str]:
    """Texts that tell rows apart by their key columns; nothing in a package holds the mark between the parts.

    Args:
        columns: the key columns of a batch of rows, at least one.
    """
    return columns[0] if len(columns) == 1 else list(map("\x1f".join, zip(*columns, strict=True)))


def is_clean(data: bytes) -> bool:
    """Tell whether CSV bytes are free of control, direction and invisible marker characters.

    Args:
        data: UTF-8 text; tab, CR and LF are allowed.
    """
    if len(data.translate(None, _CONTROLS)) != len(data):
        return False
    return not any(lead in data for lead in _HIDDEN_LEADS) or not _HIDDEN.search(data.decode("utf-8"))


def is_value(kind: str, text: str) -> bool:
    """Tell whether the text of one filled cell is a value of a field type.

    Args:
        kind: one of `FIELD_TYPES`.
        text: the cell as it stands in the CSV, not empty.
    """
    if kind == "boolean":
        return text in ("true", "false")
    if kind == "integer":
        return _INTEGER.fullmatch(text) is not None
    if kind in _PATTERNS:
        try:
            return _PATTERNS[kind].fullmatch(text) is not None and bool(dt.date.fromisoformat(text[:10]))
        except ValueError:
            return False
    return True


def _kinds(column: Sequence[Cell]) -> set[type]:
    return set(map(type, column))


def _strings(column: Sequence[Cell]) -> Sequence[str]:
    kinds = _kinds(column)
    if kinds == {str}:
        return cast("Sequence[str]", column)
    if not kinds <= {str, type(None)}:
        raise TypeError(kinds)
    return [cast("str", value or "") for value in column]


def _integers(column: Sequence[Cell]) -> Sequence[str]:
    kinds = _kinds(column)
    if kinds == {int}:
        return list(map(str, column))
    if not kinds <= {int, type(None)}:
        raise TypeError(kinds)
    return ["" if value is None else str(value) for value in column]


def _booleans(column: Sequence[Cell]) -> Sequence[str]:
    if not _kinds(column) <= {bool, type(None)}:
        raise TypeError(_kinds(column))
    return [_BOOLEANS[value] for value in cast("Sequence[bool | None]", column)]


def _dates(column: Sequence[Cell]) -> Sequence[str]:
    return _moments(column, dt.date, "date", dt.date.isoformat)


def _datetimes(column: Sequence[Cell]) -> Sequence[str]:
    return _moments(column, dt.datetime, "datetime", _utc)


def _moments(column: Sequence[Cell], kind: type, name: str, show: Callable[..., str]) -> Sequence[str]:
    if not _kinds(column) <= {kind, str, type(None)}:
        raise TypeError(_kinds(column))
    shown = {value: _moment(value, name, show) for value in set(column)}
    return [shown[value] for value in column]


def _moment(value: Cell, name: str, show: Callable[..., str]) -> str:
    text = value if isinstance(value, str) else show(value) if value is not None else ""
    if text and not is_value(name, text):
        raise ValueError(name)
    return text


def _utc(value: dt.datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("naive")
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_BOOLEANS: dict[bool | None, str] = {True: "true", False: "false", None: ""}
_COLUMNS: dict[str, Callable[[Sequence[Cell]], Sequence[str]]] = {
    "string": _strings,
    "integer": _integers,
    "boolean": _booleans,
    "date": _dates,
    "datetime": _datetimes,
}
