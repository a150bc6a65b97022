"""Lists as workbooks: out for the office, and back in unchanged.

Phone numbers and notes stay at home. Every list with names needs a reason, which is journalled with
the number of rows. Households that do not reside here any more stay out unless the query asks for them; a column that
is only to be read marks them. Coming back, a workbook changes only cells that differ from the register.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.decode import decode
from antq_desktop.domain.errors import RejectedRecord, SheetError, UsageError
from antq_desktop.domain.fields import FieldSpec, Kind, Problem, Record, Register, values_of
from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.services.leaving import (
    Grounds,
    allow,
    journal_leaving,
    names_persons,
    of_residents,
    open_flag,
    shown_fields,
)
from antq_desktop.services.lists import ListQuery
from antq_desktop.services.meaning import OfficeLookup, texts_of
from antq_desktop.services.office import Office
from antq_desktop.services.records import OF_SETTINGS, add_with_parts, change_with_parts, register_of
from antq_desktop.services.repeating import repeated
from antq_desktop.sheets.cells import shown
from antq_desktop.sheets.own_list import OwnList, OwnRow, read_own_list
from antq_desktop.sheets.writer import Column, write_list
from antq_desktop.storage import rows
from antq_desktop.storage.lists import Window

BATCH = 500
SHOWN = 20
READ_ONLY = "(chỉ xem)"
SAME_CODE = "Trùng mã ẩn với dòng {}. Nếu là dòng mới, chép riêng các ô, đừng chép cả dòng."
KINDS = {Kind.INTEGER: "integer", Kind.DATE: "date"}
WIDTHS = {Kind.LONG_TEXT: 50, Kind.DATE: 12, Kind.INTEGER: 10, Kind.FLAG: 8}


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook that came back did: records changed, added, and left as they were."""

    changes: ChangeSet
    changed: int
    added: int
    same: int


def export_list(
    office: Office,
    register_key: str,
    path: Path,
    query: ListQuery | None = None,
    *,
    grounds: Grounds | None = None,
    progress: Progress | None = None,
) -> int:
    """Write a list as a workbook.

    Args:
        office: whose.
        register_key: which register.
        path: the .xlsx file; replaced whole.
        query: which lines, in which order; residents only unless it names `residing`.
        grounds: reason and password, for a list with names.
        progress: told rows.

    Returns:
        Number of rows.

    Raises:
        UsageError: no reason for a list with names.
        PasswordRefused: the password for it is missing or wrong.
        RoleRefused: the role may not export.
        StorageError: the file cannot be written.
    """
    office.require("export")
    register = register_of(register_key)
    said = allow(office, register.title, grounds) if names_persons(register) else ""
    specs = shown_fields(register)
    flag = open_flag(register)
    columns = [Column(spec.key, spec.label, KINDS.get(spec.kind, "text"), WIDTHS.get(spec.kind, 24)) for spec in specs]
    if flag is not None:
        columns.append(Column(flag.key, f"{flag.label} {READ_ONLY}", width=14))
    meta = {
        "register": register.key,
        "unit": office.unit_code,
        "exported_at": office.clock().isoformat(),
        "training": "1" if office.training else "0",
    }
    title = f"{register.title} – {office.unit_name}" + (" – DỮ LIỆU MẪU" if office.training else "")
    lines = _cells(office, register, specs, of_residents(register, query))
    count = write_list(path, columns, lines, title=title, meta=meta, progress=progress or Silent())
    if names_persons(register):
        journal_leaving(office, f"Kết xuất Excel {register.title}", count, said)
    return count


def _cells(
    office: Office, register: Register, specs: Sequence[FieldSpec], query: ListQuery
) -> Iterator[list[str | int | date | None]]:
    flag = open_flag(register)
    places = {spec.key: place for place, spec in enumerate(register.fields.values())}
    with office.store.reading() as connection:
        window = Window(connection, register, query)
        for start in range(0, window.count, BATCH):
            window.anchor(connection)
            lines = window.lines(connection, start, BATCH)
            texts = texts_of(office, register, [line.record for line in lines])
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


