"""Taking back a workbook that `antq sheet` wrote and an officer edited."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from antq_desktop.cli.session import Answer, Session
from antq_desktop.domain.errors import RejectedRecord, UsageError
from antq_desktop.services import records
from antq_desktop.services.by_hand import expect_by_hand
from antq_desktop.services.imports import returning
from antq_desktop.services.imports.return_plan import CellTold


def import_own(session: Session, args: Namespace) -> Answer:
    """The same as `take_back` for registers that only come back from their own list.

    Raises:
        UsageError: a register that the program manages itself, or options that only lists of communes have.
        SheetError: not a workbook of this program, or of another register.
    """
    register = records.register_of(args.register)
    expect_by_hand(register)
    if args.mapping or args.errors or args.rows or args.header_row is not None:
        raise UsageError(
            f"{register.title} chỉ nhập lại được từ danh sách do antq sheet kết xuất, không ghép cột.",
            do="Bỏ --rows, --mapping, --header-row, --errors; nếu sai thì dùng antq undo.",
        )
    return take_back(session, args.register, Path(args.file), dry_run=args.dry_run)


def take_back(
    session: Session, register_key: str, path: Path, *, dry_run: bool, good_rows: bool = False, formulas: bool = False
) -> Answer:
    """Change and add the records of one register as its edited workbook says, all or nothing, or all good rows.

    Cells of fields that were edited in the register meanwhile are left alone, told, and make exit code 8. Cells that
    break a rule are told with the exit code of a refused record, whether good rows were taken or not. Results of
    formulas are taken only if that is asked for.

    Raises:
        RejectedRecord: cells break a rule, and not only good rows were asked for.
    """
    with session.office(writes=not dry_run) as office:
        plan = returning.preview(office, register_key, path, session.progress)
        results = returning.results_of_formulas(plan)
        if formulas and results:
            plan = returning.preview(office, register_key, path, session.progress, results)
        if plan.bad and not good_rows:
            raise plan.rejection
        operation = None if dry_run else returning.save(office, plan, good_only=good_rows).changes.operation
    said: dict[str, Any] = {
        "operation": str(operation) if operation else None,
        "dry_run": dry_run,
        "accepted": plan.added,
        "updated": plan.changed,
        "already": plan.same,
        "changes": [_told(cell) for cell in plan.cells],
        "rejected": [asdict(cell) for cell in plan.bad],
        "gone": plan.gone,
        "decisions": [_told(cell) for cell in plan.conflicts],
        "refused_columns": [],
    }
    first = "Xem trước" if dry_run else "Đã nhập"
    lines = [f"{first}: thêm {plan.added}, cập nhật {plan.changed}, đã có {plan.same}."]
    if dry_run:
        lines += [f"{_where(cell)}: “{cell.register}” → “{cell.file}”" for cell in plan.cells]
    lines += [
        f"{_where(cell)}: sổ đã sửa thành “{cell.register}” sau khi kết xuất, tệp ghi “{cell.file}”; giữ như sổ."
        for cell in plan.conflicts
    ]
    if plan.conflicts:
        lines.append("Ô nào theo tệp mới đúng thì sửa tay trong sổ, hoặc kết xuất lại danh sách rồi sửa.")
    if plan.bad:
        lines += ["Không lấy các dòng sau:", *(cell.words for cell in plan.bad)]
    lines += [plan.gone_words] if plan.gone else []
    return Answer(said, lines, RejectedRecord.exit_code if plan.bad else 8 if plan.conflicts else 0)


def _where(cell: CellTold) -> str:
    return f"Dòng {cell.row} {cell.title}, {cell.label}"


def _told(cell: CellTold) -> dict[str, Any]:
    told = asdict(cell)
    uid = told.pop("uid")
    return {**told, "id": None if uid is None else str(uid)}
