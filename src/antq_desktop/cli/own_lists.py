"""Taking back a workbook that `antq sheet` wrote and an officer edited, for registers other than households."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from antq_desktop.cli.session import Answer, Session
from antq_desktop.domain.errors import SheetError, UsageError
from antq_desktop.services import list_sheets, records
from antq_desktop.sheets.own_list import read_own_list


def take_back(session: Session, args: Namespace) -> Answer:
    """Change and add the records of one register as its edited workbook says, all or nothing.

    Raises:
        UsageError: a register that the program manages itself, or options that only lists of communes have.
        SheetError: not a workbook of this program, or of another register.
    """
    register = records.register_of(args.register)
    if register.key_data:
        raise UsageError(f"{register.title} được quản lý ở phần cài đặt, không nhập từ Excel.", do=records.OF_SETTINGS)
    if args.dry_run or args.mapping or args.errors or args.rows or args.header_row is not None:
        raise UsageError(
            f"{register.title} chỉ nhập lại được từ danh sách do antq sheet kết xuất, không xem trước, không ghép cột.",
            do="Bỏ --dry-run, --rows, --mapping, --header-row, --errors; nếu sai thì dùng antq undo.",
        )
    path = Path(args.file)
    with session.office() as office:
        office.require("import")
        own = read_own_list(path)
        if own is None or own.meta.get("register") != register.key:
            raise SheetError(
                f"{path.name} không phải danh sách “{register.title}” do chương trình kết xuất.",
                do=f"Kết xuất bằng antq sheet {register.key}, sửa rồi nhập lại.",
            )
        done = list_sheets.take_back_list(office, path, session.progress)
    said: dict[str, Any] = {
        "operation": str(done.changes.operation) if done.changes.operation else None,
        "dry_run": False,
        "accepted": done.added,
        "updated": done.changed,
        "already": done.same,
        "rejected": [],
        "decisions": [],
        "refused_columns": [],
    }
    return Answer(said, [f"Đã nhập: thêm {done.added}, cập nhật {done.changed}, đã có {done.same}."])