def take_back_list(office: Office, path: Path, progress: Progress | None = None) -> Returned:
    """Bring an exported workbook back: rows with a code change their record, rows without one are new.

    Raises:
        SheetError: it is not a list of this program, or of another unit.
        RejectedRecord: cells that break a rule; nothing is written.
        RoleRefused: the role may not import.
    """
    office.require("import")
    own = read_own_list(path)
    if own is None or own.meta.get("register", "") == "":
        raise SheetError("Tệp này không phải danh sách do chương trình kết xuất.", do="Dùng lệnh nhập từ Excel.")
    if own.meta.get("unit") != office.unit_code:
        raise SheetError("Danh sách này của đơn vị khác.", do="Chọn đúng tệp của đơn vị mình.")
    register = register_of(own.meta["register"])
    if register.key_data:
        raise UsageError(f"{register.title} được quản lý ở phần cài đặt, không nhập lại từ Excel.", do=OF_SETTINGS)
    watcher = progress or Silent()
    planned = _planned(office, register, own, watcher)
    changed = added = 0
    with office.store.operation(office.intent(f"Nhập lại danh sách {register.title}")) as (writing, outcome):
        for line, record in planned:
            if line is None:
                add_with_parts(writing, register, record, office)
                added += 1
            elif values_of(line.record) != values_of(record):
                change_with_parts(writing, register, line, record, None, office)
                changed += 1
    return Returned(outcome.changes, changed, added, len(planned) - changed - added)


def _planned(
    office: Office, register: Register, own: OwnList, progress: Progress
) -> list[tuple[rows.Line | None, Record]]:
    lookup = OfficeLookup(office)
    lines, problems = _lines(office, register, own)
    found: list[tuple[rows.Line | None, Record]] = []
    for start in range(0, len(own.rows), BATCH):
        progress.step(start, len(own.rows), "Đọc danh sách")
        part = own.rows[start : start + BATCH]
        texts = _texts(office, register, [lines[row.code] for row in part if row.code in lines])
        for row in part:
            line = lines.get(row.code)
            given = _changed(register, row, line, texts)
            uid = line.record.uid if line else new_uid(office.clock())
            record, wrong = decode(register, given, uid, lookup, office.today(), line.record if line else None)
            if record is not None and given:
                wrong.extend(repeated(office, register, record))
            problems.extend(_at(row, problem) for problem in wrong if not problem.warning)
            if record is not None:
                found.append((line, record))
    if problems:
        rest = len(problems) - SHOWN
        more = [Problem("", f"Và {rest} lỗi khác.")] if rest > 0 else []
        raise RejectedRecord([*problems[:SHOWN], *more])
    return found


def _lines(office: Office, register: Register, own: OwnList) -> tuple[dict[str, rows.Line], list[Problem]]:
    """Records the codes stand for; a code that is unknown, or stands twice, is a problem of its row."""
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    codes: dict[str, UUID] = {}
    for row in own.rows:
        if not row.code:
            continue
        if row.code in seen:
            problems.append(_at(row, Problem("", SAME_CODE.format(seen[row.code]), "same_code")))
        seen.setdefault(row.code, row.number)
        with suppress(ValueError):
            codes[row.code] = UUID(row.code)
    with office.store.reading() as connection:
        stored = rows.many(connection, register, codes.values())
    lines = {code: stored[uid] for code, uid in codes.items() if uid in stored and not stored[uid].deleted}
    gone = [row for row in own.rows if row.code and row.code not in lines]
    problems.extend(_at(row, Problem("", f"Không còn {register.noun} này trong sổ.", "gone")) for row in gone)
    return lines, problems


def _at(row: OwnRow, problem: Problem) -> Problem:
    return replace(problem, message=f"Dòng {row.number}: {problem.message}")


def _texts(office: Office, register: Register, lines: Sequence[rows.Line]) -> dict[UUID, dict[str, str]]:
    texts = texts_of(office, register, [line.record for line in lines])
    return {
        line.record.uid: dict(zip(register.fields, text, strict=True)) for line, text in zip(lines, texts, strict=True)
    }


def _changed(
    register: Register, row: OwnRow, line: rows.Line | None, texts: dict[UUID, dict[str, str]]
) -> dict[str, object]:
    """Cells that say something else than the register; the same text is left alone, what is only to be read too."""
    flag = open_flag(register)
    cells = {key: value for key, value in row.values.items() if flag is None or key != flag.key}
    if line is None:
        return {key: _typed(register, key, value) for key, value in cells.items() if value not in {None, ""}}
    known, said = values_of(line.record), texts[line.record.uid]
    return {
        key: _typed(register, key, value)
        for key, value in cells.items()
        if value != known.get(key) and str(value if value is not None else "") != said.get(key, "")
    }


def _typed(register: Register, key: str, value: object) -> object:
    """Numbers and dates stay what they are only in fields of numbers and dates."""
    spec = register.fields.get(key)
    if value is None or isinstance(value, str) or (spec is not None and spec.kind in KINDS):
        return value
    return shown(value)
