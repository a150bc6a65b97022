"""Bringing lists in from workbooks, and what is told of their rows."""

import json
from argparse import Namespace
from collections.abc import Sequence
from functools import singledispatch
from pathlib import Path
from typing import Any

from antq_desktop.cli.own_lists import import_own
from antq_desktop.cli.session import Answer, Session
from antq_desktop.cli.telling import table
from antq_desktop.domain.collation import sort_key
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.text import fold
from antq_desktop.services import leaving
from antq_desktop.services.imports import import_groups, import_registry, importing
from antq_desktop.services.imports.import_group_rows import GroupRow, ends_in
from antq_desktop.services.imports.import_plan import (
    NEW_AREA,
    HouseholdRow,
    ImportChoices,
    ImportPlan,
    Outcome,
    PlannedRow,
)
from antq_desktop.sheets.own_list import own_register

WAITING_SHOWN = 50
ROWS_NAMED = 6
SAME_PLACE = "cùng tên, cùng địa chỉ với hộ ở khu khác"
SAME_NAME = "là hộ mới trùng tên với hộ khác cùng khu dân cư, khác địa chỉ"
AREA_UNKNOWN = (
    "Khu dân cư chưa có trong sổ: thêm --new-areas create để tạo, --make-area TÊN để chỉ tạo khu đó,"
    " --new-areas ask để hỏi từng dòng."
)
OUTCOMES = {
    Outcome.ACCEPTED: "nhận",
    Outcome.ALREADY: "đã có",
    Outcome.UPDATED: "cập nhật",
    Outcome.REJECTED: "từ chối",
    Outcome.DECISION: "chờ quyết định",
}


def import_(session: Session, args: Namespace) -> Answer:
    """Bring households and pledges in from a workbook; other registers from their own list."""
    own = args.register in import_groups.KINDS and own_register(Path(args.file)) == args.register
    if own or args.register not in import_registry.KINDS:
        return import_own(session, args)
    if args.header_row == 0 and not args.mapping:
        raise UsageError("Tệp không có dòng tiêu đề thì phải nói mỗi cột là gì.", do="Thêm --mapping TỆP.")
    if args.errors:
        leaving.expect_ending(Path(args.errors), ".xlsx")
    choices = ImportChoices(
        register=args.register,
        year=args.year,
        new_areas=args.new_areas,
        areas=dict.fromkeys(args.make_area, NEW_AREA),
        mapping=_mapping(args.mapping),
        header_row=args.header_row,
        password=args.workbook_password,
        phone_consent=session.day(args.phone_consent) if args.phone_consent else None,
    )
    with session.office(writes=not args.dry_run) as office:
        plan = importing.preview(office, Path(args.file), choices, session.progress)
        operation = None
        if not args.dry_run:
            operation = importing.save(office, plan, session.progress).changes.operation
        written = None
        if args.errors and (plan.count(Outcome.REJECTED) or plan.count(Outcome.DECISION)):
            importing.write_errors(plan, Path(args.errors))
            written = str(Path(args.errors).absolute())
    said = {"operation": str(operation) if operation else None, "dry_run": args.dry_run, **_plan_told(plan)}
    if args.rows:
        said["rows"] = [_row_told(row) for row in plan.rows]
    code = 3 if plan.count(Outcome.REJECTED) else 8 if plan.count(Outcome.DECISION) else 0
    listed = _rows_table(plan) if args.rows else []
    said["errors"] = written
    lines = [*listed, *_plan_lines(plan, dry=args.dry_run)]
    if written:
        lines.append(f"Các dòng chưa nhận: {written}. Sửa ở đó rồi nhập tệp ấy.")
    return Answer(said, lines, code)


def _mapping(path: str | None) -> dict[int, str] | None:
    if path is None:
        return None
    try:
        read = json.loads(Path(path).read_text(encoding="utf-8"))
        return {int(column): str(key) for column, key in read.items()}
    except (OSError, ValueError, AttributeError, RecursionError) as reason:
        raise UsageError(f"Không đọc được bảng ghép cột {path}.", do='Dùng JSON như {"1": "head_name"}.') from reason


