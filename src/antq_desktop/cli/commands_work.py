"""Commands about the daily work: import, workbooks, indicators, papers."""

from argparse import Namespace
from pathlib import Path
from typing import Any
from uuid import UUID

from antq_desktop.cli.own_lists import take_back
from antq_desktop.cli.session import Answer, Session
from antq_desktop.cli.telling import one_line_each, table, told
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.indicators import Measure
from antq_desktop.domain.periods import calendar_year
from antq_desktop.services import indicators, leaving, list_sheets, records
from antq_desktop.services.indicators import COMMUNE, Drill, Figures
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.lists import ListQuery
from antq_desktop.services.office import Office
from antq_desktop.services.papers import group_papers, papers
from antq_desktop.services.papers.paper_kinds import Part

MISSING_SHOWN = 200
SHEET_HELP = "Xem antq sheet --help."


def _grounds(session: Session, args: Namespace) -> Grounds:
    """A command brings its password with it: whoever types the command has it."""
    return Grounds(args.reason or "", session.password())


def _warnings(office: Office, out: str) -> list[str]:
    words = leaving.synced(office, Path(out))
    return [words] if words else []


def sheet(session: Session, args: Namespace) -> Answer:
    """A register as a workbook, or such a workbook back."""
    if args.take_back is not None:
        if args.out is not None or args.reason is not None or args.columns is not None:
            raise UsageError(
                "--take-back không dùng cùng --out, --reason, --columns.", do="Nhận lại xong rồi kết xuất."
            )
        file = Path(args.take_back)
        how = {"dry_run": args.dry_run, "good_rows": args.good_rows, "formulas": args.formula_results}
        return take_back(session, args.register, file, **how)
    if args.out is None or args.dry_run or args.good_rows or args.formula_results:
        raise UsageError("Lệnh sheet cần --out TỆP để kết xuất, hoặc --take-back TỆP để nhận lại.", do=SHEET_HELP)
    with session.office() as office:
        query = ListQuery(equal={"residing": (1, 0)}) if args.all and args.register == "household" else None
        keys = None if args.columns is None else tuple(key.strip() for key in args.columns.split(","))
        grounds, part = _grounds(session, args), leaving.Part(columns=keys)
        count = list_sheets.export_list(
            office, args.register, Path(args.out), query, grounds=grounds, progress=session.progress, part=part
        )
        warnings = _warnings(office, args.out)
    said = {"path": args.out, "rows": count, "warnings": warnings}
    return Answer(said, [f"Đã kết xuất {count} dòng: {args.out}", *(f"Lưu ý: {words}" for words in warnings)])


def indicators_(session: Session, args: Namespace) -> Answer:
    """Indicators of a period, and the records behind one of them."""
    if args.area and not args.drill:
        raise UsageError("--area chỉ dùng cùng --drill.", do="Ví dụ: --drill I1 --area “Thôn Đông”.")
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
            return Answer(said, [*_figure_lines(counted), *_drill_lines(office, args.drill, drill)])
    return Answer(said, _figure_lines(counted))


def _drill_lines(office: Office, indicator: str, drill: Drill) -> list[str]:
    """Who lacks, by name; those that have signed only as a number."""
    missing = [records.get(office, "household", uid).record for uid in drill.missing[:MISSING_SHOWN]]
    more = len(drill.missing) - len(missing)
    register = records.register_of("household")
    return [
        f"{indicator}: {len(drill.numerator)} hộ đã ký, {len(drill.missing)} hộ chưa ký.",
        *(one_line_each(register, told(office, register, missing)) if missing else ()),
        *([f"… và {more} hộ nữa; thêm --json để có đủ mã."] if more else ()),
    ]


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
    """A paper as PDF, or its table as a workbook."""
    with session.office() as office:
        period = office.catalogues.period(args.period)
        part = Part(
            areas=tuple(dict.fromkeys(records.resolve(office, "residential_area", area) for area in args.area or ())),
            organization=records.resolve(office, "member_organization", args.organization)
            if args.organization
            else None,
            from_page=args.from_page,
            group=group_papers.called(office, args.group) if args.group else None,
            excel=args.excel,
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
