"""Finding the header row and what each column is; identity numbers are refused by heading and by content."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Mapped
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from antq_desktop.domain.text import fold
from antq_desktop.sheets.cells import cell_value, letter_of, shown

SEARCHED_ROWS = 30
STACK_PENALTY = 0.3
STACK_BONUS = 0.1
_IDENTITY_WORDS = (
    *("cccd", "cmnd", "cmt", "cmtnd", "ddcn", "can cuoc", "chung minh", "ho chieu", "giay to tuy than"),
    *("so dinh danh", "ma dinh danh", "dinh danh ca nhan"),
)
_IDENTITY = re.compile(r"\d{12}|\d{9}|\d{11}")
_SURE_IDENTITY = re.compile(r"\d{12}")
_BETWEEN_DIGITS = re.compile(r"[\s.\-']")
_ASIDE = re.compile(r"[(\[][^()\[\]]*(?:[)\]]|$)")
_MANY = 0.6
ROW_KEYS = {"quyet dinh": "_decision", "cach xu ly": "_decision", "dong": "_row", "lo": "_batch", "ly do": "_reason"}
NUMBER_WORDS = frozenset({"stt", "tt", "so tt", "so thu tu"})
NUMBER_KEY = "_number"
IDENTITY, PERSONS = "số định danh", "thông tin về người"
OTHER_NUMBERS = frozenset({"phone", "date", "integer", NUMBER_KEY})


@dataclass(frozen=True, slots=True)
class TargetField:
    """What a column may be.

    Attributes:
        key: field key.
        label: its heading in our own papers.
        aliases: other headings.
        kind: text, name, integer, date, area, organizations, phone or note.
        required: a header without it is no header.
        tells: whether the filled cells of a column speak of it, whatever the heading says; None where none does.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    kind: str = "text"
    required: bool = False
    tells: Callable[[Sequence[str]], bool] | None = None