def _plan_told(plan: ImportPlan) -> dict[str, Any]:
    return {
        "accepted": plan.count(Outcome.ACCEPTED),
        "already": plan.count(Outcome.ALREADY),
        "updated": plan.count(Outcome.UPDATED),
        "rejected": [
            {
                "sheet": row.sheet,
                "row": row.row_no,
                "column": fault.column,
                "field": fault.field,
                "value": fault.value,
                "code": fault.code,
                "reason": fault.reason,
            }
            for row in plan.of(Outcome.REJECTED)
            for fault in row.faults
        ],
        "decisions": [
            {
                "sheet": row.sheet,
                "row": row.row_no,
                **_who(row),
                "reason": importing.reason_of(row),
                "candidates": [str(uid) for uid, _ in row.candidates],
            }
            for row in plan.of(Outcome.DECISION)
        ],
        "refused_columns": [{"column": c.letter, "header": c.header} for c in plan.refused_columns],
        "possible_duplicates": [
            {
                "sheet": d.sheet,
                "row": d.row_no,
                "head_name": d.head_name,
                "others": [str(uid) for uid in d.others],
                "areas": list(d.areas),
            }
            for d in plan.duplicates
        ],
        "new_areas": sorted(plan.new_areas.values()),
        "renamed_areas": dict(plan.renamed_areas),
        "answered_areas": dict(plan.answered_areas),
        "pledges": plan.new_pledges,
        "ends": ends_in(plan.rows),
        "ignored": dict(plan.ignored),
        "skipped_sheets": list(plan.skipped_sheets),
        "encodings": dict(plan.encodings),
        "year": plan.year,
    }


def _row_told(row: PlannedRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row_no,
        "outcome": str(row.outcome),
        **_said(row),
        "edits": row.edits,
        "warnings": list(row.warnings),
        "raw": dict(row.raw),
    }


@singledispatch
def _who(row: PlannedRow) -> dict[str, Any]:
    """What tells a row from others, for scripts."""
    return {"area": row.area}


@_who.register
def _(row: HouseholdRow) -> dict[str, Any]:
    return {"head_name": row.head_name, "area": row.area}


@_who.register
def _(row: GroupRow) -> dict[str, Any]:
    return {"name": row.name, "area": row.area}


@singledispatch
def _said(row: PlannedRow) -> dict[str, Any]:
    """What a row says, for scripts."""
    return {"area": row.area or None}


@_said.register
def _(row: HouseholdRow) -> dict[str, Any]:
    return {
        "head_name": row.head_name,
        "area": row.area or None,
        "address": row.address,
        "size": row.size,
        "organisations": sorted(row.organizations),
        "signed_on": row.signed_on.isoformat() if row.signed_on else None,
        "signed_on_partial": row.signed_on_partial,
        "phone": row.phone,
        "note": row.note,
        "signer_kind": "member" if row.by_member else "head",
    }


@_said.register
def _(row: GroupRow) -> dict[str, Any]:
    return {"name": row.name, "area": row.area or None}


def _rows_table(plan: ImportPlan) -> list[str]:
    columns = import_registry.kind_of(plan.choices.register).shown.columns
    headings = ("Dòng", "Kết quả", *(heading for _, heading in columns), "Lý do, lưu ý")
    return table(headings, [_row_texts(row, [key for key, _ in columns]) for row in plan.rows])


def _cell(row: PlannedRow, key: str) -> str:
    """A cell of the table of rows: organisations by the codes they were understood as."""
    if isinstance(row, HouseholdRow) and key == "organizations":
        return ", ".join(sorted(row.organizations))
    return row.shown(key)


def _row_texts(row: PlannedRow, keys: Sequence[str]) -> tuple[str, ...]:
    waits = row.outcome in {Outcome.REJECTED, Outcome.DECISION}
    said = [words for words in (importing.reason_of(row) if waits else row.edits, *row.warnings) if words]
    return (str(row.row_no), OUTCOMES[row.outcome], *(_cell(row, key) for key in keys), " ".join(said))


