"""Importing lists from a workbook: look first, then carry out as one operation, whatever the list is of."""

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import calendar_year
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.domain.text import fold
from antq_desktop.services import upkeep
from antq_desktop.services.imports import returning
from antq_desktop.services.imports.bulk import uncollected
from antq_desktop.services.imports.import_kinds import STEP, Settled, Study
from antq_desktop.services.imports.import_plan import (
    ImportChoices,
    ImportPlan,
    ImportResult,
    Outcome,
    PlannedRow,
)
from antq_desktop.services.imports.import_registry import kind_of
from antq_desktop.services.imports.moved import expect_unmoved, seen
from antq_desktop.services.office import Office
from antq_desktop.sheets.headings import NUMBER_KEY, signature
from antq_desktop.sheets.rejected import RejectedRow, write_rejected
from antq_desktop.sheets.rows import DataRow
from antq_desktop.sheets.table import FIRST_ROWS, Chosen, FileTables, read_tables
from antq_desktop.sheets.workbook import Pasted
from antq_desktop.storage import import_log
from antq_desktop.storage.import_log import LoggedRow
from antq_desktop.storage.writing import Writing


@uncollected()
def preview(
    office: Office, source: Path | Pasted, choices: ImportChoices | None = None, progress: Progress | None = None
) -> ImportPlan:
    """Read a file, or cells that were pasted, and find out what would become of every row; nothing is written.

    Args:
        office: where it would go.
        source: .xlsx, .xls, .ods, .csv or .txt, or what was pasted.
        choices: what the officer chose.
        progress: told rows.

    Raises:
        SheetError: the file cannot be read as a list.
        UsageError: choices that make no sense.
        RoleRefused: the role may not import.
    """
    office.require("import")
    if isinstance(source, Path):
        returning.refuse_own_list(source)
    choices = choices or ImportChoices()
    kind = kind_of(choices.register)
    if not 0 <= (choices.header_row or 0) <= FIRST_ROWS:
        raise UsageError(f"Dòng tiêu đề phải từ 0 đến {FIRST_ROWS}.", do="Ghi 0 nếu tệp không có dòng tiêu đề.")
    year = calendar_year(choices.year or office.today().year).year
    watcher = progress or Silent()
    end = seen(office)
    study = kind.study(office, choices, year)
    with office.store.reading() as connection:
        file = read_tables(
            source,
            study.targets(),
            partial(_read, study, choices),
            chosen=Chosen(choices.mapping, choices.header_row, choices.sheet, choices.password),
            remembered=partial(import_log.recall, connection, kind.memory),
            refuses=kind.refuses,
            progress=watcher,
        )
        before = import_log.known_file(connection, file.sha256, kind.logged)
    settled = study.settle(again=before is not None, progress=watcher)
    plan = _plan(choices, year, file, settled)
    return replace(plan, imported_before=before, end=end, pasted=isinstance(source, Pasted))


def _read(study: Study, choices: ImportChoices, row: DataRow, sheet: str | None) -> PlannedRow:
    """What one row says; nothing is found out about one that the officer leaves out."""
    planned = study.read(row, sheet)
    if (sheet, row.row_no) in choices.skipped:
        planned.outcome, planned.faults, planned.warnings = Outcome.SKIPPED, (), ()
    return planned


def _plan(
    choices: ImportChoices,
    year: int,
    file: FileTables[PlannedRow],
    settled: Settled,
) -> ImportPlan:
    planned = [row for table in file.tables for row in table.rows]
    ignored: Counter[str] = Counter()
    cells: Counter[str] = Counter()
    for table in file.tables:
        ignored.update(table.ignored)
        cells.update(table.encodings)
    first = file.tables[0]
    used = {key for row in planned if row.writes for key in row.missing_areas}
    return ImportPlan(
        choices=choices,
        year=year,
        rows=tuple(planned),
        new_areas={key: name for key, name in settled.new_areas.items() if key in used},
        made_areas=settled.made_areas,
        renamed_areas=settled.renamed_areas,
        answered_areas=settled.answered_areas,
        known_areas=settled.known_areas,
        duplicates=settled.duplicates,
        refused_columns=tuple(column for table in file.tables for column in table.mapping.refused),
        ignored=dict(ignored),
        encodings={"file": file.file_encoding, "cells": dict(cells)},
        headers=first.headers,
        samples=first.samples,
        mapping=dict(first.mapping.columns),
        kept_columns=_kept_columns(file),
        skipped_sheets=file.skipped_sheets,
        sha256=file.sha256,
        signature=signature(list(first.headers.values())),
    )


