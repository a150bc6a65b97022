"""Lists as workbooks, or as CSV: out for the office.

Phone numbers and notes stay at home. Every list with names needs a reason, which is journalled with the number of
rows. Households that do not reside here any more stay out unless the query asks for them; a column that is only to be
read marks them. How a workbook comes back is told in `services.imports.returning`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from antq_desktop.domain.fields import FieldSpec, Kind, Register, values_of
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.services.leaving import (
    WHOLE,
    Grounds,
    Part,
    allow,
    chosen_fields,
    expect_ending,
    journal_leaving,
    names_persons,
    of_residents,
    open_flag,
    shown_fields,
)
from antq_desktop.services.lists import Chosen, ListQuery, listed
from antq_desktop.services.office import Office
from antq_desktop.services.withholding import leaving_texts
from antq_desktop.sheets.csv_list import write_csv
from antq_desktop.sheets.writer import Column, write_list
from antq_desktop.storage.chosen import window_of
from antq_desktop.storage.store import journal_head

BATCH = 500
READ_ONLY = "(chỉ xem)"
ENDINGS = (".xlsx", ".csv")
KINDS = {Kind.INTEGER: "integer", Kind.DATE: "date"}
WIDTHS = {Kind.LONG_TEXT: 50, Kind.DATE: 12, Kind.INTEGER: 10, Kind.FLAG: 8}


def export_list(
    office: Office,
    register_key: str,
    path: Path,
    query: ListQuery | None = None,
    *,
    grounds: Grounds | None = None,
    progress: Progress | None = None,
    part: Part = WHOLE,
) -> int:
    """Write a list as a workbook, or as CSV if that is the file's ending.

    Args:
        office: whose.
        register_key: which register.
        path: the .xlsx or .csv file; replaced whole.
        query: which lines, in which order; residents only unless it names `residing`.
        grounds: reason and password, for a list with names.
        progress: told rows.
        part: which lines, and which columns instead of all.

    Returns:
        Number of rows.

    Raises:
        UsageError: no reason for a list with names, another kind of file, columns that do not leave, or the list
            changed since lines were chosen.
        PasswordRefused: the password for it is missing or wrong.
        RoleRefused: the role may not export.
        StorageError: the file cannot be written.
    """
    office.require("export")
    register = listed(register_key)
    expect_ending(path, *ENDINGS)
    specs = _specs(register, part)
    said = allow(office, register.title, grounds) if names_persons(register) else ""
    flag = open_flag(register)
    columns = [
        Column(spec.key, _heading(spec), KINDS.get(spec.kind, "text"), WIDTHS.get(spec.kind, 24)) for spec in specs
    ]
    if flag is not None:
        columns.append(Column(flag.key, f"{flag.label} {READ_ONLY}", width=14))
    wanted = of_residents(register, query, part.lines)
    meta = _meta(office, register, wanted, part.lines)
    title = f"{register.title} – {office.unit_name}" + (" – DỮ LIỆU MẪU" if office.training else "")
    lines = _cells(office, register, specs, wanted, part.lines)
    if path.suffix.lower() == ".csv":
        count = write_csv(path, columns, lines, progress or Silent())
    else:
        count = write_list(path, columns, lines, title=title, meta=meta, progress=progress or Silent())
    if names_persons(register):
        journal_leaving(office, f"Kết xuất Excel {register.title}", count, said)
    return count


def _specs(register: Register, part: Part) -> tuple[FieldSpec, ...]:
    """The columns that can be edited; whether a household resides here is told by one of its own, at the end."""
    if part.columns is None:
        return shown_fields(register)
    return tuple(spec for spec in chosen_fields(register, part.columns) if not spec.derived)


def _meta(office: Office, register: Register, query: ListQuery, chosen: Chosen | None) -> dict[str, str]:
    """What the workbook remembers for coming back: whose it is, what was known then, how many rows it had."""
    with office.store.reading() as connection:
        end = journal_head(connection)
        count = window_of(connection, register, query, chosen).count
    return {
        "journal": end or "",
        "register": register.key,
        "unit": office.unit_code,
        "exported_at": office.clock().isoformat(),
        "rows": str(count),
        "training": "1" if office.training else "0",
    }


def _heading(spec: FieldSpec) -> str:
    """A column's heading; numbers of files say that they are only to be read."""
    return f"{spec.label} {READ_ONLY}" if spec.kind is Kind.ATTACHMENTS else spec.label


def _cells(
    office: Office, register: Register, specs: Sequence[FieldSpec], query: ListQuery, chosen: Chosen | None
) -> Iterator[list[str | int | date | None]]:
    flag = open_flag(register)
    places = {spec.key: place for place, spec in enumerate(register.fields.values())}
    with office.store.reading() as connection:
        window = window_of(connection, register, query, chosen)
        for start in range(0, window.count, BATCH):
            window.anchor(connection)
            lines = window.lines(connection, start, BATCH)
            texts = leaving_texts(office, register, [line.record for line in lines])
            for line, text in zip(lines, texts, strict=True):
                values = values_of(line.record)
                row: list[str | int | date | None] = [str(line.record.uid)]
                for spec in specs:
                    value = values[spec.key]
                    number = isinstance(value, int) and not isinstance(value, bool) and not spec.hides(value)
                    plain = isinstance(value, date) or number
                    row.append(value if plain else text[places[spec.key]])  # type: ignore[arg-type] # a date or a number
                if flag is not None:
                    row.append("có" if values[flag.key] else "không")
                yield row