def _plan_lines(plan: ImportPlan, *, dry: bool) -> list[str]:
    counts = {outcome: plan.count(outcome) for outcome in OUTCOMES}
    words = import_registry.kind_of(plan.choices.register).words
    first = "Xem trước" if dry else "Đã nhập"
    lines = [f"{first}: " + ", ".join(f"{word} {show_count(counts[one])}" for one, word in OUTCOMES.items()) + "."]
    if plan.choices.register == "pledge":
        lines.append(f"Bản cam kết mới: {show_count(plan.new_pledges)}.")
    if not (dry or counts[Outcome.ACCEPTED] or counts[Outcome.UPDATED]):
        lines.append("Không có dòng nào mới; sổ giữ như cũ.")
    if ends := ends_in(plan.rows):
        will = "sẽ được ghi" if dry else "đã được ghi"
        lines.append(f"{show_count(ends)} mô hình, câu lạc bộ {will} là giải thể hoặc tạm ngừng.")
    if plan.imported_before:
        lines.append("Tệp này đã được nhập trước đây; các dòng giống hệt không ghi hai lần.")
    if plan.new_areas:
        made = ", ".join(sorted(plan.new_areas.values(), key=sort_key))
        lines.append(f"{'Sẽ lập' if dry else 'Đã lập'} khu dân cư mới: {made}.")
    made_names = {fold(name) for name in plan.new_areas.values()}
    lines += [
        f"Không lập “{name}”: không dòng nào được nhận thuộc khu dân cư lạ tên đó."
        for name in plan.choices.areas
        if fold(name) not in made_names
    ]
    lines += _duplicate_lines(plan)
    lines += [f"Cột {c.letter} “{c.header}” không được nhập ({c.why})." for c in plan.refused_columns]
    lines += [f"Bảng “{name}” không có cột {words.heading} nên không đọc." for name in plan.skipped_sheets]
    if plan.other_year:
        lines.append(
            f"Lưu ý: {show_count(plan.other_year)} dòng có ngày ký ngoài năm {plan.year}; kiểm tra lại năm (--year)."
        )
    lines += [
        f"Lưu ý: tệp ghi “{told}”, đưa vào “{name}”. Nếu là khu khác: thêm --make-area “{told}”."
        for told, name in plan.renamed_areas.items()
    ]
    return [*lines, *_waiting_lines(plan)]


def _duplicate_lines(plan: ImportPlan) -> list[str]:
    """New households that may be known: by their name in their area, or by name and address elsewhere."""
    here = [found.row_no for found in plan.duplicates if not found.areas]
    lines = [f"Lưu ý: dòng {_numbers(here)} {SAME_NAME}."] if here else []
    elsewhere: dict[str, list[int]] = {}
    for found in plan.duplicates:
        if found.areas:
            elsewhere.setdefault(", ".join(found.areas), []).append(found.row_no)
    return lines + [
        f"Lưu ý: dòng {_numbers(numbers)} {SAME_PLACE} ({areas}); được nhập là hộ mới."
        for areas, numbers in elsewhere.items()
    ]


def _waiting_lines(plan: ImportPlan) -> list[str]:
    """Rows that were not taken, those with one reason in one line."""
    reasons: dict[str, list[int]] = {}
    waiting = [*plan.of(Outcome.REJECTED), *plan.of(Outcome.DECISION)]
    for row in waiting:
        reasons.setdefault(importing.reason_of(row), []).append(row.row_no)
    lines = [f"Dòng {_numbers(numbers)}: {reason}" for reason, numbers in list(reasons.items())[:WAITING_SHOWN]]
    if len(reasons) > WAITING_SHOWN:
        lines.append(f"… và {len(reasons) - WAITING_SHOWN} lý do nữa; dùng --errors để ghi ra Excel.")
    if any(fault.code == "unknown_area" for row in waiting for fault in row.faults):
        lines.append(AREA_UNKNOWN)
    return lines


def _numbers(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:ROWS_NAMED]))
    return f"{shown} … (cả thảy {len(numbers)} dòng)" if len(numbers) > ROWS_NAMED else shown