def _kept_columns(file: FileTables[PlannedRow]) -> tuple[tuple[str, str], ...]:
    """Mapped columns in the file's own order; an area where only group rows name it."""
    found: dict[str, str] = {}
    for table in file.tables:
        for column, key in sorted(table.mapping.columns.items()):
            if key == NUMBER_KEY or not key.startswith("_"):
                found.setdefault(key, table.headers.get(column, key))
    found.setdefault("area", "Khu dân cư")
    return tuple(found.items())


@uncollected()
def save(office: Office, plan: ImportPlan, progress: Progress | None = None) -> ImportResult:
    """Carry a plan out as one operation: all its good rows or nothing; a file only after a backup.

    Rows that are rejected or wait for a decision are left for the workbook of `write_errors`.

    Args:
        office: where.
        plan: from `preview`.
        progress: told rows.

    Raises:
        EditedElsewhere: somebody wrote since the preview; nothing was written.
        Cancelled: nothing was written.
        StorageError: nothing was written.
    """
    office.require("import")
    watcher = progress or Silent()
    kind = kind_of(plan.choices.register)
    good = plan.to_write
    if good and not plan.pasted:
        upkeep.backup_before(office, "import")
    count = show_count(len(good))
    title = f"Dán từ Excel: {count} dòng" if plan.pasted else f"Nhập từ Excel: {count} dòng của tệp"
    intent = replace(office.intent(title), bulk=True)
    with office.store.operation(intent) as (writing, outcome):
        expect_unmoved(writing, plan.end)
        writer = kind.writer(writing, office, plan)
        for number, row in enumerate(good):
            writer.write(row)
            if number % STEP == 0:
                watcher.step(number, len(good), "Ghi vào sổ")
        if good:
            import_log.enter(
                writing.connection,
                writing.uid,
                plan.sha256,
                plan.choices.register,
                office.clock().isoformat(),
                (_logged(row) for row in plan.rows),
            )
            _remember_mapping(writing, kind.memory, plan)
    return ImportResult(outcome.changes, plan)


def _remember_mapping(writing: Writing, memory: str, plan: ImportPlan) -> None:
    """Keep what a person chose for these headings, by heading, since columns move; a heading twice says nothing."""
    if plan.choices.mapping is None or plan.pasted:
        return
    names = Counter(fold(header) for header in plan.headers.values())
    chosen = {fold(plan.headers[column]): key for column, key in plan.mapping.items() if column in plan.headers}
    if chosen and all(names[name] == 1 for name in chosen):
        import_log.remember(writing.connection, memory, plan.signature, chosen)


def _logged(row: PlannedRow) -> LoggedRow:
    reason = "; ".join(fault.code for fault in row.faults) or None
    return LoggedRow(row.sheet, row.row_no, str(row.outcome), row.about, reason)


def write_errors(plan: ImportPlan, path: Path) -> int:
    """Write rejected rows and open decisions as a workbook that can be corrected and imported again.

    Mapped columns only, in their order, with "Lý do" and "Quyết định"; refused columns are copied nowhere.

    Returns:
        Number of rows written.

    Raises:
        StorageError: the file cannot be written.
    """
    keys = [key for key, _ in plan.kept_columns]
    headers = [header for _, header in plan.kept_columns]
    wanted = [row for row in plan.rows if row.outcome in {Outcome.REJECTED, Outcome.DECISION}]
    found = [
        RejectedRow(
            sheet=row.sheet,
            row_no=row.row_no,
            cells=[row.raw.get(key) or (row.area if key == "area" else "") for key in keys],
            reason=reason_of(row),
            needs_decision=row.outcome is Outcome.DECISION,
            answer=row.decision,
        )
        for row in wanted
    ]
    write_rejected(path, headers, found, plan.sha256[:16], kind_of(plan.choices.register).words.answer)
    return len(found)


def reason_of(row: PlannedRow) -> str:
    """Why a row was not taken, in one text."""
    if row.faults:
        return " ".join(
            f"[Cột {fault.column}] {fault.reason}" if fault.column else fault.reason for fault in row.faults
        )
    if not row.candidates:
        return row.question
    words = row.words
    listed = "; ".join(f"{place}) {where or words.nowhere}" for place, (_, where) in enumerate(row.candidates, 1))
    return (
        f"{row.question} Các {words.noun} cùng tên: {listed}. Ghi vào cột {words.answer}: số thứ tự của {words.noun}"
        f" đúng, “{words.new}” hoặc “bỏ qua”."
    )
