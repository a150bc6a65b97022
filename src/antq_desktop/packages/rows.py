"""Reads the rows of a verified package (step 13): strict text, strict widths, typed values."""

import codecs
import csv
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from antq_desktop.domain.errors import PackageError
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.descriptor import Resource
from antq_desktop.packages.limits import LIMITS
from antq_desktop.packages.strict import StrictZip
from antq_desktop.packages.tables import TableField, is_clean, is_value, joined_keys

Value = str | int | bool | None

_BATCH = 2000
_CONVERT: dict[str, Callable[[str], Value]] = {"integer": int, "boolean": "true".__eq__}


def read_rows(container: StrictZip, resource: Resource) -> Iterator[tuple[Value, ...]]:
    """Read one table row by row.

    Args:
        container: as `verification.opened` yields it.
        resource: one of the descriptor's.

    Yields:
        Tuples as wide as the resource's fields: text, integer, flag, or None for an empty cell; dates and
        moments stay ISO texts.

    Raises:
        PackageError: `E_ROW` at the first row that breaks a rule.
    """
    lines = _Lines(container, resource)
    reader = csv.reader(lines, strict=True)
    done = 0
    keys: set[str] = set()
    try:
        heading = next(reader, [])
        if heading != [each.name for each in resource.fields]:
            raise _wrong(resource, 0, "heading")
        while batch := list(islice(reader, _BATCH)):
            rows = _typed(resource, batch, done)
            _check_keys(resource, batch, done, keys)
            yield from rows
            done += len(batch)
    except csv.Error as error:
        raise _wrong(resource, done, "quotes") from error
    if lines.returns != done + 1:
        raise _wrong(resource, done, "line ends")


class _Lines:
    """The lines of a CSV entry, checked as text before the CSV reader sees them."""

    def __init__(self, container: StrictZip, resource: Resource):
        self.returns = 0
        self._container = container
        self._resource = resource

    def __iter__(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        kept = ""
        try:
            for chunk in self._container.chunks(self._container.entries[self._resource.path]):
                whole, end, kept = (kept + decoder.decode(chunk)).rpartition("\n")
                self._check(whole)
                if len(kept) > LIMITS.row:
                    raise _wrong(self._resource, self.returns, "size of a row")
                if end:
                    yield from (f"{line}\n" for line in whole.split("\n"))
            kept += decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise _wrong(self._resource, self.returns, "UTF-8") from error
        if kept:
            raise _wrong(self._resource, self.returns, "last line")

    def _check(self, text: str) -> None:
        if not is_clean(text.encode("utf-8")):
            raise _wrong(self._resource, self.returns, "control character")
        if not unicodedata.is_normalized("NFC", text):
            raise _wrong(self._resource, self.returns, "not NFC")
        self.returns += text.count("\r\n") + text.endswith("\r")
        if "\r" in text.replace("\r\n", "").removesuffix("\r"):
            raise _wrong(self._resource, self.returns, "carriage return")


def _typed(resource: Resource, batch: list[list[str]], done: int) -> Iterator[tuple[Value, ...]]:
    width = len(resource.fields)
    for place, row in enumerate(batch):
        if len(row) != width:
            raise _wrong(resource, done + place + 1, "width")
    columns = [
        _column(resource, field, column, done)
        for field, column in zip(resource.fields, zip(*batch, strict=True), strict=True)
    ]
    return zip(*columns, strict=True)


def _check_keys(resource: Resource, batch: list[list[str]], done: int, known: set[str]) -> None:
    """Every row is identified by its key, and no other row is."""
    names = [field.name for field in resource.fields]
    columns = [[row[names.index(name)] for row in batch] for name in resource.primary_key]
    for column in columns:
        if "" in column:
            raise _wrong(resource, done + 1 + column.index(""), "key: required")
    for place, key in enumerate(joined_keys(columns) if columns else ()):
        if key in known:
            raise _wrong(resource, done + 1 + place, "key: repeated")
        known.add(key)


def _column(resource: Resource, field: TableField, column: Sequence[str], done: int) -> list[Value]:
    if len(max(column, key=len)) * 4 > LIMITS.field and any(len(c.encode()) > LIMITS.field for c in column):
        raise _wrong(resource, done + 1, f"{field.name}: size")
    convert = _CONVERT.get(field.type, str)
    known: dict[str, Value] = {"": None}
    for text in set(column):
        if text and not is_value(field.type, text):
            raise _wrong(resource, done + 1 + column.index(text), f"{field.name}: {field.type}")
        if text:
            known[text] = convert(text)
        elif field.required:
            raise _wrong(resource, done + 1 + column.index(""), f"{field.name}: required")
    return [known[text] for text in column]


def _wrong(resource: Resource, row: int, rule: str) -> PackageError:
    return refusal("E_ROW", f"{resource.name} row {row}: {rule}")