@dataclass(frozen=True, slots=True)
class RefusedColumn:
    """A column whose content is copied nowhere, and what of it is kept nowhere."""

    index: int
    letter: str
    header: str
    why: str = IDENTITY


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a sheet are.

    Attributes:
        columns: field key by column number, from 0; keys that begin with `_` are the program's own.
        header_rows: row numbers of the header, from 1; none where a list begins without one.
        first_row: number of the first row that may be a record.
        refused: columns of identity numbers.
        unmapped: headings of columns that are not read.
    """

    columns: dict[int, str]
    header_rows: tuple[int, ...]
    first_row: int
    refused: tuple[RefusedColumn, ...] = ()
    unmapped: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, str]:
        """For keeping: field key by column number as text."""
        return {str(column): key for column, key in self.columns.items()}


def signature(headers: Sequence[str]) -> str:
    """Name of a set of headings, the same whatever their order, case and marks."""
    text = "\n".join(sorted({fold(header) for header in headers if header}))
    return hashlib.sha256(text.encode()).hexdigest()


def names_of(targets: Sequence[TargetField]) -> dict[str, str]:
    """Field key by folded heading, aliases too."""
    found: dict[str, str] = {}
    for target in targets:
        for name in (target.label, *target.aliases):
            found.setdefault(fold(name), target.key)
    return ROW_KEYS | found


def match(headers: Mapped[int, Sequence[str]], targets: Sequence[TargetField]) -> dict[int, str]:
    """Field key by column for headings, child heading first; no field twice.

    "Ngày ký (dd/mm/yyyy)" is the day of signing unless another heading is just that.
    """
    names = dict.fromkeys(NUMBER_WORDS, NUMBER_KEY) | names_of(targets)
    exact = {names.get(fold(texts[0])) for texts in headers.values()}
    found: dict[int, str] = {}
    for column, texts in headers.items():
        key = next(_keys(texts, names, exact), None)
        if key is not None and key not in found.values():
            found[column] = key
    return found


def match_cells(
    found: Mapped[int, str],
    headers: Mapped[int, Sequence[str]],
    body: Sequence[Sequence[object]],
    targets: Sequence[TargetField],
) -> dict[int, str]:
    """The columns found by their headings, and those of unknown headings that are known by what stands in them."""
    known = dict(found)
    for target in targets:
        for column in headers:
            cells = [shown(row[column]).strip() for row in body if column < len(row)]
            if (
                target.tells
                and column not in known
                and target.key not in known.values()
                and target.tells(list(filter(None, cells)))
            ):
                known[column] = target.key
    return known


def _keys(texts: Sequence[str], names: Mapped[str, str], exact: AbstractSet[str | None]) -> Iterator[str]:
    for text in texts:
        whole, short = names.get(fold(text)), names.get(fold(without_asides(text)))
        if whole is not None:
            yield whole
        elif short is not None and short not in exact:
            yield short


def without_asides(heading: str) -> str:
    """A heading without what it says in brackets."""
    return _ASIDE.sub(" ", heading)


def is_identity_heading(text: str) -> bool:
    """Whether a heading speaks of an identity number."""
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in _IDENTITY_WORDS)


def _texts(rows: Sequence[Sequence[object]], first: int, stacked: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    parent = ""
    width = max(len(row) for row in rows[first : first + stacked])
    for column in range(width):
        cells = [shown(row[column]).strip() if column < len(row) else "" for row in rows[first : first + stacked]]
        if stacked == 2:
            parent = cells[0] or (parent if cells[1] else "")
            cells = [cells[1], cells[0] or parent] if cells[1] else [cells[0]]
        if any(cells):
            found[column] = [text.replace("\n", " ") for text in cells if text]
    return found


@dataclass(frozen=True, slots=True)
class Header:
    """Where a list begins.

    Attributes:
        texts: headings by column, child first; made up where there is no header.
        rows: row numbers of the header, from 1; none where there is no header.
        first_row: number of the first row under it.
    """

    texts: dict[int, list[str]]
    rows: tuple[int, ...]
    first_row: int


def header_at(rows: Sequence[Sequence[object]], numbers: tuple[int, ...]) -> Header | None:
    """The header that stands in these rows; none if there are no such rows."""
    if not numbers or numbers[-1] > len(rows):
        return None
    return Header(_texts(rows, numbers[0] - 1, len(numbers)), numbers, numbers[-1] + 1)


def find(rows: Sequence[Sequence[object]], targets: Sequence[TargetField]) -> Header | None:
    """Find the header among the first rows; none when there is no header with a name."""
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    required = {target.key for target in targets if target.required}
    for first in range(min(SEARCHED_ROWS, len(rows))):
        for stacked in (1, 2):
            if first + stacked > len(rows) or _has_data(rows[first : first + stacked]):
                continue
            headers = _texts(rows, first, stacked)
            keys = set(match(headers, targets).values())
            score = len(keys) + (_stack_bonus(rows[first + 1], headers, targets) if stacked == 2 else 0)
            if required <= keys and score > best[0]:
                best = (score, tuple(range(first + 1, first + stacked + 1)))
    return header_at(rows, best[1])


def without_header(
    rows: Sequence[Sequence[object]], chosen: Mapped[int, str], targets: Sequence[TargetField], first_row: int = 1
) -> Header | None:
    """A list that begins with its first record; a column is called what it was chosen to be."""
    labels = {target.key: target.label for target in targets}
    width = max(map(len, rows), default=0)
    texts = {column: [labels.get(chosen.get(column, ""), f"Cột {letter_of(column)}")] for column in range(width)}
    return Header(texts, (), first_row) if any(shown(cell).strip() for row in rows for cell in row) else None


def first_filled(
    rows: Sequence[Sequence[object]], chosen: Mapped[int, str], targets: Sequence[TargetField]
) -> Header | None:
    """The first row that fills every column a person chose: the header of a list whose headings say nothing.

    With a date or a number where one belongs the row is a record already: the list has no header, and the rows right
    above that fill fewer of those columns are records too.
    """
    kinds = {target.key: target.kind for target in targets}
    first = 0
    for number, row in enumerate(rows, 1):
        cells = {column: row[column] for column in chosen if column < len(row) and shown(row[column]).strip()}
        first = (first or number) if len(cells) > 1 else 0
        if len(cells) == len(chosen):
            if any(_is_value(cell, kinds.get(chosen[column], "")) for column, cell in cells.items()):
                return without_header(rows, chosen, targets, first or number)
            if all(isinstance(cell, str) for cell in cells.values()):
                return header_at(rows, (number,))
    return None


def _is_value(cell: object, kind: str) -> bool:
    if kind not in {"date", "integer"}:
        return False
    read = cell_value(kind, cell, shown(cell), "", capitals=False)
    return read.value is not None or read.partial is not None


def first_known(rows: Sequence[Sequence[object]], remembered: Callable[[str], object]) -> Header | None:
    """The first row whose headings a person has explained before."""
    for number in range(1, len(rows) + 1):
        found = header_at(rows, (number,))
        if found and found.texts and remembered(signature([texts[0] for texts in found.texts.values()])) is not None:
            return found
    return None


def _stack_bonus(below: Sequence[object], headers: Mapped[int, Sequence[str]], targets: Sequence[TargetField]) -> float:
    """A second row is part of the header if it says nothing under the name and a known heading elsewhere."""
    names = names_of(targets)
    required = {target.key for target in targets if target.required}
    known = {names.get(fold(without_asides(shown(cell)))) for cell in below if shown(cell).strip()}
    under_name = any(
        shown(below[column]).strip()
        for column, texts in headers.items()
        if column < len(below) and any(names.get(fold(without_asides(text))) in required for text in texts)
    )
    return STACK_BONUS if not under_name and known - {None} else -STACK_PENALTY


def _has_data(rows: Sequence[Sequence[object]]) -> bool:
    return any(isinstance(cell, int | float) and not isinstance(cell, bool) for row in rows for cell in row)


def refused_columns(
    headers: Mapped[int, Sequence[str]],
    body: Sequence[Sequence[object]],
    columns: Mapped[int, str],
    targets: Sequence[TargetField],
    refuses: Callable[[str], bool],
) -> tuple[RefusedColumn, ...]:
    """Columns of identity numbers, by heading, or because most of their cells look like one, and others refused.

    Args:
        headers: headings by column.
        body: the rows under the header.
        columns: field keys by column.
        targets: for the kinds of fields; of telephones, dates and counts only twelve digits speak for identity.
        refuses: whether a column of a heading is refused for what it tells of persons.
    """
    kinds = {target.key: target.kind for target in targets} | {NUMBER_KEY: NUMBER_KEY}
    width = max((len(row) for row in body), default=0)
    found = []
    for column in range(max(width, max(headers, default=-1) + 1)):
        texts = headers.get(column, [])
        shape = _SURE_IDENTITY if kinds.get(columns.get(column, "")) in OTHER_NUMBERS else _IDENTITY
        heading = texts[0] if texts else ""
        by_heading = any(is_identity_heading(text) for text in texts)
        if by_heading or _looks_like_identity(body, column, shape, known=column in columns):
            found.append(RefusedColumn(column, letter_of(column), heading))
        elif any(map(refuses, texts)):
            found.append(RefusedColumn(column, letter_of(column), heading, PERSONS))
    return tuple(found)


def _looks_like_identity(body: Sequence[Sequence[object]], column: int, shape: re.Pattern[str], *, known: bool) -> bool:
    """Most cells have the shape; one or two cells of an unknown column all have twelve digits."""
    cells = [_BETWEEN_DIGITS.sub("", shown(row[column])) for row in body[:500] if column < len(row)]
    filled = [cell for cell in cells if cell]
    if len(filled) < 3:
        return bool(filled) and not known and all(map(_SURE_IDENTITY.fullmatch, filled))
    return sum(shape.fullmatch(cell) is not None for cell in filled) >= _MANY * len(filled)
