"""Commands about the daily work: import, workbooks, indicators, papers."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any
from uuid import UUID

from antq_desktop.cli.own_lists import import_own, take_back
from antq_desktop.cli.session import Answer, Session
from antq_desktop.cli.telling import table
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.indicators import Measure
from antq_desktop.domain.periods import calendar_year
from antq_desktop.services import importing, indicators, leaving, list_sheets, papers, records
from antq_desktop.services.import_plan import ImportChoices, ImportPlan, Outcome, PlannedRow
from antq_desktop.services.indicators import COMMUNE, Figures
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.lists import ListQuery
from antq_desktop.services.office import Office
from antq_desktop.services.papers import Part

WAITING_SHOWN = 50
ROWS_NAMED = 6
SHEET_HELP = "Xem antq sheet --help."


def import_(session: Session, args: Namespace) -> Answer:
    """Bring households and pledges in from a workbook; other registers from their own list."""
    if args.register not in importing.REGISTERS_TO_IMPORT:
        return import_own(session, args)
    if args.header_row == 0 and not args.mapping:
        raise UsageError("Tệp không có dòng tiêu đề thì phải nói mỗi cột là gì.", do="Thêm --mapping TỆP.")
    if args.errors:
        list_sheets.expect_ending(Path(args.errors), ".xlsx")
    choices = ImportChoices(
        register=args.register,
        year=args.year,
        new_areas=args.new_areas,
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
        if args.errors and (plan.count(Outcome.REJECTED) or plan.count(Outcome.DECISION)):
            importing.write_errors(plan, Path(args.errors))
    said = {"operation": str(operation) if operation else None, "dry_run": args.dry_run, **_plan_told(plan)}
    if args.rows:
        said["rows"] = [_row_told(row) for row in plan.rows]
    code = 3 if plan.count(Outcome.REJECTED) else 8 if plan.count(Outcome.DECISION) else 0
    return Answer(said, _plan_lines(plan, dry=args.dry_run), code)


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
                "head_name": row.head_name,
                "area": row.area,
                "reason": importing.reason_of(row),
                "candidates": [str(uid) for uid, _ in row.candidates],
            }
            for row in plan.of(Outcome.DECISION)
        ],
        "refused_columns": [{"column": c.letter, "header": c.header} for c in plan.refused_columns],
        "possible_duplicates": [
            {"sheet": d.sheet, "row": d.row_no, "head_name": d.head_name, "others": [str(uid) for uid in d.others]}
            for d in plan.duplicates
        ],
        "new_areas": sorted(plan.new_areas.values()),
        "renamed_areas": dict(plan.renamed_areas),
        "pledges": plan.new_pledges,
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
        "warnings": list(row.warnings),
        "raw": dict(row.raw),
    }


def _plan_lines(plan: ImportPlan, *, dry: bool) -> list[str]:
    counts = {outcome: plan.count(outcome) for outcome in Outcome}
    first = "Xem trước" if dry else "Đã nhập"
    told = ("nhận", "đã có", "cập nhật", "từ chối", "chờ quyết định")
    lines = [f"{first}: " + ", ".join(f"{word} {counts[one]}" for word, one in zip(told, Outcome, strict=True)) + "."]
    if plan.choices.register == "pledge":
        lines.append(f"Bản cam kết mới: {plan.new_pledges}.")
    lines += [f"Cột {c.letter} “{c.header}” không được nhập (số định danh)." for c in plan.refused_columns]
    lines += [f"Bảng “{name}” không có cột họ tên chủ hộ nên không đọc." for name in plan.skipped_sheets]
    if plan.other_year:
        lines.append(f"Lưu ý: {plan.other_year} dòng có ngày ký ngoài năm {plan.year}; kiểm tra lại năm (--year).")
    lines += [
        f"Lưu ý: tệp ghi “{told}”, đưa vào “{name}”. {importing.IF_ANOTHER_AREA}"
        for told, name in plan.renamed_areas.items()
    ]
    return [*lines, *_waiting_lines(plan)]


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
        lines.append("Khu dân cư chưa có trong sổ: thêm --new-areas create để tạo, --new-areas ask để hỏi từng dòng.")
    return lines


def _numbers(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:ROWS_NAMED]))
    return f"{shown} … (cả thảy {len(numbers)} dòng)" if len(numbers) > ROWS_NAMED else shown


def _grounds(session: Session, args: Namespace) -> Grounds:
    """A command brings its password with it: whoever types the command has it."""
    return Grounds(args.reason or "", session.password())


def _warnings(office: Office, out: str) -> list[str]:
    words = leaving.synced(office, Path(out))
    return [words] if words else []


def sheet(session: Session, args: Namespace) -> Answer:
    """A register as a workbook, or such a workbook back."""
    if args.take_back is not None:
        if args.out is not None or args.reason is not None:
            raise UsageError("--take-back không dùng cùng --out, --reason.", do="Nhận lại xong rồi kết xuất.")
        return take_back(session, args.register, Path(args.take_back), dry_run=args.dry_run)
    if args.out is None or args.dry_run:
        raise UsageError("Lệnh sheet cần --out TỆP để kết xuất, hoặc --take-back TỆP để nhận lại.", do=SHEET_HELP)
    with session.office() as office:
        query = ListQuery(equal={"residing": (1, 0)}) if args.all and args.register == "household" else None
        count = list_sheets.export_list(
            office, args.register, Path(args.out), query, grounds=_grounds(session, args), progress=session.progress
        )
        warnings = _warnings(office, args.out)
    said = {"path": args.out, "rows": count, "warnings": warnings}
    return Answer(said, [f"Đã kết xuất {count} dòng: {args.out}", *(f"Lưu ý: {words}" for words in warnings)])


def indicators_(session: Session, args: Namespace) -> Answer:
    """Indicators of a period, and the records behind one of them."""
    with session.office(writes=False) as office:
        period = calendar_year(args.year) if args.year is not None else office.catalogues.period(args.period)
        counted = indicators.figures(office, period)
        said: dict[str, Any] = {
            "period": period.key,
            "from": period.start.isoformat(),
            "to": period.end.isoformat(),
            "cut_off": counted.cut_off.isoformat(),
            "indicators": [_measure_told(line) for line in (*counted.measures, *counted.area_measures)],
        }
        if args.drill:
            area = records.resolve(office, "residential_area", args.area) if args.area else None
            drill = indicators.drill(office, period, args.drill, area)
            said["numerator_ids"] = [str(uid) for uid in drill.numerator]
            said["denominator_ids"] = [str(uid) for uid in drill.denominator]
            said["missing_ids"] = [str(uid) for uid in drill.missing]
            line = counted.line(args.drill, area)
            said["note"] = "" if line is None else line.note
    return Answer(said, _figure_lines(counted))


def _measure_told(line: Measure) -> dict[str, Any]:
    return {
        "id": line.id,
        "scope": COMMUNE if line.scope == COMMUNE else str(UUID(hex=line.scope)),
        "title": line.title,
        "numerator": line.numerator,
        "denominator": line.denominator,
        "status": str(line.status),
        "target": str(line.threshold) if line.threshold else None,
        "reached": line.reached,
        "shown": line.shown,
        "verdict": line.verdict,
        "declared": line.declared,
        "frozen": line.frozen,
        "counted": line.denominator if line.counted is None else line.counted,
        "note": line.note,
    }


def _figure_lines(counted: Figures) -> list[str]:
    rows = [
        (line.id, line.title, f"{line.numerator}/{line.denominator}", line.shown, line.verdict)
        for line in counted.measures
    ]
    noted = [line for line in (*counted.measures, *counted.area_measures) if line.note]
    return [
        f"Kỳ {counted.period.label}",
        *table(("Chỉ tiêu", "Nội dung", "Hộ", "Tỷ lệ", "Đánh giá"), rows),
        *(f"✎ {line.id}, {line.title}: {line.note}." for line in noted),
    ]


def report(session: Session, args: Namespace) -> Answer:
    """A paper as PDF."""
    with session.office() as office:
        period = office.catalogues.period(args.period)
        part = Part(
            area=records.resolve(office, "residential_area", args.area) if args.area else None,
            organization=records.resolve(office, "member_organization", args.organization)
            if args.organization
            else None,
            from_page=args.from_page,
        )
        path = papers.make(
            office,
            args.kind,
            period,
            Path(args.out),
            grounds=_grounds(session, args),
            part=part,
            progress=session.progress,
        )
        warnings = _warnings(office, args.out)
    days = {"from": period.start.isoformat(), "to": period.end.isoformat()}
    said = {"path": str(path), "kind": args.kind, **days, "warnings": warnings}
    return Answer(said, [f"Đã ghi {path}", *(f"Lưu ý: {words}" for words in warnings)])
